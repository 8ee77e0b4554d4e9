#include "dcmtk_p.h"
#include "decode_p.h"
#include "object_header_p.h"

#include <dcmtk/dcmdata/dcpixseq.h>
#include <dcmtk/dcmdata/dcpxitem.h>
#include <memory>

namespace twinward::imaging {

namespace {

base::Error damaged(const QString& what)
{
    return {base::ErrorCode::InvalidInput, what, {}, {}};
}

base::Status checkSize(const PixelFormat& format, const QByteArray& stream)
{
    const auto size = jpegSize(stream);
    if (!size)
        return base::fail(damaged(QStringLiteral("There is no JPEG stream, or its header is cut short")));
    if (size->rows != format.rows || size->columns != format.columns || size->samples != format.samples)
        return base::fail(damaged(
            QStringLiteral("The JPEG stream is %1 × %2 pixels of %3 samples, the header says %4 × %5 of %6")
                .arg(size->columns)
                .arg(size->rows)
                .arg(size->samples)
                .arg(format.columns)
                .arg(format.rows)
                .arg(format.samples)));
    if (size->bits < 2 || size->bits > 16 || size->bits > format.bitsAllocated)
        return base::fail(damaged(QStringLiteral("The JPEG stream has %1 bits, the header allows %2")
                                      .arg(size->bits)
                                      .arg(format.bitsAllocated)));
    return {};
}

// One frame as an object of its own, so that DCMTK's codecs have no say over anything else.
std::unique_ptr<DcmDataset> frameObject(
    const PixelFormat& format, int bits, E_TransferSyntax syntax, const QByteArray& stream)
{
    auto object = std::make_unique<DcmDataset>();
    const bool isSmall = bits <= 8;
    object->putAndInsertUint16(DCM_Rows, static_cast<Uint16>(format.rows));
    object->putAndInsertUint16(DCM_Columns, static_cast<Uint16>(format.columns));
    object->putAndInsertUint16(DCM_SamplesPerPixel, static_cast<Uint16>(format.samples));
    object->putAndInsertUint16(DCM_BitsAllocated, isSmall ? 8 : 16);
    object->putAndInsertUint16(
        DCM_BitsStored, static_cast<Uint16>(std::min(format.bitsStored, isSmall ? 8 : 16)));
    object->putAndInsertUint16(
        DCM_HighBit, static_cast<Uint16>(std::min(format.bitsStored, isSmall ? 8 : 16) - 1));
    object->putAndInsertUint16(DCM_PixelRepresentation, format.isSigned ? 1 : 0);
    if (format.samples > 1)
        object->putAndInsertUint16(DCM_PlanarConfiguration, 0);
    object->putAndInsertString(DCM_NumberOfFrames, "1");
    object->putAndInsertString(DCM_PhotometricInterpretation, format.photometric.toLatin1().constData());
    auto* sequence = new DcmPixelSequence(DCM_PixelSequenceTag);
    sequence->insert(new DcmPixelItem(DCM_PixelItemTag));
    auto* item = new DcmPixelItem(DCM_PixelItemTag);
    item->putUint8Array(
        reinterpret_cast<const Uint8*>(stream.constData()), static_cast<unsigned long>(stream.size()));
    sequence->insert(item);
    auto* pixels = new DcmPixelData(DCM_PixelData);
    pixels->putOriginalRepresentation(syntax, nullptr, sequence);
    object->insert(pixels);
    return object;
}

QByteArray widened(const QByteArray& small, int bytes)
{
    QByteArray wide(small.size() * bytes, '\0');
    for (qsizetype i = 0; i < small.size(); ++i)
        wide[i * bytes] = small[i];
    return wide;
}

} // namespace

// ITU-T T.81 B.2.2 (SOF0 to SOF15) and T.87 C.2.2 (SOF55).
std::optional<StreamSize> jpegSize(const QByteArray& stream)
{
    const auto* at = reinterpret_cast<const uchar*>(stream.constData());
    const qsizetype size = stream.size();
    if (size < 4 || at[0] != 0xFF || at[1] != 0xD8)
        return std::nullopt;
    for (qsizetype pos = 2; pos + 4 <= size;) {
        if (at[pos] != 0xFF)
            return std::nullopt;
        const int marker = at[pos + 1];
        if (marker == 0xFF) { // fill
            ++pos;
            continue;
        }
        const bool isAlone = marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7);
        if (isAlone) {
            pos += 2;
            continue;
        }
        const bool isFrame
            = (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC)
            || marker == 0xF7;
        const int length = at[pos + 2] << 8 | at[pos + 3];
        if (isFrame) {
            if (length < 8 || pos + 10 > size)
                return std::nullopt;
            const auto word = [&](qsizetype offset) { return at[pos + offset] << 8 | at[pos + offset + 1]; };
            return StreamSize{word(5), word(7), at[pos + 9], at[pos + 4], marker == 0xC3 || marker == 0xF7};
        }
        if (length < 2 || marker == 0xDA || marker == 0xD9)
            return std::nullopt;
        pos += 2 + length;
    }
    return std::nullopt;
}

base::Result<Decoded> decodeByDcmtk(
    const PixelFormat& format, const QString& transferSyntaxUid, const QByteArray& stream)
{
    startDcmtk();
    if (format.bitsAllocated != 8 && format.bitsAllocated != 16)
        return base::fail(base::ErrorCode::Unsupported,
            QStringLiteral("Compressed pixels of %1 bits can't be read").arg(format.bitsAllocated));
    if (auto fits = checkSize(format, stream); !fits)
        return base::fail(fits.error());
    const int bits = jpegSize(stream)->bits;
    const int bytes = bits <= 8 ? 1 : 2;
    const E_TransferSyntax syntax = DcmXfer(transferSyntaxUid.toLatin1().constData()).getXfer();
    const auto object = frameObject(format, bits, syntax, stream);
    DcmElement* element = nullptr;
    Decoded decoded;
    const qsizetype length = qsizetype(format.rows) * format.columns * format.samples * bytes;
    decoded.samples.fill('\0', length + (length & 1)); // nothing of other images where a codec leaves a hole
    OFString colours;
    Uint32 fragment = 0;
    OFCondition done = object->findAndGetElement(DCM_PixelData, element);
    if (done.good())
        done = static_cast<DcmPixelData*>(element)->getUncompressedFrame(object.get(), 0, fragment,
            decoded.samples.data(), static_cast<Uint32>(decoded.samples.size()), colours);
    if (done.bad())
        return base::fail(damaged(QStringLiteral("The compressed pixels can't be decoded (%1)")
                                      .arg(QString::fromLatin1(done.text()))));
    decoded.samples.truncate(length);
    if (bytes < format.bitsAllocated / 8)
        decoded.samples = widened(decoded.samples, format.bitsAllocated / 8);
    decoded.isRgb = colours == "RGB";
    return decoded;
}

} // namespace twinward::imaging
