#pragma once

// Plays one seed after the other for as long as there is time, and says how to play again the one that fails.
// In the environment:
//   TWINWARD_SIMULATION_SECONDS  how long
//   TWINWARD_SIMULATION_SEED     this one alone, and its story
//   TWINWARD_SIMULATION_FIRST    the first seed (1 unless given)

#include <ctime>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTest>

namespace twinward::test {

// Qt Test ends a function after five minutes: not one that was asked to run all night.
inline const bool mayRunAllNight = qEnvironmentVariableIsSet("QTEST_FUNCTION_TIMEOUT")
    || qputenv("QTEST_FUNCTION_TIMEOUT", "2000000000"); // ms

struct Played
{
    QString fault; // empty where all is well
    QStringList story;
    quint64 entries = 0;
};

inline qint64 setting(const char* name, qint64 otherwise)
{
    bool isNumber = false;
    const qint64 given = qEnvironmentVariable(name).toLongLong(&isNumber);
    return isNumber ? given : otherwise;
}

template <class Play> void playSeeds(qint64 seconds, const Play& play)
{
    const qint64 only = setting("TWINWARD_SIMULATION_SEED", 0);
    const qint64 first = only != 0 ? only : setting("TWINWARD_SIMULATION_FIRST", 1);
    const qint64 endMs = setting("TWINWARD_SIMULATION_SECONDS", seconds) * 1000;
    QElapsedTimer timer;
    timer.start();
    const std::clock_t begun = std::clock();
    quint64 entries = 0;
    qint64 seed = first;
    for (; only != 0 ? seed == only : (seed == first || timer.elapsed() < endMs); ++seed) {
        const Played played = play(static_cast<quint64>(seed));
        entries += played.entries;
        if (only != 0 || !played.fault.isEmpty())
            qInfo("%s", qPrintable(played.story.join(u'\n')));
        QVERIFY2(played.fault.isEmpty(),
            qPrintable(QString("seed %1: %2\nTWINWARD_SIMULATION_SEED=%1 %3")
                           .arg(seed)
                           .arg(played.fault, QCoreApplication::applicationFilePath())));
    }
    const double processorSeconds
        = std::max(1e-3, static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC);
    qInfo("%lld seeds, %llu entries, %.1f seeds for each second of one processor",
        static_cast<long long>(seed - first), static_cast<unsigned long long>(entries),
        static_cast<double>(seed - first) / processorSeconds);
}

} // namespace twinward::test
