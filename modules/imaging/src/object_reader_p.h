#pragma once

// An object's bytes from wherever they are: a file, an entry of a zip (unpacked in memory alone), memory. One
// reader for each thread.

#include "imaging/import.h"
#include "zip_p.h"

#include <map>

namespace twinward::imaging {

class ObjectReader
{
public:
    // Both must outlive the reader.
    ObjectReader(const std::vector<IncomingObject>& inMemory, const ImportLimits& limits)
        : m_inMemory(inMemory)
        , m_limits(limits)
    { }

    // The bytes it begins with, at most `most` of them.
    [[nodiscard]] base::Result<QByteArray> beginning(const ObjectPlace& place, qint64 most);
    [[nodiscard]] base::Result<QByteArray> bytes(const ObjectPlace& place);
    [[nodiscard]] base::Result<ObjectHeader> header(const ObjectPlace& place);

private:
    [[nodiscard]] base::Result<ZipArchive*> zip(const QString& path);

    const std::vector<IncomingObject>& m_inMemory;
    const ImportLimits& m_limits;
    std::map<QString, ZipArchive> m_zips;
};

// Does it begin as DICOM does, with or without preamble and meta header?
[[nodiscard]] bool beginsLikeDicom(const QByteArray& beginning);
inline constexpr qint64 dicomBeginning = 132;

} // namespace twinward::imaging
