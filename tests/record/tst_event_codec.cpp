#include "base/cbor.h"
#include "record/event_codec.h"

#include <QRandomGenerator>
#include <QTest>

using namespace twinward;
using namespace twinward::record;

namespace {

Event eventWith(Body body)
{
    Event event;
    event.patient = PatientId::random();
    event.occurred = *base::Moment::fromString(u"2026-11-20T03:15:00.250+05:45");
    event.replaces = {EventId::random(), EventId::random()};
    event.category = defaultCategory(body);
    event.body = std::move(body);
    return event;
}

Observation bloodPressure()
{
    Observation observation;
    observation.group = Observation::Group::Vital;
    observation.code = Concept::loinc(loinc::bloodPressure, QStringLiteral("Blood pressure"));
    observation.components.push_back({Concept::loinc(loinc::systolic, QStringLiteral("Systolic")),
        Quantity{*base::Decimal::fromString(u"120"), QStringLiteral("mm[Hg]"), {}}, {}});
    observation.components.push_back(
        {{{QStringLiteral("urn:own"), QStringLiteral("dia"), {}}, QStringLiteral("Diastolic")},
            Quantity{*base::Decimal::fromString(u"80.00"), QStringLiteral("mm[Hg]"), QStringLiteral("<")},
            {base::Decimal(60, 0), std::nullopt, QStringLiteral("over 60")}});
    observation.encounter = EventId::random();
    observation.note = QStringLiteral("左臂");
    return observation;
}

std::vector<Event> oneOfEachKind()
{
    std::vector<Event> events;
    PatientDetails details;
    details.names.push_back({QStringLiteral("O'Brien"), {QStringLiteral("Máire"), QStringLiteral("Ann")}, {},
        {}, QStringLiteral("official")});
    details.identifiers.push_back(
        {QStringLiteral("urn:mrn"), QStringLiteral("007"), QStringLiteral("Record number")});
    details.birthDate = *base::PartialDate::fromString(u"1980-05");
    details.sex = Sex::Female;
    details.contacts.push_back({QStringLiteral("Joe"), QStringLiteral("brother"), QStringLiteral("+1 555")});
    details.deceased = true;
    events.push_back(eventWith(details));
    events.push_back(eventWith(MergedInto{PatientId::random(), QStringLiteral("same person")}));
    events.push_back(eventWith(bloodPressure()));
    Medication medication;
    medication.action = Medication::Action::Given;
    medication.prescription = EventId::random();
    events.push_back(eventWith(medication));
    Document document;
    document.blob = base::Hash256::of("content");
    document.size = 7;
    events.push_back(eventWith(document));
    events.push_back(
        eventWith(UserEnrolled{UserId::random(), QStringLiteral("Nia"), Role::Nurse, "key", "box"}));
    events.push_back(eventWith(AccessLogged{
        AccessLogged::Action::Export, PatientId::random(), QStringLiteral("FHIR"), QStringLiteral("TREAT")}));
    ImagingSeries series;
    series.modality = QStringLiteral("CT");
    series.instances = {{QStringLiteral("1.2.3"), 7, 1, base::Hash256::of("image")}};
    series.index = base::Hash256::of("index");
    events.push_back(eventWith(series));
    ImagingFinding finding;
    finding.shape = ImagingFinding::Shape::Distance;
    finding.points = {-12.5, 0.1, 300, 4, 5, 6};
    finding.values = {{Concept{{}, QStringLiteral("Length")},
        Quantity{*base::Decimal::fromString(u"12.30"), QStringLiteral("mm"), {}}, {}}};
    finding.object = base::Hash256::of("report");
    events.push_back(eventWith(finding));
    ConsentContract contract;
    contract.patient = PatientId::random();
    contract.clinic = base::Hash256::of("their key");
    contract.categories = {Category::Demographics, Category::Sensitive};
    contract.until = *base::Moment::fromString(u"2027-01-31T00:00:00+05:30");
    contract.breakGlass = true;
    events.push_back(eventWith(contract));
    DisclosureMade made;
    made.upTo = {{DeviceId::random(), 2, 17}};
    made.letters = {base::Hash256::of("letter")};
    events.push_back(eventWith(made));
    DisclosureTaken taken;
    taken.contract = contract;
    taken.contents = {{base::Hash256::of("theirs"), base::Hash256::of("ours")}};
    events.push_back(eventWith(taken));
    events.push_back(
        eventWith(ClinicKnown{contract.clinic, QStringLiteral("Hill"), "card", ClinicKnown::How::ByItself}));
    for (Body body :
        std::initializer_list<Body>{Encounter(), Condition(), Allergy(), Procedure(), Immunisation(), Note(),
            OtherResource(), Retraction(), ClinicFounded(), UserRemoved(), DeviceEnrolled(),
            DeviceRemoved{DeviceId::random(), {{2, 17, base::Hash256::of("last")}}, QStringLiteral("lost")},
            ConsentWithdrawn{EventId::random(), QStringLiteral("moved away"), true},
            DisclosureArrived{EventId::random(), contract.clinic, "signed"}, EmergencyAccess(),
            ConsentTold()})
        events.push_back(eventWith(std::move(body)));
    return events;
}

} // namespace

