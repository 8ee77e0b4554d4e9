// Two sites of one clinic with nothing between them but a PostgreSQL that is killed again and again while
// they leave and fetch: nothing is lost, nothing comes twice, and each gets the other's receipts.

#include "relay_region.h"
#include "relay_sites.h"

#include <atomic>
#include <thread>

using namespace twinward;
using namespace twinward::test;
using sync::CommitState;

namespace {

class TestRelayRecovery : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_region.reset(); }
    void twoSitesBecomeAlikeAndHaveEachOthersReceipts();
    void aServerKilledAgainAndAgainLosesNothing();

private:
    [[nodiscard]] std::vector<std::unique_ptr<sync::PostgresCarrier>> lines(const char* name)
    {
        const QString role = m_region->add(name);
        std::vector<std::unique_ptr<sync::PostgresCarrier>> both;
        both.push_back(std::make_unique<sync::PostgresCarrier>(m_region->clinic(role)));
        both.push_back(std::make_unique<sync::PostgresCarrier>(m_region->clinic(role)));
        return both;
    }

    std::unique_ptr<Region> m_region;
};

void TestRelayRecovery::initTestCase()
{
    if (!PostgresServer::missing().isEmpty())
        QSKIP(qPrintable(PostgresServer::missing()));
    m_region = std::make_unique<Region>();
}

// Whatever the line does, a site goes on at the next visit.
void visitAsItCan(Sites& sites, size_t i, sync::Carrier& carrier)
{
    auto desk = sites.desk(i, carrier);
    if (desk.pull())
        (void)desk.push();
}

void TestRelayRecovery::twoSitesBecomeAlikeAndHaveEachOthersReceipts()
{
    Sites sites;
    sites.clinic = clinicNamed("two sites");
    const auto both = lines("two sites");
    sites.replicas.say(0, "from the first");
    sites.replicas.say(1, "from the second");
    for (int round = 0; round < 3; ++round) {
        for (size_t i : {size_t{0}, size_t{1}})
            (void)sites.visit(i, *both[i]);
    }
    QVERIFY(sites.areAlike());
    for (size_t i : {size_t{0}, size_t{1}})
        QCOMPARE(sites.stateOfNewest(i, {sites.replicas[1 - i].device()}), CommitState::AtDestination);
    QCOMPARE(both[0]->standing()->lettersToUs, quint64{2}); // the one that stands for each site
    QVERIFY(sites.troubles.empty());
}

void TestRelayRecovery::aServerKilledAgainAndAgainLosesNothing()
{
    Sites sites;
    sites.options.bundleBytes = 20'000;
    sites.clinic = clinicNamed("recovery");
    const auto both = lines("recovery");
    std::atomic<bool> isOver = false;
    std::thread visiting([&] {
        while (!isOver) {
            for (size_t i : {size_t{0}, size_t{1}})
                visitAsItCan(sites, i, *both[i]);
        }
    });
    int said = 0;
    for (int kill = 0; kill < 4; ++kill) {
        for (int i = 0; i < 6; ++i)
            sites.replicas.say(static_cast<size_t>(i % 2), QString(8000, u'x') + QString::number(said++));
        m_region->server.kill();
        for (int i = 0; i < 2; ++i)
            sites.replicas.say(static_cast<size_t>(i), QString(8000, u'y') + QString::number(said++));
        m_region->server.start();
    }
    isOver = true;
    visiting.join();
    for (int round = 0; round < 4; ++round) {
        for (size_t i : {size_t{0}, size_t{1}})
            (void)sites.visit(i, *both[i]);
    }
    QVERIFY(sites.areAlike());
    QCOMPARE(sites.replicas.notes(0).size(), said);
    QCOMPARE(sites.replicas.notes(1), sites.replicas.notes(0));
    QCOMPARE(both[0]->standing()->lettersToUs, quint64{2});
    for (size_t i : {size_t{0}, size_t{1}}) {
        QCOMPARE(sites.stateOfNewest(i), CommitState::OnPeer);
        verifies(sites.replicas[i]);
    }
}

} // namespace

QTEST_GUILESS_MAIN(TestRelayRecovery)
#include "tst_relay_recovery.moc"
