// Whether the record is whole, asked and answered in a real window.

#include "panel_desk.h"

#include <QDirIterator>
#include <QFile>
#include <QProgressBar>
#include <QPushButton>

using namespace twinward;
using namespace twinward::test;

class TestVerifyPanel : public QObject
{
    Q_OBJECT

private slots:
    void aWholeRecordIsSaidToBeWhole();
    void aChangedFileIsSaidWithItsPlaceAndWhatToDo();
    void itIsSaidAnewInAnotherThemeAndAfterRepair();
    void goingAwayWhileItChecksIsNoHarm();
};

namespace {

record::PatientId fill(Desk& desk, int notes)
{
    const auto patient = record::PatientId::random();
    const bool done = desk.ask([=](ledger::Vault& vault) {
        bool ok = vault.commit({registration(patient, "Mwangi", "Grace")}).has_value();
        for (int i = 0; i < notes; ++i)
            ok = ok && vault.commit({note(patient, QString("note %1").arg(i))}).has_value();
        return ok
            && vault.storeBlob(patient, record::Category::Imaging, QByteArray(300'000, 'x')).has_value();
    });
    if (!done)
        qFatal("not filled");
    return patient;
}

QString blobFile(const QString& vault)
{
    QDirIterator files(vault + "/blobs", QDir::Files, QDirIterator::Subdirectories);
    return files.hasNext() ? files.next() : QString();
}

void flip(const QString& path)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(1000));
    char byte = 0;
    QCOMPARE(file.read(&byte, 1), 1);
    byte = static_cast<char>(byte ^ 1);
    QVERIFY(file.seek(1000));
    QCOMPARE(file.write(&byte, 1), 1);
}

} // namespace

void TestVerifyPanel::aWholeRecordIsSaidToBeWhole()
{
    // given the panel, with the keyboard on its one button
    Desk desk;
    fill(desk, 5);
    auto* panel = desk.show("verify", {760, 420});
    auto* button = child<QPushButton>(panel, "verifyButton");
    QTRY_VERIFY(button->hasFocus());
    desk.picture("verify-before");
    auto* verdict = child<QLabel>(panel, "verifyVerdict");
    QVERIFY(!verdict->isVisible()); // nothing is said that was not looked at
    // when it is pressed
    press(Qt::Key_Space);
    // then it says that all is whole, and how much it looked at
    QTRY_VERIFY(verdict->isVisible());
    QVERIFY(verdict->text().contains("whole"));
    const QString details = child<QLabel>(panel, "verifyDetails")->text();
    QVERIFY2(details.contains("Commits: 8,"), qPrintable(details)); // founding, coming, patient, five notes
    QVERIFY2(details.contains("stored files: 1."), qPrintable(details));
    QVERIFY(button->isEnabled());
    desk.picture("verify-whole");
}

void TestVerifyPanel::aChangedFileIsSaidWithItsPlaceAndWhatToDo()
{
    Desk desk;
    fill(desk, 1);
    flip(blobFile(desk.path()));
    auto* panel = desk.show("verify", {760, 420});
    press(Qt::Key_Space);
    auto* verdict = child<QLabel>(panel, "verifyVerdict");
    QTRY_VERIFY(verdict->isVisible());
    QVERIFY(verdict->text().contains("damaged"));
    const QString details = child<QLabel>(panel, "verifyDetails")->text();
    QVERIFY2(details.contains("blob "), qPrintable(details));
    QVERIFY2(details.contains("backup"), qPrintable(details));
    QVERIFY2(!details.contains(".."), qPrintable(details));
    desk.picture("verify-damaged");
}

void TestVerifyPanel::itIsSaidAnewInAnotherThemeAndAfterRepair()
{
    Desk desk;
    fill(desk, 1);
    const QString file = blobFile(desk.path());
    flip(file);
    auto* panel = desk.show("verify", {760, 420});
    press(Qt::Key_Space);
    auto* verdict = child<QLabel>(panel, "verifyVerdict");
    QTRY_VERIFY(verdict->isVisible() && verdict->text().contains("damaged"));
    flip(file); // as it was
    QTRY_VERIFY(child<QPushButton>(panel, "verifyButton")->isEnabled());
    child<QPushButton>(panel, "verifyButton")->click();
    QTRY_VERIFY(verdict->isVisible() && verdict->text().contains("whole"));
}

void TestVerifyPanel::goingAwayWhileItChecksIsNoHarm()
{
    Desk desk;
    fill(desk, 60);
    (void)desk.show("verify", {760, 420});
    press(Qt::Key_Space);
    desk.leave(); // the panel goes first, then the session waits for what runs
    const auto vault = ledger::Vault::unlock(desk.path(), founder, secret(ClinicFolder::passphrase), quick());
    QVERIFY(vault.has_value());
    QVERIFY((*vault)->verify()->ok);
}

QTEST_MAIN(TestVerifyPanel)
#include "tst_verify_panel.moc"
