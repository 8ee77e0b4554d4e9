#include "hl7_filing_p.h"
#include "record/duplicates.h"

#include <algorithm>

namespace twinward::interop {

using namespace record;
using base::ErrorCode;
using base::fail;

namespace {

bool bears(const PatientDetails& details, const Identifier& identifier)
{
    return std::any_of(details.identifiers.begin(), details.identifiers.end(), [&](const Identifier& own) {
        return own.value == identifier.value
            && (identifier.system.isEmpty() || own.system == identifier.system);
    });
}

} // namespace

std::vector<PatientId> Hl7Filing::bearersOf(const Identifier& identifier) const
{
    std::vector<PatientId> bearers;
    const auto remember = [&bearers](PatientId id) {
        if (std::find(bearers.begin(), bearers.end(), id) == bearers.end())
            bearers.push_back(id);
    };
    // A sender that does not say whose number it is means the clinic's own: then the number alone must be
    // unique.
    for (const PatientRow* row : m_index->search(identifier.value)) {
        if (bears(row->details, identifier))
            remember(m_index->resolve(row->id));
    }
    for (const auto& [registered, id] : m_registered) {
        if (registered.value == identifier.value
            && (identifier.system.isEmpty() || registered.system == identifier.system))
            remember(id);
    }
    return bearers;
}

base::Result<PatientId> Hl7Filing::inDoubt(base::Error error)
{
    m_doubt = error;
    return fail(std::move(error));
}

// Nobody here bears the number. Where a person can be asked, only who is admitted or registered becomes a
// patient unasked, and only where nobody here resembles them.
base::Result<PatientId> Hl7Filing::newPatient(const Hl7Statements& said)
{
    const PatientDetails& details = said.details;
    if (details.names.empty()) {
        return inDoubt({ErrorCode::NotFound,
            QStringLiteral("Nobody here has this identifier, and the message has no name to register"),
            QStringLiteral("PID-3, PID-5"), {}});
    }
    if (m_unmatched == Unmatched::Wait && !said.describesPatient) {
        return inDoubt({ErrorCode::NotFound, QStringLiteral("Nobody here has this identifier"),
            QStringLiteral("PID-3"), {}});
    }
    if (m_unmatched == Unmatched::Wait && !likelyDuplicates(details, *m_index).empty()) {
        return inDoubt({ErrorCode::NotFound,
            QStringLiteral("Nobody here has this identifier, but somebody resembles the patient"),
            QStringLiteral("PID-3, PID-5"), {}});
    }
    const Identifier& first = details.identifiers.front();
    return PatientId::derived("hl7v2-patient", QString(first.system + u'|' + first.value).toUtf8());
}

base::Result<PatientId> Hl7Filing::identify(const Hl7Statements& said)
{
    const PatientDetails& details = said.details;
    std::vector<PatientId> bearers;
    for (const Identifier& identifier : details.identifiers) {
        for (const PatientId& id : bearersOf(identifier)) {
            if (std::find(bearers.begin(), bearers.end(), id) == bearers.end())
                bearers.push_back(id);
        }
    }
    if (bearers.size() > 1) {
        return inDoubt({ErrorCode::InvalidInput,
            QStringLiteral("The identifiers belong to different patients"), QStringLiteral("PID-3"),
            QStringLiteral("Merge the records if they are the same person, then send the message again.")});
    }
    if (bearers.empty())
        return newPatient(said);
    const PatientRow* row = m_index->find(bearers.front());
    if (row != nullptr) {
        const PatientDetails& known = row->details;
        const QString todo = QStringLiteral("Check whose record number it is; nothing was filed.");
        if (!known.birthDate.isNull() && !details.birthDate.isNull()
            && !known.birthDate.isCompatibleWith(details.birthDate)) {
            return inDoubt({ErrorCode::InvalidInput,
                QStringLiteral("The patient with this identifier has another birth date here"),
                QStringLiteral("PID-7"), todo});
        }
        if (known.sex != Sex::Unknown && details.sex != Sex::Unknown && known.sex != details.sex) {
            return inDoubt({ErrorCode::InvalidInput,
                QStringLiteral("The patient with this identifier has another sex here"),
                QStringLiteral("PID-8"), todo});
        }
    }
    return bearers.front();
}

} // namespace twinward::interop
