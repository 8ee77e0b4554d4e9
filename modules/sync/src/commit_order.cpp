#include "commit_order_p.h"

#include <algorithm>

namespace twinward::sync {

CommitOrder::CommitOrder(const std::vector<ledger::ChainWish>& wishes, const BatchLimits& limits)
    : m_limits(limits)
{
    for (const ledger::ChainWish& wish : wishes)
        m_cursors[wish.chain].after = wish.after;
}

base::Result<std::vector<QByteArray>> CommitOrder::next(const Store& store)
{
    std::vector<QByteArray> batch;
    qsizetype bytes = 0;
    while (batch.size() < m_limits.commits && bytes < m_limits.bytes) {
        Cursor* earliest = nullptr;
        for (auto& [chain, cursor] : m_cursors) {
            if (const auto filled = fill(store, chain, cursor); !filled)
                return base::fail(filled.error());
            const bool isEarlier = !cursor.ready.empty()
                && (earliest == nullptr || cursor.ready.front().recorded < earliest->ready.front().recorded);
            if (isEarlier)
                earliest = &cursor;
        }
        if (earliest == nullptr)
            break;
        batch.push_back(ledger::encodeCommit(earliest->ready.front().commit));
        bytes += batch.back().size();
        earliest->ready.pop_front();
    }
    return batch;
}

base::Status CommitOrder::fill(const Store& store, const ledger::ChainId& chain, Cursor& cursor) const
{
    if (cursor.isAtEnd || !cursor.ready.empty())
        return {};
    ledger::WireLimits limits;
    limits.commits = std::max<size_t>(4, m_limits.commits / m_cursors.size());
    limits.bytes = std::max<qsizetype>(4096, m_limits.bytes / static_cast<qsizetype>(m_cursors.size()));
    auto commits = store.commitsAfter(chain, cursor.after, limits);
    if (!commits)
        return base::fail(commits.error());
    cursor.isAtEnd = commits->empty();
    for (PlacedCommit& placed : *commits) {
        cursor.after = std::max(cursor.after, placed.seq);
        cursor.ready.push_back(std::move(placed));
    }
    return {};
}

} // namespace twinward::sync
