#include "memory_store.h"

#include "wire_fields_p.h"

#include <algorithm>

namespace twinward::test {

using ledger::ChainHead;
using ledger::ChainId;
using ledger::ChainWish;
using ledger::Finding;
using ledger::Missing;

namespace {

struct Header
{
    ChainId chain;
    quint64 seq = 0;
    quint64 time = 0;
    base::Hash256 previous;
    std::vector<ChainHead> needs;
};

QByteArray bytesOf(const Header& header)
{
    base::CborWriter writer;
    writer.array(5);
    sync::WireEncoder encoder(writer);
    encoder.put(header.chain);
    encoder.put(header.seq);
    encoder.put(header.time);
    encoder.put(header.previous);
    encoder.put(header.needs);
    return writer.data();
}

std::optional<Header> headerOf(const QByteArray& bytes)
{
    base::CborReader reader(bytes);
    Header header;
    if (reader.enterArray() != 5)
        return std::nullopt;
    sync::WireDecoder decoder(reader);
    decoder.get(header.chain);
    decoder.get(header.seq);
    decoder.get(header.time);
    decoder.get(header.previous);
    decoder.get(header.needs);
    reader.leaveArray();
    return reader.atEnd() ? std::optional(header) : std::nullopt;
}

QByteArray signatureOf(record::DeviceId device, const QByteArray& message)
{
    return base::Hash256::of(device.toBytes() + message).toBytes();
}

} // namespace

ChainHead MemoryStore::write(quint64 now)
{
    const ChainId chain{m_device, m_epoch};
    auto& own = m_chains[chain];
    m_latest = std::max(m_latest + 1, now);
    Header header{chain, own.size() + 1, m_latest, own.empty() ? base::Hash256() : own.back().id, {}};
    const auto known = heads();
    for (const ChainHead& head : *known) {
        if (head.chain != chain)
            header.needs.push_back(head);
    }
    const QByteArray bytes = bytesOf(header);
    own.push_back({{bytes, signatureOf(m_device, bytes), {}, {}}, base::Hash256::of(bytes), header.time});
    return {chain, header.seq, own.back().id};
}

void MemoryStore::restore(Chains older)
{
    m_chains = std::move(older);
    ++m_epoch;
}

bool MemoryStore::holds(const ChainHead& head) const
{
    const auto chain = m_chains.find(head.chain);
    return chain != m_chains.end() && head.seq >= 1 && head.seq <= chain->second.size()
        && chain->second[head.seq - 1].id == head.commit;
}

std::set<record::DeviceId> MemoryStore::holdersOf(const ChainHead& head) const
{
    std::set<record::DeviceId> holders;
    for (const auto& [device, said] : m_said) {
        if (std::any_of(said.holds.begin(), said.holds.end(),
                [&](const ChainHead& held) { return held.chain == head.chain && held.seq >= head.seq; }))
            holders.insert(device);
    }
    return holders;
}

base::Result<QByteArray> MemoryStore::sign(const QByteArray& message) const
{
    return signatureOf(m_device, message);
}

bool MemoryStore::signedBy(
    record::DeviceId device, const QByteArray& message, const QByteArray& signature) const
{
    return signature == signatureOf(device, message);
}

base::Result<std::vector<ChainHead>> MemoryStore::heads() const
{
    std::vector<ChainHead> all;
    for (const auto& [chain, commits] : m_chains) {
        if (!commits.empty())
            all.push_back({chain, commits.size(), commits.back().id});
    }
    return all;
}

base::Result<std::vector<ChainWish>> MemoryStore::wishes(const std::vector<ChainHead>& theirs) const
{
    std::vector<ChainWish> all;
    for (const ChainHead& head : theirs) {
        const auto own = m_chains.find(head.chain);
        const quint64 here = own == m_chains.end() ? 0 : own->second.size();
        if (head.seq > here)
            all.push_back({head.chain, here});
    }
    return all;
}

base::Result<std::vector<sync::PlacedCommit>> MemoryStore::commitsAfter(
    const ChainId& chain, quint64 seq, const ledger::WireLimits& limits) const
{
    std::vector<sync::PlacedCommit> all;
    const auto own = m_chains.find(chain);
    if (own == m_chains.end())
        return all;
    for (quint64 i = seq; i < own->second.size() && all.size() < limits.commits; ++i)
        all.push_back({own->second[i].wire, i + 1, base::HybridTime(own->second[i].time)});
    return all;
}

base::Result<ledger::IngestReport> MemoryStore::ingest(
    const std::vector<ledger::WireCommit>& commits, record::DeviceId from)
{
    ledger::IngestReport report;
    std::set<ChainId> stopped;
    for (const ledger::WireCommit& wire : commits) {
        const auto header = headerOf(wire.header);
        if (!header || wire.deviceSignature != signatureOf(header->chain.device, wire.header)) {
            ++m_refused;
            const ChainId chain = header ? header->chain : ChainId();
            report.noted.push_back({Finding::BadSignature, chain, 0, {}, {}, from, {}, "refused"});
            stopped.insert(chain);
            continue;
        }
        if (stopped.contains(header->chain))
            continue;
        auto& own = m_chains[header->chain];
        const bool hasAll = std::all_of(
            header->needs.begin(), header->needs.end(), [&](const ChainHead& need) { return holds(need); });
        if (header->seq <= own.size()) {
            ++report.known;
        } else if (header->seq != own.size() + 1 || !hasAll) {
            stopped.insert(header->chain);
            const auto what = hasAll ? Missing::What::EarlierCommits : Missing::What::Author;
            report.missing.push_back({what, {header->chain, own.size()}});
        } else {
            own.push_back({wire, base::Hash256::of(wire.header), header->time});
            m_latest = std::max(m_latest, header->time);
            ++report.stored;
        }
    }
    return report;
}

base::Result<QByteArray> MemoryStore::keyMaterial() const
{
    QByteArray bytes;
    for (const quint8 key : m_keys)
        bytes.append(static_cast<char>(key));
    return bytes;
}

base::Result<ledger::KeyReport> MemoryStore::ingestKeys(const QByteArray& material)
{
    ledger::KeyReport report;
    for (const char key : material)
        report.taken += m_keys.insert(static_cast<quint8>(key)).second ? 1 : 0;
    return report;
}

base::Result<std::vector<QByteArray>> MemoryStore::receipts(record::DeviceId to) const
{
    sync::Receipt own;
    own.device = m_device;
    own.ownSeq = ++m_number;
    own.holds = *heads();
    std::vector<QByteArray> all{sync::toCbor(own)};
    for (const auto& [device, receipt] : m_receipts) {
        if (device != to)
            all.push_back(receipt);
    }
    return all;
}

base::Result<bool> MemoryStore::takeReceipts(const std::vector<QByteArray>& receipts, record::DeviceId)
{
    bool isAnyNews = false;
    for (const QByteArray& bytes : receipts) {
        const auto receipt = sync::fromCbor<sync::Receipt>(bytes);
        if (!receipt || receipt->device == m_device)
            continue;
        Said& said = m_said[receipt->device];
        if (receipt->ownSeq <= said.number)
            continue;
        const bool isNews = receipt->holds != said.holds;
        said = {receipt->ownSeq, receipt->holds};
        if (isNews)
            m_receipts[receipt->device] = bytes;
        isAnyNews = isAnyNews || isNews;
    }
    return isAnyNews;
}

} // namespace twinward::test
