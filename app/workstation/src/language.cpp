#include "language_p.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace twinward::workstation {

void setLanguage(const QString& code)
{
    static QTranslator program;
    static QTranslator qt;
    // The locale first: installing a translator tells every window to word itself anew, dates included.
    QLocale::setDefault(code == QLatin1String("zh_CN") ? QLocale(QLocale::Chinese, QLocale::China)
                                                       : QLocale(QLocale::English));
    QCoreApplication::removeTranslator(&qt);
    QCoreApplication::removeTranslator(&program);
    if (qt.load(QStringLiteral("qtbase_") + code, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&qt);
    if (program.load(QStringLiteral(":/translations/twinward_%1.qm").arg(code)))
        QCoreApplication::installTranslator(&program);
}

} // namespace twinward::workstation
