#pragma once

// A patient's chart as a timeline reads it: items by lane and time, the span they cover, and a text to
// search. Made once for each version of a chart, away from the GUI thread, and never changed.

#include "timeline/item.h"
#include "timeline/wording.h"

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <unordered_map>

namespace twinward::timeline {

struct Telling
{
    QTimeZone zone = QTimeZone::systemTimeZone(); // the clinic's clock: where a day begins
    qint64 nowMs = 0; // milliseconds since 1970
    Words words;
};

class Story
{
public:
    [[nodiscard]] static Story tell(std::shared_ptr<const record::Chart> chart, const Telling& telling);

    // By lane, in it those without a date first, then by beginning, end, label and id.
    [[nodiscard]] const std::vector<Item>& items() const { return m_items; }
    [[nodiscard]] std::span<const Item> lane(Lane lane) const;
    [[nodiscard]] quint32 laneBegin(Lane lane) const { return m_laneBegin[static_cast<size_t>(lane)]; }
    [[nodiscard]] const record::Entry& entry(const Item& item) const;
    [[nodiscard]] std::optional<quint32> find(record::EventId anyVersion) const; // an index into items()

    [[nodiscard]] const record::Chart& chart() const { return *m_chart; }
    [[nodiscard]] const QTimeZone& zone() const { return m_zone; }
    [[nodiscard]] base::PartialDate birthDate() const { return m_birthDate; }
    // Where it is known when. What nobody ended ends there.
    [[nodiscard]] std::optional<Extent> death() const { return m_death; }
    // From birth, or the first item, to now (to death for who has died) or the last item, whichever is wider.
    [[nodiscard]] Extent life() const { return m_life; }
    [[nodiscard]] int count(Mark mark) const;

    // The items that hold every word of the text in their label, details or notes, ascending; case and
    // accents do not matter. None for an empty text.
    [[nodiscard]] std::vector<quint32> search(QStringView text) const;

private:
    void endAtDeath();
    void sortItems();
    void makeSearchKeys(const Words& words);
    void measureLife(qint64 nowMs);

    std::shared_ptr<const record::Chart> m_chart;
    QTimeZone m_zone;
    base::PartialDate m_birthDate;
    std::optional<Extent> m_death;
    std::vector<Item> m_items;
    std::vector<QString> m_searchKeys; // folded, one for each item
    std::array<quint32, laneCount + 1> m_laneBegin{};
    std::unordered_map<quint32, quint32> m_byEntry; // chart entry to item
    Extent m_life;
};

} // namespace twinward::timeline
