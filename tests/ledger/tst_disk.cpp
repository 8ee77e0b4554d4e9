#include "noise.h"
#include "opened.h"

#include <csignal>
#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace twinward;
using namespace twinward::test;
using base::ErrorCode;

namespace {

class TestDisk : public QObject
{
    Q_OBJECT

private slots:
    void fullDiskKeepsWhatWasStoredAndTheVaultUsable();
    void filesThatMayNotGrowAreToldAsAFullDisk();
    void readOnlyDiskCanBeReadAndSaysSoWhenWritten();
    void wherePlaceIsMissingOrForeign();
    void folderBehindALinkAndWithAStrangeNameWorks();
    void failedCreationLeavesNoVault();
};

// A small disk of memory, mounted while this lives; not mounted where the system does not let us.
class SmallDisk
{
public:
    explicit SmallDisk(const char* options)
        : m_path(QFile::encodeName(m_folder.path()))
        , m_mounted(::mount("none", m_path.constData(), "tmpfs", 0, options) == 0)
    { }
    ~SmallDisk()
    {
        if (m_mounted)
            ::umount2(m_path.constData(), MNT_DETACH);
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    [[nodiscard]] bool isMounted() const { return m_mounted; }
    [[nodiscard]] QString vault() const { return m_folder.filePath("vault"); }
    bool remountReadOnly()
    {
        return ::mount("none", m_path.constData(), "tmpfs", MS_REMOUNT | MS_RDONLY, nullptr) == 0;
    }

private:
    QTemporaryDir m_folder;
    QByteArray m_path;
    bool m_mounted;
};

class FileSizeLimit
{
public:
    explicit FileSizeLimit(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{bytes, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit() { ::setrlimit(RLIMIT_FSIZE, &m_before); }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;

private:
    rlimit m_before{};
};

void TestDisk::fullDiskKeepsWhatWasStoredAndTheVaultUsable()
{
    SmallDisk disk("size=2m");
    if (!disk.isMounted())
        QSKIP("A small disk can't be mounted here (needs root): the full disk is tried by file size alone");
    auto made = makeVault(disk.vault());
    VERIFY_RESULT(made);
    auto& vault = *made->vault;
    // given a disk that fills up
    const auto patient = record::PatientId::random();
    quint64 kept = 0;
    base::Result<ledger::CommitReceipt> last;
    while ((last = vault.commit({note(patient, QString(3000, 'x'))})))
        ++kept;
    // then it says so, and all that was acknowledged is there
    QCOMPARE(last.error().code, ErrorCode::DiskFull);
    QVERIFY(!last.error().todo.isEmpty());
    QVERIFY(kept > 10);
    QCOMPARE(vault.read(patient)->size(), kept);
    QCOMPARE(vault.storeBlob(patient, record::Category::Clinical, QByteArray(1 << 20, 'x')).error().code,
        ErrorCode::DiskFull);
    // and what is small may still fit once there is room again
    const VaultKeys keys = keysOf(vault);
    made->vault.reset(); // folds the log into the database where there is room
    auto opened = openWith(disk.vault(), keys);
    VERIFY_RESULT(opened);
    QCOMPARE((*opened)->read(patient)->size(), kept);
    const auto report = (*opened)->verify();
    VERIFY_RESULT(report);
    QVERIFY2(report->ok, qPrintable(report->where + ": " + report->why));
    QVERIFY(report->commits == kept + 2 || report->commits == kept + 3); // the logout, where it still fitted
}

void TestDisk::filesThatMayNotGrowAreToldAsAFullDisk()
{
    const QTemporaryDir folder;
    auto made = makeVault(folder.path());
    VERIFY_RESULT(made);
    auto& vault = *made->vault;
    const auto patient = record::PatientId::random();
    VERIFY_RESULT(vault.commit({heartRate(patient, 60)}));
    VERIFY_RESULT(vault.putPrivate("draft", "kept"));
    const auto size = static_cast<rlim_t>(QFileInfo(folder.filePath("vault.db-wal")).size());
    {
        const FileSizeLimit limit(size + 3 * 4096);
        const auto refused = vault.commit({note(patient, QString(40'000, 'x'))});
        QCOMPARE(refused.error().code, ErrorCode::DiskFull);
        QCOMPARE(vault.putPrivate("draft", QByteArray(40'000, 'x')).error().code, ErrorCode::DiskFull);
        const auto blob = vault.storeBlob(patient, record::Category::Clinical, noise(1, 1 << 20));
        QCOMPARE(blob.error().code, ErrorCode::DiskFull);
        // what is there can be read as before
        QCOMPARE(vault.read(patient)->size(), size_t{1});
        QCOMPARE(vault.getPrivate("draft").value(), QByteArray("kept"));
    }
    // when there is room again
    const auto receipt = vault.commit({heartRate(patient, 61)});
    VERIFY_RESULT(receipt);
    QCOMPARE(receipt->seq, quint64{4});
    const auto report = vault.verify();
    VERIFY_RESULT(report);
    QVERIFY2(report->ok, qPrintable(report->where + ": " + report->why));
    QCOMPARE(report->events, quint64{6});
    QCOMPARE(report->blobs, quint64{0});
}

void TestDisk::readOnlyDiskCanBeReadAndSaysSoWhenWritten()
{
    SmallDisk disk("size=8m");
    if (!disk.isMounted())
        QSKIP("A disk can't be mounted here (needs root)");
    const auto patient = record::PatientId::random();
    {
        auto made = makeVault(disk.vault());
        VERIFY_RESULT(made);
        VERIFY_RESULT(made->vault->commit({registration(patient, "Doe", "Jo"), heartRate(patient, 60)}));
        VERIFY_RESULT(made->vault->putPrivate("draft", "kept"));
    }
    QVERIFY(disk.remountReadOnly());
    QCOMPARE(unlock(disk.vault(), founder, "wrong").error().code, ErrorCode::WrongPassphrase);
    auto opened = unlock(disk.vault());
    VERIFY_RESULT(opened);
    auto& vault = **opened;
    QCOMPARE(vault.read(patient)->size(), size_t{2});
    QCOMPARE(vault.commit({heartRate(patient, 61)}).error().code, ErrorCode::ReadOnly);
    QCOMPARE(vault.putPrivate("draft", "changed").error().code, ErrorCode::ReadOnly);
    QCOMPARE(vault.storeBlob(patient, record::Category::Clinical, "x").error().code, ErrorCode::ReadOnly);
    QCOMPARE(vault.getPrivate("draft").value(), QByteArray("kept"));
    QCOMPARE(vault.read(patient)->size(), size_t{2});
    const auto report = vault.verify();
    VERIFY_RESULT(report);
    QVERIFY2(report->ok, qPrintable(report->where + ": " + report->why));
}

void TestDisk::wherePlaceIsMissingOrForeign()
{
    const QTemporaryDir folder;
    QVERIFY(!ledger::Vault::exists(folder.path()));
    QCOMPARE(unlock(folder.path()).error().code, ErrorCode::NotFound);
    QCOMPARE(ledger::verifyPages(folder.path()).error().code, ErrorCode::NotFound);
    // a file of another kind
    QFile file(folder.filePath("vault.db"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(10'000, 'z'));
    file.close();
    QCOMPARE(unlock(folder.path()).error().code, ErrorCode::IntegrityBroken);
    QVERIFY(!ledger::verifyPages(folder.path())->ok);
    QCOMPARE(makeVault(folder.path()).error().code, ErrorCode::InvalidInput);
}

void TestDisk::folderBehindALinkAndWithAStrangeNameWorks()
{
    const QTemporaryDir parent;
    const QString folder = parent.filePath(QString::fromUtf8("50% d\xc3\xa9j\xc3\xa0?#vu"));
    QVERIFY(QDir().mkpath(folder));
    const QString link = parent.filePath("link");
    QVERIFY(QFile::link(folder, link));
    VERIFY_RESULT(makeVault(link));
    VERIFY_RESULT(unlock(link));
    const auto vault = unlock(folder);
    VERIFY_RESULT(vault);
    QVERIFY((*vault)->verify()->ok);
}

void TestDisk::failedCreationLeavesNoVault()
{
    const QTemporaryDir folder;
    {
        const FileSizeLimit limit(30'000);
        QCOMPARE(makeVault(folder.path()).error().code, ErrorCode::DiskFull);
    }
    QVERIFY(!ledger::Vault::exists(folder.path()));
    VERIFY_RESULT(makeVault(folder.path()));
}

} // namespace

QTEST_GUILESS_MAIN(TestDisk)
#include "tst_disk.moc"
