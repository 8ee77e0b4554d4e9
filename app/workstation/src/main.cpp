// twinward: the workstation.

#include "language_p.h"
#include "preferences_p.h"
#include "tour_command_p.h"
#include "workbench/theme.h"
#include "workstation/options.h"
#include "workstation/shell.h"

#include <cstdio>
#include <QApplication>
#include <QElapsedTimer>
#include <QLoggingCategory>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>
#include <sys/resource.h>
#include <sys/stat.h>

Q_LOGGING_CATEGORY(startLog, "twinward.start", QtWarningMsg)

using namespace twinward;

namespace {

// A core dump would hold keys and charts in the clear.
void forbidCoreDumps()
{
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
}

int sayAndLeave(const base::Error& error)
{
    const bool asked = error.code == base::ErrorCode::Cancelled;
    std::fputs(qPrintable(asked ? error.what : error.message() + QLatin1Char('\n')), asked ? stdout : stderr);
    return asked ? 0 : 2;
}

} // namespace

int main(int argc, char** argv)
{
    QElapsedTimer sinceStart;
    sinceStart.start();
    forbidCoreDumps();
    ::umask(077); // what is exported or printed is the user's alone
    QCoreApplication::setApplicationName(QStringLiteral("twinward"));
    QCoreApplication::setOrganizationName(QStringLiteral("Twinward"));
    QCoreApplication::setApplicationVersion(QStringLiteral(TWINWARD_VERSION));
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    if (const auto early = workstation::readOptions(arguments); !early)
        return sayAndLeave(early.error());

    QApplication app(argc, argv);
    const auto options = workstation::readOptions(app.arguments());
    if (!options)
        return sayAndLeave(options.error());
    QTemporaryDir tourSettings; // the tour must neither see nor change how the person's own window looks
    if (!options->tourFolder.isEmpty()) {
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, tourSettings.path());
        QSettings().setValue(QStringLiteral("theme"), QStringLiteral("light"));
        QSettings().setValue(QStringLiteral("language"), QStringLiteral("en"));
    }
    const auto preferences = workstation::Preferences::load();
    workbench::Theme& theme = workbench::Theme::instance();
    theme.setMode(preferences.mode);
    theme.setScale(preferences.scale);
    theme.setTouch(preferences.touch);
    theme.apply();
    workstation::setLanguage(preferences.language);

    if (!options->tourFolder.isEmpty())
        return workstation::runTour(options->tourFolder);
    workstation::Shell shell(*options);
    shell.begin();
    shell.show();
    QTimer::singleShot(
        0, &app, [&sinceStart] { qCInfo(startLog, "first screen after %lld ms", sinceStart.elapsed()); });
    return QApplication::exec();
}
