#include "interop/hl7_message.h"

#include <QDateTime>
#include <QStringDecoder>
#include <QTimeZone>
#include <QUuid>

namespace twinward::interop {

namespace {

constexpr qsizetype maximumSegments = 50'000;
constexpr qsizetype minimumHeader = 8; // "MSH" and the five delimiters
constexpr char frameBegin = 0x0B;
constexpr char frameEnd = 0x1C;

enum Delimiter { Field, Component, Repetition, Escape, Subcomponent };

// Undoes \F\ \S\ \T\ \R\ \E\ \.br\ \Xhh..\ (HL7 v2.8, 2.7.1). Highlighting and what is not known is left out.
QString unescaped(const QString& text, const QString& delimiters)
{
    const QChar escape = delimiters[Escape];
    if (!text.contains(escape))
        return text;
    QString plain;
    qsizetype at = 0;
    while (at < text.size()) {
        const qsizetype begin = text.indexOf(escape, at);
        const qsizetype end = begin < 0 ? -1 : text.indexOf(escape, begin + 1);
        if (end < 0) { // an escape character nobody closed is itself
            plain += QStringView(text).mid(at);
            break;
        }
        plain += QStringView(text).mid(at, begin - at);
        const QString code = text.mid(begin + 1, end - begin - 1);
        if (code == u"F")
            plain += delimiters[Field];
        else if (code == u"S")
            plain += delimiters[Component];
        else if (code == u"T")
            plain += delimiters[Subcomponent];
        else if (code == u"R")
            plain += delimiters[Repetition];
        else if (code == u"E")
            plain += escape;
        else if (code == u".br")
            plain += u'\n';
        else if (code.startsWith(u'X'))
            plain += QString::fromUtf8(QByteArray::fromHex(code.mid(1).toLatin1()));
        at = end + 1;
    }
    return plain;
}

// MSH-18 (table 0211). None where the name is not known here.
std::optional<QString> decoded(const QByteArray& bytes, const QByteArray& characterSet)
{
    const QByteArray name = characterSet.trimmed().toUpper();
    if (name.isEmpty()) {
        QStringDecoder utf8(QStringDecoder::Utf8);
        const QString text = utf8(bytes);
        return utf8.hasError() ? QString::fromLatin1(bytes) : text;
    }
    if (name == "ASCII" || name == "UTF-8" || name.contains("UNICODE") || name == "8859/1"
        || name == "ISO IR100") {
        QStringDecoder utf8(QStringDecoder::Utf8);
        const QString text = utf8(bytes);
        // Senders that say ASCII or Unicode and send Latin-1 are many; the other way round does no harm.
        return utf8.hasError() || name == "8859/1" || name == "ISO IR100" ? QString::fromLatin1(bytes) : text;
    }
    QStringDecoder other(name.startsWith("8859/") ? ("ISO-8859-" + name.mid(5)).constData()
            : name.startsWith("GB 18030")         ? "GB18030"
                                                  : name.constData());
    if (!other.isValid())
        return std::nullopt;
    const QString text = other(bytes);
    return other.hasError() ? std::nullopt : std::optional<QString>(text);
}

base::Result<QString> textOf(QByteArray bytes)
{
    if (bytes.startsWith("\xEF\xBB\xBF"))
        bytes.remove(0, 3);
    bytes.replace("\r\n", "\r").replace('\n', '\r');
    if (!bytes.startsWith("MSH") || bytes.size() < minimumHeader) {
        return base::fail(base::ErrorCode::InvalidInput,
            QStringLiteral("This is no HL7 message: it does not begin with MSH"));
    }
    const qsizetype end = bytes.indexOf('\r');
    const QByteArray header = end < 0 ? bytes : bytes.left(end);
    if (header.size() < minimumHeader) {
        return base::fail(base::ErrorCode::InvalidInput,
            QStringLiteral("The message's first line is cut off"), QStringLiteral("MSH"));
    }
    const QList<QByteArray> fields = header.split(header.at(3));
    const QByteArray characterSet = fields.size() > 17 ? fields[17].split('~').first() : QByteArray();
    const auto text = decoded(bytes, characterSet);
    if (!text) {
        return base::fail(base::ErrorCode::Unsupported,
            QStringLiteral("The message's character set is not known here"),
            QStringLiteral("MSH-18 %1").arg(QString::fromLatin1(characterSet)),
            QStringLiteral("Set the sender to UTF-8."));
    }
    return *text;
}

} // namespace

QString Hl7Segment::raw(int field) const
{
    // In MSH the field separator itself is MSH-1.
    if (m_name == u"MSH") {
        if (field == 1)
            return m_delimiters.left(1);
        --field;
    }
    return field >= 1 && field < m_fields.size() ? m_fields[field] : QString();
}

int Hl7Segment::repetitions(int field) const
{
    const QString whole = raw(field);
    return whole.isEmpty() ? 0 : static_cast<int>(whole.count(m_delimiters[Repetition])) + 1;
}

QString Hl7Segment::text(int field, int component, int subcomponent, int repetition) const
{
    const QString one = raw(field).section(m_delimiters[Repetition], repetition, repetition);
    const QString part = one.section(m_delimiters[Component], component - 1, component - 1);
    const QString leaf = part.section(m_delimiters[Subcomponent], subcomponent - 1, subcomponent - 1);
    return leaf == u"\"\"" ? QString() : unescaped(leaf, m_delimiters).trimmed();
}

base::Result<Hl7Message> Hl7Message::parse(const QByteArray& bytes)
{
    if (bytes.size() > maximumBytes) {
        return base::fail(base::ErrorCode::InvalidInput,
            QStringLiteral("The message is larger than %1 MiB").arg(maximumBytes >> 20));
    }
    const auto text = textOf(bytes);
    if (!text)
        return base::fail(text.error());
    const QString delimiters = text->mid(3, 5);
    if (delimiters.size() < 5) {
        return base::fail(base::ErrorCode::InvalidInput,
            QStringLiteral("The message's delimiters can't be used"), QStringLiteral("MSH-2"));
    }
    for (qsizetype i = 0; i < 5; ++i) {
        if (delimiters[i].isLetterOrNumber() || delimiters.indexOf(delimiters[i]) != i) {
            return base::fail(base::ErrorCode::InvalidInput,
                QStringLiteral("The message's delimiters can't be used"), QStringLiteral("MSH-2"));
        }
    }
    Hl7Message message;
    for (const QString& line : text->split(u'\r', Qt::SkipEmptyParts)) {
        if (line.trimmed().isEmpty())
            continue;
        if (message.m_segments.size() == maximumSegments)
            return base::fail(
                base::ErrorCode::InvalidInput, QStringLiteral("The message has too many segments"));
        Hl7Segment segment;
        segment.m_fields = line.split(delimiters[Field]);
        segment.m_name = segment.m_fields.first().trimmed();
        segment.m_delimiters = delimiters;
        message.m_segments.push_back(std::move(segment));
    }
    if (message.header().text(9).isEmpty() || message.controlId().isEmpty()) {
        return base::fail(base::ErrorCode::InvalidInput,
            QStringLiteral("The message has no type or no control id"), QStringLiteral("MSH-9, MSH-10"));
    }
    return message;
}

const Hl7Segment* Hl7Message::first(QStringView name) const
{
    for (const Hl7Segment& segment : m_segments) {
        if (segment.name() == name)
            return &segment;
    }
    return nullptr;
}

QString Hl7Message::type() const
{
    return header().text(9, 1) + u'^' + header().text(9, 2);
}

base::Moment Hl7Message::time(QStringView ts, int localOffset) const
{
    using Precision = base::Moment::Precision;
    const auto offsetIn = [](QStringView text) -> std::optional<int> {
        const qsizetype sign = std::max(text.lastIndexOf(u'+'), text.lastIndexOf(u'-'));
        if (sign < 0 || text.size() - sign != 5)
            return std::nullopt;
        const int hhmm = text.mid(sign + 1).toInt();
        return (text[sign] == u'-' ? -1 : 1) * (hhmm / 100 * 60 + hhmm % 100);
    };
    const auto ownOffset = offsetIn(ts);
    const int offset = ownOffset ? *ownOffset : offsetIn(header().text(7)).value_or(localOffset);
    QStringView local = ownOffset ? ts.chopped(5) : ts;
    const qsizetype point = local.indexOf(u'.');
    const QStringView fraction = point < 0 ? QStringView() : local.mid(point + 1);
    local = point < 0 ? local : local.left(point);

    for (const QChar c : local) {
        if (!c.isDigit())
            return {};
    }
    const auto part = [&](qsizetype from, int otherwise) {
        return local.size() >= from + 2 ? local.mid(from, 2).toInt() : otherwise;
    };
    if (local.size() < 4 || local.size() > 14 || local.size() % 2 != 0)
        return {};
    const QDate date(local.left(4).toInt(), part(4, 1), part(6, 1));
    const int ms = fraction.isEmpty() ? 0 : fraction.left(3).toString().leftJustified(3, u'0').toInt();
    const QTime clock(part(8, 0), part(10, 0), std::min(part(12, 0), 59), ms);
    if (!date.isValid() || !clock.isValid())
        return {};
    const Precision precision = !fraction.isEmpty() ? Precision::Millisecond
        : local.size() >= 14                        ? Precision::Second
        : local.size() >= 10                        ? Precision::Minute
        : local.size() >= 8                         ? Precision::Day
        : local.size() >= 6                         ? Precision::Month
                                                    : Precision::Year;
    const QDateTime wall(date, clock, Qt::UTC);
    // A day is a day wherever it is read: only a time of day has an offset.
    const int used = precision >= Precision::Minute ? offset : 0;
    return {wall.toMSecsSinceEpoch() - used * 60'000LL, used, precision};
}

std::vector<QByteArray> splitHl7(const QByteArray& file)
{
    QByteArray bytes = file;
    if (bytes.startsWith("\xEF\xBB\xBF"))
        bytes.remove(0, 3);
    bytes.replace("\r\n", "\r").replace('\n', '\r').replace(frameBegin, '\r').replace(frameEnd, '\r');
    std::vector<QByteArray> messages;
    for (const QByteArray& line : bytes.split('\r')) {
        const QByteArray name = line.left(3);
        const bool begins = name == "MSH";
        if (line.trimmed().isEmpty() || name == "FHS" || name == "BHS" || name == "BTS" || name == "FTS")
            continue;
        if (begins || messages.empty())
            messages.emplace_back();
        messages.back() += line + '\r';
    }
    return messages;
}

namespace {

QString escaped(QString text)
{
    return text.replace(u'\\', QStringLiteral("\\E\\"))
        .replace(u'|', QStringLiteral("\\F\\"))
        .replace(u'^', QStringLiteral("\\S\\"))
        .replace(u'&', QStringLiteral("\\T\\"))
        .replace(u'~', QStringLiteral("\\R\\"))
        .replace(u'\r', u' ')
        .replace(u'\n', u' ');
}

QByteArray answer(const QString& toApplication, const QString& toFacility, const QString& trigger,
    const QString& processing, const QString& version, const QString& controlId, AckCode code,
    const QString& why)
{
    static constexpr const char* names[]{"AA", "AE", "AR"};
    const QString now = QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMddHHmmss"));
    const QString type
        = trigger.isEmpty() ? QStringLiteral("ACK") : QStringLiteral("ACK^%1^ACK").arg(trigger);
    const QString ownId = QUuid::createUuid().toString(QUuid::Id128).left(20);
    QString text = QStringLiteral("MSH|^~\\&|Twinward||%1|%2|%3||%4|%5|%6|%7||||||UNICODE UTF-8\r")
                       .arg(escaped(toApplication), escaped(toFacility), now, type, ownId,
                           processing.isEmpty() ? QStringLiteral("P") : processing,
                           version.isEmpty() ? QStringLiteral("2.5") : version);
    text += QStringLiteral("MSA|%1|%2\r")
                .arg(QString::fromLatin1(names[static_cast<int>(code)]), escaped(controlId));
    if (code != AckCode::Accepted)
        text += QStringLiteral("ERR||||E||||%1\r").arg(escaped(why)); // ERR-8: user message
    return text.toUtf8();
}

} // namespace

QByteArray acknowledge(const Hl7Message& message, AckCode code, const QString& why)
{
    const Hl7Segment& header = message.header();
    return answer(header.text(3), header.text(4), header.text(9, 2), header.text(11), header.text(12),
        message.controlId(), code, why);
}

QByteArray rejectUnreadable(const QString& why)
{
    return answer({}, {}, {}, {}, {}, {}, AckCode::Rejected, why);
}

} // namespace twinward::interop
