// The newest charts on a device that is far behind, before their turn.

#include "hostile.h"

#include "ledger/early_charts.h"

using namespace twinward;
using namespace twinward::test;
using ledger::WireCommit;
using record::Category;

namespace {

class TestEarlyCharts : public QObject
{
    Q_OBJECT

private slots:
    void theNewestPatientsComeWhole();
    void theyAreReadBeforeTheirTurn();
    void nothingOfThemIsStored();
    void theirTurnComes();
    void whoReadsThemIsLoggedWhenTheirTurnComes();
    void whatNeverArrivesIsGoneWhenItIsDropped();
    void whatWasTamperedWithIsNotShown();
    void whatTheAuthorMayNotSignIsNotShown();
    void whatIsHereIsNotSentAgain();
};

// A clinic of one laptop with patients seen one after the other, and another that has just joined.
struct BusyClinic : Replicas
{
    std::vector<record::PatientId> seen; // the earliest first

    explicit BusyClinic(int patients = 30, int notes = 20)
        : Replicas(1)
    {
        for (int i = 0; i < patients; ++i) {
            seen.push_back(record::PatientId::random());
            mustStand((*this)[0].commit({registration(seen.back(), QString("Name%1").arg(i), "A")}));
        }
        for (const record::PatientId id : seen) {
            for (int i = 0; i < notes; ++i)
                mustStand((*this)[0].commit({note(id, QString::number(i))}));
        }
        join();
    }

    static void mustStand(const base::Result<ledger::CommitReceipt>& result) { VERIFY_RESULT(result); }

    [[nodiscard]] std::vector<WireCommit> newest(size_t patients) const
    {
        const auto lacking = ledger::wishes((*this)[1], *ledger::heads((*this)[0]));
        auto charts = ledger::newestCharts((*this)[0], *lacking, {patients, 8192, 16 << 20});
        [&] { VERIFY_RESULT(charts); }();
        return *charts;
    }

    void show(const std::vector<WireCommit>& commits, quint64 refused = 0)
    {
        const auto report = ledger::showEarly((*this)[1], commits);
        VERIFY_RESULT(report);
        QCOMPARE(report->refused, refused);
    }

