#include "by_hand_p.h"

#include "sync_keeper/keeper_pack.h"

#include <QFile>
#include <QSaveFile>

namespace twinward::sync {

using base::ErrorCode;

namespace {

constexpr qint64 maxRequestBytes = 1 << 20;

base::Status writeFile(const QString& path, const QByteArray& bytes)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return {};
    return base::fail(ErrorCode::Io, QStringLiteral("The file can't be written"),
        QStringLiteral("%1: %2").arg(path, file.errorString()),
        QStringLiteral("Choose another place, or free some space there."));
}

base::Result<QByteArray> readFile(const QString& path, qint64 most)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return base::fail(ErrorCode::NotFound, QStringLiteral("The file can't be read"),
            QStringLiteral("%1: %2").arg(path, file.errorString()), QStringLiteral("Is the stick still in?"));
    }
    return file.read(most + 1);
}

} // namespace

base::Result<PostReport> leaveOnStick(ledger::Vault& vault, const QString& folder)
{
    const auto own = ledger::ownCard(vault);
    if (!own)
        return base::fail(own.error());
    FolderCarrier carrier(folder, own->id);
    PostReport report;
    if (const auto left = leaveLetters(vault, carrier, report); !left)
        return base::fail(left.error());
    return report;
}

base::Result<PostReport> takeFromStick(ledger::Vault& vault, const QString& folder)
{
    const auto own = ledger::ownCard(vault);
    if (!own)
        return base::fail(own.error());
    FolderCarrier carrier(folder, own->id);
    return exchangeLetters(vault, carrier);
}

base::Status writeOwnCard(ledger::Vault& vault, const QString& path)
{
    const auto own = ledger::ownCard(vault);
    return own ? writeFile(path, own->toBytes()) : base::fail(own.error());
}

base::Result<BothCards> readCard(ledger::Vault& vault, const QString& path)
{
    const auto own = ledger::ownCard(vault);
    if (!own)
        return base::fail(own.error());
    const auto bytes = readFile(path, ledger::maxCardBytes);
    if (!bytes)
        return base::fail(bytes.error());
    const auto theirs = ledger::ClinicCard::fromBytes(*bytes);
    if (!theirs) {
        return base::fail(ErrorCode::InvalidInput, QStringLiteral("This is not a clinic's card"), path,
            QStringLiteral("Ask the other clinic for theirs."));
    }
    return BothCards{*theirs, *own};
}

base::Result<ledger::JoinRequest> readKeeperRequest(const QString& path)
{
    const auto bytes = readFile(path, maxRequestBytes);
    if (!bytes)
        return base::fail(bytes.error());
    const auto request = ledger::JoinRequest::fromBytes(*bytes);
    if (!request) {
        return base::fail(ErrorCode::InvalidInput, QStringLiteral("This is not a keeper's request"), path,
            QStringLiteral("It is written there by: twinctl keeper ask."));
    }
    return *request;
}

base::Status admitKeeperTo(ledger::Vault& vault, const ledger::JoinRequest& request, const QString& path)
{
    const auto pack = admitKeeper(vault, request);
    return pack ? writeFile(path, pack->toBytes()) : base::fail(pack.error());
}

} // namespace twinward::sync
