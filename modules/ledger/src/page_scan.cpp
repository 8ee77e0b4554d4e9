#include "page_scan_p.h"

#include "failure_p.h"
#include "page_seal_vfs_p.h"
#include "parallel_p.h"
#include "vault_files_p.h"
#include "wal_scan_p.h"

#include <algorithm>
#include <atomic>
#include <QFile>
#include <QtEndian>

namespace twinward::ledger {

using base::ErrorCode;

namespace {

constexpr qint64 pageBytes = databasePageBytes;
constexpr quint32 pagesPerPiece = 1024;
constexpr quint32 lockPage = static_cast<quint32>(lockByteOffset / pageBytes) + 1;

QString pageName(quint32 page)
{
    return QStringLiteral("database page %1").arg(page);
}

bool isAllZero(const char* page)
{
    return std::all_of(page, page + pageBytes, [](char c) { return c == 0; });
}

// The first page of the piece that does not hold; 0 where all do.
quint32 firstBroken(const QByteArray& piece, quint32 firstPage, const std::set<quint32>& inWal)
{
    const auto count = static_cast<size_t>(piece.size() / pageBytes);
    std::atomic<quint32> broken = 0;
    runParallel(count, workersFor(count, 64), 64, [&](size_t, size_t begin, size_t end) {
        for (size_t i = begin; i < end; ++i) {
            const quint32 page = firstPage + static_cast<quint32>(i);
            const char* bytes = piece.constData() + static_cast<qint64>(i) * pageBytes;
            const bool holds = inWal.contains(page)
                || (page == lockPage ? isAllZero(bytes)
                                     : pageSealHolds(QByteArrayView(bytes, pageBytes), page));
            quint32 seen = broken;
            while (!holds && (seen == 0 || page < seen) && !broken.compare_exchange_weak(seen, page)) { }
        }
    });
    return broken;
}

std::optional<PageDamage> checkSize(QFile& file, const WalScan& wal)
{
    const qint64 size = file.size();
    if (size == 0 && wal.databasePages == 0)
        return PageDamage{QStringLiteral("database"), QStringLiteral("the file is empty")};
    // While the log holds newer pages, the file may still grow or shrink to fit them.
    if (wal.databasePages != 0 && size % pageBytes == 0)
        return std::nullopt;
    const QByteArray head = file.peek(100);
    const quint64 pages = head.size() < 100 ? 0 : qFromBigEndian<quint32>(head.constData() + 28);
    if (!head.startsWith(QByteArray("SQLite format 3\0", 16))
        || qFromBigEndian<quint16>(head.constData() + 16) != pageBytes)
        return PageDamage{pageName(1), QStringLiteral("the head of the file is damaged")};
    if (static_cast<quint64>(size) != pages * static_cast<quint64>(pageBytes)) {
        return PageDamage{QStringLiteral("database"),
            static_cast<quint64>(size) < pages * static_cast<quint64>(pageBytes)
                ? QStringLiteral("the file ends too early")
                : QStringLiteral("the file has something behind its last page")};
    }
    return std::nullopt;
}

} // namespace

std::optional<PageDamage> scanPages(
    const QString& databasePath, const std::function<bool(quint64 done, quint64 total)>& betweenPieces)
{
    const WalScan wal = scanWal(databasePath);
    if (!wal.damage.isEmpty())
        return PageDamage{QStringLiteral("write-ahead log"), wal.damage};
    QFile file(databasePath);
    if (!file.open(QIODevice::ReadOnly))
        throw Failure(ErrorCode::Io, QStringLiteral("The vault's database can't be read"), databasePath);
    // Pages before the size: a damaged page 1 is named as such, rather than as a file of a strange size.
    quint64 page = 0;
    for (;;) {
        const auto total = static_cast<quint64>(file.size() / pageBytes);
        const QByteArray piece = file.read(pagesPerPiece * pageBytes);
        const quint32 broken = firstBroken(piece, static_cast<quint32>(page) + 1, wal.pages);
        if (broken != 0)
            return PageDamage{pageName(broken), QStringLiteral("its bytes are not what was written")};
        page += static_cast<quint64>(piece.size() / pageBytes);
        if (piece.size() < pagesPerPiece * pageBytes)
            break;
        if (!betweenPieces(page, total))
            throw Failure(ErrorCode::Cancelled, QStringLiteral("Verifying was stopped"));
    }
    file.seek(0);
    return checkSize(file, wal);
}

base::Result<VerifyReport> verifyPages(const QString& folder)
{
    return guarded([&] {
        if (!Vault::exists(folder))
            throw Failure(ErrorCode::NotFound, QStringLiteral("There is no vault here"), folder);
        const VaultFiles files{folder};
        const VaultLock lock(files);
        VerifyReport report;
        const auto damage = scanPages(files.database(), [](quint64, quint64) { return true; });
        report.ok = !damage;
        if (damage) {
            report.where = damage->where;
            report.why = damage->why;
        }
        return report;
    });
}

} // namespace twinward::ledger
