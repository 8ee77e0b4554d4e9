// What happens to the keepers of a simulated clinic.

#include "simulated_clinic.h"

namespace twinward::test {

void SimulatedClinic::openKeeper(size_t k)
{
    sync::KeeperOptions options;
    options.wallClock
        = [this, k] { return m_startMs + m_laterMs + m_network.nowMs() + m_keepers[k].clockAheadMs; };
    auto opened = sync::KeeperStore::open(m_keepers[k].folder, options);
    if (opened)
        m_keepers[k].store = std::move(*opened);
    else
        fail(QString("keeper %1 does not open: %2").arg(k).arg(opened.error().message()));
}

bool SimulatedClinic::isHeldBy(const Keeper& keeper, const Said& said) const
{
    const auto wished = keeper.store->wishes({{said.chain, said.seq, said.commit}});
    return wished && wished->empty();
}

void SimulatedClinic::stepOfKeeper(size_t k)
{
    Keeper& keeper = m_keepers[k];
    const auto goOnWith = [&](const QString& folder) {
        const QString after = m_home.filePath(QString("copy %1").arg(++m_copies));
        copyFolder(folder, after);
        m_network.cutAll(m_peers.size() + k);
        keeper.store.reset();
        keeper.folder = after;
        openKeeper(k);
    };
    switch (m_dice.below(8)) {
    case 0:
        m_story += QString("keeper %1 is copied").arg(k);
        keeper.backup = m_home.filePath(QString("copy %1").arg(++m_copies));
        copyFolder(keeper.folder, keeper.backup);
        break;
    case 1:
        if (keeper.backup.isEmpty())
            return;
        m_story += QString("an old copy takes the place of keeper %1").arg(k);
        keeper.wasRestored = true;
        goOnWith(keeper.backup);
        break;
    case 2:
        if (m_dice.oneIn(3))
            removeKeeper(k);
        break;
    case 3:
        keeper.clockAheadMs = m_dice.between(-48, 72) * 3'600'000;
        m_story += QString("the clock of keeper %1 is off").arg(k);
        break;
    default:
        m_story += QString("keeper %1 crashes").arg(k);
        goOnWith(keeper.folder); // what is on the disk, and not a byte of what closing writes
    }
}

// One stays, where it is all that there is between the computers.
void SimulatedClinic::removeKeeper(size_t k)
{
    const size_t by = m_dice.below(m_peers.size());
    const bool isOneAlready = std::any_of(
        m_keepers.begin(), m_keepers.end(), [](const Keeper& keeper) { return keeper.isRemoved; });
    if (isOneAlready || m_peers[by].isRemoved || m_peers[by].isForked || m_peers[by].wasRestored
        || (m_isByKeepersAlone && m_keepers.size() == 1))
        return;
    const auto done = ledger::removeDevice(
        *m_peers[by].vault, m_keepers[k].store->device(), QStringLiteral("taken from the cupboard"));
    m_story += QString("%1 removes keeper %2%3").arg(by).arg(k).arg(done ? QString() : done.error().what);
    if (!done)
        return;
    m_keepers[k].isRemoved = true;
    m_peers[by].mustStay = true;
    m_network.changed(by);
}

void SimulatedClinic::checkKeepers()
{
    const auto sorted = [](std::vector<ledger::ChainHead> heads) {
        std::sort(heads.begin(), heads.end());
        return heads;
    };
    const auto expected = sorted(*ledger::heads(*m_peers[staying().front()].vault));
    for (size_t k = 0; k < m_keepers.size(); ++k) {
        if (!m_keepers[k].isRemoved && sorted(*m_keepers[k].store->heads()) != expected)
            fail(QString("keeper %1 holds other commits than the computers").arg(k));
    }
}

} // namespace twinward::test
