#include "openxr_runtime.h"

#include <csignal>
#include <cstring>
#include <openxr/openxr.h>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QTcpServer>
#include <QTest>

namespace twinward::test {

namespace {

QString prefix()
{
    return qEnvironmentVariable("OPENXR_PREFIX", QDir::homePath() + QStringLiteral("/.cache/openxr-monado"));
}

QString service()
{
    return prefix() + QStringLiteral("/bin/monado-service");
}

QString layerManifests()
{
    return QStringLiteral("/usr/share/openxr/1/api_layers/explicit.d");
}

// The layer reads the name once in a process.
QString validationFile()
{
    static const QTemporaryDir folder;
    return folder.filePath(QStringLiteral("validation.txt"));
}

quint16 freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : quint16(4242);
}

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("can't write %s", qPrintable(path));
}

} // namespace

QString OpenXrRuntime::missing()
{
    if (!QFile::exists(service()))
        return QStringLiteral("No OpenXR runtime here (%1 is not there): get one with "
                              "../shared/tools/openxr-runtime build, some two minutes")
            .arg(service());
    if (qEnvironmentVariableIsEmpty("DISPLAY"))
        return QStringLiteral("No X screen here (DISPLAY is empty): run it with tests/run, which starts one");
    return {};
}

OpenXrRuntime::OpenXrRuntime(Headset headset)
    : m_headset(headset)
    , m_port(freePort())
{
    const QDir folder(m_folder.path());
    folder.mkpath(QStringLiteral("config/monado"));
    folder.mkpath(QStringLiteral("run"));
    QFile::setPermissions(folder.filePath(QStringLiteral("run")),
        QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    if (headset == Headset::Remote)
        write(folder.filePath(QStringLiteral("config/monado/config_v0.json")),
            QStringLiteral(R"({"active":"remote","remote":{"version":0,"port":%1,"view_count":2}})")
                .arg(m_port)
                .toUtf8());
    install();
    qputenv("XDG_RUNTIME_DIR", folder.filePath(QStringLiteral("run")).toUtf8());
    qputenv("XR_RUNTIME_JSON", manifest().toUtf8());
    qputenv("XR_LOADER_DEBUG", "none"); // it would tell each time there is no runtime
    qputenv("OXR_NO_PRINTING", "1"); // its own, and the layer asks it for every function there is
    if (QDir(layerManifests()).exists()) {
        qputenv("XR_ENABLE_API_LAYERS", "XR_APILAYER_LUNARG_core_validation");
        qputenv("XR_CORE_VALIDATION_EXPORT_TYPE", "text");
        qputenv("XR_CORE_VALIDATION_FILE_NAME", validationFile().toUtf8());
    }
    m_validatedBefore = QFileInfo(validationFile()).size();
}

OpenXrRuntime::~OpenXrRuntime()
{
    stop();
}

void OpenXrRuntime::addLayer(const QString& folder, const QString& name)
{
    const QString others = qEnvironmentVariable("XR_ENABLE_API_LAYERS");
    qputenv("XR_ENABLE_API_LAYERS", (others.isEmpty() ? name : others + u':' + name).toUtf8());
    qputenv("XR_API_LAYER_PATH", (layerManifests() + u':' + folder).toUtf8());
}

QString OpenXrRuntime::manifest() const
{
    return m_folder.filePath(QStringLiteral("active_runtime.json"));
}

QString OpenXrRuntime::socket() const
{
    return m_folder.filePath(QStringLiteral("run/monado_comp_ipc"));
}

void OpenXrRuntime::install()
{
    write(manifest(),
        QStringLiteral(R"({"file_format_version":"1.0.0","runtime":{"name":"Monado","library_path":"%1"}})")
            .arg(prefix() + QStringLiteral("/lib/libopenxr_monado.so"))
            .toUtf8());
}

void OpenXrRuntime::uninstall()
{
    QFile::remove(manifest());
}

bool OpenXrRuntime::start()
{
    stop();
    QFile::remove(socket());
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), m_folder.filePath(QStringLiteral("config")));
    environment.insert(QStringLiteral("XRT_COMPOSITOR_NULL"), QStringLiteral("1"));
    environment.insert(QStringLiteral("XRT_NO_STDIN"), QStringLiteral("1"));
    if (m_headset == Headset::Simulated) {
        environment.insert(QStringLiteral("SIMULATED_ENABLE"), QStringLiteral("1"));
        environment.insert(QStringLiteral("SIMULATED_LEFT"), QStringLiteral("simple"));
        environment.insert(QStringLiteral("SIMULATED_RIGHT"), QStringLiteral("simple"));
    }
    m_service.setProcessEnvironment(environment);
    m_service.setProcessChannelMode(QProcess::MergedChannels);
    m_service.setStandardOutputFile(m_folder.filePath(QStringLiteral("service.txt")), QIODevice::Append);
    m_service.start(service(), QStringList());
    if (!m_service.waitForStarted())
        return false;
    m_pid = m_service.processId();
    return QTest::qWaitFor([this] { return QFile::exists(socket()) || !isRunning(); }, 30000) && isRunning();
}

bool OpenXrRuntime::isRunning() const
{
    return m_service.state() == QProcess::Running;
}

void OpenXrRuntime::kill()
{
    if (m_pid > 0)
        ::kill(static_cast<pid_t>(m_pid), SIGKILL);
}

void OpenXrRuntime::hold()
{
    if (m_pid > 0)
        ::kill(static_cast<pid_t>(m_pid), SIGSTOP);
}

void OpenXrRuntime::goOn()
{
    if (m_pid > 0)
        ::kill(static_cast<pid_t>(m_pid), SIGCONT);
}

void OpenXrRuntime::stop()
{
    if (m_service.state() != QProcess::NotRunning) {
        goOn();
        m_service.terminate();
        if (!m_service.waitForFinished(5000)) {
            m_service.kill();
            m_service.waitForFinished();
        }
    }
    m_pid = 0;
}

QString OpenXrRuntime::log() const
{
    QFile file(m_folder.filePath(QStringLiteral("service.txt")));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QStringList OpenXrRuntime::validationErrors() const
{
    if (!QDir(layerManifests()).exists())
        return {QStringLiteral(
            "the validation layer is not installed: apt-get install openxr-layer-corevalidation")};
    QFile file(validationFile());
    if (!file.open(QIODevice::ReadOnly) || !file.seek(m_validatedBefore))
        return {};
    QStringList errors;
    while (!file.atEnd()) {
        const QString line = QString::fromUtf8(file.readLine()).trimmed();
        if (line.contains(QLatin1String("VALID_ERROR")))
            errors.append(line);
    }
    return errors;
}

bool OpenXrRuntime::validationListens() const
{
    XrInstanceCreateInfo info{};
    info.type = XR_TYPE_INSTANCE_CREATE_INFO;
    std::strcpy(info.applicationInfo.applicationName, "misuse");
    info.applicationInfo.apiVersion = XR_MAKE_VERSION(1, 0, 0);
    XrInstance instance = XR_NULL_HANDLE;
    if (XR_FAILED(xrCreateInstance(&info, &instance)))
        return false;
    XrSystemGetInfo wrong{}; // of no type
    XrSystemId system = XR_NULL_SYSTEM_ID;
    (void)xrGetSystem(instance, &wrong, &system);
    xrDestroyInstance(instance);
    return !validationErrors().empty();
}

} // namespace twinward::test