    [[nodiscard]] qsizetype notesOf(size_t vault, record::PatientId id) const
    {
        const auto chart = (*this)[vault].chart(id);
        [&] { VERIFY_RESULT(chart); }();
        return static_cast<qsizetype>(chart->current<record::Note>().size());
    }
};

void TestEarlyCharts::theNewestPatientsComeWhole()
{
    BusyClinic clinic;
    const auto charts = clinic.newest(5);
    // five patients of one registration and twenty notes, and the clinic's own commits
    QVERIFY(charts.size() >= 5 * 21 + 2);
    QVERIFY(charts.size() < 5 * 21 + 10);
    clinic.show(charts);
    const auto& last = clinic.seen;
    for (size_t i = last.size() - 5; i < last.size(); ++i)
        QCOMPARE(clinic.notesOf(1, last[i]), 20);
    QCOMPARE(clinic.notesOf(1, last[last.size() - 6]), 0);
}

void TestEarlyCharts::theyAreReadBeforeTheirTurn()
{
    BusyClinic clinic;
    const auto patient = clinic.seen.back();
    std::vector<record::RecordedEvent> heard;
    clinic[1].onCommit([&](const auto& events) { heard.insert(heard.end(), events.begin(), events.end()); });
    const quint64 mark = *clinic[1].writtenMark(patient);
    QCOMPARE(clinic[1].patients()->size(), size_t{0});
    clinic.show(clinic.newest(5));
    QCOMPARE(clinic[1].patients()->size(), size_t{5});
    QCOMPARE(clinic[1].patients()->find(patient)->name, clinic[0].patients()->find(patient)->name);
    QCOMPARE(clinic[1].clinicName(), clinic[0].clinicName());
    QCOMPARE(clinic[1].user().name, founder);
    QVERIFY(*clinic[1].writtenMark(patient) != mark);
    QVERIFY(!heard.empty());
    QVERIFY(*ledger::isShownEarly(clinic[1], patient));
    QVERIFY(!*ledger::isShownEarly(clinic[1], clinic.seen.front()));
    const auto chart = clinic[1].chart(patient);
    VERIFY_RESULT(chart);
    QCOMPARE(chart->details().displayName(), clinic[0].chart(patient)->details().displayName());
}

void TestEarlyCharts::nothingOfThemIsStored()
{
    BusyClinic clinic;
    const auto before = *ledger::heads(clinic[1]);
    clinic.show(clinic.newest(5));
    QCOMPARE(*ledger::heads(clinic[1]), before);
    QVERIFY(ledger::isJoining(clinic[1]));
    QVERIFY(!clinic[1].commit({note(clinic.seen.back(), "too early")}));
    clinic.reopen(1);
    QCOMPARE(clinic[1].patients()->size(), size_t{0});
    QVERIFY(!*ledger::isShownEarly(clinic[1], clinic.seen.back()));
}

void TestEarlyCharts::theirTurnComes()
{
    BusyClinic clinic;
    clinic.show(clinic.newest(5));
    (void)pull(clinic[1], clinic[0]);
    QVERIFY(!*ledger::isShownEarly(clinic[1], clinic.seen.back()));
    VERIFY_RESULT(ledger::dropEarly(clinic[1]));
    QVERIFY(!ledger::isJoining(clinic[1]));
    QCOMPARE(clinic[1].patients()->size(), clinic[0].patients()->size());
    for (const record::PatientId id : clinic.seen)
        QCOMPARE(clinic.notesOf(1, id), 20);
    QVERIFY(!clinic[1].patients()->find(clinic.seen.back())->conflict);
    QVERIFY(clinic[1].chart(clinic.seen.back())->conflicts().empty());
    VERIFY_RESULT(clinic[1].commit({note(clinic.seen.back(), "now")}));
    verifies(clinic[1]);
}

void TestEarlyCharts::whoReadsThemIsLoggedWhenTheirTurnComes()
{
    BusyClinic clinic;
    clinic.show(clinic.newest(5));
    const auto patient = clinic.seen.back();
    using Access = record::AccessLogged;
    VERIFY_RESULT(clinic[1].logAccess({{Access::Action::ReadRecord, patient, {}, "TREAT"}}));
    clinic.reopen(1); // cut short: the access waits on the disk
    VERIFY_RESULT(clinic[1].logAccess({{Access::Action::Search, {}, "diaz", "TREAT"}}));
    (void)pull(clinic[1], clinic[0]);
    QVERIFY(!ledger::isJoining(clinic[1]));
    const auto log = clinic[1].readClinic(Category::Access);
    VERIFY_RESULT(log);
    const auto counted = [&](Access::Action action) {
        return std::count_if(log->begin(), log->end(), [&](const record::RecordedEvent& recorded) {
            const auto* access = recorded.event.as<Access>();
            return recorded.device == clinic[1].device() && access != nullptr && access->action == action;
        });
    };
    QCOMPARE(counted(Access::Action::ReadRecord), 1);
    QCOMPARE(counted(Access::Action::Search), 1);
    clinic.reopen(1);
    QCOMPARE(clinic[1].readClinic(Category::Access)->size(), log->size() + 2); // locked and unlocked
    verifies(clinic[1]);
}

void TestEarlyCharts::whatNeverArrivesIsGoneWhenItIsDropped()
{
    BusyClinic clinic;
    clinic.show(clinic.newest(5));
    VERIFY_RESULT(ledger::dropEarly(clinic[1]));
    QCOMPARE(clinic[1].patients()->size(), size_t{0});
    QCOMPARE(clinic.notesOf(1, clinic.seen.back()), 0);
}

void TestEarlyCharts::whatWasTamperedWithIsNotShown()
{
    BusyClinic clinic;
    auto charts = clinic.newest(5);
    WireCommit& last = charts.back();
    last.segments.front().body[last.segments.front().body.size() / 2] ^= 1;
    clinic.show(charts, 1);
    VERIFY_RESULT(ledger::dropEarly(clinic[1]));
    charts = clinic.newest(5);
    charts.back().deviceSignature[3] ^= 1;
    clinic.show(charts, 1);
    VERIFY_RESULT(ledger::dropEarly(clinic[1]));
    charts = clinic.newest(5);
    charts.back().authorSignature[3] ^= 1;
    clinic.show(charts, 1);
}

void TestEarlyCharts::whatTheAuthorMayNotSignIsNotShown()
{
    BusyClinic clinic;
    VERIFY_RESULT(clinic[0].enrolUser("Nurse Ada", record::Role::Nurse, secret("another good passphrase")));
    clinic.reopen(0, "Nurse Ada", "another good passphrase");
    const auto forged = next(clinic, 0, {prescription(clinic.seen.back())});
    auto charts = clinic.newest(3);
    QVERIFY(!charts.empty());
    charts.push_back(forged);
    clinic.show(charts, 1);
    QVERIFY(clinic[1].chart(clinic.seen.back())->current<record::Medication>().empty());
}

void TestEarlyCharts::whatIsHereIsNotSentAgain()
{
    BusyClinic clinic;
    (void)pull(clinic[1], clinic[0]);
    QVERIFY(clinic.newest(5).empty());
    VERIFY_RESULT(clinic[0].commit({note(clinic.seen.front(), "new")}));
    const auto charts = clinic.newest(5);
    QCOMPARE(charts.size(), size_t{1});
    clinic.show(charts);
    QCOMPARE(clinic.notesOf(1, clinic.seen.front()), 21);
    QVERIFY(*ledger::isShownEarly(clinic[1], clinic.seen.front()));
}

} // namespace

QTEST_GUILESS_MAIN(TestEarlyCharts)
#include "tst_early_charts.moc"
