#include "simulated_clinic.h"

namespace twinward::test {

SimulatedClinic::SimulatedClinic(const Template& made, quint64 seed)
    : m_made(made)
    , m_seed(seed)
    , m_dice(seed)
    , m_network(m_dice, [this](size_t node) { return storeOf(node); })
{
    const size_t count = 3 + m_dice.below(2);
    m_peers.resize(count);
    m_keepers.resize(m_dice.below(Template::keepers + 1));
    m_isByKeepersAlone = !m_keepers.empty() && m_dice.oneIn(2);
    if (m_isByKeepersAlone)
        m_story += QStringLiteral("no two computers ever meet");
    m_network.options.batchCommits = 1 + m_dice.below(16);
    m_network.options.window = static_cast<int>(1 + m_dice.below(4));
    m_network.onOutdated = [this](size_t i) {
        if (m_peers[i].vault && !ledger::beginEpoch(*m_peers[i].vault))
            fail(QString("%1 can't begin a new epoch").arg(i));
        m_story += QString("%1 finds that it is an older copy").arg(i);
    };
    for (size_t i = 0; i < count; ++i) {
        m_peers[i].folder = m_home.filePath(QString::number(i));
        copyFolder(made.clinic.folder(i), m_peers[i].folder);
        open(i, made.keys[i]);
    }
    for (size_t k = 0; k < m_keepers.size(); ++k) {
        m_keepers[k].folder = m_home.filePath(QString("keeper %1").arg(k));
        copyFolder(made.keeperFolder(k), m_keepers[k].folder);
        openKeeper(k);
    }
    if (m_dice.oneIn(3)) {
        ledger::VaultOptions options = quick();
        options.wallClock = [this] { return m_startMs + m_laterMs + m_network.nowMs(); };
        m_neighbour.emplace(*made.neighbour, m_home.filePath("neighbour"), m_dice, made.clinic.patient,
            options, [this](size_t i) { return !m_peers[i].isRemoved; });
    }
}

void SimulatedClinic::fail(const QString& what)
{
    if (m_fault.isEmpty())
        m_fault = what;
}

ledger::VaultOptions SimulatedClinic::optionsOf(size_t i)
{
    ledger::VaultOptions options = quick();
    options.wallClock
        = [this, i] { return m_startMs + m_laterMs + m_network.nowMs() + m_peers[i].clockAheadMs; };
    return options;
}

void SimulatedClinic::open(size_t i, const VaultKeys& keys)
{
    auto opened = ledger::guarded(
        [&] { return ledger::Vault::Private::openWithKeys(m_peers[i].folder, keys.clone(), optionsOf(i)); });
    if (!opened) {
        fail(QString("%1 does not open: %2").arg(i).arg(opened.error().message()));
        return;
    }
    m_peers[i].vault = std::move(*opened);
    m_peers[i].store = std::make_unique<sync::VaultStore>(*m_peers[i].vault);
}

void SimulatedClinic::shut(size_t i)
{
    m_network.cutAll(i);
    m_peers[i].store.reset();
    m_peers[i].vault.reset();
}

void SimulatedClinic::remember(size_t by, const QString& text, record::EventId event,
    const ledger::CommitReceipt& receipt, quint32 epoch)
{
    m_said.push_back({text, event, receipt.id, by, {m_peers[by].vault->device(), epoch}, receipt.seq,
        m_peers[by].isRemoved ? Said::Fate::Either : Said::Fate::Stands});
}

void SimulatedClinic::say()
{
    const size_t i = m_dice.below(m_peers.size());
    const QString text = QString("%1-%2").arg(m_seed).arg(m_said.size());
    record::Event event = note(m_made.clinic.patient, text);
    event.id = record::EventId::random();
    const auto receipt = m_peers[i].vault->commit({event});
    if (!receipt) {
        m_story += QString("%1 may not write: %2").arg(i).arg(receipt.error().what);
        return;
    }
    m_story += QString("%1 says %2").arg(i).arg(text);
    remember(i, text, event.id, *receipt, epochOf(*m_peers[i].vault));
    // what a removed device writes unknowing, and nobody can vouch for, counts for nothing
    if (m_peers[i].isRemoved && !m_peers[i].isForked)
        m_said.back().fate = Said::Fate::Barred;
    m_network.changed(i);
}

void SimulatedClinic::contradict()
{
    const size_t a = m_dice.below(m_peers.size());
    const size_t b = m_dice.below(m_peers.size());
    for (const size_t i : {a, b}) {
        const auto chart = m_peers[i].vault->chart(m_made.clinic.patient);
        if (!chart) {
            fail(QString("the chart on %1: %2").arg(i).arg(chart.error().message()));
            return;
        }
        const auto all = chart->current<record::PatientDetails>();
        if (all.empty())
            return;
        record::PatientDetails details = chart->details();
        details.phone = QString::number(m_dice.below(1000));
        (void)m_peers[i].vault->commit({record::amend(*all.front(), details)});
        m_network.changed(i);
    }
    m_story += QString("%1 and %2 amend the registration").arg(a).arg(b);
}

void SimulatedClinic::connectSome()
{
    const size_t a = anyNode();
    const size_t b = anyNode();
    if (!mayMeet(a, b))
        return;
    if (m_network.isConnected(a, b)) {
        m_network.cut(a, b);
        m_story += QString("the line between %1 and %2 is cut").arg(a).arg(b);
    } else {
        m_network.connect(a, b);
        m_story += QString("%1 and %2 meet").arg(a).arg(b);
    }
}

// As the power goes: what is on the disk then, and not a byte that is written while closing.
void SimulatedClinic::crash(size_t i)
{
    m_story += QString("%1 crashes").arg(i);
    const VaultKeys keys = keysOf(*m_peers[i].vault);
    const QString after = m_home.filePath(QString("copy %1").arg(++m_copies));
    copyFolder(m_peers[i].folder, after);
    shut(i);
    m_peers[i].folder = after;
    open(i, keys);
}

void SimulatedClinic::backUp(size_t i)
{
    m_story += QString("%1 is backed up").arg(i);
    const QString folder = m_home.filePath(QString("copy %1").arg(++m_copies));
    copyFolder(m_peers[i].folder, folder);
    m_peers[i].backup = Backup{folder, keysOf(*m_peers[i].vault)};
}

bool SimulatedClinic::holdsAnywhereBut(size_t but, const Said& said) const
{
    for (size_t i = 0; i < m_peers.size(); ++i) {
        if (i != but && !m_peers[i].isRemoved && m_peers[i].vault->contains(said.event))
            return true;
    }
    return false;
}

void SimulatedClinic::restore(size_t i)
{
    Peer& peer = m_peers[i];
    if (!peer.backup || peer.mustStay || peer.wasRestored)
        return;
    const bool saysSo = m_dice.oneIn(2);
    m_story += QString("%1 is restored%2").arg(i).arg(saysSo ? "" : ", and does not know it");
    std::vector<Said*> endangered;
    for (Said& said : m_said) {
        if (peer.vault->contains(said.event) && !holdsAnywhereBut(i, said))
            endangered.push_back(&said);
    }
    shut(i);
    peer.folder = m_home.filePath(QString("copy %1").arg(++m_copies));
    copyFolder(peer.backup->folder, peer.folder);
    open(i, peer.backup->keys);
    if (!peer.vault)
        return;
    peer.wasRestored = true;
    if (!saysSo)
        peer.isForked = true;
    for (Said* said : endangered) {
        if (!peer.vault->contains(said->event))
            said->fate = Said::Fate::Either; // lost, or on a computer that was removed and may yet be heard
    }
    if (saysSo && !ledger::beginEpoch(*peer.vault))
        fail(QString("%1 can't begin a new epoch").arg(i));
}

void SimulatedClinic::writeOnTwoCopies(size_t i)
{
    Peer& peer = m_peers[i];
    const size_t hears = m_dice.below(m_peers.size());
    if (hears == i || peer.isForked || peer.mustStay || peer.isRemoved || m_peers[hears].isRemoved)
        return;
    const QString folder = m_home.filePath(QString("copy %1").arg(++m_copies));
    copyFolder(peer.folder, folder);
    const auto copy = ledger::guarded(
        [&] { return ledger::Vault::Private::openWithKeys(folder, keysOf(*peer.vault), optionsOf(i)); });
    if (!copy) {
        fail(QString("a copy of %1 does not open: %2").arg(i).arg(copy.error().message()));
        return;
    }
    const quint64 before = ledger::Vault::Private::of(**copy).device.head.seq;
    const QString text = QString("%1-%2 on a copy").arg(m_seed).arg(m_said.size());
    record::Event event = note(m_made.clinic.patient, text);
    event.id = record::EventId::random();
    const auto receipt = (*copy)->commit({event});
    if (!receipt)
        return;
    m_story += QString("%1 is copied, and the copy tells %2 something").arg(i).arg(hears);
    peer.isForked = true;
    const auto commits = ledger::commitsAfter(**copy, {(*copy)->device(), epochOf(**copy)}, before);
    (void)ledger::ingest(*m_peers[hears].vault, *commits);
    remember(i, text, event.id, *receipt, epochOf(**copy));
    if (!m_peers[hears].vault->contains(event.id)) // it lacks what came before, or the keys
        m_said.back().fate = Said::Fate::Either;
    m_network.changed(hears);
}

void SimulatedClinic::writeToNeighbour()
{
    if (!m_neighbour)
        return;
    const size_t i = m_dice.below(m_peers.size());
    m_story += QString("at %1: %2").arg(i).arg(m_neighbour->step(*m_peers[i].vault, i));
    m_network.changed(i);
    if (!m_neighbour->fault().isEmpty())
        fail(m_neighbour->fault());
}

void SimulatedClinic::removeDevice()
{
    const size_t by = m_dice.below(m_peers.size());
    const size_t removed = m_dice.below(m_peers.size());
    const bool isOneAlready = std::any_of(
        m_peers.begin(), m_peers.end(), [](const Peer& peer) { return peer.isRemoved || peer.isRemover; });
    if (by == removed || isOneAlready || m_peers[removed].mustStay || m_peers[by].isForked
        || m_peers[by].wasRestored)
        return;
    const auto done = ledger::removeDevice(
        *m_peers[by].vault, m_peers[removed].vault->device(), QStringLiteral("lost on the bus"));
    if (!done) {
        m_story += QString("%1 may not remove %2: %3").arg(by).arg(removed).arg(done.error().what);
        return;
    }
    m_story += QString("%1 removes %2").arg(by).arg(removed);
    m_peers[by].isRemover = true;
    m_peers[by].mustStay = true;
    m_peers[removed].isRemoved = true;
    for (Said& said : m_said) {
        if (said.fate != Said::Fate::Stands)
            continue;
        if (said.by != removed) {
            if (!holdsAnywhereBut(removed, said))
                said.fate = Said::Fate::Either; // its author was restored: it goes with who held it
            continue;
        }
        if (m_peers[removed].isForked || m_peers[removed].wasRestored)
            said.fate = Said::Fate::Either; // which branch was vouched for is the ledger's to say
        else if (!m_peers[by].vault->contains(said.event))
            said.fate = Said::Fate::Barred;
    }
    m_network.changed(by);
}

void SimulatedClinic::removeUser()
{
    const size_t i = m_dice.below(m_peers.size());
    if (m_isUserRemoved || !m_dice.oneIn(8)) // each costs as much hashing as ten seeds
        return;
    m_isUserRemoved = true;
    const auto done = m_peers[i].vault->removeUser(m_made.nurse, QStringLiteral("left"));
    m_story += QString("%1 removes the nurse%2").arg(i).arg(done ? QString() : ": " + done.error().what);
    m_network.changed(i);
}

void SimulatedClinic::turnClock(size_t i)
{
    constexpr qint64 hourMs = 3'600'000;
    m_peers[i].clockAheadMs = m_dice.between(-48, 72) * hourMs;
    m_story += QString("the clock of %1 is off by %2 h").arg(i).arg(m_peers[i].clockAheadMs / hourMs);
}

void SimulatedClinic::step()
{
    const size_t i = m_dice.below(m_peers.size());
    switch (m_dice.below(52)) {
    case 0:
    case 1:
        crash(i);
        break;
    case 2:
    case 3:
        backUp(i);
        break;
    case 4:
        restore(i);
        break;
    case 5:
        turnClock(i);
        break;
    case 6:
        removeDevice();
        break;
    case 7:
        removeUser();
        break;
    case 8:
        writeOnTwoCopies(i);
        break;
    case 9:
        m_network.plan(static_cast<Network::Mischief>(1 + m_dice.below(3)));
        m_story += QStringLiteral("somebody meddles with what is sent next");
        break;
    case 10:
    case 11:
        contradict();
        break;
    case 12:
    case 13:
    case 14:
        if (!m_keepers.empty())
            stepOfKeeper(m_dice.below(m_keepers.size()));
        break;
    case 15:
    case 16:
    case 17:
    case 18:
    case 19:
    case 20:
    case 21:
    case 22:
        writeToNeighbour();
        break;
    default:
        if (m_dice.oneIn(3))
            connectSome();
        else if (m_dice.oneIn(2))
            say();
        m_network.run(m_dice.between(1, 2000));
    }
}

QString SimulatedClinic::play(int steps)
{
    for (int i = 0; i < steps && m_fault.isEmpty(); ++i) {
        step();
        if (m_fault.isEmpty())
            checkReceipts();
    }
    if (m_fault.isEmpty())
        heal();
    if (m_fault.isEmpty())
        checkEnd();
    if (m_fault.isEmpty() && m_neighbour) {
        m_neighbour->settle(*m_peers[staying().front()].vault);
        m_fault = m_neighbour->fault();
    }
    return m_fault;
}

} // namespace twinward::test
