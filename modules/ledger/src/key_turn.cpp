#include "key_turn_p.h"

#include "segment_reader_p.h"

#include <algorithm>
#include <QtEndian>

namespace twinward::ledger {

using base::ErrorCode;
using record::Category;

namespace {

constexpr qsizetype hashBytes = 32;

[[noreturn]] void failBroken(const QString& what, const QString& where)
{
    throw Failure(
        ErrorCode::IntegrityBroken, what, where, QStringLiteral("Restore the vault from a backup."));
}

QString turnName(quint32 epoch)
{
    return QStringLiteral("key epoch %1").arg(epoch);
}

constexpr qsizetype idBytes = 16;
constexpr qsizetype printsBytes = hashBytes * static_cast<qsizetype>(allCategories.size());

QByteArray joined(const KeyTurn& turn)
{
    QByteArray bytes;
    for (const Category category : allCategories)
        bytes += turn.prints.at(category).toBytes();
    for (const record::UserId& user : turn.without)
        bytes += user.toBytes();
    return bytes;
}

Binding turnDomain(VaultId vault)
{
    Binding domain("twinward key turn 1");
    domain.add(vault.bytes());
    return domain;
}

QByteArray messageOf(const KeyTurn& turn)
{
    QByteArray message(4 + 8, Qt::Uninitialized);
    qToBigEndian(turn.epoch, message.data());
    qToBigEndian(quint64{turn.recorded.packed()}, message.data() + 4);
    return message + turn.author.toBytes() + joined(turn);
}

// Who enrols others must be able to hand them every root. The program reads with it only what the role may
// read.
bool holdsAllRoots(record::Role role)
{
    return record::roleMaySign(role, record::UserEnrolled{});
}

bool needsRoot(record::Role role, Category category)
{
    const bool isWritten = category == Category::Access; // by everybody who reads
    return isWritten || holdsAllRoots(role) || record::mayRead(role, category);
}

struct SealedRoot
{
    Category category;
    quint32 epoch;
    QByteArray sealed;
};

std::vector<SealedRoot> loadSealedRoots(Database& database, record::UserId user)
{
    std::vector<SealedRoot> roots;
    const QByteArray bytes = user.toBytes();
    Statement select = database.statement("SELECT category, key_epoch, sealed FROM keyring WHERE user=?");
    select.bind(bytes);
    while (select.step()) {
        roots.push_back({static_cast<Category>(select.number(0)), static_cast<quint32>(select.number(1)),
            select.bytes(2)});
    }
    return roots;
}

void addRoots(Keyring& keyring, const Identity& identity, const std::vector<SealedRoot>& roots, quint32 epoch,
    const std::map<Category, base::Hash256>& prints)
{
    for (const SealedRoot& row : roots) {
        if (row.epoch != epoch)
            continue;
        auto root = Keyring::openRoot(identity, row.category, epoch, row.sealed);
        const auto print = prints.find(row.category);
        if (!root || print == prints.end() || print->second != Keyring::printOf(row.category, *root))
            failBroken(
                QStringLiteral("A key of the clinic is not what was sealed"), QStringLiteral("keyring"));
        keyring.add(row.category, epoch, std::move(*root));
    }
    if (!keyring.holds(Category::Clinic, epoch))
        failBroken(QStringLiteral("The clinic's keys for this user are missing"), QStringLiteral("keyring"));
}

// The roster as it could be read before a turn: with the keys that are vouched for already.
class RosterSoFar
{
public:
    RosterSoFar(Database& database, VaultId vault)
    {
        scanCategory(
            database, loadChains(database), vault, Category::Clinic, [this](const StoredSegment& segment) {
                m_bodies.push_back(segment.body.toByteArray());
                m_sealed.push_back(segment);
                m_sealed.back().body = m_bodies.back();
            });
    }

