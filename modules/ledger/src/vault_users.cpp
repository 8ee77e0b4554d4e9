// Who may open the vault: enrolling, removing, and changing a passphrase.

#include "recovery_code_p.h"
#include "vault_p.h"

#include <algorithm>

namespace twinward::ledger {

using base::ErrorCode;
using record::Category;

record::Event clinicEvent(record::Body body, qint64 utcMs)
{
    record::Event event;
    event.category = Category::Clinic;
    event.occurred = base::Moment(utcMs, 0, base::Moment::Precision::Second);
    event.body = std::move(body);
    return event;
}

Secret Vault::Private::enrolUser(const QString& name, record::Role role, const Secret& passphrase)
{
    if (name.trimmed().isEmpty())
        throw Failure(ErrorCode::InvalidInput, QStringLiteral("The user has no name"));
    if (passphrase.isEmpty())
        throw Failure(ErrorCode::InvalidInput, QStringLiteral("The passphrase is empty"));
    const std::lock_guard alone(usersMutex);
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
    record::Member member;
    member.user = enrolled.user;
    member.boxKey = enrolled.boxKey();
    (void)commit(std::move(events), [&](Database& open, const SealedCommit& commit) {
        if (hasSlot(open, hash)) {
            throw Failure(ErrorCode::InvalidInput, QStringLiteral("There is a user of this name already"),
                name, QStringLiteral("Add something that tells the two apart."));
        }
        const base::HybridTime now = commit.header.recorded;
        handOut(open, keyring, identity, now, member, role);
        writeSlot(open, hash, SlotKind::Passphrase, normalisedPassphrase(passphrase), enrolled, cost, now);
        writeSlot(open, hash, SlotKind::Recovery, *normalisedRecoveryCode(code), enrolled, cost, now);
    });
    return code;
}

void Vault::Private::removeUser(record::UserId user, const QString& reason)
{
    const std::lock_guard alone(usersMutex);
    const record::Roster known = roster();
    const record::Member* member = known.find(user);
    if (member == nullptr || member->removed)
        throw Failure(ErrorCode::NotFound, QStringLiteral("There is no such user"), user.toString());
    if (user == identity.user) {
        throw Failure(ErrorCode::InvalidInput, QStringLiteral("You can't remove yourself"), {},
            QStringLiteral("Ask another administrator."));
    }
    const NameHash hash = hashUserName(member->name, nameSalt);
    (void)commitTurning({clinicEvent(record::UserRemoved{user, reason}, options.wallClock())}, user,
        [&](Database& open) { removeSlots(open, hash); });
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
        writeSlot(*database, hash, SlotKind::Passphrase, composedReplacement, identity, cost, clock.next());
        transaction.commit();
    }
    database->foldLog(); // the old slot must not stay behind in the WAL
}

} // namespace twinward::ledger
