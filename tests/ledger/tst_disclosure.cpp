// One clinic's entries at another: what consent lets through, what arrives, and what is said of it.

#include "two_clinics.h"

#include "disclosure_take_p.h"

#include <QElapsedTimer>

using namespace twinward;
using namespace twinward::test;
using record::Category;

class DisclosureTest : public QObject
{
    Q_OBJECT

private slots:
    void whatWasAgreedArrivesAndNothingElse();
    void nothingOfOtherPatientsOrCategoriesIsInALetter();
    void entriesNameTheirAuthorAndClinic();
    void theReceiptEmptiesTheOutbox();
    void theSameLetterIsWrittenTheSameWayAgain();
    void whatIsSentAgainIsNotDoubled();
    void laterEntriesComeWithTheNextReferral();
    void anAmendmentMadeThereArrivesAsTheirs();
    void entriesComeHomeOnce();
    void imagesArriveAndAreReadThere();
    void documentsKeepTheirSource();
    void aPatientOfTwoRecordsIsSentWhole();
    void whoThePatientMayBeIsSaid();
    void everyDisclosureStandsInTheAccessLog();
    void referralsAreQuick();
};

void DisclosureTest::whatWasAgreedArrivesAndNothingElse()
{
    TwoClinics clinics;
    clinics.send(clinics.grant(clinics.terms()));
    const auto taken = TwoClinics::carry(clinics.river, clinics.hill);
    QCOMPARE(taken.size(), size_t{1});
    QCOMPARE(taken.front().entries, 2);
    QCOMPARE(taken.front().patient, clinics.there());
    QCOMPARE(clinics.readAtHill(), (QStringList{"Observation", "PatientDetails"}));
    QCOMPARE(clinics.hill.vault->patients()->find(clinics.there())->name, QStringLiteral("Grace Mwangi"));
    // and everything of it is authorised there
    const auto chart = clinics.hill.vault->chart(clinics.there());
    VERIFY_RESULT(chart);
    QVERIFY(chart->notAuthorised().empty());
    VERIFY_RESULT(clinics.hill.vault->verify());
    QVERIFY(clinics.hill.vault->verify()->ok);
}

void DisclosureTest::nothingOfOtherPatientsOrCategoriesIsInALetter()
{
    // given another patient, in one commit with this one
    TwoClinics clinics;
    const auto other = record::PatientId::random();
    VERIFY_RESULT(
        clinics.river.vault->commit({registration(other, "Otieno", "Peter"), heartRate(clinics.patient, 80),
            note(clinics.patient, "Not agreed to"), sensitiveNote(clinics.patient, "Nor this")}));
    clinics.send(clinics.grant(clinics.terms()));
    // when the letter is opened as the other clinic opens it
    const auto letters = TwoClinics::letters(clinics.river);
    QCOMPARE(letters.size(), size_t{1});
    const auto& hill = ledger::Vault::Private::of(*clinics.hill.vault);
    const QByteArray plain = ledger::openKeptLetter(hill.keyring, letters.front().content).body;
    const auto body = ledger::decodeBody<ledger::DisclosureBody>(plain);
    QVERIFY(body);
    QVERIFY(body->emergency.isEmpty());
    // then every sealed byte string of the vault that is not the patient's in these categories is missing
    const auto& river = ledger::Vault::Private::of(*clinics.river.vault);
    const std::set<Category> agreed{Category::Demographics, Category::Vitals};
    qint64 inside = 0;
    qint64 outside = 0;
    for (const Category category : ledger::allCategories) {
        const auto tag = river.keyring.subjectTag(clinics.patient, category);
        const std::lock_guard guard(river.databaseMutex);
        ledger::scanCategory(*river.database, river.chains, river.identity.vault, category,
            [&](const ledger::StoredSegment& segment) {
                const bool isAgreed = segment.place.tag == tag && agreed.contains(category);
                QCOMPARE(plain.contains(segment.body.toByteArray()), isAgreed);
                ++(isAgreed ? inside : outside);
            });
    }
    QVERIFY(inside == 3 && outside > 5);
    // and no key but those, and no root that such keys come of
    for (const ledger::ReleasedKey& key : body->released.keys) {
        QVERIFY(agreed.contains(key.category));
        QCOMPARE(key.tag, ledger::toBytes(river.keyring.subjectTag(clinics.patient, key.category)));
    }
    QCOMPARE(body->released.keys.size(), size_t{2});
    for (const Category category : ledger::allCategories) {
        for (const auto patient : {clinics.patient, other}) {
            const auto tag = river.keyring.subjectTag(patient, category);
            const auto key = river.keyring.patientKey(category, tag, 1);
            const QByteArray bytes(reinterpret_cast<const char*>(key.data()), ledger::keyBytes);
            QCOMPARE(plain.contains(bytes), patient == clinics.patient && agreed.contains(category));
        }
    }
    // nor a word of it in the clear, in the letter as it travels
    for (const char* word : {"Mwangi", "Otieno", "Riverside", "agreed", "Cough"})
        QVERIFY(!letters.front().content.contains(word));
}

