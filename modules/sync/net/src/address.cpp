#include "sync_net/address.h"

#include <QHostAddress>
#include <QRegularExpression>

namespace twinward::sync {

namespace {

// A name as RFC 1123 has it, or an IP address.
bool isHost(const QString& host)
{
    static const QRegularExpression name(
        QStringLiteral("^[A-Za-z0-9]([A-Za-z0-9-]{0,62})(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,62}))*\\.?$"));
    static const QRegularExpression onlyNumbers(QStringLiteral("^[0-9.]+$"));
    // QHostAddress looks no further than a NUL.
    static const QRegularExpression numeric(QStringLiteral("^[0-9A-Fa-f:.]+(%[A-Za-z0-9._-]{1,15})?$"));
    if (!QHostAddress(host).isNull())
        return numeric.match(host).hasMatch() && (host.contains(u':') || host.count(u'.') == 3);
    return host.size() <= 253 && name.match(host).hasMatch() && !onlyNumbers.match(host).hasMatch();
}

} // namespace

std::optional<PeerAddress> PeerAddress::fromText(const QString& text, quint16 port)
{
    static const QRegularExpression bracketed(QStringLiteral("^\\[([^\\[\\]]+)\\](?::(\\d{1,5}))?$"));
    static const QRegularExpression plain(QStringLiteral("^([^:\\[\\]]+)(?::(\\d{1,5}))?$"));
    const QString trimmed = text.trimmed();
    PeerAddress address{trimmed, port};
    if (trimmed.count(u':') < 2 || trimmed.startsWith(u'[')) {
        auto match = bracketed.match(trimmed);
        const bool isBracketed = match.hasMatch();
        if (!isBracketed)
            match = plain.match(trimmed);
        if (!match.hasMatch() || (isBracketed && !match.captured(1).contains(u':')))
            return std::nullopt;
        address.host = match.captured(1);
        if (!match.captured(2).isEmpty()) {
            const uint number = match.captured(2).toUInt();
            if (number > 65'535)
                return std::nullopt;
            address.port = static_cast<quint16>(number);
        }
    }
    if (address.port == 0 || !isHost(address.host))
        return std::nullopt;
    return address;
}

QString PeerAddress::toText() const
{
    return host.contains(u':') ? QStringLiteral("[%1]:%2").arg(host).arg(port)
                               : QStringLiteral("%1:%2").arg(host).arg(port);
}

} // namespace twinward::sync
