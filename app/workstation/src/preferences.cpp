#include "preferences_p.h"

#include <algorithm>
#include <QLocale>
#include <QSettings>

namespace twinward::workstation {

using workbench::Theme;

Preferences Preferences::load()
{
    const QSettings settings;
    Preferences found;
    const QString mode = settings.value(QStringLiteral("theme")).toString();
    found.mode = mode == QLatin1String("dark") ? Theme::Mode::Dark
        : mode == QLatin1String("light")       ? Theme::Mode::Light
                                               : Theme::Mode::System;
    found.scale = std::clamp(settings.value(QStringLiteral("scale"), 1.0).toDouble(), 1.0, 2.0);
    found.touch = settings.value(QStringLiteral("touch"), false).toBool();
    const QString system
        = QLocale::system().language() == QLocale::Chinese ? QStringLiteral("zh_CN") : QStringLiteral("en");
    found.language = settings.value(QStringLiteral("language"), system).toString();
    found.lockAfterMinutes
        = std::clamp(settings.value(QStringLiteral("lockAfterMinutes"), 10).toInt(), 1, 60);
    found.geometry = settings.value(QStringLiteral("geometry")).toByteArray();
    return found;
}

void Preferences::save() const
{
    QSettings settings;
    settings.setValue(QStringLiteral("theme"),
        mode == Theme::Mode::Dark        ? QStringLiteral("dark")
            : mode == Theme::Mode::Light ? QStringLiteral("light")
                                         : QStringLiteral("system"));
    settings.setValue(QStringLiteral("scale"), scale);
    settings.setValue(QStringLiteral("touch"), touch);
    settings.setValue(QStringLiteral("language"), language);
    settings.setValue(QStringLiteral("lockAfterMinutes"), lockAfterMinutes);
    settings.setValue(QStringLiteral("geometry"), geometry);
}

} // namespace twinward::workstation
