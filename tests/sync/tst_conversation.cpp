// Two devices of a clinic over one link, and those who are not of it.

#include "hostile.h"
#include "linked_clinic.h"

#include "ledger/early_charts.h"

using namespace twinward;
using namespace twinward::test;
using ledger::Finding;
using sync::CommitState;
using sync::ConversationState;
using sync::MessageKind;

namespace {

class TestConversation : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void twoDevicesEndUpWithTheSame();
    void aNewDeviceIsFilledOverTheLink();
    void whoIsFarBehindSeesTheNewestChartsFirst();
    void whatIsEnteredWhileConnectedArrivesByItself();
    void aBrokenLineGoesOnWhereItBroke();
    void aReceiptSaysWhatIsDurableElsewhere();
    void aReceiptPassedOnByAnotherIsBelieved();
    void aForgedReceiptIsNot();
    void aStrangerHearsNothingOfUse();
    void anotherClinicHearsNothingOfUse();
    void aGreetingIsGoodForOneLinkAlone();
    void aRemovedDeviceIsTurnedAway();
    void contentIsFetchedOnDemandAndGoesOnAfterABreak();
    void contentIsFetchedByPolicy();
    void aTamperedCommitIsNamedWithWhoBroughtIt();
    void aSilentPeerIsGivenUp();
};

void TestConversation::initTestCase()
{
    if (QFileInfo(QStringLiteral("/dev/shm")).isWritable())
        qputenv("TMPDIR", "/dev/shm"); // disks that cost nothing
}

void TestConversation::twoDevicesEndUpWithTheSame()
{
    Clinic clinic;
    (void)clinic.say(0, "from the first");
    (void)clinic.say(1, "from the second");
    clinic.network.connect(0, 1);
    clinic.settle();
    QCOMPARE(*ledger::heads(clinic.replicas[0]), *ledger::heads(clinic.replicas[1]));
    QCOMPARE(clinic.replicas.notes(0), (QStringList{"from the first", "from the second"}));
    QCOMPARE(clinic.replicas.notes(1), clinic.replicas.notes(0));
    QCOMPARE(clinic.network.state(0, 1), ConversationState::CaughtUp);
    QCOMPARE(clinic.network.state(1, 0), ConversationState::CaughtUp);
    QVERIFY(clinic.troubles.empty());
}

void TestConversation::aNewDeviceIsFilledOverTheLink()
{
    Clinic clinic(1);
    for (int i = 0; i < 1500; ++i)
        (void)clinic.say(0, QString::number(i));
    clinic.replicas.join();
    clinic.stores.push_back(std::make_unique<sync::VaultStore>(clinic.replicas[1]));
    QVERIFY(clinic.stores[1]->isJoining());
    clinic.network.connect(0, 1);
    clinic.settle();
    QVERIFY(!clinic.stores[1]->isJoining());
    QCOMPARE(clinic.replicas.notes(1).size(), 1500);
    QCOMPARE(clinic.network.state(1, 0), ConversationState::CaughtUp);
    QVERIFY(clinic.troubles.empty());
    // and each commit went over once
    QCOMPARE(clinic.network.talk(0, 1)->exchanged().commitsSent,
        clinic.network.talk(1, 0)->exchanged().commitsStored);
}

void TestConversation::whoIsFarBehindSeesTheNewestChartsFirst()
{
    // given a clinic with a long past, and a patient of today
    Clinic clinic(1);
    std::vector<record::PatientId> past;
    for (int i = 0; i < 300; ++i)
        past.push_back(record::PatientId::random());
    for (int round = 0; round < 5; ++round) {
        for (const record::PatientId patient : past)
            VERIFY_RESULT(clinic.replicas[0].commit({note(patient, "past")}));
    }
    const auto today = record::PatientId::random();
    VERIFY_RESULT(clinic.replicas[0].commit({registration(today, "Diaz", "Luz"), heartRate(today, 71)}));
    clinic.replicas.join();
    ledger::Vault& laptop = clinic.replicas[1];
    clinic.stores.push_back(std::make_unique<sync::VaultStore>(laptop));
    quint64 arrivedBefore = 0;
    bool isSeen = false;
    laptop.onCommit([&](const std::vector<record::RecordedEvent>& events) {
        for (const record::RecordedEvent& recorded : events) {
            isSeen = isSeen || recorded.event.patient == today;
            arrivedBefore += isSeen ? 0 : 1;
        }
    });
    // when a new laptop is filled
    clinic.network.connect(0, 1);
    clinic.settle();
    // then that patient is seen before all the past
    QVERIFY(isSeen);
    QVERIFY2(arrivedBefore < 500, qPrintable(QString::number(arrivedBefore)));
    QVERIFY(!*ledger::isShownEarly(laptop, today));
    QCOMPARE(laptop.chart(today)->current<record::Observation>().size(), size_t{1});
    QCOMPARE(laptop.chart(past.front())->current<record::Note>().size(), size_t{5});
    QVERIFY(clinic.troubles.empty());
}

