#include "instance_p.h"

#include <QDir>
#include <QFileInfo>

namespace twinward::headset {

using base::ErrorCode;

#ifdef _WIN32

base::Result<QString> activeManifest()
{
    return QString(); // in the registry: the loader's own answer is enough
}

#else

namespace {

// The folders of the XDG base directory specification, in its order, then the ones the loader was built with.
QStringList folders()
{
    QStringList all;
    const QString home = QDir::homePath() + QStringLiteral("/.config");
    all.append(qEnvironmentVariable("XDG_CONFIG_HOME", home));
    all.append(qEnvironmentVariable("XDG_CONFIG_DIRS", QStringLiteral("/etc/xdg")).split(u':'));
    all.append({QStringLiteral("/etc"), QStringLiteral("/usr/local/etc")});
    all.append({home + QStringLiteral("/../.local/share"), QStringLiteral("/usr/local/share"),
        QStringLiteral("/usr/share")});
    return all;
}

} // namespace

base::Result<QString> activeManifest()
{
    const QString chosen = qEnvironmentVariable("XR_RUNTIME_JSON");
    if (!chosen.isEmpty()) {
        if (QFileInfo(chosen).isReadable())
            return chosen;
        return base::fail(ErrorCode::NotFound,
            QStringLiteral("The OpenXR runtime that was chosen is not there"),
            QStringLiteral("XR_RUNTIME_JSON=%1").arg(chosen),
            QStringLiteral("Correct the environment variable XR_RUNTIME_JSON or clear it."));
    }
    for (const QString& folder : folders()) {
        const QString file = folder + QStringLiteral("/openxr/1/active_runtime.json");
        if (QFileInfo(file).isReadable())
            return QFileInfo(file).canonicalFilePath();
    }
    return base::fail(ErrorCode::NotFound, QStringLiteral("No headset is set up on this computer"),
        QStringLiteral("there is no openxr/1/active_runtime.json"),
        QStringLiteral(
            "Install the headset's own program (SteamVR, Monado, WiVRn ...) and make it the active "
            "OpenXR runtime there; it is found by itself."));
}

#endif

} // namespace twinward::headset
