#pragma once

// A segment: the events of one commit that concern one patient in one category, sealed together; and, sealed
// apart, the documents they came from.

#include "commit_header_p.h"

#include <functional>
#include <utility>

namespace twinward::ledger {

// Where a segment stands. The seal is bound to all of it, so that a segment can't be moved, replayed or lent
// to another author unseen.
struct SegmentPlace
{
    VaultId vault;
    record::DeviceId device;
    quint32 epoch = 1;
    quint64 seq = 0;
    quint32 position = 0; // among the commit's segments, from 0
    record::Category category = record::Category::Clinical;
    SubjectTag tag{};
    quint32 keyEpoch = firstKeyEpoch;
    record::UserId author;
    base::HybridTime recorded;

    [[nodiscard]] static SegmentPlace of(const CommitHeader& header, quint32 position);
};

using EventSource = std::pair<record::EventId, QByteArray>;

[[nodiscard]] QByteArray sealEvents(
    const PassingKey& key, const SegmentPlace& place, const std::vector<const record::Event*>& events);
// Hands over each event. Throws IntegrityBroken where the bytes are not what was sealed for this place.
void openEvents(const PassingKey& key, const SegmentPlace& place, QByteArrayView sealed,
    const std::function<void(record::Event&&)>& take);

// The key of this one segment, and what it opens: throws as openEvents.
[[nodiscard]] QByteArray segmentKeyOf(const PassingKey& key, QByteArrayView sealed);
[[nodiscard]] std::vector<record::Event> openWithSegmentKey(
    QByteArrayView segmentKey, const SegmentPlace& place, QByteArrayView sealed);

// Compressed, then sealed. Empty where no event has a source.
[[nodiscard]] QByteArray sealSources(
    const PassingKey& key, const SegmentPlace& place, const std::vector<const record::Event*>& events);
[[nodiscard]] std::vector<EventSource> openSources(
    const PassingKey& key, const SegmentPlace& place, QByteArrayView sealed);

// The seal alone, without unpacking what is under it: that may be large. Throws as openSources.
void checkSourcesSeal(const PassingKey& key, const SegmentPlace& place, QByteArrayView sealed);

// "commit 17, segment 2", counted from 1.
[[nodiscard]] QString nameOf(const SegmentPlace& place);

} // namespace twinward::ledger
