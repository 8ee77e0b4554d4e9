#pragma once

// A zip, read in memory alone: nothing of it is ever unpacked to the disk. What an entry says of its own size
// is not believed: never more is unpacked than was asked for.

#include "base/error.h"

#include <QByteArray>
#include <vector>

struct zip;

namespace twinward::imaging {

struct ZipEntry
{
    quint64 number = 0;
    QString name; // with its folders
    qint64 size = 0; // unpacked, as the zip says
    bool encrypted = false;
};

class ZipArchive
{
public:
    // InvalidInput for what is no zip or a damaged one.
    [[nodiscard]] static base::Result<ZipArchive> open(const QString& path);

    ~ZipArchive();
    ZipArchive(ZipArchive&& other) noexcept;
    ZipArchive& operator=(ZipArchive&&) = delete;

    [[nodiscard]] std::vector<ZipEntry> entries() const; // the files; without folders
    // At most `most` of the bytes it begins with.
    [[nodiscard]] base::Result<QByteArray> beginning(quint64 entry, qint64 most) const;
    // All of it, if that is no more than `size`; InvalidInput for more, and for what its checksum denies.
    [[nodiscard]] base::Result<QByteArray> read(quint64 entry, qint64 size) const;

private:
    explicit ZipArchive(::zip* opened)
        : m_zip(opened)
    { }

    ::zip* m_zip = nullptr;
};

} // namespace twinward::imaging
