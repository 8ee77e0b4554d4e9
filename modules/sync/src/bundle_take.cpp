#include "bundle_content_p.h"
#include "bundle_file_p.h"
#include "ledger/device_keys.h"
#include "ledger/joining.h"
#include "sync/vault_store.h"

namespace twinward::sync {

using base::ErrorCode;
using ledger::Missing;

namespace {

constexpr size_t maxNoted = 100;

class BundleReader
{
public:
    BundleReader(ledger::Vault& vault, QIODevice& from, const ledger::ProgressFn& progress)
        : m_vault(vault)
        , m_store(vault)
        , m_from(from)
        , m_progress(progress)
    {
        m_frames.trust(); // only who has the key of the stream wrote it
    }

    base::Result<TakenBundle> run()
    {
        if (auto opened = open(); !opened)
            return base::fail(opened.error());
        while (!m_stream.isAtEnd() && !m_taken.trouble) {
            const auto chunk = m_stream.read(m_from);
            if (!chunk) {
                m_taken.trouble = chunk.error();
                break;
            }
            m_frames.add(*chunk);
            if (auto heard = hear(); !heard)
                return base::fail(heard.error());
        }
        if (!m_taken.trouble && !m_isSigned)
            m_taken.trouble = damaged();
        if (m_taken.from.isNull())
            return base::fail(*m_taken.trouble);
        if (auto taken = takeKeys(); !taken)
            return base::fail(taken.error());
        return std::move(m_taken);
    }

private:
    [[nodiscard]] static base::Error damaged()
    {
        return {ErrorCode::IntegrityBroken, QStringLiteral("The bundle is not what its maker signed"), {},
            QStringLiteral("Have it written again; what could be verified is kept.")};
    }

    base::Status open()
    {
        const auto outside = BundleOutside::read(m_from);
        if (!outside)
            return base::fail(outside.error());
        m_hash.addData(outside->toBytes());
        for (const QByteArray& box : outside->boxes) {
            auto key = ledger::openAsDevice(m_vault, box);
            if (!key)
                continue;
            const bool isOpen = m_stream.startReading(ledger::Secret::copyOf(*key), outside->streamHeader);
            key->fill('\0');
            if (isOpen)
                return {};
        }
        return base::fail(ErrorCode::NotAuthorised,
            QStringLiteral("This bundle was not written for this computer"), {},
            QStringLiteral(
                "It is another clinic's, or was written before this computer was admitted there."));
    }

    // What comes of bytes that can't be trusted is trouble; an error is the disk's, or that it was cancelled.
    base::Status hear()
    {
        while (!m_taken.trouble) {
            const auto message = m_frames.next();
            if (!message) {
                m_taken.trouble = message.error();
                return {};
            }
            if (!*message)
                return {};
            const QByteArray before = m_hash.result();
            m_hash.addData(toFrames(**message));
            if (auto taken = take(**message, before); !taken)
                return taken;
        }
        return {};
    }

    base::Status take(const Message& message, const QByteArray& hashBefore)
    {
        if (m_isSigned || (m_taken.from.isNull() != (message.kind == MessageKind::Identity))) {
            m_taken.trouble = damaged();
            return {};
        }
        switch (message.kind) {
        case MessageKind::Identity:
            return meetMaker(message.body);
        case MessageKind::Keys:
            m_keys = message.body;
            return takeKeys();
        case MessageKind::Heads:
            return takeReceipts(message.body);
        case MessageKind::Batch:
            return takeCommits(message.body);
        case MessageKind::Goodbye:
            checkSignature(message.body, hashBefore);
            return {};
        default:
            m_taken.trouble = damaged();
            return {};
        }
    }

    base::Status meetMaker(const QByteArray& body)
    {
        const auto maker = fromCbor<BundleMaker>(body);
        const auto standing = maker ? m_store.standingOf(maker->device) : Store::Standing::Unknown;
        const bool isKnown = standing == Store::Standing::Enrolled
            || (standing == Store::Standing::Unknown && ledger::isJoining(m_vault));
        if (!maker || maker->vault != ledger::vaultId(m_vault) || !isKnown) {
            return base::fail(ErrorCode::NotAuthorised,
                QStringLiteral("This bundle was not written by a computer of this clinic"),
                maker ? maker->device.toString() : QString());
        }
        m_taken.from = maker->device;
        return {};
    }

    base::Status takeKeys()
    {
        if (m_keys.isEmpty())
            return {};
        const auto report = m_store.ingestKeys(m_keys);
        if (report)
            return {};
        if (report.error().code == ErrorCode::InvalidInput) {
            m_taken.trouble = damaged();
            return {};
        }
        return base::fail(report.error());
    }

    base::Status takeReceipts(const QByteArray& body)
    {
        const auto said = fromCbor<HeadsSaid>(body);
        if (!said) {
            m_taken.trouble = damaged();
            return {};
        }
        m_receipts = said->receipts;
        return {};
    }

    base::Status takeCommits(const QByteArray& body)
    {
        const auto said = fromCbor<BatchSaid>(body);
        std::vector<ledger::WireCommit> commits;
        bool isWhole = said.has_value();
        for (size_t i = 0; isWhole && i < said->commits.size(); ++i) {
            auto commit = ledger::decodeCommit(said->commits[i]);
            isWhole = commit.has_value();
            if (commit)
                commits.push_back(std::move(*commit));
        }
        if (!isWhole) {
            m_taken.trouble = damaged();
            return {};
        }
        const auto report = m_store.ingest(commits, m_taken.from);
        if (!report)
            return base::fail(report.error());
        count(*report);
        if (m_progress && !m_progress({m_taken.stored + m_taken.known, 0}))
            return base::fail(ErrorCode::Cancelled,
                QStringLiteral("Taking in the bundle was stopped; what was read is kept"));
        return {};
    }

    void count(const ledger::IngestReport& report)
    {
        m_taken.stored += report.stored;
        m_taken.known += report.known;
        m_taken.events += report.events;
        m_taken.ownChainIsAhead = m_taken.ownChainIsAhead || report.ownChainIsAhead;
        for (const ledger::Noted& noted : report.noted) {
            if (m_taken.noted.size() < maxNoted)
                m_taken.noted.push_back(noted);
        }
        for (const Missing& missing : report.missing)
            m_taken.needsEarlier = m_taken.needsEarlier || missing.what == Missing::What::EarlierCommits;
    }

    void checkSignature(const QByteArray& signature, const QByteArray& hash)
    {
        const record::Roster roster = m_vault.roster();
        const auto device = roster.devices().find(m_taken.from);
        m_isSigned = device != roster.devices().end()
            && ledger::deviceSigned(device->second.signingKey, bundlePurpose, hash, signature);
        if (!m_isSigned)
            m_taken.trouble = damaged();
        else if (const auto taken = m_store.takeReceipts(m_receipts, {}); !taken)
            m_taken.trouble = taken.error();
    }

    ledger::Vault& m_vault;
    VaultStore m_store;
    QIODevice& m_from;
    const ledger::ProgressFn& m_progress;
    BundleStream m_stream;
    FrameReader m_frames;
    BundleHash m_hash{QCryptographicHash::Blake2b_256};
    QByteArray m_keys;
    std::vector<QByteArray> m_receipts;
    bool m_isSigned = false;
    TakenBundle m_taken;
};

} // namespace

base::Result<TakenBundle> takeBundle(
    ledger::Vault& vault, QIODevice& from, const ledger::ProgressFn& progress)
{
    return BundleReader(vault, from, progress).run();
}

} // namespace twinward::sync
