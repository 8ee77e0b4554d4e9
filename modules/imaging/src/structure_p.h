#pragma once

// Where things lie in a DICOM object, found by walking its elements before anybody believes a length in them:
// the transfer syntax, where the header ends, where each piece of pixel data is. What passes here can be
// handed to DCMTK: every element lies inside its container and nesting is bounded.

#include "base/error.h"

#include <optional>
#include <QByteArray>
#include <vector>

namespace twinward::imaging {

struct Extent
{
    qint64 offset = 0;
    qint64 length = 0;
};

enum class Encoding : quint8 { ImplicitLittle, ExplicitLittle, ExplicitBig };

// The element that holds the pixels.
struct PixelElement
{
    quint32 tag = 0; // 7FE00008, 7FE00009 or 7FE00010
    qint64 elementOffset = 0; // of the tag
    Extent value; // native; what is there of it where the element was cut short
    bool encapsulated = false;
    bool isWords = false; // VR OW: big endian swaps the bytes of 8-bit pixels, too
    Extent offsetTable; // encapsulated: the basic offset table's bytes
    std::vector<Extent> fragments;
};

struct Structure
{
    QString transferSyntaxUid; // empty where the object doesn't say
    Encoding encoding = Encoding::ExplicitLittle; // of the dataset; after inflating
    bool deflated = false;
    qint64 datasetOffset = 0;
    qint64 headerEnd = 0; // of the elements before the pixels
    std::optional<PixelElement> pixels;
    qint64 contentEnd = 0; // of the last whole element; what follows is padding or damaged, and not read
};

enum class WalkDepth : quint8 { Header, Everything };

// What a walk over the first bytes of a file came to: more bytes are needed, or a structure.
struct Walk
{
    bool needsMore = false;
    Structure structure;
};

// bytes: the beginning of the object, or all of it; total: how long the object is. With WalkDepth::Header the
// walk ends at the pixels and doesn't look at fragments. A deflated object is recognised, not walked.
[[nodiscard]] base::Result<Walk> walk(
    QByteArrayView bytes, qint64 total, const QString& name, WalkDepth depth);

// The same for a dataset that is all there, from structure.datasetOffset on, in structure.encoding.
[[nodiscard]] base::Status walkDataset(QByteArrayView bytes, const QString& name, Structure& structure);

// The dataset of a deflated object, found by walk(), and its structure; offsets are in the inflated bytes.
struct Inflated
{
    QByteArray bytes;
    Structure structure;
};
[[nodiscard]] base::Result<Inflated> inflate(
    QByteArrayView bytes, const Structure& deflated, const QString& name);

constexpr int maxNesting = 32; // sequences within sequences; structured reports use about ten
constexpr qint64 maxInflated = qint64(1) << 30; // bytes; and no more than 64 MiB and a hundredfold

} // namespace twinward::imaging
