#include "structure_p.h"

#include "dcmtk_p.h"
#include "decode_p.h"
#include "representation_p.h"

#include <algorithm>
#include <optional>
#include <QtEndian>

namespace twinward::imaging {

namespace {

constexpr quint32 undefinedLength = 0xFFFFFFFF;
constexpr quint32 itemTag = 0xFFFEE000;
constexpr quint32 itemEnd = 0xFFFEE00D;
constexpr quint32 sequenceEnd = 0xFFFEE0DD;

QString tagText(quint32 tag)
{
    const DcmTag named(static_cast<Uint16>(tag >> 16), static_cast<Uint16>(tag & 0xFFFF));
    const auto number = QStringLiteral("(%1,%2)")
                            .arg(tag >> 16, 4, 16, QLatin1Char('0'))
                            .arg(tag & 0xFFFF, 4, 16, QLatin1Char('0'));
    DcmTag copy(named);
    return QStringLiteral("%1 %2").arg(QString::fromLatin1(copy.getTagName()), number.toUpper());
}

bool isPixels(quint32 tag)
{
    return tag == 0x7FE00008 || tag == 0x7FE00009 || tag == 0x7FE00010;
}

struct Element
{
    qint64 offset = 0; // of its tag
    quint32 tag = 0;
    bool isSequence = false;
    bool isUnknown = false; // VR UN: what is inside is implicit little endian
    quint32 length = 0;
    qint64 value = 0; // offset
    [[nodiscard]] bool isOpen() const { return length == undefinedLength; }
};

// Thrown and caught in this file: the walk ends here.
struct Stop
{
    std::optional<base::Error> error; // none: more bytes are needed
};

class Walker
{
public:
    Walker(QByteArrayView bytes, qint64 total, QString name)
        : m_bytes(bytes)
        , m_total(total)
        , m_name(std::move(name))
    { }

    Structure run(WalkDepth depth);
    void walkDataset(Structure& structure, WalkDepth depth);

private:
    void need(qint64 end) const
    {
        if (end > m_total)
            fail(QStringLiteral("The file is cut short"), m_total);
        if (end > m_bytes.size())
            throw Stop{};
    }
    [[noreturn]] void fail(const QString& what, qint64 offset) const
    {
        throw Stop{base::Error{
            base::ErrorCode::InvalidInput, what, QStringLiteral("%1, byte %2").arg(m_name).arg(offset), {}}};
    }
    template <class T> T read(qint64 offset, Encoding encoding) const
    {
        need(offset + static_cast<qint64>(sizeof(T)));
        return encoding == Encoding::ExplicitBig ? qFromBigEndian<T>(m_bytes.data() + offset)
                                                 : qFromLittleEndian<T>(m_bytes.data() + offset);
    }
    [[nodiscard]] quint32 tagAt(qint64 offset, Encoding encoding) const
    {
        return quint32(read<quint16>(offset, encoding)) << 16 | read<quint16>(offset + 2, encoding);
    }
    [[nodiscard]] Element element(qint64 offset, qint64 end, Encoding encoding) const;
    void checkFits(const Element& element, qint64 end) const;
    [[nodiscard]] bool isPadding(qint64 pos) const;
    [[nodiscard]] qint64 skipContent(const Element& element, qint64 end, Encoding encoding, int depth) const;
    [[nodiscard]] qint64 skipSequence(qint64 pos, qint64 end, bool open, Encoding encoding, int depth) const;
    [[nodiscard]] qint64 skipItem(qint64 pos, qint64 end, bool open, Encoding encoding, int depth) const;
    [[nodiscard]] qint64 readMeta(qint64 pos, Structure& structure) const;
    [[nodiscard]] Encoding recognise(qint64 pos, std::optional<Encoding> declared) const;
    [[nodiscard]] qint64 readFragments(PixelElement& pixels, Encoding encoding) const; // where they end
    [[nodiscard]] qint64 soundEnd(qint64 pos, Encoding encoding) const;
    [[nodiscard]] qint64 readPixels(const Element& element, Structure& structure, WalkDepth depth) const;