class EventCodecTest : public QObject
{
    Q_OBJECT

private slots:
    void everyKindComesBackTheSame();
    void whereAnEntryCameFromComesBackTheSame();
    void aDeviceOfAnOlderProgramHoldsKeys();
    void valuesOfEveryTypeComeBackTheSame();
    void decimalsKeepTheirDigits();
    void truncatedEventsAreRefused();
    void damagedEventsNeverCrash();
    void aNewerFormatIsSaidToBeNewer();
};

void EventCodecTest::everyKindComesBackTheSame()
{
    std::vector<bool> seen(std::variant_size_v<Body>);
    for (const Event& event : oneOfEachKind()) {
        const QByteArray bytes = encodeEvent(event);
        const auto decoded = decodeEvent(bytes);
        QVERIFY2(decoded.has_value(), qPrintable(kindName(event.kind())));
        QCOMPARE(decoded->kind(), event.kind());
        QCOMPARE(decoded->id, event.id);
        QCOMPARE(decoded->occurred, event.occurred);
        // The same bytes again mean that no field was lost.
        QCOMPARE(encodeEvent(*decoded), bytes);
        seen[event.body.index()] = true;
    }
    QVERIFY(std::find(seen.begin(), seen.end(), false) == seen.end());
}

void EventCodecTest::whereAnEntryCameFromComesBackTheSame()
{
    Event event = eventWith(Note{QStringLiteral("Seen"), {}});
    const QByteArray before = encodeEvent(event);
    event.origin = std::make_shared<Origin>(Origin{base::Hash256::of("clinic"), QStringLiteral("Hill"),
        UserId::random(), QStringLiteral("Chen"), Role::Nurse, *base::Moment::fromString(u"2026-11-20"),
        base::Hash256::of("commit"), QStringLiteral("Dr Okonkwo, Riverside")});
    const auto decoded = decodeEvent(encodeEvent(event));
    QVERIFY(decoded.has_value() && decoded->origin);
    QCOMPARE(*decoded->origin, *event.origin);
    QCOMPARE(encodeEvent(*decoded), encodeEvent(event));
    QVERIFY(!decodeEvent(before)->origin); // what is written without one reads as before
}

void EventCodecTest::aDeviceOfAnOlderProgramHoldsKeys()
{
    // Given the bytes of an enrolment as they were before a device could be without keys.
    const DeviceId device = DeviceId::random();
    base::CborWriter writer;
    writer.array(8).integer(1).bytes(EventId::random().toBytes()).bytes(PatientId().toBytes()).integer(6);
    writer.array(3).integer(0).integer(0).integer(0);
    writer.array(0).integer(16).array(3).bytes(device.toBytes()).text(QStringLiteral("Ward")).bytes("key");
    const auto decoded = decodeEvent(writer.data());
    QVERIFY(decoded.has_value());
    QVERIFY(decoded->as<DeviceEnrolled>()->holdsKeys);
    QCOMPARE(decoded->as<DeviceEnrolled>()->device, device);
}

void EventCodecTest::valuesOfEveryTypeComeBackTheSame()
{
    const std::initializer_list<Value> values{std::monostate(),
        Quantity{base::Decimal(1, 2), QStringLiteral("kg"), {}},
        Concept::loinc(QStringLiteral("LA1-1"), QStringLiteral("Alert")), QStringLiteral("words"), true};
    for (const Value& value : values) {
        Observation observation;
        observation.value = value;
        const auto decoded = decodeEvent(encodeEvent(eventWith(observation)));
        QVERIFY(decoded.has_value());
        QVERIFY(decoded->as<Observation>()->value == value);
    }
}

void EventCodecTest::decimalsKeepTheirDigits()
{
    const auto decoded = decodeEvent(encodeEvent(eventWith(bloodPressure())));
    const Component& diastolic = decoded->as<Observation>()->components.at(1);
    QCOMPARE(std::get<Quantity>(diastolic.value).value.toString(), QStringLiteral("80.00"));
    QCOMPARE(diastolic.code.coding.system, QStringLiteral("urn:own"));
}

void EventCodecTest::truncatedEventsAreRefused()
{
    const QByteArray whole = encodeEvent(eventWith(bloodPressure()));
    for (qsizetype size = 0; size < whole.size(); ++size)
        QVERIFY(!decodeEvent(whole.left(size)).has_value());
    QVERIFY(!decodeEvent(whole + '\0').has_value());
}

void EventCodecTest::damagedEventsNeverCrash()
{
    QRandomGenerator random(2);
    const std::vector<Event> events = oneOfEachKind();
    int refused = 0;
    for (int round = 0; round < 20'000; ++round) {
        QByteArray bytes = encodeEvent(events[static_cast<size_t>(round) % events.size()]);
        const int place = random.bounded(static_cast<int>(bytes.size()));
        bytes[place] = static_cast<char>(bytes.at(place) ^ (1 << random.bounded(8)));
        refused += decodeEvent(bytes).has_value() ? 0 : 1;
    }
    QVERIFY(refused > 0);
}

void EventCodecTest::aNewerFormatIsSaidToBeNewer()
{
    QByteArray bytes = encodeEvent(eventWith(Note()));
    bytes[1] = 9; // the version, right after the array's head
    const auto decoded = decodeEvent(bytes);
    QVERIFY(!decoded);
    QCOMPARE(decoded.error().code, base::ErrorCode::Unsupported);
}

QTEST_GUILESS_MAIN(EventCodecTest)
#include "tst_event_codec.moc"
