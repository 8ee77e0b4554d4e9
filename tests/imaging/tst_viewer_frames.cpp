// Single images in the viewer: pixels that are not square stand in their right shape and are measured as what
// they are; what went through compression with loss says so.

#include "imaging/measure.h"
#include "patient_words_p.h"
#include "viewer_desk.h"

#include <QtTest/QtTest>

using namespace twinward;
using namespace twinward::imaging;
using namespace twinward::imaging::test;

class TestViewerFrames : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { workbench::Theme::instance().apply(); }
    void theHeaderKeepsTheShapeOfItsPixels();
    void pixelsThatAreNotSquareAreDrawnSo();
    void marksAreWhereTheyWereDrawn();
    void lengthsStayInPixelsAndAnglesAreThePictures();
    void lossIsSaidAsTheObjectSaysIt_data();
    void lossIsSaidAsTheObjectSaysIt();

private:
    using Change = std::function<void(DcmDataset&)>;
    [[nodiscard]] static ObjectHeader headerWith(const Change& change);
};

namespace {

// A photograph: it lies nowhere in the patient, and its pixels are twice as high as wide.
void photograph(DcmDataset& set)
{
    for (const DcmTagKey& tag : {DCM_PixelSpacing, DCM_ImagePositionPatient, DCM_ImageOrientationPatient,
             DCM_SliceThickness, DCM_FrameOfReferenceUID})
        delete set.remove(tag);
    put(set, DCM_Modality, QStringLiteral("OT"));
    put(set, DCM_SOPClassUID, QStringLiteral("1.2.840.10008.5.1.4.1.1.7"));
    put(set, DCM_PixelAspectRatio, QStringLiteral("2\\1"));
    put(set, DCM_WindowCenter, QStringLiteral("-500"));
    put(set, DCM_WindowWidth, QStringLiteral("100"));
    put(set, DCM_RescaleIntercept, QStringLiteral("0"));
}

// Where a picture is lit.
QRect lit(const QImage& picture)
{
    QRect rect;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            if (qGray(picture.pixel(x, y)) > 128)
                rect |= QRect(x, y, 1, 1);
        }
    }
    return rect;
}

} // namespace

ObjectHeader TestViewerFrames::headerWith(const Change& change)
{
    const auto read = DicomObject::read(object({}, change), QStringLiteral("a test's"));
    return read ? read->header() : ObjectHeader();
}

void TestViewerFrames::theHeaderKeepsTheShapeOfItsPixels()
{
    const ObjectHeader header = headerWith(photograph);
    QVERIFY(header.pixelAspect.has_value());
    QCOMPARE((*header.pixelAspect)[0], 2.0);
    QCOMPARE((*header.pixelAspect)[1], 1.0);
    QVERIFY(!header.pixelSpacing);
    // where spacing is known, that counts
    const Ruler spaced = rulerOf(
        headerWith([](DcmDataset& set) { put(set, DCM_PixelAspectRatio, QStringLiteral("2\\1")); }), 0);
    QCOMPARE(spaced.aspect[0], 1.0);
}

