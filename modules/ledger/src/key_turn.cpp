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

QByteArray joined(const std::map<Category, base::Hash256>& prints)
{
    QByteArray bytes;
    for (const Category category : allCategories)
        bytes += prints.at(category).toBytes();
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
    return message + turn.author.toBytes() + joined(turn.prints);
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
    if (keyring.epoch() != epoch)
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
            if (segment.place.keyEpoch >= epoch)
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

KeyTurn KeyTurn::sign(const Keyring& turned, const Identity& author, base::HybridTime recorded)
{
    KeyTurn turn;
    turn.epoch = turned.epoch();
    turn.author = author.user;
    turn.recorded = recorded;
    for (const Category category : allCategories)
        turn.prints[category] = turned.rootPrint(category, turn.epoch);
    turn.signature = author.sign(turnDomain(author.vault), messageOf(turn));
    return turn;
}

bool KeyTurn::holds(VaultId vault, const record::Roster& roster) const
{
    const record::Member* member = roster.find(author);
    return member != nullptr && roster.mayAuthor(author, record::UserRemoved{}, recorded)
        && signatureHolds(member->signingKey, turnDomain(vault), messageOf(*this), signature);
}

void storeKeyTurn(Database& database, const KeyTurn& turn)
{
    const QByteArray author = turn.author.toBytes();
    const QByteArray prints = joined(turn.prints);
    database
        .statement(
            "INSERT INTO key_turns(key_epoch, author, recorded, prints, signature) VALUES(?, ?, ?, ?, ?)")
        .bind(quint64{turn.epoch})
        .bind(author)
        .bind(turn.recorded.packed())
        .bind(prints)
        .bind(turn.signature)
        .run();
}

std::vector<KeyTurn> loadKeyTurns(Database& database)
{
    std::vector<KeyTurn> turns;
    Statement select = database.statement(
        "SELECT key_epoch, author, recorded, prints, signature FROM key_turns ORDER BY key_epoch");
    while (select.step()) {
        KeyTurn turn;
        turn.epoch = firstKeyEpoch + 1 + static_cast<quint32>(turns.size());
        const auto author = record::UserId::fromBytes(select.view(1));
        const QByteArray prints = select.bytes(3);
        if (select.number(0) != turn.epoch || !author
            || prints.size() != hashBytes * static_cast<qsizetype>(allCategories.size()))
            failBroken(QStringLiteral("The change of keys is missing or was altered"), turnName(turn.epoch));
        turn.author = *author;
        turn.recorded = base::HybridTime(select.number(2));
        for (size_t i = 0; i < allCategories.size(); ++i) {
            turn.prints[allCategories.at(i)]
                = *base::Hash256::fromBytes(prints.mid(static_cast<qsizetype>(i) * hashBytes, hashBytes));
        }
        turn.signature = select.bytes(4);
        turns.push_back(std::move(turn));
    }
    return turns;
}

void storeKeyring(
    Database& database, const Keyring& keyring, VaultId vault, const record::Member& user, record::Role role)
{
    const QByteArray bytes = user.user.toBytes();
    for (const Category category : allCategories) {
        if (!needsRoot(role, category))
            continue;
        if (!keyring.holds(category)) {
            throw Failure(ErrorCode::NotAuthorised,
                QStringLiteral("You do not hold the keys this role needs"), {},
                QStringLiteral("Ask an administrator to enrol the user."));
        }
        for (quint32 epoch = firstKeyEpoch; epoch <= keyring.epoch(); ++epoch) {
            const QByteArray sealed = keyring.sealRootTo(user.boxKey, category, epoch, vault);
            database
                .statement(
                    "INSERT OR REPLACE INTO keyring(user, category, key_epoch, sealed) VALUES(?, ?, ?, ?)")
                .bind(bytes)
                .bind(static_cast<quint64>(category))
                .bind(quint64{epoch})
                .bind(sealed)
                .run();
        }
    }
}

Keyring loadKeyring(Database& database, const Identity& identity)
{
    const std::vector<SealedRoot> roots = loadSealedRoots(database, identity.user);
    Keyring keyring;
    addRoots(keyring, identity, roots, firstKeyEpoch, identity.rootPrints);
    const std::vector<KeyTurn> turns = loadKeyTurns(database);
    if (turns.empty())
        return keyring;
    RosterSoFar roster(database, identity.vault);
    for (const KeyTurn& turn : turns) {
        if (!turn.holds(identity.vault, roster.before(turn.epoch, keyring)))
            failBroken(QStringLiteral("Nobody who may vouches for a change of keys"), turnName(turn.epoch));
        addRoots(keyring, identity, roots, turn.epoch, turn.prints);
    }
    return keyring;
}

} // namespace twinward::ledger
