#pragma once

// HL7 v2 into the record: ORU results and ADT (admit, transfer, discharge, register, update, merge), from
// files and from the socket alike. What a message says becomes events; the same message again adds nothing; a
// corrected result amends; a deleted one is retracted.
//
// Who it is about is decided by identifier (PID-3), never by name: an identifier nobody bears registers a
// patient, an identifier whose bearer has another birth date or sex is refused.

#include "interop/fhir_import.h"
#include "interop/hl7_message.h"

#include <memory>

namespace twinward::interop {

// Files (.hl7, .txt, or any named one) and folders of them. The report's types are FHIR's: Patient,
// Observation ...
[[nodiscard]] base::Result<ImportReport> importHl7(
    ledger::Vault& vault, const ImportRequest& request, const ledger::ProgressFn& progress = {});

struct Hl7Answer
{
    QByteArray acknowledgement;
    AckCode code = AckCode::Accepted;
    QString why; // empty when accepted
    std::vector<record::PatientId> patients; // whose record gained something
};

// Takes messages one by one, as a socket brings them. Blocks on the disk: an acknowledgement that accepts is
// made only after what the message says is durable.
class Hl7Receiver
{
public:
    explicit Hl7Receiver(ledger::Vault& vault);
    ~Hl7Receiver();
    [[nodiscard]] Hl7Answer receive(const QByteArray& message);

private:
    ledger::Vault& m_vault;
};

} // namespace twinward::interop
