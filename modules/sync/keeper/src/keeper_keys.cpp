#include "keeper_keys_p.h"

namespace twinward::sync {

namespace {

constexpr quint64 keptOfEach = 3;
constexpr quint64 maxRows = 100'000;

enum class RowKind : quint8 { Slot = 1, Handout, Turn };

struct Row
{
    RowKind kind = RowKind::Slot;
    QByteArray subject;
    base::HybridTime recorded;
    QByteArray bytes;
};

QByteArray numberBytes(quint32 number)
{
    return QByteArray::number(number);
}

std::vector<Row> rowsOf(const ledger::KeyMaterial& material)
{
    std::vector<Row> rows;
    for (const ledger::SlotRow& slot : material.keySlots) {
        rows.push_back({RowKind::Slot, slot.nameHash + numberBytes(slot.kind) + slot.user.toBytes(),
            slot.recorded, ledger::KeyMaterial{{slot}, {}, {}}.toBytes()});
    }
    for (const ledger::HandoutRow& handout : material.handouts) {
        rows.push_back({RowKind::Handout,
            handout.user.toBytes() + numberBytes(handout.keyEpoch) + handout.author.toBytes(),
            handout.recorded, ledger::KeyMaterial{{}, {handout}, {}}.toBytes()});
    }
    for (const ledger::TurnRow& turn : material.turns) {
        rows.push_back({RowKind::Turn, numberBytes(turn.keyEpoch) + turn.author.toBytes(), turn.recorded,
            ledger::KeyMaterial{{}, {}, {turn}}.toBytes()});
    }
    return rows;
}

bool keep(const KeeperFile& file, const Row& row)
{
    const QByteArray hash = base::Hash256::of(row.bytes).toBytes();
    auto known = file.query("SELECT 1 FROM key_row WHERE hash = ?");
    if (known.bind(hash).step())
        return false;
    auto insert
        = file.query("INSERT INTO key_row (kind, subject, recorded, hash, bytes) VALUES (?, ?, ?, ?, ?)");
    insert.bind(static_cast<quint64>(row.kind))
        .bind(row.subject)
        .bind(row.recorded.packed())
        .bind(hash)
        .bind(row.bytes)
        .run();
    auto thin = file.query("DELETE FROM key_row WHERE kind = ?1 AND subject = ?2 AND hash NOT IN "
                           "(SELECT hash FROM key_row WHERE kind = ?1 AND subject = ?2 "
                           "ORDER BY recorded DESC, hash LIMIT ?3)");
    thin.bind(static_cast<quint64>(row.kind)).bind(row.subject).bind(keptOfEach).run();
    auto stays = file.query("SELECT 1 FROM key_row WHERE hash = ?");
    return stays.bind(hash).step();
}

} // namespace

ledger::KeyMaterial keptKeys(const KeeperFile& file)
{
    ledger::KeyMaterial all;
    auto select = file.query("SELECT bytes FROM key_row ORDER BY kind, subject, recorded, hash");
    while (select.step()) {
        auto row = ledger::KeyMaterial::fromBytes(select.bytes(0));
        if (!row)
            continue;
        const auto append = [](auto& to, auto& from) {
            to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
        };
        append(all.keySlots, row->keySlots);
        append(all.handouts, row->handouts);
        append(all.turns, row->turns);
    }
    return all;
}

ledger::KeyReport keepKeys(const KeeperFile& file, const ledger::KeyMaterial& material, qint64 latestMs)
{
    ledger::KeyReport report;
    auto count = file.query("SELECT count(*) FROM key_row");
    quint64 rows = count.step() ? count.number(0) : 0;
    file.together([&] {
        for (const Row& row : rowsOf(material)) {
            if (static_cast<qint64>(row.recorded.wallMs()) > latestMs || rows >= maxRows) {
                if (report.refused.size() < 100)
                    report.refused.push_back(QStringLiteral("A key is dated ahead of this computer's clock, "
                                                            "or there are too many"));
                continue;
            }
            const bool isNew = keep(file, row);
            rows += isNew ? 1 : 0;
            (isNew ? report.taken : report.known) += 1;
        }
    });
    return report;
}

} // namespace twinward::sync
