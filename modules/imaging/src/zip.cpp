#include "zip_p.h"

#include <memory>
#include <QFile>
#include <zip.h>

namespace twinward::imaging {

using base::ErrorCode;

namespace {

constexpr qint64 pieceBytes = 1 << 20;

using EntryFile = std::unique_ptr<zip_file_t, decltype(&zip_fclose)>;

base::Result<QByteArray> readUpTo(::zip* archive, quint64 entry, qint64 most)
{
    const EntryFile file(zip_fopen_index(archive, entry, 0), &zip_fclose);
    if (file == nullptr)
        return base::fail(ErrorCode::InvalidInput,
            QStringLiteral("The entry of the zip can't be unpacked: %1")
                .arg(QString::fromUtf8(zip_strerror(archive))));
    QByteArray bytes;
    while (bytes.size() < most) {
        const qint64 before = bytes.size();
        const qint64 piece = std::min(pieceBytes, most - before);
        bytes.resize(before + piece);
        const zip_int64_t got
            = zip_fread(file.get(), bytes.data() + before, static_cast<zip_uint64_t>(piece));
        if (got < 0)
            return base::fail(ErrorCode::InvalidInput,
                QStringLiteral("The entry of the zip is damaged: %1")
                    .arg(QString::fromUtf8(zip_file_strerror(file.get()))));
        bytes.resize(before + got);
        if (got == 0)
            break;
    }
    return bytes;
}

} // namespace

base::Result<ZipArchive> ZipArchive::open(const QString& path)
{
    int code = 0;
    ::zip* opened = zip_open(QFile::encodeName(path).constData(), ZIP_RDONLY, &code);
    if (opened != nullptr)
        return ZipArchive(opened);
    zip_error_t error;
    zip_error_init_with_code(&error, code);
    const QString why = QString::fromUtf8(zip_error_strerror(&error));
    zip_error_fini(&error);
    return base::fail(ErrorCode::InvalidInput, QStringLiteral("The zip can't be read: %1").arg(why), path);
}

ZipArchive::~ZipArchive()
{
    if (m_zip != nullptr)
        zip_discard(m_zip);
}

ZipArchive::ZipArchive(ZipArchive&& other) noexcept
    : m_zip(std::exchange(other.m_zip, nullptr))
{ }

std::vector<ZipEntry> ZipArchive::entries() const
{
    std::vector<ZipEntry> found;
    const zip_int64_t count = zip_get_num_entries(m_zip, 0);
    for (zip_int64_t number = 0; number < count; ++number) {
        zip_stat_t stat;
        const auto index = static_cast<zip_uint64_t>(number);
        if (zip_stat_index(m_zip, index, 0, &stat) != 0 || (stat.valid & ZIP_STAT_SIZE) == 0)
            continue;
        const QString name = QString::fromUtf8(stat.name);
        if (name.endsWith(u'/'))
            continue;
        const bool encrypted
            = (stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE;
        const auto size = static_cast<qint64>(std::min<zip_uint64_t>(stat.size, INT64_MAX));
        found.push_back({index, name, size, encrypted});
    }
    return found;
}

base::Result<QByteArray> ZipArchive::beginning(quint64 entry, qint64 most) const
{
    return readUpTo(m_zip, entry, most);
}

base::Result<QByteArray> ZipArchive::read(quint64 entry, qint64 size) const
{
    // One more byte than there should be: it makes libzip compare the checksum, and finds what says less than
    // it holds.
    auto bytes = readUpTo(m_zip, entry, size + 1);
    if (bytes && bytes->size() > size)
        return base::fail(
            ErrorCode::InvalidInput, QStringLiteral("The entry of the zip is larger than it says"));
    return bytes;
}

} // namespace twinward::imaging
