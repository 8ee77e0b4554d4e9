// Who may say that an entry came from another clinic: its letter, each time the chart is read.

#include "two_clinics.h"

#include "disclosure_take_p.h"

using namespace twinward;
using namespace twinward::test;
using record::Category;
using record::Origin;

namespace {

struct Arrived : TwoClinics
{
    explicit Arrived(std::vector<Category> categories = {Category::Demographics, Category::Vitals})
    {
        send(grant(terms(std::move(categories))));
        carryAll();
    }
    [[nodiscard]] record::Chart chart() const
    {
        auto chart = hill.vault->chart(there());
        [&] { VERIFY_RESULT(chart); }();
        return std::move(*chart);
    }
    // A true entry's origin, for somebody to copy.
    [[nodiscard]] Origin anOrigin() const { return *hill.vault->read(there())->front().event.origin; }
    [[nodiscard]] record::Event claimed(record::Body body) const
    {
        record::Event event = test::event(there(), std::move(body));
        Origin origin = anOrigin();
        origin.role = record::Role::Physician;
        event.origin = std::make_shared<Origin>(origin);
        return event;
    }
    void writeAtHill(const record::Event& event)
    {
        [&] { VERIFY_RESULT(hill.vault->commit({event})); }();
    }
    [[nodiscard]] std::vector<const record::Entry*> refused(const record::Chart& chart) const
    {
        return chart.notAuthorised();
    }
};

record::Medication prescribed()
{
    record::Medication medication;
    medication.action = record::Medication::Action::Prescribed;
    medication.code.text = QStringLiteral("Morphine");
    return medication;
}

QStringList values(const record::Chart& chart)
{
    QStringList all;
    for (const auto* entry : chart.current<record::Observation>())
        all << std::get<record::Quantity>(entry->as<record::Observation>()->value).value.toString();
    return all;
}

} // namespace

class HeldEntriesTest : public QObject
{
    Q_OBJECT

private slots:
    void whatALetterHoldsCounts();
    void aNurseCantPrescribeInAnothersName();
    void wordsThatNoLetterHoldsCountForNothing();
    void anEntryMadeUpBeforehandHidesNothing();
    void whatWasTakenBackElsewhereTakesNothingElseBack();
    void aLetterMadeUpHereVouchesForNothing();
    void whatIsSealedCountsOnlyWithAReason();
    void entriesThatWaitedForTheirImagesCount();
    void aClinicKnownAnewByAPersonVouchesForItself();
    void askingIsQuick();
};

void HeldEntriesTest::whatALetterHoldsCounts()
{
    Arrived clinics;
    QVERIFY(clinics.refused(clinics.chart()).empty());
    QCOMPARE(clinics.chart().entries().size(), size_t{1});
    // for whoever opens the vault next, too
    clinics.hill.signIn(QStringLiteral("Dr Hill"), clinics.clock);
    QVERIFY(clinics.refused(clinics.chart()).empty());
    QCOMPARE(clinics.anOrigin().inLetter, Origin::Letter::Held);
    // and after both clinics' keys have turned
    clinics.hill.enrol("Nia", record::Role::Nurse);
    VERIFY_RESULT(
        clinics.hill.vault->removeUser(clinics.hill.vault->roster().findByName("Nia")->user, "left"));
    clinics.river.enrol("Nia", record::Role::Nurse);
    VERIFY_RESULT(
        clinics.river.vault->removeUser(clinics.river.vault->roster().findByName("Nia")->user, "left"));
    clinics.send(clinics.grant(clinics.terms()));
    clinics.carryAll();
    clinics.hill.signIn(QStringLiteral("Dr Hill"), clinics.clock);
    QCOMPARE(clinics.chart().entries().size(), size_t{1});
    QVERIFY(clinics.refused(clinics.chart()).empty());
}

void HeldEntriesTest::aNurseCantPrescribeInAnothersName()
{
    Arrived clinics;
    clinics.hill.enrol("Nia", record::Role::Nurse);
    clinics.hill.signIn("Nia", clinics.clock);
    QCOMPARE(clinics.hill.vault->commit({test::event(clinics.there(), prescribed())}).error().code,
        base::ErrorCode::NotAuthorised);
    // given a changed program, which says that it came from Riverside
    const record::Event forged = clinics.claimed(prescribed());
    clinics.writeAtHill(forged);
    // then it is in no chart, and shown as what it is
    const auto chart = clinics.chart();
    QVERIFY(chart.current<record::Medication>().empty());
    QVERIFY(chart.activeMedications().empty());
    QCOMPARE(clinics.refused(chart).size(), size_t{1});
    QCOMPARE(clinics.refused(chart).front()->event().origin->inLetter, Origin::Letter::Missing);
    QVERIFY(!clinics.hill.vault->roster().authorises(*chart.find(forged.id)->versions.begin()));
}

