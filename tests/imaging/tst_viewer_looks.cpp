// What the viewer makes of all kinds of objects, in a real window. Leaves a picture of each in looks/imaging/
// under the build folder for an eye to judge; what a machine can judge is asserted.

#include "viewer_desk.h"
#include "waveform_view_p.h"

#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QtTest/QtTest>

using namespace twinward;
using namespace twinward::imaging;
using namespace twinward::imaging::test;
using workbench::Theme;

class TestViewerLooks : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void chestInPlanesAndVolume_data();
    void chestInPlanesAndVolume();
    void headInPlanesAndVolume_data();
    void headInPlanesAndVolume();
    void colouredFramesAreShownOneByOne();
    void ecgIsAChartOfTwelveLeads();
    void reportIsText();
    void noImagesSayWhatToDo();

private:
    void take(const ViewerDesk& desk, const QString& name);
    [[nodiscard]] static QString edge(const char* name)
    {
        return dataFolder(QStringLiteral("dicom-edge/")) + QString::fromLatin1(name);
    }
};

void TestViewerLooks::initTestCase()
{
    if (!haveDicomData())
        QSKIP("The DICOM objects of shared/data are not here: nothing was looked at.");
}

void TestViewerLooks::init()
{
    Theme::instance().setMode(Theme::Mode::Light);
    Theme::instance().apply();
}

void TestViewerLooks::take(const ViewerDesk& desk, const QString& name)
{
    QApplication::processEvents();
    const QImage image = desk.panel->grab().toImage();
    const QDir folder(QStringLiteral(TWINWARD_BUILD_DIR "/looks/imaging"));
    folder.mkpath(QStringLiteral("."));
    image.save(folder.filePath(name + QStringLiteral(".png")));
    QSet<QRgb> colours;
    for (int y = 0; y < image.height(); y += 3) {
        for (int x = 0; x < image.width(); x += 3)
            colours.insert(image.pixel(x, y));
    }
    QVERIFY2(colours.size() > 8, qPrintable(name));
}

void TestViewerLooks::chestInPlanesAndVolume_data()
{
    QTest::addColumn<Theme::Mode>("mode");
    QTest::newRow("light") << Theme::Mode::Light;
    QTest::newRow("dark") << Theme::Mode::Dark;
}

void TestViewerLooks::chestInPlanesAndVolume()
{
    QFETCH(Theme::Mode, mode);
    Theme::instance().setMode(mode);
    Theme::instance().apply();
    const ViewerDesk desk(ImportSource{{chest()}, {}});
    desk.openPatient();
    QTRY_VERIFY_WITH_TIMEOUT(desk.isRead(), 120'000);
    QTRY_VERIFY_WITH_TIMEOUT(desk.isCalm(), 120'000);
    const QString suffix = QLatin1Char('-') + QString::fromLatin1(QTest::currentDataTag());
    take(desk, QStringLiteral("chest") + suffix);
    if (mode == Theme::Mode::Dark) {
        auto* presets = desk.panel->findChild<QComboBox*>(QStringLiteral("volumePreset"));
        for (int preset = 2; preset < presets->count(); ++preset) {
            presets->setCurrentIndex(preset);
            emit presets->activated(preset);
            QTRY_VERIFY_WITH_TIMEOUT(desk.isCalm(), 60'000);
            take(desk, QStringLiteral("chest-volume-%1").arg(preset));
        }
        return;
    }
    desk.panel->command("layoutStack")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(desk.isCalm(), 60'000);
    take(desk, QStringLiteral("chest-stack"));
}

void TestViewerLooks::headInPlanesAndVolume_data()
{
    chestInPlanesAndVolume_data();
}

void TestViewerLooks::headInPlanesAndVolume()
{
    QFETCH(Theme::Mode, mode);
    Theme::instance().setMode(mode);
    Theme::instance().apply();
    const QString head = unpacked(QStringLiteral("mr-head/studyforrest-T1w.tar.xz"));
    if (head.isEmpty())
        QSKIP("mr-head is not here: it was not looked at.");
    const ViewerDesk desk(ImportSource{{head}, {}});
    desk.openPatient();
    QTRY_VERIFY_WITH_TIMEOUT(desk.isRead(), 120'000);
    QTRY_VERIFY_WITH_TIMEOUT(desk.isCalm(), 120'000);
    take(desk, QStringLiteral("head-") + QString::fromLatin1(QTest::currentDataTag()));
}

void TestViewerLooks::colouredFramesAreShownOneByOne()
{
    const ViewerDesk desk(ImportSource{{edge("pydicom/examples_rgb_color.dcm")}, {}});
    desk.openPatient();
    QTRY_VERIFY_WITH_TIMEOUT(desk.isCalm(), 30'000);
    QVERIFY(!desk.panel->exam().isVolume());
    QVERIFY(!desk.panel->command("layoutFour")->isEnabled());
    QVERIFY(desk.panel->findChild<QComboBox*>(QStringLiteral("windowPreset"))->isVisible());
    const QImage& picture = desk.plane(0)->picture();
    bool coloured = false;
    for (int y = 0; y < picture.height(); y += 5) {
        for (int x = 0; x < picture.width(); x += 5) {
            const QColor colour = picture.pixelColor(x, y);
            coloured = coloured || colour.saturation() > 40;
        }
    }
    QVERIFY(coloured);
    take(desk, QStringLiteral("colour"));
}

void TestViewerLooks::ecgIsAChartOfTwelveLeads()
{
    const ViewerDesk desk(ImportSource{{edge("ecg_waveform/waveform_ecg.dcm")}, {}});
    desk.openPatient();
    QTRY_VERIFY_WITH_TIMEOUT(!desk.panel->studies().empty(), 30'000);
    const auto* chart = desk.panel->findChild<WaveformView*>();
    QTRY_VERIFY_WITH_TIMEOUT(chart->isVisible(), 30'000);
    QCOMPARE(chart->leads(), 12);
    QVERIFY(
        !desk.panel->findChild<QComboBox*>(QStringLiteral("windowPreset"))->isVisible()); // of no use here
    take(desk, QStringLiteral("ecg"));
}

void TestViewerLooks::reportIsText()
{
    const ViewerDesk desk(ImportSource{{edge("pydicom/test-SR.dcm")}, {}});
    desk.openPatient();
    QTRY_VERIFY_WITH_TIMEOUT(!desk.panel->studies().empty(), 30'000);
    const auto place = desk.seriesOf(QStringLiteral("SR"));
    QVERIFY(place.has_value());
    desk.panel->open(*place);
    const auto* text = desk.panel->findChild<QPlainTextEdit*>();
    QTRY_VERIFY_WITH_TIMEOUT(text->isVisible(), 30'000);
    QVERIFY(text->toPlainText().size() > 40);
    take(desk, QStringLiteral("report"));
    // and nothing of it is left when another patient is opened
    desk.context->open(record::PatientId::random());
    QVERIFY(text->toPlainText().isEmpty());
    QVERIFY(!text->isVisible());
}

void TestViewerLooks::noImagesSayWhatToDo()
{
    const ViewerDesk desk(ImportSource{{edge("pydicom/examples_rgb_color.dcm")}, {}});
    take(desk, QStringLiteral("nobody"));
}

QTEST_MAIN(TestViewerLooks)
#include "tst_viewer_looks.moc"
