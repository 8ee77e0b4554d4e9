// A clinic's public keys as a list that it can print, and whose signatures a proof bears.

#include "ledger/proof.h"

#include <algorithm>

namespace twinward::ledger {

using base::ErrorCode;

namespace {

constexpr qsizetype keyHexDigits = 64;

std::optional<QByteArray> keyFromHex(QStringView text)
{
    const QByteArray hex = text.toLatin1();
    const QByteArray key = QByteArray::fromHex(hex);
    if (hex.size() != keyHexDigits || key.toHex() != hex.toLower())
        return std::nullopt;
    return key;
}

const PublicKey* find(const std::vector<PublicKey>& known, const QByteArray& key)
{
    const auto found
        = std::find_if(known.begin(), known.end(), [&](const PublicKey& each) { return each.key == key; });
    return found == known.end() ? nullptr : &*found;
}

QString nameOf(const PublicKey& key)
{
    return key.name.isEmpty() ? QString::fromLatin1(key.key.toHex()) : key.name;
}

} // namespace

std::vector<PublicKey> publicKeys(const Vault& vault)
{
    const record::Roster roster = vault.roster();
    std::vector<PublicKey> keys;
    for (const record::Member& member : roster.members())
        keys.push_back({PublicKey::Kind::Person, member.name, member.signingKey});
    for (const auto& [id, device] : roster.devices())
        keys.push_back({PublicKey::Kind::Computer, device.name, device.signingKey});
    return keys;
}

QString keysAsText(const std::vector<PublicKey>& keys)
{
    QString text;
    for (const PublicKey& each : keys) {
        text += QStringLiteral("%1 %2 %3\n")
                    .arg(each.kind == PublicKey::Kind::Person ? QStringLiteral("person")
                                                              : QStringLiteral("computer"),
                        QString::fromLatin1(each.key.toHex()), each.name.simplified());
    }
    return text;
}

base::Result<std::vector<PublicKey>> keysFromText(const QString& text)
{
    std::vector<PublicKey> keys;
    const QStringList lines = text.split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString line = lines[i].trimmed();
        if (line.isEmpty() || line.startsWith(u'#'))
            continue;
        const QString kind = line.section(u' ', 0, 0);
        const bool isNamed = kind == QStringLiteral("person") || kind == QStringLiteral("computer");
        const auto key = keyFromHex(isNamed ? line.section(u' ', 1, 1) : QStringView(line));
        if (!key) {
            return base::fail(ErrorCode::InvalidInput, QStringLiteral("This is not a public key"),
                QStringLiteral("line %1").arg(i + 1),
                QStringLiteral(
                    "Write it as its 64 hexadecimal digits, or as \"twinctl proof keys\" shows it."));
        }
        keys.push_back(
            {kind == QStringLiteral("computer") ? PublicKey::Kind::Computer : PublicKey::Kind::Person,
                isNamed ? line.section(u' ', 2) : QString(), *key});
    }
    return keys;
}

base::Result<NamedSigners> namedSigners(const ProvenEvent& proven, const std::vector<PublicKey>& known)
{
    const PublicKey* author = find(known, proven.authorKey);
    const PublicKey* device = find(known, proven.deviceKey);
    const auto stranger = [](const QString& what, const QByteArray& key) {
        return base::fail(ErrorCode::NotAuthorised, what, QString::fromLatin1(key.toHex()),
            QStringLiteral("Compare with the list of keys that the clinic itself gave you."));
    };
    if (author == nullptr) {
        return stranger(QStringLiteral("The author's key is none of those you know"), proven.authorKey);
    }
    if (device == nullptr) {
        return stranger(QStringLiteral("The key of the computer it was written on is none of those you know"),
            proven.deviceKey);
    }
    NamedSigners named{nameOf(*author), nameOf(*device), {}};
    for (const ProvenEvent::Cosigner& cosigner : proven.cosigners) {
        if (const PublicKey* found = find(known, cosigner.key))
            named.cosigners.push_back(nameOf(*found));
    }
    return named;
}

} // namespace twinward::ledger
