// What a clinic that was granted a contract hears of it.

#include "signed_consents.h"

#include <algorithm>
#include <QTest>
#include <random>

using namespace twinward;
using namespace twinward::record;
using namespace twinward::record::test;

namespace {

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

class ReceivedConsentTest : public QObject
{
    Q_OBJECT

private slots:
    void theOtherClinicSeesTheSameInAnyOrder();
    void theEndOfWhatNeverCameIsKnown();
};

void ReceivedConsentTest::theOtherClinicSeesTheSameInAnyOrder()
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

void ReceivedConsentTest::theEndOfWhatNeverCameIsKnown()
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

QTEST_GUILESS_MAIN(ReceivedConsentTest)
#include "tst_received_consent.moc"
