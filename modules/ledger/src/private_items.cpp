#include "private_items_p.h"

#include "base/cbor.h"

namespace twinward::ledger {

namespace {

QByteArray nameOf(const Identity& owner, const QString& key)
{
    return toBytes(
        keyedHash256(owner.privateKey.data(), QByteArray("twinward private name 1:") + key.toUtf8()));
}

Binding bindingOf(const Identity& owner, QByteArrayView name)
{
    Binding binding("twinward private item 1");
    binding.add(owner.vault.bytes()).add(owner.user.bytes()).add(name);
    return binding;
}

struct Item
{
    QString key;
    QByteArray value;
};

Item openItem(const Identity& owner, QByteArrayView name, QByteArrayView sealed)
{
    const auto plain = open(owner.privateKey.data(), sealed, bindingOf(owner, name));
    Item item;
    bool isWhole = plain.has_value();
    if (isWhole) {
        base::CborReader reader(*plain);
        isWhole = reader.enterArray() == 2;
        item.key = reader.text();
        item.value = reader.bytes();
        reader.leaveArray();
        isWhole = isWhole && reader.atEnd();
    }
    if (!isWhole) {
        throw Failure(base::ErrorCode::IntegrityBroken,
            QStringLiteral("A draft or a setting is not what was sealed"), QStringLiteral("private item"),
            QStringLiteral("Enter it again; the record itself is not touched by this."));
    }
    return item;
}

} // namespace

void putPrivateItem(Database& database, const Identity& owner, const QString& key, const QByteArray& value)
{
    if (value.isEmpty())
        return removePrivateItem(database, owner, key);
    const QByteArray user = owner.user.toBytes();
    const QByteArray name = nameOf(owner, key);
    base::CborWriter writer;
    writer.array(2).text(key).bytes(value);
    const QByteArray sealed = seal(owner.privateKey.data(), writer.data(), bindingOf(owner, name));
    Transaction transaction(database);
    database.statement("INSERT OR REPLACE INTO private_items(user, name, sealed) VALUES(?, ?, ?)")
        .bind(user)
        .bind(name)
        .bind(sealed)
        .run();
    transaction.commit();
}

void removePrivateItem(Database& database, const Identity& owner, const QString& key)
{
    const QByteArray user = owner.user.toBytes();
    const QByteArray name = nameOf(owner, key);
    database.statement("DELETE FROM private_items WHERE user=? AND name=?").bind(user).bind(name).run();
}

QByteArray getPrivateItem(Database& database, const Identity& owner, const QString& key)
{
    const QByteArray user = owner.user.toBytes();
    const QByteArray name = nameOf(owner, key);
    Statement select = database.statement("SELECT sealed FROM private_items WHERE user=? AND name=?");
    select.bind(user).bind(name);
    return select.step() ? openItem(owner, name, select.view(0)).value : QByteArray();
}

QStringList listPrivateItems(Database& database, const Identity& owner, const QString& prefix)
{
    QStringList keys;
    const QByteArray user = owner.user.toBytes();
    Statement select = database.statement("SELECT name, sealed FROM private_items WHERE user=?");
    select.bind(user);
    while (select.step()) {
        const QString key = openItem(owner, select.view(0), select.view(1)).key;
        if (key.startsWith(prefix))
            keys.push_back(key);
    }
    keys.sort();
    return keys;
}

} // namespace twinward::ledger
