// What was found on a study goes out as DICOM: each finding's own object, and all measures in one report.

#include "marked_study.h"

using namespace twinward;
using namespace twinward::imaging;
using namespace twinward::imaging::test;
using record::ImagingFinding;

namespace {

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
    const auto reports = measurementReports(*marked.clinic.vault, marked.chart(), marked.study(), now);
    VERIFY_RESULT(reports);
    QCOMPARE(reports->size(), 1U);
    QCOMPARE(readReportedFindings(reports->front())->front().author, QStringLiteral("chen"));
    const auto read = readFindings(reports->front());
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
    const auto reports = measurementReports(*marked.clinic.vault, marked.chart(), marked.study(), now);
    VERIFY_RESULT(reports);
    QCOMPARE(reports->size(), 1U);
    QCOMPARE(readReportedFindings(reports->front())->front().author, QStringLiteral("chen"));
    const auto read = readFindings(reports->front());
    QCOMPARE(read->size(), 1U);
    QCOMPARE(read->front().text, QStringLiteral("slice 1"));
    QCOMPARE(findingObjects(*marked.clinic.vault, marked.chart(), marked.study())->size(), 1U);
}

void TestStudyFindings::aStudyWithoutMeasuresHasNoReport()
{
    Marked marked;
    marked.add(Shape::KeyImage, 1);
    const auto reports = measurementReports(*marked.clinic.vault, marked.chart(), marked.study(), now);
    VERIFY_RESULT(reports);
    QVERIFY(reports->empty());
    // What there is to give out is the key image's object.
    const auto documents = findingDocuments(*marked.clinic.vault, marked.chart(), marked.study(), now);
    VERIFY_RESULT(documents);
    QCOMPARE(documents->size(), 1U);
    QCOMPARE(readFindings(documents->front())->front().shape, Shape::KeyImage);
}

QTEST_GUILESS_MAIN(TestStudyFindings)
#include "tst_study_findings.moc"
