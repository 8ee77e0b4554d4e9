#pragma once

// A real OpenXR runtime for the tests, with a headset that is simulated or set from here: Monado, built by
// ../shared/tools/openxr-runtime, in folders and on a port of its own. Started, killed and started again at
// will.

#include <QProcess>
#include <QString>
#include <QTemporaryDir>

namespace twinward::test {

class OpenXrRuntime
{
public:
    enum class Headset {
        Simulated, // moves by itself, two simple controllers
        Remote, // what RemoteHeadset says
    };

    // Why tests can't use one here and how to get it; empty where they can.
    [[nodiscard]] static QString missing();

    // Sets the process's environment so that OpenXR finds this runtime, running or not, and the
    // core-validation layer writes what it finds to a file. Before any session is made, and one at a time.
    explicit OpenXrRuntime(Headset headset);
    ~OpenXrRuntime();
    OpenXrRuntime(const OpenXrRuntime&) = delete;
    OpenXrRuntime& operator=(const OpenXrRuntime&) = delete;

    // Another API layer, nearer to the runtime, whose manifest lies in the folder.
    void addLayer(const QString& folder, const QString& name);

    [[nodiscard]] bool start(); // false where its service doesn't come up; see log()
    void kill(); // SIGKILL; from any thread
    void hold(); // SIGSTOP: it is there and doesn't answer
    void goOn(); // SIGCONT
    void stop();
    [[nodiscard]] bool isRunning() const;

    // What the active manifest is for the loader: taken away and put back.
    void uninstall();
    void install();

    [[nodiscard]] quint16 port() const { return m_port; } // of the remote headset
    [[nodiscard]] QString log() const; // the service's own words
    // Misuse that the validation layer found, a line each; without the layer one line that says so.
    [[nodiscard]] QStringList validationErrors() const;
    // Misuses OpenXR on purpose and looks whether the layer tells: what never tells anything proves nothing.
    [[nodiscard]] bool validationListens() const;

private:
    [[nodiscard]] QString manifest() const;
    [[nodiscard]] QString socket() const;

    Headset m_headset;
    QTemporaryDir m_folder;
    QProcess m_service;
    qint64 m_pid = 0;
    qint64 m_validatedBefore = 0; // bytes that were in the layer's file
    quint16 m_port = 0;
};

} // namespace twinward::test
