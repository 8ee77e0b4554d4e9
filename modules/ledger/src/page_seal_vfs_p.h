#pragma once

// A thin layer between SQLite and the disk that ends every page of the main database with a hash of the page
// and its number, and checks it whenever the page is read. It is what makes a flipped bit in a page that
// holds nothing (free pages, slack, the file's header) as visible as one in a sealed record. It keeps nobody
// out: the hash has no key, and whoever rewrites a page can rewrite it; against them stand the seals and
// signatures inside.

#include <cstdint>
#include <QByteArrayView>

namespace twinward::ledger {

inline constexpr int databasePageBytes = 4096;
inline constexpr int pageSealBytes = 16; // SQLite's "reserved space" at the end of each page
// SQLite keeps the page at this offset for its file locks and never writes it.
inline constexpr std::int64_t lockByteOffset = 0x40000000;

// Registered with SQLite on first use; the name to open a database with.
[[nodiscard]] const char* pageSealVfs();
// Puts it over another VFS than the system's own: how tests lose a write or fill a disk. Null goes back.
void placePageSealOver(const char* baseVfs);

// page: databasePageBytes long; number from 1.
[[nodiscard]] bool pageSealHolds(QByteArrayView page, std::uint32_t number);
void sealPage(unsigned char* page, std::uint32_t number);

// The page whose seal this thread last found broken; 0 where none was. Reading forgets it.
[[nodiscard]] std::uint32_t takeDamagedPage();

} // namespace twinward::ledger
