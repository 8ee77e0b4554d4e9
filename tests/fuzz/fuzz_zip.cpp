// A zip of images from anywhere: no entry gives more than it was asked for.

#include "zip_p.h"

#include <cstdlib>
#include <QFile>
#include <QTemporaryDir>

using namespace twinward::imaging;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, size_t size)
{
    static const QTemporaryDir folder;
    constexpr qint64 most = 1 << 20;
    QFile file(folder.filePath(QStringLiteral("fuzzed.zip")));
    if (!file.open(QIODevice::WriteOnly)
        || file.write(reinterpret_cast<const char*>(data), static_cast<qint64>(size)) < 0)
        std::abort();
    file.close();
    const auto archive = ZipArchive::open(file.fileName());
    if (!archive)
        return 0;
    for (const ZipEntry& entry : archive->entries()) {
        const qint64 asked = std::min(entry.size, most);
        const auto bytes = archive->read(entry.number, asked);
        if (bytes && bytes->size() > asked)
            std::abort();
    }
    return 0;
}
