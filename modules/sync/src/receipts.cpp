#include "sync/receipts.h"

#include "base/cbor.h"

#include <algorithm>

namespace twinward::sync {

using base::ErrorCode;

namespace {

const QString oldBookKey = QStringLiteral("sync/receipts");
constexpr quint64 maxReceipts = 10'000;

} // namespace

base::Result<Receipt> writeReceipt(const ledger::Vault& vault)
{
    return ledger::cosign(vault);
}

base::Status verifyReceipt(const ledger::Vault& vault, const Receipt& receipt)
{
    return ledger::verifyCosignature(vault, receipt);
}

ReceiptBook::ReceiptBook(ledger::Vault& vault)
    : m_vault(vault)
{
    bringOver();
    const auto kept = ledger::cosignatures(vault);
    for (const Receipt& receipt : kept.value_or(std::vector<Receipt>()))
        m_newest[receipt.device] = receipt;
}

// Each user had a book of their own before.
void ReceiptBook::bringOver()
{
    const auto old = m_vault.getPrivate(oldBookKey);
    if (!old || old->isEmpty())
        return;
    base::CborReader reader(*old);
    const quint64 size = reader.enterArray(maxReceipts);
    for (quint64 i = 0; i < size && !reader.failed(); ++i) {
        const auto receipt = Receipt::fromBytes(reader.bytes());
        if (!receipt)
            continue;
        const auto kept = ledger::keepCosignature(m_vault, *receipt, From::PassedOn);
        if (!kept && kept.error().code != ErrorCode::NotAuthorised
            && kept.error().code != ErrorCode::IntegrityBroken)
            return; // a disk that can't be written now: the next time
    }
    (void)m_vault.putPrivate(oldBookKey, {});
}

base::Result<bool> ReceiptBook::take(const Receipt& receipt, From from)
{
    const std::lock_guard guard(m_mutex);
    auto isNews = ledger::keepCosignature(m_vault, receipt, from);
    if (isNews && *isNews)
        m_newest[receipt.device] = receipt;
    return isNews;
}

std::vector<Receipt> ReceiptBook::receipts() const
{
    const auto removed = m_vault.roster().removedDevices();
    const std::lock_guard guard(m_mutex);
    std::vector<Receipt> all;
    for (const auto& [device, receipt] : m_newest) {
        if (!removed.contains(device))
            all.push_back(receipt);
    }
    return all;
}

base::Result<bool> ReceiptBook::covers(const std::vector<ledger::ChainHead>& ours, const Receipt& receipt,
    const ledger::ChainId& chain, quint64 seq) const
{
    std::vector<ledger::ChainHead> branches;
    std::copy_if(ours.begin(), ours.end(), std::back_inserter(branches),
        [&](const ledger::ChainHead& head) { return head.chain == chain; });
    const auto names = [&](const ledger::ChainHead& head) {
        return std::find(receipt.holds.begin(), receipt.holds.end(), head) != receipt.holds.end();
    };
    if (branches.size() != 1)
        return !branches.empty() && std::all_of(branches.begin(), branches.end(), names);
    for (const ledger::ChainHead& held : receipt.holds) {
        if (held.chain != chain || held.seq < seq)
            continue;
        const auto wishes = ledger::wishes(m_vault, {held});
        if (!wishes)
            return base::fail(wishes.error());
        if (wishes->empty()) // it is on our one branch
            return true;
    }
    return false;
}

base::Result<std::vector<record::DeviceId>> ReceiptBook::holdersOf(
    const ledger::ChainId& chain, quint64 seq) const
{
    const auto ours = ledger::heads(m_vault);
    if (!ours)
        return base::fail(ours.error());
    std::vector<record::DeviceId> holders;
    for (const Receipt& receipt : receipts()) {
        const auto isHeld = covers(*ours, receipt, chain, seq);
        if (!isHeld)
            return base::fail(isHeld.error());
        if (*isHeld)
            holders.push_back(receipt.device);
    }
    return holders;
}

base::Result<CommitState> ReceiptBook::stateOf(
    const ledger::ChainId& chain, quint64 seq, const std::set<record::DeviceId>& destinations) const
{
    const auto holders = holdersOf(chain, seq);
    if (!holders)
        return base::fail(holders.error());
    const bool hasArrived = std::any_of(holders->begin(), holders->end(),
        [&](const record::DeviceId& device) { return destinations.contains(device); });
    if (hasArrived)
        return CommitState::AtDestination;
    return holders->empty() ? CommitState::SavedHere : CommitState::OnPeer;
}

} // namespace twinward::sync