void DisclosureTest::entriesNameTheirAuthorAndClinic()
{
    TwoClinics clinics;
    clinics.send(clinics.grant(clinics.terms()));
    TwoClinics::carry(clinics.river, clinics.hill);
    const auto here = clinics.river.vault->read(clinics.patient);
    const auto events = clinics.hill.vault->read(clinics.there());
    VERIFY_RESULT(events);
    for (const record::RecordedEvent& recorded : *events) {
        QVERIFY(recorded.event.origin);
        QCOMPARE(recorded.event.origin->clinicName, QStringLiteral("Riverside"));
        QCOMPARE(recorded.event.origin->authorName, QStringLiteral("Dr Riverside"));
        const auto original = std::find_if(
            here->begin(), here->end(), [&](const auto& each) { return each.event.id == recorded.event.id; });
        QVERIFY(original != here->end()); // the same event, by the same name
        QCOMPARE(recorded.event.origin->commit, original->commit);
    }
    // and the signed original is kept
    const auto log = ledger::sharingLog(*clinics.hill.vault, clinics.there());
    QCOMPARE(log->taken.size(), size_t{1});
    QVERIFY(!clinics.hill.vault->readSource(log->taken.front().event.id)->isEmpty());
}

void DisclosureTest::theReceiptEmptiesTheOutbox()
{
    TwoClinics clinics;
    const auto sent = clinics.send(clinics.grant(clinics.terms()));
    QCOMPARE(ledger::outbox(*clinics.river.vault)->size(), size_t{1});
    TwoClinics::carry(clinics.river, clinics.hill);
    QCOMPARE(ledger::outbox(*clinics.river.vault)->size(), size_t{1}); // carried is not arrived
    const auto receipts = TwoClinics::carry(clinics.hill, clinics.river);
    QCOMPARE(receipts.size(), size_t{1});
    QCOMPARE(receipts.front().about, sent.disclosure);
    QVERIFY(ledger::outbox(*clinics.river.vault)->empty());
    QCOMPARE(ledger::settledLetters(*clinics.river.vault)->size(), size_t{1});
    QCOMPARE(ledger::sharingLog(*clinics.river.vault, clinics.patient)->arrived.size(), size_t{1});
    // a receipt that comes again changes nothing
    QVERIFY(TwoClinics::carry(clinics.hill, clinics.river).front().isAgain);
    // and is no longer offered after thirty days
    clinics.clock.pass(31 * dayMs);
    QVERIFY(ledger::outbox(*clinics.hill.vault)->empty());
}

void DisclosureTest::theSameLetterIsWrittenTheSameWayAgain()
{
    TwoClinics clinics;
    clinics.send(clinics.grant(clinics.terms()));
    const auto first = TwoClinics::letters(clinics.river);
    clinics.clock.pass(dayMs);
    VERIFY_RESULT(clinics.river.vault->commit({heartRate(clinics.patient, 90)})); // later: not in it
    const auto second = TwoClinics::letters(clinics.river);
    QCOMPARE(second.size(), first.size());
    QCOMPARE(second.front().content, first.front().content);
    QCOMPARE(first.front().id(), ledger::outbox(*clinics.river.vault)->front().id);
}

void DisclosureTest::whatIsSentAgainIsNotDoubled()
{
    TwoClinics clinics;
    const auto contract = clinics.grant(clinics.terms());
    clinics.send(contract);
    const auto letters = TwoClinics::letters(clinics.river);
    VERIFY_RESULT(ledger::takeLetter(*clinics.hill.vault, letters.front()));
    const auto before = clinics.readAtHill();
    const auto again = ledger::takeLetter(*clinics.hill.vault, letters.front());
    VERIFY_RESULT(again);
    QVERIFY(again->isAgain);
    QCOMPARE(again->entries, 0);
    QCOMPARE(clinics.readAtHill(), before);
    // nor by another disclosure of the same
    clinics.send(contract);
    const auto taken = TwoClinics::carry(clinics.river, clinics.hill);
    QCOMPARE(taken.back().entries, 0);
    QCOMPARE(taken.back().known, 2);
    QCOMPARE(clinics.readAtHill(), before);
}

