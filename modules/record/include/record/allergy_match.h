#pragma once

// Does a drug meet a recorded allergy? By code, by a word of its name, by its class (amoxicillin meets
// "penicillin") and by classes that are known to cross-react. Every answer says which rule gave it, so that
// it can be explained at a glance; no answer is not the same as safe.

#include "record/chart.h"
#include "record/drug_classes.h"

namespace twinward::record {

namespace snomed {
inline const QString noKnownAllergy = QStringLiteral("716186003"); // |No known allergy (situation)|
} // namespace snomed

// The statement that the patient has none, which is not the same as nothing being recorded.
[[nodiscard]] bool isNoKnownAllergies(const Allergy& allergy);
[[nodiscard]] Allergy noKnownAllergies();

enum class AllergyKnowledge : quint8 { NotRecorded, NoneKnown, Recorded };
[[nodiscard]] AllergyKnowledge allergyKnowledge(const Chart& chart);
// Active allergies without the statement that there are none.
[[nodiscard]] std::vector<const Entry*> recordedAllergies(const Chart& chart);

struct AllergyMatch
{
    enum class Rule : quint8 { SameCode, SameWord, SameClass, CrossReaction };
    const Entry* allergy = nullptr;
    Rule rule = Rule::SameCode;
    QString word; // for SameWord: the word both have
    ClassRelation relation; // for SameClass and CrossReaction
};

// Every active allergy that the drug meets, each with the nearest rule. Words count from four letters or two
// Chinese characters; case, accents and a plural's ending do not matter.
[[nodiscard]] std::vector<AllergyMatch> matchingAllergies(const Chart& chart, const Concept& drug);

} // namespace twinward::record
