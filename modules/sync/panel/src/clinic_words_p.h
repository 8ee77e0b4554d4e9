#pragma once

// Other clinics and the relay in the words of a nurse; and their lines in the list.

#include "sync_panel/other_clinics.h"
#include "words_p.h"
#include "workbench/rows_model.h"

namespace twinward::sync {

struct ClinicRow
{
    record::ClinicId clinic;
    QString name;
    workbench::RowsModel::Row cells;
};

enum ClinicColumn { ClinicName, ClinicConnection, WaitsForIt, ClinicTrouble, ClinicColumns };

[[nodiscard]] std::vector<ClinicRow> clinicRows(const OtherClinics& clinics, const OtherComputers& computers);

namespace words {

// Whether anything waits, and how it gets there.
[[nodiscard]] Said letters(const OtherClinics& clinics, const OtherComputers& computers);
[[nodiscard]] Said relayState(const RelayStatus& relay);
[[nodiscard]] QString relayTrouble(const RelayStatus& relay); // empty for none
// Whose card it is, its fingerprint, and whether a person compared it.
[[nodiscard]] QString about(const ledger::KnownClinic& clinic);

} // namespace words

} // namespace twinward::sync
