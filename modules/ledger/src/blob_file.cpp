#include "blob_file_p.h"

#include "failure_p.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <QDir>
#include <QFile>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

namespace twinward::ledger {

using base::ErrorCode;

namespace {

constexpr qsizetype chunkBytes = 64 * 1024;
constexpr qsizetype tagBytes = crypto_secretstream_xchacha20poly1305_ABYTES;
constexpr qsizetype sealedChunkBytes = chunkBytes + tagBytes;
constexpr qsizetype headerBytes = crypto_secretstream_xchacha20poly1305_HEADERBYTES;

const unsigned char* raw(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.constData());
}

unsigned char* raw(QByteArray& bytes)
{
    return reinterpret_cast<unsigned char*>(bytes.data());
}

// Empty content is one empty chunk, so that it too is sealed.
qsizetype chunksOf(qsizetype contentBytes)
{
    return std::max<qsizetype>((contentBytes + chunkBytes - 1) / chunkBytes, 1);
}

QByteArray markerPath(const VaultFiles& files)
{
    return QFile::encodeName(files.blobs() + QStringLiteral("/unfinished"));
}

[[noreturn]] void failWrite(int error)
{
    const QString todo = QStringLiteral("Free some space or make the disk writable, then save again.");
    if (error == ENOSPC || error == EDQUOT || error == EFBIG)
        throw Failure(
            ErrorCode::DiskFull, QStringLiteral("The disk is full: the document was not stored"), {}, todo);
    throw Failure(error == EROFS || error == EACCES ? ErrorCode::ReadOnly : ErrorCode::Io,
        QStringLiteral("The document could not be written to the disk"), {}, todo);
}

bool writeAll(int file, const QByteArray& bytes)
{
    for (qsizetype at = 0; at < bytes.size();) {
        const ssize_t written = ::write(file, bytes.constData() + at, static_cast<size_t>(bytes.size() - at));
        if (written < 0 && errno != EINTR)
            return false;
        at += std::max<ssize_t>(written, 0);
    }
    return ::fsync(file) == 0;
}

} // namespace

quint64 sealedSizeOf(quint64 contentBytes)
{
    const auto chunks = static_cast<quint64>(chunksOf(static_cast<qsizetype>(contentBytes)));
    return headerBytes + contentBytes + chunks * tagBytes;
}

QByteArray sealContent(
    const PassingKey& key, const Binding& binding, QByteArrayView head, QByteArrayView content)
{
    const auto sealedBytes = static_cast<qsizetype>(sealedSizeOf(static_cast<quint64>(content.size())));
    QByteArray sealed(head.size() + sealedBytes, Qt::Uninitialized);
    std::copy(head.begin(), head.end(), sealed.begin());
    crypto_secretstream_xchacha20poly1305_state state;
    unsigned char* place = raw(sealed) + head.size();
    crypto_secretstream_xchacha20poly1305_init_push(&state, place, key.data());
    place += headerBytes;
    const auto* bound = reinterpret_cast<const unsigned char*>(binding.view().data());
    const auto boundSize = static_cast<unsigned long long>(binding.view().size());
    qsizetype at = 0;
    do {
        const qsizetype size = std::min(chunkBytes, content.size() - at);
        const bool isLast = at + size == content.size();
        crypto_secretstream_xchacha20poly1305_push(&state, place, nullptr, raw(content) + at,
            static_cast<unsigned long long>(size), bound, boundSize,
            isLast ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
                   : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
        at += size;
        place += size + tagBytes;
    } while (at < content.size());
    sodium_memzero(&state, sizeof state);
    return sealed;
}

std::optional<QByteArray> openContent(const PassingKey& key, const Binding& binding, QByteArrayView sealed)
{
    crypto_secretstream_xchacha20poly1305_state state;
    if (sealed.size() < headerBytes + tagBytes
        || crypto_secretstream_xchacha20poly1305_init_pull(&state, raw(sealed), key.data()) != 0)
        return std::nullopt;
    const auto* bound = reinterpret_cast<const unsigned char*>(binding.view().data());
    const auto boundSize = static_cast<unsigned long long>(binding.view().size());
    const qsizetype chunks = (sealed.size() - headerBytes + sealedChunkBytes - 1) / sealedChunkBytes;
    const qsizetype plainBytes = sealed.size() - headerBytes - chunks * tagBytes;
    if (plainBytes < 0)
        return std::nullopt;
    QByteArray content(plainBytes, Qt::Uninitialized);
    unsigned char* place = raw(content);
    unsigned char tag = 0;
    for (qsizetype at = headerBytes; at < sealed.size();) {
        const qsizetype size = std::min(sealedChunkBytes, sealed.size() - at);
        if (size < tagBytes || tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL)
            return std::nullopt;
        if (crypto_secretstream_xchacha20poly1305_pull(&state, place, nullptr, &tag, raw(sealed) + at,
                static_cast<unsigned long long>(size), bound, boundSize)
            != 0)
            return std::nullopt;
        at += size;
        place += size - tagBytes;
    }
    sodium_memzero(&state, sizeof state);
    if (tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL)
        return std::nullopt;
    return content;
}

QString blobFolder(const VaultFiles& files, const base::Hash256& fileHash)
{
    return files.blobs() + u'/' + fileHash.toString().first(2);
}

QString blobPath(const VaultFiles& files, const base::Hash256& fileHash)
{
    return blobFolder(files, fileHash) + u'/' + fileHash.toString().mid(2);
}

void writeBlobFile(const VaultFiles& files, const base::Hash256& fileHash, const QByteArray& sealed)
{
    if (::mkdir(QFile::encodeName(blobFolder(files, fileHash)).constData(), 0700) != 0 && errno != EEXIST)
        failWrite(errno);
    const QByteArray path = QFile::encodeName(blobPath(files, fileHash));
    const int file = ::open(path.constData(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0)
        failWrite(errno);
    const int error = writeAll(file, sealed) ? 0 : errno;
    ::close(file);
    if (error != 0) {
        ::unlink(path.constData());
        failWrite(error);
    }
}

QByteArray readBlobBytes(const VaultFiles& files, const base::Hash256& fileHash)
{
    QFile file(blobPath(files, fileHash));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray readBlobBeginning(const VaultFiles& files, const base::Hash256& fileHash, qint64 most)
{
    QFile file(blobPath(files, fileHash));
    return file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) ? file.read(most) : QByteArray();
}

void removeBlobFile(const VaultFiles& files, const base::Hash256& fileHash)
{
    ::unlink(QFile::encodeName(blobPath(files, fileHash)).constData());
}

void raiseBlobMarker(const VaultFiles& files)
{
    const int file = ::open(markerPath(files).constData(), O_CREAT | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0)
        failWrite(errno);
    ::close(file);
}

void lowerBlobMarker(const VaultFiles& files)
{
    ::unlink(markerPath(files).constData());
}

bool isBlobMarkerUp(const VaultFiles& files)
{
    return ::access(markerPath(files).constData(), F_OK) == 0;
}

std::vector<base::Hash256> listBlobFiles(const VaultFiles& files)
{
    std::vector<base::Hash256> all;
    const QDir blobs(files.blobs());
    for (const QString& folder : blobs.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        for (const QString& name : QDir(blobs.filePath(folder)).entryList(QDir::Files, QDir::Unsorted)) {
            if (const auto hash = base::Hash256::fromString(folder + name))
                all.push_back(*hash);
        }
    }
    return all;
}

} // namespace twinward::ledger
