#include "wal_scan_p.h"

#include "failure_p.h"
#include "page_seal_vfs_p.h"

#include <algorithm>
#include <QFile>
#include <QtEndian>

namespace twinward::ledger {

namespace {

constexpr qint64 walHeaderBytes = 32;
constexpr qint64 frameHeaderBytes = 24;
constexpr qint64 frameBytes = frameHeaderBytes + databasePageBytes;
constexpr quint32 magicLittle = 0x377f0682; // checksums of little-endian words
constexpr quint32 magicBig = 0x377f0683;

struct Checksum
{
    quint32 first = 0;
    quint32 second = 0;
    bool bigEndian = false;

    void add(const char* bytes, qint64 size) // a multiple of 8
    {
        for (qint64 i = 0; i < size; i += 8) {
            first += word(bytes + i) + second;
            second += word(bytes + i + 4) + first;
        }
    }
    [[nodiscard]] quint32 word(const char* at) const
    {
        return bigEndian ? qFromBigEndian<quint32>(at) : qFromLittleEndian<quint32>(at);
    }
    void takeStored(const char* stored)
    {
        first = qFromBigEndian<quint32>(stored);
        second = qFromBigEndian<quint32>(stored + 4);
    }
    [[nodiscard]] bool equals(const char* stored) const
    {
        return qFromBigEndian<quint32>(stored) == first && qFromBigEndian<quint32>(stored + 4) == second;
    }
};

bool readHeader(const QByteArray& header, Checksum& sum)
{
    const auto magic = qFromBigEndian<quint32>(header.constData());
    if (header.size() < walHeaderBytes || (magic != magicLittle && magic != magicBig)
        || qFromBigEndian<quint32>(header.constData() + 8) != databasePageBytes)
        return false;
    sum.bigEndian = magic == magicBig;
    sum.add(header.constData(), 24);
    return sum.equals(header.constData() + 24);
}

bool endsTransaction(const QByteArray& frame)
{
    return qFromBigEndian<quint32>(frame.constData() + 4) != 0;
}

// How many transactions end in the frames from `offset` on that were written one after the other: each
// frame's checksum goes on from that of the one before it. Only frames of the log's present run count, by its
// salt: behind them stand whole transactions of the run before, which were folded in long ago.
int transactionsFrom(QFile& wal, qint64 offset, QByteArrayView salt, Checksum sum)
{
    int ends = 0;
    wal.seek(offset);
    for (;;) {
        const QByteArray frame = wal.read(frameBytes);
        if (frame.size() != frameBytes || QByteArrayView(frame).sliced(8, 8) != salt)
            return ends;
        sum.add(frame.constData(), 8);
        sum.add(frame.constData() + frameHeaderBytes, databasePageBytes);
        if (!sum.equals(frame.constData() + 16))
            return ends;
        ends += endsTransaction(frame) ? 1 : 0;
    }
}

// What a crash leaves is one transaction in part: the next can't begin before it was on the disk. A frame
// that does not hold, with more than its own transaction written on from it, was damaged. `sum`: as computed
// up to its end.
bool isDamage(QFile& wal, const QByteArray& frame, qint64 end, QByteArrayView salt, Checksum sum)
{
    const int computed = transactionsFrom(wal, end, salt, sum); // its own checksum was damaged
    sum.takeStored(frame.constData() + 16);
    const int stored = transactionsFrom(wal, end, salt, sum); // its content was
    return std::max(computed, stored) + (endsTransaction(frame) ? 1 : 0) > 1;
}

// The log's own head does not hold: the same question, asked from its first frame on.
bool isHeadDamage(QFile& wal)
{
    wal.seek(walHeaderBytes);
    const QByteArray frame = wal.read(frameBytes);
    if (frame.size() != frameBytes)
        return false;
    Checksum little;
    Checksum big;
    big.bigEndian = true;
    const QByteArray salt = frame.mid(8, 8);
    return isDamage(wal, frame, walHeaderBytes + frameBytes, salt, little)
        || isDamage(wal, frame, walHeaderBytes + frameBytes, salt, big);
}

} // namespace

WalScan scanWal(const QString& databasePath)
{
    WalScan scan;
    QFile wal(databasePath + QStringLiteral("-wal"));
    if (!wal.open(QIODevice::ReadOnly) || wal.size() == 0)
        return scan;
    const QByteArray header = wal.read(walHeaderBytes);
    Checksum sum;
    if (header.size() < walHeaderBytes || !readHeader(header, sum)) {
        if (isHeadDamage(wal))
            scan.damage = QStringLiteral("the head of the write-ahead log is damaged");
        return scan;
    }
    const QByteArray salt = header.mid(16, 8);
    std::set<quint32> open; // pages of the transaction being read
    for (quint64 number = 1;; ++number) {
        const QByteArray frame = wal.read(frameBytes);
        if (frame.size() != frameBytes)
            return scan;
        sum.add(frame.constData(), 8);
        sum.add(frame.constData() + frameHeaderBytes, databasePageBytes);
        if (frame.mid(8, 8) != salt || !sum.equals(frame.constData() + 16)) {
            if (isDamage(wal, frame, wal.pos(), salt, sum))
                scan.damage = QStringLiteral("frame %1 of the write-ahead log is damaged").arg(number);
            return scan; // the end, or where a crash cut it
        }
        open.insert(qFromBigEndian<quint32>(frame.constData()));
        if (endsTransaction(frame)) {
            scan.pages.merge(open);
            open.clear();
            scan.databasePages = qFromBigEndian<quint32>(frame.constData() + 4);
        }
    }
}

void checkWalBeforeUse(const QString& databasePath)
{
    const WalScan scan = scanWal(databasePath);
    if (!scan.damage.isEmpty()) {
        throw Failure(base::ErrorCode::IntegrityBroken,
            QStringLiteral("The vault's database is damaged: ") + scan.damage,
            QStringLiteral("write-ahead log"),
            QStringLiteral("Do not write to this disk. Restore the vault from a backup."));
    }
}

} // namespace twinward::ledger
