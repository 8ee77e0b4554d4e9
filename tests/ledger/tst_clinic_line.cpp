// By what the devices of two clinics know each other: the same secrets on both sides, whoever turned keys,
// and signatures that are good for one purpose.

#include "turned.h"

#include "ledger/clinic_line.h"

#include <set>

using namespace twinward;
using namespace twinward::test;
using base::ErrorCode;

namespace {

std::set<std::pair<QByteArray, QByteArray>> secretsOf(const TestClinic& own, const ledger::ClinicCard& other)
{
    const auto secrets = ledger::lineSecrets(*own.vault, other);
    [&] { VERIFY_RESULT(secrets); }();
    std::set<std::pair<QByteArray, QByteArray>> all;
    for (const ledger::LineSecret& each : *secrets)
        all.emplace(each.ours, each.theirs);
    return all;
}

// What one says is what the other listens for.
qsizetype inCommon(const std::set<std::pair<QByteArray, QByteArray>>& ours,
    const std::set<std::pair<QByteArray, QByteArray>>& theirs)
{
    return std::count_if(ours.begin(), ours.end(), [&](const auto& each) {
        return theirs.contains({each.second, each.first});
    });
}

} // namespace

class TestClinicLine : public QObject
{
    Q_OBJECT

private slots:
    void bothSidesWorkOutTheSame();
    void keysThatTurnedLeaveOneInCommon();
    void otherPairsHaveNothingInCommon();
    void aSignatureIsGoodForItsPurposeAndItsClinic();
    void onlyACardThatFollowsIsTaken();
};

void TestClinicLine::bothSidesWorkOutTheSame()
{
    const TwoClinics clinics;
    const auto river = secretsOf(clinics.river, clinics.hill.card());
    QCOMPARE(river.size(), size_t{1});
    QCOMPARE(inCommon(river, secretsOf(clinics.hill, clinics.river.card())), 1);
    QVERIFY(river.begin()->first != river.begin()->second);
    QCOMPARE(river.begin()->first.size(), 32);
}

void TestClinicLine::keysThatTurnedLeaveOneInCommon()
{
    // given cards of before, and keys that turned on both sides, on one more often
    TwoClinics clinics;
    const auto riverKnown = clinics.river.card();
    const auto hillKnown = clinics.hill.card();
    turnKeys(clinics.river);
    turnKeys(clinics.river);
    turnKeys(clinics.hill);

    const auto river = secretsOf(clinics.river, hillKnown);
    const auto hill = secretsOf(clinics.hill, riverKnown);

    QCOMPARE(river.size(), size_t{3});
    QCOMPARE(hill.size(), size_t{2});
    QCOMPARE(inCommon(river, hill), 1);
    const auto newest = ledger::lineSecrets(*clinics.river.vault, hillKnown);
    QCOMPARE(newest->front().ownEpoch, clinics.river.card().epoch);
}

void TestClinicLine::otherPairsHaveNothingInCommon()
{
    const TwoClinics clinics;
    const TestClinic third(QStringLiteral("Third"), clinics.clock);
    const auto river = secretsOf(clinics.river, clinics.hill.card());
    QCOMPARE(inCommon(river, secretsOf(clinics.hill, third.card())), 0);
    QCOMPARE(inCommon(river, secretsOf(third, clinics.river.card())), 0);
    QCOMPARE(inCommon(river, secretsOf(third, clinics.hill.card())), 0);
    // a key that no secret can be made with
    auto broken = clinics.hill.card();
    broken.boxKey = QByteArray(32, '\0');
    QVERIFY(ledger::lineSecrets(*clinics.river.vault, broken)->empty());
}

void TestClinicLine::aSignatureIsGoodForItsPurposeAndItsClinic()
{
    const TwoClinics clinics;
    const auto signature = ledger::signAsClinic(*clinics.river.vault, "greeting", "said");
    VERIFY_RESULT(signature);
    QVERIFY(ledger::clinicSigned(clinics.river.card(), "greeting", "said", *signature));
    QVERIFY(!ledger::clinicSigned(clinics.river.card(), "parting", "said", *signature));
    QVERIFY(!ledger::clinicSigned(clinics.river.card(), "greeting", "done", *signature));
    QVERIFY(!ledger::clinicSigned(clinics.hill.card(), "greeting", "said", *signature));
    QVERIFY(!ledger::clinicSigned(clinics.river.card(), "greeting", "said", {}));
}

void TestClinicLine::onlyACardThatFollowsIsTaken()
{
    TwoClinics clinics;
    const auto before = clinics.hill.card();
    turnKeys(clinics.hill);
    VERIFY_RESULT(ledger::followCard(*clinics.river.vault, clinics.hill.card()));
    const auto known = ledger::knownClinic(*clinics.river.vault, before.id);
    QCOMPARE((*known)->card, clinics.hill.card());
    QVERIFY(!(*known)->comparedByPerson);

    VERIFY_RESULT(ledger::followCard(*clinics.river.vault, clinics.hill.card())); // the same is no error
    QCOMPARE(ledger::followCard(*clinics.river.vault, before).error().code, ErrorCode::IntegrityBroken);
    const TestClinic third(QStringLiteral("Third"), clinics.clock);
    QCOMPARE(ledger::followCard(*clinics.river.vault, third.card()).error().code, ErrorCode::NotFound);
}

QTEST_GUILESS_MAIN(TestClinicLine)
#include "tst_clinic_line.moc"
