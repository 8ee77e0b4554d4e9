#include "decode_p.h"
#include "object_header_p.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace twinward::imaging {

namespace {

// A Segmented Palette Color Lookup Table's data unrolled, PS3.3 C.7.9.2: runs of entries, straight lines, and
// copies of earlier segments. Empty where it is damaged or gives another number of entries.
class Segments
{
public:
    Segments(const QByteArray& bytes, int bits, size_t entries)
        : m_bytes(bytes)
        , m_width(bits > 8 ? 2 : 1)
        , m_entries(entries)
    { }

    std::vector<quint16> unrolled()
    {
        qsizetype at = 0;
        while (at < m_bytes.size() && m_values.size() < m_entries) {
            if (!segment(at, Copies::Allowed))
                return {};
        }
        if (m_values.size() != m_entries)
            m_values.clear();
        return m_values;
    }

private:
    enum class Copies : quint8 { Allowed, Refused };

    std::optional<quint16> next(qsizetype& at) const
    {
        if (at + m_width > m_bytes.size())
            return std::nullopt;
        const auto* raw = reinterpret_cast<const uchar*>(m_bytes.constData()) + at;
        at += m_width;
        if (m_width == 1)
            return raw[0];
        quint16 word = 0;
        std::memcpy(&word, raw, 2); // in the machine's order already
        return word;
    }

    bool segment(qsizetype& at, Copies copies)
    {
        const auto opcode = next(at);
        const auto length = next(at);
        if (!opcode || !length)
            return false;
        switch (*opcode) {
        case 0:
            return discrete(at, *length);
        case 1:
            return linear(at, *length);
        case 2:
            return copies == Copies::Allowed && indirect(at, *length);
        default:
            return false;
        }
    }

    bool discrete(qsizetype& at, int length)
    {
        for (int i = 0; i < length; ++i) {
            const auto value = next(at);
            if (!value || m_values.size() >= m_entries)
                return false;
            m_values.push_back(*value);
        }
        return true;
    }

    bool linear(qsizetype& at, int length)
    {
        const auto end = next(at);
        if (!end || m_values.empty() || m_values.size() + static_cast<size_t>(length) > m_entries)
            return false;
        const double from = m_values.back();
        for (int i = 1; i <= length; ++i)
            m_values.push_back(static_cast<quint16>(std::lround(from + (*end - from) * i / length)));
        return true;
    }

    bool indirect(qsizetype& at, int count)
    {
        qsizetype offset = 0;
        for (int i = 0; i < 4 / m_width; ++i) {
            const auto part = next(at);
            if (!part)
                return false;
            offset |= qsizetype(*part) << (i * m_width * 8);
        }
        for (int i = 0; i < count; ++i) {
            if (!segment(offset, Copies::Refused))
                return false;
        }
        return true;
    }

    const QByteArray& m_bytes;
    int m_width;
    size_t m_entries;
    std::vector<quint16> m_values;
};

struct ColourTags
{
    DcmTagKey descriptor;
    DcmTagKey data;
    DcmTagKey segmented;
};

std::optional<LookupTable> tableFrom(DcmItem& dataset, const ColourTags& tags, const PixelFormat& format)
{
    if (auto plain = lookupTableFrom(dataset, tags.descriptor, tags.data, format))
        return plain;
    auto table = tableShapeFrom(dataset, tags.descriptor, format);
    const QByteArray bytes = bytesOf(dataset, tags.segmented);
    if (!table || bytes.isEmpty())
        return std::nullopt;
    table->values = Segments(bytes, table->bits, table->values.size()).unrolled();
    if (table->values.empty())
        return std::nullopt;
    return table;
}

} // namespace

std::optional<Palette> paletteFrom(DcmItem& dataset, const PixelFormat& format)
{
    const std::array<ColourTags, 3> colours{
        {{DCM_RedPaletteColorLookupTableDescriptor, DCM_RedPaletteColorLookupTableData,
             DCM_SegmentedRedPaletteColorLookupTableData},
            {DCM_GreenPaletteColorLookupTableDescriptor, DCM_GreenPaletteColorLookupTableData,
                DCM_SegmentedGreenPaletteColorLookupTableData},
            {DCM_BluePaletteColorLookupTableDescriptor, DCM_BluePaletteColorLookupTableData,
                DCM_SegmentedBluePaletteColorLookupTableData}}};
    std::array<LookupTable, 3> tables;
    quint16 highest = 0;
    for (size_t colour = 0; colour < 3; ++colour) {
        auto table = tableFrom(dataset, colours[colour], format);
        if (!table || (colour > 0 && table->values.size() != tables[0].values.size()))
            return std::nullopt;
        highest = std::max(highest, *std::max_element(table->values.begin(), table->values.end()));
        tables[colour] = std::move(*table);
    }
    // Tables that say 16 bits may hold 8-bit numbers all the same: then nothing is in the high bytes.
    const int down = tables[0].bits > 8 && highest > 255 ? 8 : 0;
    Palette palette;
    palette.firstMapped = tables[0].firstMapped;
    for (size_t colour = 0; colour < 3; ++colour) {
        palette.tables[colour].reserve(static_cast<qsizetype>(tables[colour].values.size()));
        for (const quint16 value : tables[colour].values)
            palette.tables[colour].append(static_cast<char>(value >> down));
    }
    return palette;
}

} // namespace twinward::imaging
