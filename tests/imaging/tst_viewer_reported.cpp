// What others found, in reports, key object selections and segmentations in fractions, is seen on the images
// as they wrote it: another look than this clinic's own, never measured again, never kept or taken back here.

#include "findings_list_p.h"
#include "imaging/seg_object.h"
#include "made_reports.h"
#include "made_segments.h"
#include "pictures.h"
#include "segmenting_p.h"
#include "viewer_desk.h"

#include <QLabel>
#include <QListWidget>
#include <QTabWidget>
#include <QtTest/QtTest>

using namespace twinward;
using namespace twinward::imaging;
using namespace twinward::imaging::test;

namespace {

constexpr int slices = 24;

// A length on one slice that the report calls 99.0 mm, whatever its points say.
IncomingObject report()
{
    return Document{.content = [](DcmItem& root) {
        putCode(root, DCM_ConceptNameCodeSequence, {"126000", "DCM", "Imaging Measurement Report"});
        addObserver(root, QStringLiteral("Okonkwo^Ada"));
        DcmItem& group = addGroup(root);
        putCode(add(group, "CODE", Coded{"121071", "DCM", "Finding"}), DCM_ConceptCodeSequence,
            {"27925004", "SCT", "Nodule"});
        addPlace(
            addNumber(group, length, QStringLiteral("99.0"), mm), "POLYLINE", {2, 2, 12, 2}, sliceSop(5));
    }}.object();
}

IncomingObject keyImage()
{
    return Document{.sopClass = keyObjects,
        .sop = QStringLiteral("1.2.826.0.1.3680043.9.8888.7"),
        .content =
            [](DcmItem& root) {
                putCode(root, DCM_ConceptNameCodeSequence, {"113010", "DCM", "Quality Issue"});
                addObserver(root, QStringLiteral("Mensah^Kofi"));
                addImage(root, sliceSop(9));
            }}
        .object();
}

// Of the same images, in probabilities.
IncomingObject fractions(const std::vector<IncomingObject>& images)
{
    SegmentationSource source;
    for (const IncomingObject& image : images)
        source.instances.push_back(DicomObject::read(image.bytes, image.name)->header());
    const Stack stack = arrange(source.instances).front();
    source.frames = stack.frames;
    Segmentation outline;
    outline.grid = *stack.grid;
    outline.studyUid = source.instances.front().studyUid;
    outline.seriesUid = source.instances.front().seriesUid;
    outline.frameOfReferenceUid = source.instances.front().frameOfReferenceUid;
    outline.label = QStringLiteral("Likely lung");
    Segment lung;
    lung.label = QStringLiteral("Lung");
    lung.mask = Mask(outline.grid.size);
    lung.mask.set(1, 1, 3);
    outline.segments = {lung};
    return {QStringLiteral("seg"), changed(*writeSegmentation(outline, source), putFractions)};
}

} // namespace

class TestViewerReported : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_desk.reset(); }
    void itIsDrawnWithAuthorDateAndValueAsWritten();
    void itLooksOtherThanOnesOwn();
    void itIsListedAndLedTo();
    void aKeyImageOfOthersHasItsSign();
    void nothingOfItIsKeptOrTakenBack();
    void fractionsAreDrawnFromOneHalfOnAndSayIt();
    void withItsStudyItGoes();

private:
    [[nodiscard]] const std::vector<ReportedMark>& marks() const
    {
        return m_desk->panel->marks().reported().marks();
    }
    [[nodiscard]] FindingsList* list() const { return m_desk->panel->findChild<FindingsList*>(); }
    [[nodiscard]] QImage at(const QString& sop) const;
    // Pixels that are the colour of others' findings, or of one's own.
    [[nodiscard]] static int seen(const QImage& image, const QColor& colour);

    std::unique_ptr<ViewerDesk> m_desk;
};

void TestViewerReported::initTestCase()
{
    workbench::Theme::instance().setMode(workbench::Theme::Mode::Light);
    workbench::Theme::instance().apply();
    std::vector<IncomingObject> objects = stackOf({}, slices);
    const IncomingObject outline = fractions(objects);
    objects.push_back(outline);
    objects.push_back(report());
    objects.push_back(keyImage());
    m_desk = std::make_unique<ViewerDesk>(ImportSource{{}, std::move(objects)});
    m_desk->openPatient();
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->isRead(), 30'000);
    m_desk->panel->command("layoutOne")->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(marks().size(), size_t{2}, 30'000);
}

QImage TestViewerReported::at(const QString& sop) const
{
    Exam& exam = m_desk->panel->exam();
    exam.goToSlice(0, exam.ground()->sliceOf(sop, 0));
    if (!QTest::qWaitFor([this] { return m_desk->isCalm(); }, 30'000))
        qFatal("the picture is not drawn");
    return m_desk->plane(0)->grab().toImage();
}

int TestViewerReported::seen(const QImage& image, const QColor& colour)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QRgb pixel = image.pixel(x, y);
            const auto isNear = [](int one, int other) { return std::abs(one - other) < 45; };
            count += isNear(qRed(pixel) - qGreen(pixel), colour.red() - colour.green())
                    && isNear(qBlue(pixel) - qGreen(pixel), colour.blue() - colour.green())
                    && qRed(pixel) > 150
                ? 1
                : 0; // grey letters are of no hue
        }
    }
    return count;
}

