#pragma once

// Which event stands where, by its id: a flat table, because it is filled while somebody waits for a chart.

#include "record/event.h"

#include <optional>
#include <vector>

namespace twinward::record {

class VersionIndex
{
public:
    VersionIndex() = default;
    explicit VersionIndex(size_t most); // ids that will be added

    // The id's place: how many others were added before it. The second time it has the place it has already.
    struct Added
    {
        size_t place = 0;
        bool isNew = false;
    };
    Added add(EventId id);
    [[nodiscard]] std::optional<size_t> find(EventId id) const;
    [[nodiscard]] size_t size() const { return m_ids.size(); }

private:
    struct Slot
    {
        quint32 hash = 0;
        quint32 next = 0; // the place and one; 0 where nothing stands
    };
    [[nodiscard]] size_t slotOf(EventId id, quint32 hash) const; // where it is, or where it would go
    [[nodiscard]] static quint32 hashOf(EventId id);

    std::vector<EventId> m_ids; // by place
    std::vector<Slot> m_slots; // a power of two, at most half of them taken
};

} // namespace twinward::record
