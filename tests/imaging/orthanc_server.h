#pragma once

// A real Orthanc on loopback for one test: its database in a temporary folder, its ports free ones, stopped
// when this goes.

#include "imaging/pacs_client.h"

#include <QProcess>
#include <QTemporaryDir>

namespace twinward::imaging::tests {

struct OrthancSetup
{
    std::optional<TlsFiles> tls; // Orthanc's side
    quint16 ourPort = 0; // where it finds us for C-MOVE, as OURS
    bool ourTls = false;
};

class OrthancServer
{
public:
    ~OrthancServer();

    [[nodiscard]] static bool isInstalled();
    // True once it takes associations; else problem() says why.
    [[nodiscard]] bool start(const OrthancSetup& setup);
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] PacsNode node() const; // as a client without TLS sees it
    void kill(); // SIGKILL, as a power cut would

    // The file that Orthanc keeps of an object, through its REST interface; empty where it has none.
    [[nodiscard]] QByteArray stored(const QString& sopInstanceUid) const;
    [[nodiscard]] int instances() const;

private:
    [[nodiscard]] QByteArray rest(const QString& path, const QByteArray& post = {}) const;

    QTemporaryDir m_folder;
    QProcess m_process;
    QString m_problem;
    quint16 m_dicomPort = 0;
    quint16 m_httpPort = 0;
};

// A port nobody listens on at this moment.
[[nodiscard]] quint16 freePort();

// A self-signed certificate for 127.0.0.1 with its key, in the folder; both sides trust each other's as it
// is.
[[nodiscard]] std::optional<TlsFiles> makeCertificate(const QString& folder, const QString& name);

} // namespace twinward::imaging::tests