void TestConversation::whatIsEnteredWhileConnectedArrivesByItself()
{
    Clinic clinic(3);
    clinic.replicas.exchangeAll(); // all have heard of all
    clinic.network.connect(0, 1);
    clinic.network.connect(1, 2);
    clinic.settle();
    (void)clinic.say(0, "news");
    clinic.settle();
    QCOMPARE(clinic.replicas.notes(2), QStringList{"news"});
}

void TestConversation::aBrokenLineGoesOnWhereItBroke()
{
    Clinic clinic;
    for (int i = 0; i < 400; ++i)
        (void)clinic.say(0, QString::number(i));
    clinic.network.options.batchCommits = 8;
    quint64 sent = 0;
    int breaks = 0;
    while (clinic.replicas.notes(1).size() < 400 && breaks < 200) {
        clinic.network.connect(0, 1);
        clinic.network.run(1500);
        sent += clinic.network.talk(0, 1)->exchanged().commitsSent;
        clinic.network.cut(0, 1);
        ++breaks;
    }
    QCOMPARE(clinic.replicas.notes(1).size(), 400);
    QVERIFY(breaks > 2);
    // what was stored is not sent again: only what was under way at a break
    QVERIFY2(sent < 400 + static_cast<quint64>(breaks) * 5 * 8, qPrintable(QString::number(sent)));
    verifies(clinic.replicas[1]);
}

void TestConversation::aReceiptSaysWhatIsDurableElsewhere()
{
    Clinic clinic;
    clinic.network.connect(0, 1);
    clinic.settle();
    clinic.network.cut(0, 1);
    const quint64 seq = clinic.say(0, "important");
    auto& book = clinic.stores[0]->receiptBook();
    const std::set<record::DeviceId> destination{clinic.replicas[1].device()};
    QCOMPARE(*book.stateOf(clinic.chainOf(0), seq, destination), CommitState::SavedHere);
    QVERIFY(*book.stateOf(clinic.chainOf(0), seq - 1) == CommitState::OnPeer);
    clinic.network.connect(0, 1);
    clinic.settle();
    QCOMPARE(*book.stateOf(clinic.chainOf(0), seq), CommitState::OnPeer);
    QCOMPARE(*book.stateOf(clinic.chainOf(0), seq, destination), CommitState::AtDestination);
    QCOMPARE(
        *book.holdersOf(clinic.chainOf(0), seq), std::vector<record::DeviceId>{clinic.replicas[1].device()});
    // and after the vault was closed and opened again
    clinic.network.cutAll(0);
    clinic.stores[0].reset();
    clinic.replicas.reopen(0);
    const sync::ReceiptBook again(clinic.replicas[0]);
    QCOMPARE(*again.stateOf(clinic.chainOf(0), seq), CommitState::OnPeer);
}

void TestConversation::aReceiptPassedOnByAnotherIsBelieved()
{
    Clinic clinic(3);
    clinic.replicas.exchangeAll(); // all have heard of all
    clinic.network.connect(0, 1);
    clinic.network.connect(1, 2);
    clinic.settle();
    const quint64 seq = clinic.say(0, "for the third");
    clinic.settle();
    const std::set<record::DeviceId> destination{clinic.replicas[2].device()};
    QCOMPARE(*clinic.stores[0]->receiptBook().stateOf(clinic.chainOf(0), seq, destination),
        CommitState::AtDestination);
}

void TestConversation::aForgedReceiptIsNot()
{
    Clinic clinic;
    const auto honest = sync::writeReceipt(clinic.replicas[1]);
    VERIFY_RESULT(honest);
    VERIFY_RESULT(sync::verifyReceipt(clinic.replicas[0], *honest));
    for (qsizetype at = 0; at < honest->statement.size(); ++at) {
        sync::Receipt altered = *honest;
        altered.statement[at] = static_cast<char>(altered.statement[at] ^ 1);
        const auto read = sync::Receipt::fromBytes(altered.toBytes());
        QVERIFY(!read || !sync::verifyReceipt(clinic.replicas[0], *read));
    }
    // nor one of another clinic's device
    const Replicas other(1);
    const auto foreign = sync::writeReceipt(other[0]);
    QVERIFY(!sync::verifyReceipt(clinic.replicas[0], *foreign));
}

