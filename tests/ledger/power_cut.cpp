#include "power_cut.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <QByteArray>
#include <QFile>
#include <sqlite3.h>
#include <string>
#include <vector>

namespace twinward::test {

namespace {

constexpr int sectorBytes = 512;

struct Write
{
    qint64 offset = 0;
    QByteArray before; // shorter than what was written where the file grew
    qint64 size = 0;
};

struct Disk
{
    int left = -1; // operations until the cut; negative: no cut is near
    bool cut = false;
    std::map<std::string, std::vector<Write>> unsynced;
} disk;

struct CutFile
{
    sqlite3_file face;
    char path[512];
    [[nodiscard]] sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

CutFile* own(sqlite3_file* file)
{
    return reinterpret_cast<CutFile*>(file);
}

// Is this operation done? The one at which the power goes is not.
bool hasPower()
{
    if (disk.left == 0)
        disk.cut = true;
    if (disk.left > 0)
        --disk.left;
    return !disk.cut;
}

QByteArray contentAt(CutFile* file, qint64 offset, qint64 size)
{
    QFile content(QString::fromUtf8(file->path));
    if (!content.open(QIODevice::ReadOnly) || !content.seek(offset))
        return {};
    return content.read(size);
}

int closeFile(sqlite3_file* file)
{
    return own(file)->real()->pMethods->xClose(own(file)->real());
}
int readFile(sqlite3_file* file, void* buffer, int amount, sqlite3_int64 offset)
{
    return own(file)->real()->pMethods->xRead(own(file)->real(), buffer, amount, offset);
}
int writeFile(sqlite3_file* file, const void* buffer, int amount, sqlite3_int64 offset)
{
    const bool isLast = disk.left == 0 && !disk.cut; // may reach the disk in part
    if (!hasPower() && !isLast)
        return SQLITE_IOERR_WRITE;
    disk.unsynced[own(file)->path].push_back({offset, contentAt(own(file), offset, amount), amount});
    const int rc = own(file)->real()->pMethods->xWrite(own(file)->real(), buffer, amount, offset);
    return isLast ? SQLITE_IOERR_WRITE : rc;
}
int truncateFile(sqlite3_file* file, sqlite3_int64 size)
{
    if (!hasPower())
        return SQLITE_IOERR_TRUNCATE;
    const QByteArray lost = contentAt(own(file), size, INT_MAX);
    disk.unsynced[own(file)->path].push_back({size, lost, lost.size()});
    return own(file)->real()->pMethods->xTruncate(own(file)->real(), size);
}
int syncFile(sqlite3_file* file, int)
{
    if (!hasPower())
        return SQLITE_IOERR_FSYNC;
    disk.unsynced.erase(own(file)->path);
    return SQLITE_OK; // the real disk keeps its power
}
int fileSize(sqlite3_file* file, sqlite3_int64* size)
{
    return own(file)->real()->pMethods->xFileSize(own(file)->real(), size);
}
int lockFile(sqlite3_file* file, int level)
{
    return own(file)->real()->pMethods->xLock(own(file)->real(), level);
}
int unlockFile(sqlite3_file* file, int level)
{
    return own(file)->real()->pMethods->xUnlock(own(file)->real(), level);
}
int checkReservedLock(sqlite3_file* file, int* result)
{
    return own(file)->real()->pMethods->xCheckReservedLock(own(file)->real(), result);
}
int fileControl(sqlite3_file* file, int op, void* argument)
{
    return own(file)->real()->pMethods->xFileControl(own(file)->real(), op, argument);
}
int sectorSize(sqlite3_file*)
{
    return sectorBytes;
}
int deviceCharacteristics(sqlite3_file*)
{
    return 0; // it promises nothing
}
int shmMap(sqlite3_file* file, int page, int pageSize, int extend, void volatile** memory)
{
    return own(file)->real()->pMethods->xShmMap(own(file)->real(), page, pageSize, extend, memory);
}
int shmLock(sqlite3_file* file, int offset, int count, int flags)
{
    return own(file)->real()->pMethods->xShmLock(own(file)->real(), offset, count, flags);
}
void shmBarrier(sqlite3_file* file)
{
    own(file)->real()->pMethods->xShmBarrier(own(file)->real());
}
int shmUnmap(sqlite3_file* file, int deleteFlag)
{
    return own(file)->real()->pMethods->xShmUnmap(own(file)->real(), deleteFlag);
}

const sqlite3_io_methods cutMethods = {2, closeFile, readFile, writeFile, truncateFile, syncFile, fileSize,
    lockFile, unlockFile, checkReservedLock, fileControl, sectorSize, deviceCharacteristics, shmMap, shmLock,
    shmBarrier, shmUnmap, nullptr, nullptr};

sqlite3_vfs* base = nullptr;
sqlite3_vfs cutVfs;

int openFile(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* outFlags)
{
    file->pMethods = nullptr;
    std::strncpy(own(file)->path, name == nullptr ? "" : name, sizeof own(file)->path - 1);
    sqlite3_file* below = own(file)->real();
    std::memset(below, 0, static_cast<size_t>(base->szOsFile));
    const int rc = base->xOpen(base, name, below, flags, outFlags);
    if (below->pMethods != nullptr)
        file->pMethods = &cutMethods;
    return rc;
}

int deleteFile(sqlite3_vfs*, const char* name, int syncDirectory)
{
    if (!hasPower())
        return SQLITE_IOERR_DELETE;
    disk.unsynced.erase(name);
    return base->xDelete(base, name, syncDirectory);
}

void loseSectors(QFile& file, const Write& write, std::mt19937& random)
{
    for (qint64 at = 0; at < write.size; at += sectorBytes) {
        if (random() % 2 == 0)
            continue; // it had reached the disk
        const qint64 size = std::min<qint64>(sectorBytes, write.size - at);
        QByteArray before = write.before.mid(at, size);
        before = before.leftJustified(size, '\0'); // where the file had grown, nothing was written
        file.seek(write.offset + at);
        file.write(before);
    }
}

} // namespace

void registerPowerCutVfs()
{
    if (base != nullptr)
        return;
    base = sqlite3_vfs_find(nullptr);
    cutVfs = *base;
    cutVfs.iVersion = 2;
    cutVfs.zName = powerCutVfs;
    cutVfs.szOsFile = static_cast<int>(sizeof(CutFile)) + base->szOsFile;
    cutVfs.pNext = nullptr;
    cutVfs.xOpen = openFile;
    cutVfs.xDelete = deleteFile;
    sqlite3_vfs_register(&cutVfs, 0);
}

void cutPowerAfter(int operations)
{
    disk = Disk{operations, false, {}};
}

bool powerIsCut()
{
    return disk.cut;
}

void restorePower(std::mt19937& random)
{
    for (auto& [path, writes] : disk.unsynced) {
        QFile file(QString::fromStdString(path));
        if (!file.open(QIODevice::ReadWrite))
            continue;
        std::for_each(
            writes.rbegin(), writes.rend(), [&](const Write& write) { loseSectors(file, write, random); });
    }
    disk = Disk{};
}

} // namespace twinward::test
