#include "pairing_code_p.h"

#include "base/id.h"

#include <QtEndian>

namespace twinward::sync {

namespace {

constexpr QByteArrayView digits("0123456789ABCDEFGHJKMNPQRSTVWXYZ"); // crockford.com/base32.html
constexpr qsizetype checksumBytes = 2;
constexpr qsizetype groupDigits = 5;
constexpr qsizetype maxTextChars = 400;
const QString prefix = QStringLiteral("TW1");

QByteArray checksum(QByteArrayView bytes)
{
    return base::Hash256::of("twinward pairing code 1" + bytes.toByteArray()).toBytes().first(checksumBytes);
}

QString encode(const QByteArray& bytes)
{
    QString text;
    quint32 bits = 0;
    int count = 0;
    const auto put = [&](quint32 digit) { text += QLatin1Char(digits[static_cast<qsizetype>(digit & 31)]); };
    for (const char byte : bytes) {
        bits = bits << 8 | static_cast<quint8>(byte);
        for (count += 8; count >= 5; count -= 5)
            put(bits >> (count - 5));
    }
    if (count > 0)
        put(bits << (5 - count));
    return text;
}

std::optional<QByteArray> decode(const QString& text)
{
    QByteArray bytes;
    quint32 bits = 0;
    int count = 0;
    for (const QChar each : text) {
        const qsizetype digit = digits.indexOf(each.toLatin1());
        if (each.unicode() > 127 || digit < 0)
            return std::nullopt;
        bits = bits << 5 | static_cast<quint32>(digit);
        count += 5;
        if (count >= 8) {
            count -= 8;
            bytes.append(static_cast<char>(bits >> count));
        }
    }
    return bytes;
}

void put(QByteArray& bytes, const QHostAddress& address)
{
    if (address.protocol() == QAbstractSocket::IPv4Protocol) {
        char four[4];
        qToBigEndian(address.toIPv4Address(), four);
        bytes.append('\4').append(four, sizeof four);
    } else {
        const Q_IPV6ADDR six = address.toIPv6Address();
        bytes.append('\6').append(reinterpret_cast<const char*>(six.c), sizeof six.c);
    }
}

} // namespace

QString PairingCode::toText() const
{
    QByteArray bytes;
    const auto known = addresses.first(std::min(addresses.size(), maxCodeAddresses));
    bytes.append(static_cast<char>(purpose)).append(static_cast<char>(known.size()));
    for (const QHostAddress& address : known)
        put(bytes, address);
    char number[2];
    qToBigEndian(port, number);
    bytes.append(number, sizeof number).append(fingerprint).append(secret);
    const QString code = encode(bytes + checksum(bytes));
    QString text = prefix;
    for (qsizetype at = 0; at < code.size(); at += groupDigits)
        text += u'-' + code.mid(at, groupDigits);
    return text;
}

std::optional<PairingCode> PairingCode::fromText(const QString& text)
{
    if (text.size() > maxTextChars)
        return std::nullopt;
    QString plain = text.toUpper().simplified().remove(u' ').remove(u'-');
    if (!plain.startsWith(prefix))
        return std::nullopt;
    plain.remove(0, prefix.size()).replace(u'O', u'0').replace(u'I', u'1').replace(u'L', u'1');
    const auto bytes = decode(plain);
    if (!bytes || bytes->size() < 2 + checksumBytes
        || checksum(QByteArrayView(*bytes).chopped(checksumBytes)) != bytes->last(checksumBytes))
        return std::nullopt;
    QByteArrayView rest = QByteArrayView(*bytes).chopped(checksumBytes);
    PairingCode code;
    const auto purpose = static_cast<quint8>(rest[0]);
    const auto count = static_cast<qsizetype>(rest[1]);
    rest = rest.sliced(2);
    if (purpose < 1 || purpose > 2 || count < 1 || count > maxCodeAddresses)
        return std::nullopt;
    code.purpose = static_cast<PairingPurpose>(purpose);
    for (qsizetype i = 0; i < count; ++i) {
        const qsizetype size = rest.isEmpty() ? 0 : rest[0] == '\4' ? 4 : rest[0] == '\6' ? 16 : 0;
        if (size == 0 || rest.size() < 1 + size)
            return std::nullopt;
        if (size == 4)
            code.addresses.append(QHostAddress(qFromBigEndian<quint32>(rest.data() + 1)));
        else
            code.addresses.append(QHostAddress(reinterpret_cast<const quint8*>(rest.data() + 1)));
        rest = rest.sliced(1 + size);
    }
    if (rest.size() != 2 + fingerprintBytes + codeSecretBytes)
        return std::nullopt;
    code.port = qFromBigEndian<quint16>(rest.data());
    code.fingerprint = rest.sliced(2, fingerprintBytes).toByteArray();
    code.secret = rest.sliced(2 + fingerprintBytes).toByteArray();
    return code.port == 0 ? std::nullopt : std::optional(code);
}

} // namespace twinward::sync
