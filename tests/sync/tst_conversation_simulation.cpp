// The conversation alone, over stores in memory, on a network that a seed decides: thousands of seeds. The
// environment is that of tst_simulation.

#include "memory_store.h"
#include "network.h"
#include "seeds.h"

using namespace twinward;
using namespace twinward::test;

namespace {

class Scenario
{
public:
    explicit Scenario(quint64 seed)
        : m_dice(seed)
        , m_network(m_dice, [this](size_t i) { return m_stores[i].get(); })
    {
        const size_t count = 3 + m_dice.below(4);
        for (size_t i = 0; i < count; ++i)
            m_stores.push_back(
                std::make_unique<MemoryStore>(record::DeviceId::derived("peer", QByteArray::number(i))));
        m_backups.resize(count);
        m_wasRestored.resize(count);
        m_network.options.batchCommits = 1 + m_dice.below(8);
        m_network.options.window = static_cast<int>(1 + m_dice.below(4));
    }

    [[nodiscard]] QString play(int steps)
    {
        for (int i = 0; i < steps && m_fault.isEmpty(); ++i)
            step();
        heal();
        if (m_fault.isEmpty())
            checkEnd();
        return m_fault;
    }
    [[nodiscard]] QStringList story() const { return m_story; }
    [[nodiscard]] quint64 entries() const { return m_said.size(); }

private:
    void step()
    {
        const size_t a = m_dice.below(m_stores.size());
        const size_t b = m_dice.below(m_stores.size());
        switch (m_dice.below(24)) {
        case 0:
            m_story += QString("%1 loses all its lines").arg(a);
            m_network.cutAll(a);
            break;
        case 1:
            m_backups[a] = m_stores[a]->copyOfChains();
            break;
        case 2:
            restore(a);
            break;
        case 3:
            m_stores[a]->addKey(static_cast<quint8>(m_dice.below(256)));
            m_network.changed(a);
            break;
        case 4:
            m_network.plan(static_cast<Network::Mischief>(1 + m_dice.below(3)));
            m_story += QStringLiteral("somebody meddles");
            break;
        case 5:
        case 6:
        case 7:
            m_story += QString("%1 and %2 meet or part").arg(a).arg(b);
            m_network.isConnected(a, b) ? m_network.cut(a, b) : m_network.connect(a, b);
            break;
        case 8:
        case 9:
        case 10:
        case 11:
        case 12:
            m_said.push_back(m_stores[a]->write(static_cast<quint64>(m_network.nowMs())));
            m_story += QString("%1 writes").arg(a);
            m_network.changed(a);
            break;
        default:
            m_network.run(m_dice.between(1, 1500));
            checkReceipts();
        }
    }

    void restore(size_t i)
    {
        if (!m_backups[i] || m_wasRestored[i])
            return;
        m_story += QString("%1 is restored").arg(i);
        m_network.cutAll(i);
        m_stores[i]->restore(*m_backups[i]);
        m_wasRestored[i] = true;
        std::erase_if(m_said, [&](const ledger::ChainHead& said) {
            return std::none_of(
                m_stores.begin(), m_stores.end(), [&](const auto& store) { return store->holds(said); });
        });
    }

    void checkReceipts()
    {
        for (const ledger::ChainHead& said : m_said) {
            const size_t asked = m_dice.below(m_stores.size());
            const auto holders = m_stores[asked]->holdersOf(said);
            for (size_t i = 0; i < m_stores.size(); ++i) {
                if (holders.contains(m_stores[i]->device()) && !m_wasRestored[i] && !m_stores[i]->holds(said)
                    && m_network.mischiefsDone() == 0) // nothing here is signed
                    m_fault = QString("%1 acknowledged what it does not have").arg(i);
            }
        }
    }

    void heal()
    {
        m_network.plan(Network::Mischief::None);
        for (size_t i = 0; i < m_stores.size(); ++i)
            m_network.cutAll(i);
        int quiet = 0;
        for (int round = 0; round < 300 && quiet < 3; ++round) {
            for (size_t a = 0; a < m_stores.size(); ++a) {
                for (size_t b = 0; b < a; ++b)
                    m_network.connect(a, b);
            }
            m_network.run(1000);
            quiet = m_network.isQuiet() ? quiet + 1 : 0;
        }
        if (quiet < 3)
            m_fault = QStringLiteral("they never come to rest");
    }

    void checkEnd()
    {
        for (size_t i = 0; i < m_stores.size(); ++i) {
            if (*m_stores[i]->heads() != *m_stores[0]->heads())
                m_fault = QString("%1 and 0 hold different commits").arg(i);
            if (m_stores[i]->keys() != m_stores[0]->keys())
                m_fault = QString("%1 and 0 hold different keys").arg(i);
            for (const ledger::ChainHead& said : m_said) {
                if (!m_stores[i]->holds(said))
                    m_fault = QString("%1 lacks commit %2 of %3")
                                  .arg(i)
                                  .arg(said.seq)
                                  .arg(said.chain.device.toString());
            }
            for (size_t other = 0; other < m_stores.size(); ++other) {
                const auto state = m_network.state(i, other);
                if (i != other && state != sync::ConversationState::CaughtUp)
                    m_fault = QString("%1 is not done with %2: %3").arg(i).arg(other).arg(int(state));
            }
        }
    }

    Dice m_dice;
    std::vector<std::unique_ptr<MemoryStore>> m_stores;
    std::vector<std::optional<MemoryStore::Chains>> m_backups;
    std::vector<bool> m_wasRestored;
    Network m_network;
    std::vector<ledger::ChainHead> m_said;
    QStringList m_story;
    QString m_fault;
};

class TestConversationSimulation : public QObject
{
    Q_OBJECT

private slots:
    void whateverTheNetworkDoesAllEndAlike();
};

void TestConversationSimulation::whateverTheNetworkDoesAllEndAlike()
{
    playSeeds(10, [](quint64 seed) {
        Scenario scenario(seed);
        const QString fault = scenario.play(80);
        return Played{fault, scenario.story(), scenario.entries()};
    });
}

} // namespace

QTEST_GUILESS_MAIN(TestConversationSimulation)
#include "tst_conversation_simulation.moc"
