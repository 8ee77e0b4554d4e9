#include "base/cbor.h"
#include "sync_keeper/keeper_store.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>

namespace twinward::sync {

using base::ErrorCode;

namespace {

constexpr qint64 format = 1;
constexpr qint64 maxBytes = 64 << 10;

QString pathIn(const QString& folder)
{
    return folder + QStringLiteral("/keeper.asking");
}

std::optional<ledger::NewDevice> readAsking(const QString& folder)
{
    QFile file(pathIn(folder));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    QByteArray bytes = file.read(maxBytes);
    base::CborReader reader(bytes);
    ledger::NewDevice asking;
    if (reader.enterArray() != 3 || reader.integer() != format)
        return std::nullopt;
    auto request = ledger::JoinRequest::fromBytes(reader.bytes());
    asking.signingSeed = ledger::Secret::copyOf(reader.bytesView());
    reader.leaveArray();
    const bool isWhole = reader.atEnd() && request;
    bytes.fill('\0');
    if (!isWhole)
        return std::nullopt;
    asking.request = std::move(*request);
    return asking;
}

base::Status writeAsking(const QString& folder, const ledger::NewDevice& asking)
{
    base::CborWriter writer;
    writer.array(3).integer(format).bytes(asking.request.toBytes());
    writer.bytes({asking.signingSeed.data(), static_cast<qsizetype>(asking.signingSeed.size())});
    QSaveFile file(pathIn(folder));
    const bool isWritten = QDir().mkpath(folder) && file.open(QIODevice::WriteOnly)
        && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        && file.write(writer.data()) == writer.data().size() && file.commit();
    if (isWritten)
        return {};
    return base::fail(
        ErrorCode::Io, QStringLiteral("The keeper's folder can't be written"), folder, file.errorString());
}

} // namespace

base::Result<ledger::JoinRequest> askToKeep(const QString& folder, const QString& name)
{
    if (KeeperStore::exists(folder)) {
        return base::fail(ErrorCode::InvalidInput, QStringLiteral("There is a keeper here already"), folder,
            QStringLiteral("Choose another folder."));
    }
    if (name.trimmed().isEmpty())
        return base::fail(ErrorCode::InvalidInput, QStringLiteral("A computer needs a name"));
    if (const auto before = readAsking(folder); before && before->request.name == name.trimmed())
        return before->request;
    const ledger::NewDevice asking = ledger::NewDevice::named(name);
    if (const auto written = writeAsking(folder, asking); !written)
        return base::fail(written.error());
    return asking.request;
}

base::Status becomeKeeper(const QString& folder, const KeeperPack& pack)
{
    const auto asking = readAsking(folder);
    if (!asking) {
        return base::fail(ErrorCode::NotFound, QStringLiteral("This folder has not asked to be a keeper"),
            folder, QStringLiteral("Begin with: twinctl keeper ask."));
    }
    if (const auto made = KeeperStore::create(folder, pack, *asking); !made)
        return base::fail(made.error());
    QFile::remove(pathIn(folder)); // the key is in the keeper's file now
    return {};
}

} // namespace twinward::sync