void DisclosureTest::laterEntriesComeWithTheNextReferral()
{
    TwoClinics clinics;
    const auto contract = clinics.grant(clinics.terms());
    clinics.send(contract);
    clinics.carryAll();
    VERIFY_RESULT(clinics.river.vault->commit({heartRate(clinics.patient, 110)}));
    clinics.send(contract);
    clinics.carryAll();
    QCOMPARE(clinics.readAtHill().count("Observation"), 2);
}

void DisclosureTest::anAmendmentMadeThereArrivesAsTheirs()
{
    // given an entry that its author corrected after it was sent
    TwoClinics clinics;
    const auto contract = clinics.grant(clinics.terms());
    clinics.send(contract);
    clinics.carryAll();
    const auto chart = clinics.river.vault->chart(clinics.patient);
    const auto* entry = chart->current<record::Observation>().front();
    VERIFY_RESULT(clinics.river.vault->commit(
        {record::amend(*entry, record::Retraction{"entered for the wrong patient"})}));
    clinics.send(contract);
    clinics.carryAll();
    // then it is taken back there too
    const auto there = clinics.hill.vault->chart(clinics.there());
    VERIFY_RESULT(there);
    QVERIFY(there->current<record::Observation>().empty());
    QVERIFY(there->notAuthorised().empty());
}

void DisclosureTest::entriesComeHomeOnce()
{
    // given a patient sent to the hill, seen there, and sent back
    TwoClinics clinics;
    clinics.send(clinics.grant(clinics.terms()));
    clinics.carryAll();
    VERIFY_RESULT(clinics.hill.vault->commit({heartRate(clinics.there(), 65)}));
    record::ConsentContract back = clinics.terms();
    back.patient = clinics.there();
    back.clinic = clinics.river.card().id;
    const auto contract = ledger::grantConsent(*clinics.hill.vault, back);
    VERIFY_RESULT(contract);
    VERIFY_RESULT(ledger::disclose(*clinics.hill.vault, *contract));
    const auto taken = TwoClinics::carry(clinics.hill, clinics.river);
    const auto arrival = std::find_if(taken.begin(), taken.end(),
        [](const auto& each) { return each.kind == ledger::TakenLetter::Kind::Disclosure; });
    QVERIFY(arrival != taken.end());
    // then only what is new comes in, and whose it is is known
    QCOMPARE(arrival->entries, 1);
    QCOMPARE(arrival->known, 2);
    QCOMPARE(arrival->candidates.size(), size_t{1});
    QCOMPARE(arrival->candidates.front().patient, clinics.patient);
}

void DisclosureTest::imagesArriveAndAreReadThere()
{
    TwoClinics clinics;
    const QByteArray picture(3'000'000, 'x');
    const auto blob = clinics.river.vault->storeBlob(clinics.patient, Category::Clinical, picture);
    VERIFY_RESULT(blob);
    record::Document document;
    document.title = QStringLiteral("Letter");
    document.blob = *blob;
    VERIFY_RESULT(clinics.river.vault->commit({test::event(clinics.patient, document)}));
    const auto sent = clinics.send(clinics.grant(clinics.terms({Category::Clinical})));
    QCOMPARE(sent.letters, 2);
    const auto letters = TwoClinics::letters(clinics.river);
    // without its content the entry waits, and nothing is acknowledged
    const auto entries = ledger::takeLetter(*clinics.hill.vault, letters[0]);
    VERIFY_RESULT(entries);
    QCOMPARE(entries->waiting, 1);
    QVERIFY(!clinics.readAtHill().contains("Document"));
    QVERIFY(ledger::outbox(*clinics.hill.vault)->empty());
    ledger::OutgoingLetter receipt;
    receipt.kind = ledger::OutgoingLetter::Kind::Receipt;
    receipt.to = entries->from;
    receipt.about = entries->about;
    QVERIFY(!ledger::write(*clinics.hill.vault, receipt));
    const auto content = ledger::takeLetter(*clinics.hill.vault, letters[1]);
    VERIFY_RESULT(content);
    QCOMPARE(content->entries, 1);
    const auto chart = clinics.hill.vault->chart(clinics.there());
    const auto documents = chart->current<record::Document>();
    QCOMPARE(documents.size(), size_t{1});
    QCOMPARE(*clinics.hill.vault->readBlob(
                 clinics.there(), Category::Clinical, *documents.front()->as<record::Document>()->blob),
        picture);
    QCOMPARE(ledger::outbox(*clinics.hill.vault)->size(), size_t{1});
    QVERIFY(clinics.hill.vault->verify()->ok);
}

