#pragma once

// A PostgreSQL server of a test's own: a cluster in a temporary folder, TLS with a certificate authority made
// for it, killed and started again as the test likes. Loopback only.

#include <arpa/inet.h>
#include <csignal>
#include <grp.h>
#include <libpq-fe.h>
#include <netinet/in.h>
#include <pwd.h>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <sys/socket.h>
#include <unistd.h>

namespace twinward::test {

inline quint16 freePort()
{
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    const bool isBound = ::bind(descriptor, reinterpret_cast<sockaddr*>(&address), size) == 0
        && ::getsockname(descriptor, reinterpret_cast<sockaddr*>(&address), &size) == 0;
    ::close(descriptor);
    return isBound ? ntohs(address.sin_port) : quint16{0};
}

class PostgresServer
{
public:
    // Empty where there is one; else what to install.
    [[nodiscard]] static QString missing()
    {
        return programs().isEmpty()
            ? QStringLiteral("PostgreSQL is not installed: apt-get install postgresql")
            : QString();
    }

    PostgresServer()
    {
        m_folder.setAutoRemove(true);
        giveAway(m_folder.path());
        makeCertificates();
        const QString data = path("data");
        runOrDie(programs() + "/initdb",
            {"-D", data, "-U", "postgres", "--auth-local=trust", "--auth-host=scram-sha-256",
                "--encoding=UTF8", "--locale=C", "--no-sync"});
        write(data + "/pg_hba.conf", "local all all trust\nhostssl all all 127.0.0.1/32 scram-sha-256\n");
        m_port = freePort();
        start();
        query("CREATE ROLE relay_owner LOGIN CREATEROLE");
        query("CREATE DATABASE relay OWNER relay_owner");
    }
    ~PostgresServer()
    {
        m_process.terminate(); // SIGTERM: smart, but no client need be waited for long
        ::kill(static_cast<pid_t>(m_process.processId()), SIGQUIT);
        m_process.waitForFinished();
    }
    PostgresServer(const PostgresServer&) = delete;
    PostgresServer& operator=(const PostgresServer&) = delete;

    // As when the power goes: nothing is written any more.
    void kill()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    // Until it answers; what a killed one's children still hold may take a moment.
    void start()
    {
        QElapsedTimer timer;
        timer.start();
        while (timer.elapsed() < 60'000) {
            if (m_process.state() == QProcess::NotRunning) {
                asServer(m_process);
                m_process.setProcessChannelMode(QProcess::MergedChannels);
                m_process.setStandardOutputFile(path("log"), QIODevice::Append);
                m_process.start(programs() + "/postgres",
                    {"-D", path("data"), "-k", m_folder.path(), "-p", QString::number(m_port), "-h",
                        "127.0.0.1", "-c", "ssl=on", "-c", "ssl_cert_file=" + path("server.pem"), "-c",
                        "ssl_key_file=" + path("server.key"), "-c", "log_statement=all"});
                if (!m_process.waitForStarted())
                    qFatal("postgres does not start");
            }
            if (PQping(qPrintable(owner("postgres"))) == PQPING_OK)
                return;
            m_process.waitForFinished(100); // it ends at once where it can't start yet
        }
        qFatal("postgres does not come up: %s", log().constData());
    }

    // On the Unix socket, as who runs it.
    [[nodiscard]] QString owner(const QString& role = QStringLiteral("relay_owner")) const
    {
        return QString("host=%1 port=%2 dbname=%3 user=%4")
            .arg(m_folder.path())
            .arg(m_port)
            .arg(role == "postgres" ? "postgres" : "relay", role);
    }
    [[nodiscard]] QString clinic(const QString& role, const QString& ca = {}) const
    {
        return QString("host=localhost hostaddr=127.0.0.1 port=%1 dbname=relay user=%2 sslrootcert=%3")
            .arg(m_port)
            .arg(role, ca.isEmpty() ? path("ca.pem") : ca);
    }
    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }
    [[nodiscard]] QByteArray log() const { return read(path("log")); }

    // As the superuser, who passes over every policy; the first column of the first row.
    QByteArray query(const QString& statement, const QString& database = QStringLiteral("postgres")) const
    {
        const QString address = QString("host=%1 port=%2 dbname=%3 user=postgres")
                                    .arg(m_folder.path())
                                    .arg(m_port)
                                    .arg(database);
        PGconn* connection = PQconnectdb(qPrintable(address));
        PGresult* answer = PQexec(connection, qPrintable(statement));
        const auto status = PQresultStatus(answer);
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
            qFatal("%s: %s", qPrintable(statement), PQerrorMessage(connection));
        QByteArray first;
        if (status == PGRES_TUPLES_OK && PQntuples(answer) > 0)
            first = PQgetvalue(answer, 0, 0);
        PQclear(answer);
        PQfinish(connection);
        return first;
    }
    // Another authority, which did not sign for this server.
    [[nodiscard]] QString otherAuthority() const { return path("other.pem"); }

private:
    [[nodiscard]] static QString programs()
    {
        const QDir versions(QStringLiteral("/usr/lib/postgresql"));
        for (const QString& version : versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Reversed)) {
            const QString folder = versions.filePath(version) + "/bin";
            if (QFile::exists(folder + "/initdb"))
                return folder;
        }
        return {};
    }
    [[nodiscard]] static const passwd* serverUser()
    {
        return ::geteuid() == 0 ? ::getpwnam("postgres") : nullptr;
    }
    // PostgreSQL does not run as root.
    static void asServer(QProcess& process)
    {
        const passwd* user = serverUser();
        if (user == nullptr)
            return;
        const uid_t uid = user->pw_uid;
        const gid_t gid = user->pw_gid;
        process.setChildProcessModifier([uid, gid] {
            if (::setgroups(0, nullptr) != 0 || ::setgid(gid) != 0 || ::setuid(uid) != 0)
                ::_exit(126);
        });
    }
    static void giveAway(const QString& path)
    {
        const passwd* user = serverUser();
        if (user != nullptr && ::chown(QFile::encodeName(path).constData(), user->pw_uid, user->pw_gid) != 0)
            qFatal("chown");
    }
    static void runOrDie(const QString& program, const QStringList& arguments)
    {
        QProcess process;
        asServer(process);
        process.setWorkingDirectory(QStringLiteral("/"));
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(program, arguments);
        if (!process.waitForFinished(120'000) || process.exitCode() != 0)
            qFatal("%s: %s", qPrintable(program), process.readAll().constData());
    }
    static void write(const QString& path, const QByteArray& content)
    {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("%s can't be written", qPrintable(path));
        file.close();
        giveAway(path);
    }
    [[nodiscard]] static QByteArray read(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void makeCertificates() const
    {
        const auto authority = [&](const QString& name) {
            runOrDie("/usr/bin/openssl",
                {"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                    "-days", "2", "-subj", "/CN=" + name, "-keyout", path(name + ".key"), "-out",
                    path(name + ".pem")});
        };
        authority("ca");
        authority("other");
        write(path("names"), "subjectAltName=DNS:localhost\n");
        runOrDie("/usr/bin/openssl",
            {"req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj",
                "/CN=localhost", "-keyout", path("server.key"), "-out", path("server.csr")});
        runOrDie("/usr/bin/openssl",
            {"x509", "-req", "-days", "2", "-in", path("server.csr"), "-CA", path("ca.pem"), "-CAkey",
                path("ca.key"), "-CAcreateserial", "-extfile", path("names"), "-out", path("server.pem")});
    }

    QTemporaryDir m_folder;
    QProcess m_process;
    quint16 m_port = 0;
};

} // namespace twinward::test
