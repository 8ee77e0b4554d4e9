#include "backup_medium_p.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>
#include <utility>

namespace twinward::ledger {

using base::ErrorCode;

namespace {

class DiskFile : public BackupMedium::NewFile
{
public:
    explicit DiskFile(QString path)
        : m_path(std::move(path))
        , m_file(::open(QFile::encodeName(m_path).constData(),
              O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0600))
    {
        if (m_file < 0)
            failMedium(errno, m_path);
    }
    ~DiskFile() override
    {
        if (m_file >= 0)
            ::close(m_file);
    }
    DiskFile(const DiskFile&) = delete;
    DiskFile& operator=(const DiskFile&) = delete;

    void write(QByteArrayView bytes) override
    {
        while (!bytes.isEmpty()) {
            const ssize_t written = ::write(m_file, bytes.data(), static_cast<size_t>(bytes.size()));
            if (written < 0 && errno != EINTR)
                failMedium(errno, m_path);
            bytes = bytes.sliced(std::max<ssize_t>(written, 0));
        }
    }

    void finish() override
    {
        if (::fsync(m_file) != 0)
            failMedium(errno, m_path);
        (void)::posix_fadvise(m_file, 0, 0, POSIX_FADV_DONTNEED);
        if (::close(std::exchange(m_file, -1)) != 0)
            failMedium(errno, m_path);
    }

private:
    QString m_path;
    int m_file;
};

QStringList entries(const QString& path, QDir::Filters filters)
{
    if (!QFileInfo(path).isDir())
        failMedium(ENOENT, path);
    return QDir(path).entryList(filters | QDir::NoDotAndDotDot | QDir::Hidden | QDir::System, QDir::Name);
}

} // namespace

void failMedium(int systemError, const QString& path)
{
    const QString kept = QStringLiteral(" The backups made before are kept as they were.");
    switch (systemError) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        throw Failure(ErrorCode::DiskFull, QStringLiteral("There is no room left for the backup.") + kept,
            path, QStringLiteral("Free some space there, or choose another disk or stick."));
    case EROFS:
    case EACCES:
    case EPERM:
        throw Failure(ErrorCode::ReadOnly, QStringLiteral("The backup can't be written here.") + kept, path,
            QStringLiteral("Make the folder writable, or choose another."));
    case ENOENT:
    case ENODEV:
    case ENXIO:
    case ENOTDIR:
        throw Failure(ErrorCode::NotFound, QStringLiteral("The backup folder is not there"), path,
            QStringLiteral("Plug in the disk or stick it is on, or choose another folder."));
    default:
        throw Failure(ErrorCode::Io, QStringLiteral("The backup medium did not do as asked.") + kept, path,
            QStringLiteral("Check that the disk or stick is plugged in and whole, then try again."));
    }
}

void BackupMedium::writeFile(const QString& path, QByteArrayView bytes)
{
    const auto file = create(path);
    file->write(bytes);
    file->finish();
}

std::unique_ptr<BackupMedium::NewFile> DiskMedium::create(const QString& path)
{
    return std::make_unique<DiskFile>(path);
}

void DiskMedium::makeFolder(const QString& path)
{
    if (::mkdir(QFile::encodeName(path).constData(), 0700) != 0 && errno != EEXIST)
        failMedium(errno, path);
}

void DiskMedium::syncFolder(const QString& path)
{
    const int file = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file < 0)
        failMedium(errno, path);
    const int error = ::fsync(file) == 0 ? 0 : errno;
    ::close(file);
    if (error != 0 && error != EINVAL && error != ENOTSUP) // some sticks' file systems know no such thing
        failMedium(error, path);
}

void DiskMedium::rename(const QString& from, const QString& to)
{
    if (::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) != 0)
        failMedium(errno, to);
}

void DiskMedium::removeFile(const QString& path)
{
    if (::unlink(QFile::encodeName(path).constData()) != 0 && errno != ENOENT)
        failMedium(errno, path);
}

void DiskMedium::removeFolder(const QString& path)
{
    if (!QDir(path).removeRecursively())
        failMedium(EIO, path);
}

bool DiskMedium::exists(const QString& path) const
{
    return QFileInfo::exists(path);
}

qint64 DiskMedium::sizeOf(const QString& path) const
{
    const QFileInfo file(path);
    return file.isFile() && !file.isSymLink() ? file.size() : -1;
}

QByteArray DiskMedium::read(const QString& path, qint64 offset, qint64 most) const
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) || !file.seek(offset))
        failMedium(file.exists() ? EIO : ENOENT, path);
    QByteArray bytes = file.read(most);
    if (file.error() != QFileDevice::NoError)
        failMedium(EIO, path);
    return bytes;
}

QStringList DiskMedium::folders(const QString& path) const
{
    return entries(path, QDir::Dirs);
}

QStringList DiskMedium::files(const QString& path) const
{
    return entries(path, QDir::Files);
}

quint64 DiskMedium::freeBytes(const QString& path) const
{
    struct statvfs disk
    { };
    if (::statvfs(QFile::encodeName(path).constData(), &disk) != 0)
        failMedium(errno, path);
    return static_cast<quint64>(disk.f_bavail) * disk.f_frsize;
}

} // namespace twinward::ledger
