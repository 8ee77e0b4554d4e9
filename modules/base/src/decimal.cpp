#include "base/decimal.h"

namespace twinward::base {

namespace {

constexpr qsizetype maximumLength = 40;

} // namespace

std::optional<Decimal> Decimal::fromString(QStringView text)
{
    if (text.isEmpty() || text.size() > maximumLength)
        return std::nullopt;
    int decimals = 0;
    bool point = false;
    bool digit = false;
    bool exponent = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t c = text[i].unicode();
        if (c >= u'0' && c <= u'9') {
            digit = true;
            if (point && !exponent)
                ++decimals;
        } else if (c == u'.' && !point && !exponent && digit) {
            point = true;
        } else if ((c == u'e' || c == u'E') && digit && !exponent) {
            exponent = true;
        } else if ((c == u'-' && i == 0)
            || ((c == u'-' || c == u'+') && exponent && (text[i - 1] == u'e' || text[i - 1] == u'E'))) {
            continue;
        } else {
            return std::nullopt;
        }
    }
    if (!text.back().isDigit())
        return std::nullopt;
    bool ok = false;
    const double value = text.toDouble(&ok);
    if (!ok || !std::isfinite(value))
        return std::nullopt;
    return Decimal(value, decimals);
}

std::optional<Decimal> Decimal::fromUserInput(QStringView text)
{
    QString plain = text.trimmed().toString();
    for (QChar& c : plain) {
        if (c >= QChar(0xFF10) && c <= QChar(0xFF19))
            c = QChar(u'0' + (c.unicode() - 0xFF10));
        else if (c == u',' || c == QChar(0xFF0E) || c == QChar(0xFF0C) || c == QChar(0x3002))
            c = u'.';
        else if (c == QChar(0x2212) || c == QChar(0xFF0D))
            c = u'-';
    }
    if (plain.startsWith(u'.'))
        plain.prepend(u'0');
    if (plain.contains(u'e', Qt::CaseInsensitive))
        return std::nullopt;
    return fromString(plain);
}

} // namespace twinward::base
