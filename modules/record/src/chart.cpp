#include "record/chart.h"

#include <algorithm>

namespace twinward::record {

const RecordedEvent& Entry::content() const
{
    for (const RecordedEvent& version : versions) {
        const bool stands = !authorised
            || std::find(notAuthorised.begin(), notAuthorised.end(), version.event.id) == notAuthorised.end();
        if (stands && version.event.kind() != Kind::Retraction)
            return version;
    }
    return versions.front();
}

const Entry* Chart::find(EventId anyVersion) const
{
    const auto place = m_versions.find(anyVersion);
    if (!place)
        return nullptr;
    const size_t entry = m_entryOf[*place];
    return entry < m_entries.size() ? &m_entries[entry] : &m_identity[entry - m_entries.size()];
}

const Entry* Chart::demographics() const
{
    // A chart merged of several patients holds several registrations: the one of the patient it is opened as
    // counts.
    const Entry* best = nullptr;
    for (const Entry& entry : m_identity) {
        if (entry.as<PatientDetails>() == nullptr || entry.state == EntryState::Retracted
            || !entry.authorised)
            continue;
        if (entry.event().patient == m_patient)
            return &entry;
        if (best == nullptr)
            best = &entry;
    }
    return best;
}

PatientDetails Chart::details() const
{
    const Entry* entry = demographics();
    return entry != nullptr ? *entry->as<PatientDetails>() : PatientDetails();
}

std::vector<const Entry*> Chart::conflicts() const
{
    std::vector<const Entry*> found;
    for (const auto* entries : {&m_identity, &m_entries}) {
        for (const Entry& entry : *entries) {
            if (entry.state == EntryState::Conflict)
                found.push_back(&entry);
        }
    }
    return found;
}

std::vector<const Entry*> Chart::notAuthorised() const
{
    std::vector<const Entry*> found;
    for (const auto* entries : {&m_identity, &m_entries}) {
        for (const Entry& entry : *entries) {
            if (!entry.notAuthorised.empty())
                found.push_back(&entry);
        }
    }
    return found;
}

std::vector<const Entry*> Chart::activeAllergies() const
{
    std::vector<const Entry*> active = current<Allergy>();
    std::erase_if(active, [](const Entry* entry) {
        const QString& status = entry->as<Allergy>()->clinicalStatus;
        return status == u"inactive" || status == u"resolved";
    });
    return active;
}

std::vector<const Entry*> Chart::activeConditions() const
{
    std::vector<const Entry*> active = current<Condition>();
    std::erase_if(active, [](const Entry* entry) {
        const auto* condition = entry->as<Condition>();
        const QString& status = condition->clinicalStatus;
        return status == u"resolved" || status == u"inactive" || status == u"remission"
            || condition->verificationStatus == u"refuted"
            || condition->verificationStatus == u"entered-in-error"
            || (status.isEmpty() && !condition->abatement.isNull());
    });
    return active;
}

std::vector<const Entry*> Chart::activeMedications() const
{
    std::vector<const Entry*> all = current<Medication>();
    std::vector<EventId> stopped;
    for (const Entry* entry : all) {
        const auto* medication = entry->as<Medication>();
        if (medication->action == Medication::Action::Stopped && medication->prescription) {
            const Entry* prescribed = find(*medication->prescription);
            if (prescribed != nullptr)
                stopped.push_back(prescribed->root);
        }
    }
    std::erase_if(all, [&](const Entry* entry) {
        const auto* medication = entry->as<Medication>();
        const bool ongoing = medication->action == Medication::Action::Prescribed
            || medication->action == Medication::Action::Stated;
        const bool ended = medication->status == u"stopped" || medication->status == u"completed"
            || medication->status == u"cancelled" || medication->status == u"entered-in-error"
            || medication->status == u"not-taken" || medication->status == u"draft";
        return !ongoing || ended || std::find(stopped.begin(), stopped.end(), entry->root) != stopped.end();
    });
    return all;
}

} // namespace twinward::record
