#pragma once

// The words of an object that name somebody: what is taken out where it belongs must not stay where somebody
// typed it a second time.

#include "dcmtk_p.h"

#include <set>

namespace twinward::imaging {

class IdentityWords
{
public:
    // Of the patient, of all other people, and the numbers of the patient and the order; and whole texts that
    // the profile takes out.
    [[nodiscard]] static IdentityWords of(DcmItem& dataset);

    // Does this element's text hold one of the words, as a word of its own, or is it one of the texts?
    [[nodiscard]] bool areIn(DcmElement& element) const;

private:
    void collect(DcmItem& item);
    void add(const QString& text);
    void addText(const QString& text);

    std::set<QString> m_words; // folded
    std::set<QString> m_texts; // folded
};

} // namespace twinward::imaging
