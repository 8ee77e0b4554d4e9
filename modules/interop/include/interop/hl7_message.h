#pragma once

// HL7 v2 messages ("pipes and hats") as they come from laboratories and bedside monitors: HL7 v2.8,
// chapter 2. Reading only: bounded, tolerant of what real senders get wrong (line feeds for carriage returns,
// a byte order mark, missing trailing fields), and exact about where something stands.

#include "base/error.h"
#include "base/moment.h"

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <vector>

namespace twinward::interop {

// One segment. Fields are numbered as the standard numbers them: field(3) of a PID segment is PID-3.
class Hl7Segment
{
public:
    [[nodiscard]] const QString& name() const { return m_name; }
    // The field as sent, escapes not yet undone; empty where there is none.
    [[nodiscard]] QString raw(int field) const;
    [[nodiscard]] int repetitions(int field) const;
    // Components and subcomponents count from 1; escapes undone. `""` (HL7's explicit "delete") is empty.
    [[nodiscard]] QString text(int field, int component = 1, int subcomponent = 1, int repetition = 0) const;

private:
    friend class Hl7Message;
    QString m_name;
    QStringList m_fields;
    QString m_delimiters; // field, component, repetition, escape, subcomponent
};

class Hl7Message
{
public:
    static constexpr qsizetype maximumBytes = 16 << 20;

    // A message begins with MSH and has a type (MSH-9) and a control id (MSH-10). The character set is what
    // MSH-18 says; without it UTF-8 where it is valid, else ISO 8859-1.
    [[nodiscard]] static base::Result<Hl7Message> parse(const QByteArray& bytes);

    [[nodiscard]] const std::vector<Hl7Segment>& segments() const { return m_segments; }
    [[nodiscard]] const Hl7Segment* first(QStringView name) const;
    [[nodiscard]] const Hl7Segment& header() const { return m_segments.front(); } // MSH
    [[nodiscard]] QString type() const; // "ORU^R01"
    [[nodiscard]] QString controlId() const { return header().text(10); }
    // HL7's YYYY[MM[DD[HH[MM[SS[.S]]]]]][±ZZZZ]; without an offset the message's own (MSH-7), else
    // `localOffset` minutes. Null where it can't be read.
    [[nodiscard]] base::Moment time(QStringView ts, int localOffset) const;

private:
    std::vector<Hl7Segment> m_segments;
};

// The messages of a file: MLLP frames, batches (FHS, BHS ... BTS, FTS) or messages one after the other.
[[nodiscard]] std::vector<QByteArray> splitHl7(const QByteArray& file);

// An acknowledgement (HL7 v2.8, 2.9.2): MSH and MSA, and ERR where something is wrong.
enum class AckCode { Accepted, Error, Rejected }; // AA, AE, AR
[[nodiscard]] QByteArray acknowledge(const Hl7Message& message, AckCode code, const QString& why);
// The same where what came is no message at all.
[[nodiscard]] QByteArray rejectUnreadable(const QString& why);

} // namespace twinward::interop
