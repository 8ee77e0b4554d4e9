#include "timeline/story.h"

#include "item_builder_p.h"
#include "record/patient_index.h"

#include <algorithm>

namespace twinward::timeline {

Story Story::tell(std::shared_ptr<const record::Chart> chart, const Telling& telling)
{
    Story story;
    story.m_chart = std::move(chart);
    story.m_zone = telling.zone;
    const record::PatientDetails details = story.m_chart->details();
    story.m_birthDate = details.birthDate;
    if (details.deceased && !details.deceasedAt.isNull())
        story.m_death = extentOf(details.deceasedAt, story.m_zone);
    const auto& entries = story.m_chart->entries();
    const ItemBuilder builder(*story.m_chart, telling);
    story.m_items.reserve(entries.size());
    for (quint32 index = 0; index < entries.size(); ++index) {
        // What became sensitive is not there for who may not read what it became.
        if (!record::isMovedToSensitive(entries[index]))
            story.m_items.push_back(builder.build(index));
    }
    story.endAtDeath();
    story.sortItems();
    story.makeSearchKeys(telling.words);
    story.measureLife(telling.nowMs);
    return story;
}

void Story::endAtDeath()
{
    if (!m_death)
        return;
    for (Item& item : m_items) {
        if (item.isOpen()) {
            item.endMs = std::max(item.sureStartMs, m_death->lastMs);
            item.sureEndMs = std::max(item.sureStartMs, m_death->firstMs);
        }
    }
}

void Story::sortItems()
{
    std::sort(m_items.begin(), m_items.end(), [](const Item& a, const Item& b) {
        return std::make_tuple(a.lane, a.isDated(), a.startMs, a.endMs, QStringView(a.label), a.id)
            < std::make_tuple(b.lane, b.isDated(), b.startMs, b.endMs, QStringView(b.label), b.id);
    });
    for (size_t lane = 0; lane <= laneCount; ++lane) {
        const auto begin = std::partition_point(m_items.begin(), m_items.end(),
            [lane](const Item& item) { return static_cast<size_t>(item.lane) < lane; });
        m_laneBegin[lane] = static_cast<quint32>(begin - m_items.begin());
    }
    m_byEntry.reserve(m_items.size());
    for (quint32 index = 0; index < m_items.size(); ++index)
        m_byEntry.emplace(m_items[index].entry, index);
}

void Story::makeSearchKeys(const Words& words)
{
    m_searchKeys.reserve(m_items.size());
    for (const Item& item : m_items) {
        QString text = item.label;
        for (const Detail& line : detailsOf(entry(item).event(), words)) {
            text += u'\n';
            text += line.text;
        }
        m_searchKeys.push_back(record::foldedForSearch(text));
    }
}

void Story::measureLife(qint64 nowMs)
{
    m_life = m_death.value_or(Extent{nowMs, nowMs});
    const auto include = [this](qint64 first, qint64 last) {
        m_life.firstMs = std::min(m_life.firstMs, first);
        m_life.lastMs = std::max(m_life.lastMs, last);
    };
    if (!m_birthDate.isNull()) {
        const qint64 born = m_birthDate.earliest().startOfDay(m_zone).toMSecsSinceEpoch();
        include(born, born);
    }
    for (const Item& item : m_items) {
        if (item.isDated())
            include(item.startMs, item.isOpen() ? item.startMs : item.endMs);
    }
}

std::span<const Item> Story::lane(Lane lane) const
{
    const auto index = static_cast<size_t>(lane);
    return std::span(m_items).subspan(m_laneBegin[index], m_laneBegin[index + 1] - m_laneBegin[index]);
}

const record::Entry& Story::entry(const Item& item) const
{
    return m_chart->entries()[item.entry];
}

std::optional<quint32> Story::find(record::EventId anyVersion) const
{
    const record::Entry* found = m_chart->find(anyVersion);
    const auto& entries = m_chart->entries();
    // Demographics are found too, and have no place here.
    if (found == nullptr || entries.empty() || found < &entries.front() || found > &entries.back())
        return std::nullopt;
    const auto item = m_byEntry.find(static_cast<quint32>(found - entries.data()));
    return item != m_byEntry.end() ? std::optional(item->second) : std::nullopt;
}

int Story::count(Mark mark) const
{
    return static_cast<int>(std::count_if(
        m_items.begin(), m_items.end(), [mark](const Item& item) { return item.marks.testFlag(mark); }));
}

std::vector<quint32> Story::search(QStringView text) const
{
    const QStringList words = record::foldedForSearch(text).split(u' ', Qt::SkipEmptyParts);
    std::vector<quint32> hits;
    if (words.isEmpty())
        return hits;
    for (quint32 index = 0; index < m_searchKeys.size(); ++index) {
        const QString& key = m_searchKeys[index];
        if (std::all_of(
                words.begin(), words.end(), [&key](const QString& word) { return key.contains(word); }))
            hits.push_back(index);
    }
    return hits;
}

} // namespace twinward::timeline
