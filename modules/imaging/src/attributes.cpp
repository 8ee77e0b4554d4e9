#include "attributes_p.h"

#include <algorithm>
#include <cmath>
#include <QTimeZone>

namespace twinward::imaging {

namespace {

DcmElement* elementOf(DcmItem& item, const DcmTagKey& tag)
{
    DcmElement* element = nullptr;
    return item.findAndGetElement(tag, element).good() ? element : nullptr;
}

// Valid UTF-8, as everything is after conversion; what could not be converted is taken for Latin-1.
QString decoded(const OFString& text)
{
    const QByteArray bytes(text.data(), static_cast<qsizetype>(text.size()));
    return bytes.isValidUtf8() ? QString::fromUtf8(bytes) : QString::fromLatin1(bytes);
}

QString trimmed(QString text)
{
    while (text.endsWith(QChar(u'\0')) || text.endsWith(QLatin1Char(' ')))
        text.chop(1);
    return text.trimmed();
}

template <class T, class Get> std::vector<double> binary(DcmElement& element, Get get)
{
    std::vector<double> values;
    T value{};
    for (unsigned long i = 0; (element.*get)(value, i).good(); ++i)
        values.push_back(static_cast<double>(value));
    return values;
}

std::vector<double> fromText(DcmElement& element)
{
    OFString text;
    if (element.getOFStringArray(text).bad())
        return {};
    std::vector<double> values;
    const QString whole = trimmed(decoded(text));
    if (whole.isEmpty())
        return {};
    for (const QString& part : whole.split(QLatin1Char('\\'))) {
        bool ok = false;
        const double value = part.trimmed().toDouble(&ok);
        if (!ok || !std::isfinite(value))
            return {};
        values.push_back(value);
    }
    return values;
}

std::optional<int> zone(const QString& text) // &ZZXX
{
    const QString trimmedText = text.trimmed();
    bool isNumber = false;
    const int digits = QStringView(trimmedText).mid(1).toInt(&isNumber);
    const bool hasSign = trimmedText.startsWith(QLatin1Char('+')) || trimmedText.startsWith(QLatin1Char('-'));
    if (trimmedText.size() != 5 || !hasSign || !isNumber || digits < 0)
        return std::nullopt;
    const int minutes = digits / 100 * 60 + digits % 100;
    if (minutes > 14 * 60)
        return std::nullopt;
    return trimmedText.startsWith(QLatin1Char('-')) ? -minutes : minutes;
}

QString spaced(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(QLatin1Char(' '));
}

} // namespace

QString wholeTextOf(DcmItem& item, const DcmTagKey& tag)
{
    DcmElement* element = elementOf(item, tag);
    OFString text;
    if (!element || element->ident() == EVR_SQ || element->getOFStringArray(text, OFFalse).bad())
        return {};
    return trimmed(decoded(text));
}

QStringList textsOf(DcmItem& item, const DcmTagKey& tag)
{
    const QString whole = wholeTextOf(item, tag);
    if (whole.isEmpty())
        return {};
    QStringList parts = whole.split(QLatin1Char('\\'));
    for (QString& part : parts)
        part = trimmed(part);
    return parts;
}

QString textOf(DcmItem& item, const DcmTagKey& tag)
{
    return textsOf(item, tag).value(0);
}

std::vector<double> numbersOf(DcmItem& item, const DcmTagKey& tag)
{
    DcmElement* element = elementOf(item, tag);
    if (!element)
        return {};
    std::vector<double> values;
    switch (element->ident()) {
    case EVR_US:
        values = binary<Uint16>(*element, &DcmElement::getUint16);
        break;
    case EVR_SS:
        values = binary<Sint16>(*element, &DcmElement::getSint16);
        break;
    case EVR_UL:
        values = binary<Uint32>(*element, &DcmElement::getUint32);
        break;
    case EVR_SL:
        values = binary<Sint32>(*element, &DcmElement::getSint32);
        break;
    case EVR_FL:
        values = binary<Float32>(*element, &DcmElement::getFloat32);
        break;
    case EVR_FD:
        values = binary<Float64>(*element, &DcmElement::getFloat64);
        break;
    case EVR_SQ:
    case EVR_pixelSQ:
        return {};
    default:
        return fromText(*element);
    }
    for (double value : values) {
        if (!std::isfinite(value))
            return {};
    }
    return values;
}

std::optional<double> numberOf(DcmItem& item, const DcmTagKey& tag)
{
    const std::vector<double> values = numbersOf(item, tag);
    return values.empty() ? std::nullopt : std::optional(values.front());
}

std::optional<qint64> integerOf(DcmItem& item, const DcmTagKey& tag)
{
    const auto value = numberOf(item, tag);
    if (!value || *value != std::floor(*value) || std::abs(*value) > 9e15)
        return std::nullopt;
    return static_cast<qint64>(*value);
}

std::vector<DcmItem*> itemsOf(DcmItem& item, const DcmTagKey& tag)
{
    DcmElement* element = elementOf(item, tag);
    auto* sequence
        = element && element->ident() == EVR_SQ ? static_cast<DcmSequenceOfItems*>(element) : nullptr;
    std::vector<DcmItem*> items;
    if (!sequence)
        return items;
    items.reserve(sequence->card());
    DcmObject* next = nullptr;
    while ((next = sequence->nextInContainer(next)) != nullptr)
        items.push_back(static_cast<DcmItem*>(next));
    return items;
}

DcmItem* firstItemOf(DcmItem& item, const DcmTagKey& tag)
{
    DcmElement* element = elementOf(item, tag);
    auto* sequence
        = element && element->ident() == EVR_SQ ? static_cast<DcmSequenceOfItems*>(element) : nullptr;
    return sequence && sequence->card() > 0 ? sequence->getItem(0) : nullptr;
}

QByteArray bytesOf(DcmItem& item, const DcmTagKey& tag)
{
    DcmElement* element = elementOf(item, tag);
    if (!element || element->isLeaf() == OFFalse)
        return {};
    const auto length = static_cast<qsizetype>(element->getLength());
    Uint8* bytes = nullptr;
    Uint16* words = nullptr;
    if (element->getUint8Array(bytes).good() && bytes)
        return {reinterpret_cast<const char*>(bytes), length};
    if (element->getUint16Array(words).good() && words)
        return {reinterpret_cast<const char*>(words), length};
    return {};
}

std::optional<int> zoneOf(DcmItem& dataset)
{
    return zone(textOf(dataset, DCM_TimezoneOffsetFromUTC));
}

base::PartialDate dateFrom(const QString& date)
{
    QString digits = date.trimmed();
    digits.remove(QLatin1Char('.')); // ACR-NEMA's YYYY.MM.DD
    if (digits.size() < 4)
        return {};
    const auto parsed = base::PartialDate::fromParts(
        digits.left(4).toInt(), digits.mid(4, 2).toInt(), digits.mid(6, 2).toInt());
    return parsed.value_or(base::PartialDate());
}

base::Moment momentFrom(const QString& date, const QString& time, std::optional<int> offsetMinutes)
{
    const base::PartialDate day = dateFrom(date);
    if (!day.isComplete())
        return base::Moment::fromString(day.toString()).value_or(base::Moment());
    QString clock = time.trimmed();
    clock.remove(QLatin1Char(':'));
    const QString fraction = clock.section(QLatin1Char('.'), 1);
    clock = clock.section(QLatin1Char('.'), 0, 0);
    if (clock.size() < 4)
        return base::Moment::fromString(day.toString()).value_or(base::Moment());
    const int milliseconds
        = fraction.isEmpty() ? 0 : fraction.leftJustified(3, QLatin1Char('0')).left(3).toInt();
    // 60 is a leap second.
    const QTime at(
        clock.left(2).toInt(), clock.mid(2, 2).toInt(), std::min(clock.mid(4, 2).toInt(), 59), milliseconds);
    if (!at.isValid())
        return base::Moment::fromString(day.toString()).value_or(base::Moment());
    const auto precision = clock.size() < 6 ? base::Moment::Precision::Minute
        : fraction.isEmpty()                ? base::Moment::Precision::Second
                                            : base::Moment::Precision::Millisecond;
    const QDateTime when = offsetMinutes ? QDateTime(day.earliest(), at, QTimeZone(*offsetMinutes * 60))
                                         : QDateTime(day.earliest(), at);
    return base::Moment::fromDateTime(when, precision);
}

base::Moment momentFrom(const QString& dateTime, std::optional<int> offsetMinutes)
{
    const qsizetype sign
        = std::max(dateTime.lastIndexOf(QLatin1Char('+')), dateTime.lastIndexOf(QLatin1Char('-')));
    const QString local = sign > 0 ? dateTime.left(sign) : dateTime;
    const auto own = sign > 0 ? zone(dateTime.mid(sign)) : std::nullopt;
    return momentFrom(local.left(8), local.mid(8), own ? own : offsetMinutes);
}

QString personName(const QString& name)
{
    const QStringList groups = name.split(QLatin1Char('='));
    const QStringList parts = groups.value(0).split(QLatin1Char('^'));
    const auto part = [&](int i) { return parts.value(i).trimmed(); };
    const QString given = spaced({part(3), part(1), part(2), part(4)});
    QString plain = part(0);
    if (!given.isEmpty())
        plain = plain.isEmpty() ? given : QStringLiteral("%1, %2").arg(plain, given);
    QString written = groups.value(1).trimmed();
    written.remove(QLatin1Char('^'));
    if (written.isEmpty() || written == plain)
        return plain;
    return plain.isEmpty() ? written : QStringLiteral("%1 (%2)").arg(plain, written);
}

CodedText codeOf(DcmItem& item, const DcmTagKey& sequence)
{
    DcmItem* code = firstItemOf(item, sequence);
    if (!code)
        return {};
    QString value = textOf(*code, DCM_CodeValue);
    if (value.isEmpty())
        value = textOf(*code, DCM_LongCodeValue);
    return {value, textOf(*code, DCM_CodingSchemeDesignator), textOf(*code, DCM_CodeMeaning)};
}

} // namespace twinward::imaging
