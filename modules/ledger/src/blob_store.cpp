#include "blob_store_p.h"

#include "crypto_p.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <QDir>
#include <QFile>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

namespace twinward::ledger {

using base::ErrorCode;
using record::Category;

namespace {

constexpr qsizetype chunkBytes = 64 * 1024;
constexpr qsizetype sealedChunkBytes = chunkBytes + crypto_secretstream_xchacha20poly1305_ABYTES;
constexpr qsizetype headerBytes = crypto_secretstream_xchacha20poly1305_HEADERBYTES;
const QString unfinished = QStringLiteral(".unfinished");

const unsigned char* raw(const QByteArray& bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.constData());
}

QString folderOf(const VaultFiles& files, const base::Hash256& name)
{
    return files.blobs() + u'/' + name.toString().first(2);
}

QString pathOf(const VaultFiles& files, const base::Hash256& name)
{
    return folderOf(files, name) + u'/' + name.toString().mid(2);
}

QString placeOf(const base::Hash256& name)
{
    return QStringLiteral("blob %1").arg(name.toString().first(12));
}

PassingKey blobKey(const PassingKey& patientKey, QByteArrayView purpose)
{
    Binding binding("twinward blob key 1");
    binding.add(purpose);
    return deriveKey(patientKey.data(), binding);
}

Binding chunkBinding(VaultId vault, const BlobRow& row)
{
    Binding binding("twinward blob 1");
    binding.add(vault.bytes())
        .add(row.tag)
        .add(static_cast<quint64>(row.category))
        .add(row.name.bytes())
        .add(row.size);
    return binding;
}

QByteArray macOf(const BlobRow& row, const Keyring& keyring, VaultId vault)
{
    Binding binding("twinward blob row 1");
    binding.add(vault.bytes())
        .add(row.name.bytes())
        .add(static_cast<quint64>(row.category))
        .add(row.tag)
        .add(row.size)
        .add(row.fileHash.bytes());
    const PassingKey key = keyring.clinicKey("blob row");
    return toBytes(keyedHash256(key.data(), binding.view()));
}

QByteArray sealContent(const PassingKey& key, const Binding& binding, const QByteArray& content)
{
    QByteArray sealed(headerBytes, Qt::Uninitialized);
    crypto_secretstream_xchacha20poly1305_state state;
    crypto_secretstream_xchacha20poly1305_init_push(
        &state, reinterpret_cast<unsigned char*>(sealed.data()), key.data());
    const auto* bound = reinterpret_cast<const unsigned char*>(binding.view().data());
    const auto boundSize = static_cast<unsigned long long>(binding.view().size());
    qsizetype at = 0;
    do {
        const qsizetype size = std::min(chunkBytes, content.size() - at);
        const bool isLast = at + size == content.size();
        const qsizetype place = sealed.size();
        sealed.resize(place + size + static_cast<qsizetype>(crypto_secretstream_xchacha20poly1305_ABYTES));
        crypto_secretstream_xchacha20poly1305_push(&state,
            reinterpret_cast<unsigned char*>(sealed.data()) + place, nullptr, raw(content) + at,
            static_cast<unsigned long long>(size), bound, boundSize,
            isLast ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
                   : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
        at += size;
    } while (at < content.size());
    sodium_memzero(&state, sizeof state);
    return sealed;
}

// None where a chunk does not open or the last one is missing.
std::optional<QByteArray> openContent(const PassingKey& key, const Binding& binding, const QByteArray& sealed)
{
    crypto_secretstream_xchacha20poly1305_state state;
    if (sealed.size() < headerBytes
        || crypto_secretstream_xchacha20poly1305_init_pull(&state, raw(sealed), key.data()) != 0)
        return std::nullopt;
    const auto* bound = reinterpret_cast<const unsigned char*>(binding.view().data());
    const auto boundSize = static_cast<unsigned long long>(binding.view().size());
    QByteArray content;
    content.reserve(sealed.size());
    unsigned char tag = 0;
    qsizetype at = headerBytes;
    while (at < sealed.size()) {
        const qsizetype size = std::min(sealedChunkBytes, sealed.size() - at);
        const qsizetype plain = size - static_cast<qsizetype>(crypto_secretstream_xchacha20poly1305_ABYTES);
        if (plain < 0 || tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL)
            return std::nullopt;
        const qsizetype place = content.size();
        content.resize(place + plain);
        if (crypto_secretstream_xchacha20poly1305_pull(&state,
                reinterpret_cast<unsigned char*>(content.data()) + place, nullptr, &tag, raw(sealed) + at,
                static_cast<unsigned long long>(size), bound, boundSize)
            != 0)
            return std::nullopt;
        at += size;
    }
    sodium_memzero(&state, sizeof state);
    if (tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL)
        return std::nullopt;
    return content;
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

// Under a name that no reader looks for, and to its own only when it is whole and on the disk.
void writeDurably(const VaultFiles& files, const base::Hash256& name, const QByteArray& bytes)
{
    const QString folder = folderOf(files, name);
    if (::mkdir(QFile::encodeName(folder).constData(), 0700) != 0 && errno != EEXIST)
        failWrite(errno);
    const QByteArray to = QFile::encodeName(pathOf(files, name));
    const QByteArray from = to + unfinished.toLatin1();
    const int file = ::open(from.constData(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0)
        failWrite(errno);
    int error = writeAll(file, bytes) ? 0 : errno;
    ::close(file);
    if (error == 0 && ::rename(from.constData(), to.constData()) != 0)
        error = errno;
    if (error != 0) {
        ::unlink(from.constData());
        failWrite(error);
    }
    syncFolder(folder);
    syncFolder(files.blobs());
}

// Columns: name, category, tag, size, file_hash, mac.
BlobRow readRow(const Statement& select)
{
    BlobRow row;
    const auto name = base::Hash256::fromBytes(select.view(0));
    const QByteArrayView tag = select.view(2);
    const auto fileHash = base::Hash256::fromBytes(select.view(4));
    if (!name || !fileHash || static_cast<size_t>(tag.size()) != row.tag.size())
        throw Failure(ErrorCode::IntegrityBroken, QStringLiteral("A blob's row is not as it was written"),
            QStringLiteral("blob"));
    row.name = *name;
    row.category = static_cast<Category>(select.number(1));
    std::memcpy(row.tag.data(), tag.data(), row.tag.size());
    row.size = select.number(3);
    row.fileHash = *fileHash;
    row.mac = select.bytes(5);
    return row;
}

std::optional<BlobRow> findRow(Database& database, const base::Hash256& name)
{
    Statement select
        = database.statement("SELECT name, category, tag, size, file_hash, mac FROM blobs WHERE name=?");
    const QByteArray bytes = name.toBytes();
    select.bind(bytes);
    if (!select.step())
        return std::nullopt;
    return readRow(select);
}

void insertRow(Database& database, const BlobRow& row)
{
    Transaction transaction(database);
    database
        .statement("INSERT OR REPLACE INTO blobs(name, category, tag, size, file_hash, mac) VALUES(?, ?, ?, "
                   "?, ?, ?)")
        .bind(row.name.toBytes())
        .bind(static_cast<quint64>(row.category))
        .bind(row.tag)
        .bind(row.size)
        .bind(row.fileHash.toBytes())
        .bind(row.mac)
        .run();
    transaction.commit();
}

} // namespace

base::Hash256 storeBlobFile(
    Vault::Private& vault, record::PatientId patient, Category category, const QByteArray& content)
{
    const SubjectTag tag = vault.keyring.subjectTag(patient, category);
    const PassingKey key = vault.keyring.patientKey(category, tag, firstKeyEpoch);
    BlobRow row;
    row.name = *base::Hash256::fromBytes(toBytes(keyedHash256(blobKey(key, "name").data(), content)));
    row.category = category;
    row.tag = tag;
    row.size = static_cast<quint64>(content.size());
    {
        const std::lock_guard guard(vault.databaseMutex);
        if (findRow(*vault.database, row.name) && QFile::exists(pathOf(vault.files, row.name)))
            return row.name;
        if (vault.database->isReadOnly())
            Transaction refused(*vault.database); // says so
    }
    const QByteArray sealed
        = sealContent(blobKey(key, "content"), chunkBinding(vault.identity.vault, row), content);
    row.fileHash = base::Hash256::of(sealed);
    row.mac = macOf(row, vault.keyring, vault.identity.vault);
    // One at a time: the file and the row that vouches for it belong together.
    const std::lock_guard guard(vault.databaseMutex);
    writeDurably(vault.files, row.name, sealed);
    insertRow(*vault.database, row);
    return row.name;
}

QByteArray readBlobFile(
    const Vault::Private& vault, record::PatientId patient, Category category, const base::Hash256& name)
{
    std::optional<BlobRow> row;
    {
        const std::lock_guard guard(vault.databaseMutex);
        row = findRow(*vault.database, name);
    }
    const SubjectTag tag = vault.keyring.subjectTag(patient, category);
    if (!row || row->tag != tag || row->category != category)
        throw Failure(ErrorCode::NotFound, QStringLiteral("The document's content is not in this vault"),
            placeOf(name));
    QFile file(pathOf(vault.files, name));
    const PassingKey key = vault.keyring.patientKey(category, tag, firstKeyEpoch);
    auto content = file.open(QIODevice::ReadOnly)
        ? openContent(blobKey(key, "content"), chunkBinding(vault.identity.vault, *row), file.readAll())
        : std::nullopt;
    if (!content || static_cast<quint64>(content->size()) != row->size) {
        throw Failure(ErrorCode::IntegrityBroken,
            QStringLiteral("A document's content is missing or damaged"), placeOf(name),
            QStringLiteral("Restore the vault from a backup."));
    }
    return std::move(*content);
}

void removeUnfinishedBlobs(const VaultFiles& files)
{
    const QDir blobs(files.blobs());
    for (const QString& folder : blobs.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QDir dir(blobs.filePath(folder));
        for (const QString& name : dir.entryList({QLatin1Char('*') + unfinished}, QDir::Files))
            QFile::remove(dir.filePath(name));
    }
}

std::vector<BlobRow> loadBlobRows(Database& database)
{
    std::vector<BlobRow> rows;
    Statement select = database.statement("SELECT name, category, tag, size, file_hash, mac FROM blobs");
    while (select.step())
        rows.push_back(readRow(select));
    return rows;
}

QString checkBlob(const VaultFiles& files, const BlobRow& row, const Keyring& keyring, VaultId vault)
{
    if (!equalBytes(row.mac, macOf(row, keyring, vault)))
        return QStringLiteral("its row in the database was changed");
    QFile file(pathOf(files, row.name));
    if (!file.open(QIODevice::ReadOnly))
        return QStringLiteral("its file is missing or can't be read");
    const QByteArray sealed = file.readAll();
    if (base::Hash256::of(sealed) != row.fileHash)
        return QStringLiteral("its file is not what was stored");
    if (!keyring.holds(row.category))
        return {};
    const PassingKey key = keyring.patientKey(row.category, row.tag, firstKeyEpoch);
    const auto content = openContent(blobKey(key, "content"), chunkBinding(vault, row), sealed);
    const bool isWhole = content && static_cast<quint64>(content->size()) == row.size
        && toBytes(keyedHash256(blobKey(key, "name").data(), *content)) == row.name.toBytes();
    return isWhole ? QString() : QStringLiteral("its seal does not open");
}

} // namespace twinward::ledger
