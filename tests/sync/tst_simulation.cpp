// Real vaults on a simulated network, as many seeds as there is time for. In the environment:
//   TWINWARD_SIMULATION_SECONDS  how long (30 unless given)
//   TWINWARD_SIMULATION_SEED     this one alone, and its story
//   TWINWARD_SIMULATION_FIRST    the first seed (1 unless given)

#include "simulated_clinic.h"

#include <QElapsedTimer>

using namespace twinward::test;

namespace {

constexpr int stepsOfAScenario = 50;

class TestSimulation : public QObject
{
    Q_OBJECT

private slots:
    void whateverHappensPeersThatMeetAgree();
};

QString place()
{
    const QString memory = QStringLiteral("/dev/shm");
    return QFileInfo(memory).isWritable() ? memory : QDir::tempPath();
}

qint64 setting(const char* name, qint64 otherwise)
{
    bool isNumber = false;
    const qint64 given = qEnvironmentVariable(name).toLongLong(&isNumber);
    return isNumber ? given : otherwise;
}

void TestSimulation::whateverHappensPeersThatMeetAgree()
{
    qputenv("TMPDIR", place().toUtf8()); // disks that cost nothing
    const Template made;
    const qint64 only = setting("TWINWARD_SIMULATION_SEED", 0);
    const qint64 first = only != 0 ? only : setting("TWINWARD_SIMULATION_FIRST", 1);
    const qint64 endMs = setting("TWINWARD_SIMULATION_SECONDS", 30) * 1000;
    QElapsedTimer timer;
    timer.start();
    quint64 entries = 0;
    qint64 seed = first;
    for (; only != 0 ? seed == only : timer.elapsed() < endMs; ++seed) {
        SimulatedClinic clinic(made, static_cast<quint64>(seed));
        const QString fault = clinic.play(stepsOfAScenario);
        entries += clinic.entries();
        if (only != 0 || !fault.isEmpty())
            qInfo("%s", qPrintable(clinic.story().join('\n')));
        QVERIFY2(fault.isEmpty(),
            qPrintable(QString("seed %1: %2\nTWINWARD_SIMULATION_SEED=%1 %3")
                           .arg(seed)
                           .arg(fault, QCoreApplication::applicationFilePath())));
    }
    qInfo("%lld seeds, %llu entries, %.1f seeds a second", static_cast<long long>(seed - first),
        static_cast<unsigned long long>(entries),
        static_cast<double>(seed - first) * 1000 / static_cast<double>(std::max<qint64>(1, timer.elapsed())));
}

} // namespace

QTEST_GUILESS_MAIN(TestSimulation)
#include "tst_simulation.moc"
