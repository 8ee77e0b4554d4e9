#include "backup_folder_p.h"

#include "page_seal_vfs_p.h"

#include "base/cbor.h"

#include <algorithm>
#include <QDateTime>
#include <QRegularExpression>
#include <QtEndian>
#include <QTimeZone>

namespace twinward::ledger {

using base::ErrorCode;

namespace {

constexpr qsizetype hashBytes = 32;
constexpr qsizetype indexRowBytes = 4 + hashBytes;
constexpr qint64 maxManifestBytes = 4096;
constexpr qint64 pieceBytes = 4 << 20;
constexpr size_t maxChain = 10'000;

QByteArray markerFor(VaultId vault, record::DeviceId device)
{
    const auto id = base::Hash256::of("twinward backup folder 1" + vault.toBytes() + device.toBytes());
    return "Twinward's safety copies of one computer. Leave everything in this folder as it is.\nformat 1\n"
           "computer "
        + id.toString().toLatin1() + '\n';
}

const QRegularExpression& backupName()
{
    static const QRegularExpression name(QStringLiteral(R"(^\d{6,10}-\d{8}T\d{6}Z-(full|increment)$)"));
    return name;
}

[[noreturn]] void failBroken(const QString& where, const QString& what)
{
    throw Failure(ErrorCode::IntegrityBroken, what, where,
        QStringLiteral("Restore another backup, and make a new full one on another disk or stick."));
}

std::set<base::Hash256> blobsIn(const QByteArray& list)
{
    std::set<base::Hash256> blobs;
    for (qsizetype at = 0; at + hashBytes <= list.size(); at += hashBytes)
        blobs.insert(*base::Hash256::fromBytes(QByteArrayView(list).sliced(at, hashBytes)));
    return blobs;
}

} // namespace

QByteArray indexBytes(const std::vector<IndexedPage>& pages)
{
    QByteArray bytes(static_cast<qsizetype>(pages.size()) * indexRowBytes, Qt::Uninitialized);
    char* at = bytes.data();
    for (const IndexedPage& each : pages) {
        qToBigEndian(each.page, at);
        const auto hash = each.hash.toBytes();
        std::copy(hash.begin(), hash.end(), at + 4);
        at += indexRowBytes;
    }
    return bytes;
}

base::Hash256 imageHash(const std::vector<BackupFolder::PagePlace>& pages)
{
    QByteArray hashes;
    hashes.reserve(static_cast<qsizetype>(pages.size()) * hashBytes);
    for (const BackupFolder::PagePlace& place : pages)
        hashes.append(place.hash.toBytes());
    return base::Hash256::of(hashes);
}

BackupFolder::BackupFolder(BackupMedium& medium, const QString& folder)
    : m_medium(medium)
    , m_folder(folder)
{ }

QString BackupFolder::blobPath(const base::Hash256& blob) const
{
    const QString name = blob.toString();
    return path(QStringLiteral("blobs/")) + name.first(2) + u'/' + name.mid(2);
}

void BackupFolder::requireBackups() const
{
    (void)m_medium.folders(m_folder);
    if (m_medium.sizeOf(path(markerName())) < 0) {
        throw Failure(ErrorCode::InvalidInput, QStringLiteral("There are no backups of Twinward's here"),
            m_folder, QStringLiteral("Choose the folder that holds the file \"%1\".").arg(markerName()));
    }
}

void BackupFolder::makeOurs(VaultId vault, record::DeviceId device, BackupChoice::Place place)
{
    const QByteArray ours = markerFor(vault, device);
    if (m_medium.sizeOf(path(markerName())) >= 0) {
        if (m_medium.readAll(path(markerName())) == ours)
            return;
        throw Failure(ErrorCode::InvalidInput,
            QStringLiteral("This folder holds the backups of another computer or clinic"), m_folder,
            QStringLiteral("Choose or make another folder, one for each computer."));
    }
    if (place == BackupChoice::Place::MustBeKnown) {
        throw Failure(ErrorCode::NotFound, QStringLiteral("The backups are not in their place"), m_folder,
            QStringLiteral("Plug in the disk or stick they are on, or choose another folder."));
    }
    if (!m_medium.exists(m_folder))
        m_medium.makeFolder(m_folder);
    QStringList others = m_medium.folders(m_folder) + m_medium.files(m_folder);
    for (const char* harmless : {"lost+found", "System Volume Information", "twinward-backup.part"})
        others.removeAll(QLatin1String(harmless));
    if (!others.isEmpty()) {
        throw Failure(ErrorCode::InvalidInput, QStringLiteral("This folder holds other things"),
            path(others.front()), QStringLiteral("Choose or make an empty folder for the backups."));
    }
    const QString unfinished = path(markerName() + QStringLiteral(".part"));
    m_medium.writeFile(unfinished, ours);
    m_medium.rename(unfinished, path(markerName()));
    m_medium.syncFolder(m_folder);
}

void BackupFolder::read()
{
    m_entries.clear();
    for (const QString& name : m_medium.folders(m_folder)) {
        if (backupName().match(name).hasMatch())
            m_entries.push_back(readEntry(name));
    }
    std::stable_sort(m_entries.begin(), m_entries.end(), [](const Entry& a, const Entry& b) {
        return a.name.section(u'-', 0, 0).toULongLong() < b.name.section(u'-', 0, 0).toULongLong();
    });
    for (Entry& entry : m_entries) {
        if (entry.trouble)
            continue;
        if (const auto chain = guarded([&] { return chainOf(entry); }); !chain)
            entry.trouble = chain.error();
    }
}

BackupFolder::Entry BackupFolder::readEntry(const QString& name) const
{
    Entry entry;
    entry.name = name;
    const auto checked = guarded([&] {
        const QString file = path(name) + QStringLiteral("/manifest");
        const qint64 size = m_medium.sizeOf(file);
        const QByteArray bytes = size < 0 || size > maxManifestBytes ? QByteArray() : m_medium.readAll(file);
        base::CborReader reader(bytes);
        const bool isPair = reader.enterArray() == 2;
        const QByteArray said = reader.bytes();
        const QByteArray signature = reader.bytes();
        reader.leaveArray();
        auto manifest
            = isPair && reader.atEnd() ? BackupManifest::fromBytes(said) : std::optional<BackupManifest>();
        if (!manifest || !signatureHolds(manifest->signingKey, BackupManifest::signs(), said, signature))
            failBroken(name, QStringLiteral("The backup's manifest is missing or not what was signed"));
        if (manifest->name != name)
            failBroken(name, QStringLiteral("The backup was renamed: it was %1").arg(manifest->name));
        entry.manifest = std::move(manifest);
        entry.id = base::Hash256::of(bytes);
    });
    if (!checked)
        entry.trouble = checked.error();
    return entry;
}

std::vector<const BackupFolder::Entry*> BackupFolder::chainOf(const Entry& entry) const
{
    std::vector<const Entry*> chain;
    for (const Entry* at = &entry;;) {
        chain.push_back(at);
        if (!at->manifest || chain.size() > maxChain)
            failBroken(at->name, QStringLiteral("It goes on from a backup that is damaged"));
        const BackupManifest& manifest = *at->manifest;
        if (manifest.kind == BackupKind::Full)
            break;
        const auto before = std::find_if(m_entries.begin(), m_entries.end(),
            [&](const Entry& other) { return other.manifest && other.id == manifest.previous; });
        if (before == m_entries.end())
            failBroken(at->name, QStringLiteral("The backup it goes on from is missing or damaged"));
        if (before->manifest->vault != manifest.vault || before->manifest->device != manifest.device)
            failBroken(at->name, QStringLiteral("It goes on from a backup of another computer"));
        at = &*before;
    }
    std::reverse(chain.begin(), chain.end());
    return chain;
}

BackupFolder::Image BackupFolder::imageOf(const Entry& entry) const
{
    Image image;
    image.chain = chainOf(entry);
    for (quint32 number = 0; number < image.chain.size(); ++number) {
        const Entry& each = *image.chain[number];
        const BackupManifest& manifest = *each.manifest;
        const QByteArray index = m_medium.readAll(path(each.name) + QStringLiteral("/index"));
        const QByteArray blobs = m_medium.readAll(path(each.name) + QStringLiteral("/blobs"));
        if (base::Hash256::of(index) != manifest.index
            || static_cast<quint64>(index.size()) != manifest.pages * quint64{indexRowBytes})
            failBroken(each.name + QStringLiteral("/index"), QStringLiteral("It is not what was written"));
        if (base::Hash256::of(blobs) != manifest.blobList)
            failBroken(each.name + QStringLiteral("/blobs"), QStringLiteral("It is not what was written"));
        if (manifest.imagePages > std::numeric_limits<quint32>::max())
            failBroken(each.name, QStringLiteral("It is larger than any vault"));
        image.blobs.merge(blobsIn(blobs));
        image.pages.resize(std::min<size_t>(image.pages.size(), manifest.imagePages));
        for (quint32 slot = 0; slot < manifest.pages; ++slot) {
            const char* row = index.constData() + qsizetype{slot} * indexRowBytes;
            const auto page = qFromBigEndian<quint32>(row);
            if (page == 0 || page > manifest.imagePages)
                failBroken(each.name + QStringLiteral("/index"), QStringLiteral("It is not an index"));
            if (image.pages.size() < page)
                image.pages.resize(page);
            image.pages[page - 1] = {*base::Hash256::fromBytes({row + 4, hashBytes}), number, slot};
        }
        if (image.pages.size() != manifest.imagePages || imageHash(image.pages) != manifest.image)
            failBroken(each.name, QStringLiteral("Its pages do not make up the whole database"));
    }
    return image;
}

void BackupFolder::checkPages(const Entry& entry, BackupWork& work) const
{
    const QString file = path(entry.name) + QStringLiteral("/pages");
    const QByteArray index = m_medium.readAll(path(entry.name) + QStringLiteral("/index"));
    const quint64 pages = entry.manifest->pages;
    if (base::Hash256::of(index) != entry.manifest->index
        || static_cast<quint64>(index.size()) != pages * quint64{indexRowBytes})
        failBroken(entry.name + QStringLiteral("/index"), QStringLiteral("It is not what was written"));
    if (static_cast<quint64>(m_medium.sizeOf(file)) != pages * quint64{databasePageBytes})
        failBroken(entry.name + QStringLiteral("/pages"), QStringLiteral("It is not as long as it was"));
    quint64 slot = 0;
    while (slot < pages) {
        const QByteArray piece
            = m_medium.read(file, static_cast<qint64>(slot) * databasePageBytes, pieceBytes);
        for (qsizetype at = 0; at + databasePageBytes <= piece.size(); at += databasePageBytes, ++slot) {
            const char* row = index.constData() + static_cast<qsizetype>(slot) * indexRowBytes;
            if (base::Hash256::of(QByteArrayView(piece).sliced(at, databasePageBytes)).toBytes()
                != QByteArrayView(row + 4, hashBytes)) {
                failBroken(
                    QStringLiteral("%1, database page %2").arg(entry.name).arg(qFromBigEndian<quint32>(row)),
                    QStringLiteral("Its bytes are not what was written"));
            }
        }
        if (piece.size() < databasePageBytes)
            failBroken(entry.name + QStringLiteral("/pages"), QStringLiteral("It ends too early"));
        work.done(static_cast<quint64>(piece.size()));
    }
}

void BackupFolder::checkBlob(const base::Hash256& blob) const
{
    const QString file = blobPath(blob);
    const QString where = QStringLiteral("image or document %1").arg(blob.toString());
    if (m_medium.sizeOf(file) < 0)
        failBroken(where, QStringLiteral("Its file is missing from the backups"));
    if (base::Hash256::of(m_medium.readAll(file)) != blob)
        failBroken(where, QStringLiteral("Its file is not what was written"));
}

quint64 BackupFolder::bytesOf(const Entry& entry) const
{
    quint64 bytes = 0;
    for (const char* file : {"manifest", "index", "pages", "blobs"}) {
        const qint64 size = m_medium.sizeOf(path(entry.name) + u'/' + QLatin1String(file));
        bytes += static_cast<quint64>(std::max<qint64>(size, 0));
    }
    return bytes;
}

QString BackupFolder::nextName(BackupKind kind, qint64 takenMs) const
{
    const quint64 number
        = m_entries.empty() ? 1 : m_entries.back().name.section(u'-', 0, 0).toULongLong() + 1;
    return QStringLiteral("%1-%2-%3")
        .arg(number, 6, 10, QLatin1Char('0'))
        .arg(QDateTime::fromMSecsSinceEpoch(takenMs, QTimeZone::utc())
                 .toString(QStringLiteral("yyyyMMdd'T'HHmmss'Z'")),
            kind == BackupKind::Full ? QStringLiteral("full") : QStringLiteral("increment"));
}

// Each goes under another name first, so that one half removed is never taken for one that is damaged; what
// goes on from another goes before it.
QStringList BackupFolder::thinOut(quint32 keepFulls)
{
    std::vector<const Entry*> wholeFulls;
    for (const Entry& entry : m_entries) {
        if (!entry.trouble && entry.manifest->kind == BackupKind::Full)
            wholeFulls.push_back(&entry);
    }
    const size_t keep = std::max<quint32>(keepFulls, 1);
    QStringList removed;
    if (wholeFulls.size() <= keep)
        return removed;
    const QString firstKept = wholeFulls[wholeFulls.size() - keep]->name;
    const auto end = std::find_if(
        m_entries.begin(), m_entries.end(), [&](const Entry& entry) { return entry.name == firstKept; });
    for (auto entry = end; entry != m_entries.begin();) {
        --entry;
        const QString gone = path(entry->name + QStringLiteral(".gone"));
        m_medium.rename(path(entry->name), gone);
        m_medium.syncFolder(m_folder);
        m_medium.removeFolder(gone);
        removed.push_back(entry->name);
    }
    read();
    removeUnnamedBlobs();
    return removed;
}

void BackupFolder::removeUnnamedBlobs()
{
    std::set<base::Hash256> named;
    for (const Entry& entry : m_entries) {
        if (!entry.manifest)
            return; // nobody knows what it names
        const QByteArray list = m_medium.readAll(path(entry.name) + QStringLiteral("/blobs"));
        if (base::Hash256::of(list) != entry.manifest->blobList)
            return;
        named.merge(blobsIn(list));
    }
    const QString all = path(QStringLiteral("blobs"));
    for (const QString& folder : m_medium.exists(all) ? m_medium.folders(all) : QStringList()) {
        for (const QString& name : m_medium.files(all + u'/' + folder)) {
            const auto blob = base::Hash256::fromString(folder + name);
            if (!blob || !named.contains(*blob))
                m_medium.removeFile(all + u'/' + folder + u'/' + name);
        }
    }
}

void BackupFolder::removeUnfinished()
{
    for (const QString& name : m_medium.folders(m_folder)) {
        const bool isOurs = backupName().match(name.section(u'.', 0, 0)).hasMatch();
        if (isOurs && (name.endsWith(QStringLiteral(".part")) || name.endsWith(QStringLiteral(".gone"))))
            m_medium.removeFolder(path(name));
    }
}

} // namespace twinward::ledger
