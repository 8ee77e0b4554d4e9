// Resources as bodies: what a chart is told, and what it must not be told.

#include <QTest>

#ifndef Q_MOC_RUN // moc 6.4 can't read the standard library's concepts
#include "fhir_map_p.h"
#endif

using namespace twinward;
using namespace twinward::interop;
using namespace twinward::interop::fhir;

namespace {

// Keeps the tree of the resource it maps alive.
class Mapped
{
public:
    explicit Mapped(const QByteArray& json)
        : m_tree(JsonTree::parse(json, 100))
    {
        if (!m_tree)
            qFatal("the test's own JSON is broken: %s", qPrintable(m_tree.error().message()));
        try {
            mapped
                = mapResource(m_tree->root(), [this](const Reference& reference) { return find(reference); });
        } catch (const Unusable& unusable) {
            refused = unusable.at.pointer() + QStringLiteral(": ") + unusable.why;
        }
    }

    MappedResource mapped;
    QString refused;

private:
    JsonView find(const Reference& reference) const
    {
        const JsonView contained = m_tree->root()["contained"].first();
        return reference.reference.mid(1) == contained["id"].string() ? contained : JsonView();
    }
    base::Result<JsonTree> m_tree;
};

template <class T> const T* bodyOf(const Mapped& result)
{
    return std::get_if<T>(&result.mapped.body);
}

QString summaryOf(const Mapped& result)
{
    const auto* other = bodyOf<record::OtherResource>(result);
    return other != nullptr ? other->summary : QStringLiteral("not an OtherResource");
}

const QByteArray aspirin
    = R"("medicationCodeableConcept":{"text":"Aspirin"},"subject":{"reference":"Patient/1"})";

} // namespace

class TestFhirMap : public QObject
{
    Q_OBJECT

private slots:
    void aMeasuredValueKeepsItsDigitsAndItsUcumUnit();
    void aBloodPressureIsAPanelOfTwo();
    void theGroupOfAnObservation_data();
    void theGroupOfAnObservation();
    void everyKindOfValueIsRead_data();
    void everyKindOfValueIsRead();
    void aNumberThatCantBeExactStaysInWords();
    void whyThereIsNoValueIsSaid();
    void whatIsMissingOrMisshapenIsRefusedWithItsPlace_data();
    void whatIsMissingOrMisshapenIsRefusedWithItsPlace();
    void whatDidNotHappenIsNeverChartedAsIfItHad_data();
    void whatDidNotHappenIsNeverChartedAsIfItHad();
    void aPrescriptionSaysDoseRouteAndHowOften();
    void aTaperingDoseIsToldWhole();
    void aDrugMayBeNamedByAContainedMedication();
    void aPatientsNamesInAnyScript();
    void aBirthDateMayBeKnownInPart();
    void aTextDocumentIsANoteAndOthersAreDocuments();
    void aCompositionIsReadAsItsSections();
};

void TestFhirMap::aMeasuredValueKeepsItsDigitsAndItsUcumUnit()
{
    const Mapped result(R"({"resourceType":"Observation","status":"final","code":{"coding":[
        {"system":"http://loinc.org","code":"2160-0","display":"Creatinine"}]},"effectiveDateTime":"2024-03-01T08:30:00+02:00",
        "valueQuantity":{"value":1.00,"unit":"mg per dL","system":"http://unitsofmeasure.org","code":"mg/dL","comparator":"<"},
        "referenceRange":[{"low":{"value":0.60},"high":{"value":1.2}}],"interpretation":[{"coding":[{"code":"N"}]}]})");

    const auto* observation = bodyOf<record::Observation>(result);
    QVERIFY2(observation != nullptr, qPrintable(result.refused));
    const auto quantity = std::get<record::Quantity>(observation->value);
    QCOMPARE(quantity.value.toString(), QStringLiteral("1.00"));
    QCOMPARE(quantity.unit, QStringLiteral("mg/dL"));
    QCOMPARE(quantity.comparator, QStringLiteral("<"));
    QCOMPARE(observation->reference.low->toString(), QStringLiteral("0.60"));
    QCOMPARE(observation->interpretation, QStringLiteral("N"));
    QCOMPARE(result.mapped.occurred.toString(), QStringLiteral("2024-03-01T08:30:00+02:00"));
}

