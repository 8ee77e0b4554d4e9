#include "key_rows_p.h"

namespace twinward::ledger {

namespace {

Binding slotSigns(VaultId vault)
{
    Binding domain("twinward key slot signed by user 1");
    domain.add(vault.bytes());
    return domain;
}

Binding handoutSigns(VaultId vault)
{
    Binding domain("twinward handout signed by author 1");
    domain.add(vault.bytes());
    return domain;
}

QByteArray messageOf(const SlotRow& row)
{
    Binding fields("slot");
    fields.add(base::Hash256::of(row.nameHash).bytes())
        .add(quint64{row.kind})
        .add(base::Hash256::of(row.salt).bytes())
        .add(row.passes)
        .add(row.memoryBytes)
        .add(base::Hash256::of(row.sealed).bytes())
        .add(row.user.bytes())
        .add(row.recorded.packed());
    return fields.view().toByteArray();
}

QByteArray messageOf(const HandoutRow& row)
{
    Binding fields("handout");
    fields.add(row.user.bytes())
        .add(quint64{row.keyEpoch})
        .add(row.author.bytes())
        .add(row.recorded.packed());
    QByteArray message = fields.view().toByteArray();
    for (const auto& [category, sealed] : row.roots) {
        message.append(static_cast<char>(category));
        message.append(base::Hash256::of(sealed).toBytes());
    }
    return message;
}

} // namespace

void signSlot(SlotRow& row, const Identity& user, base::HybridTime recorded)
{
    row.user = user.user;
    row.recorded = recorded;
    row.signature = user.sign(slotSigns(user.vault), messageOf(row));
}

bool slotHolds(const SlotRow& row, VaultId vault, const record::Member& user)
{
    return user.user == row.user
        && signatureHolds(user.signingKey, slotSigns(vault), messageOf(row), row.signature);
}

void storeSlotRow(Database& database, const SlotRow& row)
{
    const QByteArray user = row.user.toBytes();
    database
        .statement("INSERT OR REPLACE INTO key_slots(name_hash, kind, salt, passes, memory, sealed)"
                   " VALUES(?, ?, ?, ?, ?, ?)")
        .bind(row.nameHash)
        .bind(quint64{row.kind})
        .bind(row.salt)
        .bind(row.passes)
        .bind(row.memoryBytes)
        .bind(row.sealed)
        .run();
    database
        .statement("INSERT OR REPLACE INTO slot_marks(name_hash, kind, user, recorded, signature)"
                   " VALUES(?, ?, ?, ?, ?)")
        .bind(row.nameHash)
        .bind(quint64{row.kind})
        .bind(user)
        .bind(row.recorded.packed())
        .bind(row.signature)
        .run();
}

std::vector<SlotRow> loadSlotRows(Database& database)
{
    std::vector<SlotRow> rows;
    Statement select = database.statement(
        "SELECT s.name_hash, s.kind, s.salt, s.passes, s.memory, s.sealed, m.user, m.recorded, m.signature"
        " FROM key_slots s LEFT JOIN slot_marks m ON m.name_hash=s.name_hash AND m.kind=s.kind"
        " ORDER BY s.name_hash, s.kind");
    while (select.step()) {
        SlotRow row;
        row.nameHash = select.bytes(0);
        row.kind = static_cast<quint8>(select.number(1));
        row.salt = select.bytes(2);
        row.passes = select.number(3);
        row.memoryBytes = select.number(4);
        row.sealed = select.bytes(5);
        row.user = record::UserId::fromBytes(select.view(6)).value_or(record::UserId());
        row.recorded = base::HybridTime(select.number(7));
        row.signature = select.bytes(8);
        rows.push_back(std::move(row));
    }
    return rows;
}

void removeSlotsOf(Database& database, record::UserId user)
{
    const QByteArray bytes = user.toBytes();
    database
        .statement("DELETE FROM key_slots WHERE EXISTS (SELECT 1 FROM slot_marks m WHERE m.user=?"
                   " AND m.name_hash=key_slots.name_hash AND m.kind=key_slots.kind)")
        .bind(bytes)
        .run();
    database.statement("DELETE FROM slot_marks WHERE user=?").bind(bytes).run();
}

void signHandout(HandoutRow& row, const Identity& author, base::HybridTime recorded)
{
    row.author = author.user;
    row.recorded = recorded;
    row.signature = author.sign(handoutSigns(author.vault), messageOf(row));
}

bool handoutHolds(const HandoutRow& row, VaultId vault, const record::Roster& roster, record::UserId turnedBy)
{
    const record::Member* author = roster.find(row.author);
    const bool mayHandOut
        = row.author == turnedBy || roster.mayAuthor(row.author, record::UserEnrolled{}, row.recorded);
    return author != nullptr && mayHandOut
        && signatureHolds(author->signingKey, handoutSigns(vault), messageOf(row), row.signature);
}

void storeHandoutRow(Database& database, const HandoutRow& row)
{
    const QByteArray user = row.user.toBytes();
    const QByteArray author = row.author.toBytes();
    database.statement("DELETE FROM keyring WHERE user=? AND key_epoch=?")
        .bind(user)
        .bind(quint64{row.keyEpoch})
        .run();
    for (const auto& [category, sealed] : row.roots) {
        database
            .statement("INSERT OR REPLACE INTO keyring(user, category, key_epoch, sealed) VALUES(?, ?, ?, ?)")
            .bind(user)
            .bind(static_cast<quint64>(category))
            .bind(quint64{row.keyEpoch})
            .bind(sealed)
            .run();
    }
    database
        .statement("INSERT OR REPLACE INTO handouts(user, key_epoch, author, recorded, signature)"
                   " VALUES(?, ?, ?, ?, ?)")
        .bind(user)
        .bind(quint64{row.keyEpoch})
        .bind(author)
        .bind(row.recorded.packed())
        .bind(row.signature)
        .run();
}

std::vector<HandoutRow> loadHandoutRows(Database& database)
{
    std::vector<HandoutRow> rows;
    Statement select = database.statement(
        "SELECT h.user, h.key_epoch, h.author, h.recorded, h.signature, k.category, k.sealed FROM handouts h"
        " JOIN keyring k ON k.user=h.user AND k.key_epoch=h.key_epoch ORDER BY h.user, h.key_epoch, "
        "k.category");
    while (select.step()) {
        const auto user = record::UserId::fromBytes(select.view(0)).value_or(record::UserId());
        const auto epoch = static_cast<quint32>(select.number(1));
        if (rows.empty() || rows.back().user != user || rows.back().keyEpoch != epoch) {
            HandoutRow& row = rows.emplace_back();
            row.user = user;
            row.keyEpoch = epoch;
            row.author = record::UserId::fromBytes(select.view(2)).value_or(record::UserId());
            row.recorded = base::HybridTime(select.number(3));
            row.signature = select.bytes(4);
        }
        rows.back().roots.emplace_back(static_cast<record::Category>(select.number(5)), select.bytes(6));
    }
    return rows;
}

bool hasHandout(Database& database, record::UserId user, quint32 keyEpoch)
{
    const QByteArray bytes = user.toBytes();
    return database.statement("SELECT 1 FROM handouts WHERE user=? AND key_epoch=?")
        .bind(bytes)
        .bind(quint64{keyEpoch})
        .step();
}

void removeHandoutsOf(Database& database, record::UserId user)
{
    const QByteArray bytes = user.toBytes();
    database.statement("DELETE FROM keyring WHERE user=?").bind(bytes).run();
    database.statement("DELETE FROM handouts WHERE user=?").bind(bytes).run();
}

} // namespace twinward::ledger
