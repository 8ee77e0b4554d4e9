// The clinic's keys while several devices change them.

#include "vault_p.h"

#include <algorithm>

namespace twinward::ledger {

using record::Category;

namespace {

std::set<record::UserId> removedMembers(const record::Roster& roster)
{
    std::set<record::UserId> removed;
    for (const record::Member& member : roster.members()) {
        if (member.removed)
            removed.insert(member.user);
    }
    return removed;
}

bool holdsKeysHere(Database& database, record::UserId user)
{
    const QByteArray bytes = user.toBytes();
    return database
        .statement("SELECT 1 FROM keyring WHERE user=? UNION SELECT 1 FROM slot_marks WHERE user=?")
        .bind(bytes)
        .bind(bytes)
        .step();
}

} // namespace

void takeKeysAway(Database& database, record::UserId user)
{
    removeSlotsOf(database, user);
    removeHandoutsOf(database, user);
    const QByteArray bytes = user.toBytes();
    database.statement("DELETE FROM private_items WHERE user=?").bind(bytes).run();
}

void Vault::Private::reseal(const Keyring& sealedUnder, const Keyring& next)
{
    storeDeviceKey(*database, device, next, identity.vault);
    storeHead(*database, device, device.head, next, identity.vault);
    for (const auto& each : chains) {
        if (each.first != device.chain) {
            const Head head = loadChainHead(*database, each.first, sealedUnder, identity.vault);
            storeChainHead(*database, each.first, head, next, identity.vault);
        }
    }
}

void Vault::Private::storeTurn(const record::Roster& known, const Keyring& turned,
    const std::set<record::UserId>& without, base::HybridTime now)
{
    storeKeyTurn(*database, KeyTurn::sign(turned, identity, now, without));
    for (const record::Member& staying : known.members()) {
        if (!without.contains(staying.user))
            handOut(*database, turned, identity, now, staying, keyRole(known, staying));
    }
    reseal(keyring, turned);
}

CommitReceipt Vault::Private::commitTurning(std::vector<record::Event> events,
    std::optional<record::UserId> removed, const std::function<void(Database&)>& also)
{
    const record::Roster known = roster();
    const Keyring turned = keyring.turned(known.devices().size());
    std::set<record::UserId> without = removedMembers(known);
    if (removed)
        without.insert(*removed);
    const auto turn = [&](Database& open, const SealedCommit& commit) {
        if (also)
            also(open);
        if (removed)
            takeKeysAway(open, *removed);
        storeTurn(known, turned, without, commit.header.recorded);
        storeHead(open, device, commit.headAfter(device.head), turned, identity.vault);
    };
    const CommitReceipt receipt = commit(std::move(events), turn, &turned);
    const std::lock_guard guard(databaseMutex);
    database->foldLog(); // the keys must not stay behind in the WAL
    return receipt;
}

void Vault::Private::settleKeys()
{
    const std::lock_guard alone(usersMutex);
    if (database->isReadOnly())
        return;
    const record::Roster known = roster();
    {
        const std::lock_guard guard(databaseMutex);
        const std::set<quint32> retired = retiredEpochs(*database, identity, keyring);
        const bool isShared = known.devices().size() > 1;
        if (isShared && !isJoining) {
            const Keyring before = keyring.clone();
            Keyring after = keyring.clone();
            after.setRetired(retired);
            Transaction transaction(*database);
            if (after.epoch() != before.epoch() || !isResealed)
                reseal(before, after);
            for (const record::UserId user : removedMembers(known)) {
                if (holdsKeysHere(*database, user))
                    takeKeysAway(*database, user);
            }
            transaction.commit();
            keyring.setRetired(retired);
            isResealed = true;
        }
        if (isJoining || isOutdated || !mayHandOut(known))
            return;
        handOutMissing(known);
    }
    turnIfNeeded(known);
}

bool Vault::Private::mayHandOut(const record::Roster& known) const
{
    const base::HybridTime now(static_cast<quint64>(options.wallClock()), 0);
    const bool holdsAll = std::all_of(
        allCategories.begin(), allCategories.end(), [this](Category each) { return keyring.holds(each); });
    return holdsAll && known.mayAuthor(identity.user, record::UserRemoved{}, now);
}

// Somebody was enrolled while the keys turned elsewhere, or before handouts were signed.
void Vault::Private::handOutMissing(const record::Roster& known)
{
    std::vector<record::Member> lacking;
    for (const record::Member& member : known.members()) {
        const std::vector<quint32> epochs = keyring.epochs();
        const bool lacks = std::any_of(epochs.begin(), epochs.end(),
            [&](quint32 epoch) { return !hasHandout(*database, member.user, epoch); });
        if (!member.removed && lacks)
            lacking.push_back(member);
    }
    if (lacking.empty())
        return;
    Transaction transaction(*database);
    const base::HybridTime now = clock.next();
    for (const record::Member& member : lacking)
        handOut(*database, keyring, identity, now, member, keyRole(known, member));
    transaction.commit();
}

void Vault::Private::turnIfNeeded(const record::Roster& known)
{
    const quint32 newest = keyring.epoch();
    bool isNeeded = newest == firstKeyEpoch && !removedMembers(known).empty();
    {
        const std::lock_guard guard(databaseMutex);
        for (const KeyTurn& turn : loadKeyTurns(*database))
            isNeeded = isNeeded || (turn.epoch == newest && turn.isKnownToRemoved(known));
    }
    if (isNeeded)
        turnNow(known);
}

void Vault::Private::turnNow(const record::Roster& known)
{
    const Keyring turned = keyring.turned(known.devices().size());
    const std::lock_guard guard(databaseMutex);
    Transaction transaction(*database);
    storeTurn(known, turned, removedMembers(known), clock.next());
    transaction.commit();
    keyring.adopt(turned);
}

bool Vault::Private::mayTurnKeys() const
{
    return mayHandOut(roster());
}

void Vault::Private::turnKeys()
{
    const std::lock_guard alone(usersMutex);
    const record::Roster known = roster();
    if (!mayHandOut(known)) {
        throw Failure(base::ErrorCode::NotAuthorised,
            QStringLiteral("Your role may not turn the clinic's keys"), {},
            QStringLiteral("Ask an administrator to sign in."));
    }
    {
        const std::lock_guard guard(databaseMutex);
        requireWritable();
    }
    turnNow(known);
    const std::lock_guard guard(databaseMutex);
    database->foldLog(); // the keys must not stay behind in the WAL
}

} // namespace twinward::ledger
