#pragma once

// Does a drug's name meet a recorded allergy? Only codes and words are compared, so that it can be explained
// at a glance; it knows no drug classes (amoxicillin does not meet "penicillin"), and whoever shows the
// answer says so.

#include "record/chart.h"

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
    const Entry* allergy = nullptr;
    QString word; // the word both have; empty where they share a code
};

// Every active allergy that shares a code or a telling word (four letters or more, or two Chinese characters)
// with the drug. Case and accents do not matter, nor a plural's ending.
[[nodiscard]] std::vector<AllergyMatch> matchingAllergies(const Chart& chart, const Concept& drug);

} // namespace twinward::record
