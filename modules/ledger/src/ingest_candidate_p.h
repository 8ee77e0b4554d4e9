#pragma once

// A commit that somebody brought, and what it may be about beside the charts.

#include "commit_header_p.h"

#include "ledger/replica.h"

#include <algorithm>

namespace twinward::ledger {

struct Candidate
{
    const WireCommit* wire = nullptr;
    CommitHeader header;
    record::CommitId id;

    [[nodiscard]] ChainId chain() const { return {header.device, header.epoch}; }
    // What follows may need to know who works here first.
    [[nodiscard]] bool concernsClinic() const
    {
        return std::any_of(header.segments.begin(), header.segments.end(),
            [](const SegmentEntry& entry) { return entry.category == record::Category::Clinic; });
    }
};

// After which keys may have to turn.
[[nodiscard]] bool isOfSharing(const record::Event& event);

} // namespace twinward::ledger
