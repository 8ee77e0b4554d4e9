#pragma once

// What others have of the chains that are here, as they signed it: where to go on from with what is sent to
// all of them.

#include "sync/receipts.h"

#include <map>

namespace twinward::sync {

// One head for each of our chains, nothing for a chain of which nothing is had.
using HeadMap = std::map<ledger::ChainId, ledger::ChainHead>;

class KnownHeads
{
public:
    // heads: what is on this disk.
    KnownHeads(const ledger::Vault& vault, std::vector<ledger::ChainHead> heads);

    // Of our chains what these heads cover. A chain that was forked counts as had only where each of its
    // branches is; one that goes on there from where we know it, as had up to our end.
    [[nodiscard]] base::Result<HeadMap> coveredBy(const std::vector<ledger::ChainHead>& theirs) const;
    [[nodiscard]] bool isAll(const HeadMap& covered) const;
    [[nodiscard]] const std::vector<ledger::ChainHead>& ours() const { return m_heads; }

private:
    const ledger::Vault& m_vault;
    std::vector<ledger::ChainHead> m_heads;
    std::map<ledger::ChainId, std::vector<ledger::ChainHead>> m_branches;
};

[[nodiscard]] HeadMap lesserOf(const HeadMap& a, const HeadMap& b); // what both have
[[nodiscard]] HeadMap greaterOf(const HeadMap& a, const HeadMap& b); // what either has
[[nodiscard]] bool isLess(const HeadMap& now, const HeadMap& before); // of any chain
[[nodiscard]] std::vector<ledger::ChainHead> listOf(const HeadMap& heads);

} // namespace twinward::sync
