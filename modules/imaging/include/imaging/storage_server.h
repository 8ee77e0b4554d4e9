#pragma once

// Takes what modalities and archives send: a C-STORE and C-ECHO service on a port, with or without TLS.
// Nothing it receives touches the disk: objects are handed over in memory, and the sender is told that one is
// stored only when whoever took it says so.

#include "imaging/pacs_client.h"

#include <memory>
#include <QDateTime>
#include <QHostAddress>

namespace twinward::imaging {

struct StorageSettings
{
    QHostAddress address = QHostAddress::LocalHost; // only this computer unless chosen otherwise
    quint16 port = 11112; // IANA: dicom; 0 takes any free one
    QString aeTitle = QStringLiteral("TWINWARD");
    std::optional<TlsFiles> tls;
    bool acceptsAnyTitle = true; // else only who calls us by aeTitle
    int associations = 8; // at once; more are told to come back later
    qint64 objectBytes = qint64(1) << 30; // larger objects are refused
};

struct Sender
{
    QString aeTitle;
    QString address;
};

class StorageServer
{
public:
    struct Handlers
    {
        // Called on the association's own thread, for several senders at once.
        std::function<base::Status(QByteArray object, const Sender& sender)> received;
        // An association has ended: with how many objects, and what was wrong if it broke.
        std::function<void(const Sender& sender, quint64 objects, const QString& problem)> ended;
    };
    // Busy where the port is taken; InvalidInput for certificates that can't be used.
    [[nodiscard]] static base::Result<std::unique_ptr<StorageServer>> start(
        const StorageSettings& settings, Handlers handlers);
    ~StorageServer(); // ends the associations under way
    StorageServer(const StorageServer&) = delete;
    StorageServer& operator=(const StorageServer&) = delete;

    [[nodiscard]] quint16 port() const;

    class Private;

private:
    explicit StorageServer(std::unique_ptr<Private> opened);
    std::unique_ptr<Private> d;
};

} // namespace twinward::imaging
