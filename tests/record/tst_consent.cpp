#include "clinic_fixture.h"

#include "record/consent.h"

#include <algorithm>
#include <QTest>
#include <random>
#include <rapidcheck.h>

using namespace twinward;
using namespace twinward::record;
using test::ClinicFixture;

namespace {

constexpr qint64 dayMs = 86'400'000;
constexpr qint64 start = 1'700'000'000'000;

base::Moment day(qint64 number)
{
    return {start + number * dayMs, 0, base::Moment::Precision::Second};
}

// A clinic and what its people sign of one patient's consent.
struct Signed
{
    ClinicFixture clinic;
    std::vector<RecordedEvent> events;
    PatientId patient = PatientId::derived("test", "patient");
    ClinicId other = ClinicId::of("the other clinic");

    [[nodiscard]] ConsentContract terms() const
    {
        ConsentContract contract;
        contract.patient = patient;
        contract.clinic = other;
        contract.clinicName = QStringLiteral("Hill hospital");
        contract.categories = {Category::Demographics, Category::Vitals, Category::Clinical};
        contract.purpose = QStringLiteral("TREAT");
        contract.from = day(0);
        contract.until = day(30);
        return contract;
    }

    EventId sign(Body body, UserId by, std::vector<EventId> replaces = {})
    {
        Event event = ClinicFixture::clinicEvent(std::move(body));
        event.replaces = std::move(replaces);
        events.push_back(clinic.recorded(event, by));
        return event.id;
    }

    [[nodiscard]] std::map<EventId, Consent> consents() const
    {
        return consentsAmong(events, clinic.roster());
    }
    [[nodiscard]] ConsentState stateOn(EventId id, qint64 number) const
    {
        return consents().at(id).stateAt(day(number).utcMs());
    }
};

QByteArray told(const std::map<EventId, Consent>& consents)
{
    QByteArray all;
    for (const auto& [id, consent] : consents) {
        all += id.toBytes() + fingerprintOf(id, consent.terms).toBytes() + consent.by.toBytes()
            + consent.commit.toBytes()
            + QByteArray::number(consent.narrowed.value_or(base::HybridTime()).packed())
            + QByteArray::number(consent.withdrawn.value_or(base::HybridTime()).packed())
            + consent.reason.toUtf8();
    }
    return all;
}

bool isWithin(const ConsentContract& narrow, const ConsentContract& wide)
{
    const bool sameParts
        = std::all_of(narrow.categories.begin(), narrow.categories.end(), [&](Category each) {
              return std::find(wide.categories.begin(), wide.categories.end(), each) != wide.categories.end();
          });
    const bool ends
        = wide.until.isNull() || (!narrow.until.isNull() && narrow.until.utcMs() <= wide.until.utcMs());
    const bool begins
        = wide.from.isNull() || (!narrow.from.isNull() && narrow.from.utcMs() >= wide.from.utcMs());
    return sameParts && ends && begins && (wide.breakGlass || !narrow.breakGlass);
}

ConsentContract anyTerms(const Signed& world)
{
    ConsentContract contract = world.terms();
    contract.categories.clear();
    for (int category = 1; category <= 5; ++category) {
        if (*rc::gen::arbitrary<bool>())
            contract.categories.push_back(static_cast<Category>(category));
    }
    contract.breakGlass = *rc::gen::arbitrary<bool>();
    contract.from = day(*rc::gen::inRange(0, 5));
    contract.until = *rc::gen::arbitrary<bool>() ? base::Moment() : day(*rc::gen::inRange(5, 40));
    return contract;
}

// A few contracts and what various people did to them.
Signed anyHistory()
{
    Signed world;
    const std::vector<UserId> people{world.clinic.physician, world.clinic.nurse, world.clinic.administrator,
        world.clinic.auditor, UserId::derived("test", "stranger")};
    std::vector<EventId> ids;
    const int steps = *rc::gen::inRange(1, 12);
    for (int i = 0; i < steps; ++i) {
        const UserId by = people.at(static_cast<size_t>(*rc::gen::inRange(0, 5)));
        const int what = ids.empty() ? 0 : *rc::gen::inRange(0, 5);
        const EventId about = ids.empty() ? EventId() : *rc::gen::elementOf(ids);
        if (what <= 1)
            ids.push_back(world.sign(anyTerms(world), by));
        else if (what <= 3)
            ids.push_back(world.sign(anyTerms(world), by, {about}));
        else
            ids.push_back(*rc::gen::arbitrary<bool>()
                    ? world.sign(ConsentWithdrawn{about, QStringLiteral("changed my mind")}, by)
                    : world.sign(Retraction{QStringLiteral("by mistake")}, by, {about}));
    }
    return world;
}

// The contract as it was granted, and all that was made of it since, as the other clinic hears it.
std::vector<RecordedEvent> heardOf(
    const Consent& consent, const ConsentContract& granted, ClinicFixture& clinic)
{
    DisclosureTaken taken;
    taken.clinic = ClinicId::of("granting");
    taken.contractId = consent.id;
    taken.contract = granted;
    taken.patient = PatientId::derived("test", "there");
    std::vector<RecordedEvent> heard{
        clinic.recorded(ClinicFixture::clinicEvent(std::move(taken)), clinic.nurse)};
    for (const ConsentChange& change : consent.changes) {
        ConsentTold told;
        told.clinic = ClinicId::of("granting");
        told.contract = consent.id;
        told.change = change.id;
        told.categories = change.left.categories;
        told.clinician = change.left.clinician;
        told.from = change.left.from;
        told.until = change.left.until;
        told.breakGlass = change.left.breakGlass;
        told.since = {change.at.wallMs(), 0, base::Moment::Precision::Millisecond};
        told.reason = change.reason;
        heard.push_back(clinic.recorded(ClinicFixture::clinicEvent(std::move(told)), clinic.nurse));
    }
    return heard;
}

QByteArray told(const std::vector<ReceivedConsent>& received)
{
    QByteArray all;
    for (const ReceivedConsent& each : received) {
        all += each.id.toBytes() + fingerprintOf(each.id, each.terms).toBytes()
            + QByteArray::number(each.withdrawn.utcMs()) + QByteArray::number(each.narrowed.utcMs())
            + each.reason.toUtf8();
    }
    return all;
}

} // namespace

