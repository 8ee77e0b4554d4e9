#include "base/cbor.h"

namespace twinward::base {

CborWriter::CborWriter()
    : m_writer(&m_data)
{ }

// An array closes itself with its last element, which may close the one around it.
void CborWriter::itemWritten()
{
    while (!m_missing.empty() && --m_missing.back() == 0) {
        m_writer.endArray();
        m_missing.pop_back();
    }
}

CborWriter& CborWriter::array(quint64 size)
{
    m_writer.startArray(size);
    if (size != 0) {
        m_missing.push_back(size);
    } else {
        m_writer.endArray();
        itemWritten();
    }
    return *this;
}

CborWriter& CborWriter::integer(qint64 value)
{
    m_writer.append(value);
    itemWritten();
    return *this;
}

CborWriter& CborWriter::real(double value)
{
    m_writer.append(value);
    itemWritten();
    return *this;
}

CborWriter& CborWriter::boolean(bool value)
{
    m_writer.append(value);
    itemWritten();
    return *this;
}

CborWriter& CborWriter::null()
{
    m_writer.appendNull();
    itemWritten();
    return *this;
}

CborWriter& CborWriter::text(const QString& value)
{
    m_writer.append(QStringView(value));
    itemWritten();
    return *this;
}

CborWriter& CborWriter::bytes(QByteArrayView value)
{
    m_writer.appendByteString(value.data(), value.size());
    itemWritten();
    return *this;
}

CborReader::CborReader(const QByteArray& data)
    : m_reader(data)
    , m_size(data.size())
{ }

bool CborReader::expect(bool condition)
{
    if (!condition || m_reader.lastError() != QCborError::NoError)
        m_failed = true;
    return !m_failed;
}

bool CborReader::atEnd()
{
    return !m_failed && m_size > 0 && m_reader.containerDepth() == 0 && m_reader.currentOffset() == m_size;
}

quint64 CborReader::enterArray(quint64 limit)
{
    if (m_failed || !expect(m_reader.isArray() && m_reader.isLengthKnown()))
        return 0;
    const quint64 size = m_reader.length();
    if (!expect(size <= limit) || !expect(m_reader.enterContainer()))
        return 0;
    return size;
}

void CborReader::leaveArray()
{
    if (m_failed)
        return;
    while (m_reader.lastError() == QCborError::NoError && m_reader.hasNext())
        m_reader.next();
    const bool left = m_reader.lastError() == QCborError::NoError && m_reader.leaveContainer();
    if (!left)
        m_failed = true;
}

bool CborReader::hasNext()
{
    return !m_failed && m_reader.hasNext();
}

qint64 CborReader::integer()
{
    if (m_failed || !expect(m_reader.isInteger()))
        return 0;
    if (m_reader.isUnsignedInteger() && m_reader.toUnsignedInteger() > static_cast<quint64>(INT64_MAX)) {
        m_failed = true;
        return 0;
    }
    const qint64 value = m_reader.toInteger();
    m_reader.next();
    return value;
}

double CborReader::real()
{
    if (m_failed || !expect(m_reader.isDouble()))
        return 0;
    const double value = m_reader.toDouble();
    m_reader.next();
    return value;
}

bool CborReader::boolean()
{
    if (m_failed || !expect(m_reader.isBool()))
        return false;
    const bool value = m_reader.toBool();
    m_reader.next();
    return value;
}

QString CborReader::text()
{
    if (m_failed || !expect(m_reader.isString()))
        return {};
    QString whole;
    for (;;) {
        const auto part = m_reader.readString();
        if (part.status == QCborStreamReader::EndOfString)
            return whole;
        if (part.status == QCborStreamReader::Error) {
            m_failed = true;
            return {};
        }
        whole = whole.isEmpty() ? part.data : whole + part.data;
    }
}

QByteArray CborReader::bytes()
{
    if (m_failed || !expect(m_reader.isByteArray()))
        return {};
    QByteArray whole;
    for (;;) {
        const auto part = m_reader.readByteArray();
        if (part.status == QCborStreamReader::EndOfString)
            return whole;
        if (part.status == QCborStreamReader::Error) {
            m_failed = true;
            return {};
        }
        whole = whole.isEmpty() ? part.data : whole + part.data;
    }
}

bool CborReader::skipNull()
{
    if (m_failed || !m_reader.isNull())
        return false;
    m_reader.next();
    return true;
}

void CborReader::skip()
{
    if (!m_failed)
        m_reader.next();
}

} // namespace twinward::base
