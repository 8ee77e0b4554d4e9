#include "record/version_index.h"

#include <bit>
#include <QHashFunctions>

namespace twinward::record {

VersionIndex::VersionIndex(size_t most)
    : m_slots(std::bit_ceil(2 * most + 1))
{
    m_ids.reserve(most);
}

// Seeded, as Qt does for each run of the program: nobody can send ids that all fall on one slot.
quint32 VersionIndex::hashOf(EventId id)
{
    return static_cast<quint32>(qHash(id, QHashSeed::globalSeed()));
}

size_t VersionIndex::slotOf(EventId id, quint32 hash) const
{
    size_t at = hash & (m_slots.size() - 1);
    while (m_slots[at].next != 0 && (m_slots[at].hash != hash || m_ids[m_slots[at].next - 1] != id))
        at = (at + 1) & (m_slots.size() - 1);
    return at;
}

VersionIndex::Added VersionIndex::add(EventId id)
{
    const quint32 hash = hashOf(id);
    Slot& slot = m_slots[slotOf(id, hash)];
    if (slot.next != 0)
        return {slot.next - 1, false};
    m_ids.push_back(id);
    slot = {hash, static_cast<quint32>(m_ids.size())};
    return {m_ids.size() - 1, true};
}

std::optional<size_t> VersionIndex::find(EventId id) const
{
    if (m_slots.empty())
        return std::nullopt;
    const Slot& slot = m_slots[slotOf(id, hashOf(id))];
    return slot.next != 0 ? std::optional<size_t>(slot.next - 1) : std::nullopt;
}

} // namespace twinward::record
