#include "witness_p.h"

#include "evidence_p.h"
#include "local_items_p.h"

#include <algorithm>

namespace twinward::ledger {

namespace {

// An older statement is kept beside the newest once the chains have grown by this many commits: so that no
// commit is further than that from a head that its witness signed (a proof carries the headers between).
constexpr quint64 milestoneCommits = 256;

QByteArray prefixOf(const record::DeviceId& device)
{
    return "witness/" + device.toBytes().toHex() + '/';
}

QByteArray newestOf(const record::DeviceId& device)
{
    return prefixOf(device) + "newest"; // after all milestones, which are digits
}

quint64 reach(const Cosignature& said)
{
    quint64 commits = 0;
    for (const ChainHead& head : said.holds)
        commits += head.seq;
    return commits;
}

QByteArray milestoneOf(const Cosignature& said)
{
    return prefixOf(said.device) + QByteArray::number(reach(said), 16).rightJustified(16, '0');
}

// Of two of one millisecond the one that holds more.
bool standsAbove(const Cosignature& a, const Cosignature& b)
{
    return std::tuple(a.ownEpoch, a.ownSeq, a.at, reach(a))
        > std::tuple(b.ownEpoch, b.ownSeq, b.at, reach(b));
}

// Says less of any chain than before: its device was put back.
bool saysLess(const Cosignature& now, const Cosignature& before)
{
    return std::any_of(before.holds.begin(), before.holds.end(), [&](const ChainHead& old) {
        return std::none_of(now.holds.begin(), now.holds.end(),
            [&](const ChainHead& head) { return head.chain == old.chain && head.seq >= old.seq; });
    });
}

std::optional<Cosignature> load(const Vault::Private& vault, const QByteArray& name)
{
    const auto bytes = getLocalItem(*vault.database, vault.keyring, vault.identity.vault, name);
    return bytes ? Cosignature::fromBytes(*bytes) : std::nullopt;
}

void store(const Vault::Private& vault, const QByteArray& name, const Cosignature& said)
{
    putLocalItem(*vault.database, vault.keyring, vault.identity.vault, name, said.toBytes());
}

class Keeping
{
public:
    Keeping(Vault::Private& vault, const Cosignature& said, Brought brought)
        : m_vault(vault)
        , m_said(said)
        , m_before(load(vault, newestOf(said.device)))
        , m_brought(brought)
    { }

    bool run()
    {
        const bool isNews = !m_before || m_brought == Brought::ByItself || standsAbove(m_said, *m_before);
        const bool saysTheSame
            = m_before && m_said.holds == m_before->holds && m_said.ownEpoch == m_before->ownEpoch;
        if (!isNews || saysTheSame)
            return false;
        Transaction transaction(*m_vault.database);
        noteContradictions();
        keepFormer();
        store(m_vault, newestOf(m_said.device), m_said);
        transaction.commit();
        return true;
    }

    // What this very device signed comes back from a peer: it should still hold it.
    void noteOwn()
    {
        Transaction transaction(*m_vault.database);
        const ChainTree tree(*m_vault.database, m_vault.chains);
        for (const ChainHead& head : m_said.holds) {
            if (standingOf(*m_vault.database, tree, head) != HeadStanding::Held)
                note(Finding::OlderCopy, head);
        }
        transaction.commit();
    }

private:
    void keepFormer()
    {
        if (!m_before)
            return;
        const auto names = listLocalItems(*m_vault.database, prefixOf(m_said.device));
        const QByteArray milestone = milestoneOf(*m_before);
        quint64 last = 0;
        for (const QByteArray& name : names) {
            if (name != newestOf(m_said.device))
                last = std::max(last, name.sliced(prefixOf(m_said.device).size()).toULongLong(nullptr, 16));
        }
        const bool isFar = reach(*m_before) >= last + milestoneCommits;
        if (isFar || saysLess(m_said, *m_before))
            store(m_vault, milestone, *m_before);
    }

