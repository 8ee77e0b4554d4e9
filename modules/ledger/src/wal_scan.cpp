#include "wal_scan_p.h"

#include "failure_p.h"
#include "page_seal_vfs_p.h"

#include <cstring>
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

// How many transactions end behind a frame that does not hold, by their salt alone.
int transactionsBehind(QFile& wal, const QByteArray& salt)
{
    int ends = 0;
    for (;;) {
        const QByteArray frame = wal.read(frameBytes);
        if (frame.size() != frameBytes)
            return ends;
        if (frame.mid(8, 8) == salt && qFromBigEndian<quint32>(frame.constData() + 4) != 0)
            ++ends;
    }
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
        // A first transaction that was cut short has no second behind it. The frames say their own salt.
        const QByteArray salt = wal.peek(16).mid(8, 8);
        if (transactionsBehind(wal, salt) > 1)
            scan.damage = QStringLiteral("the head of the write-ahead log is damaged");
        return scan;
    }
    const QByteArray salt = header.mid(16, 8);
    std::set<quint32> open; // pages of the transaction being read
    for (quint64 number = 1;; ++number) {
        const QByteArray frame = wal.read(frameBytes);
        if (frame.size() != frameBytes)
            return scan;
        const bool endsTransaction = qFromBigEndian<quint32>(frame.constData() + 4) != 0;
        sum.add(frame.constData(), 8);
        sum.add(frame.constData() + frameHeaderBytes, databasePageBytes);
        if (frame.mid(8, 8) != salt || !sum.equals(frame.constData() + 16)) {
            // The end, where frames of an earlier round follow, or one unfinished transaction, which is what
            // a crash leaves: the next can't begin before it was on the disk. With more behind it, it is
            // damage.
            if (transactionsBehind(wal, salt) + (endsTransaction ? 1 : 0) > 1)
                scan.damage = QStringLiteral("frame %1 of the write-ahead log is damaged").arg(number);
            return scan;
        }
        open.insert(qFromBigEndian<quint32>(frame.constData()));
        if (endsTransaction) {
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
