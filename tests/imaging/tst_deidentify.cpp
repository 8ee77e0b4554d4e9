// A de-identified copy says nothing of whose it is, keeps its pixels and its references, and is valid DICOM.

#include "attributes_p.h"
#include "imaging/deidentify.h"
#include "imaging/export.h"
#include "made_objects.h"
#include "profile_p.h"

#include <QDirIterator>

using namespace twinward;
using namespace twinward::imaging;
using namespace twinward::imaging::test;

namespace {

const DcmTagKey privateCreator(0x0019, 0x0010);
const DcmTagKey privateName(0x0019, 0x1001);

void nameEverywhere(DcmDataset& dataset)
{
    put(dataset, DCM_AccessionNumber, QStringLiteral("ACC-okapi-31"));
    put(dataset, DCM_ReferringPhysicianName, QStringLiteral("Narwhalsky^Otto"));
    put(dataset, DCM_OperatorsName, QStringLiteral("Platypusov^Ida"));
    put(dataset, DCM_InstitutionName, QStringLiteral("Wombat General"));
    put(dataset, DCM_InstitutionAddress, QStringLiteral("Quagga Road 7"));
    put(dataset, DCM_StationName, QStringLiteral("aardvark-ct"));
    put(dataset, DCM_PatientAddress, QStringLiteral("Numbat Lane 3"));
    put(dataset, DCM_PatientComments, QStringLiteral("knows dr echidna"));
    put(dataset, DCM_ImageComments, QStringLiteral("seen with dr echidna"));
    put(dataset, DCM_PatientAge, QStringLiteral("066Y"));
    put(dataset, DCM_ProtocolName, QStringLiteral("Thorax for Mrs Zyxwvutska"));
    put(dataset, DCM_DeviceSerialNumber, QStringLiteral("SN-kakapo-5"));
    // where the table does not reach: typed a second time
    put(dataset, DCM_ManufacturerModelName, QStringLiteral("Scanner of Zyxwvutska"));
    put(dataset, DCM_Manufacturer, QStringLiteral("Axolotl Medical"));
    put(dataset, privateCreator, QStringLiteral("VENDOR"));
    dataset.putAndInsertString(DcmTag(privateName, EVR_LO), "Zyxwvutska");
    DcmItem* item = nullptr;
    dataset.findOrCreateSequenceItem(DCM_RequestAttributesSequence, item, 0);
    put(*item, DCM_ScheduledProcedureStepDescription, QStringLiteral("for Zyxwvutska"));
    dataset.findOrCreateSequenceItem(DCM_ProcedureCodeSequence, item, 0);
    put(*item, DCM_CodeValue, QStringLiteral("CT-1"));
    put(*item, DCM_CodeMeaning, QStringLiteral("CT of Zyxwvutska"));
    Uint16 bits[4] = {1, 2, 3, 4};
    dataset.putAndInsertUint16Array(DcmTag(0x6000, 0x3000, EVR_OW), bits, 4);
    dataset.putAndInsertUint16(DcmTag(0x6000, 0x0010, EVR_US), 8);
    put(dataset, DcmTagKey(0x6000, 0x4000), QStringLiteral("echidna was here"));
}

void refersTo(DcmDataset& dataset, const Slice& other)
{
    DcmItem* item = nullptr;
    dataset.findOrCreateSequenceItem(DCM_SourceImageSequence, item, 0);
    put(*item, DCM_ReferencedSOPClassUID, QStringLiteral("1.2.840.10008.5.1.4.1.1.2"));
    put(*item, DCM_ReferencedSOPInstanceUID, other.sop());
}

DicomObject read(const QByteArray& bytes)
{
    auto object = DicomObject::read(bytes, QStringLiteral("object"));
    if (!object)
        qFatal("%s", qPrintable(object.error().message()));
    return std::move(*object);
}

DicomObject deidentified(const Deidentification& with, const QByteArray& bytes)
{
    const auto made = with.apply(read(bytes));
    if (!made)
        qFatal("%s", qPrintable(made.error().message()));
    return read(made->bytes);
}

DcmDataset copyOf(const DicomObject& object)
{
    return DcmDataset(**object.dataset());
}

class TestDeidentify : public QObject
{
    Q_OBJECT

private slots:
    void theTableIsTheStandards();
    void nothingThatNamesSomebodyIsLeft();
    void whatNamesNobodyIsKept();
    void thePixelsAreTheSame();
    void referencesStillLeadWhereTheyLed();
    void twoExportsCantBeJoined();
    void itSaysWhatWasDone();
    void burnedInWordsAndFacesAreWarnedOf();
    void reportsAreWithheld();
    void nothingOfTheRealSetsIsLeft();

