#include "sync/receipts.h"

#include "ledger/device_keys.h"
#include "wire_fields_p.h"

#include <algorithm>

namespace twinward::sync {

using base::ErrorCode;

namespace {

constexpr QByteArrayView purpose("receipt");
const QString bookKey = QStringLiteral("sync/receipts");
constexpr qsizetype maxReceiptBytes = 4 << 20;
constexpr quint64 maxReceipts = 10'000;

bool standsAbove(const Receipt& a, const Receipt& b)
{
    return std::tie(a.ownEpoch, a.ownSeq, a.at) > std::tie(b.ownEpoch, b.ownSeq, b.at);
}

} // namespace

QByteArray Receipt::toBytes() const
{
    base::CborWriter writer;
    writer.array(2).bytes(statement).bytes(signature);
    return writer.data();
}

std::optional<Receipt> Receipt::fromBytes(const QByteArray& bytes)
{
    if (bytes.size() > maxReceiptBytes)
        return std::nullopt;
    base::CborReader reader(bytes);
    if (reader.enterArray() != 2)
        return std::nullopt;
    const QByteArray statement = reader.bytes();
    const QByteArray signature = reader.bytes();
    reader.leaveArray();
    if (!reader.atEnd())
        return std::nullopt;
    auto receipt = fromCbor<Receipt>(statement);
    if (!receipt)
        return std::nullopt;
    receipt->statement = statement;
    receipt->signature = signature;
    return receipt;
}

base::Result<Receipt> writeReceipt(const ledger::Vault& vault)
{
    auto heads = ledger::heads(vault);
    if (!heads)
        return base::fail(heads.error());
    Receipt receipt;
    receipt.device = vault.device();
    receipt.vault = ledger::vaultId(vault);
    receipt.ownEpoch = ledger::ownEpoch(vault);
    receipt.holds = std::move(*heads);
    for (const ledger::ChainHead& head : receipt.holds) {
        if (head.chain.device == receipt.device && head.chain.epoch == receipt.ownEpoch)
            receipt.ownSeq = std::max(receipt.ownSeq, head.seq);
    }
    receipt.at = base::HybridTime(static_cast<quint64>(base::HybridClock::systemWallClock()()), 0);
    receipt.statement = toCbor(receipt);
    auto signature = ledger::signAsDevice(vault, purpose, receipt.statement);
    if (!signature)
        return base::fail(signature.error());
    receipt.signature = std::move(*signature);
    return receipt;
}

base::Status verifyReceipt(const ledger::Vault& vault, const Receipt& receipt)
{
    const record::Roster roster = vault.roster();
    const auto device = roster.devices().find(receipt.device);
    if (device == roster.devices().end() || roster.removedDevices().contains(receipt.device)
        || receipt.vault != ledger::vaultId(vault)) {
        return base::fail(ErrorCode::NotAuthorised,
            QStringLiteral("A receipt is not from a computer of this clinic"), receipt.device.toString());
    }
    if (!ledger::deviceSigned(device->second.signingKey, purpose, receipt.statement, receipt.signature)) {
        return base::fail(ErrorCode::IntegrityBroken, QStringLiteral("A receipt's signature does not hold"),
            receipt.device.toString());
    }
    return {};
}

ReceiptBook::ReceiptBook(ledger::Vault& vault)
    : m_vault(vault)
{
    const auto kept = vault.getPrivate(bookKey);
    if (!kept || kept->isEmpty())
        return;
    base::CborReader reader(*kept);
    const quint64 size = reader.enterArray(maxReceipts);
    for (quint64 i = 0; i < size && !reader.failed(); ++i) {
        if (auto receipt = Receipt::fromBytes(reader.bytes()))
            m_newest[receipt->device] = std::move(*receipt);
    }
}

base::Result<bool> ReceiptBook::take(const Receipt& receipt, From from)
{
    if (receipt.device == m_vault.device())
        return false;
    if (auto verified = verifyReceipt(m_vault, receipt); !verified)
        return base::fail(verified.error());
    const std::lock_guard guard(m_mutex);
    const auto known = m_newest.find(receipt.device);
    if (known != m_newest.end()) {
        const Receipt& before = known->second;
        const bool isNews = from == From::Itself || standsAbove(receipt, before);
        const bool saysTheSame = receipt.holds == before.holds && receipt.ownEpoch == before.ownEpoch;
        if (!isNews || saysTheSame)
            return false;
    }
    auto next = m_newest;
    next[receipt.device] = receipt;
    base::CborWriter writer;
    writer.array(next.size());
    for (const auto& [device, kept] : next)
        writer.bytes(kept.toBytes());
    if (auto stored = m_vault.putPrivate(bookKey, writer.data()); !stored)
        return base::fail(stored.error());
    m_newest = std::move(next);
    return true;
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
