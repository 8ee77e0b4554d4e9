#pragma once

// What a card says of one entry or of several, as the small HTML a label shows. Everything from the record is
// escaped.

#include "timeline/story.h"

#include <functional>
#include <QString>

namespace twinward::timeline {

using NameOfUser = std::function<QString(record::UserId)>;

// Where an entry is by now, in words; empty while that is looked up.
using WhereOfEntry = std::function<QString(record::EventId)>;

struct CardText
{
    const Story& story;
    const NameOfUser& nameOf;
    const WhereOfEntry& whereOf;

    enum class Length { Short, Full }; // beside the mouse, or opened to be read
    // sourceNote: one translated sentence on where the entry came from; left out where it is empty.
    [[nodiscard]] QString ofItem(quint32 item, Length length, const QString& sourceNote = {}) const;
    // Each a link "item:<index>", by time.
    [[nodiscard]] QString ofItems(const std::vector<quint32>& items, Length length) const;
};

} // namespace twinward::timeline
