#include "replicas.h"

#include "ledger/proof.h"
#include "proof_p.h"

#include <random>

using namespace twinward;
using namespace twinward::test;
using base::ErrorCode;

namespace {

class TestProof : public QObject
{
    Q_OBJECT

private slots:
    void anEntryIsProvenWithPublicKeysAlone();
    void aLaptopByItselfSaysThatNobodyCosigned();
    void theNearestCosignedHeadIsTaken();
    void nothingOfOtherCommitsIsGivenAway();
    void everyFlippedByteFailsAndNamesThePlace();
    void partsOfAnotherProofFail();
    void anotherClinicsKeysFail();
    void keysAreListedAndReadBack();
    void whatMayNotBeReadIsNotProven();
    void anEntryOnABranchIsProvenUnderItsOwnHead();
};

record::EventId say(ledger::Vault& vault, record::PatientId patient, const QString& text)
{
    const auto event = note(patient, text);
    const auto id = event.id;
    [&] { VERIFY_RESULT(vault.commit({event})); }();
    return id;
}

void cosignEachOther(ledger::Vault& a, ledger::Vault& b)
{
    exchange(a, b);
    for (auto [from, to] : {std::pair{&a, &b}, std::pair{&b, &a}}) {
        const auto said = ledger::cosign(*from);
        VERIFY_RESULT(said);
        VERIFY_RESULT(ledger::keepCosignature(*to, *said, ledger::Brought::ByItself));
    }
}

QString textOf(const ledger::ProvenEvent& proven)
{
    const auto* said = proven.event.as<record::Note>();
    return said == nullptr ? QString() : said->text;
}

void TestProof::anEntryIsProvenWithPublicKeysAlone()
{
    Replicas clinic(2);
    const auto event = say(clinic[0], clinic.patient, "the leg was the left one");
    say(clinic[0], clinic.patient, "later");
    cosignEachOther(clinic[0], clinic[1]);

    const auto proof = ledger::makeProof(clinic[0], event);
    VERIFY_RESULT(proof);
    const auto proven = ledger::verifyProof(*proof);

    VERIFY_RESULT(proven);
    QCOMPARE(textOf(*proven), QString("the leg was the left one"));
    QCOMPARE(proven->chain.device, clinic[0].device());
    QCOMPARE(proven->author, clinic[0].user().user);
    QCOMPARE(proven->cosigners.size(), size_t{1});
    QCOMPARE(proven->cosigners[0].device, clinic[1].device());
    QVERIFY(proven->cosigners[0].headSeq > proven->seq);
    const auto named = ledger::namedSigners(*proven, ledger::publicKeys(clinic[1]));
    VERIFY_RESULT(named);
    QCOMPARE(named->author, founder);
    QCOMPARE(named->device, device);
    QCOMPARE(named->cosigners, QStringList{"Laptop 1"});
    // The other laptop proves the same entry by what it holds itself.
    const auto other = ledger::makeProof(clinic[1], event);
    VERIFY_RESULT(other);
    const auto otherProven = ledger::verifyProof(*other);
    VERIFY_RESULT(otherProven);
    QCOMPARE(otherProven->commit, proven->commit);
    QCOMPARE(otherProven->cosigners.size(), size_t{1});
}

void TestProof::aLaptopByItselfSaysThatNobodyCosigned()
{
    Replicas clinic(1);
    const auto event = say(clinic[0], clinic.patient, "alone");

    const auto proof = ledger::makeProof(clinic[0], event);
    VERIFY_RESULT(proof);
    const auto proven = ledger::verifyProof(*proof);

    VERIFY_RESULT(proven);
    QVERIFY(proven->cosigners.empty());
    QCOMPARE(ledger::makeProof(clinic[0], record::EventId::random()).error().code, ErrorCode::NotFound);
}

void TestProof::theNearestCosignedHeadIsTaken()
{
    Replicas clinic(2);
    for (int i = 0; i < 300; ++i)
        say(clinic[0], clinic.patient, QString("before %1").arg(i));
    const auto event = say(clinic[0], clinic.patient, "this one");
    cosignEachOther(clinic[0], clinic[1]);
    const auto near = ledger::heads(clinic[0]);
    for (int i = 0; i < 600; ++i) {
        say(clinic[0], clinic.patient, QString("after %1").arg(i));
        if (i % 200 == 199)
            cosignEachOther(clinic[0], clinic[1]);
    }

    const auto proof = ledger::makeProof(clinic[0], event);
    VERIFY_RESULT(proof);
    const auto proven = ledger::verifyProof(*proof);

    VERIFY_RESULT(proven);
    QCOMPARE(proven->cosigners.size(), size_t{1});
    QVERIFY(std::any_of(near->begin(), near->end(), [&](const ledger::ChainHead& head) {
        return head.chain == proven->chain && head.seq == proven->cosigners[0].headSeq;
    }));
}

void TestProof::nothingOfOtherCommitsIsGivenAway()
{
    Replicas clinic(1);
    const auto event = say(clinic[0], clinic.patient, "shown");
    const auto other = say(clinic[0], clinic.patient, "not shown");
    const auto shown = ledger::ProofParts::fromBytes(*ledger::makeProof(clinic[0], event));
    const auto hidden = ledger::ProofParts::fromBytes(*ledger::makeProof(clinic[0], other));
    const auto header = ledger::decodeHeader(hidden->header);

    const auto opened = ledger::guarded([&] {
        return ledger::openWithSegmentKey(
            shown->segmentKey, ledger::SegmentPlace::of(*header, hidden->position), hidden->segment);
    });

    QVERIFY(!opened);
    QVERIFY(shown->segmentKey != hidden->segmentKey);
    const auto& inside = clinic.inside(0);
    const auto& entry = header->segments[hidden->position];
    const auto patientKey = inside.keyring.patientKey(entry.category, entry.tag, entry.keyEpoch);
    const QByteArray key(reinterpret_cast<const char*>(patientKey.data()), ledger::keyBytes);
    QVERIFY(!shown->toBytes().contains(key));
    QVERIFY(ledger::verifyProof(shown->toBytes())->alongside.empty());
}

void TestProof::everyFlippedByteFailsAndNamesThePlace()
{
    Replicas clinic(2);
    const auto event = say(clinic[0], clinic.patient, "as it was");
    say(clinic[0], clinic.patient, "later");
    cosignEachOther(clinic[0], clinic[1]);
    const auto proof = ledger::makeProof(clinic[0], event);
    VERIFY_RESULT(proof);
    std::mt19937 random(3);

    for (qsizetype at = 0; at < proof->size(); ++at) {
        QByteArray damaged = *proof;
        damaged[at] = static_cast<char>(damaged[at] ^ (1 << (random() % 8)));
        const auto proven = ledger::verifyProof(damaged);
        QVERIFY2(!proven, qPrintable(QString("byte %1").arg(at)));
        QVERIFY2(!proven.error().where.isEmpty(), qPrintable(QString("byte %1").arg(at)));
    }
    for (qsizetype size = 0; size < proof->size(); size += 7)
        QVERIFY(!ledger::verifyProof(proof->first(size)));
    QVERIFY(!ledger::verifyProof(*proof + '\0'));
}

void TestProof::partsOfAnotherProofFail()
{
    Replicas clinic(2);
    const auto event = say(clinic[0], clinic.patient, "one");
    const auto second = say(clinic[0], clinic.patient, "two");
    cosignEachOther(clinic[0], clinic[1]);
    const auto a = ledger::ProofParts::fromBytes(*ledger::makeProof(clinic[0], event));
    const auto b = ledger::ProofParts::fromBytes(*ledger::makeProof(clinic[0], second));
    Replicas elsewhere(2);
    const auto foreign = say(elsewhere[0], elsewhere.patient, "three");
    cosignEachOther(elsewhere[0], elsewhere[1]);
    const auto c = ledger::ProofParts::fromBytes(*ledger::makeProof(elsewhere[0], foreign));

    const auto place = [](ledger::ProofParts mixed) {
        const auto proven = ledger::verifyProof(mixed.toBytes());
        return proven ? QString("holds") : proven.error().where;
    };

    auto mixed = *a;
    mixed.event = b->event;
    QCOMPARE(place(mixed), QString("entry"));
    mixed = *a;
    mixed.segment = b->segment;
    mixed.segmentKey = b->segmentKey;
    QCOMPARE(place(mixed), QString("entry"));
    mixed = *a;
    mixed.path = b->path;
    QVERIFY(place(mixed) != "holds");
    mixed = *a;
    mixed.cosigned = c->cosigned;
    QCOMPARE(place(mixed), QString("cosignature 1"));
    mixed = *a;
    mixed.authorKey = c->authorKey;
    QCOMPARE(place(mixed), QString("author's signature"));
    mixed = *a;
    mixed.cosigned.push_back(mixed.cosigned.front());
    QCOMPARE(place(mixed), QString("cosignature 2"));
    mixed = *a;
    mixed.cosigned.clear();
    QVERIFY(place(mixed) == "cosignatures");
    QCOMPARE(place(*a), QString("holds"));
}

void TestProof::anotherClinicsKeysFail()
{
    Replicas clinic(1);
    Replicas elsewhere(1);
    const auto proof = ledger::makeProof(clinic[0], say(clinic[0], clinic.patient, "ours"));
    const auto proven = ledger::verifyProof(*proof);
    VERIFY_RESULT(proven);

    const auto theirs = ledger::namedSigners(*proven, ledger::publicKeys(elsewhere[0]));

    QCOMPARE(theirs.error().code, ErrorCode::NotAuthorised);
    VERIFY_RESULT(ledger::namedSigners(*proven, ledger::publicKeys(clinic[0])));
}

void TestProof::keysAreListedAndReadBack()
{
    Replicas clinic(2);
    const auto keys = ledger::publicKeys(clinic[0]);

    const auto read = ledger::keysFromText(ledger::keysAsText(keys));
    VERIFY_RESULT(read);
    const auto bare = ledger::keysFromText(QString::fromLatin1(keys.front().key.toHex()));
    VERIFY_RESULT(bare);
    const auto wrong = ledger::keysFromText("# a remark\n\nperson abc Dr Nobody\n");

    QCOMPARE(read->size(), keys.size());
    for (size_t i = 0; i < keys.size(); ++i) {
        QCOMPARE(read->at(i).key, keys[i].key);
        QCOMPARE(read->at(i).name, keys[i].name);
        QCOMPARE(read->at(i).kind, keys[i].kind);
    }
    QCOMPARE(bare->front().key, keys.front().key);
    QCOMPARE(wrong.error().where, QString("line 3"));
}

void TestProof::whatMayNotBeReadIsNotProven()
{
    Replicas clinic(1);
    const auto event = say(clinic[0], clinic.patient, "for clinicians");
    VERIFY_RESULT(clinic[0].enrolUser("Front desk", record::Role::Auditor, secret("another pass phrase")));
    clinic.reopen(0, "Front desk", "another pass phrase");

    const auto refused = ledger::makeProof(clinic[0], event);

    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::NotAuthorised);
}

void TestProof::anEntryOnABranchIsProvenUnderItsOwnHead()
{
    Replicas clinic(2);
    const QString copy = clinic.parent.filePath("copy");
    clinic.vaults[1].reset();
    copyFolder(clinic.folder(1), copy);
    clinic.reopen(1);
    auto twin = unlock(copy);
    VERIFY_RESULT(twin);
    const auto here = say(clinic[1], clinic.patient, "on the one");
    const auto there = say(**twin, clinic.patient, "on the other");
    exchange(clinic[0], clinic[1]);
    (void)pull(clinic[0], **twin);

    for (const auto& [event, text] : {std::pair{here, "on the one"}, std::pair{there, "on the other"}}) {
        const auto proof = ledger::makeProof(clinic[0], event);
        VERIFY_RESULT(proof);
        const auto proven = ledger::verifyProof(*proof);
        VERIFY_RESULT(proven);
        QCOMPARE(textOf(*proven), QString(text));
        QCOMPARE(proven->cosigners.size(), size_t{1});
    }
}

} // namespace

QTEST_GUILESS_MAIN(TestProof)
#include "tst_proof.moc"
