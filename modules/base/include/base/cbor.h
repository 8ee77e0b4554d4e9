#pragma once

// CBOR (RFC 8949) as this house writes it: definite lengths, positional arrays, integers, doubles, booleans,
// null, UTF-8 text and bytes. The writer is a thin face over Qt's. The reader is our own, because a chart is
// a hundred thousand small events and Qt's took five times as long over each (tests/bench/record_bench); it
// knows this subset alone, which is also all that a hostile peer gets to play with. It never throws or
// over-reads; after the first thing that is not as expected every answer is empty and failed() stays true, so
// that a decoder checks once, at the end.

#include <QByteArray>
#include <QCborStreamWriter>
#include <QString>
#include <vector>

namespace twinward::base {

class CborWriter
{
public:
    CborWriter();
    CborWriter(const CborWriter&) = delete;
    CborWriter& operator=(const CborWriter&) = delete;

    CborWriter& array(quint64 size); // the next `size` items are its elements
    CborWriter& integer(qint64 value);
    CborWriter& real(double value);
    CborWriter& boolean(bool value); // NOLINT: the value itself, not a switch
    CborWriter& null();
    CborWriter& text(const QString& value);
    CborWriter& bytes(QByteArrayView value);

    [[nodiscard]] const QByteArray& data() const { return m_data; }

private:
    void itemWritten();

    QByteArray m_data;
    QCborStreamWriter m_writer;
    std::vector<quint64> m_missing; // elements still to come, innermost array last
};

class CborReader
{
public:
    // data must outlive the reader.
    explicit CborReader(QByteArrayView data)
        : m_at(reinterpret_cast<const unsigned char*>(data.data()))
        , m_end(m_at + data.size())
    { }

    [[nodiscard]] bool failed() const { return m_failed; }
    void markFailed() { m_failed = true; }
    // Everything was read and nothing is left over.
    [[nodiscard]] bool atEnd() const { return !m_failed && m_depth == 0 && m_started && m_at == m_end; }

    // Enters an array; its number of elements, 0 after a failure. More than `limit` is a failure.
    quint64 enterArray(quint64 limit = 1'000'000);
    void leaveArray(); // elements not read yet are passed over: how a newer writer adds fields at the end
    [[nodiscard]] bool hasNext() const { return !m_failed && m_depth > 0 && m_left[m_depth - 1] > 0; }

    qint64 integer();
    double real();
    bool boolean();
    QString text(); // short texts that come again and again share one copy in each thread
    QByteArray bytes();
    // The bytes where they stand, valid as long as the data; empty after a failure.
    QByteArrayView bytesView();
    [[nodiscard]] bool nextIsText() const { return !m_failed && m_at < m_end && (*m_at >> 5) == 3; }
    bool skipNull(); // true, and past it, where the next item is null
    void skip();

private:
    static constexpr size_t maximumDepth = 16;

    bool beginItem(); // counts it in the array it is part of
    bool head(unsigned major, quint64& value);
    QByteArrayView string(unsigned major);

    const unsigned char* m_at;
    const unsigned char* m_end;
    quint64 m_left[maximumDepth]{}; // elements not yet begun, of each array entered
    size_t m_depth = 0;
    bool m_started = false;
    bool m_failed = false;
};

} // namespace twinward::base
