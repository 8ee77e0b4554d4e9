// Real vaults on a simulated network, as many seeds as there is time for: see seeds.h.

#include "seeds.h"
#include "simulated_clinic.h"

using namespace twinward::test;

namespace {

constexpr int stepsOfAScenario = 50;

class TestSimulation : public QObject
{
    Q_OBJECT

private slots:
    void whateverHappensPeersThatMeetAgree();
};

void TestSimulation::whateverHappensPeersThatMeetAgree()
{
    if (QFileInfo(QStringLiteral("/dev/shm")).isWritable())
        qputenv("TMPDIR", "/dev/shm"); // disks that cost nothing
    const Template made;
    playSeeds(40, [&](quint64 seed) {
        SimulatedClinic clinic(made, seed);
        const QString fault = clinic.play(stepsOfAScenario);
        return Played{fault, clinic.story(), clinic.entries()};
    });
}

} // namespace

QTEST_GUILESS_MAIN(TestSimulation)
#include "tst_simulation.moc"