class ConsentTest : public QObject
{
    Q_OBJECT

private slots:
    void aContractIsInForceFromItsFirstMomentToBeforeItsLast();
    void withoutAnEndItHoldsUntilItIsWithdrawn();
    void whoMayNotSignItAgreesToNothing();
    void anAmendmentNarrowsAndNeverWidens();
    void ofTwoThatDidNotKnowOfEachOtherTheNarrowerCounts();
    void withdrawingWinsOverNarrowing();
    void aWithdrawalIsFoundThroughAnAmendmentToo();
    void whatAnAuditorWithdrawsStands();
    void anAmendmentForSomebodyElseLeavesNothing();
    void theSensitiveIsThereOnlyWhereItIsNamed();
    void aContractThatCantBeSignedIsSaidToBe();
    void everyOrderOfArrivalGivesTheSameConsents();
    void whateverIsSignedLaterNeverWidens();
    void theOtherClinicSeesTheSameInAnyOrder();
    void theEndOfWhatNeverCameIsKnown();
};

void ConsentTest::aContractIsInForceFromItsFirstMomentToBeforeItsLast()
{
    Signed world;
    const EventId id = world.sign(world.terms(), world.clinic.nurse);
    QCOMPARE(world.stateOn(id, -1), ConsentState::NotYet);
    QCOMPARE(world.stateOn(id, 0), ConsentState::InForce);
    QCOMPARE(world.stateOn(id, 29), ConsentState::InForce);
    QCOMPARE(world.stateOn(id, 30), ConsentState::Expired);
}