void TestViewerReported::itIsDrawnWithAuthorDateAndValueAsWritten()
{
    const auto length = std::ranges::find(
        marks(), Shape::Distance, [](const ReportedMark& each) { return each.mark.shape; });
    QVERIFY(length != marks().end());
    QVERIFY(!length->mark.event.has_value());
    QCOMPARE(length->values, QStringLiteral("99.0 mm")); // its points are not that far apart
    QCOMPARE(length->author, QStringLiteral("Okonkwo, Ada"));
    QVERIFY(length->written.toString().startsWith(QStringLiteral("2024-03-12")));
    QVERIFY(seen(at(sliceSop(5)), reportedColour) > 40);
    QCOMPARE(seen(at(sliceSop(20)), reportedColour), 0); // only on its own image
}

void TestViewerReported::itLooksOtherThanOnesOwn()
{
    QCOMPARE(seen(at(sliceSop(5)), ownColour), 0);
    m_desk->panel->command("distance")->trigger();
    const QPoint middle = m_desk->plane(0)->rect().center();
    drag(m_desk->plane(0), Qt::LeftButton, middle + QPoint(-60, 40), middle + QPoint(60, 40));
    m_desk->panel->command("cross")->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(
        m_desk->context->chart()->current<record::ImagingFinding>().size(), size_t{1}, 30'000);
    const QImage both = at(sliceSop(5));
    QVERIFY(seen(both, ownColour) > 40);
    QVERIFY(seen(both, reportedColour) > 40);
    const QDir folder(QStringLiteral(TWINWARD_BUILD_DIR "/looks/imaging"));
    folder.mkpath(QStringLiteral("."));
    auto* side = m_desk->panel->findChild<QTabWidget*>();
    side->setCurrentWidget(list());
    QVERIFY(m_desk->panel->grab().save(folder.filePath(QStringLiteral("reported-light.png"))));
}

void TestViewerReported::itIsListedAndLedTo()
{
    QTRY_COMPARE(list()->count(), 3); // one's own, and two of others
    int row = -1;
    for (int each = 0; each < list()->count(); ++each) {
        if (list()->item(each)->text().contains(QStringLiteral("99.0 mm")))
            row = each;
    }
    QVERIFY(row >= 0);
    const QString text = list()->item(row)->text();
    QVERIFY2(text.contains(QStringLiteral("Nodule")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("Okonkwo, Ada")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("2024")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("In a report")), qPrintable(text));
    (void)at(sliceSop(20));
    list()->setFocus();
    list()->setCurrentRow(row);
    QTest::keyClick(list(), Qt::Key_Return);
    Exam& exam = m_desk->panel->exam();
    QCOMPARE(exam.position(0).current, m_desk->panel->exam().ground()->sliceOf(sliceSop(5), 0));
}

void TestViewerReported::aKeyImageOfOthersHasItsSign()
{
    const QImage key = at(sliceSop(9));
    QVERIFY(seen(key, reportedColour) > 20);
    const QString said = m_desk->plane(0)->accessibleDescription();
    QVERIFY2(said.contains(QStringLiteral("Quality Issue")), qPrintable(said));
    QVERIFY2(said.contains(QStringLiteral("Mensah, Kofi")), qPrintable(said));
    QVERIFY(!QString(at(sliceSop(20)).isNull() ? QString() : m_desk->plane(0)->accessibleDescription())
                 .contains(QStringLiteral("Quality Issue")));
}

void TestViewerReported::nothingOfItIsKeptOrTakenBack()
{
    const auto own = [this] { return m_desk->context->chart()->current<record::ImagingFinding>().size(); };
    QCOMPARE(own(), size_t{1});
    while (m_desk->panel->exam().canUndo())
        m_desk->panel->command("undo")->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(own(), size_t{0}, 30'000);
    QCOMPARE(marks().size(), size_t{2});
    QTRY_COMPARE(list()->count(), 2);
}

void TestViewerReported::fractionsAreDrawnFromOneHalfOnAndSayIt()
{
    const auto* note = m_desk->panel->findChild<QLabel*>(QStringLiteral("imagesNote"));
    const auto place = m_desk->seriesOf(QStringLiteral("SEG"));
    QVERIFY(place.has_value());
    const QImage before = at(sliceSop(4));
    m_desk->panel->open(*place);
    QTRY_VERIFY_WITH_TIMEOUT(note->isVisible(), 30'000);
    QVERIFY2(note->text().contains(QStringLiteral("at least one half")), qPrintable(note->text()));
    QVERIFY2(note->text().contains(QStringLiteral("can't be edited")), qPrintable(note->text()));
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->isCalm(), 30'000);
    QVERIFY(difference(before, at(sliceSop(4))) > 0.001);
    // and it is not what the tools work on
    QVERIFY(m_desk->panel->segmenting().segmentation().segments.empty());
    // and opened to be edited it is refused, with the reason
    std::vector<base::Error> told;
    connect(&m_desk->panel->segmenting(), &Segmenting::failed, this,
        [&told](const base::Error& error) { told.push_back(error); });
    const auto sources = m_desk->panel->segmenting().sources();
    QCOMPARE(sources.size(), size_t{1});
    m_desk->panel->segmenting().open(sources.front());
    QTRY_COMPARE_WITH_TIMEOUT(told.size(), size_t{1}, 30'000);
    QVERIFY2(told.front().message().contains(QStringLiteral("fraction")), qPrintable(told.front().message()));
    QVERIFY(m_desk->panel->segmenting().segmentation().segments.empty());
}

void TestViewerReported::withItsStudyItGoes()
{
    m_desk->panel->exam().clear();
    QVERIFY(marks().empty());
    const auto images = m_desk->seriesOf(QStringLiteral("CT"));
    QVERIFY(images.has_value());
    m_desk->panel->open(*images);
    QTRY_COMPARE_WITH_TIMEOUT(marks().size(), size_t{2}, 30'000);
}

QTEST_MAIN(TestViewerReported)
#include "tst_viewer_reported.moc"
