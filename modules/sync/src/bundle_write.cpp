#include "bundle_content_p.h"
#include "bundle_file_p.h"
#include "bundle_reach_p.h"
#include "commit_order_p.h"
#include "ledger/device_keys.h"
#include "ledger/joining.h"
#include "sync/vault_store.h"

#include <algorithm>

namespace twinward::sync {

using base::ErrorCode;

namespace {

class BundleWriter
{
public:
    BundleWriter(ledger::Vault& vault, QIODevice& to)
        : m_vault(vault)
        , m_store(vault)
        , m_to(to)
    { }

    base::Result<WrittenBundle> run(const BundleChoice& choice)
    {
        auto done = begin();
        if (done)
            done = sayKeysAndReceipts();
        if (done)
            done = sayCommits(choice);
        if (done)
            done = finish();
        if (!done)
            return base::fail(done.error());
        return m_written;
    }

private:
    base::Status begin()
    {
        const ledger::Secret key = ledger::Secret::random(ledgerKeyBytes);
        const QByteArrayView keyView(key.data(), static_cast<qsizetype>(key.size()));
        const record::Roster roster = m_vault.roster();
        BundleOutside outside;
        for (const auto& [device, enrolled] : roster.devices()) {
            if (roster.removedDevices().contains(device))
                continue;
            if (auto box = ledger::sealToDevice(enrolled.signingKey, keyView))
                outside.boxes.push_back(std::move(*box));
        }
        m_written.devices = outside.boxes.size();
        outside.streamHeader = m_stream.startWriting(key);
        const QByteArray bytes = outside.toBytes();
        if (m_to.write(bytes) != bytes.size())
            return base::fail(
                ErrorCode::Io, QStringLiteral("The bundle can't be written"), m_to.errorString());
        m_written.bytes = bytes.size();
        m_hash.addData(bytes);
        BundleMaker maker{m_vault.device(), ledger::vaultId(m_vault)};
        return say(MessageKind::Identity, toCbor(maker));
    }

    base::Status say(MessageKind kind, const QByteArray& body)
    {
        const QByteArray frames = toFrames({kind, body});
        m_hash.addData(frames);
        m_pending += frames;
        while (m_pending.size() >= bundleChunkBytes) {
            if (auto written = writeChunk(m_pending.first(bundleChunkBytes), BundleStream::Place::Middle);
                !written)
                return written;
            m_pending.remove(0, bundleChunkBytes);
        }
        return {};
    }

    base::Status writeChunk(const QByteArray& plain, BundleStream::Place place)
    {
        m_written.bytes += plain.size();
        return m_stream.write(m_to, plain, place);
    }

    base::Status sayKeysAndReceipts()
    {
        const auto keys = m_store.keyMaterial();
        if (!keys)
            return base::fail(keys.error());
        if (auto said = say(MessageKind::Keys, *keys); !said)
            return said;
        const auto heads = m_store.heads();
        const auto receipts = m_store.receipts({});
        if (!heads || !receipts)
            return base::fail(heads ? receipts.error() : heads.error());
        return say(MessageKind::Heads, toCbor(HeadsSaid{*heads, {}, *receipts}));
    }

    // What who has these heads lacks: the opposite of ledger::wishes().
    [[nodiscard]] base::Result<std::vector<ledger::ChainWish>> lacking(
        const std::vector<ledger::ChainHead>& ours, const std::vector<ledger::ChainHead>& theirs) const
    {
        std::map<ledger::ChainId, quint64> after;
        for (const ledger::ChainHead& own : ours)
            after.try_emplace(own.chain, std::numeric_limits<quint64>::max());
        for (auto& [chain, seq] : after) {
            for (const ledger::ChainHead& head : theirs) {
                if (head.chain != chain)
                    continue;
                const auto unknown = m_store.wishes({head});
                if (!unknown)
                    return base::fail(unknown.error());
                seq = std::min(seq, unknown->empty() ? head.seq : 0); // another branch: all of the chain
            }
            if (seq == std::numeric_limits<quint64>::max())
                seq = 0;
        }
        std::vector<ledger::ChainWish> all;
        all.reserve(after.size());
        for (const auto& [chain, seq] : after)
            all.push_back({chain, seq});
        return all;
    }

    base::Status sayCommits(const BundleChoice& choice)
    {
        const auto heads = m_store.heads();
        if (!heads)
            return base::fail(heads.error());
        const auto wanted = lacking(*heads, choice.theirs);
        if (!wanted)
            return base::fail(wanted.error());
        BundleReach reach(*heads, choice.theirs);
        CommitOrder order(*wanted, {});
        while (true) {
            auto commits = order.next(m_store);
            if (!commits)
                return base::fail(commits.error());
            m_written.isAll = commits->empty();
            const bool isEnough
                = choice.enoughBytes > 0 && m_written.commits > 0 && soFar() >= choice.enoughBytes;
            if (m_written.isAll || isEnough) {
                m_written.reached = m_written.isAll ? *heads : reach.reached();
                return {};
            }
            m_written.commits += commits->size();
            reach.add(*commits);
            if (auto said = say(MessageKind::Batch, toCbor(BatchSaid{1, std::move(*commits)})); !said)
                return said;
            if (choice.progress && !choice.progress({m_written.commits, 0}))
                return base::fail(ErrorCode::Cancelled, QStringLiteral("Writing the bundle was stopped"));
        }
    }

    [[nodiscard]] qint64 soFar() const { return m_written.bytes + m_pending.size(); }

    base::Status finish()
    {
        const auto signature = ledger::signAsDevice(m_vault, bundlePurpose, m_hash.result());
        if (!signature)
            return base::fail(signature.error());
        if (auto said = say(MessageKind::Goodbye, *signature); !said)
            return said;
        return writeChunk(m_pending, BundleStream::Place::End);
    }

    ledger::Vault& m_vault;
    VaultStore m_store;
    QIODevice& m_to;
    BundleStream m_stream;
    BundleHash m_hash{QCryptographicHash::Blake2b_256};
    QByteArray m_pending;
    WrittenBundle m_written;
};

} // namespace

base::Result<WrittenBundle> writeBundle(ledger::Vault& vault, QIODevice& to, const BundleChoice& choice)
{
    if (ledger::isJoining(vault)) {
        return base::fail(ErrorCode::NotAuthorised,
            QStringLiteral("This computer is still joining the clinic"), {},
            QStringLiteral("Write the bundle on a computer that has the record."));
    }
    return BundleWriter(vault, to).run(choice);
}

} // namespace twinward::sync
