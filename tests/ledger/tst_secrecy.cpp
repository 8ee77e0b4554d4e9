#include "opened.h"

#include <QDirIterator>
#include <sys/prctl.h>
#include <sys/resource.h>

using namespace twinward;
using namespace twinward::test;

namespace {

// Rare words, so that finding one in random bytes is no chance.
const QString family = QStringLiteral("Zyxwvutska");
const QString chineseName = QString::fromUtf8("\xe6\xac\xa7\xe9\x98\xb3\xe5\xa8\x9c\xe5\xa8\x9c");
const QString noteText = QStringLiteral("quibbling-aardvark-cough");
const QString draftText = QStringLiteral("unsent-wombat-draft");
const QString sourceText = QStringLiteral("resourceTypeOkapiBundle");
const QString blobText = QStringLiteral("scanned-platypus-letter");
const QString nurse = QStringLiteral("Sister Quetzalcoatla");
const char* const nurseWord = "nightshift-narwhal-9";

QByteArray utf16(const QString& text)
{
    return {reinterpret_cast<const char*>(text.utf16()), text.size() * 2};
}

// The first file in the folder that holds the bytes; empty where none does.
QString fileHolding(const QString& folder, const QByteArray& bytes)
{
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(bytes))
            return file.fileName();
    }
    return {};
}

class TestSecrecy : public QObject
{
    Q_OBJECT

private slots:
    void nothingInTheClearOnTheDisk();
    void onlyTheOwnerMayLook();
    void coreDumpsAreForbidden();
};

struct Needle
{
    const char* what;
    QByteArray bytes;
};

std::vector<Needle> needles(record::PatientId patient, record::EventId event)
{
    std::vector<Needle> all;
    for (const QString& text : {family, chineseName, noteText, draftText, sourceText, blobText, nurse,
             founder, clinic, device, QString::fromLatin1(passphrase), QString::fromLatin1(nurseWord),
             QStringLiteral("draft/secret-key"), QStringLiteral("Heart rate"), record::loinc::heartRate}) {
        all.push_back({"UTF-8", text.toUtf8()});
        all.push_back({"UTF-16", utf16(text)});
        all.push_back({"lower case", text.toLower().toUtf8()});
    }
    all.push_back({"patient id", patient.toBytes()});
    all.push_back({"patient id as text", patient.toString().toUtf8()});
    all.push_back({"event id", event.toBytes()});
    return all;
}

void TestSecrecy::nothingInTheClearOnTheDisk()
{
    // given a vault in which everything was used once
    const QTemporaryDir folder;
    auto made = makeVault(folder.path());
    VERIFY_RESULT(made);
    auto& vault = *made->vault;
    VERIFY_RESULT(vault.changePassphrase(secret(passphrase), secret(passphrase)));
    const auto patient = record::PatientId::random();
    auto documented = note(patient, noteText);
    documented.source = sourceText.toUtf8().repeated(3);
    VERIFY_RESULT(
        vault.commit({registration(patient, family, chineseName), documented, heartRate(patient, 66)}));
    VERIFY_RESULT(vault.putPrivate("draft/secret-key", draftText.toUtf8()));
    VERIFY_RESULT(vault.storeBlob(patient, record::Category::Clinical, blobText.toUtf8().repeated(5000)));
    VERIFY_RESULT(vault.enrolUser(nurse, record::Role::Nurse, secret(nurseWord)));
    VERIFY_RESULT(vault.logAccess({{record::AccessLogged::Action::Search, {}, family, "TREAT"}}));
    const QByteArray recovery = ledger::viewOf(made->recoveryCode).toByteArray();
    auto looked = needles(patient, documented.id);
    looked.push_back({"recovery code", recovery});
    looked.push_back({"recovery code without dashes", QByteArray(recovery).replace('-', "")});
    // the search itself finds what is there
    {
        QFile control(folder.filePath("control"));
        QVERIFY(control.open(QIODevice::WriteOnly));
        control.write("..." + utf16(family) + "...");
    }
    QVERIFY(!fileHolding(folder.path(), utf16(family)).isEmpty());
    QVERIFY(QFile::remove(folder.filePath("control")));
    // then, with the vault open and its log full
    QVERIFY(QFileInfo(folder.filePath("vault.db-wal")).size() > 0);
    for (const Needle& needle : looked)
        QVERIFY2(fileHolding(folder.path(), needle.bytes).isEmpty(),
            (QByteArray(needle.what) + ": " + needle.bytes).constData());
    // and with it closed
    made->vault.reset();
    QVERIFY(QFileInfo(folder.filePath("vault.db-wal")).size() == 0);
    for (const Needle& needle : looked)
        QVERIFY2(fileHolding(folder.path(), needle.bytes).isEmpty(),
            (QByteArray(needle.what) + ": " + needle.bytes).constData());
    // and after somebody has failed to get in, with a name that is not in the clear either
    QVERIFY(!unlock(folder.path(), founder, "nearly-right-newt"));
    QVERIFY(fileHolding(folder.path(), "nearly-right-newt").isEmpty());
    QVERIFY(fileHolding(folder.path(), founder.toUtf8()).isEmpty());
}

void TestSecrecy::onlyTheOwnerMayLook()
{
    const QTemporaryDir parent;
    const QString folder = parent.filePath("vault");
    auto made = makeVault(folder);
    VERIFY_RESULT(made);
    VERIFY_RESULT(
        made->vault->storeBlob(record::PatientId::random(), record::Category::Clinical, QByteArray("x")));
    constexpr auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther
        | QFile::WriteOther | QFile::ExeOther;
    QCOMPARE(QFile::permissions(folder) & others, QFile::Permissions());
    int files = 0;
    QDirIterator entries(folder, QDir::AllEntries | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
    while (entries.hasNext()) {
        const QString path = entries.next();
        QVERIFY2((QFile::permissions(path) & others) == QFile::Permissions(), qPrintable(path));
        ++files;
    }
    QVERIFY(files >= 6); // database, log, its index, lock, blobs, a blob
}

void TestSecrecy::coreDumpsAreForbidden()
{
    const QTemporaryDir folder;
    auto made = makeVault(folder.path());
    VERIFY_RESULT(made);
    rlimit limit{};
    QCOMPARE(::getrlimit(RLIMIT_CORE, &limit), 0);
    QCOMPARE(limit.rlim_max, rlim_t{0});
    QCOMPARE(::prctl(PR_GET_DUMPABLE), 0);
}

} // namespace

QTEST_GUILESS_MAIN(TestSecrecy)
#include "tst_secrecy.moc"