void HeldEntriesTest::wordsThatNoLetterHoldsCountForNothing()
{
    // given what a true entry says, changed, under a name of its own or as somebody else's
    Arrived clinics;
    const auto events = clinics.hill.vault->read(clinics.there());
    for (const auto& recorded : *events) {
        const auto* observation = recorded.event.as<record::Observation>();
        if (observation == nullptr)
            continue;
        record::Event changed = heartRate(clinics.there(), 190);
        changed.origin = recorded.event.origin;
        clinics.writeAtHill(changed);
        record::Event another = recorded.event;
        another.id = record::EventId::random();
        clinics.writeAtHill(another);
        record::Event asSomebodyElse = recorded.event;
        Origin origin = *recorded.event.origin;
        origin.authorName = QStringLiteral("Dr Nobody");
        asSomebodyElse.origin = std::make_shared<Origin>(origin);
        asSomebodyElse.id = record::EventId::random();
        clinics.writeAtHill(asSomebodyElse);
    }
    QCOMPARE(values(clinics.chart()), QStringList{"72"});
    QCOMPARE(clinics.refused(clinics.chart()).size(), size_t{3});
}

void HeldEntriesTest::anEntryMadeUpBeforehandHidesNothing()
{
    // given somebody who knows what an entry of Riverside's is called, and writes under that name first
    TwoClinics clinics;
    record::Event forged = heartRate(clinics.there(), 190);
    const auto events = clinics.river.vault->read(clinics.patient);
    Origin origin;
    origin.clinic = clinics.river.card().id;
    origin.clinicName = QStringLiteral("Riverside");
    origin.role = record::Role::Physician;
    for (const auto& recorded : *events) {
        if (recorded.event.as<record::Observation>() != nullptr)
            forged.id = recorded.event.id;
    }
    forged.origin = std::make_shared<Origin>(origin);
    VERIFY_RESULT(clinics.hill.vault->commit({registration(clinics.there(), "Mwangi", "Grace"), forged}));
    // when the letter comes
    clinics.send(clinics.grant(clinics.terms()));
    clinics.carryAll();
    // then its entry stands
    const auto chart = clinics.hill.vault->chart(clinics.there());
    QCOMPARE(values(*chart), QStringList{"72"});
    QCOMPARE(chart->notAuthorised().size(), size_t{1});
}

void HeldEntriesTest::whatWasTakenBackElsewhereTakesNothingElseBack()
{
    // given a letter with a retraction, which somebody aims at another entry
    TwoClinics clinics;
    VERIFY_RESULT(clinics.river.vault->commit({heartRate(clinics.patient, 44)}));
    const auto home = clinics.river.vault->chart(clinics.patient);
    const auto* wrong = home->current<record::Observation>().back();
    VERIFY_RESULT(clinics.river.vault->commit({record::amend(*wrong, record::Retraction{"wrong patient"})}));
    clinics.send(clinics.grant(clinics.terms()));
    clinics.carryAll();
    const auto before = clinics.hill.vault->chart(clinics.there());
    const QStringList stands = values(*before);
    QCOMPARE(stands.size(), 1);
    const auto events = clinics.hill.vault->read(clinics.there());
    for (const auto& recorded : *events) {
        if (recorded.event.as<record::Retraction>() == nullptr)
            continue;
        record::Event aimed = recorded.event;
        aimed.id = record::EventId::random();
        aimed.replaces = {before->current<record::Observation>().front()->root};
        VERIFY_RESULT(clinics.hill.vault->commit({aimed}));
    }
    QCOMPARE(values(*clinics.hill.vault->chart(clinics.there())), stands);
}