void TestFhirMap::aBloodPressureIsAPanelOfTwo()
{
    const Mapped result(
        R"({"resourceType":"Observation","status":"final","category":[{"coding":[{"code":"vital-signs"}]}],
        "code":{"coding":[{"system":"http://loinc.org","code":"85354-9"}]},"component":[
        {"code":{"coding":[{"system":"http://loinc.org","code":"8480-6"}]},"valueQuantity":{"value":107,"unit":"mmHg",
            "system":"http://unitsofmeasure.org","code":"mm[Hg]"}},
        {"code":{"coding":[{"system":"http://loinc.org","code":"8462-4"}]},"valueQuantity":{"value":60,"unit":"mmHg"}}]})");

    const auto* observation = bodyOf<record::Observation>(result);
    QVERIFY2(observation != nullptr, qPrintable(result.refused));
    QCOMPARE(observation->group, record::Observation::Group::Vital);
    QCOMPARE(observation->components.size(), 2U);
    QVERIFY(observation->components[0].code.coding.is(record::code_system::loinc, record::loinc::systolic));
    const record::Quantity systolic{base::Decimal(107, 0), QStringLiteral("mm[Hg]"), {}};
    QCOMPARE(std::get<record::Quantity>(observation->components[0].value), systolic);
    QCOMPARE(std::get<record::Quantity>(observation->components[1].value).unit, QStringLiteral("mmHg"));
}

void TestFhirMap::theGroupOfAnObservation_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<int>("group");
    using Group = record::Observation::Group;
    QTest::newRow("laboratory") << QByteArray(
        R"("category":[{"coding":[{"code":"laboratory"}]}],"code":{"text":"x"})")
                                << static_cast<int>(Group::Laboratory);
    QTest::newRow("second category") << QByteArray(
        R"("category":[{"text":"a"},{"coding":[{"code":"z"},{"code":"vital-signs"}]}],"code":{"text":"x"})")
                                     << static_cast<int>(Group::Vital);
    QTest::newRow("a vital sign without category")
        << QByteArray(R"("code":{"coding":[{"system":"http://loinc.org","code":"8867-4"}]})")
        << static_cast<int>(Group::Vital);
    QTest::newRow("the same number of another system")
        << QByteArray(R"("code":{"coding":[{"system":"http://other","code":"8867-4"}]})")
        << static_cast<int>(Group::Other);
}

void TestFhirMap::theGroupOfAnObservation()
{
    QFETCH(QByteArray, fields);
    QFETCH(int, group);

    const Mapped result(R"({"resourceType":"Observation","status":"final",)" + fields + '}');

    QVERIFY2(bodyOf<record::Observation>(result) != nullptr, qPrintable(result.refused));
    QCOMPARE(static_cast<int>(bodyOf<record::Observation>(result)->group), group);
}

void TestFhirMap::everyKindOfValueIsRead_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("read");
    QTest::newRow("string") << QByteArray(R"("valueString":"clear")") << QStringLiteral("clear");
    QTest::newRow("range") << QByteArray(
        R"("valueRange":{"low":{"value":1.0,"unit":"g"},"high":{"value":2.50,"unit":"g"}})")
                           << QStringLiteral("1.0 – 2.50 g");
    QTest::newRow("ratio") << QByteArray(
        R"("valueRatio":{"numerator":{"value":1},"denominator":{"value":128}})")
                           << QStringLiteral("1 / 128");
    QTest::newRow("time") << QByteArray(R"("valueTime":"08:30:00")") << QStringLiteral("08:30:00");
}

void TestFhirMap::everyKindOfValueIsRead()
{
    QFETCH(QByteArray, value);
    QFETCH(QString, read);

    const Mapped result(
        R"({"resourceType":"Observation","status":"final","code":{"text":"x"},)" + value + '}');

    QVERIFY2(bodyOf<record::Observation>(result) != nullptr, qPrintable(result.refused));
    QCOMPARE(std::get<QString>(bodyOf<record::Observation>(result)->value), read);
}

