// How far others have signed each chain, and whether what is here is what they signed.

#include "evidence_p.h"
#include "witness_p.h"

#include <algorithm>

namespace twinward::ledger {

namespace {

class WitnessCheck
{
public:
    explicit WitnessCheck(const Vault::Private& vault)
        : m_vault(vault)
        , m_roster(vault.roster())
        , m_tree(*vault.database, vault.chains)
    { }

    WitnessReport run()
    {
        for (const auto& [number, chain] : m_tree.chains()) {
            const quint64 last = m_tree.tip(number).head.seq;
            if (last < chain.first)
                continue; // nothing was written yet
            ChainWitness& found = m_chains[{chain.device, chain.epoch}];
            found.chain = {chain.device, chain.epoch};
            found.device = nameOf(chain.device);
            found.here = std::max(found.here, last);
        }
        for (const Cosignature& said : keptCosignatures(m_vault))
            look(said);
        for (auto& [id, found] : m_chains) {
            std::stable_sort(
                found.by.begin(), found.by.end(), [](const auto& a, const auto& b) { return a.seq > b.seq; });
            found.witnessed = found.by.empty() ? 0 : found.by.front().seq;
            found.unwitnessedSince = recordedAfter(id, found.witnessed);
            m_report.chains.push_back(std::move(found));
        }
        m_report.ok = m_report.breaks.empty();
        m_report.noted = loadEvidence(*m_vault.database);
        return std::move(m_report);
    }

private:
    [[nodiscard]] QString nameOf(const record::DeviceId& device) const
    {
        const auto known = m_roster.devices().find(device);
        return known == m_roster.devices().end() ? device.toString() : known->second.name;
    }

    void look(const Cosignature& said)
    {
        for (const ChainHead& head : said.holds) {
            switch (standingOf(*m_vault.database, m_tree, head)) {
            case HeadStanding::Held:
                if (said.device != head.chain.device && said.device != m_vault.device.device)
                    addWitness(said, head);
                break;
            case HeadStanding::Ahead:
                noticeAhead(said, head);
                break;
            case HeadStanding::Another:
                noticeAnother(said, head);
                break;
            }
        }
    }

    // What is written here is dated and signed at every coming and going: a tail that was cut has grown
    // again.
    void noticeAnother(const Cosignature& said, const ChainHead& head)
    {
        const QString signedIt = QStringLiteral("%1 signed another commit of this number on %2: ")
                                     .arg(nameOf(said.device), day(said.at));
        notice(head,
            signedIt
                + (isWrittenHere(head.chain)
                        ? QStringLiteral("the last commits were cut off, an older copy of the folder was put "
                                         "back, or one of the two was written anew")
                        : QStringLiteral("one of the two was changed or written anew")));
    }

    [[nodiscard]] bool isWrittenHere(const ChainId& chain) const
    {
        return chain.device == m_vault.device.device && chain.epoch == m_vault.device.epoch;
    }

    void addWitness(const Cosignature& said, const ChainHead& head)
    {
        auto& by = m_chains[head.chain].by;
        const auto known = std::find_if(
            by.begin(), by.end(), [&](const auto& each) { return each.device == said.device; });
        if (known == by.end())
            by.push_back({said.device, nameOf(said.device), head.seq, said.at});
        else if (head.seq >= known->seq)
            *known = {said.device, known->name, head.seq, said.at};
    }

    // Others may have more than is here of any chain but the one that is written here.
    void noticeAhead(const Cosignature& said, const ChainHead& head)
    {
        if (!isWrittenHere(head.chain))
            return;
        notice(head,
            QStringLiteral("%1 signed on %2 that it holds it, and it is missing here: the last "
                           "commits were cut off, or an older copy of the folder was put back")
                .arg(nameOf(said.device), day(said.at)));
    }

    // The first that is found of each chain says it.
    void notice(const ChainHead& head, const QString& why)
    {
        if (m_broken.insert(head.chain).second)
            m_report.breaks.push_back(
                {QStringLiteral("commit %1 of %2").arg(head.seq).arg(nameOf(head.chain.device)), why});
    }

    [[nodiscard]] static QString day(base::HybridTime at)
    {
        return base::Moment(at.wallMs(), 0, base::Moment::Precision::Day).toString();
    }

    [[nodiscard]] std::optional<base::HybridTime> recordedAfter(const ChainId& id, quint64 seq) const
    {
        std::optional<base::HybridTime> earliest;
        for (const auto& [number, chain] : m_tree.chains()) {
            if (chain.device != id.device || chain.epoch != id.epoch)
                continue;
            Statement select = m_vault.database->statement(
                "SELECT header FROM commits WHERE chain=? AND seq>? ORDER BY seq LIMIT 1");
            select.bind(number).bind(seq);
            const auto header = select.step() ? decodeHeader(select.bytes(0)) : std::nullopt;
            if (header && (!earliest || header->recorded < *earliest))
                earliest = header->recorded;
        }
        return earliest;
    }

    const Vault::Private& m_vault;
    record::Roster m_roster;
    ChainTree m_tree;
    std::map<ChainId, ChainWitness> m_chains;
    std::set<ChainId> m_broken;
    WitnessReport m_report;
};

} // namespace

base::Result<WitnessReport> checkWitnesses(const Vault& vault)
{
    return guarded([&] {
        const auto& d = Vault::Private::of(vault);
        const std::lock_guard guard(d.databaseMutex);
        return WitnessCheck(d).run();
    });
}

} // namespace twinward::ledger
