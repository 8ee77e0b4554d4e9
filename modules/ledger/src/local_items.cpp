#include "local_items_p.h"

#include <QtEndian>

namespace twinward::ledger {

namespace {

constexpr qsizetype epochBytes = 4;

QByteArray rowOf(const QByteArray& name)
{
    return "local:" + name;
}

Binding bindingOf(VaultId vault, const QByteArray& name)
{
    Binding binding("twinward local item 1");
    binding.add(vault.bytes()).add(QByteArrayView(base::Hash256::of(name).toBytes()));
    return binding;
}

} // namespace

void putLocalItem(Database& database, const Keyring& keyring, VaultId vault, const QByteArray& name,
    const QByteArray& value)
{
    const QByteArray row = rowOf(name);
    if (value.isEmpty()) {
        database.statement("DELETE FROM meta WHERE name=?").bind(row).run();
        return;
    }
    const quint32 epoch = keyring.epoch();
    const PassingKey key = keyring.clinicKey("local", epoch);
    QByteArray sealed(epochBytes, Qt::Uninitialized);
    qToBigEndian(epoch, sealed.data());
    setMetaValue(database, row, sealed + seal(key.data(), value, bindingOf(vault, name)));
}

std::optional<QByteArray> getLocalItem(
    Database& database, const Keyring& keyring, VaultId vault, const QByteArray& name)
{
    const QByteArray stored = metaValue(database, rowOf(name));
    if (stored.size() <= epochBytes)
        return std::nullopt;
    const auto epoch = qFromBigEndian<quint32>(stored.constData());
    if (!keyring.holds(record::Category::Clinic, epoch))
        return std::nullopt;
    const PassingKey key = keyring.clinicKey("local", epoch);
    auto value = open(key.data(), QByteArrayView(stored).sliced(epochBytes), bindingOf(vault, name));
    if (!value) {
        throw Failure(base::ErrorCode::IntegrityBroken,
            QStringLiteral("A note of this computer's is not what was sealed"),
            QStringLiteral("note %1").arg(QString::fromLatin1(name)));
    }
    return value;
}

std::vector<QByteArray> listLocalItems(Database& database, const QByteArray& prefix)
{
    std::vector<QByteArray> names;
    const QByteArray first = rowOf(prefix);
    Statement select = database.statement("SELECT name FROM meta WHERE name>=? ORDER BY name");
    select.bind(first);
    while (select.step() && select.view(0).startsWith(first))
        names.push_back(select.bytes(0).sliced(rowOf({}).size()));
    return names;
}

} // namespace twinward::ledger
