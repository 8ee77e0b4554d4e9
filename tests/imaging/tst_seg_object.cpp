// Segmentations as DICOM objects: in again as they went out, and other programs' ones.

#include "imaging/measure.h"
#include "imaging/seg_object.h"
#include "imaging/segmentation_object.h"
#include "imaging/vec.h"
#include "made_segments.h"
#include "plain_mask.h"

#include <cmath>
#include <QFile>
#include <QTest>

using namespace twinward::imaging;
using namespace twinward::imaging::plainly;
using twinward::base::ErrorCode;
using twinward::base::Moment;
using twinward::record::Concept;

namespace {

Concept snomed(const QString& code, const QString& display)
{
    return {{twinward::record::code_system::snomed, code, display}, display};
}

Segmentation outline()
{
    Segmentation made;
    made.grid = phantom::turnedGrid(size, {0.78125, 0.78125, 1.25}, {3, 5, 7});
    made.studyUid = QStringLiteral("1.2.3.1");
    made.seriesUid = QStringLiteral("1.2.3.2");
    made.frameOfReferenceUid = QStringLiteral("1.2.3.5");
    made.label = QStringLiteral("Lung and nodule");
    Segment lung{QStringLiteral("Left lung"), qRgb(30, 144, 255),
        snomed(QStringLiteral("123037004"), QStringLiteral("Anatomical Structure")),
        snomed(QStringLiteral("39607008"), QStringLiteral("Lung")), randomMask(5, 0.5)};
    Segment nodule{QStringLiteral("结节"), qRgb(230, 74, 25),
        snomed(QStringLiteral("49755003"), QStringLiteral("Morphologically Abnormal Structure")),
        snomed(QStringLiteral("27925004"), QStringLiteral("Nodule")), Mask(size)};
    for (int k = 8; k < 12; ++k)
        nodule.mask.set(70, 3, k); // overlaps the other here and there
    made.segments = {lung, nodule};
    return made;
}

SegmentationSource sourceOf(const Segmentation& segmentation)
{
    SegmentationSource source;
    for (int k = 0; k < segmentation.grid.size[2]; ++k) {
        ObjectHeader header;
        header.patient.id = QStringLiteral("4711");
        header.patient.name = QStringLiteral("Doe, Jane");
        header.studyUid = segmentation.studyUid;
        header.seriesUid = segmentation.seriesUid;
        header.sopInstanceUid = QStringLiteral("1.2.3.100.%1").arg(k);
        header.sopClassUid = QStringLiteral("1.2.840.10008.5.1.4.1.1.2");
        header.frames.resize(1);
        source.instances.push_back(header);
        source.frames.push_back({k, 0});
    }
    source.creator = QStringLiteral("Dr. Li");
    source.made = *Moment::fromString(u"2026-02-03T04:05:06Z");
    return source;
}

QByteArray fileAt(const char* name)
{
    QFile file(QStringLiteral(TWINWARD_TEST_DATA "/dicom-edge/dcmqi_seg_sr/") + QLatin1String(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

class SegObjectTest : public QObject
{
    Q_OBJECT

private slots:
    void aSegmentationComesInAgainTheSame();
    void anyMaskComesInAgainTheSame();
    void withoutItsImagesTheGridIsTheFrames();
    void theObjectSaysWhatTheStandardAsks();
    void whatCannotBeWrittenSaysWhy();
    void otherImagesGridIsRefused();
    void segmentationsOfOtherProgramsAreRead_data();
    void segmentationsOfOtherProgramsAreRead();
    void brokenObjectsAreRefused();
    void fractionsAreReadFromOneHalfOn();
    void slicesOfATiltedGantryAreFoundAgain();
};

} // namespace

void SegObjectTest::aSegmentationComesInAgainTheSame()
{
    const Segmentation before = outline();
    const auto object = writeSegmentation(before, sourceOf(before));
    QVERIFY2(object, object ? "" : qPrintable(object.error().message()));
    const auto after = readSegmentation(*object, before.grid);
    QVERIFY2(after, after ? "" : qPrintable(after.error().message()));
    QCOMPARE(after->segments.size(), before.segments.size());
    for (size_t i = 0; i < before.segments.size(); ++i) {
        QCOMPARE(after->segments[i].label, before.segments[i].label);
        QCOMPARE(after->segments[i].colour, before.segments[i].colour);
        QVERIFY(after->segments[i].type == before.segments[i].type);
        QVERIFY(after->segments[i].category == before.segments[i].category);
        QVERIFY(after->segments[i].mask == before.segments[i].mask);
    }
    QVERIFY(*after == before);
}

void SegObjectTest::anyMaskComesInAgainTheSame()
{
    QVERIFY(rc::check("out and in", [] {
        Segmentation before = outline();
        before.segments[0].mask = anyMask();
        before.segments[0].colour
            = qRgb(*rc::gen::inRange(0, 256), *rc::gen::inRange(0, 256), *rc::gen::inRange(0, 256));
        RC_PRE(!before.segments[0].mask.isEmpty());
        const auto object = writeSegmentation(before, sourceOf(before));
        RC_ASSERT(object.has_value());
        const auto after = readSegmentation(*object, before.grid);
        RC_ASSERT(after.has_value());
        RC_ASSERT(*after == before);
    }));
}

void SegObjectTest::withoutItsImagesTheGridIsTheFrames()
{
    Segmentation before = outline();
    before.segments.erase(before.segments.begin()); // the nodule: slices 8 to 11
    const auto after = readSegmentation(*writeSegmentation(before, sourceOf(before)), {});
    QVERIFY(after);
    QCOMPARE(after->grid.size, (Voxel{size[0], size[1], 4}));
    QVERIFY(distanceMm(after->grid.origin, centreOf(before.grid, {0, 0, 8})) < 1e-4);
    QVERIFY(std::abs(after->grid.spacing[2] - 1.25) < 1e-6);
    QCOMPARE(after->segments[0].mask.count(), before.segments[0].mask.count());
    QVERIFY(after->segments[0].mask.at(70, 3, 0));
}

void SegObjectTest::theObjectSaysWhatTheStandardAsks()
{
    const Segmentation before = outline();
    const auto object
        = DicomObject::read(*writeSegmentation(before, sourceOf(before)), QStringLiteral("segmentation"));
    QVERIFY(object);
    const ObjectHeader& header = object->header();
    QCOMPARE(header.patient.id, QStringLiteral("4711"));
    QCOMPARE(header.modality, QStringLiteral("SEG"));
    QCOMPARE(header.studyUid, before.studyUid);
    QVERIFY(header.seriesUid != before.seriesUid);
    QCOMPARE(header.pixels.bitsAllocated, 1);
    // 18 slices of the lung, 4 of the nodule; each lies where its image lies and names it.
    const auto overlay = readSegmentationObject(*object);
    QVERIFY(overlay);
    QCOMPARE(overlay->frames.size(), size_t{18 + 4});
    for (const OverlayFrame& frame : overlay->frames) {
        const int k = frame.sources.value(0).section(u'.', -1).toInt();
        QVERIFY(distanceMm(frame.plane.position, centreOf(before.grid, {0, 0, k})) < 1e-6);
    }
    QCOMPARE(overlay->referencedSeriesUid, before.seriesUid);
}

void SegObjectTest::whatCannotBeWrittenSaysWhy()
{
    const Segmentation whole = outline();
    const auto codeOf = [](const Segmentation& segmentation, const SegmentationSource& source) {
        const auto result = writeSegmentation(segmentation, source);
        return result ? std::nullopt : std::optional(result.error().code);
    };
    Segmentation empty = whole;
    for (Segment& segment : empty.segments)
        segment.mask = Mask(size);
    QCOMPARE(codeOf(empty, sourceOf(empty)), std::optional(ErrorCode::InvalidInput));
    SegmentationSource fewer = sourceOf(whole);
    fewer.frames.pop_back();
    QCOMPARE(codeOf(whole, fewer), std::optional(ErrorCode::InvalidInput));
    Segmentation nowhere = whole;
    nowhere.frameOfReferenceUid.clear();
    QCOMPARE(codeOf(nowhere, sourceOf(whole)), std::optional(ErrorCode::InvalidInput));
    Segmentation tilted = whole;
    tilted.grid.axes[2] = tilted.grid.axes[1];
    QCOMPARE(codeOf(tilted, sourceOf(whole)), std::optional(ErrorCode::Unsupported));
}

void SegObjectTest::otherImagesGridIsRefused()
{
    const Segmentation before = outline();
    const QByteArray object = *writeSegmentation(before, sourceOf(before));
    Grid shifted = before.grid;
    shifted.origin[0] += 0.3;
    QVERIFY(!readSegmentation(object, shifted));
    Grid coarser = before.grid;
    coarser.spacing[0] = 1;
    QVERIFY(!readSegmentation(object, coarser));
    Grid shorter = before.grid;
    shorter.size[2] = 5;
    QVERIFY(!readSegmentation(object, shorter));
    // Moved by whole voxels it still fits, with its frames in other slices.
    Grid larger = before.grid;
    larger.origin = centreOf(before.grid, {-2, -1, -3});
    larger.size = {size[0] + 4, size[1] + 4, size[2] + 4};
    const auto inside = readSegmentation(object, larger);
    QVERIFY2(inside, inside ? "" : qPrintable(inside.error().message()));
    QVERIFY(inside->segments[1].mask.at(72, 4, 11));
}

void SegObjectTest::segmentationsOfOtherProgramsAreRead_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<int>("segments");
    QTest::addRow("liver") << QByteArray("segmentations/liver.dcm") << 1;
    QTest::addRow("overlapping segments") << QByteArray("segmentations/partial_overlaps.dcm") << -1;
    QTest::addRow("beside a report") << QByteArray("sr-example/seg.dcm") << -1;
}

void SegObjectTest::segmentationsOfOtherProgramsAreRead()
{
    QFETCH(QByteArray, file);
    QFETCH(int, segments);
    const QByteArray bytes = fileAt(file.constData());
    if (bytes.isEmpty())
        QSKIP("dicom-edge is not there: segmentations of other programs are not tested");
    const auto read = readSegmentation(bytes, {});
    QVERIFY2(read, read ? "" : qPrintable(read.error().message()));
    if (segments > 0)
        QCOMPARE(static_cast<int>(read->segments.size()), segments);
    // As many voxels as the object's own frames have pixels.
    const auto object = DicomObject::read(bytes, QStringLiteral("segmentation"));
    const auto overlay = readSegmentationObject(*object);
    qint64 expected = 0;
    for (size_t frame = 0; frame < overlay->frames.size(); ++frame) {
        const auto mask
            = segmentMask(*object, *overlay, static_cast<int>(frame), overlay->frames[frame].segment);
        expected += mask->count('\xff');
    }
    qint64 voxels = 0;
    for (const Segment& segment : read->segments)
        voxels += segment.mask.count();
    QCOMPARE(voxels, expected);
    QVERIFY(voxels > 0);
}

void SegObjectTest::fractionsAreReadFromOneHalfOn()
{
    // given fractions of 200 that rise by one from voxel to voxel, in the first frame
    const Segmentation before = outline();
    const QByteArray object = test::changed(*writeSegmentation(before, sourceOf(before)), test::putFractions);
    // when it is read
    const auto after = readSegmentation(object, before.grid);
    QVERIFY2(after, after ? "" : qPrintable(after.error().message()));
    // then what is one half or more is there, and the rest is not
    QCOMPARE(after->fractions, Segmentation::Fractions::Probability);
    qint64 voxels = 0;
    for (const Segment& segment : after->segments)
        voxels += segment.mask.count();
    QCOMPARE(voxels, qint64{101}); // 100 to 200
    const auto has = [&](int place) {
        for (const Segment& segment : after->segments) {
            for (int k = 0; k < size[2]; ++k) {
                if (segment.mask.at(place % size[0], place / size[0], k))
                    return true;
            }
        }
        return false;
    };
    QVERIFY(!has(99));
    QVERIFY(has(100));
    QVERIFY(has(200));
    // and it is not written as an outline
    const auto written = writeSegmentation(*after, sourceOf(before));
    QVERIFY(!written);
    QCOMPARE(written.error().code, ErrorCode::Unsupported);
}

void SegObjectTest::slicesOfATiltedGantryAreFoundAgain()
{
    // given images sheared by a tilt, and an outline whose frames lie where their slices do
    const Segmentation before = outline();
    const double shear = 0.4; // mm down the picture from slice to slice
    const auto places = [&](const Grid& grid, double by) {
        Grid tilted = grid;
        const Vec3 step = plus(times(grid.axes[2], grid.spacing[2]), times(grid.axes[1], by));
        tilted.spacing[2] = length(step);
        tilted.axes[2] = times(step, 1 / length(step));
        return tilted;
    };
    const Grid tilted = places(before.grid, shear);
    const QByteArray object
        = test::changed(*writeSegmentation(before, sourceOf(before)), [&](DcmDataset& dataset) {
              DcmSequenceOfItems* frames = nullptr;
              dataset.findAndGetSequence(DCM_PerFrameFunctionalGroupsSequence, frames);
              for (unsigned long i = 0; i < frames->card(); ++i) {
                  DcmItem* position = nullptr;
                  frames->getItem(i)->findAndGetSequenceItem(DCM_PlanePositionSequence, position);
                  Vec3 point{};
                  for (unsigned long axis = 0; axis < 3; ++axis)
                      position->findAndGetFloat64(DCM_ImagePositionPatient, point[axis], axis);
                  const double slice = std::round(toVoxel(before.grid, point)[2]);
                  point = plus(point, times(before.grid.axes[1], shear * slice));
                  const QString text = QStringLiteral("%1\\%2\\%3")
                                           .arg(point[0], 0, 'f', 6)
                                           .arg(point[1], 0, 'f', 6)
                                           .arg(point[2], 0, 'f', 6);
                  position->putAndInsertString(DCM_ImagePositionPatient, text.toLatin1().constData());
              }
          });
    // when it is read with the images
    const auto after = readSegmentation(object, tilted);
    // then every voxel is where it was outlined
    QVERIFY2(after, after ? "" : qPrintable(after.error().message()));
    QCOMPARE(after->segments.size(), before.segments.size());
    for (size_t i = 0; i < before.segments.size(); ++i)
        QVERIFY(after->segments[i].mask == before.segments[i].mask);
    // and images that were not tilted are no place for it
    QVERIFY(!readSegmentation(object, before.grid));
}

void SegObjectTest::brokenObjectsAreRefused()
{
    const Segmentation before = outline();
    const QByteArray whole = *writeSegmentation(before, sourceOf(before));
    QVERIFY(!readSegmentation({}, {}));
    QVERIFY(rc::check("a segmentation cut off or changed never harms", [&] {
        QByteArray broken = whole.left(*rc::gen::inRange<qsizetype>(0, whole.size()));
        if (!broken.isEmpty())
            broken[*rc::gen::inRange<qsizetype>(0, broken.size())]
                = static_cast<char>(*rc::gen::inRange(0, 256));
        const auto read = readSegmentation(broken, {});
        RC_ASSERT(read.has_value() || !read.error().what.isEmpty());
    }));
}

QTEST_APPLESS_MAIN(SegObjectTest)
#include "tst_seg_object.moc"
