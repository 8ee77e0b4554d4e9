#include "bundle_words_p.h"

#include "sync/receipts.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QLocale>
#include <QSaveFile>

namespace twinward::sync {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Bundle)
};

base::Result<WrittenBundle> cantWrite(const QSaveFile& file)
{
    return base::fail(base::ErrorCode::Io, QStringLiteral("The bundle can't be written"),
        QStringLiteral("%1: %2").arg(file.fileName(), file.errorString()),
        QStringLiteral("Choose another place, or free some space there."));
}

std::vector<ledger::ChainHead> holdingsOf(ledger::Vault& vault, record::DeviceId device)
{
    for (const Receipt& receipt : ReceiptBook(vault).receipts()) {
        if (receipt.device == device)
            return receipt.holds;
    }
    return {};
}

void add(TakenBundle& sum, TakenBundle&& one)
{
    sum.from = one.from;
    sum.stored += one.stored;
    sum.known += one.known;
    sum.events += one.events;
    sum.noted.insert(sum.noted.end(), one.noted.begin(), one.noted.end());
    sum.needsEarlier = sum.needsEarlier || one.needsEarlier;
    sum.ownChainIsAhead = sum.ownChainIsAhead || one.ownChainIsAhead;
    if (!sum.trouble)
        sum.trouble = std::move(one.trouble);
}

} // namespace

base::Result<WrittenBundle> writeBundleFile(
    ledger::Vault& vault, const QString& path, record::DeviceId device, const ledger::ProgressFn& progress)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return cantWrite(file);
    BundleChoice choice;
    choice.theirs = device.isNull() ? std::vector<ledger::ChainHead>() : holdingsOf(vault, device);
    choice.progress = progress;
    auto bundle = writeBundle(vault, file, choice);
    if (bundle && !file.commit())
        return cantWrite(file);
    return bundle;
}

base::Result<TakenBundle> takeBundleFiles(
    ledger::Vault& vault, const QStringList& paths, const ledger::ProgressFn& progress)
{
    TakenBundle sum;
    for (const QString& path : paths) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) {
            return base::fail(base::ErrorCode::NotFound, QStringLiteral("The bundle can't be read"),
                QStringLiteral("%1: %2").arg(path, file.errorString()),
                QStringLiteral("Is the stick still in?"));
        }
        auto taken = takeBundle(vault, file, progress);
        if (!taken)
            return taken;
        add(sum, std::move(*taken));
    }
    return sum;
}

namespace words {

QString written(const WrittenBundle& bundle, const QString& path)
{
    const QLocale locale;
    return Words::tr("Written: %1 (%2), for %n computer(s) of this clinic. Nothing counts as arrived before "
                     "the other computer says so.",
        nullptr, static_cast<int>(bundle.devices))
        .arg(QDir::toNativeSeparators(path), locale.formattedDataSize(bundle.bytes));
}

QString taken(const TakenBundle& bundle, const record::Roster& roster)
{
    const auto from = roster.devices().find(bundle.from);
    const QString name = from == roster.devices().end() ? Words::tr("another computer") : from->second.name;
    const QLocale locale;
    QStringList all{bundle.stored == 0
            ? Words::tr("Nothing new in it: all was here already. It came from %1.").arg(name)
            : Words::tr("Taken in from %1: %2 entry(ies).", "computer, number of entries")
                  .arg(name, locale.toString(bundle.events))};
    if (bundle.needsEarlier)
        all << Words::tr(
            "It goes on from an earlier bundle that was not taken in here: take that first, then "
            "this one again.");
    if (!bundle.noted.empty())
        all << Words::tr("Not all of it was in order: see below.");
    return all.join(QLocale().language() == QLocale::Chinese ? QString() : QStringLiteral(" "));
}

} // namespace words

} // namespace twinward::sync
