// Reports and key object selections of others become findings of the images they speak of; our own that come
// back don't.

#include "imaging/report.h"
#include "made_reports.h"

using namespace twinward;
using namespace twinward::imaging;
using namespace twinward::imaging::test;
using record::ImagingFinding;

namespace {

// Two axes of one nodule, each below its length, as OHIF writes them.
void writeAxes(DcmItem& root)
{
    putCode(root, DCM_ConceptNameCodeSequence, {"126000", "DCM", "Imaging Measurement Report"});
    addObserver(root, QStringLiteral("Okonkwo^Ada"));
    DcmItem& group = addGroup(root);
    put(add(group, "TEXT", Coded{"112039", "DCM", "Tracking Identifier"}), DCM_TextValue,
        QStringLiteral("Cornerstone3DTools@^0.1.0:Bidirectional"));
    putCode(add(group, "CODE", Coded{"121071", "DCM", "Finding"}), DCM_ConceptCodeSequence,
        {"27925004", "SCT", "Nodule"});
    addPlace(
        addNumber(group, length, QStringLiteral("12.50"), mm), "POLYLINE", {10, 10, 20, 10}, sliceSop(2));
    addPlace(addNumber(group, {"G-A186", "SRT", "Short Axis"}, QStringLiteral("7"), mm), "POLYLINE",
        {15, 8, 15, 14}, sliceSop(2));
}

class FindingsElsewhereTest : public QObject
{
    Q_OBJECT

private slots:
    void aReportsMeasuresAreFindingsOfTheirImages();
    void aCircleIsDrawnAsOne();
    void keyImagesCarryWhyTheyWereChosen();
    void ourOwnComingBackIsNotCountedAgain();
    void whatWasTakenBackHereStaysTakenBack();
    void theSameSaidTwiceIsOnce();
    void aReplacedDocumentIsSilent();
    void whatIsNotUnderstoodStaysText();
    void hostileGroupsAreLeftToTheText();

private:
    static FindingsElsewhere found(const Marked& marked)
    {
        return findingsElsewhere(*marked.clinic.vault, marked.chart(), marked.study());
    }
};

} // namespace

void FindingsElsewhereTest::aReportsMeasuresAreFindingsOfTheirImages()
{
    Marked marked;
    receive(marked, {Document{.content = writeAxes}.object()});

    const FindingsElsewhere all = found(marked);

    QVERIFY(all.unread.empty());
    QCOMPARE(all.findings.size(), 2U);
    const ReportedFinding& first = all.findings[0];
    QCOMPARE(first.author, QStringLiteral("Okonkwo, Ada"));
    QVERIFY(first.written.toString().startsWith(QStringLiteral("2024-03-12")));
    QCOMPARE(first.finding.shape, Shape::Distance);
    QCOMPARE(first.finding.sopInstanceUid, sliceSop(2));
    QCOMPARE(first.finding.studyUid, marked.study());
    QCOMPARE(first.finding.text, QStringLiteral("Nodule"));
    QCOMPARE(first.finding.points, (std::vector<double>{9.5, 9.5, 0, 19.5, 9.5, 0}));
    QCOMPARE(first.finding.values.size(), 1U);
    QCOMPARE(displayValue(first.finding.values[0]), QStringLiteral("12.50 mm"));
    QCOMPARE(displayValue(all.findings[1].finding.values[0]), QStringLiteral("7 mm"));
    QVERIFY(found(marked).findings.size() == 2); // looking changes nothing
    QVERIFY(marked.chart().current<ImagingFinding>().empty());
    QVERIFY(findingsElsewhere(*marked.clinic.vault, marked.chart(), QStringLiteral("9.9")).findings.empty());
}

void FindingsElsewhereTest::aCircleIsDrawnAsOne()
{
    Marked marked;
    receive(marked, {Document{.content = [](DcmItem& root) {
        DcmItem& group = addGroup(root);
        addPlace(group, "CIRCLE", {10.5, 20.5, 13.5, 24.5}, sliceSop(1));
        addPlace(group, "MULTIPOINT", {1, 1, 2, 2, 3, 3}, sliceSop(1));
    }}.object()});

    const FindingsElsewhere all = found(marked);

    QCOMPARE(all.findings.size(), 1U); // points that nobody joined are not joined here
    QCOMPARE(all.findings[0].finding.shape, Shape::Ellipse);
    QCOMPARE(
        all.findings[0].finding.points, (std::vector<double>{5, 20, 0, 15, 20, 0, 10, 15, 0, 10, 25, 0}));
}

void FindingsElsewhereTest::keyImagesCarryWhyTheyWereChosen()
{
    Marked marked;
    receive(marked,
        {Document{
            .sopClass = keyObjects, .content = [](DcmItem& root) {
                putCode(root, DCM_ConceptNameCodeSequence, {"113001", "DCM", "Rejected for Quality Reasons"});
                put(add(root, "TEXT", Coded{"113012", "DCM", "Key Object Description"}), DCM_TextValue,
                    QStringLiteral("Moved"));
                put(add(root, "TEXT", Coded{"121013", "DCM", "Device Observer Name"}), DCM_TextValue,
                    QStringLiteral("CT-1"));
                addImage(root, sliceSop(1));
                addImage(root, sliceSop(3));
                addImage(root, QStringLiteral("9.9.9")); // not here
            }}.object()});

    const FindingsElsewhere all = found(marked);

    QCOMPARE(all.findings.size(), 2U);
    for (const ReportedFinding& each : all.findings) {
        QCOMPARE(each.finding.shape, Shape::KeyImage);
        QCOMPARE(each.finding.text, QStringLiteral("Rejected for Quality Reasons: Moved"));
        QCOMPARE(each.author, QStringLiteral("CT-1"));
    }
}

