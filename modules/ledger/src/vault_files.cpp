#include "vault_files_p.h"

#include "failure_p.h"

#include <cerrno>
#include <fcntl.h>
#include <QDir>
#include <QFile>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>
#include <utility>

namespace twinward::ledger {

using base::ErrorCode;

namespace {

[[noreturn]] void failFolder(const QString& folder)
{
    const int error = errno;
    const QString todo = QStringLiteral("Choose a folder on a disk that can be written.");
    if (error == EROFS || error == EACCES || error == EPERM)
        throw Failure(ErrorCode::ReadOnly, QStringLiteral("The folder can't be written"), folder, todo);
    if (error == ENOSPC || error == EDQUOT)
        throw Failure(ErrorCode::DiskFull, QStringLiteral("The disk is full"), folder,
            QStringLiteral("Free some space, then try again."));
    throw Failure(ErrorCode::Io, QStringLiteral("The folder can't be used"), folder, todo);
}

void makeFolder(const QString& folder)
{
    if (!QDir(folder).exists() && !QDir().mkpath(folder))
        failFolder(folder);
    constexpr auto ownerOnly = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
    if (!QFile::setPermissions(folder, ownerOnly))
        failFolder(folder);
}

} // namespace

VaultFiles::VaultFiles(const QString& path)
    : folder(QDir(path).absolutePath())
{ }

void VaultFiles::make() const
{
    makeFolder(folder);
    makeFolder(blobs());
}

VaultLock::VaultLock(const VaultFiles& files)
{
    const QByteArray path = QFile::encodeName(files.lock());
    m_file = ::open(path.constData(), O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (m_file < 0) // a disk that can't be written can still be read by one at a time
        m_file = ::open(path.constData(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (m_file < 0)
        failFolder(files.folder);
    if (::flock(m_file, LOCK_EX | LOCK_NB) == 0)
        return;
    ::close(std::exchange(m_file, -1));
    throw Failure(ErrorCode::Busy, QStringLiteral("The vault is open in another program"), files.folder,
        QStringLiteral("Close the other program and try again."));
}

VaultLock::VaultLock(VaultLock&& other) noexcept
    : m_file(std::exchange(other.m_file, -1))
{ }

VaultLock::~VaultLock()
{
    if (m_file >= 0)
        ::close(m_file);
}

void forbidCoreDumps()
{
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

void syncFolder(const QString& folder)
{
    const int file = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file < 0)
        failFolder(folder);
    const int rc = ::fsync(file);
    ::close(file);
    if (rc != 0)
        failFolder(folder);
}

} // namespace twinward::ledger
