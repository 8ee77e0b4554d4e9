// Renders every vitals panel as it meets different people and screens, and leaves a picture of each in
// looks/vitals/ under the build folder for an eye to judge. What a machine can judge is asserted.

#include "charts_panel_p.h"
#include "early_warning_panel_p.h"
#include "live_feed_panel_p.h"
#include "panel_clinic.h"
#include "units_p.h"
#include "ward_round_panel_p.h"

#include <QDir>
#include <QFileInfo>
#include <QLineEdit>
#include <QTableView>
#include <QtTest/QtTest>

using namespace twinward;
using namespace twinward::vitals;
using namespace twinward::vitals::test;
using workbench::Theme;

class TestVitalsLooks : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void adult_data();
    void adult();
    void child();
    void nothingRecorded();
    void longYears();
    void longNamesInChinese();
    void wardRound();
    void liveFeed();
    void printedChart();

private:
    void deteriorate(record::PatientId patient) const;
    void take(const QString& name);
    void waitForChart() const;
    std::unique_ptr<PanelClinic> m_clinic;
};

void TestVitalsLooks::init()
{
    m_clinic.reset();
    Theme::instance().setMode(Theme::Mode::Light);
    Theme::instance().setScale(1.0);
    Theme::instance().apply();
    m_clinic = std::make_unique<PanelClinic>();
}

// Two well days, then twelve hours of getting worse, four-hourly then hourly.
void TestVitalsLooks::deteriorate(record::PatientId patient) const
{
    for (int hour = 60; hour >= 12; hour -= 4) {
        ChartedRound round = PanelClinic::round(
            patient, hour * 60, 74 + hour % 5, 15 + hour % 3, 96 + hour % 3, 36.6 + (hour % 4) * 0.1);
        round.values[Sign::Glucose] = {base::Decimal(6.2 + (hour % 7) * 0.3, 1), QStringLiteral("mmol/L")};
        m_clinic->chart(round);
    }
    for (int hour = 9; hour >= 1; --hour) {
        const double worse = 9 - hour;
        ChartedRound round = PanelClinic::round(
            patient, hour * 60 - 20, 84 + worse * 5, 17 + worse, 96 - worse * 0.7, 37.2 + worse * 0.2);
        round.values[Sign::SystolicPressure]
            = {base::Decimal(std::round(122 - worse * 3), 0), QStringLiteral("mm[Hg]")};
        round.values[Sign::DiastolicPressure]
            = {base::Decimal(std::round(76 - worse * 2), 0), QStringLiteral("mm[Hg]")};
        round.values[Sign::OxygenSaturation]
            = {base::Decimal(std::round(96 - worse * 0.7), 0), QStringLiteral("%")};
        round.values[Sign::HeartRate]
            = {base::Decimal(std::round(84 + worse * 5), 0), QStringLiteral("/min")};
        if (worse > 4)
            round.oxygen = OxygenDelivery{
                OxygenDelivery::Source::Oxygen, base::Decimal(2, 0), {}, QStringLiteral("N")};
        if (hour == 1)
            round.values[Sign::Weight] = {base::Decimal(71.5, 1), QStringLiteral("kg")};
        m_clinic->chart(round);
    }
}

void TestVitalsLooks::take(const QString& name)
{
    QApplication::processEvents();
    QTest::qWait(50); // queued replots
    const QImage image = m_clinic->panel->grab().toImage();
    const QDir folder(QStringLiteral(TWINWARD_BUILD_DIR "/looks/vitals"));
    folder.mkpath(QStringLiteral("."));
    image.save(folder.filePath(name + QStringLiteral(".png")));
    QSet<QRgb> colours;
    for (int y = 0; y < image.height(); y += 2) {
        for (int x = 0; x < image.width(); x += 2)
            colours.insert(image.pixel(x, y));
    }
    QVERIFY2(colours.size() > 3, qPrintable(name));
}

void TestVitalsLooks::waitForChart() const
{
    QTRY_VERIFY(m_clinic->context->patient().isNull() || m_clinic->context->chart() != nullptr);
    QTest::qWait(200);
}

void TestVitalsLooks::adult_data()
{
    QTest::addColumn<Theme::Mode>("mode");
    QTest::addColumn<double>("scale");
    QTest::newRow("light") << Theme::Mode::Light << 1.0;
    QTest::newRow("dark") << Theme::Mode::Dark << 1.0;
    QTest::newRow("light-150") << Theme::Mode::Light << 1.5;
}