    QByteArrayView m_bytes;
    qint64 m_total;
    QString m_name;
};

Element Walker::element(qint64 offset, qint64 end, Encoding encoding) const
{
    Element found{.offset = offset};
    if (offset + 8 > end)
        fail(QStringLiteral("An element is cut short"), offset);
    found.tag = tagAt(offset, encoding);
    if (encoding == Encoding::ImplicitLittle || (found.tag >> 16) == 0xFFFE) {
        found.length = read<quint32>(offset + 4, encoding);
        found.value = offset + 8;
        const DcmTag tag(static_cast<Uint16>(found.tag >> 16), static_cast<Uint16>(found.tag & 0xFFFF));
        found.isSequence = (found.tag >> 16) != 0xFFFE
            && (tag.getEVR() == EVR_SQ || (found.isOpen() && !isPixels(found.tag)));
        return found;
    }
    need(offset + 8);
    const QByteArrayView vr = m_bytes.sliced(offset + 4, 2);
    // An unknown VR in capitals is one of a later edition, which has four bytes of length; anything else in
    // its place is a mistake of the writer, who then wrote two.
    const bool capitals = vr[0] >= 'A' && vr[0] <= 'Z' && vr[1] >= 'A' && vr[1] <= 'Z';
    if (isLongRepresentation(vr) || (capitals && !isKnownRepresentation(vr))) {
        if (offset + 12 > end)
            fail(QStringLiteral("An element is cut short"), offset);
        found.length = read<quint32>(offset + 8, encoding);
        found.value = offset + 12;
        found.isUnknown = vr == QByteArrayView("UN");
        const DcmTag tag(static_cast<Uint16>(found.tag >> 16), static_cast<Uint16>(found.tag & 0xFFFF));
        found.isSequence = vr == QByteArrayView("SQ") || (found.isOpen() && !isPixels(found.tag))
            || (found.isUnknown && tag.getEVR() == EVR_SQ);
    } else {
        found.length = read<quint16>(offset + 6, encoding);
        found.value = offset + 8;
    }
    return found;
}

void Walker::checkFits(const Element& element, qint64 end) const
{
    if (!element.isOpen() && element.value + element.length > end)
        fail(QStringLiteral(
                 "%1 says it is %2 bytes long, but only %3 are left: the file is cut short or damaged")
                 .arg(tagText(element.tag))
                 .arg(element.length)
                 .arg(end - element.value),
            element.offset);
}

// Zeros to the end: media writers fill blocks with them.
bool Walker::isPadding(qint64 pos) const
{
    need(m_total);
    return std::all_of(m_bytes.begin() + pos, m_bytes.end(), [](char byte) { return byte == 0; });
}

// Past the value of an element; sequences are walked.
qint64 Walker::skipContent(const Element& element, qint64 end, Encoding encoding, int depth) const
{
    checkFits(element, end);
    const qint64 stop = element.isOpen() ? end : element.value + element.length;
    if (!element.isSequence)
        return stop;
    if (depth >= maxNesting)
        fail(QStringLiteral("Sequences are nested more than %1 deep").arg(maxNesting), element.offset);
    const Encoding inside = element.isUnknown ? Encoding::ImplicitLittle : encoding;
    const qint64 after = skipSequence(element.value, stop, element.isOpen(), inside, depth + 1);
    return element.isOpen() ? after : stop;
}

qint64 Walker::skipSequence(qint64 pos, qint64 end, bool open, Encoding encoding, int depth) const
{
    while (pos < end) {
        const Element item = element(pos, end, encoding);
        if (item.tag == sequenceEnd)
            return item.value;
        if (item.tag != itemTag)
            fail(QStringLiteral("In a sequence stands %1 where an item should begin").arg(tagText(item.tag)),
                pos);
        checkFits(item, end);
        pos = skipItem(
            item.value, item.isOpen() ? end : item.value + item.length, item.isOpen(), encoding, depth);
    }
    if (open)
        fail(QStringLiteral("A sequence doesn't end"), pos);
    return pos;
}

qint64 Walker::skipItem(qint64 pos, qint64 end, bool open, Encoding encoding, int depth) const
{
    while (pos < end) {
        const Element inside = element(pos, end, encoding);
        if (inside.tag == itemEnd)
            return inside.value;
        if (isPixels(inside.tag) && inside.isOpen()) { // an icon's
            pos = skipSequence(inside.value, end, true, encoding, depth);
            continue;
        }
        pos = skipContent(inside, end, encoding, depth);
    }
    if (open)
        fail(QStringLiteral("An item of a sequence doesn't end"), pos);
    return pos;
}

// The file meta information is always explicit little endian; its group length is often wrong.
qint64 Walker::readMeta(qint64 pos, Structure& structure) const
{
    while (pos + 8 <= m_total && (tagAt(pos, Encoding::ExplicitLittle) >> 16) == 2) {
        const Element meta = element(pos, m_total, Encoding::ExplicitLittle);
        if (meta.isOpen())
            fail(QStringLiteral("The file meta information is damaged"), pos);
        checkFits(meta, m_total);
        need(meta.value + meta.length);
        if (meta.tag == 0x00020010) {
            QByteArray uid = m_bytes.sliced(meta.value, meta.length).toByteArray();
            while (uid.endsWith('\0') || uid.endsWith(' '))
                uid.chop(1);
            structure.transferSyntaxUid = QString::fromLatin1(uid);
        }
        pos = meta.value + meta.length;
    }
    return pos;
}

// What the first element looks like, where the object doesn't say or says what can't be.
Encoding Walker::recognise(qint64 pos, std::optional<Encoding> declared) const
{
    if (pos == m_total)
        return declared.value_or(Encoding::ExplicitLittle);
    if (pos + 8 > m_total)
        fail(QStringLiteral("There is no DICOM dataset"), pos);
    need(pos + 8);
    const bool named = isKnownRepresentation(m_bytes.sliced(pos + 4, 2));
    const quint16 group = qFromLittleEndian<quint16>(m_bytes.data() + pos);
    const quint32 length = qFromLittleEndian<quint32>(m_bytes.data() + pos + 4);
    if (named) {
        const Encoding seen = group < 0x100 ? Encoding::ExplicitLittle : Encoding::ExplicitBig;
        return declared && *declared != Encoding::ImplicitLittle ? *declared : seen;
    }
    if (declared)
        return *declared == Encoding::ExplicitBig ? Encoding::ExplicitBig
            : length <= m_total - pos - 8         ? Encoding::ImplicitLittle
                                                  : *declared;
    const bool plausible
        = group > 0 && group <= 0x20 && (length == undefinedLength || length <= m_total - pos - 8);
    if (!plausible)
        throw Stop{base::Error{base::ErrorCode::InvalidInput, QStringLiteral("This is no DICOM object"),
            m_name, QStringLiteral("Choose files of a scanner, a PACS or a patient CD.")}};
    return Encoding::ImplicitLittle;
}

qint64 Walker::readFragments(PixelElement& pixels, Encoding encoding) const
{
    qint64 pos = pixels.value.offset;
    for (bool first = true;; first = false) {
        if (pos + 8 > m_total)
            fail(QStringLiteral("The compressed pixel data doesn't end: the file is cut short"), m_total);
        const Element item = element(pos, m_total, encoding);
        if (item.tag == sequenceEnd)
            return item.value;
        if (item.tag != itemTag || item.isOpen())
            fail(QStringLiteral("In the compressed pixel data stands %1 where a fragment should begin")
                     .arg(tagText(item.tag)),
                pos);
        if (item.value + item.length > m_total)
            fail(QStringLiteral(
                     "A fragment of the compressed pixel data says it is %1 bytes long, but only %2 are "
                     "left: the file is cut short")
                     .arg(item.length)
                     .arg(m_total - item.value),
                pos);
        const Extent extent{item.value, item.length};
        if (first)
            pixels.offsetTable = extent;
        else
            pixels.fragments.push_back(extent);
        pos = item.value + item.length;
    }
}

// The pixels are what matters: behind them only as much is read as is sound.
qint64 Walker::soundEnd(qint64 pos, Encoding encoding) const
{
    try {
        while (pos < m_total) {
            const Element next = element(pos, m_total, encoding);
            if ((next.tag >> 16) == 0xFFFE || (isPixels(next.tag) && next.isOpen()))
                break;
            pos = skipContent(next, m_total, encoding, 0);
        }
    } catch (const Stop&) {
        return pos;
    }
    return pos;
}

qint64 Walker::readPixels(const Element& element, Structure& structure, WalkDepth depth) const
{
    PixelElement pixels;
    pixels.tag = element.tag;
    pixels.elementOffset = element.offset;
    pixels.encapsulated = element.isOpen();
    pixels.isWords = structure.encoding == Encoding::ImplicitLittle
        || m_bytes.sliced(element.offset + 4, 2) == QByteArrayView("OW");
    checkFits(element, m_total);
    pixels.value = {element.value, element.isOpen() ? m_total - element.value : element.length};
    qint64 end = pixels.value.offset + pixels.value.length;
    if (pixels.encapsulated && depth == WalkDepth::Everything)
        end = readFragments(pixels, structure.encoding);
    structure.pixels = std::move(pixels);
    return end;
}

void Walker::walkDataset(Structure& structure, WalkDepth depth)
{
    qint64 pos = structure.datasetOffset;
    while (pos < m_total) {
        structure.headerEnd = pos;
        const Element next = element(pos, m_total, structure.encoding);
        if (isPixels(next.tag)) {
            const qint64 after = readPixels(next, structure, depth);
            structure.contentEnd
                = depth == WalkDepth::Everything ? soundEnd(after, structure.encoding) : after;
            return;
        }
        if (next.tag == 0 && isPadding(pos))
            break;
        if ((next.tag >> 16) == 0xFFFE || next.tag == 0)
            fail(QStringLiteral("The object is damaged: %1 stands where an element should begin")
                     .arg(tagText(next.tag)),
                pos);
        pos = skipContent(next, m_total, structure.encoding, 0);
    }
    structure.headerEnd = pos;
    structure.contentEnd = pos;
}

Structure Walker::run(WalkDepth depth)
{
    Structure structure;
    if (m_total == 0)
        fail(QStringLiteral("The file is empty"), 0);
    qint64 pos = 0;
    const bool hasPreamble = m_total >= 132 && (need(132), m_bytes.sliced(128, 4) == QByteArrayView("DICM"));
    if (hasPreamble)
        pos = 132;
    pos = readMeta(pos, structure);
    std::optional<Encoding> declared;
    if (!structure.transferSyntaxUid.isEmpty()) {
        const DcmXfer syntax(structure.transferSyntaxUid.toLatin1().constData());
        // GE's own syntax turns the pixels alone round.
        if (syntax.getXfer() == EXS_Unknown || syntax.getXfer() == EXS_PrivateGE_LEI_WithBigEndianPixelData)
            throw Stop{cannotUnpack(structure.transferSyntaxUid, m_name)};
        structure.deflated = syntax.getXfer() == EXS_DeflatedLittleEndianExplicit;
        declared = syntax.isImplicitVR() ? Encoding::ImplicitLittle
            : syntax.isBigEndian()       ? Encoding::ExplicitBig
                                         : Encoding::ExplicitLittle;
    } else if (hasPreamble && pos + 8 <= m_total) {
        need(pos + 8);
        if (!isKnownRepresentation(m_bytes.sliced(pos + 4, 2)))
            declared = Encoding::ImplicitLittle;
    }
    structure.datasetOffset = pos;
    if (structure.deflated)
        return structure;
    structure.encoding = recognise(pos, declared);
    walkDataset(structure, depth);
    return structure;
}

} // namespace

base::Result<Walk> walk(QByteArrayView bytes, qint64 total, const QString& name, WalkDepth depth)
{
    try {
        return Walk{false, Walker(bytes, total, name).run(depth)};
    } catch (const Stop& stop) {
        if (stop.error)
            return base::fail(*stop.error);
        return Walk{true, {}};
    }
}

base::Status walkDataset(QByteArrayView bytes, const QString& name, Structure& structure)
{
    try {
        Walker(bytes, bytes.size(), name).walkDataset(structure, WalkDepth::Everything);
    } catch (const Stop& stop) {
        return base::fail(*stop.error); // all bytes are there, so more are never needed
    }
    return {};
}

} // namespace twinward::imaging
