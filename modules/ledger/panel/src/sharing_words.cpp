#include "sharing_words_p.h"

#include "workbench/format.h"

#include <algorithm>
#include <QDateTime>

namespace twinward::ledger {

using record::Category;
using record::ConsentState;

namespace {

QString day(base::HybridTime at)
{
    return workbench::formatDate(QDateTime::fromMSecsSinceEpoch(at.wallMs()).date());
}

QString dayAndTime(base::HybridTime at)
{
    return workbench::formatDateTime(QDateTime::fromMSecsSinceEpoch(at.wallMs()));
}

} // namespace

base::Result<SharingView> readSharing(const Vault& vault, record::PatientId patient)
{
    SharingView view;
    auto consents = ledger::consents(vault, patient);
    auto log = sharingLog(vault, patient);
    auto clinics = knownClinics(vault);
    if (!consents || !log || !clinics)
        return base::fail(!consents ? consents.error() : !log ? log.error() : clinics.error());
    view.consents = std::move(*consents);
    view.log = std::move(*log);
    view.clinics = std::move(*clinics);
    const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
    std::sort(view.consents.begin(), view.consents.end(), [nowMs](const auto& a, const auto& b) {
        return std::pair(!a.isInForce(nowMs), b.signedAt) < std::pair(!b.isInForce(nowMs), a.signedAt);
    });
    for (const record::RecordedEvent& each : view.log.arrived)
        view.acknowledged.insert(each.event.as<record::DisclosureArrived>()->disclosure);
    view.hasSealed = std::any_of(view.log.taken.begin(), view.log.taken.end(), [nowMs](const auto& each) {
        const auto* taken = each.event.template as<record::DisclosureTaken>();
        record::Consent consent;
        consent.terms = taken->contract;
        return taken->sealedForEmergency && consent.isInForce(nowMs);
    });
    return view;
}

QString SharingWords::category(Category category)
{
    switch (category) {
    case Category::Demographics:
        return tr("personal details");
    case Category::Vitals:
        return tr("vital signs");
    case Category::Clinical:
        return tr("clinical record");
    case Category::Imaging:
        return tr("images");
    case Category::Sensitive:
        return tr("sensitive entries");
    default:
        return {};
    }
}

QString SharingWords::categories(const std::vector<Category>& categories)
{
    QStringList words;
    for (const Category each : categories)
        words << category(each);
    //: between the parts of a list
    return words.join(tr(", "));
}

QString SharingWords::purpose(const QString& code)
{
    if (code == u"TREAT")
        return tr("Treatment");
    if (code == u"PATRQT")
        return tr("At the patient's request");
    if (code == u"HRESCH")
        return tr("Research");
    if (code == u"PUBHLTH")
        return tr("Public health");
    return code;
}

QString SharingWords::until(const base::Moment& until)
{
    if (until.isNull())
        return tr("Until withdrawn");
    return workbench::formatDate(QDateTime::fromMSecsSinceEpoch(until.utcMs() - 1).date());
}

QString SharingWords::state(const record::Consent& consent, qint64 nowMs)
{
    switch (consent.stateAt(nowMs)) {
    case ConsentState::InForce:
        return consent.narrowed ? tr("In force, narrowed %1").arg(day(*consent.narrowed)) : tr("In force");
    case ConsentState::NotYet:
        return tr("Not yet");
    case ConsentState::Expired:
        return tr("Ended");
    case ConsentState::Withdrawn:
        return consent.withdrawn ? tr("Withdrawn %1").arg(day(*consent.withdrawn)) : tr("Withdrawn");
    }
    return {};
}

QString SharingWords::grantee(const record::ConsentContract& terms)
{
    return terms.clinician.isEmpty() ? terms.clinicName : tr("%1, %2").arg(terms.clinicName, terms.clinician);
}

QString SharingWords::arrival(const SharingView& view, record::EventId contract)
{
    for (const record::RecordedEvent& made : view.log.made) { // newest first
        if (made.event.as<record::DisclosureMade>()->contract != contract)
            continue;
        return view.acknowledged.contains(made.event.id) ? tr("Arrived, sent %1").arg(day(made.recorded))
                                                         : tr("On its way since %1").arg(day(made.recorded));
    }
    return tr("Nothing sent");
}

QStringList SharingWords::agreement(const record::ConsentContract& terms)
{
    QStringList sentences;
    sentences << tr("%1 may see: %2.").arg(grantee(terms), categories(terms.categories));
    sentences << (terms.until.isNull() ? tr("This holds until it is withdrawn.")
                                       : tr("This holds until the end of %1.").arg(until(terms.until)));
    sentences << (terms.breakGlass
            ? tr("In an emergency they may open the rest, sensitive entries included. They must say why, it "
                 "stays on record, and this clinic is told.")
            : tr("The rest stays here, in an emergency too."));
    sentences << tr("It can be narrowed or withdrawn at any time. What was opened there until then stays "
                    "readable there.");
    return sentences;
}

QString SharingWords::alert(const record::RecordedEvent& emergency)
{
    const auto* access = emergency.event.as<record::EmergencyAccess>();
    const QString when = dayAndTime(emergency.recorded);
    return emergency.event.origin
        ? tr("%1 at %2 opened in an emergency what was held back: “%3” (told here %4)")
              .arg(access->who, access->clinicName, access->reason, when)
        : tr("%1 opened here in an emergency what another clinic held back: “%2” (%3)")
              .arg(access->who, access->reason, when);
}

QStringList SharingWords::arrivals(const SharingView& view)
{
    struct Arrival
    {
        QString from;
        qint64 entries = 0;
        qint64 waiting = 0;
        bool sealed = false;
        qint64 parts = 1;
        std::set<qint64> came; // of the parts
    };
    std::vector<std::pair<record::EventId, Arrival>> arrivals;
    for (const record::RecordedEvent& each : view.log.taken) {
        const auto* taken = each.event.as<record::DisclosureTaken>();
        auto found = std::find_if(arrivals.begin(), arrivals.end(),
            [taken](const auto& one) { return one.first == taken->disclosure; });
        if (found == arrivals.end()) {
            found = arrivals.insert(found,
                {taken->disclosure,
                    {tr("From %1 on %2").arg(taken->clinicName, day(each.recorded)), 0, 0, false, 1, {}}});
        }
        found->second.entries += taken->entries;
        found->second.waiting += taken->waiting;
        found->second.parts = taken->parts;
        found->second.came.insert(taken->part);
        found->second.sealed = found->second.sealed || taken->sealedForEmergency;
    }
    QStringList lines;
    for (const auto& [disclosure, arrival] : arrivals) {
        QStringList parts{arrival.from, tr("new entries: %1").arg(arrival.entries)};
        if (arrival.waiting > 0 && static_cast<qint64>(arrival.came.size()) < arrival.parts)
            parts << tr("waiting for their images: %1").arg(arrival.waiting);
        if (arrival.sealed)
            parts << tr("a part sealed for emergencies");
        lines << parts.join(tr(", "));
    }
    return lines;
}

} // namespace twinward::ledger
