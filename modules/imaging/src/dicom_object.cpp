#include "imaging/dicom_object.h"

#include "decode_p.h"
#include "object_header_p.h"

#include <dcmtk/dcmdata/dcistrmb.h>
#include <mutex>
#include <QFile>
#include <QFileInfo>
#include <QtEndian>

namespace twinward::imaging {

namespace {

base::Error inFile(base::Error error, const QString& name)
{
    if (error.where.isEmpty())
        error.where = name;
    return error;
}

// Elements that were found to lie where they say they do, up to the pixels or all.
base::Result<std::unique_ptr<DcmDataset>> parse(
    QByteArrayView bytes, const Structure& structure, E_TransferSyntax syntax, const QString& name)
{
    if (!dcmDataDict.isDictionaryLoaded())
        return base::fail(base::ErrorCode::NotFound,
            QStringLiteral("DCMTK's data dictionary (dicom.dic) is not installed"), name,
            QStringLiteral("Install the package libdcmtk17, or set DCMDICTPATH."));
    auto dataset = std::make_unique<DcmDataset>();
    const QByteArrayView elements = bytes.sliced(structure.datasetOffset);
    if (elements.isEmpty())
        return dataset;
    DcmInputBufferStream stream;
    stream.setBuffer(elements.data(), elements.size());
    stream.setEos();
    dataset->transferInit();
    const OFCondition read = dataset->read(stream, syntax);
    dataset->transferEnd();
    if (read.bad() && read != EC_EndOfStream)
        return base::fail(base::ErrorCode::InvalidInput,
            QStringLiteral("The object's elements can't be read (%1)").arg(QString::fromLatin1(read.text())),
            name);
    (void)dataset->convertToUTF8(); // what can't be converted is read as Latin-1
    return dataset;
}

E_TransferSyntax plainSyntax(Encoding encoding)
{
    return encoding == Encoding::ImplicitLittle ? EXS_LittleEndianImplicit
        : encoding == Encoding::ExplicitLittle  ? EXS_LittleEndianExplicit
                                                : EXS_BigEndianExplicit;
}

base::Result<std::unique_ptr<DcmDataset>> parseHeader(
    QByteArrayView bytes, const Structure& structure, const QString& name)
{
    return parse(bytes.first(structure.headerEnd), structure, plainSyntax(structure.encoding), name);
}

} // namespace

class DicomObject::Private
{
public:
    QByteArray bytes;
    QByteArray inflated;
    QString name;
    Structure structure;
    ObjectHeader header;
    std::optional<Palette> palette;
    std::once_flag parsed;
    base::Result<std::unique_ptr<DcmDataset>> dataset;