void TestFhirMap::aNumberThatCantBeExactStaysInWords()
{
    const Mapped result(R"({"resourceType":"Observation","status":"final","code":{"text":"x"},
        "valueQuantity":{"value":1E-22,"unit":"g"}})");

    QVERIFY2(bodyOf<record::Observation>(result) != nullptr, qPrintable(result.refused));
    QCOMPARE(std::get<QString>(bodyOf<record::Observation>(result)->value), QStringLiteral("1E-22 g"));
}

void TestFhirMap::whyThereIsNoValueIsSaid()
{
    const Mapped result(R"({"resourceType":"Observation","status":"final","code":{"text":"x"},
        "dataAbsentReason":{"coding":[{"display":"Not Performed"}]},"note":[{"text":"Machine broken"}]})");

    const auto* observation = bodyOf<record::Observation>(result);
    QVERIFY(observation != nullptr);
    QVERIFY(std::holds_alternative<std::monostate>(observation->value));
    QCOMPARE(observation->note, QStringLiteral("No value: Not Performed\nMachine broken"));
}

void TestFhirMap::whatIsMissingOrMisshapenIsRefusedWithItsPlace_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("place");
    const auto row = [](const char* name, const QByteArray& json, const QString& place) {
        QTest::newRow(name) << json << place;
    };
    row("no status", R"({"resourceType":"Observation","code":{"text":"x"}})",
        QStringLiteral(": It has no status"));
    row("no code", R"({"resourceType":"Observation","status":"final"})", QStringLiteral(": It has no code"));
    row("an empty code", R"({"resourceType":"Observation","status":"final","code":{}})",
        QStringLiteral(": It has no code"));
    row("a value in quotes",
        R"({"resourceType":"Observation","status":"final","code":{"text":"x"},"valueQuantity":{"value":"7"}})",
        QStringLiteral("/valueQuantity/value"));
    row("a date that is none",
        R"({"resourceType":"Observation","status":"final","code":{"text":"x"},"effectiveDateTime":"2023-02-30"})",
        QStringLiteral("/effectiveDateTime"));
    row("the status of another version",
        R"({"resourceType":"Condition","clinicalStatus":"active","code":{"text":"x"}})",
        QStringLiteral("/clinicalStatus"));
    row("a class of another version",
        R"({"resourceType":"Encounter","status":"finished","class":"ambulatory"})", QStringLiteral("/class"));
    row("a list for a code", R"({"resourceType":"Observation","status":"final","code":[{"text":"x"}]})",
        QStringLiteral("/code"));
    row("no medication", R"({"resourceType":"MedicationRequest","status":"active","intent":"order"})",
        QStringLiteral(": It has no medication"));
    row("a birth date that is none", R"({"resourceType":"Patient","birthDate":"1980-13"})",
        QStringLiteral("/birthDate"));
    row("content that is no base64",
        R"({"resourceType":"DocumentReference","status":"current","content":[{"attachment":{"data":"?!"}}]})",
        QStringLiteral("/content/0/attachment/data"));
}

void TestFhirMap::whatIsMissingOrMisshapenIsRefusedWithItsPlace()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, place);

    const Mapped result(json);

    QVERIFY2(result.refused.startsWith(place), qPrintable(result.refused));
}

