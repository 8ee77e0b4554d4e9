#include "imaging/scene.h"

#include "base/cbor_fields.h"
#include "scene_fields_p.h"

#include <cmath>

namespace twinward::imaging {

namespace {

constexpr qint64 formatVersion = 1;
class Encoder : public base::CborEncoder<Encoder>
{
public:
    using CborEncoder::CborEncoder;
};

class Decoder : public base::CborDecoder<Decoder>
{
public:
    using CborDecoder::CborDecoder;

    static constexpr quint64 listLimit = 100'000; // points of a freehand outline
    template <class E> static constexpr E firstOf() { return static_cast<E>(0); }
    template <class E> static constexpr E lastOf() { return imaging::lastOf<E>(); }
};

bool isDirection(const Vec3& v)
{
    return std::abs(std::hypot(v[0], v[1], v[2]) - 1) < 1e-3;
}

// What a renderer divides by or indexes with.
bool isSound(const ExamScene& scene)
{
    const auto share = [](double value) { return value >= 0 && value <= 1; };
    for (const Layer& layer : scene.layers) {
        if (layer.window.width <= 0 || !share(layer.opacity) || layer.stack < 0 || layer.frame < 0)
            return false;
    }
    const int layers = static_cast<int>(scene.layers.size());
    for (const PlaneView& plane : scene.planes) {
        if (plane.zoom <= 0 || plane.slabMm < 0 || !isDirection(plane.normal) || !isDirection(plane.up)
            || plane.layer < -1 || plane.layer >= layers)
            return false;
    }
    for (const ClipPlane& clip : scene.volume.clipPlanes) {
        if (!isDirection(clip.normal))
            return false;
    }
    for (const TransferPoint& point : scene.volume.transfer) {
        if (!share(point.opacity))
            return false;
    }
    const auto& turn = scene.volume.rotation;
    return scene.volume.zoom > 0
        && std::abs(std::hypot(std::hypot(turn[0], turn[1]), std::hypot(turn[2], turn[3])) - 1) < 1e-3;
}

} // namespace

QByteArray encodeScene(const ExamScene& scene)
{
    base::CborWriter writer;
    writer.array(2).integer(formatVersion);
    Encoder(writer).put(scene);
    return writer.data();
}

base::Result<ExamScene> decodeScene(const QByteArray& bytes)
{
    base::CborReader reader(bytes);
    reader.enterArray(64);
    const qint64 version = reader.integer();
    if (!reader.failed() && version != formatVersion) {
        return base::fail(base::ErrorCode::Unsupported,
            QStringLiteral("This view was saved by a newer version of the program"),
            QStringLiteral("scene format %1").arg(version),
            QStringLiteral("Update this computer's program."));
    }
    ExamScene scene;
    Decoder(reader).get(scene);
    reader.leaveArray();
    if (!reader.atEnd() || !isSound(scene))
        return base::fail(base::ErrorCode::InvalidInput, QStringLiteral("A saved view can't be read"), {},
            QStringLiteral("Open the study again; the images themselves are not touched."));
    return scene;
}

} // namespace twinward::imaging