void ConsentTest::withoutAnEndItHoldsUntilItIsWithdrawn()
{
    Signed world;
    ConsentContract terms = world.terms();
    terms.until = {};
    const EventId id = world.sign(terms, world.clinic.nurse);
    QCOMPARE(world.stateOn(id, 40'000), ConsentState::InForce);
    world.sign(ConsentWithdrawn{id, QStringLiteral("moved away")}, world.clinic.nurse);
    QCOMPARE(world.stateOn(id, 1), ConsentState::Withdrawn);
    QCOMPARE(world.consents().at(id).reason, QStringLiteral("moved away"));
}

void ConsentTest::whoMayNotSignItAgreesToNothing()
{
    Signed world;
    world.sign(world.terms(), world.clinic.auditor);
    world.sign(world.terms(), UserId::random());
    ConsentContract sensitive = world.terms();
    sensitive.categories.push_back(Category::Sensitive);
    world.sign(sensitive, world.clinic.nurse);
    QVERIFY(world.consents().empty());
}

void ConsentTest::anAmendmentNarrowsAndNeverWidens()
{
    // given an amendment that takes one part away, adds another and ends later
    Signed world;
    const EventId id = world.sign(world.terms(), world.clinic.physician);
    ConsentContract amended = world.terms();
    amended.categories = {Category::Demographics, Category::Vitals, Category::Imaging};
    amended.until = day(300);
    amended.breakGlass = true;
    world.sign(amended, world.clinic.physician, {id});
    // then what was taken away is gone, and nothing was added
    const Consent consent = world.consents().at(id);
    QCOMPARE(consent.terms.categories, (std::vector{Category::Demographics, Category::Vitals}));
    QCOMPARE(consent.terms.until, day(30));
    QVERIFY(!consent.terms.breakGlass);
    QVERIFY(consent.narrowed);
    QCOMPARE(world.consents().size(), size_t{1}); // an amendment is no contract of its own
}

void ConsentTest::ofTwoThatDidNotKnowOfEachOtherTheNarrowerCounts()
{
    Signed world;
    const EventId id = world.sign(world.terms(), world.clinic.physician);
    ConsentContract withoutVitals = world.terms();
    withoutVitals.categories = {Category::Demographics, Category::Clinical};
    ConsentContract shorter = world.terms();
    shorter.until = day(7);
    world.sign(withoutVitals, world.clinic.physician, {id});
    world.sign(shorter, world.clinic.nurse, {id});
    const Consent consent = world.consents().at(id);
    QCOMPARE(consent.terms.categories, (std::vector{Category::Demographics, Category::Clinical}));
    QCOMPARE(consent.terms.until, day(7));
}

void ConsentTest::withdrawingWinsOverNarrowing()
{
    Signed world;
    const EventId id = world.sign(world.terms(), world.clinic.physician);
    world.sign(ConsentWithdrawn{id, QStringLiteral("no longer")}, world.clinic.nurse);
    world.sign(world.terms(), world.clinic.physician, {id});
    QCOMPARE(world.stateOn(id, 1), ConsentState::Withdrawn);
}

void ConsentTest::aWithdrawalIsFoundThroughAnAmendmentToo()
{
    Signed world;
    const EventId id = world.sign(world.terms(), world.clinic.physician);
    const EventId amended = world.sign(world.terms(), world.clinic.physician, {id});
    world.sign(Retraction{QStringLiteral("by mistake")}, world.clinic.physician, {amended});
    QCOMPARE(world.stateOn(id, 1), ConsentState::Withdrawn);
}

void ConsentTest::whatAnAuditorWithdrawsStands()
{
    Signed world;
    const EventId id = world.sign(world.terms(), world.clinic.physician);
    world.sign(ConsentWithdrawn{id, QStringLiteral("mischief")}, world.clinic.auditor);
    QCOMPARE(world.stateOn(id, 1), ConsentState::InForce);
}

void ConsentTest::anAmendmentForSomebodyElseLeavesNothing()
{
    Signed world;
    const EventId id = world.sign(world.terms(), world.clinic.physician);
    ConsentContract elsewhere = world.terms();
    elsewhere.clinic = ClinicId::of("a third clinic");
    world.sign(elsewhere, world.clinic.physician, {id});
    QCOMPARE(world.stateOn(id, 1), ConsentState::Withdrawn);
    QVERIFY(!world.consents().at(id).covers(Category::Demographics));
}

void ConsentTest::theSensitiveIsThereOnlyWhereItIsNamed()
{
    Signed world;
    const EventId plain = world.sign(world.terms(), world.clinic.physician);
    ConsentContract terms = world.terms();
    terms.categories.push_back(Category::Sensitive);
    const EventId named = world.sign(terms, world.clinic.physician);
    QVERIFY(!world.consents().at(plain).covers(Category::Sensitive));
    QVERIFY(world.consents().at(named).covers(Category::Sensitive));
    QCOMPARE(heldBack(world.terms()), (std::vector{Category::Imaging, Category::Sensitive}));
    // what is of no chart is never shared
    QVERIFY(sharedCategories({Category::Clinic, Category::Access}).empty());
}

void ConsentTest::aContractThatCantBeSignedIsSaidToBe()
{
    const Signed world;
    QVERIFY(faultOf(world.terms()).isEmpty());
    const auto faulty = [&world](auto change) {
        ConsentContract contract = world.terms();
        change(contract);
        return !faultOf(contract).isEmpty();
    };
    QVERIFY(faulty([](ConsentContract& contract) { contract.patient = {}; }));
    QVERIFY(faulty([](ConsentContract& contract) { contract.clinic = {}; }));
    QVERIFY(faulty([](ConsentContract& contract) { contract.categories.clear(); }));
    QVERIFY(faulty([](ConsentContract& contract) { contract.categories.push_back(Category::Access); }));
    QVERIFY(faulty([](ConsentContract& contract) { contract.purpose.clear(); }));
    QVERIFY(faulty([](ConsentContract& contract) { contract.until = contract.from; }));
}

void ConsentTest::everyOrderOfArrivalGivesTheSameConsents()
{
    QVERIFY(rc::check("any order of arrival gives the same consents", [] {
        Signed world = anyHistory();
        const QByteArray expected = told(world.consents());
        std::mt19937 random(*rc::gen::arbitrary<quint32>());
        std::shuffle(world.events.begin(), world.events.end(), random);
        // what comes twice counts once
        world.events.push_back(world.events.front());
        RC_ASSERT(told(world.consents()) == expected);
    }));
}

void ConsentTest::whateverIsSignedLaterNeverWidens()
{
    QVERIFY(rc::check("no later event widens or revives a contract", [] {
        Signed world = anyHistory();
        std::map<EventId, Consent> before;
        std::vector<RecordedEvent> all = std::move(world.events);
        world.events.clear();
        for (const RecordedEvent& next : all) {
            world.events.push_back(next);
            const auto after = world.consents();
            for (const auto& [id, consent] : before) {
                RC_ASSERT(after.contains(id));
                RC_ASSERT(isWithin(after.at(id).terms, consent.terms));
                RC_ASSERT(!consent.withdrawn || after.at(id).withdrawn);
            }
            before = after;
        }
    }));
}

void ConsentTest::theOtherClinicSeesTheSameInAnyOrder()
{
    QVERIFY(rc::check("whoever is told of a contract sees it as who granted it does", [] {
        Signed world = anyHistory();
        std::mt19937 random(*rc::gen::arbitrary<quint32>());
        for (const auto& [id, consent] : world.consents()) {
            const auto first = std::find_if(world.events.begin(), world.events.end(),
                [id = id](const RecordedEvent& each) { return each.event.id == id; });
            ConsentContract granted = *first->event.as<ConsentContract>();
            granted.categories = sharedCategories(granted.categories);
            auto heard = heardOf(consent, granted, world.clinic);
            std::shuffle(heard.begin(), heard.end(), random);
            heard.push_back(heard.front()); // what comes twice counts once
            const auto there = receivedAmong(heard, world.clinic.roster());
            RC_ASSERT(there.size() == 1U);
            for (int number = 0; number < 42; ++number) {
                const qint64 at = day(number).utcMs();
                RC_ASSERT(there.front().stateAt(at) == consent.stateAt(at));
            }
            if (!consent.withdrawn)
                RC_ASSERT(fingerprintOf(id, there.front().terms) == fingerprintOf(id, consent.terms));
            std::shuffle(heard.begin(), heard.end(), random);
            RC_ASSERT(told(receivedAmong(heard, world.clinic.roster())) == told(there));
        }
    }));
}

void ConsentTest::theEndOfWhatNeverCameIsKnown()
{
    // given a clinic that hears of a withdrawal before anything came under the contract
    Signed world;
    const EventId id = world.sign(world.terms(), world.clinic.physician);
    world.sign(ConsentWithdrawn{id, QStringLiteral("her own business"), true}, world.clinic.nurse);
    const Consent consent = world.consents().at(id);
    QCOMPARE(consent.changes.size(), size_t{1});
    QCOMPARE(consent.changes.front().reason, QStringLiteral("her own business"));
    auto heard = heardOf(consent, world.terms(), world.clinic);
    std::swap(heard.front(), heard.back());
    const RecordedEvent letter = heard.back();
    heard.pop_back();
    const auto before = receivedAmong(heard, world.clinic.roster());
    QCOMPARE(before.size(), size_t{1});
    QVERIFY(before.front().patient.isNull());
    QCOMPARE(before.front().stateAt(day(1).utcMs()), ConsentState::Withdrawn);
    // when the letter is here too
    heard.push_back(letter);
    const auto after = receivedAmong(heard, world.clinic.roster());
    QCOMPARE(after.front().stateAt(day(1).utcMs()), ConsentState::Withdrawn);
    QCOMPARE(after.front().endedAt(day(1).utcMs()).utcMs(), consent.withdrawn->wallMs());
    QVERIFY(!after.front().patient.isNull());
    // by an auditor's word nothing ends there
    heard.erase(heard.begin());
    Event forged = ClinicFixture::clinicEvent(ConsentTold{
        ClinicId::of("granting"), {}, id, EventId::random(), {}, {}, {}, {}, false, day(1), {}, {}});
    heard.push_back(world.clinic.recorded(forged, world.clinic.auditor));
    QCOMPARE(
        receivedAmong(heard, world.clinic.roster()).front().stateAt(day(1).utcMs()), ConsentState::InForce);
}

QTEST_GUILESS_MAIN(ConsentTest)
#include "tst_consent.moc"
