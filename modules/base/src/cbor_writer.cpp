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

} // namespace twinward::base