void HeldEntriesTest::aLetterMadeUpHereVouchesForNothing()
{
    // given a device of Hill's that seals to Hill what Riverside never signed, and says it was taken in
    Arrived clinics;
    const auto& inside = ledger::Vault::Private::of(*clinics.hill.vault);
    ledger::DisclosureBody body;
    body.head.patient = clinics.patient;
    const auto letter = ledger::sealLetter(inside.keyring, "Riverside", clinics.hill.card(),
        ledger::LetterKind::Disclosure, ledger::encodeBody(body));
    record::DisclosureTaken taken;
    const auto log = ledger::sharingLog(*clinics.hill.vault);
    taken = *log->taken.front().event.as<record::DisclosureTaken>();
    taken.disclosure = record::EventId::random();
    record::Event arrival;
    arrival.category = Category::Clinic;
    arrival.body = taken;
    arrival.source = letter.content;
    VERIFY_RESULT(clinics.hill.vault->commit({arrival, clinics.claimed(prescribed())}));
    QVERIFY(clinics.chart().current<record::Medication>().empty());
    QCOMPARE(clinics.refused(clinics.chart()).size(), size_t{1});
}

void HeldEntriesTest::whatIsSealedCountsOnlyWithAReason()
{
    // given somebody who opens the part for emergencies with a program that says nothing of it
    TwoClinics clinics;
    auto agreed = clinics.terms();
    agreed.breakGlass = true;
    clinics.send(clinics.grant(agreed));
    clinics.carryAll();
    TwoClinics honest = TwoClinics();
    const auto opened = [&](const TestClinic& at) {
        const auto chart = at.vault->chart(clinics.there());
        return chart->current<record::Note>().size();
    };
    QCOMPARE(opened(clinics.hill), size_t{0});
    VERIFY_RESULT(ledger::openEmergency(*clinics.hill.vault, clinics.there(), "Unconscious"));
    QCOMPARE(opened(clinics.hill), size_t{2});
    // the same entries in a vault of Hill's where nobody signed why
    const auto events = clinics.hill.vault->read(clinics.there());
    VERIFY_RESULT(ledger::knowClinic(*honest.hill.vault, clinics.river.card()));
    for (const auto& recorded : *events) {
        if (recorded.event.as<record::Note>() != nullptr)
            VERIFY_RESULT(honest.hill.vault->commit({recorded.event}));
    }
    QCOMPARE(opened(honest.hill), size_t{0});
}

void HeldEntriesTest::entriesThatWaitedForTheirImagesCount()
{
    TwoClinics clinics;
    const auto blob
        = clinics.river.vault->storeBlob(clinics.patient, Category::Clinical, QByteArray(100'000, 'x'));
    VERIFY_RESULT(blob);
    record::Document document;
    document.title = QStringLiteral("Letter");
    document.blob = *blob;
    VERIFY_RESULT(clinics.river.vault->commit({test::event(clinics.patient, document)}));
    clinics.send(clinics.grant(clinics.terms({Category::Clinical})));
    clinics.carryAll();
    const auto chart = clinics.hill.vault->chart(clinics.there());
    QCOMPARE(chart->current<record::Document>().size(), size_t{1});
    QVERIFY(chart->notAuthorised().empty());
}

void HeldEntriesTest::aClinicKnownAnewByAPersonVouchesForItself()
{
    // given a card of Riverside's that a person took anew, because its keys are others now
    Arrived clinics;
    clinics.river.enrol("Nia", record::Role::Nurse);
    VERIFY_RESULT(
        clinics.river.vault->removeUser(clinics.river.vault->roster().findByName("Nia")->user, "left"));
    VERIFY_RESULT(ledger::knowClinic(*clinics.hill.vault, clinics.river.card()));
    QVERIFY(clinics.refused(clinics.chart()).empty());
}

void HeldEntriesTest::askingIsQuick()
{
    TwoClinics clinics;
    std::vector<record::Event> many;
    many.reserve(2'000);
    for (int i = 0; i < 2'000; ++i)
        many.push_back(heartRate(clinics.patient, 60 + i % 40));
    VERIFY_RESULT(clinics.river.vault->commit(std::move(many)));
    clinics.send(clinics.grant(clinics.terms()));
    clinics.carryAll();
    clinics.hill.signIn(QStringLiteral("Dr Hill"), clinics.clock);
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(clinics.hill.vault->chart(clinics.there())->entries().size(), size_t{2'001});
    const qint64 first = timer.restart();
    QCOMPARE(clinics.hill.vault->chart(clinics.there())->entries().size(), size_t{2'001});
    qInfo("a chart of 2,001 entries from elsewhere: first %lld ms, then %lld ms",
        static_cast<long long>(first), static_cast<long long>(timer.elapsed()));
}

QTEST_GUILESS_MAIN(HeldEntriesTest)
#include "tst_held_entries.moc"
