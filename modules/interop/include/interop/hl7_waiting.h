#pragma once

// Messages whose patient is not surely known wait, sealed, for a person to say whose they are: a result is
// never filed by a guess and never lost. They are kept in a record of their own that no list of patients
// shows and no export takes along; filing one takes it out of there in the same commit.

#include "interop/hl7_filing.h"

namespace twinward::interop {

struct WaitingMessage
{
    record::EventId id;
    QByteArray message; // as it came
    QString controlId;
    QString type; // "ORU^R01"
    QString why; // it waits, English
    QDateTime since;
    record::PatientDetails details; // what it says of its patient
    std::vector<record::Body> says; // what it would put into the chart
    std::vector<record::PatientId> candidates; // who it may be, the likeliest first
};

// The record that the messages wait in: for following Session::committed.
[[nodiscard]] record::PatientId waitingRoom();

// Oldest first. NotAuthorised where the user's role may not read what waits.
[[nodiscard]] base::Result<std::vector<WaitingMessage>> waitingMessages(const ledger::Vault& vault);

// Under the patient a person chose: what it says is filed, and the sender's number becomes theirs so that the
// next message finds them; nothing else of their details changes. What else waits with that number is filed
// as well. Logged as an import.
[[nodiscard]] base::Status fileWaiting(
    ledger::Vault& vault, record::EventId message, record::PatientId patient, const QString& purpose);

// The same as a patient of their own.
[[nodiscard]] base::Result<record::PatientId> registerWaiting(
    ledger::Vault& vault, record::EventId message, const QString& purpose);

// Not to be filed at all; it stays in the log of the record, taken back with the reason.
[[nodiscard]] base::Status dismissWaiting(
    ledger::Vault& vault, record::EventId message, const QString& reason);

} // namespace twinward::interop
