// How a new device becomes one of a clinic's, and how one is taken away.

#include "ledger/joining.h"

#include "base/cbor.h"
#include "chain_tree_p.h"
#include "keyless_p.h"
#include "schema_p.h"
#include "vault_p.h"

namespace twinward::ledger {

using base::ErrorCode;

namespace {

constexpr qint64 joinFormat = 1;
constexpr qsizetype maxNameChars = 200;

Binding requestSigns()
{
    return Binding("twinward join request 1");
}

QByteArray messageOf(const JoinRequest& request)
{
    return request.device.toBytes() + request.signingKey + request.name.toUtf8();
}

[[noreturn]] void failRequest()
{
    throw Failure(ErrorCode::InvalidInput, QStringLiteral("This request to join is not one"), {},
        QStringLiteral("Begin again on the new computer."));
}

[[noreturn]] void failPack()
{
    throw Failure(ErrorCode::IntegrityBroken,
        QStringLiteral("What this computer was given does not hold together"), {},
        QStringLiteral("Begin again on both computers."));
}

void fillDatabase(Database& database, const JoinPack& pack, const NewDevice& newDevice, const NameHash& name,
    const Secret& passphrase)
{
    {
        Transaction transaction(database);
        setMetaValue(database, "format", QByteArray::number(schemaVersion));
        setMetaValue(database, "name_salt", pack.nameSalt);
        setMetaValue(database, "joining", "1");
        for (const SlotRow& row : pack.keys.keySlots)
            storeSlotRow(database, row);
        for (const HandoutRow& row : pack.keys.handouts)
            storeHandoutRow(database, row);
        for (const TurnRow& row : pack.keys.turns) {
            const auto turn = KeyTurn::fromRow(row);
            if (!turn)
                failPack();
            storeKeyTurn(database, *turn);
        }
        transaction.commit();
    }
    const Identity identity = openSlot(database, name, SlotKind::Passphrase, passphrase);
    if (identity.vault.toBytes() != pack.vault || identity.genesis != pack.genesis)
        failPack();
    const Keyring keyring = loadKeyring(database, identity, TurnCheck::NotYet);
    DeviceState device;
    device.device = newDevice.request.device;
    device.signingSeed = newDevice.signingSeed.clone();
    device.head.commit = identity.genesis; // which its first commit will follow
    Transaction transaction(database);
    storeDevice(database, device, keyring, identity.vault);
    storeOwnChain(database, device.chain);
    storeHead(database, device, device.head, keyring, identity.vault);
    transaction.commit();
}

} // namespace

bool isSigned(const JoinRequest& request)
{
    return !request.device.isNull() && !request.name.trimmed().isEmpty()
        && request.name.size() <= maxNameChars
        && signatureHolds(request.signingKey, requestSigns(), messageOf(request), request.signature);
}

QByteArray JoinRequest::toBytes() const
{
    base::CborWriter writer;
    writer.array(5).integer(joinFormat).bytes(device.toBytes()).text(name).bytes(signingKey).bytes(signature);
    return writer.data();
}

std::optional<JoinRequest> JoinRequest::fromBytes(const QByteArray& bytes)
{
    base::CborReader reader(bytes);
    if (reader.enterArray() != 5 || reader.integer() != joinFormat)
        return std::nullopt;
    JoinRequest request;
    const auto device = record::DeviceId::fromBytes(reader.bytesView());
    request.name = reader.text();
    request.signingKey = reader.bytes();
    request.signature = reader.bytes();
    reader.leaveArray();
    if (!reader.atEnd() || !device)
        return std::nullopt;
    request.device = *device;
    return request;
}

NewDevice NewDevice::named(const QString& name)
{
    NewDevice made;
    made.signingSeed = Secret::random(keyBytes);
    made.request.device = record::DeviceId::random();
    made.request.name = name.trimmed();
    made.request.signingKey = publicKeyOfSeed(made.signingSeed);
    made.request.signature = signWithSeed(made.signingSeed, requestSigns(), messageOf(made.request));
    return made;
}

QByteArray JoinPack::toBytes() const
{
    base::CborWriter writer;
    writer.array(6).integer(joinFormat).bytes(vault).bytes(genesis.toBytes()).bytes(nameSalt);
    writer.bytes(device.toBytes()).bytes(keys.toBytes());
    return writer.data();
}

std::optional<JoinPack> JoinPack::fromBytes(const QByteArray& bytes)
{
    base::CborReader reader(bytes);
    if (reader.enterArray() != 6 || reader.integer() != joinFormat)
        return std::nullopt;
    JoinPack pack;
    pack.vault = reader.bytes();
    const auto genesis = base::Hash256::fromBytes(reader.bytesView());
    pack.nameSalt = reader.bytes();
    const auto device = record::DeviceId::fromBytes(reader.bytesView());
    auto keys = KeyMaterial::fromBytes(reader.bytes());
    reader.leaveArray();
    if (!reader.atEnd() || !genesis || !device || !keys || !VaultId::fromBytes(pack.vault)
        || pack.nameSalt.size() != 16)
        return std::nullopt;
    pack.genesis = *genesis;
    pack.device = *device;
    pack.keys = std::move(*keys);
    return pack;
}

base::Result<JoinPack> admitDevice(Vault& vault, const JoinRequest& request)
{
    return guarded([&] {
        auto& d = Vault::Private::of(vault);
        if (!isSigned(request))
            failRequest();
        const record::Roster known = d.roster();
        const auto device = known.devices().find(request.device);
        const bool isAnother
            = device != known.devices().end() && device->second.signingKey != request.signingKey;
        if (isAnother || known.removedDevices().contains(request.device))
            failRequest();
        if (device == known.devices().end()) {
            (void)d.commit({clinicEvent(
                record::DeviceEnrolled{request.device, request.name.trimmed(), request.signingKey},
                d.options.wallClock())});
        }
        d.settleKeys(); // whoever lacks keys is given them before they are packed
        JoinPack pack;
        pack.vault = d.identity.vault.toBytes();
        pack.genesis = d.identity.genesis;
        pack.nameSalt = d.nameSalt;
        pack.device = request.device;
        pack.keys = d.keyMaterial();
        return pack;
    });
}

base::Result<std::unique_ptr<Vault>> join(const QString& folder, const JoinPack& pack,
    const NewDevice& device, const QString& userName, const Secret& passphrase, const VaultOptions& options)
{
    const auto made = guarded([&] {
        if (pack.device != device.request.device)
            failPack();
        const VaultFiles files{folder};
        if (Vault::exists(folder)) {
            throw Failure(ErrorCode::InvalidInput, QStringLiteral("There is a vault here already"), folder,
                QStringLiteral("Unlock it, or choose another folder."));
        }
        files.make();
        const VaultLock lock(files);
        forbidCoreDumps();
        const NameHash name = hashUserName(userName, pack.nameSalt);
        makeUnderAnotherName(files, [&](Database& database) {
            fillDatabase(database, pack, device, name, normalisedPassphrase(passphrase));
        });
    });
    if (!made)
        return base::fail(made.error());
    return Vault::unlock(folder, userName, passphrase, options);
}

bool isJoining(const Vault& vault)
{
    const auto& d = Vault::Private::of(vault);
    const std::lock_guard guard(d.databaseMutex);
    return d.isJoining;
}

void Vault::Private::finishJoining()
{
    {
        const record::Roster known = roster();
        const std::lock_guard guard(databaseMutex);
        const auto own = known.devices().find(device.device);
        if (!isJoining || own == known.devices().end() || known.find(identity.user) == nullptr)
            return;
        if (own->second.signingKey != publicKeyOfSeed(device.signingSeed))
            failPack();
        // Now there may be a roster that vouches for the keys; else more has to arrive.
        const auto vouchedFor = guarded([&] { return loadKeyring(*database, identity).retired(); });
        if (!vouchedFor)
            return;
        keyring.setRetired(*vouchedFor);
        Transaction transaction(*database);
        setMetaValue(*database, "joining", {});
        transaction.commit();
        isJoining = false;
    }
    if (!inSession)
        beginSession(QStringLiteral("joined"));
}

base::Status removeDevice(Vault& vault, record::DeviceId device, const QString& reason)
{
    return guarded([&] {
        auto& d = Vault::Private::of(vault);
        const record::Roster known = d.roster();
        if (!known.devices().contains(device))
            throw Failure(ErrorCode::NotFound, QStringLiteral("There is no such device"), device.toString());
        record::DeviceRemoved removed{device, {}, reason};
        {
            const std::lock_guard guard(d.databaseMutex);
            if (device == d.device.device) {
                throw Failure(ErrorCode::InvalidInput, QStringLiteral("A computer can't remove itself"), {},
                    QStringLiteral("Remove it on another."));
            }
            const ChainTree tree(*d.database, d.chains);
            for (const auto& [number, chain] : tree.chains()) {
                const Head& head = tree.tip(number).head;
                if (chain.device == device && head.seq >= chain.first && !tree.isClosed(number)) {
                    removed.ends.push_back({chain.epoch, static_cast<qint64>(head.seq), head.commit});
                }
            }
        }
        {
            const std::lock_guard alone(d.usersMutex);
            (void)d.commitTurning({clinicEvent(std::move(removed), d.options.wallClock())}, std::nullopt);
        }
        d.refreshRoster();
    });
}

} // namespace twinward::ledger
