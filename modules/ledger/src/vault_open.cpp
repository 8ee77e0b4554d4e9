// Making a vault, and the two ways into one: passphrase and recovery code.

#include "recovery_code_p.h"
#include "schema_p.h"
#include "vault_p.h"

#include <algorithm>
#include <QFile>
#include <QtEndian>
#include <sodium.h>

namespace twinward::ledger {

using base::ErrorCode;
using record::Category;

namespace {

constexpr QByteArrayView failedUnlocks = "failed_unlocks";

void requireText(const QString& text, const QString& what)
{
    if (text.trimmed().isEmpty())
        throw Failure(ErrorCode::InvalidInput, what, {}, QStringLiteral("Fill it in and try again."));
}

record::Event clinicEvent(record::Body body, base::HybridTime at)
{
    record::Event event;
    event.category = Category::Clinic;
    event.occurred = base::Moment(at.wallMs(), 0, base::Moment::Precision::Millisecond);
    event.body = std::move(body);
    return event;
}

std::vector<record::Event> foundingEvents(
    const NewVault& setup, const Identity& founder, const DeviceState& device, base::HybridTime at)
{
    std::vector<record::Event> events;
    events.push_back(clinicEvent(record::ClinicFounded{setup.clinicName.trimmed()}, at));
    events.push_back(clinicEvent(record::UserEnrolled{founder.user, setup.userName.trimmed(), setup.role,
                                     founder.signingKey(), founder.boxKey()},
        at));
    events.push_back(clinicEvent(record::DeviceEnrolled{device.device, setup.deviceName.trimmed(),
                                     publicKeyOfSeed(device.signingSeed)},
        at));
    return events;
}

struct Founded
{
    Vault::Private::Keys keys;
    Secret recoveryCode;
};

// The whole of a new vault in one transaction.
Founded found(
    Database& database, const NewVault& setup, const Secret& passphrase, const VaultOptions& options)
{
    Founded founded{{Identity::make(VaultId::random()), Keyring::makeRoots()}, makeRecoveryCode()};
    auto& [identity, keyring] = founded.keys;
    for (const Category category : allCategories)
        identity.rootPrints[category] = keyring.rootPrint(category, firstKeyEpoch);
    DeviceState device;
    device.device = record::DeviceId::random();
    device.signingSeed = Secret::random(keyBytes);
    const base::HybridTime now = base::HybridClock(options.wallClock).next();
    const auto events = foundingEvents(setup, identity, device, now);
    const SealedCommit genesis = sealCommit(events, identity, keyring, device, now);
    identity.genesis = genesis.id;

    QByteArray salt(crypto_pwhash_SALTBYTES, Qt::Uninitialized);
    randombytes_buf(salt.data(), static_cast<size_t>(salt.size()));
    const NameHash name = hashUserName(setup.userName, salt);
    const SlotCost cost = SlotCost::calibrated(options.passphraseMs);
    Transaction transaction(database);
    setMetaValue(database, "format", QByteArray::number(schemaVersion));
    setMetaValue(database, "name_salt", salt);
    storeDevice(database, device, keyring, identity.vault);
    storeCommit(database, genesis, device.chain);
    storeHead(database, device, genesis.headAfter({}), keyring, identity.vault);
    record::Member founder;
    founder.user = identity.user;
    founder.boxKey = identity.boxKey();
    handOut(database, keyring, identity, now, founder, record::Role::Administrator);
    writeSlot(database, name, SlotKind::Passphrase, normalisedPassphrase(passphrase), identity, cost, now);
    writeSlot(database, name, SlotKind::Recovery, *normalisedRecoveryCode(founded.recoveryCode), identity,
        cost, now);
    transaction.commit();
    return founded;
}

quint64 failedUnlockCount(Database& database)
{
    const QByteArray stored = metaValue(database, failedUnlocks);
    return stored.size() == 8 ? qFromBigEndian<quint64>(stored.constData()) : 0;
}

void setFailedUnlockCount(Database& database, quint64 count)
{
    QByteArray stored(8, Qt::Uninitialized);
    qToBigEndian(count, stored.data());
    setMetaValue(database, failedUnlocks, stored);
}

// Without keys nothing can be signed: the attempt is counted, and logged by the next who gets in.
void countFailedUnlock(Database& database)
{
    try {
        Transaction transaction(database);
        setFailedUnlockCount(database, failedUnlockCount(database) + 1);
        transaction.commit();
    } catch (const Failure&) { // NOLINT: a disk that can't be written must not hide the wrong passphrase
    }
}

Identity enter(Database& database, const QString& userName, SlotKind kind, const Secret& secret)
{
    const NameHash name = hashUserName(userName, loadNameSalt(database));
    try {
        return openSlot(database, name, kind, secret);
    } catch (const Failure& failure) {
        if (failure.error().code == ErrorCode::WrongPassphrase)
            countFailedUnlock(database);
        throw;
    }
}

std::unique_ptr<Vault::Private> openFiles(const QString& folder, const QString& userName, SlotKind kind,
    const Secret& secret, const VaultOptions& options)
{
    if (!Vault::exists(folder)) {
        throw Failure(ErrorCode::NotFound, QStringLiteral("There is no vault here"), folder,
            QStringLiteral("Check the folder, or set up a new clinic."));
    }
    const VaultFiles files{folder};
    VaultLock lock(files);
    forbidCoreDumps();
    auto database = openDatabase(files);
    Identity identity = enter(*database, userName, kind, secret);
    const bool isJoining = !metaValue(*database, "joining").isEmpty();
    Keyring keyring
        = loadKeyring(*database, identity, isJoining ? TurnCheck::NotYet : TurnCheck::AgainstRoster);
    auto opened = std::make_unique<Vault::Private>(files, std::move(lock), std::move(database),
        Vault::Private::Keys{std::move(identity), std::move(keyring)}, options);
    opened->finishJoining(); // where the program was cut short just before
    const record::Member member = opened->member();
    if (!opened->isJoining && (member.user.isNull() || member.removed)) {
        throw Failure(ErrorCode::NotAuthorised, QStringLiteral("This user has been removed from the clinic"),
            {}, QStringLiteral("Ask an administrator."));
    }
    if (!metaValue(*opened->database, "restored").isEmpty())
        opened->beginEpoch();
    opened->beginSession(kind == SlotKind::Recovery ? QStringLiteral("recovery code") : QString());
    opened->comeIn(hashUserName(userName, opened->nameSalt));
    return opened;
}

} // namespace

void Vault::Private::comeIn(const NameHash& name)
{
    if (database->isReadOnly())
        return;
    // A full disk must not keep people out: what is not done now is done the next time.
    const auto done = guarded([&] {
        {
            const std::lock_guard guard(databaseMutex);
            Transaction transaction(*database);
            signOldSlots(*database, name, identity, clock.next());
            transaction.commit();
        }
        openWhatWaits();
        settleKeys();
    });
    if (!done && done.error().code != ErrorCode::DiskFull)
        throw Failure(done.error());
}

void makeUnderAnotherName(const VaultFiles& files, const std::function<void(Database&)>& fill)
{
    const auto removeUnfinished = [&files] {
        for (const char* suffix : {"", "-wal", "-shm", "-journal"})
            QFile::remove(files.newDatabase() + QLatin1String(suffix));
    };
    removeUnfinished(); // of an attempt that was cut short
    try {
        fill(*Database::create(files.newDatabase()));
    } catch (const Failure&) {
        removeUnfinished();
        throw;
    }
    if (!QFile::rename(files.newDatabase(), files.database())) {
        throw Failure(ErrorCode::Io, QStringLiteral("The new vault can't be put in its place"), files.folder);
    }
    syncFolder(files.folder);
}

record::Event Vault::Private::accessEvent(record::AccessLogged access) const
{
    record::Event event;
    event.category = Category::Access;
    event.occurred = base::Moment(options.wallClock(), 0, base::Moment::Precision::Second);
    event.body = std::move(access);
    return event;
}

void Vault::Private::beginSession(const QString& how)
{
    using Action = record::AccessLogged::Action;
    if (database->isReadOnly())
        return;
    std::vector<record::Event> events;
    if (const quint64 failed = failedUnlockCount(*database); failed != 0)
        events.push_back(accessEvent({Action::FailedUnlock, {}, QString::number(failed), {}}));
    events.push_back(accessEvent({Action::Unlock, {}, how, {}}));
    try {
        (void)commit(std::move(events), [](Database& open, const SealedCommit&) {
            if (failedUnlockCount(open) != 0)
                setFailedUnlockCount(open, 0);
        });
        inSession = true;
        logDeferredAccess();
    } catch (const Failure& failure) {
        // A full disk must not keep the clinic out of its record; the count stays for the next time.
        if (failure.error().code != ErrorCode::DiskFull && failure.error().code != ErrorCode::ReadOnly)
            throw;
    }
}

void Vault::Private::endSession()
{
    {
        const std::lock_guard guard(listenerMutex);
        listeners.clear(); // whoever listened may be gone
    }
    if (!inSession)
        return;
    std::vector<record::Event> events{accessEvent({record::AccessLogged::Action::Lock, {}, {}, {}})};
    // What can't be written any more must not keep the vault open.
    (void)guarded([&] { (void)commit(std::move(events)); });
}

bool Vault::exists(const QString& folder)
{
    return QFile::exists(VaultFiles{folder}.database());
}

base::Result<Vault::Created> Vault::create(
    const QString& folder, const NewVault& setup, const Secret& passphrase, const VaultOptions& options)
{
    return guarded([&]() -> Created {
        requireText(setup.clinicName, QStringLiteral("The clinic has no name"));
        requireText(setup.userName, QStringLiteral("The user has no name"));
        if (passphrase.isEmpty())
            throw Failure(ErrorCode::InvalidInput, QStringLiteral("The passphrase is empty"));
        const VaultFiles files{folder};
        files.make();
        VaultLock lock(files);
        if (exists(folder)) {
            throw Failure(ErrorCode::InvalidInput, QStringLiteral("There is a vault here already"), folder,
                QStringLiteral("Unlock it, or choose another folder."));
        }
        forbidCoreDumps();
        // Made under another name, so that a vault is there whole or not at all.
        Founded founded;
        makeUnderAnotherName(
            files, [&](Database& database) { founded = found(database, setup, passphrase, options); });
        auto opened = std::make_unique<Private>(
            files, std::move(lock), openDatabase(files), std::move(founded.keys), options);
        opened->beginSession(QStringLiteral("new clinic"));
        return {Private::wrap(std::move(opened)), std::move(founded.recoveryCode)};
    });
}

base::Result<std::unique_ptr<Vault>> Vault::unlock(
    const QString& folder, const QString& userName, const Secret& passphrase, const VaultOptions& options)
{
    return guarded([&] {
        return Private::wrap(
            openFiles(folder, userName, SlotKind::Passphrase, normalisedPassphrase(passphrase), options));
    });
}

base::Result<Vault::Created> Vault::recover(const QString& folder, const QString& userName,
    const Secret& recoveryCode, const Secret& newPassphrase, const VaultOptions& options)
{
    return guarded([&]() -> Created {
        const auto code = normalisedRecoveryCode(recoveryCode);
        if (!code) {
            throw Failure(ErrorCode::InvalidInput, QStringLiteral("The recovery code is mistyped"), {},
                QStringLiteral("Compare it with the printed sheet and type it again."));
        }
        if (newPassphrase.isEmpty())
            throw Failure(ErrorCode::InvalidInput, QStringLiteral("The new passphrase is empty"));
        auto opened = openFiles(folder, userName, SlotKind::Recovery, *code, options);
        Secret newCode = makeRecoveryCode();
        const NameHash name = hashUserName(userName, opened->nameSalt);
        const SlotCost cost = SlotCost::calibrated(options.passphraseMs);
        {
            const std::lock_guard guard(opened->databaseMutex);
            Database& database = *opened->database;
            Transaction transaction(database);
            const base::HybridTime now = opened->clock.next();
            writeSlot(database, name, SlotKind::Passphrase, normalisedPassphrase(newPassphrase),
                opened->identity, cost, now);
            writeSlot(database, name, SlotKind::Recovery, *normalisedRecoveryCode(newCode), opened->identity,
                cost, now);
            transaction.commit();
            database.foldLog(); // the old slots must not stay behind in the WAL
        }
        return {Private::wrap(std::move(opened)), std::move(newCode)};
    });
}

} // namespace twinward::ledger
