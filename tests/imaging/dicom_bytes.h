#pragma once

// DICOM by hand: a writer that puts element after element, and a reader that finds them again, neither
// knowing anything of DCMTK or of the code under test.

#include <functional>
#include <map>
#include <QByteArray>
#include <QtEndian>

namespace twinward::imaging::test {

enum class Coding : quint8 { ImplicitLittle, ExplicitLittle, ExplicitBig };

class DicomBytes
{
public:
    explicit DicomBytes(Coding coding = Coding::ExplicitLittle)
        : m_coding(coding)
    { }

    DicomBytes& put(quint32 tag, const char* vr, QByteArray value)
    {
        if (value.size() % 2)
            value.append(vr[0] == 'U' && vr[1] == 'I' ? '\0' : ' ');
        head(tag, vr, static_cast<quint32>(value.size()));
        m_bytes += value;
        return *this;
    }
    DicomBytes& us(quint32 tag, quint16 value) { return put(tag, "US", number(value)); }
    // A sequence of defined length; each item written by its function.
    DicomBytes& sequence(quint32 tag, const std::vector<std::function<void(DicomBytes&)>>& items)
    {
        QByteArray content;
        for (const auto& write : items) {
            DicomBytes item(m_coding);
            write(item);
            content += number<quint16>(0xFFFE) + number<quint16>(0xE000)
                + number(static_cast<quint32>(item.m_bytes.size())) + item.m_bytes;
        }
        head(tag, "SQ", static_cast<quint32>(content.size()));
        m_bytes += content;
        return *this;
    }
    // Compressed pixels: an empty offset table and the fragments.
    DicomBytes& encapsulated(const std::vector<QByteArray>& fragments)
    {
        head(0x7FE00010, "OB", 0xFFFFFFFF);
        m_bytes += QByteArray::fromHex("feff00e000000000");
        for (const QByteArray& fragment : fragments)
            m_bytes
                += QByteArray::fromHex("feff00e0") + number(static_cast<quint32>(fragment.size())) + fragment;
        m_bytes += QByteArray::fromHex("feffdde000000000");
        return *this;
    }
    template <class T> [[nodiscard]] QByteArray number(T value) const
    {
        QByteArray bytes(sizeof(T), '\0');
        if (m_coding == Coding::ExplicitBig)
            qToBigEndian(value, bytes.data());
        else
            qToLittleEndian(value, bytes.data());
        return bytes;
    }
    [[nodiscard]] const QByteArray& dataset() const { return m_bytes; }
    [[nodiscard]] QByteArray object(QByteArray transferSyntax = {}) const
    {
        if (transferSyntax.isEmpty())
            transferSyntax = m_coding == Coding::ImplicitLittle ? "1.2.840.10008.1.2"
                : m_coding == Coding::ExplicitLittle            ? "1.2.840.10008.1.2.1"
                                                                : "1.2.840.10008.1.2.2";
        DicomBytes meta;
        meta.put(0x00020010, "UI", transferSyntax);
        return QByteArray(128, '\0') + "DICM" + meta.m_bytes + m_bytes;
    }

private:
    void head(quint32 tag, const char* vr, quint32 length)
    {
        m_bytes
            += number<quint16>(static_cast<quint16>(tag >> 16)) + number<quint16>(static_cast<quint16>(tag));
        if (m_coding == Coding::ImplicitLittle) {
            m_bytes += number(length);
            return;
        }
        m_bytes += QByteArray(vr, 2);
        if (QByteArray("OB OW OF OD OL SQ UN UT").contains(QByteArray(vr, 2)))
            m_bytes += QByteArray(2, '\0') + number(length);
        else
            m_bytes += number(static_cast<quint16>(length));
    }

    Coding m_coding;
    QByteArray m_bytes;
};

// The format of a grey image and its pixels, to which a test adds what it is about.
struct MadeImage
{
    int rows = 2;
    int columns = 2;
    int samples = 1;
    int allocated = 16;
    int stored = 16;
    int high = 15;
    int isSigned = 0;
    int planar = 0;
    const char* photometric = "MONOCHROME2";
};

inline void putFormat(DicomBytes& to, const MadeImage& image)
{
    to.us(0x00280002, static_cast<quint16>(image.samples)).put(0x00280004, "CS", image.photometric);
    if (image.samples > 1)
        to.us(0x00280006, static_cast<quint16>(image.planar));
    to.us(0x00280010, static_cast<quint16>(image.rows)).us(0x00280011, static_cast<quint16>(image.columns));
    to.us(0x00280100, static_cast<quint16>(image.allocated))
        .us(0x00280101, static_cast<quint16>(image.stored));
    to.us(0x00280102, static_cast<quint16>(image.high)).us(0x00280103, static_cast<quint16>(image.isSigned));
}

// The top-level elements of an explicit or implicit little endian Part 10 object by tag, values as they
// stand.
inline std::map<quint32, QByteArray> elementsOf(const QByteArray& object)
{
    std::map<quint32, QByteArray> found;
    bool isExplicit = true;
    qsizetype pos = 132;
    const auto u16 = [&](qsizetype at) { return qFromLittleEndian<quint16>(object.constData() + at); };
    const auto u32 = [&](qsizetype at) { return qFromLittleEndian<quint32>(object.constData() + at); };
    while (pos + 8 <= object.size()) {
        const quint32 tag = quint32(u16(pos)) << 16 | u16(pos + 2);
        const bool named = tag >> 16 == 2 || isExplicit;
        const QByteArray vr = object.mid(pos + 4, 2);
        const bool isLong = named && QByteArray("OB OW OF OD OL SQ UN UT UC UR").contains(vr);
        quint32 length = !named ? u32(pos + 4) : isLong ? u32(pos + 8) : u16(pos + 6);
        pos += isLong ? 12 : 8;
        if (length == 0xFFFFFFFF) { // a sequence: on to its end
            const qsizetype end = object.indexOf(QByteArray::fromHex("feffdde000000000"), pos);
            pos = end < 0 ? object.size() : end + 8;
            continue;
        }
        found[tag] = object.mid(pos, length);
        if (tag == 0x00020010)
            isExplicit = !found[tag].startsWith("1.2.840.10008.1.2\0") || found[tag].trimmed().size() > 18;
        pos += length;
    }
    return found;
}

} // namespace twinward::imaging::test
