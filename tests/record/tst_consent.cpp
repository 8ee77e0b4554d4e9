#include "signed_consents.h"

#include <algorithm>
#include <QTest>
#include <random>

using namespace twinward;
using namespace twinward::record;
using namespace twinward::record::test;

namespace {

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

QTEST_GUILESS_MAIN(ConsentTest)
#include "tst_consent.moc"
