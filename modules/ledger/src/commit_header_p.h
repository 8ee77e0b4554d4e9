#pragma once

// What a commit says of itself, and what is signed: the exact bytes stored. Its hash names the commit, and
// the next commit of the chain names that hash.

#include "keyring_p.h"

#include <vector>

namespace twinward::ledger {

struct SegmentEntry
{
    record::Category category = record::Category::Clinical;
    SubjectTag tag{};
    quint32 keyEpoch = firstKeyEpoch;
    quint32 events = 0;
    base::Hash256 body; // of the sealed bytes
    base::Hash256 source; // of the sealed bytes; none where no event had a source
};

struct CommitHeader
{
    VaultId vault;
    record::DeviceId device;
    quint32 epoch = 1;
    quint64 seq = 0; // from 1
    record::CommitId previous; // none for the chain's first
    base::HybridTime recorded;
    record::UserId author;
    std::vector<SegmentEntry> segments;
};

// Canonical: decoding and encoding again gives the same bytes.
[[nodiscard]] QByteArray encodeHeader(const CommitHeader& header);
// None for anything that is not exactly a header.
[[nodiscard]] std::optional<CommitHeader> decodeHeader(const QByteArray& bytes);

// The device and the author sign the same bytes for different purposes.
[[nodiscard]] Binding deviceSigns();
[[nodiscard]] Binding authorSigns();

} // namespace twinward::ledger
