// Slots, handouts and turns from other devices: each checked against who works here before it is taken.

#include "ledger/key_exchange.h"

#include "vault_p.h"

#include <algorithm>

namespace twinward::ledger {

using record::Category;

namespace {

constexpr qint64 clockToleranceMs = 24LL * 60 * 60 * 1000;
constexpr qsizetype maxSealedBytes = 4096; // of one slot or root; ours are a tenth of it
constexpr qsizetype maxRefused = 100;
constexpr qsizetype nameHashBytes = 32;
constexpr qsizetype saltBytes = 16;

class KeyIngest
{
public:
    explicit KeyIngest(Vault::Private& vault)
        : m_vault(vault)
        , m_roster(vault.roster())
        , m_latest(static_cast<quint64>(vault.options.wallClock() + clockToleranceMs), 0)
    { }

    KeyReport run(const KeyMaterial& material)
    {
        std::vector<TurnRow> turns = material.turns;
        std::sort(turns.begin(), turns.end(),
            [](const TurnRow& a, const TurnRow& b) { return a.keyEpoch < b.keyEpoch; });
        const std::vector<NameHash> checked = namesOf(material.keySlots);
        const std::lock_guard guard(m_vault.databaseMutex);
        m_turns = loadKeyTurns(*m_vault.database);
        m_handouts = loadHandoutRows(*m_vault.database);
        m_slots = loadSlotRows(*m_vault.database);
        Transaction transaction(*m_vault.database);
        for (const TurnRow& row : turns)
            takeTurn(row);
        for (const HandoutRow& row : material.handouts)
            takeHandout(row);
        for (size_t i = 0; i < material.keySlots.size(); ++i)
            takeSlot(material.keySlots[i], checked[i]);
        transaction.commit();
        for (auto& [place, root] : m_roots)
            m_vault.keyring.add(place.first, place.second, std::move(root));
        return std::move(m_report);
    }

private:
    void refuse(const QString& why)
    {
        if (m_report.refused.size() < maxRefused)
            m_report.refused.push_back(why);
    }

    // Slow by design, so only of slots whose place is new, and not while the database is held.
    std::vector<NameHash> namesOf(const std::vector<SlotRow>& rows) const
    {
        std::vector<SlotRow> stored;
        {
            const std::lock_guard guard(m_vault.databaseMutex);
            stored = loadSlotRows(*m_vault.database);
        }
        std::vector<NameHash> hashes(rows.size());
        std::map<record::UserId, NameHash> known;
        for (size_t i = 0; i < rows.size(); ++i) {
            const SlotRow& row = rows[i];
            const record::Member* member = m_roster.find(row.user);
            const bool isHere = std::any_of(stored.begin(), stored.end(),
                [&](const SlotRow& own) { return own.nameHash == row.nameHash && own.user == row.user; });
            if (member == nullptr || isHere)
                continue;
            if (!known.contains(row.user))
                known[row.user] = hashUserName(member->name, m_vault.nameSalt);
            hashes[i] = known[row.user];
        }
        return hashes;
    }

    void takeTurn(const TurnRow& row)
    {
        const auto known = std::find_if(
            m_turns.begin(), m_turns.end(), [&](const KeyTurn& turn) { return turn.epoch == row.keyEpoch; });
        if (known != m_turns.end()) {
            if (known->signature == row.signature)
                ++m_report.known;
            else
                refuse(QStringLiteral("Two changes of keys bear one number"));
            return;
        }
        const auto turn = KeyTurn::fromRow(row);
        if (!turn || row.recorded > m_latest)
            return refuse(QStringLiteral("A change of keys is not one, or is dated in the future"));
        if (m_roster.find(row.author) == nullptr) {
            ++m_report.waiting;
            return;
        }
        if (!turn->isVouchedFor(m_vault.identity.vault, m_roster))
            return refuse(QStringLiteral("Keys were changed by somebody who may not"));
        storeKeyTurn(*m_vault.database, *turn);
        m_turns.push_back(*turn);
        ++m_report.taken;
    }

    [[nodiscard]] record::UserId authorOf(quint32 epoch) const
    {
        const auto turn = std::find_if(
            m_turns.begin(), m_turns.end(), [&](const KeyTurn& each) { return each.epoch == epoch; });
        return turn == m_turns.end() ? record::UserId() : turn->author;
    }

    // The fingerprints a user's roots of one epoch must have; none where that epoch is not known yet.
    [[nodiscard]] const std::map<Category, base::Hash256>* printsOf(quint32 epoch) const
    {
        if (epoch == firstKeyEpoch)
            return &m_vault.identity.rootPrints;
        const auto turn = std::find_if(
            m_turns.begin(), m_turns.end(), [&](const KeyTurn& each) { return each.epoch == epoch; });
        return turn == m_turns.end() ? nullptr : &turn->prints;
    }

