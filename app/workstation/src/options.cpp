#include "workstation/options.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QStandardPaths>

namespace twinward::workstation {

namespace {

// Qt names the program by its running application, and there is none yet when the options are read.
QString helpText(const QCommandLineParser& parser)
{
    QString text = parser.helpText();
    const auto nameEnds = text.indexOf(QStringLiteral(" [options]"));
    return nameEnds < 0 ? text : text.replace(0, nameEnds, QStringLiteral("Usage: twinward"));
}

} // namespace

base::Result<Options> readOptions(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Twinward: clinical workstation."));
    const QCommandLineOption help(
        {QStringLiteral("h"), QStringLiteral("help")}, QStringLiteral("Show this text."));
    const QCommandLineOption version(QStringLiteral("version"), QStringLiteral("Show the version."));
    const QCommandLineOption vault(QStringLiteral("vault"),
        QStringLiteral("The folder the record is kept in (or TWINWARD_VAULT)."), QStringLiteral("folder"));
    const QCommandLineOption user(
        QStringLiteral("user"), QStringLiteral("Who unlocks it (or TWINWARD_USER)."), QStringLiteral("name"));
    const QCommandLineOption tour(QStringLiteral("tour"),
        QStringLiteral(
            "Walk the main job in a clinic of invented people; one picture a step into this folder."),
        QStringLiteral("folder"));
    parser.addOptions({help, version, vault, user, tour});
    if (!parser.parse(arguments)) {
        return base::fail(
            base::ErrorCode::InvalidInput, parser.errorText(), {}, QStringLiteral("See twinward --help."));
    }
    if (parser.isSet(help))
        return base::fail(base::ErrorCode::Cancelled, helpText(parser));
    if (parser.isSet(version)) {
        return base::fail(base::ErrorCode::Cancelled,
            QStringLiteral("Twinward %1\n").arg(QCoreApplication::applicationVersion()));
    }
    if (!parser.positionalArguments().isEmpty()) {
        return base::fail(base::ErrorCode::InvalidInput,
            QStringLiteral("Nothing is expected here: %1").arg(parser.positionalArguments().first()), {},
            QStringLiteral("See twinward --help."));
    }
    const auto given = [&](const QCommandLineOption& option, const char* variable) {
        return parser.isSet(option) ? parser.value(option) : qEnvironmentVariable(variable);
    };
    Options options;
    options.vaultFolder = given(vault, "TWINWARD_VAULT");
    if (options.vaultFolder.isEmpty())
        options.vaultFolder
            = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/vault");
    options.user = given(user, "TWINWARD_USER");
    options.passphraseFile = qEnvironmentVariable("TWINWARD_PASSPHRASE_FILE");
    options.tourFolder = parser.value(tour);
    return options;
}

} // namespace twinward::workstation
