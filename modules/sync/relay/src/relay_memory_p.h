#pragma once

// What a computer remembers of a carrier between one visit and the next: how far it has read there, and which
// letters of its own lie there with what in them. Kept with the vault, sealed for who is signed in; another
// user begins anew and comes to the same, because every letter can be taken twice.

#include "ledger/replica.h"

#include <set>

namespace twinward::sync {

struct CarriedLetter
{
    base::Hash256 id;
    bool hasCommits = false; // else it brings receipts alone
};

struct RelayMemory
{
    quint64 mark = 0; // read up to here
    std::vector<CarriedLetter> carried;
    std::vector<ledger::ChainHead>
        from; // what all others were known to have when the first of them was written
    std::vector<ledger::ChainHead> upTo; // what is in them
    std::vector<ledger::ChainHead> said; // what the receipt in the newest says
    qint64 leftMs = 0; // when the first was
    int timesAgain = 0; // how often they were written anew
    std::set<record::DeviceId> writers; // whose letters came: what they hold lies there or has arrived

    [[nodiscard]] QByteArray toBytes() const;
    // Empty where the bytes are none: it begins anew.
    [[nodiscard]] static RelayMemory fromBytes(const QByteArray& bytes);
};

} // namespace twinward::sync