void TestVitalsLooks::adult()
{
    QFETCH(Theme::Mode, mode);
    QFETCH(double, scale);
    Theme::instance().setMode(mode);
    Theme::instance().setScale(scale);
    Theme::instance().apply();
    const QString suffix = QLatin1Char('-') + QString::fromLatin1(QTest::currentDataTag());
    const auto patient = m_clinic->enrol(QStringLiteral("Mbeki"), QStringLiteral("Thandiwe"), 1961);
    deteriorate(patient);
    m_clinic->context->open(patient);

    m_clinic->show("vitals-form");
    waitForChart();
    const auto write = [this](const char* name, const char* text) {
        m_clinic->panel->findChild<QLineEdit*>(QString::fromLatin1(name))->setText(QString::fromLatin1(text));
    };
    take(QStringLiteral("form-empty") + suffix);
    m_clinic->panel->focusFirst();
    write("respiratoryRate", "26");
    write("oxygenSaturation", "91");
    write("systolicPressure", "98/61");
    write("heartRate", "720");
    write("temperature", "39.0");
    QTest::keyClick(m_clinic->panel->findChild<QWidget*>(QStringLiteral("oxygen")), Qt::Key_O);
    write("oxygenFlow", "4");
    QTest::keyClick(m_clinic->panel->findChild<QWidget*>(QStringLiteral("consciousness")), Qt::Key_C);
    take(QStringLiteral("form-typed") + suffix);
    m_clinic->panel->resize(560, 860);
    take(QStringLiteral("form-narrow") + suffix);

    m_clinic->show("vitals-charts");
    QTRY_VERIFY(static_cast<ChartsPanel*>(m_clinic->panel.get())->isReady());
    m_clinic->context->setCursorMs(QDateTime::currentMSecsSinceEpoch() - 10'800'000);
    take(QStringLiteral("charts") + suffix);

    m_clinic->show("early-warning");
    m_clinic->panel->resize(620, 900);
    waitForChart();
    take(QStringLiteral("early-warning") + suffix);
}

void TestVitalsLooks::child()
{
    const auto patient
        = m_clinic->enrol(QStringLiteral("Okafor"), QStringLiteral("Ngozi"), QDate::currentDate().year() - 3);
    for (const int hours : {30, 20, 8, 2}) {
        ChartedRound round = PanelClinic::round(patient, hours * 60, 150 - hours, 42 - hours / 2, 96, 38.4);
        round.values[Sign::SystolicPressure] = {base::Decimal(92, 0), QStringLiteral("mm[Hg]")};
        round.values[Sign::DiastolicPressure] = {base::Decimal(55, 0), QStringLiteral("mm[Hg]")};
        m_clinic->chart(round);
    }
    m_clinic->context->open(patient);
    m_clinic->show("early-warning");
    m_clinic->panel->resize(620, 760);
    waitForChart();
    take(QStringLiteral("early-warning-child"));
    m_clinic->show("vitals-form");
    waitForChart();
    take(QStringLiteral("form-child"));
    m_clinic->show("vitals-charts");
    waitForChart();
    take(QStringLiteral("charts-child"));
}

void TestVitalsLooks::nothingRecorded()
{
    const auto patient = m_clinic->enrol(QStringLiteral("New"), QStringLiteral("Patient"), 1990);
    for (const char* id : {"vitals-form", "vitals-charts", "early-warning", "ward-round", "live-feed"}) {
        m_clinic->show(id);
        take(QStringLiteral("nobody-") + QString::fromLatin1(id));
    }
    m_clinic->context->open(patient);
    for (const char* id : {"vitals-form", "vitals-charts", "early-warning"}) {
        m_clinic->show(id);
        waitForChart();
        take(QStringLiteral("nothing-") + QString::fromLatin1(id));
    }
}

