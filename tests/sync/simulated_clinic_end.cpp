// What must be true however it went.

#include "simulated_clinic.h"

namespace twinward::test {

namespace {

QStringList toldOf(const record::Chart& chart)
{
    QStringList lines;
    for (const record::Entry& entry : chart.entries()) {
        QStringList versions;
        for (const record::RecordedEvent& version : entry.versions)
            versions += version.event.id.toString() + version.commit.toString();
        lines += QString("%1 %2 %3 %4")
                     .arg(entry.root.toString())
                     .arg(int(entry.state))
                     .arg(entry.authorised)
                     .arg(versions.join(','));
    }
    return lines;
}

} // namespace

void SimulatedClinic::checkReceipts()
{
    if (m_said.empty())
        return;
    const Said& said = m_said[m_dice.below(m_said.size())];
    const size_t asked = m_dice.below(m_peers.size());
    const auto holders = m_peers[asked].store->receiptBook().holdersOf(said.chain, said.seq);
    if (!holders || m_peers[said.by].isForked || said.fate != Said::Fate::Stands)
        return;
    for (size_t i = 0; i < m_peers.size(); ++i) {
        const bool isNamed
            = std::find(holders->begin(), holders->end(), m_peers[i].vault->device()) != holders->end();
        if (isNamed && !m_peers[i].wasRestored && !m_peers[i].vault->contains(said.event))
            fail(QString("%1 acknowledged %2 and does not have it").arg(i).arg(said.text));
    }
    for (const Keeper& keeper : m_keepers) {
        const bool isNamed
            = std::find(holders->begin(), holders->end(), keeper.store->device()) != holders->end();
        if (isNamed && !keeper.wasRestored && !isHeldBy(keeper, said))
            fail(QString("a keeper acknowledged %1 and does not have it").arg(said.text));
    }
}

std::vector<size_t> SimulatedClinic::staying() const
{
    std::vector<size_t> all;
    for (size_t i = 0; i < m_peers.size(); ++i) {
        if (!m_peers[i].isRemoved)
            all.push_back(i);
    }
    return all;
}

std::vector<size_t> SimulatedClinic::stayingNodes() const
{
    std::vector<size_t> all = staying();
    for (size_t k = 0; k < m_keepers.size(); ++k) {
        if (!m_keepers[k].isRemoved)
            all.push_back(m_peers.size() + k);
    }
    return all;
}

// The lines are mended, the clocks are right, and everybody who works here meets everybody.
void SimulatedClinic::heal()
{
    constexpr qint64 fiveDaysMs = 5LL * 24 * 3'600'000;
    m_laterMs = fiveDaysMs;
    m_network.plan(Network::Mischief::None);
    for (size_t i = 0; i < m_peers.size(); ++i) {
        m_network.cutAll(i);
        m_peers[i].clockAheadMs = 0;
    }
    for (size_t k = 0; k < m_keepers.size(); ++k) {
        m_network.cutAll(m_peers.size() + k);
        m_keepers[k].clockAheadMs = 0;
    }
    const auto all = stayingNodes();
    // Twice: what one has acknowledged is known to all at the latest when they meet again.
    for (int meeting = 0; meeting < 2; ++meeting) {
        for (const size_t node : all)
            m_network.cutAll(node);
        meetUntilQuiet(all);
    }
}

void SimulatedClinic::meetUntilQuiet(const std::vector<size_t>& all)
{
    int quiet = 0;
    for (int round = 0; round < 400 && quiet < 5 && m_fault.isEmpty(); ++round) {
        for (const size_t a : all) {
            for (const size_t b : all) {
                if (a < b && mayMeet(a, b))
                    m_network.connect(a, b);
            }
        }
        m_network.run(1000);
        quiet = m_network.isQuiet() ? quiet + 1 : 0;
    }
    if (quiet < 5)
        fail(QStringLiteral("they never come to rest"));
}

void SimulatedClinic::checkEnd()
{
    const auto all = staying();
    const auto& first = *m_peers[all.front()].vault;
    const auto chart = first.chart(m_made.clinic.patient);
    if (!chart) {
        fail(QString("the chart on %1: %2").arg(all.front()).arg(chart.error().message()));
        return;
    }
    const QStringList told = toldOf(*chart);
    std::set<QString> texts;
    for (const record::Entry* entry : chart->current<record::Note>())
        texts.insert(entry->as<record::Note>()->text);
    for (const size_t i : all) {
        const auto& vault = *m_peers[i].vault;
        if (*ledger::heads(vault) != *ledger::heads(first))
            fail(QString("%1 and %2 hold different commits").arg(i).arg(all.front()));
        const auto other = vault.chart(m_made.clinic.patient);
        if (!other || toldOf(*other) != told)
            fail(QString("%1 and %2 tell different stories").arg(i).arg(all.front()));
        const auto report = vault.verify();
        if (!report || !report->ok)
            fail(QString("%1 does not verify: %2").arg(i).arg(report ? report->why : report.error().what));
    }
    checkKeepers();
    for (const Said& said : m_said) {
        if (said.fate == Said::Fate::Stands && !texts.contains(said.text))
            fail(QString("%1 is lost").arg(said.text));
        if (said.fate == Said::Fate::Barred && texts.contains(said.text))
            fail(QString("%1 counts, and was written by a removed device").arg(said.text));
        if (said.fate != Said::Fate::Stands)
            continue;
        for (const size_t i : all) {
            const auto holders = m_peers[i].store->receiptBook().holdersOf(said.chain, said.seq);
            if (!holders || holders->size() != stayingNodes().size() - 1)
                fail(QString("%1 does not know that all have %2").arg(i).arg(said.text));
        }
    }
}

} // namespace twinward::test
