#pragma once

// How far who takes a bundle comes with it, where the bundle ends before all was written.

#include "ledger/replica.h"

#include <map>

namespace twinward::sync {

class BundleReach
{
public:
    BundleReach(const std::vector<ledger::ChainHead>& ours, const std::vector<ledger::ChainHead>& theirs);

    void add(const std::vector<QByteArray>& commits); // as they are written
    // Of a forked chain one number less: its other branches' commits of the last may not have been written.
    [[nodiscard]] std::vector<ledger::ChainHead> reached() const;

private:
    struct Last
    {
        std::optional<ledger::ChainHead> head;
        std::optional<ledger::ChainHead> before; // of a lower number
    };
    std::vector<ledger::ChainHead> m_theirs;
    std::map<ledger::ChainId, size_t> m_branches;
    std::map<ledger::ChainId, Last> m_written;
};

} // namespace twinward::sync
