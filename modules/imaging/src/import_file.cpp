#include "imaging/import.h"

#include "filing_p.h"
#include "record/chart.h"

#include <algorithm>
#include <set>

namespace twinward::imaging {

using base::ErrorCode;

namespace {

base::Error refusal(const QString& what, const PlannedStudy& study, const QString& todo)
{
    return {ErrorCode::InvalidInput, what, study.patient.name, todo};
}

QString fieldName(PatientField field)
{
    switch (field) {
    case PatientField::Name:
        return QStringLiteral("the name");
    case PatientField::BirthDate:
        return QStringLiteral("the birth date");
    case PatientField::Sex:
        return QStringLiteral("the sex");
    }
    return {};
}

// Everything that can be known before anything is stored.
base::Status checkDecision(
    const ImportPlan& plan, const FilingDecision& decision, const record::PatientIndex& index)
{
    if (decision.study >= plan.studies.size())
        return base::fail(ErrorCode::InvalidInput, QStringLiteral("There is no such study in the import"));
    const PlannedStudy& study = plan.studies[decision.study];
    const record::PatientRow* row = index.find(index.resolve(decision.patient));
    if (decision.patient.isNull() || (row == nullptr && !decision.registration)) {
        return base::fail(refusal(QStringLiteral("Nobody has said whose images these are"), study,
            QStringLiteral("Choose a patient or register a new one.")));
    }
    for (const PatientDifference& difference :
        differences(study.patient, row != nullptr ? row->details : *decision.registration)) {
        if (std::find(decision.confirmed.begin(), decision.confirmed.end(), difference.field)
            == decision.confirmed.end()) {
            return base::fail(refusal(
                QStringLiteral("The images say %1 otherwise than the chart").arg(fieldName(difference.field)),
                study, QStringLiteral("Compare the two, and confirm that it is the same person.")));
        }
    }
    return {};
}

base::Status checkDecisions(
    const ledger::Vault& vault, const ImportPlan& plan, const std::vector<FilingDecision>& decisions)
{
    if (!record::roleMaySign(vault.user().role, record::ImagingSeries())) {
        return base::fail(ErrorCode::NotAuthorised, QStringLiteral("Your role may not file images"),
            vault.user().name, QStringLiteral("Ask a physician or a nurse."));
    }
    const auto index = vault.patients();
    std::set<size_t> decided;
    for (const FilingDecision& decision : decisions) {
        if (auto checked = checkDecision(plan, decision, *index); !checked)
            return checked;
        if (!decided.insert(decision.study).second) {
            return base::fail(ErrorCode::InvalidInput,
                QStringLiteral("One study can't be filed to two patients"), plan.studies[decision.study].uid);
        }
    }
    return {};
}

} // namespace

quint64 FilingReport::added() const
{
    quint64 sum = 0;
    for (const FiledStudy& study : studies)
        sum += study.added;
    return sum;
}

bool FilingReport::isComplete() const
{
    return !cancelled && std::all_of(studies.begin(), studies.end(), [](const FiledStudy& study) {
        return !study.failure && study.refused.empty();
    });
}

base::Result<FilingReport> file(ledger::Vault& vault, const ImportPlan& plan,
    const std::vector<FilingDecision>& decisions, const ledger::ProgressFn& progress, const QString& purpose)
{
    if (const auto checked = checkDecisions(vault, plan, decisions); !checked)
        return base::fail(checked.error());
    FilingProgress shown{progress, 0, 0, {}};
    for (const FilingDecision& decision : decisions)
        shown.total += static_cast<quint64>(plan.studies[decision.study].bytes());
    FilingReport report;
    for (const FilingDecision& decision : decisions) {
        StudyFiling filing(vault, plan, decision, purpose, shown);
        FiledStudy filed = filing.run();
        if (filed.failure && filed.failure->code == ErrorCode::Cancelled) {
            report.cancelled = true;
            break;
        }
        report.studies.push_back(std::move(filed));
    }
    return report;
}

} // namespace twinward::imaging
