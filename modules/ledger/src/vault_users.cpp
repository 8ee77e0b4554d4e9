// Who may open the vault: enrolling, removing, and changing a passphrase.

#include "recovery_code_p.h"
#include "vault_p.h"

#include <algorithm>

namespace twinward::ledger {

using base::ErrorCode;
using record::Category;

namespace {

// Who enrols others must be able to hand them every root. The program reads with it only what the role may
// read.
bool holdsAllRoots(record::Role role)
{
    return record::roleMaySign(role, record::UserEnrolled{});
}

record::Event clinicEvent(record::Body body, qint64 utcMs)
{
    record::Event event;
    event.category = Category::Clinic;
    event.occurred = base::Moment(utcMs, 0, base::Moment::Precision::Second);
    event.body = std::move(body);
    return event;
}

} // namespace

void storeKeyring(Database& database, const Keyring& keyring, const Identity& giver, record::UserId user,
    QByteArrayView boxKey, record::Role role)
{
    const auto readable = record::categoriesReadableBy(role);
    const QByteArray userBytes = user.toBytes();
    for (const Category category : allCategories) {
        const bool isReadable = std::find(readable.begin(), readable.end(), category) != readable.end();
        const bool isWritten = category == Category::Access; // by everybody who reads
        if (!isReadable && !isWritten && !holdsAllRoots(role))
            continue;
        if (!keyring.holds(category)) {
            throw Failure(ErrorCode::NotAuthorised,
                QStringLiteral("You do not hold the keys this role needs"), {},
                QStringLiteral("Ask an administrator to enrol the user."));
        }
        const QByteArray sealed = keyring.sealRootTo(boxKey, category, giver.vault);
        database.statement("INSERT OR REPLACE INTO keyring(user, category, sealed) VALUES(?, ?, ?)")
            .bind(userBytes)
            .bind(static_cast<quint64>(category))
            .bind(sealed)
            .run();
    }
}

Keyring loadKeyring(Database& database, const Identity& identity)
{
    Keyring keyring;
    const QByteArray user = identity.user.toBytes();
    Statement select = database.statement("SELECT category, sealed FROM keyring WHERE user=?");
    select.bind(user);
    while (select.step()) {
        const auto category = static_cast<Category>(select.number(0));
        auto root = Keyring::openRoot(identity, category, select.view(1));
        if (!root) {
            throw Failure(ErrorCode::IntegrityBroken,
                QStringLiteral("A key of the clinic is not what was sealed"), QStringLiteral("keyring"),
                QStringLiteral("Restore the vault from a backup."));
        }
        keyring.add(category, std::move(*root));
    }
    if (!keyring.holds(Category::Clinic)) {
        throw Failure(ErrorCode::IntegrityBroken,
            QStringLiteral("The clinic's keys for this user are missing"), QStringLiteral("keyring"),
            QStringLiteral("Restore the vault from a backup."));
    }
    return keyring;
}

Secret Vault::Private::enrolUser(const QString& name, record::Role role, const Secret& passphrase)
{
    if (name.trimmed().isEmpty())
        throw Failure(ErrorCode::InvalidInput, QStringLiteral("The user has no name"));
    if (passphrase.isEmpty())
        throw Failure(ErrorCode::InvalidInput, QStringLiteral("The passphrase is empty"));
    Identity enrolled = Identity::make(identity.vault);
    enrolled.genesis = identity.genesis;
    enrolled.rootPrints = identity.rootPrints;
    Secret code = makeRecoveryCode();
    const NameHash hash = hashUserName(name, nameSalt);
    const SlotCost cost = SlotCost::calibrated(options.passphraseMs);
    std::vector<record::Event> events;
    events.push_back(clinicEvent(
        record::UserEnrolled{enrolled.user, name.trimmed(), role, enrolled.signingKey(), enrolled.boxKey()},
        options.wallClock()));
    (void)commit(std::move(events), [&](Database& open) {
        if (hasSlot(open, hash)) {
            throw Failure(ErrorCode::InvalidInput, QStringLiteral("There is a user of this name already"),
                name, QStringLiteral("Add something that tells the two apart."));
        }
        storeKeyring(open, keyring, identity, enrolled.user, enrolled.boxKey(), role);
        writeSlot(open, hash, SlotKind::Passphrase, normalisedPassphrase(passphrase), enrolled, cost);
        writeSlot(open, hash, SlotKind::Recovery, *normalisedRecoveryCode(code), enrolled, cost);
    });
    return code;
}

void Vault::Private::removeUser(record::UserId user, const QString& reason)
{
    const record::Roster known = roster();
    const record::Member* member = known.find(user);
    if (member == nullptr || member->removed)
        throw Failure(ErrorCode::NotFound, QStringLiteral("There is no such user"), user.toString());
    if (user == identity.user) {
        throw Failure(ErrorCode::InvalidInput, QStringLiteral("You can't remove yourself"), {},
            QStringLiteral("Ask another administrator."));
    }
    const NameHash hash = hashUserName(member->name, nameSalt);
    const QByteArray userBytes = user.toBytes();
    std::vector<record::Event> events;
    events.push_back(clinicEvent(record::UserRemoved{user, reason}, options.wallClock()));
    (void)commit(std::move(events), [&](Database& open) {
        removeSlots(open, hash);
        open.statement("DELETE FROM keyring WHERE user=?").bind(userBytes).run();
        open.statement("DELETE FROM private_items WHERE user=?").bind(userBytes).run();
    });
    const std::lock_guard guard(databaseMutex);
    database->foldLog(); // the keys must not stay behind in the WAL
}

void Vault::Private::changePassphrase(const Secret& current, const Secret& replacement)
{
    if (replacement.isEmpty())
        throw Failure(ErrorCode::InvalidInput, QStringLiteral("The new passphrase is empty"));
    const NameHash hash = hashUserName(member().name, nameSalt);
    const SlotCost cost = SlotCost::calibrated(options.passphraseMs);
    const Secret composed = normalisedPassphrase(current);
    const Secret composedReplacement = normalisedPassphrase(replacement);
    const std::lock_guard guard(databaseMutex);
    (void)openSlot(*database, hash, SlotKind::Passphrase, composed); // throws where it is not the current one
    {
        Transaction transaction(*database);
        writeSlot(*database, hash, SlotKind::Passphrase, composedReplacement, identity, cost);
        transaction.commit();
    }
    database->foldLog(); // the old slot must not stay behind in the WAL
}

} // namespace twinward::ledger
