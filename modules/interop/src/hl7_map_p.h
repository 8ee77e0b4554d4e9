#pragma once

// What one message says, before it is known whom it is about and what is there already: pure, so that it is
// tested without a vault.

#include "interop/hl7_message.h"
#include "record/event.h"

namespace twinward::interop {

// One thing a message says. `key` names the thing across messages (a filler order's result, a visit), so that
// a later message can correct it; empty for what only adds.
struct Hl7Statement
{
    enum class Action { State, Retract };
    Action action = Action::State;
    QByteArray key;
    base::Moment occurred;
    record::Body body;
    QByteArray content; // a document's content, for the blob store
    QString place; // "OBX 3"
};

struct Hl7Refused
{
    QString place;
    QString why;
};

struct Hl7Statements
{
    record::PatientDetails details;
    bool describesPatient = false; // ADT: the details are what the sender now knows
    bool addsNumber = false; // the number is to be added to who is here already
    std::vector<record::Identifier> mergedAway; // MRG-1 of an A40: bearers are merged into the patient
    std::vector<Hl7Statement> statements;
    std::vector<Hl7Refused> refused; // parts that can't be used; the rest stands
};

// localOffset: minutes east of Greenwich for times without one. Unsupported where the type of message is not
// taken.
[[nodiscard]] base::Result<Hl7Statements> mapHl7(const Hl7Message& message, int localOffset);

// hl7_map_result.cpp: the OBR and OBX of any message.
void mapResults(const Hl7Message& message, int localOffset, Hl7Statements& out);

// Codes and units of bedside monitors (resources/interop/monitor_codes.json).
struct MonitorCode
{
    QString loinc;
    QString display;
};
[[nodiscard]] const MonitorCode* monitorCode(const QString& mdc);
[[nodiscard]] QString ucumUnit(const QString& asSent); // as sent where no mapping is known
[[nodiscard]] bool isVitalSign(const QString& loinc);

} // namespace twinward::interop