void TestConversation::aStrangerHearsNothingOfUse()
{
    Clinic clinic(1);
    const auto device = clinic.replicas[0].device().toBytes();
    const auto secret = clinic.stores[0]->clinicSecret();
    for (const QByteArray& said : {QByteArray("GET / HTTP/1.1\r\n\r\n"), QByteArray(4096, '\xff'),
             sync::toFrames({MessageKind::Heads, {}}), sync::toFrames({MessageKind::WantKeys, {}}),
             sync::toFrames({MessageKind::Identity, {}}), sync::toFrames({MessageKind::Hello, "nothing"})}) {
        ByHand asked(*clinic.stores[0]);
        const QByteArray hello = asked.take();
        asked.talk.received(said, 0);
        QCOMPARE(asked.talk.state(), ConversationState::Closed);
        QCOMPARE(asked.take(), QByteArray());
        QVERIFY(!hello.contains(device) && !hello.contains(secret));
    }
}

void TestConversation::anotherClinicHearsNothingOfUse()
{
    Clinic clinic(1);
    Clinic other(1);
    ByHand a(*clinic.stores[0], "link", sync::Link::End::Caller);
    ByHand b(*other.stores[0]);
    QByteArray all;
    while (!a.heard.isEmpty() || !b.heard.isEmpty()) {
        const QByteArray said = a.take();
        all += said;
        b.talk.received(said, 0);
        a.talk.received(b.take(), 0);
    }
    QCOMPARE(a.talk.state(), ConversationState::Closed);
    QCOMPARE(b.talk.state(), ConversationState::Closed);
    QVERIFY(!all.contains(clinic.replicas[0].device().toBytes()));
    QVERIFY(!all.contains(clinic.stores[0]->clinicSecret()));
}

void TestConversation::aGreetingIsGoodForOneLinkAlone()
{
    Clinic clinic;
    {
        ByHand a(*clinic.stores[0], "one link", sync::Link::End::Caller);
        ByHand b(*clinic.stores[1], "one link");
        passOn(a, b);
        QCOMPARE(a.talk.state(), ConversationState::CaughtUp);
    }
    // given somebody between who passes everything on from one link to another
    ByHand a(*clinic.stores[0], "one link", sync::Link::End::Caller);
    ByHand b(*clinic.stores[1], "another link");
    passOn(a, b);
    QCOMPARE(a.talk.state(), ConversationState::Closed);
    QCOMPARE(b.talk.state(), ConversationState::Closed);
    // nor can a device be made to talk to itself
    ByHand mirror(*clinic.stores[0]);
    mirror.talk.received(mirror.take(), 0);
    QCOMPARE(mirror.talk.state(), ConversationState::Closed);
}

void TestConversation::aRemovedDeviceIsTurnedAway()
{
    Clinic clinic(3);
    clinic.replicas.exchangeAll();
    clinic.network.connect(0, 1);
    clinic.network.connect(0, 2);
    clinic.settle();
    VERIFY_RESULT(ledger::removeDevice(clinic.replicas[0], clinic.replicas[1].device(), "lost"));
    clinic.network.changed(0);
    clinic.network.cut(0, 1);
    clinic.settle();
    const auto before = *ledger::heads(clinic.replicas[1]);
    for (const size_t i : {size_t{0}, size_t{2}}) {
        clinic.network.connect(i, 1);
        clinic.settle();
        QVERIFY(!clinic.network.isConnected(i, 1));
    }
    QCOMPARE(*ledger::heads(clinic.replicas[1]), before);
    QVERIFY(std::any_of(clinic.troubles.begin(), clinic.troubles.end(),
        [](const sync::Trouble& trouble) { return trouble.what.contains("removed from this clinic"); }));
    // and its receipts count no more
    QVERIFY(clinic.stores[0]->receiptBook().holdersOf(clinic.chainOf(0), 1)->size() == 1);
}