void FindingsElsewhereTest::ourOwnComingBackIsNotCountedAgain()
{
    Marked marked;
    marked.add(Shape::Distance, 0);
    marked.add(Shape::KeyImage, 2);
    std::vector<IncomingObject> returning;
    const auto objects = findingObjects(*marked.clinic.vault, marked.chart(), marked.study());
    VERIFY_RESULT(objects);
    for (const QByteArray& object : *objects)
        returning.push_back({QStringLiteral("object %1").arg(returning.size()), object});
    const auto reports = measurementReports(*marked.clinic.vault, marked.chart(), marked.study(), now);
    VERIFY_RESULT(reports);
    returning.push_back({QStringLiteral("all"), reports->front()});
    receive(marked, returning);

    QVERIFY(found(marked).findings.empty());
    QVERIFY(found(marked).unread.empty());
}

void FindingsElsewhereTest::whatWasTakenBackHereStaysTakenBack()
{
    Marked marked;
    const record::EventId event = marked.add(Shape::Distance, 0);
    const QByteArray object
        = findingObjects(*marked.clinic.vault, marked.chart(), marked.study()).value().front();
    const record::Chart before = marked.chart();
    QVERIFY(marked.clinic.vault->commit(
        {record::amend(*before.find(event), record::Retraction{QStringLiteral("wrong vessel")})}));
    receive(marked, {{QStringLiteral("object"), object}});

    QVERIFY(found(marked).findings.empty());
}

void FindingsElsewhereTest::theSameSaidTwiceIsOnce()
{
    Marked marked;
    receive(marked,
        {Document{.content = writeAxes}.object(),
            Document{.sop = QStringLiteral("1.2.826.0.1.3680043.9.8888.2"),
                .date = QStringLiteral("20240401"),
                .content = writeAxes}
                .object()});

    const FindingsElsewhere all = found(marked);

    QCOMPARE(all.findings.size(), 2U);
    QVERIFY(all.findings[0].written.toString().startsWith(QStringLiteral("2024-04-01")));
}

void FindingsElsewhereTest::aReplacedDocumentIsSilent()
{
    Marked marked;
    const Document first{.content = writeAxes};
    const Document second{.sop = QStringLiteral("1.2.826.0.1.3680043.9.8888.2"),
        .date = QStringLiteral("20240401"),
        .content = [&](DcmItem& root) {
            DcmItem& group = addGroup(root);
            addPlace(addNumber(group, length, QStringLiteral("11.0"), mm), "POLYLINE", {10, 10, 19, 10},
                sliceSop(2));
            DcmItem* study = nullptr;
            root.findOrCreateSequenceItem(DCM_PredecessorDocumentsSequence, study, -2);
            DcmItem* series = nullptr;
            study->findOrCreateSequenceItem(DCM_ReferencedSeriesSequence, series, -2);
            DcmItem* reference = nullptr;
            series->findOrCreateSequenceItem(DCM_ReferencedSOPSequence, reference, -2);
            put(*reference, DCM_ReferencedSOPInstanceUID, first.sop);
        }};
    receive(marked, {first.object(), second.object()});

    const FindingsElsewhere all = found(marked);

    QCOMPARE(all.findings.size(), 1U);
    QCOMPARE(displayValue(all.findings[0].finding.values[0]), QStringLiteral("11.0 mm"));
}

void FindingsElsewhereTest::whatIsNotUnderstoodStaysText()
{
    Marked marked;
    const Document document{.content = [](DcmItem& root) {
        putCode(root, DCM_ConceptNameCodeSequence, {"126000", "DCM", "Imaging Measurement Report"});
        addNumber(addGroup(root), length, QStringLiteral("31.5"), mm); // no place, no image
    }};
    receive(marked, {document.object()});

    QVERIFY(found(marked).findings.empty());
    const auto object = DicomObject::read(document.object().bytes, QStringLiteral("sr"));
    QVERIFY(plainText(readReport(*object).value()).contains(QStringLiteral("Length: 31.5 mm")));
}

void FindingsElsewhereTest::hostileGroupsAreLeftToTheText()
{
    Marked marked;
    receive(marked, {Document{.content = [](DcmItem& root) {
        DcmItem& group = addGroup(root);
        for (int i = 0; i < 1001; ++i)
            addPlace(group, "POINT", {static_cast<Float32>(i), 1}, sliceSop(1));
        DcmItem& odd = addGroup(root);
        addPlace(odd, "POLYLINE", {1, 2, 3}, sliceSop(1));
        addPlace(odd, "ELLIPSE", {1, 2, 3, 4}, sliceSop(1));
    }}.object()});

    QVERIFY(found(marked).findings.empty());
}

QTEST_GUILESS_MAIN(FindingsElsewhereTest)
#include "tst_findings_elsewhere.moc"
