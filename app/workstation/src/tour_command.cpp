#include "tour_command_p.h"

#include "demo/fill.h"
#include "tour/walk.h"
#include "workstation/shell.h"

#include <cstdio>
#include <QDateTime>
#include <QDir>
#include <QTemporaryDir>

namespace twinward::workstation {

namespace {

constexpr int invented = 60; // people: enough for a list that scrolls, quick to make

int stop(const QString& what)
{
    std::fputs(qPrintable(what + QLatin1Char('\n')), stderr);
    return 1;
}

} // namespace

int runTour(const QString& picturesFolder)
{
    QTemporaryDir scratch;
    if (!scratch.isValid() || !QDir().mkpath(picturesFolder))
        return stop(QStringLiteral("twinward: no place for the pictures: %1").arg(picturesFolder));
    tour::Plan plan;
    plan.begin = tour::Begin::Unlock;
    plan.picturesFolder = picturesFolder;
    plan.exportFolder = scratch.filePath(QStringLiteral("export"));
    plan.search = QStringLiteral("quispe");
    Options options;
    options.vaultFolder = scratch.filePath(QStringLiteral("vault"));
    options.user = plan.userName;

    demo::FillRequest request{options.vaultFolder, plan.userName,
        {invented, 7, base::Moment::fromDateTime(QDateTime::currentDateTime())}, 0};
    QByteArray word = plan.passphrase.toUtf8();
    const auto filled = demo::fill(request, ledger::Secret::copyOf(word));
    if (!filled)
        return stop(filled.error().message());

    ledger::VaultOptions quick;
    quick.passphraseMs = 0;
    Shell shell(options, quick);
    shell.resize(1440, 900);
    shell.begin();
    shell.show();
    tour::Trace trace;
    const tour::Outcome outcome = tour::walk(shell, plan, trace);
    if (!outcome.ok)
        return stop(QStringLiteral("twinward: the walk stopped at «%1»: %2").arg(outcome.step, outcome.why));
    std::fputs(
        qPrintable(QStringLiteral("twinward: %1 pictures in %2\n").arg(outcome.pictures).arg(picturesFolder)),
        stderr);
    return 0;
}

} // namespace twinward::workstation