    void anExportWritesWhatCameInAndLogsIt();
    void aDeidentifiedExportHoldsNoName();
};

void TestDeidentify::theTableIsTheStandards()
{
    const Profile& profile = Profile::basic();
    QCOMPARE(profile.size(), 650U); // 646 of the table, 4 of ours
    QCOMPARE(profile.actionFor(DCM_PatientName), ProfileAction::Empty);
    QCOMPARE(profile.actionFor(DCM_PatientID), ProfileAction::Dummy);
    QCOMPARE(profile.actionFor(DCM_SOPInstanceUID), ProfileAction::NewUid);
    QCOMPARE(profile.actionFor(DCM_PatientAge), ProfileAction::Remove);
    QCOMPARE(profile.actionFor(DCM_SourceImageSequence), ProfileAction::NewUidInside);
    QCOMPARE(profile.actionFor(DcmTagKey(0x5008, 0x1234)), ProfileAction::Remove);
    QCOMPARE(profile.actionFor(DCM_Rows), ProfileAction::None);
    QCOMPARE(profile.actionFor(DCM_SOPClassUID), ProfileAction::None);
}

void TestDeidentify::nothingThatNamesSomebodyIsLeft()
{
    const QByteArray original = object({}, nameEverywhere);
    const Deidentification with;
    const auto made = with.apply(read(original));
    VERIFY_RESULT(made);
    for (const char* word : {"Zyxwvutska", "Quetzal", "MRN-7714", "wombat", "19571123", "okapi", "narwhal",
             "Narwhalsky", "Platypusov", "Wombat", "Quagga", "aardvark", "Numbat", "echidna", "066Y",
             "kakapo", "VENDOR", "20240311", "101500", "1.2.826.0.1.3680043.9.7777", "for Mrs"}) {
        const bool isThere = original.contains(word) || QByteArray(word) == "narwhal";
        QVERIFY2(isThere, word); // the search itself finds what is there
        QVERIFY2(!made->bytes.contains(word), word);
    }
}

void TestDeidentify::whatNamesNobodyIsKept()
{
    const Deidentification with;
    DcmDataset cleaned = copyOf(deidentified(with, object({}, nameEverywhere)));
    QCOMPARE(textOf(cleaned, DCM_Manufacturer), QStringLiteral("Axolotl Medical"));
    QCOMPARE(textOf(cleaned, DCM_Modality), QStringLiteral("CT"));
    QCOMPARE(textOf(cleaned, DCM_BodyPartExamined), QStringLiteral("CHEST"));
    QCOMPARE(textOf(cleaned, DCM_PixelSpacing), QStringLiteral("0.5"));
    QCOMPARE(textOf(cleaned, DCM_InstanceNumber), QStringLiteral("1"));
    QCOMPARE(textOf(cleaned, DCM_SOPClassUID), QStringLiteral("1.2.840.10008.5.1.4.1.1.2"));
    QCOMPARE(textOf(*firstItemOf(cleaned, DCM_ProcedureCodeSequence), DCM_CodeValue), QStringLiteral("CT-1"));
    QVERIFY(
        cleaned.tagExists(DCM_PatientName) && cleaned.tagExists(DCM_StudyDate)); // type 2: there, and empty
    QVERIFY(textOf(cleaned, DCM_PatientName).isEmpty());
}

void TestDeidentify::thePixelsAreTheSame()
{
    const QByteArray original = object({}, nameEverywhere);
    const Deidentification with;
    const DicomObject cleaned = deidentified(with, original);
    QCOMPARE(cleaned.frame(0).value().data, read(original).frame(0).value().data);
    QVERIFY(cleaned.header().frames == read(original).header().frames);
    QVERIFY(cleaned.header().pixels == read(original).header().pixels);
}

void TestDeidentify::referencesStillLeadWhereTheyLed()
{
    Slice second;
    second.number = 2;
    const Deidentification with;
    const DicomObject first = deidentified(with, object({}));
    const DicomObject other
        = deidentified(with, object(second, [](DcmDataset& dataset) { refersTo(dataset, {}); }));
    QCOMPARE(other.header().studyUid, first.header().studyUid);
    QCOMPARE(other.header().seriesUid, first.header().seriesUid);
    QCOMPARE(other.header().frameOfReferenceUid, first.header().frameOfReferenceUid);
    QCOMPARE(other.header().patient.id, first.header().patient.id);
    QVERIFY(other.header().sopInstanceUid != first.header().sopInstanceUid);
    DcmDataset cleaned = copyOf(other);
    DcmItem& source = *firstItemOf(cleaned, DCM_SourceImageSequence);
    QCOMPARE(textOf(source, DCM_ReferencedSOPInstanceUID), first.header().sopInstanceUid);
    QCOMPARE(textOf(source, DCM_ReferencedSOPClassUID), QStringLiteral("1.2.840.10008.5.1.4.1.1.2"));
}

void TestDeidentify::twoExportsCantBeJoined()
{
    const Deidentification one;
    const Deidentification two;
    const DicomObject a = deidentified(one, object({}));
    const DicomObject b = deidentified(two, object({}));
    QVERIFY(a.header().studyUid != b.header().studyUid);
    QVERIFY(a.header().sopInstanceUid != b.header().sopInstanceUid);
    QVERIFY(a.header().patient.id != b.header().patient.id);
    for (const QString& uid : {a.header().studyUid, a.header().seriesUid, a.header().sopInstanceUid}) {
        QVERIFY(uid.startsWith(QLatin1String("2.25.")) && uid.size() <= 64);
        QVERIFY(uid[5] != u'0');
    }
}

void TestDeidentify::itSaysWhatWasDone()
{
    const Deidentification with;
    DcmDataset cleaned = copyOf(deidentified(with, object({})));
    QCOMPARE(textOf(cleaned, DCM_PatientIdentityRemoved), QStringLiteral("YES"));
    QVERIFY(textOf(cleaned, DCM_DeidentificationMethod).contains(QStringLiteral("PS3.15")));
    const CodedText code = codeOf(cleaned, DCM_DeidentificationMethodCodeSequence);
    QCOMPARE(code.value, QStringLiteral("113100"));
    QCOMPARE(code.scheme, QStringLiteral("DCM"));
    QCOMPARE(textOf(cleaned, DCM_LongitudinalTemporalInformationModified), QStringLiteral("REMOVED"));
}

void TestDeidentify::burnedInWordsAndFacesAreWarnedOf()
{
    const Deidentification with;
    const auto warnings = [&](const std::function<void(DcmDataset&)>& change) {
        return with.apply(read(object({}, change)))->warnings;
    };
    QVERIFY(warnings({}).isEmpty());
    QCOMPARE(
        warnings([](DcmDataset& d) { put(d, DCM_BurnedInAnnotation, QStringLiteral("YES")); }).size(), 1);
    QCOMPARE(warnings([](DcmDataset& d) { put(d, DCM_Modality, QStringLiteral("US")); }).size(), 1);
    QCOMPARE(
        warnings([](DcmDataset& d) { put(d, DCM_BodyPartExamined, QStringLiteral("HEADNECK")); }).size(), 1);
}

void TestDeidentify::reportsAreWithheld()
{
    const Deidentification with;
    const auto made = with.apply(read(object({}, [](DcmDataset& dataset) {
        DcmItem* item = nullptr;
        dataset.findOrCreateSequenceItem(DCM_ContentSequence, item, 0);
        put(*item, DCM_TextValue, QStringLiteral("Mrs Zyxwvutska has"));
    })));
    QCOMPARE(made.error().code, base::ErrorCode::Unsupported);
}

void TestDeidentify::nothingOfTheRealSetsIsLeft()
{
    if (!haveDicomData())
        QSKIP("The DICOM objects are not here: de-identifying real ones is not tested");
    int cleaned = 0;
    for (const char* set : {"dicom-edge", "dicom-codecs"}) {
        QDirIterator files(dataFolder(QString::fromLatin1(set)), QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const auto original = DicomObject::read(contentOf(files.next()), files.fileName());
            if (!original || original->header().sopInstanceUid.isEmpty())
                continue;
            const Deidentification with;
            const auto made = with.apply(*original);
            if (!made)
                continue;
            const ObjectHeader& header = original->header();
            DcmDataset dataset = copyOf(*original);
            for (const QString& value :
                {header.studyUid, header.seriesUid, header.sopInstanceUid, header.patient.id,
                    textOf(dataset, DCM_PatientName), header.accession, textOf(dataset, DCM_PatientBirthDate),
                    textOf(dataset, DCM_ReferringPhysicianName), header.studyDescription}) {
                if (value.size() >= 6)
                    QVERIFY2(
                        !made->bytes.contains(value.toUtf8()), qPrintable(files.fileName() + u' ' + value));
            }
            const auto again = DicomObject::read(made->bytes, files.fileName());
            QVERIFY2(again, qPrintable(files.fileName()));
            QCOMPARE(again->header().frames.size(), header.frames.size());
            if (!header.frames.empty()) {
                const auto before = original->frame(0);
                const auto after = again->frame(0);
                QCOMPARE(after.has_value(), before.has_value());
                if (before)
                    QVERIFY2(after->data == before->data, qPrintable(files.fileName()));
            }
            ++cleaned;
        }
    }
    QVERIFY(cleaned > 80);
}

void TestDeidentify::anExportWritesWhatCameInAndLogsIt()
{
    const ImagingClinic clinic;
    const auto objects = stackOf({}, 3);
    const auto plan = scan({{}, objects});
    const auto decisions = clinic.allTo(*plan);
    VERIFY_RESULT(file(*clinic.vault, *plan, decisions));
    std::vector<record::AccessLogged> logged;
    clinic.vault->onCommit([&](const std::vector<record::RecordedEvent>& events) {
        for (const record::RecordedEvent& each : events)
            logged.push_back(*each.event.as<record::AccessLogged>());
    });
    ExportRequest request;
    request.patient = decisions[0].patient;
    request.studies = clinic.studies(request.patient);
    request.folder = clinic.path(QStringLiteral("out"));

    const auto report = exportStudies(*clinic.vault, request);

    VERIFY_RESULT(report);
    QCOMPARE(report->objects, 3U);
    QCOMPARE(contentOf(report->files[1]), objects[1].bytes);
    QVERIFY(report->files[1].endsWith(
        Slice().study + u'/' + Slice().series + u'/' + Slice().series + QStringLiteral(".2.dcm")));
    QCOMPARE(logged.size(), 1U);
    QCOMPARE(logged[0].action, record::AccessLogged::Action::Export);
    QCOMPARE(logged[0].patient, request.patient);
    // and a stranger's UID leads nowhere else
    request.studies[0].uid = QStringLiteral("../../elsewhere");
    const auto strange = exportStudies(*clinic.vault, request);
    VERIFY_RESULT(strange);
    QCOMPARE(strange->objects, 0U);
    QCOMPARE(strange->withheld.size(), 3U);
}

void TestDeidentify::aDeidentifiedExportHoldsNoName()
{
    const ImagingClinic clinic;
    std::vector<IncomingObject> objects{{QStringLiteral("one"), object({}, nameEverywhere)}};
    Slice report;
    report.number = 2;
    objects.push_back({QStringLiteral("report"), object(report, [](DcmDataset& dataset) {
                           DcmItem* item = nullptr;
                           dataset.findOrCreateSequenceItem(DCM_ContentSequence, item, 0);
                       })});
    const auto plan = scan({{}, objects});
    const auto decisions = clinic.allTo(*plan);
    VERIFY_RESULT(file(*clinic.vault, *plan, decisions));
    ExportRequest request;
    request.patient = decisions[0].patient;
    request.studies = clinic.studies(request.patient);
    request.folder = clinic.path(QStringLiteral("out"));
    request.identity = Identity::Removed;

    const auto written = exportStudies(*clinic.vault, request);

    VERIFY_RESULT(written);
    QCOMPARE(written->objects, 1U);
    QCOMPARE(written->withheld.size(), 1U);
    QVERIFY(!written->files[0].contains(Slice().study));
    QVERIFY(!contentOf(written->files[0]).contains("Zyxwvutska"));
}

} // namespace

QTEST_GUILESS_MAIN(TestDeidentify)
#include "tst_deidentify.moc"
