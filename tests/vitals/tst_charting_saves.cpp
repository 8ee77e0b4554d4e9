// What was typed is never lost and never misplaced: drafts, visits, another patient, a full disk.

#include "charting_desk.h"

#include <csignal>
#include <sys/resource.h>

using namespace twinward;
using namespace twinward::vitals;
using namespace twinward::vitals::test;

class TestChartingSaves : public ChartingDesk
{
    Q_OBJECT

private slots:
    void init();
    void draftComesBackAfterThePanelIsGone();
    void typedRoundStaysWithItsPatient();
    void escapeAsksBeforeItThrowsAway();
    void visitIsOpenedOnceAndThenUsed();
    void administratorMayNotChart();
    void fullDiskLosesNothing();
    void notDoneIsRecordedAsNotDone();
    void unitIsRememberedForTheUser();
};

void TestChartingSaves::init()
{
    m_clinic.reset();
    open();
}

void TestChartingSaves::draftComesBackAfterThePanelIsGone()
{
    // given a round half typed
    type("22");
    press(Qt::Key_Return);
    type("93");
    // when the panel goes without a word, as in a crash just after the draft was written
    m_clinic->panel->saveDraft();
    m_clinic->panel.reset();
    m_clinic->show("vitals-form");
    // then it is all there, and nothing was saved
    QTRY_COMPARE(field("respiratoryRate")->text(), QStringLiteral("22"));
    QCOMPARE(field("oxygenSaturation")->text(), QStringLiteral("93"));
    QCOMPARE(observations(), size_t(0));
    // and "now" has become the time it was typed at
    QVERIFY(!field("time")->text().isEmpty());
}

void TestChartingSaves::typedRoundStaysWithItsPatient()
{
    const auto other = m_clinic->enrol(QStringLiteral("Osei"), QStringLiteral("Kofi"), 1980);
    type("22");
    m_clinic->context->open(other);
    QTRY_VERIFY(field("respiratoryRate")->text().isEmpty());
    QTRY_VERIFY(m_clinic->context->chart() != nullptr);
    QVERIFY(field("respiratoryRate")->text().isEmpty());
    m_clinic->context->open(m_patient);
    QTRY_COMPARE(field("respiratoryRate")->text(), QStringLiteral("22"));
}

void TestChartingSaves::escapeAsksBeforeItThrowsAway()
{
    type("18");
    press(Qt::Key_Escape);
    auto* const throwAway = m_clinic->panel->findChild<QPushButton*>(QStringLiteral("throwAway"));
    QVERIFY(throwAway->isVisible());
    QCOMPARE(field("respiratoryRate")->text(), QStringLiteral("18"));
    // the focus is on the answer that loses nothing
    press(Qt::Key_Return);
    QCOMPARE(field("respiratoryRate")->text(), QStringLiteral("18"));
    press(Qt::Key_Escape);
    QTest::mouseClick(throwAway, Qt::LeftButton);
    QVERIFY(field("respiratoryRate")->text().isEmpty());
}

void TestChartingSaves::visitIsOpenedOnceAndThenUsed()
{
    for (int rounds = 1; rounds <= 2; ++rounds) {
        type("18");
        press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(observations(), static_cast<size_t>(rounds));
        QTRY_VERIFY(field("respiratoryRate")->text().isEmpty());
    }
    const auto chart = m_clinic->stored(m_patient);
    const auto visits = chart->current<record::Encounter>();
    QCOMPARE(visits.size(), size_t(1));
    for (const record::Entry* entry : chart->current<record::Observation>())
        QCOMPARE(entry->as<record::Observation>()->encounter, std::optional(visits.front()->root));
}

void TestChartingSaves::administratorMayNotChart()
{
    m_clinic.reset();
    m_clinic = std::make_unique<PanelClinic>(record::Role::Administrator);
    m_patient = m_clinic->enrol(QStringLiteral("Mbeki"), QStringLiteral("Thandiwe"), 1961);
    m_clinic->show("vitals-form");
    m_clinic->context->open(m_patient);
    QTRY_VERIFY(m_clinic->context->chart() != nullptr);
    QVERIFY(!field("respiratoryRate")->isEnabled());
    QVERIFY(status().contains(QStringLiteral("not chart")));
}

// A disk that takes no more: the process may not write past the first page of any file.
class FullDisk
{
public:
    FullDisk()
    {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit full{4096, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &full);
    }
    ~FullDisk() { setrlimit(RLIMIT_FSIZE, &m_before); }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

private:
    rlimit m_before{};
};

void TestChartingSaves::fullDiskLosesNothing()
{
    // given a round typed
    type("22");
    press(Qt::Key_Return);
    type("93");
    {
        // when the disk is full at the moment of saving
        const FullDisk full;
        press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY2(status().contains(QStringLiteral("Not saved")), qPrintable(status()));
        // then all of it still stands there
        QCOMPARE(field("respiratoryRate")->text(), QStringLiteral("22"));
        QCOMPARE(field("oxygenSaturation")->text(), QStringLiteral("93"));
        QVERIFY(field("respiratoryRate")->isEnabled());
    }
    // and when there is room again it is saved
    QCOMPARE(observations(), size_t(0));
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(observations(), size_t(2));
}

void TestChartingSaves::notDoneIsRecordedAsNotDone()
{
    field("temperature")->setFocus();
    type("-");
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(observations(), size_t(1));
    const VitalRecord record = this->record();
    QVERIFY(record.latest(Sign::Temperature, QDateTime::currentMSecsSinceEpoch()) == nullptr);
    QCOMPARE(record.unreadable().size(), size_t(1));
    QCOMPARE(record.unreadable().front().sign, Sign::Temperature);
    QCOMPARE(record.unreadable().front().reason, Unreadable::Reason::NoValue);
}

void TestChartingSaves::unitIsRememberedForTheUser()
{
    field("temperature")->setFocus();
    QTRY_VERIFY(field("temperature")->hasFocus());
    press(Qt::Key_U, Qt::ControlModifier);
    QTRY_COMPARE(m_clinic->panel->findChild<QToolButton*>(QStringLiteral("temperature.unit"))->text(),
        QStringLiteral("°F"));
    auto asked = m_clinic->session->getPrivate(QStringLiteral("vitals/units"));
    QTRY_VERIFY(asked.isFinished()); // waiting for it would run it here, before the write that is queued
    const base::Result<QByteArray> stored = asked.result();
    VERIFY_RESULT(stored);
    QVERIFY2(stored->contains("degF"), stored->constData());
}

QTEST_MAIN(TestChartingSaves)
#include "tst_charting_saves.moc"