    void takeHandout(const HandoutRow& row)
    {
        const bool isKnown = std::any_of(m_handouts.begin(), m_handouts.end(), [&](const HandoutRow& own) {
            return own.user == row.user && own.keyEpoch == row.keyEpoch
                && std::tie(own.recorded, own.signature) <= std::tie(row.recorded, row.signature);
        });
        if (isKnown) { // the earlier stands: all that is good in another is the same
            ++m_report.known;
            return;
        }
        const auto* prints = printsOf(row.keyEpoch);
        const record::Member* user = m_roster.find(row.user);
        if (prints == nullptr || user == nullptr || m_roster.find(row.author) == nullptr) {
            ++m_report.waiting;
            return;
        }
        if (user->removed) // who gave it did not know yet
            return;
        const bool fits = !row.roots.empty() && row.recorded <= m_latest
            && std::all_of(row.roots.begin(), row.roots.end(),
                [](const auto& root) { return root.second.size() <= maxSealedBytes; });
        if (!fits || !handoutHolds(row, m_vault.identity.vault, m_roster, authorOf(row.keyEpoch)))
            return refuse(QStringLiteral("Keys were handed out by somebody who may not"));
        if (row.user == m_vault.identity.user && !openOwn(row, *prints))
            return refuse(QStringLiteral("Keys were handed out that are not the clinic's"));
        storeHandoutRow(*m_vault.database, row);
        std::erase_if(m_handouts,
            [&](const HandoutRow& own) { return own.user == row.user && own.keyEpoch == row.keyEpoch; });
        m_handouts.push_back(row);
        ++m_report.taken;
    }

    bool openOwn(const HandoutRow& row, const std::map<Category, base::Hash256>& prints)
    {
        std::vector<std::pair<Category, Secret>> opened;
        for (const auto& [category, sealed] : row.roots) {
            auto root = Keyring::openRoot(m_vault.identity, category, row.keyEpoch, sealed);
            const auto print = prints.find(category);
            if (!root || print == prints.end() || print->second != Keyring::printOf(category, *root))
                return false;
            opened.emplace_back(category, std::move(*root));
        }
        for (auto& [category, root] : opened)
            m_roots.insert_or_assign({category, row.keyEpoch}, std::move(root));
        return true;
    }

    void takeSlot(const SlotRow& row, const NameHash& nameOfUser)
    {
        const auto own = std::find_if(m_slots.begin(), m_slots.end(),
            [&](const SlotRow& each) { return each.nameHash == row.nameHash && each.kind == row.kind; });
        const bool isTheirs = own != m_slots.end() && own->user == row.user;
        if (isTheirs && own->recorded >= row.recorded) {
            ++m_report.known;
            return;
        }
        const record::Member* user = m_roster.find(row.user);
        if (user == nullptr) {
            ++m_report.waiting;
            return;
        }
        if (user->removed)
            return;
        const bool isPlaceTheirs = std::any_of(m_slots.begin(), m_slots.end(), [&](const SlotRow& each) {
            return each.nameHash == row.nameHash && each.user == row.user;
        }) || row.nameHash == toBytes(nameOfUser);
        const bool isAnothers = own != m_slots.end() && !own->user.isNull() && !isTheirs;
        if (isAnothers)
            return refuse(QStringLiteral("Two users bear one name"));
        const bool fits = row.nameHash.size() == nameHashBytes && row.salt.size() == saltBytes
            && (row.kind == 1 || row.kind == 2) && row.sealed.size() <= maxSealedBytes
            && row.recorded <= m_latest && SlotCost{row.passes, row.memoryBytes}.isAcceptable();
        if (!fits || !isPlaceTheirs || !slotHolds(row, m_vault.identity.vault, *user))
            return refuse(QStringLiteral("A key slot is not as its user signed it"));
        storeSlotRow(*m_vault.database, row);
        ++m_report.taken;
    }

    Vault::Private& m_vault;
    record::Roster m_roster;
    base::HybridTime m_latest;
    std::vector<KeyTurn> m_turns;
    std::vector<HandoutRow> m_handouts;
    std::vector<SlotRow> m_slots;
    std::map<std::pair<Category, quint32>, Secret> m_roots;
    KeyReport m_report;
};

} // namespace

base::Result<KeyMaterial> keyMaterial(const Vault& vault)
{
    return guarded([&] { return Vault::Private::of(vault).keyMaterial(); });
}

KeyMaterial Vault::Private::keyMaterial() const
{
    const std::lock_guard guard(databaseMutex);
    KeyMaterial material;
    material.keySlots = loadSlotRows(*database);
    std::erase_if(material.keySlots, [](const SlotRow& row) { return row.signature.isEmpty(); });
    material.handouts = loadHandoutRows(*database);
    for (const KeyTurn& turn : loadKeyTurns(*database))
        material.turns.push_back(turn.row());
    return material;
}

base::Result<KeyReport> ingestKeys(Vault& vault, const KeyMaterial& material)
{
    return guarded([&] {
        auto& d = Vault::Private::of(vault);
        const std::lock_guard alone(d.ingestMutex);
        KeyReport report;
        {
            const std::lock_guard users(d.usersMutex);
            report = KeyIngest(d).run(material);
        }
        if (report.taken != 0) {
            d.isResealed = false;
            d.settleKeys();
        }
        return report;
    });
}

} // namespace twinward::ledger