void TestFhirMap::whatDidNotHappenIsNeverChartedAsIfItHad_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("summary");
    const auto row = [](const char* name, const QByteArray& json, const QString& summary) {
        QTest::newRow(name) << json << summary;
    };
    const QByteArray given = R"({"resourceType":"MedicationAdministration",)" + aspirin + R"(,"status":")";
    row("a dose not given", given + R"(not-done"})", QStringLiteral("Not given: Aspirin"));
    row("a dose nobody knows of", given + R"(unknown"})", QStringLiteral("Not known whether given: Aspirin"));
    row("a dose entered in error", given + R"(entered-in-error"})",
        QStringLiteral("Entered in error: Aspirin"));
    const QByteArray request = R"({"resourceType":"MedicationRequest","status":"active",)" + aspirin;
    row("a drug forbidden", request + R"(,"intent":"order","doNotPerform":true})",
        QStringLiteral("Not to be given: Aspirin"));
    row("a drug proposed", request + R"(,"intent":"proposal"})",
        QStringLiteral("Proposed, not prescribed: Aspirin"));
    row("a drug not taken", R"({"resourceType":"MedicationStatement","status":"not-taken",)" + aspirin + '}',
        QStringLiteral("Not taken: Aspirin"));
    row("an operation not done",
        R"({"resourceType":"Procedure","status":"not-done","code":{"text":"Appendectomy"}})",
        QStringLiteral("Not done: Appendectomy"));
    row("a vaccine not given",
        R"({"resourceType":"Immunization","status":"not-done","vaccineCode":{"text":"BCG"}})",
        QStringLiteral("Not given: BCG"));
    row("an allergy refuted",
        R"({"resourceType":"AllergyIntolerance","code":{"text":"Penicillin"},"verificationStatus":{"coding":[{"code":"refuted"}]}})",
        QStringLiteral("Refuted: Penicillin"));
    row("a value entered in error",
        R"({"resourceType":"Observation","status":"entered-in-error","code":{"text":"Potassium"},"valueInteger":9})",
        QStringLiteral("Entered in error: Potassium"));
    row("a test cancelled",
        R"({"resourceType":"Observation","status":"cancelled","code":{"text":"Potassium"}})",
        QStringLiteral("Cancelled: Potassium"));
    row("a qualifier nobody here knows",
        R"({"resourceType":"Observation","status":"final","code":{"text":"Potassium"},"valueInteger":4,
            "modifierExtension":[{"url":"http://x","valueBoolean":true}]})",
        QStringLiteral("Has a qualifier this program does not know: Potassium"));
}

void TestFhirMap::whatDidNotHappenIsNeverChartedAsIfItHad()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, summary);

    const Mapped result(json);

    QVERIFY2(result.refused.isEmpty(), qPrintable(result.refused));
    QCOMPARE(summaryOf(result), summary);
}

void TestFhirMap::aPrescriptionSaysDoseRouteAndHowOften()
{
    const Mapped result(
        R"({"resourceType":"MedicationRequest","status":"active","intent":"order",)" + aspirin + R"(,
        "authoredOn":"2024-05-01","reasonCode":[{"text":"Angina"}],"dosageInstruction":[{"asNeededBoolean":true,
        "timing":{"repeat":{"frequency":2,"period":1,"periodUnit":"d"}},"route":{"text":"by mouth"},
        "doseAndRate":[{"doseQuantity":{"value":75,"unit":"mg"}}]}]})");

    const auto* medication = bodyOf<record::Medication>(result);
    QVERIFY2(medication != nullptr, qPrintable(result.refused));
    QCOMPARE(medication->action, record::Medication::Action::Prescribed);
    QCOMPARE(medication->dose, QStringLiteral("75 mg"));
    QCOMPARE(medication->route, QStringLiteral("by mouth"));
    QCOMPARE(medication->frequency, QStringLiteral("2 × every 1 days, as needed"));
    QCOMPARE(medication->reason, QStringLiteral("Angina"));
}

void TestFhirMap::aTaperingDoseIsToldWhole()
{
    const Mapped result(
        R"({"resourceType":"MedicationRequest","status":"active","intent":"order",)" + aspirin + R"(,
        "dosageInstruction":[{"text":"40 mg daily for 3 days","doseAndRate":[{"doseQuantity":{"value":40,"unit":"mg"}}]},
        {"text":"20 mg daily for 3 days","doseAndRate":[{"doseQuantity":{"value":20,"unit":"mg"}}]}]})");

    const auto* medication = bodyOf<record::Medication>(result);
    QVERIFY2(medication != nullptr, qPrintable(result.refused));
    QCOMPARE(medication->dose, QString());
    QCOMPARE(medication->frequency, QStringLiteral("40 mg daily for 3 days; then 20 mg daily for 3 days"));
}

void TestFhirMap::aDrugMayBeNamedByAContainedMedication()
{
    const QByteArray start
        = R"({"resourceType":"MedicationStatement","status":"active","contained":[{"resourceType":"Medication",
        "id":"m","code":{"text":"Metformin"}}],"medicationReference":{"reference":"#)";

    const Mapped named(start + R"(m"}})");
    const Mapped unnamed(start + R"(other"}})");

    QVERIFY2(bodyOf<record::Medication>(named) != nullptr, qPrintable(named.refused));
    QCOMPARE(bodyOf<record::Medication>(named)->code.label(), QStringLiteral("Metformin"));
    QCOMPARE(summaryOf(unnamed), QStringLiteral("The drug is not named, only pointed at: #other"));
}

