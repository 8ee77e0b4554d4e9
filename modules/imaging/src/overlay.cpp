#include "imaging/overlay.h"

#include "decode_p.h"
#include "object_access_p.h"

#include <algorithm>
#include <QtEndian>

namespace twinward::imaging {

namespace {

struct Place
{
    int rows = 0;
    int columns = 0;
    int firstRow = 0; // of the image, from 0; may lie outside
    int firstColumn = 0;
};

// The overlay's bits as an image-sized mask.
QByteArray placed(const QByteArray& bits, const Place& place, const PixelFormat& image)
{
    QByteArray mask(qsizetype(image.rows) * image.columns, '\0');
    for (int row = 0; row < place.rows; ++row) {
        const int to = row + place.firstRow;
        if (to < 0 || to >= image.rows)
            continue;
        for (int column = 0; column < place.columns; ++column) {
            const int at = column + place.firstColumn;
            if (at >= 0 && at < image.columns)
                mask[qsizetype(to) * image.columns + at] = bits[qsizetype(row) * place.columns + column];
        }
    }
    return mask;
}

// Overlays of ACR-NEMA's kind lie in a bit of each pixel cell that is not stored value.
base::Result<QByteArray> fromPixelCells(const DicomObject& object, int frame, int bit)
{
    const ObjectHeader& header = object.header();
    if (!header.native || header.pixels.bitsAllocated != 16 || header.pixels.samples != 1)
        return base::fail(base::ErrorCode::Unsupported,
            QStringLiteral("The overlay lies in the bits of pixels that are not kept as 16-bit words"));
    const char* cells
        = object.bytes().constData() + header.native->offset + header.native->frameBytes * frame;
    QByteArray bits(header.native->frameBytes / 2, Qt::Uninitialized);
    for (qsizetype i = 0; i < bits.size(); ++i)
        bits[i] = static_cast<char>(qFromLittleEndian<quint16>(cells + 2 * i) >> bit & 1);
    return bits;
}

// 60xx,eeee
DcmTagKey key(int group, quint16 element)
{
    return {static_cast<Uint16>(group), element};
}

base::Result<std::optional<Overlay>> overlayFrom(
    DcmItem& dataset, const DicomObject& object, int group, int frame)
{
    const PixelFormat& image = object.header().pixels;
    const auto number = [&](quint16 element, int fallback) {
        const qint64 value = integerOf(dataset, key(group, element)).value_or(fallback);
        return static_cast<int>(std::clamp<qint64>(value, -65536, 65536));
    };
    const std::vector<double> origin = numbersOf(dataset, key(group, 0x0050)); // row, column; from 1
    Place place{number(0x0010, 0), number(0x0011, 0), 0, 0};
    if (origin.size() == 2) {
        place.firstRow = static_cast<int>(origin[0]) - 1;
        place.firstColumn = static_cast<int>(origin[1]) - 1;
    }
    const int frames = std::max(1, number(0x0015, 1));
    const int own = frame - (number(0x0051, 1) - 1); // Image Frame Origin
    if (place.rows <= 0 || place.columns <= 0 || own < 0 || own >= frames)
        return std::nullopt;
    Overlay overlay{group, textOf(dataset, key(group, 0x1500)), textOf(dataset, key(group, 0x0022)),
        textOf(dataset, key(group, 0x0040)) == QLatin1String("R"), {}};
    if (!dataset.tagExists(key(group, 0x3000))) {
        auto bits = fromPixelCells(object, frame, std::clamp(number(0x0102, 0), 0, 15));
        if (!bits)
            return base::fail(bits.error());
        overlay.mask = placed(*bits, {image.rows, image.columns, 0, 0}, image);
        return overlay;
    }
    const QByteArray bytes = bytesOf(dataset, key(group, 0x3000));
    const qint64 count = qint64(place.rows) * place.columns;
    if (count * (own + 1) > bytes.size() * 8)
        return base::fail(base::ErrorCode::InvalidInput,
            QStringLiteral("The overlay %1 is cut short").arg(group, 4, 16), QStringLiteral("Overlay Data"));
    overlay.mask = placed(unpackBits(bytes, count * own, count), place, image);
    return overlay;
}

} // namespace

base::Result<std::vector<Overlay>> readOverlays(const DicomObject& object, int frame)
{
    std::vector<Overlay> overlays;
    if (frame < 0 || static_cast<size_t>(frame) >= object.header().frames.size())
        return overlays;
    const auto dataset = itemOf(object);
    if (!dataset)
        return base::fail(dataset.error());
    for (int group = 0x6000; group <= 0x601E; group += 2) {
        if (!(*dataset)->tagExists(key(group, 0x0010)))
            continue;
        auto overlay = overlayFrom(**dataset, object, group, frame);
        if (!overlay)
            return base::fail(overlay.error());
        if (*overlay)
            overlays.push_back(std::move(**overlay));
    }
    return overlays;
}

} // namespace twinward::imaging