    [[nodiscard]] const QByteArray& content() const { return structure.deflated ? inflated : bytes; }
    [[nodiscard]] base::Result<QByteArray> stream(int frame) const;
    [[nodiscard]] base::Result<Frame> nativeFrame(int frame) const;
    [[nodiscard]] base::Result<Frame> compressedFrame(int frame) const;
    [[nodiscard]] base::Result<Frame> coloured(Frame frame) const;
};

// The fragments of one frame, PS3.5 A.4.
base::Result<QByteArray> DicomObject::Private::stream(int frame) const
{
    const PixelElement& pixels = *structure.pixels;
    const std::vector<qsizetype> starts = frameStarts(
        content(), pixels, static_cast<int>(header.frames.size()), codecOf(header.transferSyntaxUid));
    if (starts.empty())
        return base::fail(base::ErrorCode::InvalidInput,
            QStringLiteral("It can't be told where frame %1 of %2 begins: there are %3 fragments")
                .arg(frame + 1)
                .arg(header.frames.size())
                .arg(pixels.fragments.size()),
            name);
    const auto first = static_cast<size_t>(starts[static_cast<size_t>(frame)]);
    const auto last = static_cast<size_t>(starts[static_cast<size_t>(frame) + 1]);
    QByteArray joined;
    for (size_t i = first; i < last; ++i)
        joined.append(content().constData() + pixels.fragments[i].offset, pixels.fragments[i].length);
    return joined;
}

base::Result<Frame> DicomObject::Private::nativeFrame(int index) const
{
    const PixelFormat& format = header.pixels;
    const Extent& value = structure.pixels->value;
    const qint64 bits = nativeFrameBits(format);
    if (format.bitsAllocated == 1) {
        // Two bytes from where the frame's first bit lies: words are turned round in pairs.
        const qint64 first = bits * index / 16 * 2;
        const qint64 last = std::min((bits * (index + 1) + 15) / 16 * 2, value.length);
        QByteArray words = content().mid(value.offset + first, last - first);
        if (structure.encoding == Encoding::ExplicitBig && structure.pixels->isWords)
            swapBytes(words, 2);
        return Frame{format.rows, format.columns, 1, SampleType::U8,
            unpackBits(words, bits * index - first * 8, bits)};
    }
    const qint64 size = bits / 8;
    QByteArray cells = content().mid(value.offset + size * index, size);
    if (structure.encoding == Encoding::ExplicitBig
        && (format.bitsAllocated > 8 || structure.pixels->isWords))
        swapBytes(cells, std::max(2, format.bitsAllocated / 8));
    if (format.photometric.endsWith(QLatin1String("_422")) && format.samples == 3) {
        if (format.bitsAllocated != 8)
            return base::fail(base::ErrorCode::Unsupported,
                QStringLiteral("%1 of %2 bits can't be read")
                    .arg(format.photometric)
                    .arg(format.bitsAllocated),
                name);
        return Frame{format.rows, format.columns, 3, SampleType::U8, ybr422ToRgb(format, cells)};
    }
    if (format.photometric != QLatin1String("PALETTE COLOR"))
        return frameFromNative(format, cells);
    normaliseBits(format, cells);
    return Frame{format.rows, format.columns, 1, format.bitsAllocated == 8 ? SampleType::U8 : SampleType::U16,
        std::move(cells)};
}

base::Result<Frame> DicomObject::Private::compressedFrame(int index) const
{
    const PixelFormat& format = header.pixels;
    const Codec codec = codecOf(header.transferSyntaxUid);
    if (codec == Codec::Unknown)
        return base::fail(cannotUnpack(header.transferSyntaxUid, name));
    if (format.bitsAllocated == 1 || format.isFloat || codec == Codec::Native)
        return base::fail(base::ErrorCode::Unsupported,
            QStringLiteral("Pixels of this kind can't be packed in the transfer syntax %1")
                .arg(header.transferSyntaxUid),
            name);
    const auto packed = stream(index);
    if (!packed)
        return base::fail(packed.error());
    // A stream of a few bytes can claim any size; images of one colour pack about a thousandfold.
    if (nativeFrameBits(format) / 8 > (qint64(16) << 20) + packed->size() * 2000)
        return base::fail(base::ErrorCode::InvalidInput,
            QStringLiteral("Frame %1 is %2 bytes long, too few for its size")
                .arg(index + 1)
                .arg(packed->size()),
            name);
    auto decoded = codec == Codec::Jpeg2000 ? decodeJpeg2000(format, *packed)
        : codec == Codec::Rle               ? decodeRle(format, *packed)
                                            : decodeByDcmtk(format, header.transferSyntaxUid, *packed);
    if (!decoded)
        return base::fail(
            inFile(std::move(decoded.error()), QStringLiteral("%1, frame %2").arg(name).arg(index + 1)));
    codec == Codec::Rle ? normaliseBits(format, decoded->samples) : extendSign(format, decoded->samples);
    Frame frame{format.rows, format.columns, format.samples, sampleType(format), std::move(decoded->samples)};
    if (format.samples == 3) {
        frame.data = toEightBits(format, frame.data);
        if (!decoded->isRgb && format.photometric.startsWith(QLatin1String("YBR_FULL")))
            ybrFullToRgb(frame.data);
    }
    return frame;
}

base::Result<Frame> DicomObject::Private::coloured(Frame frame) const
{
    if (header.pixels.photometric != QLatin1String("PALETTE COLOR") || header.pixels.samples != 1)
        return frame;
    if (!palette || header.pixels.bitsAllocated > 16)
        return base::fail(
            base::ErrorCode::InvalidInput, QStringLiteral("The colour table is missing or damaged"), name);
    frame.type = header.pixels.bitsAllocated == 8 ? SampleType::U8 : SampleType::U16;
    QByteArray rgb = applyPalette(*palette, frame);
    return Frame{frame.rows, frame.columns, 3, SampleType::U8, std::move(rgb)};
}

DicomObject::DicomObject(std::unique_ptr<Private> p)
    : d(std::move(p))
{ }
DicomObject::~DicomObject() = default;
DicomObject::DicomObject(DicomObject&&) noexcept = default;
DicomObject& DicomObject::operator=(DicomObject&&) noexcept = default;

base::Result<DicomObject> DicomObject::read(const QByteArray& bytes, const QString& name)
{
    startDcmtk();
    auto d = std::make_unique<Private>();
    d->bytes = bytes;
    d->name = name;
    auto walked = walk(bytes, bytes.size(), name, WalkDepth::Everything);
    if (!walked)
        return base::fail(walked.error());
    d->structure = std::move(walked->structure);
    if (d->structure.deflated) {
        auto inflated = inflate(bytes, d->structure, name);
        if (!inflated)
            return base::fail(inflated.error());
        d->inflated = std::move(inflated->bytes);
        d->structure = std::move(inflated->structure);
    }
    const auto dataset = parseHeader(d->content(), d->structure, name);
    if (!dataset)
        return base::fail(dataset.error());
    auto header = headerFrom(**dataset, d->structure, name);
    if (!header)
        return base::fail(header.error());
    d->header = std::move(*header);
    if (d->header.pixels.photometric == QLatin1String("PALETTE COLOR"))
        d->palette = paletteFrom(**dataset, d->header.pixels);
    return DicomObject(std::move(d));
}

base::Result<ObjectHeader> DicomObject::readHeader(const QString& path)
{
    startDcmtk();
    const QString name = QFileInfo(path).fileName();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return base::fail(base::ErrorCode::Io,
            QStringLiteral("The file can't be opened: %1").arg(file.errorString()), name);
    const qint64 total = file.size();
    QByteArray bytes;
    for (qint64 window = qint64(1) << 16;; window *= 4) {
        bytes.append(file.read(std::min(window, total) - bytes.size()));
        auto walked = walk(bytes, total, name, WalkDepth::Header);
        if (!walked)
            return base::fail(walked.error());
        if (walked->needsMore && bytes.size() < std::min(window, total))
            return base::fail(base::ErrorCode::Io, QStringLiteral("The file can't be read to its end"), name);
        if (walked->needsMore)
            continue;
        if (walked->structure.deflated) {
            bytes.append(file.readAll());
            auto object = read(bytes, name);
            if (!object)
                return base::fail(object.error());
            return object->header();
        }
        const auto dataset = parseHeader(bytes, walked->structure, name);
        if (!dataset)
            return base::fail(dataset.error());
        return headerFrom(**dataset, walked->structure, name);
    }
}

const ObjectHeader& DicomObject::header() const
{
    return d->header;
}

const QByteArray& DicomObject::bytes() const
{
    return d->bytes;
}

base::Result<Frame> DicomObject::frame(int index) const
{
    if (index < 0 || static_cast<size_t>(index) >= d->header.frames.size())
        return base::fail(base::ErrorCode::NotFound,
            QStringLiteral("There is no frame %1: the object has %2")
                .arg(index + 1)
                .arg(d->header.frames.size()),
            d->name);
    auto frame = d->structure.pixels->encapsulated ? d->compressedFrame(index) : d->nativeFrame(index);
    if (!frame)
        return base::fail(inFile(std::move(frame.error()), d->name));
    return d->coloured(std::move(*frame));
}

base::Result<const DcmDataset*> DicomObject::dataset() const
{
    std::call_once(d->parsed, [this] {
        // Only what the walk found decides over how it is read: an object may claim any syntax, or none.
        const DcmXfer stated(d->header.transferSyntaxUid.toLatin1().constData());
        const bool asItCame = d->structure.encoding == Encoding::ExplicitLittle && stated.isEncapsulated();
        const E_TransferSyntax syntax = asItCame ? stated.getXfer() : plainSyntax(d->structure.encoding);
        d->dataset = parse(
            QByteArrayView(d->content()).first(d->structure.contentEnd), d->structure, syntax, d->name);
    });
    if (!d->dataset)
        return base::fail(d->dataset.error());
    return d->dataset->get();
}

} // namespace twinward::imaging
