#pragma once

// The commits of several chains, the earliest first whichever chain it stands in: no commit comes before one
// that it depends on.

#include "sync/store.h"

#include <deque>
#include <map>

namespace twinward::sync {

struct BatchLimits
{
    size_t commits = 256;
    qsizetype bytes = 512 << 10; // goes over by one commit at most
};

class CommitOrder
{
public:
    CommitOrder() = default;
    CommitOrder(const std::vector<ledger::ChainWish>& wishes, const BatchLimits& limits);

    // As they go over a link; empty at the end.
    [[nodiscard]] base::Result<std::vector<QByteArray>> next(const Store& store);
    void drop(const ledger::ChainId& chain) { m_cursors.erase(chain); }

private:
    struct Cursor
    {
        quint64 after = 0;
        std::deque<PlacedCommit> ready;
        bool isAtEnd = false;
    };
    base::Status fill(const Store& store, const ledger::ChainId& chain, Cursor& cursor) const;

    BatchLimits m_limits;
    std::map<ledger::ChainId, Cursor> m_cursors;
};

} // namespace twinward::sync
