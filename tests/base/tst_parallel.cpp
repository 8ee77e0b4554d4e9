// Work on all cores: each piece once, inside other such work too, with what it throws.

#include "base/parallel.h"

#include <atomic>
#include <numeric>
#include <QTest>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace twinward::base;

class ParallelTest : public QObject
{
    Q_OBJECT

private slots:
    void eachItemIsDoneOnce();
    void workersAreNumberedWithoutTwoAlike();
    void workWithinWorkEnds();
    void manyAtOnceAllEnd();
    void theFirstFailureIsThrownHere();
};

void ParallelTest::eachItemIsDoneOnce()
{
    for (const size_t items : {0UL, 1UL, 7UL, 1000UL}) {
        std::vector<std::atomic<int>> done(items);
        runParallel(items, 5, 3, [&](size_t, size_t begin, size_t end) {
            for (size_t i = begin; i < end; ++i)
                ++done[i];
        });
        for (const auto& count : done)
            QCOMPARE(count.load(), 1);
    }
}

void ParallelTest::workersAreNumberedWithoutTwoAlike()
{
    std::vector<std::atomic<int>> inside(4);
    std::atomic<int> clashes = 0;
    runParallel(4000, inside.size(), 1, [&](size_t worker, size_t, size_t) {
        if (worker >= inside.size() || ++inside[worker] != 1)
            ++clashes;
        std::this_thread::yield();
        --inside[worker];
    });
    QCOMPARE(clashes.load(), 0);
}

void ParallelTest::workWithinWorkEnds()
{
    std::atomic<int> done = 0;
    runParallel(20, 4, 1, [&](size_t, size_t, size_t) {
        runParallel(20, 4, 1,
            [&](size_t, size_t, size_t) { runParallel(3, 4, 1, [&](size_t, size_t, size_t) { ++done; }); });
    });
    QCOMPARE(done.load(), 1200);
}

void ParallelTest::manyAtOnceAllEnd()
{
    std::atomic<int> done = 0;
    std::vector<std::thread> callers;
    for (int caller = 0; caller < 12; ++caller) {
        callers.emplace_back([&] {
            for (int round = 0; round < 200; ++round)
                runParallel(6, 3, 1, [&](size_t, size_t, size_t) { ++done; });
        });
    }
    for (std::thread& caller : callers)
        caller.join();
    QCOMPARE(done.load(), 12 * 200 * 6);
}

void ParallelTest::theFirstFailureIsThrownHere()
{
    QVERIFY_EXCEPTION_THROWN(runParallel(100, 4, 1,
                                 [](size_t, size_t begin, size_t) {
                                     if (begin == 40)
                                         throw std::runtime_error("forty");
                                 }),
        std::runtime_error);
    std::atomic<int> done = 0; // and nothing is stuck
    runParallel(10, 4, 1, [&](size_t, size_t, size_t) { ++done; });
    QCOMPARE(done.load(), 10);
}

QTEST_GUILESS_MAIN(ParallelTest)
#include "tst_parallel.moc"