void TestFhirMap::aPatientsNamesInAnyScript()
{
    const Mapped result(
        R"({"resourceType":"Patient","id":"1","gender":"female","name":[{"use":"official","text":"王小明",
        "family":"王","given":["小明"]},{"family":"Wang","given":["Xiao","Ming"],"prefix":["Ms."]}],
        "telecom":[{"system":"email","value":"a@b"},{"system":"phone","value":"123"}],
        "identifier":[{"system":"urn:x","value":"7","type":{"text":"MRN"}},{"system":"urn:y"}],
        "contact":[{"relationship":[{"text":"mother"}],"name":{"family":"Li"},"telecom":[{"system":"phone","value":"456"}]}],
        "address":[{"line":["1 Road"],"city":"Kunming"}],"deceasedDateTime":"2020-01"})");

    const auto* details = bodyOf<record::PatientDetails>(result);
    QVERIFY2(details != nullptr, qPrintable(result.refused));
    QCOMPARE(details->displayName(), QStringLiteral("王小明"));
    QCOMPARE(details->names[1].display(), QStringLiteral("Ms. Xiao Ming Wang"));
    QCOMPARE(details->sex, record::Sex::Female);
    QCOMPARE(details->phone, QStringLiteral("123"));
    QCOMPARE(details->identifiers.size(), 1U);
    QCOMPARE(details->contacts.front(),
        (record::Contact{QStringLiteral("Li"), QStringLiteral("mother"), QStringLiteral("456")}));
    QCOMPARE(details->address, QStringLiteral("1 Road, Kunming"));
    QVERIFY(details->deceased);
    QCOMPARE(details->deceasedAt.toString(), QStringLiteral("2020-01"));
}

void TestFhirMap::aBirthDateMayBeKnownInPart()
{
    const Mapped result(R"({"resourceType":"Patient","id":"1","birthDate":"1980-05"})");

    QVERIFY(bodyOf<record::PatientDetails>(result) != nullptr);
    QCOMPARE(bodyOf<record::PatientDetails>(result)->birthDate.toString(), QStringLiteral("1980-05"));
}

void TestFhirMap::aTextDocumentIsANoteAndOthersAreDocuments()
{
    const auto document = [](const QByteArray& attachment) {
        return R"({"resourceType":"DocumentReference","status":"current","description":"Letter","date":"2024-01-02T03:04:05Z",
            "content":[{"attachment":)"
            + attachment + "}]}";
    };

    const Mapped note(document(R"({"contentType":"text/plain","data":"SGVsbG8="})"));
    const Mapped scan(document(R"({"contentType":"application/pdf","data":"JVBERg=="})"));

    QVERIFY(bodyOf<record::Note>(note) != nullptr);
    QCOMPARE(bodyOf<record::Note>(note)->text, QStringLiteral("Hello"));
    QVERIFY(bodyOf<record::Document>(scan) != nullptr);
    QCOMPARE(bodyOf<record::Document>(scan)->title, QStringLiteral("Letter"));
    QCOMPARE(scan.mapped.attachment, QByteArray("%PDF"));
}

void TestFhirMap::aCompositionIsReadAsItsSections()
{
    const Mapped result(
        R"({"resourceType":"Composition","status":"final","title":"Discharge","date":"2024-01-02","section":[
        {"title":"Reason","text":{"div":"<div><p>Chest&#39;s &lt;pain&gt;</p><p>2 &amp; 3</p></div>"},
         "section":[{"title":"Inner","text":{"div":"<div>More</div>"}}]}]})");
    const auto* note = bodyOf<record::Note>(result);
    QVERIFY2(note != nullptr, qPrintable(result.refused));
    QCOMPARE(note->text, QStringLiteral("Reason\nChest's <pain>\n2 & 3\nInner\nMore"));
}

QTEST_GUILESS_MAIN(TestFhirMap)
#include "tst_fhir_map.moc"
