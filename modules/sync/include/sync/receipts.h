#pragma once

// "I have durably up to here": what a device signs of the chains on its disk, and what that says of a commit:
// saved here, on a peer, or at its destination. Nothing else clears that question: not that bytes were sent,
// not that somebody passed them on.
//
// A receipt is good for as long as its device says nothing else. A device restored from an older copy says
// less, and is believed: a commit falls back to "saved here" then, and is sent again.

#include "ledger/witness.h"

#include <mutex>
#include <set>

namespace twinward::sync {

// The same statement is a cosignature of the heads it names (ledger/witness.h, where it is kept).
using Receipt = ledger::Cosignature;

// Of what is on the disk now, by this vault's device.
[[nodiscard]] base::Result<Receipt> writeReceipt(const ledger::Vault& vault);
// Signed by a device of this vault's clinic that was not removed: else NotAuthorised or IntegrityBroken.
[[nodiscard]] base::Status verifyReceipt(const ledger::Vault& vault, const Receipt& receipt);

// As a nurse asks it. Each says that the one before holds, too.
enum class CommitState : quint8 { SavedHere, OnPeer, AtDestination };

// The newest receipt of each device, kept with the vault, whoever is signed in. May be used from any thread
// but the GUI's.
class ReceiptBook
{
public:
    explicit ReceiptBook(ledger::Vault& vault);

    using From = ledger::Brought;
    // Verified, and kept where it says anything new (true): durable when it returns.
    base::Result<bool> take(const Receipt& receipt, From from);
    [[nodiscard]] std::vector<Receipt> receipts() const;

    // Who says to have the commit on the disk, this device left out. Of a forked chain only who has every
    // branch as far as it is known here.
    [[nodiscard]] base::Result<std::vector<record::DeviceId>> holdersOf(
        const ledger::ChainId& chain, quint64 seq) const;
    // destinations: the devices where the clinic's record is meant to arrive; any one of them is enough.
    [[nodiscard]] base::Result<CommitState> stateOf(
        const ledger::ChainId& chain, quint64 seq, const std::set<record::DeviceId>& destinations = {}) const;

private:
    void bringOver();
    [[nodiscard]] base::Result<bool> covers(const std::vector<ledger::ChainHead>& ours,
        const Receipt& receipt, const ledger::ChainId& chain, quint64 seq) const;

    ledger::Vault& m_vault;
    mutable std::mutex m_mutex; // guards the one below
    std::map<record::DeviceId, Receipt> m_newest;
};

} // namespace twinward::sync