void TestConversation::contentIsFetchedOnDemandAndGoesOnAfterABreak()
{
    Clinic clinic;
    QByteArray content(3'000'000, '\0');
    for (char& byte : content)
        byte = static_cast<char>(clinic.dice.below(256));
    const auto name
        = clinic.replicas[0].storeBlob(clinic.replicas.patient, record::Category::Imaging, content);
    VERIFY_RESULT(name);
    clinic.network.connect(0, 1);
    clinic.settle();
    QVERIFY(!clinic.replicas[1].readBlob(clinic.replicas.patient, record::Category::Imaging, *name));
    clinic.network.talk(1, 0)->wantBlob(*name);
    while (!clinic.stores[1]->blobBegun() || clinic.stores[1]->blobBegun()->content.size() < 1'000'000)
        clinic.network.run(50);
    clinic.network.cut(0, 1);
    const auto begun = clinic.stores[1]->blobBegun()->content.size();
    clinic.network.connect(0, 1);
    clinic.network.run(2000);
    clinic.network.talk(1, 0)->wantBlob(*name);
    clinic.settle();
    const auto read = clinic.replicas[1].readBlob(clinic.replicas.patient, record::Category::Imaging, *name);
    VERIFY_RESULT(read);
    QVERIFY(*read == content);
    QVERIFY(clinic.network.talk(1, 0)->exchanged().bytesIn
        < static_cast<quint64>(content.size() - begun + 100'000));
}

void TestConversation::contentIsFetchedByPolicy()
{
    Clinic clinic;
    clinic.network.options.blobs = sync::BlobPolicy::Everything;
    std::vector<base::Hash256> names;
    for (int i = 0; i < 20; ++i) {
        const auto name = clinic.replicas[0].storeBlob(
            clinic.replicas.patient, record::Category::Imaging, QByteArray(1000 + i, 'x'));
        VERIFY_RESULT(name);
        names.push_back(*name);
    }
    clinic.network.connect(0, 1);
    clinic.settle();
    for (const auto& name : names)
        VERIFY_RESULT(clinic.replicas[1].readBlob(clinic.replicas.patient, record::Category::Imaging, name));
}

void TestConversation::aTamperedCommitIsNamedWithWhoBroughtIt()
{
    Clinic clinic;
    std::vector<sync::Trouble> troubles;
    ByHand a(*clinic.stores[0], "link", sync::Link::End::Caller);
    ByHand b(*clinic.stores[1], "link", sync::Link::End::Answerer,
        {{}, [&](const sync::Trouble& trouble) { troubles.push_back(trouble); }, {}});
    passOn(a, b);
    // given a peer whose disk or program alters what it sends: the last byte of a commit's sealed entry
    (void)clinic.say(0, "dose: 5 mg");
    a.talk.changed();
    b.talk.received(a.take(), 0);
    a.talk.received(b.take(), 0);
    QByteArray batch = a.take();
    const auto commits = ledger::commitsAfter(
        clinic.replicas[0], clinic.chainOf(0), ledger::heads(clinic.replicas[1])->front().seq);
    const QByteArray body = last(clinic.replicas, 0).segments.front().body;
    const auto at = batch.indexOf(body);
    QVERIFY(at > 0);
    batch[at + body.size() - 1] = static_cast<char>(batch[at + body.size() - 1] ^ 1);
    b.talk.received(batch, 0);
    QVERIFY(!troubles.empty());
    QCOMPARE(troubles.front().finding, std::optional(Finding::NotWhatWasSigned));
    QCOMPARE(troubles.front().from, clinic.replicas[0].device());
    QCOMPARE(clinic.replicas.notes(1), QStringList());
    // and once it comes as it was signed, it is taken
    clinic.network.connect(0, 1);
    clinic.settle();
    QCOMPARE(clinic.replicas.notes(1), QStringList{"dose: 5 mg"});
}

void TestConversation::aSilentPeerIsGivenUp()
{
    Clinic clinic;
    ByHand unanswered(*clinic.stores[0]);
    unanswered.talk.tick(14'000);
    QCOMPARE(unanswered.talk.state(), ConversationState::Greeting);
    unanswered.talk.tick(16'000);
    QCOMPARE(unanswered.talk.state(), ConversationState::Closed);
    QCOMPARE(unanswered.talk.closedFor(), sync::GoodbyeReason::Silent);
    ByHand a(*clinic.stores[0], "link", sync::Link::End::Caller);
    ByHand b(*clinic.stores[1]);
    passOn(a, b);
    for (qint64 second = 1; second < 600; ++second) {
        a.talk.tick(second * 1000);
        b.talk.tick(second * 1000);
        b.talk.received(a.take(), second * 1000);
        a.talk.received(b.take(), second * 1000);
    }
    QCOMPARE(a.talk.state(), ConversationState::CaughtUp);
    a.talk.tick(700'000);
    QCOMPARE(a.talk.state(), ConversationState::Closed);
}

} // namespace

QTEST_GUILESS_MAIN(TestConversation)
#include "tst_conversation.moc"
