#pragma once

// The words of a drug's or an allergy's name that tell which substance is meant.

#include "record/coding.h"

namespace twinward::record::drug_words {

// Case and accents apart: "Pénicilline" and "penicilline" are one word.
[[nodiscard]] QString folded(const QString& text);
[[nodiscard]] bool isHan(const QString& word);
// Folded; four letters or more, or two Chinese characters; no "tablet", no "allergy to".
[[nodiscard]] QStringList tellingWords(const Concept& concept_);
// The same word, but for a plural's ending; one Chinese name inside another.
[[nodiscard]] bool meet(const QString& one, const QString& other);

} // namespace twinward::record::drug_words
