#include "pacs_objects.h"

#include <QDirIterator>
#include <QFile>

namespace twinward::imaging::tests {

std::vector<Given> objectsIn(const QString& folder)
{
    std::vector<Given> objects;
    QDirIterator files(
        QStringLiteral(TWINWARD_TEST_DATA "/") + folder, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray bytes = file.readAll();
        if (const auto object = DicomObject::read(bytes, files.fileName()))
            objects.push_back({files.fileName(), bytes, object->header()});
    }
    return objects;
}

base::Result<Transfer> sendAll(const PacsNode& node, const std::vector<Given>& objects)
{
    std::vector<std::pair<QString, QString>> kinds;
    for (const Given& given : objects)
        kinds.emplace_back(given.header.sopClassUid, given.header.transferSyntaxUid);
    size_t next = 0;
    return PacsClient(node).send(kinds, [&]() -> base::Result<QByteArray> {
        return next < objects.size() ? objects[next++].bytes : QByteArray();
    });
}

base::Status Inbox::take(const QByteArray& bytes)
{
    const auto object = DicomObject::read(bytes, QStringLiteral("received"));
    if (!object)
        return base::fail(object.error());
    const std::lock_guard lock(mutex);
    objects[object->header().sopInstanceUid] = bytes;
    return {};
}

size_t Inbox::size()
{
    const std::lock_guard lock(mutex);
    return objects.size();
}

base::Result<std::unique_ptr<StorageServer>> startService(Inbox& inbox, StorageSettings settings)
{
    settings.port = 0;
    settings.aeTitle = QStringLiteral("OURS");
    return StorageServer::start(
        settings, {[&inbox](const QByteArray& bytes, const Sender&) { return inbox.take(bytes); }, {}});
}

PacsNode nodeOf(const StorageServer& server)
{
    PacsNode node;
    node.host = QStringLiteral("127.0.0.1");
    node.port = server.port();
    node.aeTitle = QStringLiteral("OURS");
    node.timeoutSeconds = 10;
    return node;
}

} // namespace twinward::imaging::tests
