#include "decode_p.h"

#include <memory>
#include <openjpeg.h>
#include <QtEndian>

namespace twinward::imaging {

namespace {

struct Source
{
    const QByteArray& bytes;
    qsizetype at = 0;
};

OPJ_SIZE_T readBytes(void* buffer, OPJ_SIZE_T count, void* user)
{
    auto* source = static_cast<Source*>(user);
    const qsizetype left = source->bytes.size() - source->at;
    if (left <= 0)
        return static_cast<OPJ_SIZE_T>(-1);
    const qsizetype taken = std::min<qsizetype>(left, static_cast<qsizetype>(count));
    std::memcpy(buffer, source->bytes.constData() + source->at, static_cast<size_t>(taken));
    source->at += taken;
    return static_cast<OPJ_SIZE_T>(taken);
}

OPJ_OFF_T skipBytes(OPJ_OFF_T count, void* user)
{
    auto* source = static_cast<Source*>(user);
    const qsizetype target = std::clamp<qsizetype>(source->at + count, 0, source->bytes.size());
    const OPJ_OFF_T moved = target - source->at;
    source->at = target;
    return moved == 0 && count != 0 ? -1 : moved;
}

OPJ_BOOL seekTo(OPJ_OFF_T offset, void* user)
{
    auto* source = static_cast<Source*>(user);
    if (offset < 0 || offset > source->bytes.size())
        return OPJ_FALSE;
    source->at = offset;
    return OPJ_TRUE;
}

// OpenJPEG's handles are void pointers in disguise: the way to free them is part of the type.
template <auto release> struct Free
{
    template <class T> void operator()(T* thing) const { release(thing); }
};
using StreamHandle = std::unique_ptr<opj_stream_t, Free<opj_stream_destroy>>;
using CodecHandle = std::unique_ptr<opj_codec_t, Free<opj_destroy_codec>>;
using ImageHandle = std::unique_ptr<opj_image_t, Free<opj_image_destroy>>;

StreamHandle streamOver(Source& source)
{
    StreamHandle stream(opj_stream_default_create(OPJ_TRUE));
    if (!stream)
        return stream;
    opj_stream_set_read_function(stream.get(), readBytes);
    opj_stream_set_skip_function(stream.get(), skipBytes);
    opj_stream_set_seek_function(stream.get(), seekTo);
    opj_stream_set_user_data(stream.get(), &source, nullptr);
    opj_stream_set_user_data_length(stream.get(), static_cast<OPJ_UINT64>(source.bytes.size()));
    return stream;
}

base::Error damaged(const QString& what)
{
    return {base::ErrorCode::InvalidInput, what, {}, {}};
}

base::Status checkImage(const PixelFormat& format, const opj_image_t& image)
{
    if (static_cast<int>(image.numcomps) != format.samples)
        return base::fail(
            damaged(QStringLiteral("The JPEG 2000 stream has %1 samples per pixel, the header says %2")
                        .arg(image.numcomps)
                        .arg(format.samples)));
    for (OPJ_UINT32 i = 0; i < image.numcomps; ++i) {
        const opj_image_comp_t& component = image.comps[i];
        if (component.w != static_cast<OPJ_UINT32>(format.columns)
            || component.h != static_cast<OPJ_UINT32>(format.rows))
            return base::fail(
                damaged(QStringLiteral("The JPEG 2000 stream is %1 × %2 pixels, the header says %3 × %4")
                            .arg(component.w)
                            .arg(component.h)
                            .arg(format.columns)
                            .arg(format.rows)));
        if (static_cast<int>(component.prec) > format.bitsAllocated)
            return base::fail(damaged(QStringLiteral("The JPEG 2000 stream has %1 bits, the header allows %2")
                                          .arg(component.prec)
                                          .arg(format.bitsAllocated)));
    }
    return {};
}

template <class T> void weave(const opj_image_t& image, QByteArray& samples)
{
    auto* out = reinterpret_cast<T*>(samples.data());
    const size_t pixels = size_t(image.comps[0].w) * image.comps[0].h;
    for (size_t i = 0; i < pixels; ++i) {
        for (OPJ_UINT32 c = 0; c < image.numcomps; ++c)
            *out++ = static_cast<T>(image.comps[c].data[i]);
    }
}

// The SIZ marker's tiles: a stream of a few bytes may claim millions.
bool hasFewTiles(const QByteArray& stream)
{
    const qsizetype at = stream.indexOf(QByteArray("\xFF\x4F\xFF\x51", 4));
    if (at < 0 || at + 40 > stream.size())
        return false;
    const auto word
        = [&](qsizetype offset) { return qFromBigEndian<quint32>(stream.constData() + at + offset); };
    const quint64 tileColumns = word(24);
    const quint64 tileRows = word(28);
    if (tileColumns == 0 || tileRows == 0)
        return false;
    const quint64 tiles
        = ((word(8) + tileColumns - 1) / tileColumns) * ((word(12) + tileRows - 1) / tileRows);
    return tiles
        <= static_cast<quint64>(stream.size()) / 12 + 1; // each has at least a marker of twelve bytes
}

} // namespace

base::Result<Decoded> decodeJpeg2000(const PixelFormat& format, const QByteArray& stream)
{
    const bool isFile = stream.startsWith(QByteArray("\0\0\0\x0CjP", 6));
    if (!isFile && !stream.startsWith(QByteArray("\xFF\x4F", 2)))
        return base::fail(damaged(QStringLiteral("There is no JPEG 2000 stream")));
    if (!hasFewTiles(stream))
        return base::fail(damaged(QStringLiteral("The JPEG 2000 stream's size is damaged")));
    const CodecHandle codec(opj_create_decompress(isFile ? OPJ_CODEC_JP2 : OPJ_CODEC_J2K));
    Source source{stream};
    const auto input = streamOver(source);
    opj_dparameters_t parameters;
    opj_set_default_decoder_parameters(&parameters);
    if (!codec || !input || !opj_setup_decoder(codec.get(), &parameters))
        return base::fail(damaged(QStringLiteral("Not enough memory for JPEG 2000")));
    opj_image_t* read = nullptr;
    const bool hasHeader = opj_read_header(input.get(), codec.get(), &read) == OPJ_TRUE;
    const ImageHandle image(read);
    if (!hasHeader || !image)
        return base::fail(damaged(QStringLiteral("The JPEG 2000 stream's header is damaged")));
    if (auto fits = checkImage(format, *image); !fits)
        return base::fail(fits.error());
    if (!opj_decode(codec.get(), input.get(), image.get()))
        return base::fail(damaged(QStringLiteral("The JPEG 2000 stream is damaged or cut short")));
    if (auto fits = checkImage(format, *image); !fits)
        return base::fail(fits.error());
    for (OPJ_UINT32 i = 0; i < image->numcomps; ++i) {
        if (!image->comps[i].data)
            return base::fail(damaged(QStringLiteral("The JPEG 2000 stream is damaged or cut short")));
    }
    Decoded decoded;
    decoded.samples.resize(
        qsizetype(format.rows) * format.columns * format.samples * (format.bitsAllocated / 8));
    if (format.bitsAllocated == 8)
        weave<quint8>(*image, decoded.samples);
    else if (format.bitsAllocated == 16)
        weave<quint16>(*image, decoded.samples);
    else
        weave<quint32>(*image, decoded.samples);
    // The stream's own colour transform (ICT, RCT) is undone by the codec.
    decoded.isRgb = !format.photometric.startsWith(QLatin1String("YBR_FULL"));
    return decoded;
}

} // namespace twinward::imaging
