#include "imaging/scene.h"

#include "base/cbor.h"
#include "scene_fields_p.h"

#include <algorithm>
#include <cmath>

namespace twinward::imaging {

namespace {

constexpr qint64 formatVersion = 1;
constexpr quint64 listLimit = 100'000; // points of a freehand outline

class Encoder
{
public:
    explicit Encoder(base::CborWriter& writer)
        : m_writer(writer)
    { }

    void put(const QString& text) { m_writer.text(text); }
    void put(bool value) { m_writer.boolean(value); }
    void put(int value) { m_writer.integer(value); }
    void put(qint64 value) { m_writer.integer(value); }
    void put(QRgb colour) { m_writer.integer(colour); }
    void put(double value) { m_writer.real(value); }
    template <class Tag> void put(const base::Id<Tag>& id) { m_writer.bytes(id.toBytes()); }

    template <class T> void put(const std::optional<T>& value)
    {
        if (value)
            put(*value);
        else
            m_writer.null();
    }
    template <class T> void put(const std::vector<T>& list) { putList(list); }
    template <class T, size_t size> void put(const std::array<T, size>& list) { putList(list); }
    template <class T>
    requires std::is_enum_v<T>
    void put(T value) { m_writer.integer(static_cast<qint64>(value)); }

    template <class T>
    requires HasFields<T>
    void put(const T& value)
    {
        std::apply(
            [this](const auto&... fields) {
                m_writer.array(sizeof...(fields));
                (put(fields), ...);
            },
            fieldsOf(value));
    }

private:
    template <class List> void putList(const List& list)
    {
        m_writer.array(static_cast<quint64>(list.size()));
        for (const auto& element : list)
            put(element);
    }

    base::CborWriter& m_writer;
};

class Decoder
{
public:
    explicit Decoder(base::CborReader& reader)
        : m_reader(reader)
    { }

    void get(QString& text) { text = m_reader.text(); }
    void get(bool& value) { value = m_reader.boolean(); }
    void get(int& value) { value = static_cast<int>(within(m_reader.integer(), INT_MIN, INT_MAX)); }
    void get(qint64& value) { value = m_reader.integer(); }
    void get(QRgb& colour) { colour = static_cast<QRgb>(within(m_reader.integer(), 0, UINT_MAX)); }
    void get(double& value)
    {
        value = m_reader.real();
        if (!std::isfinite(value))
            m_reader.markFailed();
    }
    template <class Tag> void get(base::Id<Tag>& id)
    {
        if (const auto parsed = base::Id<Tag>::fromBytes(m_reader.bytesView()))
            id = *parsed;
        else
            m_reader.markFailed();
    }
    template <class T> void get(std::optional<T>& value)
    {
        if (!m_reader.skipNull())
            get(value.emplace());
    }
    template <class T> void get(std::vector<T>& list)
    {
        const quint64 size = m_reader.enterArray(listLimit);
        for (quint64 i = 0; i < size && !m_reader.failed(); ++i)
            get(list.emplace_back());
        m_reader.leaveArray();
    }
    template <class T, size_t size> void get(std::array<T, size>& list)
    {
        if (m_reader.enterArray(size) != size)
            m_reader.markFailed();
        for (T& element : list)
            get(element);
        m_reader.leaveArray();
    }
    template <class T>
    requires std::is_enum_v<T>
    void get(T& value)
    {
        value = static_cast<T>(within(m_reader.integer(), 0, static_cast<qint64>(lastOf<T>())));
    }
    template <class T>
    requires HasFields<T>
    void get(T& value)
    {
        m_reader.enterArray(64);
        // Fields an older writer did not know keep their defaults; leaveArray() passes over a newer writer's.
        std::apply(
            [this](auto&... fields) { ((m_reader.hasNext() ? get(fields) : void()), ...); }, fieldsOf(value));
        m_reader.leaveArray();
    }

private:
    qint64 within(qint64 value, qint64 lowest, qint64 highest)
    {
        if (value < lowest || value > highest)
            m_reader.markFailed();
        return std::clamp(value, lowest, highest);
    }

    base::CborReader& m_reader;
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
