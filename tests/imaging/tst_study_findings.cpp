// What was found on a study goes out as DICOM: each finding's own object, and all measures in one report.

#include "imaging/finding.h"
#include "imaging/study_findings.h"
#include "made_objects.h"

using namespace twinward;
using namespace twinward::imaging;
using namespace twinward::imaging::test;
using record::ImagingFinding;
using Shape = ImagingFinding::Shape;

namespace {

const base::Moment now = *base::Moment::fromString(u"2026-02-03T04:05:06Z");

// A series of slices in a vault, and a hand that marks them.
class Marked
{
public:
    Marked()
    {
        const auto plan = scan({{}, stackOf({}, 4)});
        const auto decisions = clinic.allTo(*plan);
        patient = decisions.front().patient;
        if (!file(*clinic.vault, *plan, decisions))
            qFatal("nothing was filed");
        const Series series = studies().front().series.front();
        headers = readHeaders(*clinic.vault, series).value();
    }

    [[nodiscard]] std::vector<Study> studies() const { return clinic.studies(patient); }
    [[nodiscard]] record::Chart chart() const { return clinic.vault->chart(patient).value(); }
    [[nodiscard]] QString study() const { return headers.front().studyUid; }

    record::EventId add(Shape shape, size_t slice)
    {
        const ObjectHeader& header = headers[slice];
        const Grid grid = imageGrid(header, 0);
        Mark mark;
        mark.shape = shape;
        mark.text = QStringLiteral("slice %1").arg(slice);
        if (shape == Shape::Distance)
            mark.points = {centreOf(grid, {0, 0, 0}), centreOf(grid, {3, 4, 0})};
        auto finding = findingOf(mark, {header, 0, nullptr});
        const auto object = writeReport({*finding}, {{header}, QStringLiteral("chen"), now});
        if (!finding || !object)
            qFatal("no finding");
        finding->object = clinic.vault->storeBlob(patient, record::Category::Imaging, *object).value();
        record::Event event;
        event.patient = patient;
        event.category = record::Category::Imaging;
        event.occurred = now;
        event.body = *finding;
        if (!clinic.vault->commit({event}))
            qFatal("not committed");
        return event.id;
    }

    ImagingClinic clinic;
    record::PatientId patient;
    std::vector<ObjectHeader> headers;
};

class TestStudyFindings : public QObject
{
    Q_OBJECT

private slots:
    void eachFindingsObjectComesOut();
    void allMeasuresAreInOneReport();
    void whatWasTakenBackIsNotThere();
    void aStudyWithoutMeasuresHasNoReport();
};

} // namespace

void TestStudyFindings::eachFindingsObjectComesOut()
{
    Marked marked;
    marked.add(Shape::Distance, 0);
    marked.add(Shape::KeyImage, 2);
    const auto objects = findingObjects(*marked.clinic.vault, marked.chart(), marked.study());
    VERIFY_RESULT(objects);
    QCOMPARE(objects->size(), 2U);
    QSet<int> shapes;
    for (const QByteArray& object : *objects)
        shapes.insert(static_cast<int>(readFindings(object)->front().shape));
    QCOMPARE(shapes, (QSet<int>{static_cast<int>(Shape::Distance), static_cast<int>(Shape::KeyImage)}));
    QVERIFY(findingObjects(*marked.clinic.vault, marked.chart(), QStringLiteral("9.9"))->empty());
}

void TestStudyFindings::allMeasuresAreInOneReport()
{
    Marked marked;
    for (size_t slice = 0; slice < 3; ++slice)
        marked.add(Shape::Distance, slice);
    marked.add(Shape::KeyImage, 3);
    const auto report = measurementReport(
        *marked.clinic.vault, marked.chart(), marked.study(), QStringLiteral("chen"), now);
    VERIFY_RESULT(report);
    const auto read = readFindings(*report);
    VERIFY_RESULT(read);
    QCOMPARE(read->size(), 3U);
    QSet<QString> images;
    for (const ImagingFinding& finding : *read)
        images.insert(finding.sopInstanceUid);
    QCOMPARE(images.size(), 3);
}

void TestStudyFindings::whatWasTakenBackIsNotThere()
{
    Marked marked;
    const record::EventId wrong = marked.add(Shape::Distance, 0);
    marked.add(Shape::Distance, 1);
    const record::Chart before = marked.chart();
    QVERIFY(marked.clinic.vault->commit(
        {record::amend(*before.find(wrong), record::Retraction{QStringLiteral("wrong vessel")})}));
    const auto report = measurementReport(
        *marked.clinic.vault, marked.chart(), marked.study(), QStringLiteral("chen"), now);
    VERIFY_RESULT(report);
    const auto read = readFindings(*report);
    QCOMPARE(read->size(), 1U);
    QCOMPARE(read->front().text, QStringLiteral("slice 1"));
    QCOMPARE(findingObjects(*marked.clinic.vault, marked.chart(), marked.study())->size(), 1U);
}

void TestStudyFindings::aStudyWithoutMeasuresHasNoReport()
{
    Marked marked;
    marked.add(Shape::KeyImage, 1);
    const auto report = measurementReport(
        *marked.clinic.vault, marked.chart(), marked.study(), QStringLiteral("chen"), now);
    QVERIFY(!report);
    QCOMPARE(report.error().code, base::ErrorCode::NotFound);
}

QTEST_GUILESS_MAIN(TestStudyFindings)
#include "tst_study_findings.moc"
