#include "base/cbor.h"

#include <array>
#include <cstring>
#include <QStringConverter>

namespace twinward::base {

namespace {

enum Major : unsigned { Unsigned = 0, Negative = 1, Bytes = 2, Text = 3, Array = 4, Simple = 7 };

constexpr unsigned char falseByte = 0xF4;
constexpr unsigned char trueByte = 0xF5;
constexpr unsigned char nullByte = 0xF6;
constexpr unsigned char doubleByte = 0xFB;

// Codes, units and states come in every event: kept by their bytes, so that a hundred thousand events share a
// few dozen strings. One table per thread, replaced where two fall on one place.
class TextCache
{
public:
    QString get(QByteArrayView utf8)
    {
        Slot& slot = m_slots[qHashBits(utf8.data(), static_cast<size_t>(utf8.size())) % m_slots.size()];
        if (slot.utf8 != utf8) {
            slot.utf8 = utf8.toByteArray();
            slot.text = QString::fromUtf8(utf8);
        }
        return slot.text;
    }
    static constexpr qsizetype longest = 48;

private:
    struct Slot
    {
        QByteArray utf8;
        QString text;
    };
    std::array<Slot, 512> m_slots;
};

bool isValidUtf8(QByteArrayView bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString ignored = decoder(bytes);
    return !decoder.hasError();
}

bool isAscii(QByteArrayView bytes)
{
    for (const char c : bytes) {
        if (static_cast<unsigned char>(c) >= 0x80)
            return false;
    }
    return true;
}

} // namespace

bool CborReader::beginItem()
{
    m_started = true;
    if (m_failed || m_at == m_end || (m_depth > 0 && m_left[m_depth - 1] == 0)) {
        m_failed = true;
        return false;
    }
    if (m_depth > 0)
        --m_left[m_depth - 1];
    return true;
}

// The item's head: its major type must be the one expected; indefinite lengths are refused.
bool CborReader::head(unsigned major, quint64& value)
{
    if (m_failed || m_at == m_end || (*m_at >> 5) != major) {
        m_failed = true;
        return false;
    }
    const unsigned info = *m_at++ & 0x1FU;
    if (info < 24) {
        value = info;
        return true;
    }
    const size_t size = info <= 27 ? size_t{1} << (info - 24) : 0;
    if (size == 0 || static_cast<size_t>(m_end - m_at) < size) {
        m_failed = true;
        return false;
    }
    value = 0;
    for (size_t i = 0; i < size; ++i)
        value = value << 8 | *m_at++;
    return true;
}

quint64 CborReader::enterArray(quint64 limit)
{
    quint64 size = 0;
    if (!beginItem() || !head(Array, size))
        return 0;
    // An element takes a byte at least: what claims more elements than there are bytes lies.
    if (size > limit || size > static_cast<quint64>(m_end - m_at) || m_depth == maximumDepth) {
        m_failed = true;
        return 0;
    }
    m_left[m_depth++] = size;
    return size;
}

void CborReader::leaveArray()
{
    if (m_failed || m_depth == 0) {
        m_failed = true;
        return;
    }
    while (!m_failed && m_left[m_depth - 1] > 0)
        skip();
    --m_depth;
}

qint64 CborReader::integer()
{
    if (!beginItem())
        return 0;
    const bool negative = (*m_at >> 5) == Negative;
    quint64 value = 0;
    if (!head(negative ? Negative : Unsigned, value))
        return 0;
    if (value > static_cast<quint64>(INT64_MAX)) {
        m_failed = true;
        return 0;
    }
    return negative ? -1 - static_cast<qint64>(value) : static_cast<qint64>(value);
}

double CborReader::real()
{
    if (!beginItem())
        return 0;
    quint64 bits = 0;
    if (*m_at != doubleByte || !head(Simple, bits)) {
        m_failed = true;
        return 0;
    }
    double value = 0;
    std::memcpy(&value, &bits, sizeof value);
    return value;
}

bool CborReader::boolean()
{
    if (!beginItem())
        return false;
    const unsigned char byte = *m_at++;
    if (byte != falseByte && byte != trueByte)
        m_failed = true;
    return byte == trueByte;
}

QByteArrayView CborReader::string(unsigned major)
{
    quint64 size = 0;
    if (!beginItem() || !head(major, size))
        return {};
    if (size > static_cast<quint64>(m_end - m_at)) {
        m_failed = true;
        return {};
    }
    const QByteArrayView view(m_at, static_cast<qsizetype>(size));
    m_at += size;
    return view;
}

QString CborReader::text()
{
    const QByteArrayView utf8 = string(Text);
    if (utf8.isEmpty())
        return {};
    const bool ascii = isAscii(utf8);
    if (!ascii && !isValidUtf8(utf8)) {
        m_failed = true;
        return {};
    }
    if (utf8.size() <= TextCache::longest) {
        thread_local TextCache cache;
        return cache.get(utf8);
    }
    return QString::fromUtf8(utf8);
}

QByteArray CborReader::bytes()
{
    return bytesView().toByteArray();
}

QByteArrayView CborReader::bytesView()
{
    return string(Bytes);
}

bool CborReader::skipNull()
{
    if (m_failed || m_at == m_end || *m_at != nullByte || !beginItem())
        return false;
    ++m_at;
    return true;
}

void CborReader::skip()
{
    if (m_failed || m_at == m_end) {
        m_failed = true;
        return;
    }
    switch (*m_at >> 5) {
    case Unsigned:
    case Negative:
        integer();
        break;
    case Bytes:
        string(Bytes);
        break;
    case Text:
        string(Text);
        break;
    case Array:
        enterArray();
        leaveArray();
        break;
    case Simple:
        if (*m_at == doubleByte)
            real();
        else if (*m_at == nullByte)
            skipNull();
        else
            boolean();
        break;
    default:
        m_failed = true;
    }
}

} // namespace twinward::base