void DisclosureTest::documentsKeepTheirSource()
{
    TwoClinics clinics;
    record::Event imported = heartRate(clinics.patient, 71);
    imported.source = R"({"resourceType":"Observation","valueQuantity":{"value":71.0}})";
    VERIFY_RESULT(clinics.river.vault->commit({imported}));
    clinics.send(clinics.grant(clinics.terms()));
    clinics.carryAll();
    QCOMPARE(*clinics.hill.vault->readSource(imported.id), imported.source);
}

void DisclosureTest::aPatientOfTwoRecordsIsSentWhole()
{
    TwoClinics clinics;
    const auto twice = record::PatientId::random();
    VERIFY_RESULT(
        clinics.river.vault->commit({registration(twice, "Mwangi", "Grace W"), heartRate(twice, 99)}));
    VERIFY_RESULT(
        clinics.river.vault->commit({test::event(twice, record::MergedInto{clinics.patient, "the same"})}));
    clinics.send(clinics.grant(clinics.terms()));
    TwoClinics::carry(clinics.river, clinics.hill);
    QCOMPARE(clinics.readAtHill().count("Observation"), 2);
}

void DisclosureTest::whoThePatientMayBeIsSaid()
{
    TwoClinics clinics;
    const auto own = record::PatientId::random();
    VERIFY_RESULT(clinics.hill.vault->commit({registration(own, "Mwangi", "Grace")}));
    clinics.send(clinics.grant(clinics.terms()));
    const auto taken = TwoClinics::carry(clinics.river, clinics.hill);
    QCOMPARE(taken.front().candidates.size(), size_t{1});
    QCOMPARE(taken.front().candidates.front().patient, own);
    // and a person's merge makes one chart of them, which a later letter goes into
    VERIFY_RESULT(
        clinics.hill.vault->commit({test::event(clinics.there(), record::MergedInto{own, "the same"})}));
    VERIFY_RESULT(clinics.river.vault->commit({heartRate(clinics.patient, 101)}));
    clinics.send(clinics.grant(clinics.terms()));
    TwoClinics::carry(clinics.river, clinics.hill);
    QCOMPARE(clinics.hill.vault->chart(own)->current<record::Observation>().size(), size_t{2});
}

void DisclosureTest::everyDisclosureStandsInTheAccessLog()
{
    TwoClinics clinics;
    clinics.send(clinics.grant(clinics.terms()));
    clinics.carryAll();
    const auto lines = [](const TestClinic& clinic, record::AccessLogged::Action action) {
        const auto log = clinic.vault->readClinic(Category::Access);
        return std::count_if(log->begin(), log->end(), [action](const auto& recorded) {
            const auto* access = recorded.event.template as<record::AccessLogged>();
            return access != nullptr && access->action == action && access->purpose == u"TREAT";
        });
    };
    QCOMPARE(lines(clinics.river, record::AccessLogged::Action::Export), 1);
    QCOMPARE(lines(clinics.hill, record::AccessLogged::Action::Import), 1);
}

void DisclosureTest::referralsAreQuick()
{
    TwoClinics clinics;
    std::vector<record::Event> many;
    for (int i = 0; i < 2'000; ++i)
        many.push_back(heartRate(clinics.patient, 60 + i % 40));
    VERIFY_RESULT(clinics.river.vault->commit(std::move(many)));
    QElapsedTimer timer;
    timer.start();
    clinics.send(clinics.grant(clinics.terms()));
    TwoClinics::carry(clinics.river, clinics.hill);
    QCOMPARE(clinics.hill.vault->chart(clinics.there())->entries().size(), size_t{2'001});
    qInfo("from referral to chart, 2,001 observations, two vaults on one disk: %lld ms",
        static_cast<long long>(timer.elapsed()));
}

QTEST_GUILESS_MAIN(DisclosureTest)
#include "tst_disclosure.moc"
