#include "known_heads_p.h"

#include <algorithm>

namespace twinward::sync {

KnownHeads::KnownHeads(const ledger::Vault& vault, std::vector<ledger::ChainHead> heads)
    : m_vault(vault)
    , m_heads(std::move(heads))
{
    for (const ledger::ChainHead& head : m_heads)
        m_branches[head.chain].push_back(head);
}

base::Result<HeadMap> KnownHeads::coveredBy(const std::vector<ledger::ChainHead>& theirs) const
{
    HeadMap covered;
    for (const auto& [chain, branches] : m_branches) {
        if (branches.size() > 1) {
            const bool hasAll = std::all_of(branches.begin(), branches.end(), [&](const auto& branch) {
                return std::find(theirs.begin(), theirs.end(), branch) != theirs.end();
            });
            if (hasAll)
                covered[chain] = branches.front();
            continue;
        }
        for (const ledger::ChainHead& head : theirs) {
            if (head.chain != chain)
                continue;
            const auto unknown = ledger::wishes(m_vault, {head});
            if (!unknown)
                return base::fail(unknown.error());
            if (!unknown->empty() && head.seq <= branches.front().seq)
                continue; // another branch than ours
            const ledger::ChainHead& had = unknown->empty() ? head : branches.front();
            auto& known = covered.try_emplace(chain, had).first->second;
            if (known.seq < had.seq)
                known = had;
        }
    }
    return covered;
}

bool KnownHeads::isAll(const HeadMap& covered) const
{
    return std::all_of(m_branches.begin(), m_branches.end(), [&](const auto& entry) {
        const auto found = covered.find(entry.first);
        return found != covered.end() && found->second == entry.second.front();
    });
}

HeadMap lesserOf(const HeadMap& a, const HeadMap& b)
{
    HeadMap both;
    for (const auto& [chain, head] : a) {
        const auto other = b.find(chain);
        if (other != b.end())
            both[chain] = head.seq <= other->second.seq ? head : other->second;
    }
    return both;
}

HeadMap greaterOf(const HeadMap& a, const HeadMap& b)
{
    HeadMap either = a;
    for (const auto& [chain, head] : b) {
        auto& known = either.try_emplace(chain, head).first->second;
        if (known.seq < head.seq)
            known = head;
    }
    return either;
}

bool isLess(const HeadMap& now, const HeadMap& before)
{
    return std::any_of(before.begin(), before.end(), [&](const auto& entry) {
        const auto found = now.find(entry.first);
        return found == now.end() || found->second.seq < entry.second.seq;
    });
}

std::vector<ledger::ChainHead> listOf(const HeadMap& heads)
{
    std::vector<ledger::ChainHead> list;
    list.reserve(heads.size());
    for (const auto& [chain, head] : heads)
        list.push_back(head);
    return list;
}

} // namespace twinward::sync
