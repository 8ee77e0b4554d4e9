#pragma once

// What an entry says, as lines a card can show and a search can look through. The record's own words are
// passed on as they are; the few words of ours (yes, no) are given by the caller, who knows the language.

#include "record/event.h"

#include <vector>

namespace twinward::timeline {

struct Words
{
    QString yes;
    QString no;
};

enum class Field : quint8 {
    Value,
    Component, // name and value of a part
    Reference,
    Interpretation, // HL7 code
    Status, // FHIR code
    Verification, // FHIR code
    Criticality, // FHIR code
    Action, // given, stopped ...: medicationActionName()
    Dose,
    Route,
    Frequency,
    Reason,
    Reaction,
    Lot,
    Site,
    Location,
    VisitClass, // HL7 v3 ActCode
    Method,
    Note,
    Text,
    ContentType,
    Size, // bytes
    ResourceType,
    Code, // "system code"
    Ended, // FHIR dateTime
};

struct Detail
{
    Field field = Field::Note;
    QString text;
};

// "Heart rate" and "72 /min", "Asthma" and nothing. A name may be shortened; a value must be shown whole or
// not at all, because a part of a number is another number.
struct Label
{
    QString name;
    QString value;
    [[nodiscard]] QString text() const; // "Heart rate 72 /min"
};
// Empty where the record has no words for it.
[[nodiscard]] Label labelOf(const record::Event& event, const Words& words);
// Everything else the entry says, in reading order; empty lines are left out.
[[nodiscard]] std::vector<Detail> detailsOf(const record::Event& event, const Words& words);
// "72 /min", "<5 mmol/L", "Alert"; digits as they were written.
[[nodiscard]] QString valueText(const record::Value& value, const Words& words);

} // namespace twinward::timeline