void TestViewerFrames::pixelsThatAreNotSquareAreDrawnSo()
{
    // given a picture of 64 by 64 pixels that are twice as high as wide
    const ImagingClinic files;
    const QString path = files.write(QStringLiteral("photo.dcm"), object({}, photograph));
    const ViewerDesk desk(ImportSource{{path}, {}});
    desk.openPatient();
    QTRY_VERIFY_WITH_TIMEOUT(desk.isCalm(), 30'000);
    // then it stands twice as high as wide, as large as the view lets it
    const QImage& picture = desk.plane(0)->picture();
    const QRect shown = lit(picture);
    QVERIFY2(std::abs(shown.height() - 2 * shown.width()) <= 4,
        qPrintable(QStringLiteral("%1 by %2").arg(shown.width()).arg(shown.height())));
    QVERIFY(shown.height() > picture.height() * 9 / 10);
    QVERIFY(std::abs(shown.center().x() - picture.width() / 2) <= 2);
    QDir(QStringLiteral(TWINWARD_BUILD_DIR)).mkpath(QStringLiteral("looks/imaging"));
    QVERIFY(desk.panel->grab().save(QStringLiteral(TWINWARD_BUILD_DIR "/looks/imaging/aspect.png")));
}

void TestViewerFrames::marksAreWhereTheyWereDrawn()
{
    const ImagingClinic files;
    const QString path = files.write(QStringLiteral("photo.dcm"), object({}, photograph));
    const ViewerDesk desk(ImportSource{{path}, {}});
    desk.openPatient();
    QTRY_VERIFY_WITH_TIMEOUT(desk.isCalm(), 30'000);
    PlaneWidget* plane = desk.plane(0);
    const QPoint middle = plane->rect().center();
    for (const QPoint& at : {middle, middle + QPoint(40, -120), middle + QPoint(-30, 200)}) {
        const QPointF back = plane->positionOf(plane->patientAt(at));
        QVERIFY(QLineF(back, at).length() < 1e-6);
    }
    desk.panel->command("distance")->trigger();
    drag(plane, Qt::LeftButton, middle + QPoint(0, -100), middle + QPoint(0, 100));
    const ExamScene& scene = desk.panel->exam().scene();
    QCOMPARE(scene.marks.size(), size_t{1});
    QTRY_VERIFY_WITH_TIMEOUT(!desk.panel->marks().values(scene.marks.front()).isEmpty(), 30'000);
    // half as many rows as the same way across would be columns
    const double kept = distanceMm(scene.marks.front().points[0], scene.marks.front().points[1]);
    const double columns = 200 * plane->frame().mmPerPixel;
    QVERIFY2(
        std::abs(kept - columns / 2) < 0.5, qPrintable(QStringLiteral("%1 of %2").arg(kept).arg(columns)));
}

void TestViewerFrames::lengthsStayInPixelsAndAnglesAreThePictures()
{
    const Ruler ruler = rulerOf(headerWith(photograph), 0);
    QVERIFY(ruler.calibration == Calibration::None);
    Mark line;
    line.points = {{10, 10, 0}, {10, 30, 0}};
    const auto down = measure(line, ruler, nullptr);
    VERIFY_RESULT(down);
    const auto& rows = std::get<record::Quantity>(down->front().value);
    QCOMPARE(rows.value.value(), 20.0);
    QVERIFY(rows.unit.contains(QStringLiteral("pixel")));
    // 10 columns across and 5 rows down look alike: 45 degrees
    Mark angle;
    angle.shape = record::ImagingFinding::Shape::Angle;
    angle.points = {{20, 10, 0}, {10, 10, 0}, {20, 15, 0}};
    const auto turned = measure(angle, ruler, nullptr);
    VERIFY_RESULT(turned);
    QCOMPARE(std::get<record::Quantity>(turned->front().value).value.value(), 45.0);
}

void TestViewerFrames::lossIsSaidAsTheObjectSaysIt_data()
{
    QTest::addColumn<QString>("happened");
    QTest::addColumn<QString>("ratio");
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("syntax");
    QTest::addColumn<QString>("said");
    const QString plain = QStringLiteral("1.2.840.10008.1.2.1");
    const QString jpeg = QStringLiteral("1.2.840.10008.1.2.4.50");
    const QString jpeg2000 = QStringLiteral("1.2.840.10008.1.2.4.91");
    QTest::newRow("nothing said, as it came") << QString() << QString() << QString() << plain << QString();
    QTest::newRow("never") << QStringLiteral("00") << QString() << QString() << plain << QString();
    QTest::newRow("once, stored plain now")
        << QStringLiteral("01") << QStringLiteral("9.5") << QStringLiteral("ISO_10918_1") << plain
        << QStringLiteral("Compressed with loss 9.5:1, JPEG");
    QTest::newRow("twice") << QStringLiteral("01") << QStringLiteral("2\\5")
                           << QStringLiteral("ISO_10918_1\\ISO_15444_1") << plain
                           << QStringLiteral("Compressed with loss 10:1, JPEG, JPEG 2000");
    QTest::newRow("how is not said") << QStringLiteral("01") << QString() << QString() << plain
                                     << QStringLiteral("Compressed with loss");
    QTest::newRow("by its form alone")
        << QString() << QString() << QString() << jpeg << QStringLiteral("Compressed with loss");
    QTest::newRow("its form leaves it open")
        << QString() << QString() << QString() << jpeg2000 << QStringLiteral("Perhaps compressed with loss");
    QTest::newRow("its form leaves it open, the object does not")
        << QStringLiteral("00") << QString() << QString() << jpeg2000 << QString();
}

void TestViewerFrames::lossIsSaidAsTheObjectSaysIt()
{
    QFETCH(QString, happened);
    QFETCH(QString, ratio);
    QFETCH(QString, method);
    QFETCH(QString, syntax);
    QFETCH(QString, said);
    ObjectHeader header = headerWith([&](DcmDataset& set) {
        if (!happened.isEmpty())
            put(set, DCM_LossyImageCompression, happened);
        if (!ratio.isEmpty())
            put(set, DCM_LossyImageCompressionRatio, ratio);
        if (!method.isEmpty())
            put(set, DCM_LossyImageCompressionMethod, method);
    });
    header.transferSyntaxUid = syntax;
    QCOMPARE(words::loss(header), said);
}

QTEST_MAIN(TestViewerFrames)
#include "tst_viewer_frames.moc"