    void noteContradictions()
    {
        const bool wentBack = m_brought == Brought::ByItself && m_before
            && m_said.ownEpoch == m_before->ownEpoch && m_said.ownSeq < m_before->ownSeq
            && m_said.at > m_before->at;
        if (wentBack)
            note(Finding::WentBack, {{m_said.device, m_said.ownEpoch}, m_said.ownSeq, ownHead(m_said)},
                ownHead(*m_before));
        const ChainTree tree(*m_vault.database, m_vault.chains);
        for (const ChainHead& head : m_said.holds) {
            const HeadStanding standing = standingOf(*m_vault.database, tree, head);
            if (standing == HeadStanding::Another)
                note(Finding::AnotherHead, head, commitHere(tree, head));
            if (standing == HeadStanding::Ahead && isOwn(head.chain))
                note(Finding::OlderCopy, head);
        }
    }

    [[nodiscard]] bool isOwn(const ChainId& chain) const
    {
        return chain.device == m_vault.device.device && chain.epoch == m_vault.device.epoch;
    }

    [[nodiscard]] static record::CommitId ownHead(const Cosignature& said)
    {
        for (const ChainHead& head : said.holds) {
            if (head.chain.device == said.device && head.chain.epoch == said.ownEpoch)
                return head.commit;
        }
        return {};
    }

    [[nodiscard]] record::CommitId commitHere(const ChainTree& tree, const ChainHead& head) const
    {
        for (const auto& [number, chain] : tree.chains()) {
            if (chain.device != head.chain.device || chain.epoch != head.chain.epoch)
                continue;
            if (const auto stored = storedCommit(*m_vault.database, number, head.seq))
                return *stored;
        }
        return {};
    }

    void note(Finding finding, const ChainHead& head, const record::CommitId& other = {})
    {
        Noted noted;
        noted.finding = finding;
        noted.chain = head.chain;
        noted.seq = head.seq;
        noted.commit = head.commit;
        noted.other = other;
        noted.from = m_said.device;
        noted.noticed = base::HybridTime(static_cast<quint64>(m_vault.options.wallClock()), 0);
        storeEvidence(*m_vault.database, noted, m_said.toBytes());
    }

    Vault::Private& m_vault;
    const Cosignature& m_said;
    std::optional<Cosignature> m_before;
    Brought m_brought;
};

} // namespace

HeadStanding standingOf(Database& database, const ChainTree& tree, const ChainHead& head)
{
    quint64 last = 0;
    for (const auto& [number, chain] : tree.chains()) {
        if (chain.device != head.chain.device || chain.epoch != head.chain.epoch)
            continue;
        if (storedCommit(database, number, head.seq) == head.commit)
            return HeadStanding::Held;
        last = std::max(last, tree.tip(number).head.seq);
    }
    return head.seq > last ? HeadStanding::Ahead : HeadStanding::Another;
}

std::vector<Cosignature> keptCosignatures(const Vault::Private& vault)
{
    const record::Roster roster = vault.roster();
    std::vector<Cosignature> kept;
    for (const QByteArray& name : listLocalItems(*vault.database, "witness/")) {
        auto said = load(vault, name);
        if (said && roster.devices().contains(said->device)
            && !roster.removedDevices().contains(said->device))
            kept.push_back(std::move(*said));
    }
    return kept;
}

base::Result<bool> keepCosignature(Vault& vault, const Cosignature& cosignature, Brought brought)
{
    if (auto verified = verifyCosignature(vault, cosignature); !verified)
        return base::fail(verified.error());
    return guarded([&] {
        auto& d = Vault::Private::of(vault);
        const std::lock_guard guard(d.databaseMutex);
        Keeping keeping(d, cosignature, brought);
        if (cosignature.device != d.device.device)
            return keeping.run();
        keeping.noteOwn();
        return false;
    });
}

base::Result<std::vector<Cosignature>> cosignatures(const Vault& vault)
{
    return guarded([&] {
        const auto& d = Vault::Private::of(vault);
        const std::lock_guard guard(d.databaseMutex);
        std::map<record::DeviceId, Cosignature> newest;
        for (Cosignature& said : keptCosignatures(d)) {
            const record::DeviceId device = said.device;
            newest.insert_or_assign(device, std::move(said)); // the newest comes last
        }
        std::vector<Cosignature> all;
        all.reserve(newest.size());
        for (auto& [device, said] : newest)
            all.push_back(std::move(said));
        return all;
    });
}

} // namespace twinward::ledger
