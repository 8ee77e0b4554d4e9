// Letters over a folder: what is left, what is collected, and what a stick may lose or bring twice.

#include "two_clinics.h"

#include "sync/post.h"

#include <QDir>

using namespace twinward;
using namespace twinward::test;
using sync::FolderCarrier;
using sync::PostReport;

namespace {

struct Stick : TwoClinics
{
    QTemporaryDir folder;

    PostReport visit(TestClinic& clinic)
    {
        FolderCarrier carrier(folder.path(), clinic.card().id);
        const auto report = sync::exchangeLetters(*clinic.vault, carrier);
        [&] { VERIFY_RESULT(report); }();
        return report ? *report : PostReport();
    }
    [[nodiscard]] QStringList files() const { return QDir(folder.path()).entryList(QDir::Files); }
};

} // namespace

class PostTest : public QObject
{
    Q_OBJECT

private slots:
    void aStickCarriesAReferralAndItsReceipt();
    void aLostStickIsWrittenAgain();
    void aLostReceiptIsAnsweredAgain();
    void lettersOfOthersAndForeignFilesArePassedOver();
    void aCutLetterIsRefusedAndNamed();
    void aLetterOfAClinicNotKnownYetWaitsForItsCard();
    void aWithdrawnLetterIsTakenOffTheStick();
    void aFolderThatIsNotThereIsSaidToBe();
};

void PostTest::aStickCarriesAReferralAndItsReceipt()
{
    Stick stick;
    stick.send(stick.grant(stick.terms()));
    QCOMPARE(stick.visit(stick.river).left, 1);
    const PostReport there = stick.visit(stick.hill);
    QCOMPARE(there.taken.size(), size_t{1});
    QCOMPARE(there.left, 1); // the receipt, at once
    QCOMPARE(stick.readAtHill().size(), 2);
    const PostReport home = stick.visit(stick.river);
    QCOMPARE(home.settled, 1);
    QCOMPARE(home.left, 0);
    QCOMPARE(stick.files().size(), 1); // the letter is off the stick, the receipt may stay
    QVERIFY(ledger::outbox(*stick.river.vault)->empty());
}

void PostTest::aLostStickIsWrittenAgain()
{
    Stick stick;
    stick.send(stick.grant(stick.terms()));
    stick.visit(stick.river);
    const QStringList before = stick.files();
    for (const QString& name : before)
        QVERIFY(QFile::remove(stick.folder.filePath(name)));
    stick.visit(stick.river);
    QCOMPARE(stick.files(), before); // the same letter, by the same name
    stick.visit(stick.river);
    QCOMPARE(stick.files(), before);
}

void PostTest::aLostReceiptIsAnsweredAgain()
{
    // given a receipt that got lost, and more than the days for which it is offered
    Stick stick;
    stick.send(stick.grant(stick.terms()));
    stick.visit(stick.river);
    stick.visit(stick.hill);
    const QString own = stick.hill.card().id.toString();
    for (const QString& name : stick.files()) {
        if (name.startsWith(own))
            QVERIFY(QFile::remove(stick.folder.filePath(name)));
    }
    stick.clock.pass(29 * dayMs);
    // when the letter comes again
    stick.visit(stick.river);
    const PostReport again = stick.visit(stick.hill);
    QVERIFY(again.taken.empty());
    QVERIFY(again.left >= 1);
    QCOMPARE(stick.visit(stick.river).settled, 1);
}

void PostTest::lettersOfOthersAndForeignFilesArePassedOver()
{
    Stick stick;
    TestClinic third(QStringLiteral("Third"), stick.clock);
    VERIFY_RESULT(ledger::knowClinic(*third.vault, stick.river.card()));
    stick.send(stick.grant(stick.terms()));
    stick.visit(stick.river);
    QFile foreign(stick.folder.filePath("holiday.jpg"));
    QVERIFY(foreign.open(QIODevice::WriteOnly));
    foreign.write("not a letter");
    foreign.close();
    QFile odd(stick.folder.filePath("a-b-c.letter"));
    QVERIFY(odd.open(QIODevice::WriteOnly));
    odd.close();
    const PostReport report = stick.visit(third);
    QVERIFY(report.taken.empty() && report.refused.empty());
    QCOMPARE(stick.files().size(), 3);
}

void PostTest::aCutLetterIsRefusedAndNamed()
{
    Stick stick;
    stick.send(stick.grant(stick.terms()));
    stick.visit(stick.river);
    const QString path = stick.folder.filePath(stick.files().front());
    QVERIFY(QFile::resize(path, QFileInfo(path).size() - 1));
    const PostReport report = stick.visit(stick.hill);
    QCOMPARE(report.refused.size(), size_t{1});
    QVERIFY(!report.refused.front().again);
    QCOMPARE(report.refused.front().letter.from, stick.river.card().id);
    QVERIFY(stick.readAtHill().isEmpty());
    // the next visit home writes it whole
    stick.visit(stick.river);
    stick.visit(stick.hill);
    QCOMPARE(stick.readAtHill().size(), 2);
}

void PostTest::aLetterOfAClinicNotKnownYetWaitsForItsCard()
{
    Stick stick;
    TestClinic third(QStringLiteral("Third"), stick.clock);
    VERIFY_RESULT(ledger::knowClinic(*stick.river.vault, third.card()));
    auto terms = stick.terms();
    terms.clinic = third.card().id;
    stick.send(stick.grant(terms));
    stick.visit(stick.river);
    const PostReport before = stick.visit(third);
    QCOMPARE(before.refused.size(), size_t{1});
    QVERIFY(before.refused.front().again);
    QCOMPARE(before.mark, quint64{0}); // it is asked for again
    VERIFY_RESULT(ledger::knowClinic(*third.vault, stick.river.card()));
    QCOMPARE(stick.visit(third).taken.size(), size_t{1});
}

void PostTest::aWithdrawnLetterIsTakenOffTheStick()
{
    Stick stick;
    const auto contract = stick.grant(stick.terms());
    stick.send(contract);
    stick.visit(stick.river);
    const QStringList before = stick.files();
    QCOMPARE(before.size(), 1);
    VERIFY_RESULT(ledger::withdrawConsent(*stick.river.vault, contract, "no longer"));
    stick.visit(stick.river);
    QCOMPARE(stick.files().size(), 1); // the word that it was withdrawn
    QVERIFY(stick.files() != before);
    // which is answered, and then settled
    const PostReport there = stick.visit(stick.hill);
    QCOMPARE(there.taken.size(), size_t{1});
    QCOMPARE(there.taken.front().kind, ledger::TakenLetter::Kind::ConsentChange);
    QCOMPARE(stick.visit(stick.river).settled, 1);
    QVERIFY(ledger::outbox(*stick.river.vault)->empty());
}

void PostTest::aFolderThatIsNotThereIsSaidToBe()
{
    Stick stick;
    stick.send(stick.grant(stick.terms()));
    FolderCarrier carrier(stick.folder.filePath("nowhere"), stick.river.card().id);
    const auto report = sync::exchangeLetters(*stick.river.vault, carrier);
    QCOMPARE(report.error().code, base::ErrorCode::NotFound);
    QVERIFY(!report.error().todo.isEmpty());
}

QTEST_GUILESS_MAIN(PostTest)
#include "tst_post.moc"
