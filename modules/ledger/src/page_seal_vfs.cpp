#include "page_seal_vfs_p.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <mutex>
#include <sqlite3.h>
#include <xxhash.h>

namespace twinward::ledger {

namespace {

// SQLite allocates this with room for the base VFS's file behind it.
struct SealedFile
{
    sqlite3_file face;
    bool isDatabase; // else the write-ahead log, which is only listened to
    [[nodiscard]] sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

thread_local std::uint32_t damagedPage = 0;

sqlite3_file* real(sqlite3_file* file)
{
    return reinterpret_cast<SealedFile*>(file)->real();
}

std::uint32_t pageAt(sqlite3_int64 offset)
{
    return static_cast<std::uint32_t>(offset / databasePageBytes) + 1;
}

// XXH3 with 128 bits: against accidents as good as a cryptographic hash, at a twentieth of the cost of each
// page read; against intent no hash without a key helps.
XXH128_canonical_t pageHash(const void* page, std::uint32_t number)
{
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(
        &canonical, XXH3_128bits_withSeed(page, databasePageBytes - pageSealBytes, number));
    return canonical;
}

int checkedRead(sqlite3_file* file, void* buffer, sqlite3_int64 offset)
{
    const int rc = real(file)->pMethods->xRead(real(file), buffer, databasePageBytes, offset);
    if (rc != SQLITE_OK)
        return rc;
    const std::uint32_t page = pageAt(offset);
    if (pageSealHolds(QByteArrayView(static_cast<const char*>(buffer), databasePageBytes), page))
        return SQLITE_OK;
    damagedPage = page;
    return SQLITE_IOERR_DATA;
}

bool isDatabase(sqlite3_file* file)
{
    return reinterpret_cast<SealedFile*>(file)->isDatabase;
}

// SQLite knows a full disk from one error number of several, and a disk gone read-only not at all.
int writeBelow(sqlite3_file* file, const void* buffer, int amount, sqlite3_int64 offset)
{
    const int rc = real(file)->pMethods->xWrite(real(file), buffer, amount, offset);
    if (rc == SQLITE_OK)
        return rc;
    int error = 0;
    real(file)->pMethods->xFileControl(real(file), SQLITE_FCNTL_LAST_ERRNO, &error);
    if (error == ENOSPC || error == EDQUOT || error == EFBIG)
        return SQLITE_FULL;
    return error == EROFS ? SQLITE_READONLY : rc;
}

int readFile(sqlite3_file* file, void* buffer, int amount, sqlite3_int64 offset)
{
    // A part of a page is the file's head, read for the page size alone before the log is looked at: a power
    // cut may have torn its page, whose whole copy then is in the log. What counts is read again, by the
    // page.
    if (isDatabase(file) && amount == databasePageBytes && offset % databasePageBytes == 0)
        return checkedRead(file, buffer, offset);
    return real(file)->pMethods->xRead(real(file), buffer, amount, offset);
}

int writeFile(sqlite3_file* file, const void* buffer, int amount, sqlite3_int64 offset)
{
    if (!isDatabase(file))
        return writeBelow(file, buffer, amount, offset);
    if (amount != databasePageBytes || offset % databasePageBytes != 0)
        return SQLITE_IOERR_WRITE; // SQLite writes its database by the page; anything else would break a seal
    std::array<unsigned char, databasePageBytes> page; // NOLINT: filled by the next line
    std::memcpy(page.data(), buffer, page.size());
    sealPage(page.data(), pageAt(offset));
    return writeBelow(file, page.data(), amount, offset);
}

int closeFile(sqlite3_file* file)
{
    return real(file)->pMethods->xClose(real(file));
}
int truncateFile(sqlite3_file* file, sqlite3_int64 size)
{
    return real(file)->pMethods->xTruncate(real(file), size);
}
int syncFile(sqlite3_file* file, int flags)
{
    return real(file)->pMethods->xSync(real(file), flags);
}
int fileSize(sqlite3_file* file, sqlite3_int64* size)
{
    return real(file)->pMethods->xFileSize(real(file), size);
}
int lockFile(sqlite3_file* file, int level)
{
    return real(file)->pMethods->xLock(real(file), level);
}
int unlockFile(sqlite3_file* file, int level)
{
    return real(file)->pMethods->xUnlock(real(file), level);
}
int checkReservedLock(sqlite3_file* file, int* result)
{
    return real(file)->pMethods->xCheckReservedLock(real(file), result);
}
int fileControl(sqlite3_file* file, int op, void* argument)
{
    return real(file)->pMethods->xFileControl(real(file), op, argument);
}
int sectorSize(sqlite3_file* file)
{
    return real(file)->pMethods->xSectorSize(real(file));
}
int deviceCharacteristics(sqlite3_file* file)
{
    return real(file)->pMethods->xDeviceCharacteristics(real(file));
}
int shmMap(sqlite3_file* file, int page, int pageSize, int extend, void volatile** memory)
{
    return real(file)->pMethods->xShmMap(real(file), page, pageSize, extend, memory);
}
int shmLock(sqlite3_file* file, int offset, int count, int flags)
{
    return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}
void shmBarrier(sqlite3_file* file)
{
    real(file)->pMethods->xShmBarrier(real(file));
}
int shmUnmap(sqlite3_file* file, int deleteFlag)
{
    return real(file)->pMethods->xShmUnmap(real(file), deleteFlag);
}

// Version 2: no memory mapping, which would let pages in unseen.
const sqlite3_io_methods sealedMethods = {2, closeFile, readFile, writeFile, truncateFile, syncFile, fileSize,
    lockFile, unlockFile, checkReservedLock, fileControl, sectorSize, deviceCharacteristics, shmMap, shmLock,
    shmBarrier, shmUnmap, nullptr, nullptr};

sqlite3_vfs* base(sqlite3_vfs* vfs)
{
    return static_cast<sqlite3_vfs*>(vfs->pAppData);
}

int openFile(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* outFlags)
{
    if ((flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL)) == 0)
        return base(vfs)->xOpen(base(vfs), name, file, flags, outFlags);
    file->pMethods = nullptr;
    reinterpret_cast<SealedFile*>(file)->isDatabase = (flags & SQLITE_OPEN_MAIN_DB) != 0;
    sqlite3_file* below = real(file);
    std::memset(below, 0, static_cast<size_t>(base(vfs)->szOsFile));
    const int rc = base(vfs)->xOpen(base(vfs), name, below, flags, outFlags);
    if (below->pMethods != nullptr)
        file->pMethods = &sealedMethods;
    return rc;
}
int deleteFile(sqlite3_vfs* vfs, const char* name, int syncDirectory)
{
    return base(vfs)->xDelete(base(vfs), name, syncDirectory);
}
int accessFile(sqlite3_vfs* vfs, const char* name, int flags, int* result)
{
    return base(vfs)->xAccess(base(vfs), name, flags, result);
}
int fullPathname(sqlite3_vfs* vfs, const char* name, int size, char* out)
{
    return base(vfs)->xFullPathname(base(vfs), name, size, out);
}
int randomness(sqlite3_vfs* vfs, int size, char* out)
{
    return base(vfs)->xRandomness(base(vfs), size, out);
}
int sleepFor(sqlite3_vfs* vfs, int microseconds)
{
    return base(vfs)->xSleep(base(vfs), microseconds);
}
int currentTime(sqlite3_vfs* vfs, double* time)
{
    return base(vfs)->xCurrentTime(base(vfs), time);
}
int lastError(sqlite3_vfs* vfs, int size, char* out)
{
    return base(vfs)->xGetLastError(base(vfs), size, out);
}
int currentTimeInt64(sqlite3_vfs* vfs, sqlite3_int64* time)
{
    return base(vfs)->xCurrentTimeInt64(base(vfs), time);
}

sqlite3_vfs sealVfs = {2, 0, 1024, nullptr, "twinward-page-seal", nullptr, openFile, deleteFile, accessFile,
    fullPathname, nullptr, nullptr, nullptr, nullptr, randomness, sleepFor, currentTime, lastError,
    currentTimeInt64, nullptr, nullptr, nullptr};

} // namespace

void placePageSealOver(const char* baseVfs)
{
    sqlite3_vfs* below = sqlite3_vfs_find(baseVfs);
    sqlite3_vfs_unregister(&sealVfs);
    sealVfs.pAppData = below;
    sealVfs.szOsFile = static_cast<int>(sizeof(SealedFile)) + below->szOsFile;
    sealVfs.mxPathname = below->mxPathname;
    sqlite3_vfs_register(&sealVfs, 0);
}

const char* pageSealVfs()
{
    static std::once_flag once;
    std::call_once(once, [] {
        if (sealVfs.pAppData == nullptr)
            placePageSealOver(nullptr);
    });
    return sealVfs.zName;
}

void sealPage(unsigned char* page, std::uint32_t number)
{
    const XXH128_canonical_t seal = pageHash(page, number);
    std::memcpy(page + databasePageBytes - pageSealBytes, seal.digest, pageSealBytes);
}

bool pageSealHolds(QByteArrayView page, std::uint32_t number)
{
    const XXH128_canonical_t seal = pageHash(page.data(), number);
    return std::memcmp(page.data() + databasePageBytes - pageSealBytes, seal.digest, pageSealBytes) == 0;
}

std::uint32_t takeDamagedPage()
{
    const std::uint32_t page = damagedPage;
    damagedPage = 0;
    return page;
}

} // namespace twinward::ledger
