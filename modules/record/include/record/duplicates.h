#pragma once

// Who may already be registered under another spelling: offered at registration, decided by a person.

#include "record/patient_index.h"

namespace twinward::record {

struct DuplicateCandidate
{
    PatientId patient;
    double score = 0; // 0 to 1; 1 for the same identifier
    QStringList reasons; // machine words: "identifier", "name", "name-sounds-alike", "birth-date",
                         // "birth-year", "sex", "phone"
};

// Those with a score of at least `threshold`, best first, at most `limit`. Weights follow the idea of Fellegi
// and Sunter, "A Theory for Record Linkage", JASA 64 (1969): agreement on a rare thing counts for more. Names
// are compared by Jaro-Winkler similarity (Winkler 1990) and by sound (Soundex of each word, as NARA
// describes it, for Latin script).
[[nodiscard]] std::vector<DuplicateCandidate> likelyDuplicates(
    const PatientDetails& candidate, const PatientIndex& index, double threshold = 0.72, size_t limit = 5);

} // namespace twinward::record
