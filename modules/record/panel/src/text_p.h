#pragma once

// The words a chart is shown in: codes in plain words, and any entry as a list of labelled lines. One place,
// so that list, banner, comparison and printed page say the same.

#include "record/allergy_match.h"

#include <functional>
#include <QList>
#include <QPair>

namespace twinward::record::text {

[[nodiscard]] QString recorded(base::HybridTime time);

[[nodiscard]] QString born(const PatientDetails& details); // "Birth date not known"
[[nodiscard]] QString otherNames(
    const PatientDetails& details); // as written otherwise: "Zhang Wei"; may be empty
[[nodiscard]] QString mainIdentifier(const PatientDetails& details); // "MRN 1234"; empty where there is none
[[nodiscard]] QString identifierTypeShort(const Identifier& identifier);

[[nodiscard]] QString clinicalStatus(const QString& code);
[[nodiscard]] QString verificationStatus(const QString& code);
[[nodiscard]] QString criticality(const QString& code);
[[nodiscard]] QString action(Medication::Action action);
[[nodiscard]] QString encounterClass(const QString& code);
[[nodiscard]] QString encounterStatus(const QString& code);
[[nodiscard]] QString careStatus(const QString& code); // of a procedure or an immunisation
[[nodiscard]] QString kind(Kind kind);
[[nodiscard]] QString duplicateReason(const QString& machineWord);
[[nodiscard]] QString value(const Value& value);
[[nodiscard]] QString allergy(const Allergy& allergy); // "Penicillin", "No known allergies"
[[nodiscard]] QString drugClass(const DrugClass& drugClass); // "Penicillins"
[[nodiscard]] QString allergyMatch(const AllergyMatch& match); // which rule fired, in a sentence
[[nodiscard]] QString medicationLine(const Medication& medication); // "Aspirin, 100 mg, by mouth, once a day"

// The codes with their words, asked again when the language changes: what a CodeCombo offers.
using Choices = std::function<QList<QPair<QString, QString>>()>;
[[nodiscard]] Choices choices(const QStringList& codes, QString (*word)(const QString&));

// Every field that says something, labelled, in reading order.
using Fields = QList<QPair<QString, QString>>;
[[nodiscard]] Fields fields(const Event& event);

} // namespace twinward::record::text
