#pragma once

// A twinctl that goes on running while a test looks at what it says.

#include "ctl_fixture.h"

#include <csignal>
#include <QElapsedTimer>

namespace twinward::ctl_test {

// A computer of its own: a vault beside the first, and a running twinctl.
class Computer
{
public:
    Computer(const Clinic& clinic, const QString& name)
        : m_clinic(clinic)
        , m_name(name)
    { }
    ~Computer() { kill(SIGKILL); }

    [[nodiscard]] QString vault() const { return m_clinic.path(m_name); }
    void start(const QStringList& arguments)
    {
        m_process = std::make_unique<QProcess>();
        auto variables = QProcessEnvironment::systemEnvironment();
        variables.insert(QStringLiteral("TWINWARD_VAULT"), vault());
        variables.insert(QStringLiteral("TWINWARD_USER"), QStringLiteral("Dr Ada"));
        variables.insert(
            QStringLiteral("TWINWARD_PASSPHRASE_FILE"), m_clinic.path(QStringLiteral("passphrase")));
        variables.insert(QStringLiteral("TWINWARD_PASSPHRASE_MS"), QStringLiteral("0"));
        m_process->setProcessEnvironment(variables);
        m_said.clear();
        m_process->start(QStringLiteral(TWINWARD_BIN_DIR "/twinctl"), arguments);
    }
    void serve(quint16 beaconPort, const QStringList& more = {})
    {
        start(QStringList{QStringLiteral("serve"), QStringLiteral("--json"), QStringLiteral("--port"),
                  QStringLiteral("0"), QStringLiteral("--address"), QStringLiteral("127.0.0.1"),
                  QStringLiteral("--discovery"), QStringLiteral("this-computer"),
                  QStringLiteral("--beacon-port"), QString::number(beaconPort)}
            + more);
    }
    // The first object on standard output, now or later, for which it holds.
    template <class Holds> [[nodiscard]] QJsonObject wait(Holds holds)
    {
        QElapsedTimer timer;
        timer.start();
        while (timer.elapsed() < 60'000) {
            m_process->waitForReadyRead(100);
            m_said += m_process->readAllStandardOutput();
            while (m_said.contains('\n')) {
                const QByteArray line = m_said.first(m_said.indexOf('\n'));
                m_said.remove(0, line.size() + 1);
                const QJsonObject object = QJsonDocument::fromJson(line).object();
                if (holds(object))
                    return object;
            }
            if (m_process->state() == QProcess::NotRunning && m_process->bytesAvailable() == 0)
                break;
        }
        return {};
    }
    [[nodiscard]] QJsonObject waitFor(const QString& key)
    {
        return wait([&](const QJsonObject& object) { return object.contains(key); });
    }
    [[nodiscard]] bool waitForState(const QString& state)
    {
        return !wait([&](const QJsonObject& object) { return object[u"state"] == state; }).isEmpty();
    }
    void type(const char* line)
    {
        m_process->write(QByteArray(line) + '\n');
        m_process->waitForBytesWritten(10'000);
    }
    [[nodiscard]] int end()
    {
        if (m_process->state() != QProcess::NotRunning && !m_process->waitForFinished(60'000))
            return -1;
        return m_process->exitStatus() == QProcess::NormalExit ? m_process->exitCode() : -1;
    }
    void kill(int signal)
    {
        if (m_process && m_process->state() == QProcess::Running) {
            ::kill(static_cast<pid_t>(m_process->processId()), signal);
            m_process->waitForFinished(30'000);
        }
    }
    [[nodiscard]] Ran run(QStringList arguments) const
    {
        return m_clinic.run(arguments << QStringLiteral("--vault") << vault());
    }
    [[nodiscard]] qsizetype patients() const
    {
        return run({QStringLiteral("patients"), QStringLiteral("--json")}).objects().size();
    }

private:
    const Clinic& m_clinic;
    QString m_name;
    std::unique_ptr<QProcess> m_process;
    QByteArray m_said;
};

} // namespace twinward::ctl_test
