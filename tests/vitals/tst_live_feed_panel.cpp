// A real recording (MIT-BIH 100) replayed into the live panel, and its rate taken into the charting form.

#include "live_feed_panel_p.h"
#include "panel_clinic.h"
#include "sweep_view_p.h"

#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QtTest/QtTest>

using namespace twinward;
using namespace twinward::vitals;
using namespace twinward::vitals::test;

class TestLiveFeedPanel : public QObject
{
    Q_OBJECT

private slots:
    void saysWhatToDoWithoutAFeed();
    void replaysAndGivesTheRate();
    void currentValuesGoIntoTheFormForConfirmation();
    void brokenFileIsRefusedInWords();

private:
    static QString recording() { return QStringLiteral(TWINWARD_TEST_DATA "/ecg/100.hea"); }
};

void TestLiveFeedPanel::saysWhatToDoWithoutAFeed()
{
    PanelClinic clinic;
    auto* panel = clinic.show("live-feed");
    bool isSaid = false;
    for (const QLabel* label : panel->findChildren<QLabel*>())
        isSaid |= label->isVisible() && label->text().contains(QStringLiteral("Open a recording"));
    QVERIFY(isSaid);
}

void TestLiveFeedPanel::replaysAndGivesTheRate()
{
    if (!QFileInfo::exists(recording()))
        QSKIP("the recordings of shared/data/ecg are not here: the live feed is not tested");
    PanelClinic clinic;
    auto* panel = static_cast<LiveFeedPanel*>(clinic.show("live-feed"));
    QSignalSpy started(panel, &LiveFeedPanel::started);
    panel->setSpeed(10);
    panel->openRecording(recording());
    QTRY_COMPARE(started.count(), 1);
    auto* rate = panel->findChild<QLabel*>(QStringLiteral("rate"));
    // Record 100 begins at a steady 73 beats a minute.
    QTRY_VERIFY_WITH_TIMEOUT(rate->text().toInt() > 65 && rate->text().toInt() < 85, 30'000);
    QCOMPARE(panel->sweep()->drawnChannels(), 2);
    // when it is paused, nothing moves
    QTest::keyClick(panel, Qt::Key_Space);
    const qint64 pen = panel->sweep()->penMs();
    QVERIFY(!panel->feed()->isRunning());
    QTest::qWait(100);
    QCOMPARE(panel->sweep()->penMs(), pen);
}

void TestLiveFeedPanel::currentValuesGoIntoTheFormForConfirmation()
{
    if (!QFileInfo::exists(recording()))
        QSKIP("the recordings of shared/data/ecg are not here: the live feed is not tested");
    PanelClinic clinic;
    const auto patient = clinic.enrol(QStringLiteral("Mbeki"), QStringLiteral("Thandiwe"), 1961);
    clinic.context->open(patient);
    auto* panel = static_cast<LiveFeedPanel*>(clinic.show("live-feed"));
    panel->setSpeed(10);
    panel->openRecording(recording());
    auto* const take = panel->commands().at(2);
    QTRY_VERIFY_WITH_TIMEOUT(
        panel->feed() != nullptr && take->isEnabled() && panel->feed()->currentHeartRate(), 30'000);
    take->trigger();
    // Nothing is recorded by taking; the form shows it.
    QCOMPARE(clinic.stored(patient)->current<record::Observation>().size(), size_t(0));
    clinic.show("vitals-form");
    auto* const field = clinic.panel->findChild<QLineEdit*>(QStringLiteral("heartRate"));
    QTRY_VERIFY(field->text().toInt() > 60);
    QTest::keyClick(field, Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(clinic.stored(patient)->current<record::Observation>().size(), size_t(1));
    const auto chart = clinic.stored(patient);
    const auto* saved = chart->current<record::Observation>().front()->as<record::Observation>();
    QVERIFY(saved->method.contains(QStringLiteral("100")));
}

void TestLiveFeedPanel::brokenFileIsRefusedInWords()
{
    PanelClinic clinic;
    auto* panel = static_cast<LiveFeedPanel*>(clinic.show("live-feed"));
    QFile broken(clinic.folder.filePath(QStringLiteral("broken.hea")));
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write("not a header at all");
    broken.close();
    panel->openRecording(broken.fileName());
    QTRY_VERIFY([panel] {
        for (const QLabel* label : panel->findChildren<QLabel*>()) {
            if (label->isVisible() && label->text().contains(QStringLiteral("broken.hea")))
                return true;
        }
        return false;
    }());
    QVERIFY(panel->feed() == nullptr);
}

QTEST_MAIN(TestLiveFeedPanel)
#include "tst_live_feed_panel.moc"
