#include "bundle_reach_p.h"

#include "ledger/device_keys.h"

#include <algorithm>

namespace twinward::sync {

BundleReach::BundleReach(
    const std::vector<ledger::ChainHead>& ours, const std::vector<ledger::ChainHead>& theirs)
    : m_theirs(theirs)
{
    for (const ledger::ChainHead& head : ours)
        ++m_branches[head.chain];
}

void BundleReach::add(const std::vector<QByteArray>& commits)
{
    for (const QByteArray& bytes : commits) {
        const auto commit = ledger::decodeCommit(bytes);
        const auto place = commit ? ledger::placeOf(*commit) : std::nullopt;
        if (!place)
            continue;
        Last& last = m_written[place->chain];
        if (last.head && last.head->seq != place->seq)
            last.before = last.head;
        last.head = {place->chain, place->seq, base::Hash256::of(commit->header)};
    }
}

std::vector<ledger::ChainHead> BundleReach::reached() const
{
    std::vector<ledger::ChainHead> all;
    for (const ledger::ChainHead& head : m_theirs) {
        if (!m_written.contains(head.chain))
            all.push_back(head);
    }
    for (const auto& [chain, last] : m_written) {
        const auto branches = m_branches.find(chain);
        const bool isForked = branches != m_branches.end() && branches->second > 1;
        const auto& reached = isForked ? last.before : last.head;
        if (reached) {
            all.push_back(*reached);
            continue;
        }
        std::copy_if(m_theirs.begin(), m_theirs.end(), std::back_inserter(all),
            [&which = chain](const ledger::ChainHead& head) { return head.chain == which; });
    }
    std::sort(all.begin(), all.end());
    return all;
}

} // namespace twinward::sync
