#pragma once

// Whose a study is, where only its UID is given.

#include "command.h"

#include "imaging/library.h"

namespace twinward::ctl {

struct PatientStudies
{
    record::PatientId patient;
    std::vector<imaging::Study> studies; // of theirs that were asked for
};

// A patient's studies, all or the one; without a patient, whoever has the study. No list of studies is kept,
// because what is kept is sealed for each patient: without a patient every chart is opened until one has it,
// with a line that says how far it is. NotFound; Cancelled by Ctrl+C.
[[nodiscard]] base::Result<PatientStudies> findStudies(
    const ledger::Vault& vault, const std::string& patient, const std::string& study);

} // namespace twinward::ctl