void TestVitalsLooks::longYears()
{
    const auto patient = m_clinic->enrol(QStringLiteral("Ivanova"), QStringLiteral("Anna"), 1948);
    for (int month = 96; month > 0; month -= 3) {
        ChartedRound round = PanelClinic::round(patient, month * 30 * 1440, 70 + month % 9, 15, 97, 36.6);
        round.values[Sign::Weight] = {base::Decimal(82 - month * 0.15, 1), QStringLiteral("kg")};
        round.values[Sign::Height] = {base::Decimal(164, 0), QStringLiteral("cm")};
        round.values[Sign::SystolicPressure] = {base::Decimal(150 - month / 4, 0), QStringLiteral("mm[Hg]")};
        m_clinic->chart(round);
    }
    m_clinic->context->open(patient);
    m_clinic->show("vitals-charts");
    QTRY_VERIFY(static_cast<ChartsPanel*>(m_clinic->panel.get())->isReady());
    take(QStringLiteral("charts-years"));
}

void TestVitalsLooks::longNamesInChinese()
{
    const auto patient = m_clinic->enrol(QString::fromUtf8("欧阳"), QString::fromUtf8("娜娜"), 1975);
    deteriorate(patient);
    m_clinic->context->open(patient);
    QLocale::setDefault(QLocale(QLocale::Chinese, QLocale::China));
    m_clinic->show("vitals-charts");
    QTRY_VERIFY(static_cast<ChartsPanel*>(m_clinic->panel.get())->isReady());
    take(QStringLiteral("charts-chinese"));
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
}

void TestVitalsLooks::wardRound()
{
    int bed = 1;
    for (const char* name : {"Mbeki", "Okafor", "Vandenberghe-Oyelaran-Montgomery", "Li", "Haddad"}) {
        const auto patient
            = m_clinic->enrol(QString::fromLatin1(name), QStringLiteral("Thandiwe"), 1940 + bed * 9);
        record::Encounter stay;
        stay.encounterClass = QStringLiteral("IMP");
        stay.status = QStringLiteral("in-progress");
        stay.location = QStringLiteral("Ward A / %1").arg(bed);
        record::Event event = twinward::test::event(patient, stay);
        event.occurred = base::Moment::fromDateTime(QDateTime::currentDateTime().addDays(-2));
        m_clinic->commit({event});
        if (bed == 2)
            deteriorate(patient);
        else if (bed != 5)
            m_clinic->chart(PanelClinic::round(patient, bed * 90, 70 + bed * 8));
        ++bed;
    }
    m_clinic->show("ward-round");
    auto* const table = m_clinic->panel->findChild<QTableView*>(QStringLiteral("ward"));
    QTRY_COMPARE(table->model()->rowCount(), 5);
    m_clinic->panel->focusFirst();
    m_clinic->panel->resize(1500, 860);
    take(QStringLiteral("ward-round"));
    QTest::keyClick(table, Qt::Key_Down);
    QTest::keyClick(table, Qt::Key_Return);
    waitForChart();
    take(QStringLiteral("ward-round-open"));
}

void TestVitalsLooks::liveFeed()
{
    const QString recording = QStringLiteral(TWINWARD_TEST_DATA "/ecg/100.hea");
    if (!QFileInfo::exists(recording))
        QSKIP("the recordings of shared/data/ecg are not here: no picture of the live feed");
    auto* panel = static_cast<LiveFeedPanel*>(m_clinic->show("live-feed"));
    panel->setSpeed(10);
    panel->openRecording(recording);
    QTRY_VERIFY_WITH_TIMEOUT(panel->feed() != nullptr && panel->feed()->heartRate().size() > 30, 30'000);
    take(QStringLiteral("live-feed"));
}

void TestVitalsLooks::printedChart()
{
    const auto patient = m_clinic->enrol(QStringLiteral("Mbeki"), QStringLiteral("Thandiwe"), 1961);
    deteriorate(patient);
    m_clinic->context->open(patient);
    auto* panel = static_cast<ChartsPanel*>(m_clinic->show("vitals-charts"));
    QTRY_VERIFY(panel->isReady());
    const QDir folder(QStringLiteral(TWINWARD_BUILD_DIR "/looks/vitals"));
    folder.mkpath(QStringLiteral("."));
    for (const char* name : {"printed.png", "printed.pdf"}) {
        QSignalSpy exported(panel, &ChartsPanel::exported);
        panel->exportTo(folder.filePath(QString::fromLatin1(name)));
        QTRY_COMPARE(exported.count(), 1);
    }
}

QTEST_MAIN(TestVitalsLooks)
#include "tst_vitals_looks.moc"
