#include "orthanc_server.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

namespace twinward::imaging::tests {

namespace {

QString orthancProgram()
{
    return QStandardPaths::findExecutable(
        QStringLiteral("Orthanc"), {QStringLiteral("/usr/sbin"), QStringLiteral("/usr/bin")});
}

} // namespace

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost, 0);
    return server.serverPort();
}

std::optional<TlsFiles> makeCertificate(const QString& folder, const QString& name)
{
    const QString base = folder + u'/' + name;
    const TlsFiles files{base + QStringLiteral(".crt"), base + QStringLiteral(".key"), {}};
    QProcess openssl;
    openssl.start(QStringLiteral("openssl"),
        {QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"),
            QStringLiteral("rsa:2048"), QStringLiteral("-nodes"), QStringLiteral("-days"),
            QStringLiteral("2"), QStringLiteral("-subj"), QStringLiteral("/CN=127.0.0.1"),
            QStringLiteral("-keyout"), files.privateKey, QStringLiteral("-out"), files.certificate});
    if (!openssl.waitForFinished() || openssl.exitCode() != 0)
        return std::nullopt;
    return files;
}

bool OrthancServer::isInstalled()
{
    return !orthancProgram().isEmpty();
}

OrthancServer::~OrthancServer()
{
    m_process.terminate();
    if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(10'000))
        m_process.kill();
    m_process.waitForFinished();
}

void OrthancServer::kill()
{
    m_process.kill();
    m_process.waitForFinished();
}

bool OrthancServer::start(const OrthancSetup& setup)
{
    m_dicomPort = freePort();
    m_httpPort = freePort();
    QJsonObject settings{{QStringLiteral("Name"), QStringLiteral("tests")},
        {QStringLiteral("StorageDirectory"), m_folder.filePath(QStringLiteral("db"))},
        {QStringLiteral("IndexDirectory"), m_folder.filePath(QStringLiteral("db"))},
        {QStringLiteral("HttpPort"), m_httpPort}, {QStringLiteral("RemoteAccessAllowed"), false},
        {QStringLiteral("AuthenticationEnabled"), false}, {QStringLiteral("DicomPort"), m_dicomPort},
        {QStringLiteral("DicomAet"), QStringLiteral("ORTHANC")},
        {QStringLiteral("DicomAlwaysAllowFind"), true}, {QStringLiteral("DicomAlwaysAllowGet"), true},
        {QStringLiteral("DicomAlwaysAllowMove"), true}, {QStringLiteral("UnknownSopClassAccepted"), true},
        {QStringLiteral("TranscodeDicomProtocol"), false},
        {QStringLiteral("DicomModalities"),
            QJsonObject{{QStringLiteral("ours"),
                QJsonObject{{QStringLiteral("AET"), QStringLiteral("OURS")},
                    {QStringLiteral("Host"), QStringLiteral("127.0.0.1")},
                    {QStringLiteral("Port"), setup.ourPort == 0 ? freePort() : setup.ourPort},
                    {QStringLiteral("UseDicomTls"), setup.ourTls}}}}}};
    if (setup.tls) {
        settings[QStringLiteral("DicomTlsEnabled")] = true;
        settings[QStringLiteral("DicomTlsCertificate")] = setup.tls->certificate;
        settings[QStringLiteral("DicomTlsPrivateKey")] = setup.tls->privateKey;
        settings[QStringLiteral("DicomTlsTrustedCertificates")] = setup.tls->trusted;
    }
    QFile file(m_folder.filePath(QStringLiteral("orthanc.json")));
    if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(settings).toJson()) < 0)
        return false;
    file.close();
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start(orthancProgram(), {file.fileName()});
    const bool answers = QTest::qWaitFor(
        [this] {
            if (m_process.state() == QProcess::NotRunning)
                return true;
            QTcpSocket socket;
            socket.connectToHost(QHostAddress::LocalHost, m_dicomPort);
            return socket.waitForConnected(200) && !rest(QStringLiteral("/system")).isEmpty();
        },
        60'000);
    const bool runs = answers && m_process.state() == QProcess::Running;
    if (!runs)
        m_problem = QString::fromUtf8(m_process.readAll());
    return runs;
}

PacsNode OrthancServer::node() const
{
    PacsNode node;
    node.host = QStringLiteral("127.0.0.1");
    node.port = m_dicomPort;
    node.aeTitle = QStringLiteral("ORTHANC");
    node.ourAeTitle = QStringLiteral("OURS");
    node.timeoutSeconds = 20;
    return node;
}

QByteArray OrthancServer::rest(const QString& path, const QByteArray& post) const
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, m_httpPort);
    if (!socket.waitForConnected(1000))
        return {};
    QByteArray request
        = (post.isEmpty() ? "GET " : "POST ") + path.toUtf8() + " HTTP/1.0\r\nConnection: close\r\n";
    if (!post.isEmpty())
        request += "Content-Length: " + QByteArray::number(post.size()) + "\r\n";
    socket.write(request + "\r\n" + post);
    QByteArray answer;
    while (socket.waitForReadyRead(5000))
        answer += socket.readAll();
    const qsizetype body = answer.indexOf("\r\n\r\n");
    return answer.startsWith("HTTP/1.") && answer.contains(" 200 OK") ? answer.mid(body + 4) : QByteArray();
}

QByteArray OrthancServer::stored(const QString& sopInstanceUid) const
{
    const QByteArray found = rest(QStringLiteral("/tools/lookup"), sopInstanceUid.toUtf8());
    const QJsonArray places = QJsonDocument::fromJson(found).array();
    return places.isEmpty() ? QByteArray()
                            : rest(places.first()[u"Path"].toString() + QStringLiteral("/file"));
}

int OrthancServer::instances() const
{
    return static_cast<int>(QJsonDocument::fromJson(rest(QStringLiteral("/instances"))).array().size());
}

} // namespace twinward::imaging::tests
