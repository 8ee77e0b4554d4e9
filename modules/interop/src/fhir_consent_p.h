#pragma once

// What a patient agreed to share with other clinics, as R4 Consent: nothing goes but what a nested provision
// permits. One resource for each contract, with what is left of it.

#include "fhir_outgoing_p.h"
#include "ledger/vault.h"

namespace twinward::interop::fhir {

// Those of the patient and of all merged into them. patientUrl: what the bundle calls the patient.
[[nodiscard]] std::vector<OutgoingResource> outgoingConsents(
    const ledger::Vault& vault, record::PatientId patient, const QString& patientUrl, qint64 nowMs);

} // namespace twinward::interop::fhir
