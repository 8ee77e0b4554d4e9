#include "verify_p.h"

#include "blob_store_p.h"
#include "commit_check_p.h"
#include "page_scan_p.h"
#include "parallel_p.h"
#include "private_items_p.h"
#include "wal_scan_p.h"

#include <algorithm>
#include <set>

namespace twinward::ledger {

using base::ErrorCode;

namespace {

[[noreturn]] void broken(const QString& where, const QString& why)
{
    throw Failure(ErrorCode::IntegrityBroken, why, where);
}

quint64 countRows(Database& database, const char* sql)
{
    Statement select = database.statement(sql);
    return select.step() ? select.number(0) : 0;
}

class Verification
{
public:
    Verification(const Vault::Private& vault, const ProgressFn& progress)
        : m_vault(vault)
        , m_progress(progress)
    { }

    VerifyReport run()
    {
        try {
            checkPages();
            chooseWhatToRead();
            checkCommits();
            checkKeysAndItems();
            checkBlobs();
            m_report.ok = true;
        } catch (const Failure& failure) {
            if (failure.error().code != ErrorCode::IntegrityBroken)
                throw;
            m_report.where = failure.error().where;
            m_report.why = failure.error().what;
        }
        return m_report;
    }

private:
    void tell(quint64 done, quint64 total) const
    {
        if (m_progress && !m_progress({done, total}))
            throw Failure(ErrorCode::Cancelled, QStringLiteral("Verifying was stopped"));
    }

    // The log first, as it is; then everything is brought into the main file, whose every page is looked at.
    // Commits are let in between pieces.
    void checkPages()
    {
        std::unique_lock guard(m_vault.databaseMutex);
        checkWalBeforeUse(m_vault.files.database());
        m_vault.database->foldLog();
        const auto damage = scanPages(m_vault.files.database(), [&](quint64 done, quint64 total) {
            guard.unlock();
            const bool goOn = !m_progress || m_progress({done, total});
            guard.lock();
            return goOn;
        });
        if (damage)
            broken(damage->where, damage->why);
    }

    // One moment of the database, while others go on writing; where there can be no second connection, nobody
    // writes.
    void chooseWhatToRead()
    {
        m_alone = std::unique_lock(m_vault.databaseMutex);
        m_database = m_vault.database.get();
        if (!m_database->isAlone()) {
            m_snapshot = Database::openSnapshot(m_vault.files.database());
            m_database = m_snapshot.get();
            m_alone.unlock();
        }
        // As it was at that moment: somebody may be removed meanwhile, and the keys turn.
        m_keyring = loadKeyring(*m_database, m_vault.identity);
    }

    void checkCommits()
    {
        const Chains chains = loadChains(*m_database);
        const DeviceState device = loadDevice(*m_database, m_keyring, m_vault.identity.vault);
        Chain own;
        own.device = device.device;
        own.epoch = device.epoch;
        CommitCheck check(*m_database, m_vault.identity, m_keyring, m_vault.roster(), own);
        const quint64 total = countRows(*m_database, "SELECT count(*) FROM commits");
        const auto countEach = [&](const CommitCheck::Counts& counts) {
            m_report.commits = counts.commits;
            m_report.events = counts.events;
            tell(counts.commits, total);
        };
        for (const auto& [number, chain] : inOrder(chains))
            check.checkChain(number, chain, countEach);
        check.checkNothingElse();
        m_documents = check.documents();
        checkHeads(check, chains, device);
    }

    // The founding device's first; a branch after what it grew from.
    [[nodiscard]] static std::vector<std::pair<quint64, Chain>> inOrder(const Chains& chains)
    {
        std::vector<std::pair<quint64, Chain>> sorted(chains.begin(), chains.end());
        std::stable_sort(sorted.begin(), sorted.end(),
            [](const auto& a, const auto& b) { return a.second.first < b.second.first; });
        return sorted;
    }

    // The heads say, under a key, how far each chain goes: a tail can't be cut without it.
    void checkHeads(const CommitCheck& check, const Chains& chains, const DeviceState& device)
    {
        for (const auto& [number, chain] : chains) {
            const bool isOwn = number == device.chain;
            const Head stored
                = isOwn ? device.head : loadChainHead(*m_database, number, m_keyring, m_vault.identity.vault);
            const CommitCheck::ChainEnd end = check.endOf(number);
            const bool isEmpty = end.seq < chain.first;
            if (stored.seq != end.seq || (!isEmpty && stored.commit != end.id))
                broken(QStringLiteral("commit %1").arg(end.seq + 1),
                    QStringLiteral("the last commits are missing"));
            if (stored.events != end.events)
                broken(QStringLiteral("head of the chain"),
                    QStringLiteral("the number of entries is not what was stored"));
        }
    }

    void checkKeysAndItems()
    {
        (void)listPrivateItems(*m_database, m_vault.identity, {});
        Statement keySlots = m_database->statement("SELECT passes, memory FROM key_slots");
        while (keySlots.step()) {
            if (!SlotCost{keySlots.number(0), keySlots.number(1)}.isAcceptable())
                broken(QStringLiteral("key slot"),
                    QStringLiteral("the protection of a user's keys was lowered"));
        }
    }

    void checkBlobs()
    {
        constexpr size_t batchBlobs = 64;
        const std::vector<BlobRow> rows = loadBlobRows(*m_database);
        for (size_t first = 0; first < rows.size(); first += batchBlobs) {
            const size_t count = std::min(batchBlobs, rows.size() - first);
            std::vector<QString> why(count);
            runParallel(count, workersFor(count, 1), 1, [&](size_t, size_t i, size_t) {
                why[i] = checkBlob(m_vault.files, rows[first + i], m_keyring, m_vault.identity.vault);
            });
            for (size_t i = 0; i < count; ++i) {
                const base::Hash256& name = rows[first + i].name;
                if (!why[i].isEmpty())
                    broken(QStringLiteral("blob %1").arg(name.toString()), why[i]);
                m_documents.erase(name);
            }
            m_report.blobs += count;
            tell(m_report.blobs, rows.size());
        }
        if (!m_documents.empty())
            broken(QStringLiteral("blob %1").arg(m_documents.begin()->toString()),
                QStringLiteral("a document's content is missing"));
    }

    const Vault::Private& m_vault;
    const ProgressFn& m_progress;
    std::unique_ptr<Database> m_snapshot;
    Database* m_database = nullptr; // that is read
    Keyring m_keyring;
    std::unique_lock<std::mutex> m_alone; // held where it is the vault's own
    std::set<base::Hash256> m_documents; // that documents in the record name
    VerifyReport m_report;
};

} // namespace

VerifyReport verifyVault(const Vault::Private& vault, const ProgressFn& progress)
{
    return Verification(vault, progress).run();
}

} // namespace twinward::ledger
