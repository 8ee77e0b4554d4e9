#pragma once

// CBOR (RFC 8949) as this house writes it: definite lengths, positional arrays. The writer and the reader are
// thin faces over Qt's; the reader is for hostile bytes: it never throws or over-reads, and after the first
// thing that is not as expected every answer is empty and failed() stays true, so that a decoder checks once,
// at the end.

#include <QByteArray>
#include <QCborStreamReader>
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
    explicit CborReader(const QByteArray& data);

    [[nodiscard]] bool failed() const { return m_failed; }
    // Everything was read and nothing is left over.
    [[nodiscard]] bool atEnd();

    // Enters an array; its number of elements, 0 after a failure. More than `limit` is a failure.
    quint64 enterArray(quint64 limit = 1'000'000);
    void leaveArray(); // elements not read yet are skipped: how a newer writer adds fields at the end
    [[nodiscard]] bool hasNext(); // inside the array entered last

    qint64 integer();
    double real();
    bool boolean();
    QString text();
    QByteArray bytes();
    [[nodiscard]] bool nextIsText() { return !m_failed && m_reader.isString(); }
    bool skipNull(); // true, and past it, where the next item is null
    void skip();
    void markFailed() { m_failed = true; }

private:
    bool expect(bool condition);

    QCborStreamReader m_reader;
    qint64 m_size;
    bool m_failed = false;
};

} // namespace twinward::base
