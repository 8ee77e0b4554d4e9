#pragma once

// HL7 v2 into the record: ORU results and ADT (admit, transfer, discharge, register, update, merge), from
// files and from the socket alike. What a message says becomes events; the same message again adds nothing; a
// corrected result amends; a deleted one is retracted.
//
// Who it is about is decided by identifier (PID-3), never by name: an identifier nobody bears registers a
// patient, an identifier whose bearer has another birth date or sex is refused. Where somebody can be asked,
// both wait for them instead (Unmatched::Wait).

#include "interop/fhir_import.h"
#include "interop/hl7_message.h"

namespace twinward::interop {

// Files (.hl7, .txt, or any named one) and folders of them. The report's types are FHIR's: Patient,
// Observation ...
[[nodiscard]] base::Result<ImportReport> importHl7(
    ledger::Vault& vault, const ImportRequest& request, const ledger::ProgressFn& progress = {});

// What becomes of a message whose patient is not surely known here.
enum class Unmatched : quint8 {
    Register, // a new number is a new patient; a doubt refuses the message
    // It waits for a person (hl7_waiting.h) and is acknowledged once it is durable. An admission or
    // registration still registers somebody whom nobody here resembles: that is what it is for.
    Wait,
};

struct Hl7Answer
{
    QByteArray acknowledgement;
    AckCode code = AckCode::Accepted;
    bool waits = false; // accepted, but in nobody's chart yet
    QString why; // it is refused or waits; empty when it was filed
    QString type; // "ORU^R01"; empty where it could not be read
    QString controlId;
    std::vector<record::PatientId> patients; // whose record gained something
};

// Takes messages one by one, as a socket brings them. Blocks on the disk: an acknowledgement that accepts is
// made only after what the message says is durable.
class Hl7Receiver
{
public:
    explicit Hl7Receiver(ledger::Vault& vault, Unmatched unmatched = Unmatched::Register);
    [[nodiscard]] Hl7Answer receive(const QByteArray& message);

private:
    ledger::Vault& m_vault;
    Unmatched m_unmatched;
};

} // namespace twinward::interop
