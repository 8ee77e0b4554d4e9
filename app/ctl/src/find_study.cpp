#include "find_study.h"

#include "progress.h"
#include "record/chart.h"

namespace twinward::ctl {

using base::ErrorCode;

namespace {

base::Result<std::vector<record::PatientId>> whereToLook(
    const ledger::Vault& vault, const std::string& patient)
{
    std::vector<record::PatientId> patients;
    if (!patient.empty()) {
        const auto found = findPatient(vault, patient);
        if (!found)
            return base::fail(found.error());
        patients.push_back(*found);
        return patients;
    }
    for (const record::PatientRow* row : vault.patients()->search(QStringView()))
        patients.push_back(row->id);
    return patients;
}

} // namespace

base::Result<PatientStudies> findStudies(
    const ledger::Vault& vault, const std::string& patient, const std::string& study)
{
    const auto patients = whereToLook(vault, patient);
    if (!patients)
        return base::fail(patients.error());
    ProgressLine progress(QStringLiteral("Looking into chart"));
    for (size_t i = 0; i < patients->size(); ++i) {
        if (!progress.show(i, patients->size()))
            return base::fail(ErrorCode::Cancelled, QStringLiteral("Looking for the study was stopped"));
        const auto chart = vault.chart((*patients)[i]);
        if (!chart)
            return base::fail(chart.error());
        std::vector<imaging::Study> studies = imaging::studiesOf(*chart);
        if (!study.empty())
            std::erase_if(studies, [&](const imaging::Study& each) { return each.uid != text(study); });
        if (!studies.empty()) {
            progress.clear();
            return PatientStudies{(*patients)[i], std::move(studies)};
        }
    }
    progress.clear();
    return base::fail(ErrorCode::NotFound, QStringLiteral("There are no such images here"),
        text(study.empty() ? patient : study), QStringLiteral("twinctl chart lists what a patient has."));
}

} // namespace twinward::ctl
