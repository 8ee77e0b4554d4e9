// Computers that meet only by way of keepers, on a network that a seed decides: they write, links come and
// go, keepers are closed in mid-way, one loses its newest rows. In the end all have the same, and no receipt
// promised what was not there.

#include "kept_clinic.h"
#include "seeds.h"

using namespace twinward;
using namespace twinward::test;

namespace {

class TestKeeperSimulation : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void keepersAloneBringComputersTogether();
};

void TestKeeperSimulation::initTestCase()
{
    if (QFileInfo(QStringLiteral("/dev/shm")).isWritable())
        qputenv("TMPDIR", "/dev/shm");
}

Played play(quint64 seed)
{
    constexpr size_t computers = 2;
    constexpr size_t keepers = 2;
    Played played;
    KeptClinic clinic(computers, keepers, seed);
    for (size_t k = 0; k < keepers; ++k)
        clinic.meet(0, KeptClinic::keeper(k)); // and is told of the other
    Dice dice(seed * 7919);
    QStringList said;
    const auto anyLink = [&] {
        const size_t from = dice.below(computers + keepers);
        return std::pair(from < computers ? from : KeptClinic::keeper(from - computers),
            KeptClinic::keeper(dice.below(keepers)));
    };
    for (int step = 0; step < 60; ++step) {
        switch (dice.below(6)) {
        case 0:
        case 1: {
            const size_t who = dice.below(computers);
            said << QString("note %1").arg(said.size());
            clinic.say(who, said.back());
            played.story << QString("%1: computer %2 says %3").arg(step).arg(who).arg(said.back());
            break;
        }
        case 2: {
            const auto [a, b] = anyLink();
            clinic.network.connect(a, b);
            played.story << QString("%1: %2 and %3 are connected").arg(step).arg(a).arg(b);
            break;
        }
        case 3: {
            const auto [a, b] = anyLink();
            clinic.network.cut(a, b);
            played.story << QString("%1: %2 and %3 are cut").arg(step).arg(a).arg(b);
            break;
        }
        case 4:
            if (dice.oneIn(3)) {
                const size_t which = dice.below(keepers);
                clinic.reopenKeeper(which);
                played.story << QString("%1: keeper %2 is started anew").arg(step).arg(which);
            }
            break;
        default:
            clinic.network.run(dice.between(10, 3000));
        }
    }
    for (size_t i = 0; i < computers; ++i) {
        for (size_t k = 0; k < keepers; ++k)
            clinic.network.connect(i, KeptClinic::keeper(k));
    }
    clinic.settle();
    said.sort();
    for (size_t i = 0; i < computers && played.fault.isEmpty(); ++i) {
        if (clinic.replicas.notes(i) != said)
            played.fault = QString("computer %1 lacks something").arg(i);
        else if (clinic.stateOfNewest(i) == sync::CommitState::SavedHere)
            played.fault = QString("computer %1 has no receipt").arg(i);
        else if (!clinic.replicas[i].verify()->ok)
            played.fault = QString("computer %1 does not verify").arg(i);
    }
    for (size_t k = 0; k < keepers && played.fault.isEmpty(); ++k) {
        if (KeptClinic::sorted(*clinic.keepers[k]) != KeptClinic::sorted(*clinic.stores[0]))
            played.fault = QString("keeper %1 lacks something").arg(k);
    }
    if (played.fault.isEmpty() && !clinic.troubles.empty())
        played.fault = clinic.troubles.front().what;
    played.entries = static_cast<quint64>(said.size());
    return played;
}

void TestKeeperSimulation::keepersAloneBringComputersTogether()
{
    playSeeds(10, play);
}

} // namespace

QTEST_GUILESS_MAIN(TestKeeperSimulation)
#include "tst_keeper_simulation.moc"