    [[nodiscard]] record::Roster before(quint32 epoch, const Keyring& keyring)
    {
        SegmentOpener opener(keyring);
        std::erase_if(m_sealed, [&](const StoredSegment& segment) {
            if (segment.place.keyEpoch >= epoch || !keyring.holds(Category::Clinic, segment.place.keyEpoch))
                return false;
            opener.open(segment, m_events);
            return true;
        });
        return record::Roster::fold(m_events);
    }

private:
    std::vector<QByteArray> m_bodies; // at which the segments look
    std::vector<StoredSegment> m_sealed;
    std::vector<record::RecordedEvent> m_events;
};

} // namespace

KeyTurn KeyTurn::sign(const Keyring& turned, const Identity& author, base::HybridTime recorded,
    std::set<record::UserId> without)
{
    KeyTurn turn;
    turn.epoch = turned.epoch();
    turn.author = author.user;
    turn.recorded = recorded;
    for (const Category category : allCategories)
        turn.prints[category] = turned.rootPrint(category, turn.epoch);
    turn.without = std::move(without);
    turn.signature = author.sign(turnDomain(author.vault), messageOf(turn));
    return turn;
}

TurnRow KeyTurn::row() const
{
    return {epoch, joined(*this), author, recorded, signature};
}

std::optional<KeyTurn> KeyTurn::fromRow(const TurnRow& row)
{
    const qsizetype idsBytes = row.prints.size() - printsBytes;
    if (row.keyEpoch <= firstKeyEpoch || idsBytes < 0 || idsBytes % idBytes != 0)
        return std::nullopt;
    KeyTurn turn;
    turn.epoch = row.keyEpoch;
    turn.author = row.author;
    turn.recorded = row.recorded;
    for (size_t i = 0; i < allCategories.size(); ++i) {
        turn.prints[allCategories.at(i)]
            = *base::Hash256::fromBytes(row.prints.mid(static_cast<qsizetype>(i) * hashBytes, hashBytes));
    }
    for (qsizetype at = printsBytes; at < row.prints.size(); at += idBytes)
        turn.without.insert(*record::UserId::fromBytes(row.prints.mid(at, idBytes)));
    turn.signature = row.signature;
    return turn;
}

bool KeyTurn::isVouchedFor(VaultId vault, const record::Roster& roster) const
{
    const record::Member* member = roster.find(author);
    if (member == nullptr || recorded < member->enrolled)
        return false;
    const bool wasAdministrator
        = record::roleMaySign(member->role, record::UserRemoved{}) || roster.isFounder(author);
    return wasAdministrator
        && signatureHolds(member->signingKey, turnDomain(vault), messageOf(*this), signature);
}

bool KeyTurn::isInForce(const record::Roster& roster) const
{
    return roster.mayAuthor(author, record::UserRemoved{}, recorded);
}

bool KeyTurn::isKnownToRemoved(const record::Roster& roster) const
{
    for (const record::Member& member : roster.members()) {
        const bool wasKnown = without.contains(member.user)
            || (without.empty() && member.removed && *member.removed <= recorded);
        if (member.removed && !wasKnown)
            return true;
    }
    return false;
}

void storeKeyTurn(Database& database, const KeyTurn& turn)
{
    const TurnRow row = turn.row();
    const QByteArray author = row.author.toBytes();
    database
        .statement(
            "INSERT INTO key_turns(key_epoch, author, recorded, prints, signature) VALUES(?, ?, ?, ?, ?)")
        .bind(quint64{row.keyEpoch})
        .bind(author)
        .bind(row.recorded.packed())
        .bind(row.prints)
        .bind(row.signature)
        .run();
}

std::vector<KeyTurn> loadKeyTurns(Database& database)
{
    std::vector<KeyTurn> turns;
    Statement select = database.statement(
        "SELECT key_epoch, author, recorded, prints, signature FROM key_turns ORDER BY key_epoch");
    while (select.step()) {
        const auto epoch = static_cast<quint32>(select.number(0));
        const auto author = record::UserId::fromBytes(select.view(1));
        auto turn = KeyTurn::fromRow({epoch, select.bytes(3), author.value_or(record::UserId()),
            base::HybridTime(select.number(2)), select.bytes(4)});
        if (!turn || !author)
            failBroken(QStringLiteral("The change of keys was altered"), turnName(epoch));
        turns.push_back(std::move(*turn));
    }
    return turns;
}

void handOut(Database& database, const Keyring& keyring, const Identity& author, base::HybridTime recorded,
    const record::Member& user, record::Role role)
{
    for (const quint32 epoch : keyring.epochs()) {
        if (hasHandout(database, user.user, epoch))
            continue;
        HandoutRow row;
        row.user = user.user;
        row.keyEpoch = epoch;
        for (const Category category : allCategories) {
            if (!needsRoot(role, category))
                continue;
            if (!keyring.holds(category, epoch)) {
                throw Failure(ErrorCode::NotAuthorised,
                    QStringLiteral("You do not hold the keys this role needs"), {},
                    QStringLiteral("Ask an administrator to enrol the user."));
            }
            row.roots.emplace_back(category, keyring.sealRootTo(user.boxKey, category, epoch, author.vault));
        }
        signHandout(row, author, recorded);
        storeHandoutRow(database, row);
    }
}

record::Role keyRole(const record::Roster& roster, const record::Member& member)
{
    return roster.isFounder(member.user) ? record::Role::Administrator : member.role;
}

namespace {

// Turned on another device, and whoever hands out keys has not been told that this user is here too.
[[noreturn]] void failNotArrived()
{
    throw Failure(ErrorCode::Busy,
        QStringLiteral("The clinic's keys were changed on another computer, and yours have not arrived here"),
        {}, QStringLiteral("Connect this computer with the others, and let an administrator sign in there."));
}

// A turn that is vouched for, of which nobody gave this user anything yet.
void requireHandout(
    Database& database, const Identity& identity, const std::vector<SealedRoot>& roots, quint32 epoch)
{
    const bool isHere = std::any_of(
        roots.begin(), roots.end(), [epoch](const SealedRoot& root) { return root.epoch == epoch; });
    if (!isHere && !hasHandout(database, identity.user, epoch)
        && hasHandout(database, identity.user, firstKeyEpoch))
        failNotArrived();
}

void requireTurns(const std::vector<SealedRoot>& roots, const std::vector<KeyTurn>& turns)
{
    for (const SealedRoot& root : roots) {
        const bool isVouched = root.epoch == firstKeyEpoch
            || std::any_of(
                turns.begin(), turns.end(), [&](const KeyTurn& turn) { return root.epoch == turn.epoch; });
        if (!isVouched)
            failBroken(QStringLiteral("The change of keys is missing"), turnName(root.epoch));
    }
}

constexpr quint32 afterAll = std::numeric_limits<quint32>::max();

std::set<quint32> retiredOf(const std::vector<KeyTurn>& turns, const record::Roster& roster)
{
    std::set<quint32> retired;
    for (const KeyTurn& turn : turns) {
        if (!turn.isInForce(roster))
            retired.insert(turn.epoch);
    }
    return retired;
}

} // namespace

Keyring loadKeyring(Database& database, const Identity& identity, TurnCheck check)
{
    const std::vector<SealedRoot> roots = loadSealedRoots(database, identity.user);
    const std::vector<KeyTurn> turns = loadKeyTurns(database);
    requireTurns(roots, turns);
    Keyring keyring;
    addRoots(keyring, identity, roots, firstKeyEpoch, identity.rootPrints);
    if (turns.empty())
        return keyring;
    RosterSoFar roster(database, identity.vault);
    for (const KeyTurn& turn : turns) {
        const bool isTrusted = check == TurnCheck::NotYet
            || turn.isVouchedFor(identity.vault, roster.before(turn.epoch, keyring));
        if (!isTrusted)
            failBroken(QStringLiteral("Nobody who may vouches for a change of keys"), turnName(turn.epoch));
        requireHandout(database, identity, roots, turn.epoch);
        addRoots(keyring, identity, roots, turn.epoch, turn.prints);
    }
    if (check == TurnCheck::AgainstRoster)
        keyring.setRetired(retiredOf(turns, roster.before(afterAll, keyring)));
    return keyring;
}

std::set<quint32> retiredEpochs(Database& database, const Identity& identity, const Keyring& keyring)
{
    const std::vector<KeyTurn> turns = loadKeyTurns(database);
    if (turns.empty())
        return {};
    return retiredOf(turns, RosterSoFar(database, identity.vault).before(afterAll, keyring));
}

} // namespace twinward::ledger
