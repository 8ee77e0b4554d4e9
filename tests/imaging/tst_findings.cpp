// Findings as events and as DICOM reports: the two say the same, and other programs' reports are read.

#include "imaging/dicom_object.h"
#include "imaging/finding.h"
#include "imaging/vec.h"
#include "phantom.h"

#include <dcmtk/config/osconfig.h>

#include <dcmtk/dcmdata/dcistrmb.h>
#include <dcmtk/dcmdata/dctk.h>
#include <dcmtk/dcmsr/dsrdoc.h>
#include <QFile>
#include <QTest>
#include <rapidcheck.h>

using namespace twinward::imaging;
using twinward::base::ErrorCode;
using twinward::base::Moment;
using twinward::record::Component;
using twinward::record::ImagingFinding;
using Shape = ImagingFinding::Shape;

namespace {

ObjectHeader ctSlice()
{
    ObjectHeader header;
    header.patient = {QStringLiteral("4711"), {}, QStringLiteral("Wang, Xiaodong (王小东)"),
        *twinward::base::PartialDate::fromString(u"1970-03-04"), QStringLiteral("M")};
    header.studyUid = QStringLiteral("1.2.3.1");
    header.studyDescription = QStringLiteral("CT chest");
    header.seriesUid = QStringLiteral("1.2.3.2");
    header.sopInstanceUid = QStringLiteral("1.2.3.4");
    header.sopClassUid = QStringLiteral("1.2.840.10008.5.1.4.1.1.2");
    header.frameOfReferenceUid = QStringLiteral("1.2.3.5");
    header.modality = QStringLiteral("CT");
    header.pixels.rows = 64;
    header.pixels.columns = 64;
    header.pixelSpacing = {0.8, 0.8};
    header.frames.resize(1);
    header.frames[0].plane = FramePlane{{-25.2, -25.2, 0}, {1, 0, 0}, {0, 1, 0}};
    header.studyTime = *Moment::fromString(u"2026-01-02T03:04:05Z");
    return header;
}

ObjectHeader radiograph()
{
    ObjectHeader header = ctSlice();
    header.modality = QStringLiteral("DX");
    header.sopClassUid = QStringLiteral("1.2.840.10008.5.1.4.1.1.1.1");
    header.frameOfReferenceUid.clear();
    header.frames[0].plane.reset();
    header.pixelSpacing.reset();
    header.imagerSpacing = {0.15, 0.14};
    return header;
}

Mark markFor(Shape shape)
{
    Mark mark;
    mark.shape = shape;
    mark.text = shape == Shape::Annotation ? QStringLiteral("右上叶结节 <nodule> & \\ more") : QString();
    switch (shape) {
    case Shape::Distance:
        mark.points = {{-3.123456789, 2.2, 0}, {7.1, -4.4, 0}};
        break;
    case Shape::Angle:
        mark.points = {{-3, 2, 0}, {7, -4, 0}, {1, 1, 0}};
        break;
    case Shape::Ellipse:
        mark.points = {{-8, 1, 0}, {8, 1, 0}, {0, -4, 0}, {0, 6, 0}};
        break;
    case Shape::Freehand:
        mark.points = {{-8.1, -8.2, 0}, {8.3, -8.4, 0}, {8, 8, 0}, {0.7, 3, 0}};
        break;
    default:
        mark.points = {{1.1, 2.2, 0}};
    }
    return mark;
}

std::shared_ptr<Volume> volumeFor(const ObjectHeader& header)
{
    return phantom::volumeOf(imageGrid(header, 0), [](const Vec3& at) { return at[0] * 20 - 300; });
}

ReportSource sourceOf(const ObjectHeader& header)
{
    return {{header}, QStringLiteral("Dr. Li"), *Moment::fromString(u"2026-02-03T04:05:06Z")};
}

bool sameComponent(const Component& a, const Component& b)
{
    return a.code.coding.system == b.code.coding.system && a.code.coding.code == b.code.coding.code
        && a.code.label() == b.code.label() && a.value == b.value;
}

QByteArray everythingBut(const ImagingFinding& finding)
{
    QStringList lines{QString::number(static_cast<int>(finding.shape)), finding.studyUid, finding.seriesUid,
        finding.sopInstanceUid, QString::number(finding.frame), finding.frameOfReferenceUid, finding.text};
    for (const double coordinate : finding.points)
        lines << QString::number(coordinate, 'g', 17);
    return lines.join(u'\n').toUtf8();
}

void compareFindings(const ImagingFinding& read, const ImagingFinding& written)
{
    QCOMPARE(everythingBut(read), everythingBut(written));
    QCOMPARE(read.values.size(), written.values.size());
    for (size_t i = 0; i < read.values.size(); ++i)
        QVERIFY2(sameComponent(read.values[i], written.values[i]),
            qPrintable(written.values[i].code.label() + displayValue(read.values[i])));
}

// As DCMTK reads it, which checks every relationship against the report's kind.
bool isValidReport(const QByteArray& bytes)
{
    DcmInputBufferStream stream;
    stream.setBuffer(bytes.constData(), bytes.size());
    stream.setEos();
    DcmFileFormat file;
    file.transferInit();
    const bool parsed = file.read(stream).good();
    file.transferEnd();
    DSRDocument document;
    return parsed && document.read(*file.getDataset()).good() && document.isValid();
}

QByteArray fileAt(const char* path)
{
    QFile file(QStringLiteral(TWINWARD_TEST_DATA "/dicom-edge/") + QLatin1String(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

class FindingsTest : public QObject
{
    Q_OBJECT

private slots:
    void aFindingReadBackFromItsReportIsTheSame_data();
    void aFindingReadBackFromItsReportIsTheSame();
    void anyPlaceComesBackExactly();
    void aRadiographIsMarkedInPixels();
    void aMarkComesBackFromItsFinding();
    void aKeyImageKeepsItsSentence();
    void aReportOfAStudyHoldsAllItsMeasures();
    void theReportIsOfTheSamePatientAndStudy();
    void framesOfOneObjectAreToldApart();
    void whatCannotBeReportedSaysWhy();
    void reportsOfOtherProgramsAreRead();
    void brokenReportsAreRefused();
};

} // namespace

void FindingsTest::aFindingReadBackFromItsReportIsTheSame_data()
{
    QTest::addColumn<int>("shape");
    QTest::addColumn<bool>("placed");
    for (const Shape shape :
        {Shape::Point, Shape::Distance, Shape::Angle, Shape::Ellipse, Shape::Freehand, Shape::Annotation}) {
        QTest::addRow("shape %d in the patient", static_cast<int>(shape)) << static_cast<int>(shape) << true;
        QTest::addRow("shape %d on a radiograph", static_cast<int>(shape))
            << static_cast<int>(shape) << false;
    }
}

void FindingsTest::aFindingReadBackFromItsReportIsTheSame()
{
    QFETCH(int, shape);
    QFETCH(bool, placed);
    const ObjectHeader header = placed ? ctSlice() : radiograph();
    const auto volume = volumeFor(header);
    Mark mark = markFor(static_cast<Shape>(shape));
    if (!placed) {
        for (Vec3& point : mark.points) {
            point[0] = (point[0] + 20) * 0.14;
            point[1] = (point[1] + 20) * 0.15;
        }
    }
    const auto finding = findingOf(mark, {header, 0, volume.get()});
    QVERIFY(finding);
    const auto report = writeReport({*finding}, sourceOf(header));
    QVERIFY2(report, report ? "" : qPrintable(report.error().message()));
    QVERIFY(isValidReport(*report));
    const auto read = readFindings(*report);
    QVERIFY(read);
    QCOMPARE(read->size(), size_t{1});
    compareFindings(read->front(), *finding);
}

void FindingsTest::anyPlaceComesBackExactly()
{
    QVERIFY(rc::check("distances in patient and pixels", [] {
        const bool placed = *rc::gen::arbitrary<bool>();
        const ObjectHeader header = placed ? ctSlice() : radiograph();
        const auto coordinate
            = rc::gen::map(rc::gen::inRange(0, 1000000), [](int value) { return value / 1000.0 / 3.0; });
        Mark mark;
        mark.shape = Shape::Distance;
        mark.points = {{*coordinate, *coordinate, 0}, {*coordinate, *coordinate, 0}};
        const auto finding = findingOf(mark, {header, 0, nullptr});
        RC_ASSERT(finding.has_value());
        const auto report = writeReport({*finding}, sourceOf(header));
        RC_ASSERT(report.has_value());
        const auto read = readFindings(*report);
        RC_ASSERT(read.has_value());
        RC_ASSERT(read->front().points == finding->points);
    }));
}

void FindingsTest::aRadiographIsMarkedInPixels()
{
    const ObjectHeader header = radiograph();
    Mark mark;
    mark.shape = Shape::Distance;
    mark.points = {{14, 0, 0}, {14, 15, 0}}; // column 100, rows 0 to 100
    const auto finding = findingOf(mark, {header, 0, nullptr});
    QVERIFY(finding);
    QVERIFY(finding->frameOfReferenceUid.isEmpty());
    QCOMPARE(finding->points, (std::vector<double>{100, 0, 0, 100, 100, 0}));
    QCOMPARE(finding->values.front().code.coding.code, measure_code::lengthAtDetector);
    QCOMPARE(displayValue(finding->values.front()), QStringLiteral("15.0 mm"));
}

void FindingsTest::aMarkComesBackFromItsFinding()
{
    for (const ObjectHeader& header : {ctSlice(), radiograph()}) {
        Mark mark = markFor(Shape::Ellipse);
        const auto finding = findingOf(mark, {header, 0, nullptr});
        QVERIFY(finding);
        const auto event = twinward::record::EventId::random();
        const Mark back = markOf(*finding, header, event, 3);
        QCOMPARE(back.points.size(), mark.points.size());
        for (size_t i = 0; i < mark.points.size(); ++i)
            QVERIFY(distanceMm(back.points[i], mark.points[i]) < 1e-5);
        QVERIFY(std::abs(std::abs(back.normal[2]) - 1) < 1e-9);
        QCOMPARE(back.event, std::optional(event));
        QCOMPARE(back.layer, 3);
        QCOMPARE(back.sopInstanceUid, header.sopInstanceUid);
    }
}

void FindingsTest::aKeyImageKeepsItsSentence()
{
    const ObjectHeader header = ctSlice();
    Mark mark;
    mark.shape = Shape::KeyImage;
    mark.text = QStringLiteral("结节较前增大，建议三个月后复查。 Nodule has grown.");
    const auto finding = findingOf(mark, {header, 0, nullptr});
    QVERIFY(finding);
    const auto object = writeReport({*finding}, sourceOf(header));
    QVERIFY2(object, object ? "" : qPrintable(object.error().message()));
    QVERIFY(isValidReport(*object));
    QCOMPARE(
        DicomObject::read(*object, QStringLiteral("key image"))->header().modality, QStringLiteral("KO"));
    const auto read = readFindings(*object);
    QVERIFY(read);
    QCOMPARE(read->size(), size_t{1});
    compareFindings(read->front(), *finding);
}

void FindingsTest::aReportOfAStudyHoldsAllItsMeasures()
{
    ObjectHeader other = ctSlice();
    other.sopInstanceUid = QStringLiteral("1.2.3.44");
    other.seriesUid = QStringLiteral("1.2.3.22");
    ReportSource source = sourceOf(ctSlice());
    source.images.push_back(other);
    std::vector<ImagingFinding> findings;
    for (const Shape shape : {Shape::Distance, Shape::Ellipse, Shape::Annotation}) {
        findings.push_back(*findingOf(markFor(shape), {ctSlice(), 0, nullptr}));
        findings.push_back(*findingOf(markFor(shape), {other, 0, nullptr}));
    }
    const auto report = writeReport(findings, source);
    QVERIFY(report);
    QVERIFY(isValidReport(*report));
    const auto read = readFindings(*report);
    QVERIFY(read);
    QCOMPARE(read->size(), findings.size());
    for (size_t i = 0; i < findings.size(); ++i)
        compareFindings((*read)[i], findings[i]);
}

void FindingsTest::theReportIsOfTheSamePatientAndStudy()
{
    const ObjectHeader header = ctSlice();
    const auto finding = findingOf(markFor(Shape::Distance), {header, 0, nullptr});
    const auto first
        = DicomObject::read(*writeReport({*finding}, sourceOf(header)), QStringLiteral("report"));
    const auto second
        = DicomObject::read(*writeReport({*finding}, sourceOf(header)), QStringLiteral("report"));
    QVERIFY(first && second);
    QCOMPARE(first->header().patient, header.patient);
    QCOMPARE(first->header().studyUid, header.studyUid);
    QCOMPARE(first->header().studyDescription, header.studyDescription);
    QCOMPARE(first->header().studyTime.toDateTime().date(), header.studyTime.toDateTime().date());
    QCOMPARE(first->header().modality, QStringLiteral("SR"));
    QVERIFY(first->header().seriesUid != header.seriesUid);
    QVERIFY(first->header().sopInstanceUid != second->header().sopInstanceUid);
    QVERIFY(first->header().sopInstanceUid.startsWith(QLatin1String("2.25.")));
    QVERIFY(first->header().sopInstanceUid.size() <= 64);
}

void FindingsTest::framesOfOneObjectAreToldApart()
{
    ObjectHeader header = ctSlice();
    header.frames.assign(9, header.frames[0]);
    const auto finding = findingOf(markFor(Shape::Distance), {header, 6, nullptr});
    QVERIFY(finding);
    QCOMPARE(finding->frame, 7);
    const auto read = readFindings(*writeReport({*finding}, sourceOf(header)));
    QVERIFY(read);
    QCOMPARE(read->front().frame, 7);
}

void FindingsTest::whatCannotBeReportedSaysWhy()
{
    const ObjectHeader header = ctSlice();
    const auto distance = *findingOf(markFor(Shape::Distance), {header, 0, nullptr});
    ImagingFinding keyImage = distance;
    keyImage.shape = Shape::KeyImage;
    ImagingFinding segmentation = distance;
    segmentation.shape = Shape::Segmentation;
    ImagingFinding elsewhere = distance;
    elsewhere.sopInstanceUid = QStringLiteral("9.9");
    ImagingFinding nowhere = distance;
    nowhere.points.clear();
    const auto codeOf = [&](const std::vector<ImagingFinding>& findings) {
        const auto result = writeReport(findings, sourceOf(header));
        return result ? std::nullopt : std::optional(result.error().code);
    };
    QCOMPARE(codeOf({}), std::optional(ErrorCode::InvalidInput));
    QCOMPARE(codeOf({distance, keyImage}), std::optional(ErrorCode::InvalidInput));
    QCOMPARE(codeOf({segmentation}), std::optional(ErrorCode::InvalidInput));
    QCOMPARE(codeOf({nowhere}), std::optional(ErrorCode::InvalidInput));
    QCOMPARE(codeOf({elsewhere}), std::optional(ErrorCode::NotFound));

    ObjectHeader withoutFrameOfReference = header;
    withoutFrameOfReference.frameOfReferenceUid.clear();
    Mark off = markFor(Shape::Distance);
    off.points[1][2] = 12;
    QVERIFY(!findingOf(off, {withoutFrameOfReference, 0, nullptr}));
}

void FindingsTest::reportsOfOtherProgramsAreRead()
{
    const QByteArray bytes = fileAt("dcmqi_seg_sr/sr-example/sr.dcm");
    if (bytes.isEmpty())
        QSKIP("dicom-edge is not there: reports of other programs are not tested");
    // Its groups speak of segments, which have no coordinates: nothing to draw, and no failure.
    const auto read = readFindings(bytes);
    QVERIFY2(read, read ? "" : qPrintable(read.error().message()));
    QVERIFY(read->empty());
    for (const char* other : {"pydicom/test-SR.dcm", "pydicom/reportsi.dcm", "pydicom/CT_small.dcm"})
        QVERIFY2(readFindings(fileAt(other)), other);
}

void FindingsTest::brokenReportsAreRefused()
{
    const ObjectHeader header = ctSlice();
    const auto finding = findingOf(markFor(Shape::Freehand), {header, 0, nullptr});
    const QByteArray whole = *writeReport({*finding}, sourceOf(header));
    QVERIFY(!readFindings({}));
    QVERIFY(!readFindings(QByteArray(400, 'x')));
    QVERIFY(rc::check("a report cut off or changed never harms", [&] {
        QByteArray broken = whole.left(*rc::gen::inRange<qsizetype>(0, whole.size()));
        if (!broken.isEmpty())
            broken[*rc::gen::inRange<qsizetype>(0, broken.size())]
                = static_cast<char>(*rc::gen::inRange(0, 256));
        const auto read = readFindings(broken);
        RC_ASSERT(read.has_value() || !read.error().what.isEmpty());
    }));
}

QTEST_APPLESS_MAIN(FindingsTest)
#include "tst_findings.moc"
