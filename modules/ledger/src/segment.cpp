#include "segment_p.h"

#include "failure_p.h"
#include "record/event_codec.h"

#include <memory>
#include <QtEndian>
#include <zstd.h>

namespace twinward::ledger {

using base::ErrorCode;

namespace {

enum class Part : quint8 { Events = 1, Sources = 2 };

constexpr int zstdLevel = 3;
constexpr quint64 maxSourceBytes = 1ULL << 30; // of one segment, unpacked

Binding bindingOf(const SegmentPlace& place, Part part)
{
    Binding binding("twinward segment 1");
    binding.add(static_cast<quint64>(part))
        .add(place.vault.bytes())
        .add(place.device.bytes())
        .add(quint64{place.epoch})
        .add(place.seq)
        .add(quint64{place.position})
        .add(place.tag)
        .add(static_cast<quint64>(place.category))
        .add(quint64{place.keyEpoch})
        .add(place.author.bytes())
        .add(place.recorded.packed());
    return binding;
}

[[noreturn]] void failBroken(const SegmentPlace& place, const QString& what)
{
    throw Failure(ErrorCode::IntegrityBroken, what, nameOf(place),
        QStringLiteral("Restore the vault from a backup, or verify it to see what else is damaged."));
}

QByteArray openPart(const PassingKey& key, const SegmentPlace& place, Part part, QByteArrayView sealed)
{
    auto plain = open(key.data(), sealed, bindingOf(place, part));
    if (!plain)
        failBroken(place, QStringLiteral("A stored entry is not what was sealed"));
    return std::move(*plain);
}

// Byte strings one after the other, each after its length: 4 bytes, big-endian.
void appendFramed(QByteArray& to, QByteArrayView bytes)
{
    std::array<char, 4> length{};
    qToBigEndian(static_cast<quint32>(bytes.size()), length.data());
    to.append(length.data(), 4);
    to.append(bytes);
}

class Frames
{
public:
    explicit Frames(const QByteArray& bytes)
        : m_bytes(bytes)
    { }
    [[nodiscard]] bool hasNext() const { return m_at < m_bytes.size(); }
    // A view of the bytes, none where they end too early.
    std::optional<QByteArrayView> next()
    {
        if (m_bytes.size() - m_at < 4)
            return std::nullopt;
        const qsizetype length = qFromBigEndian<quint32>(m_bytes.constData() + m_at);
        m_at += 4;
        if (m_bytes.size() - m_at < length)
            return std::nullopt;
        m_at += length;
        return QByteArrayView(m_bytes.constData() + m_at - length, length);
    }

private:
    const QByteArray& m_bytes;
    qsizetype m_at = 0;
};

void readEvents(
    const QByteArray& plain, const SegmentPlace& place, const std::function<void(record::Event&&)>& take)
{
    Frames frames(plain);
    while (frames.hasNext()) {
        const auto frame = frames.next();
        if (!frame)
            failBroken(place, QStringLiteral("A stored entry ends too early"));
        auto event = record::decodeEvent(QByteArray::fromRawData(frame->data(), frame->size()));
        if (!event)
            failBroken(place, QStringLiteral("A stored entry can't be read: %1").arg(event.error().what));
        if (event->category != place.category)
            failBroken(place, QStringLiteral("A stored entry is not of the category it is kept under"));
        take(std::move(*event));
    }
}

QByteArray compress(const QByteArray& plain)
{
    QByteArray packed(
        static_cast<qsizetype>(ZSTD_compressBound(static_cast<size_t>(plain.size()))), Qt::Uninitialized);
    const size_t size = ZSTD_compress(packed.data(), static_cast<size_t>(packed.size()), plain.constData(),
        static_cast<size_t>(plain.size()), zstdLevel);
    if (ZSTD_isError(size) != 0U)
        throw Failure(ErrorCode::Io, QStringLiteral("A source document could not be compressed"));
    packed.truncate(static_cast<qsizetype>(size));
    return packed;
}

std::optional<QByteArray> decompress(const QByteArray& packed)
{
    const auto size = static_cast<size_t>(packed.size());
    const unsigned long long plainSize = ZSTD_getFrameContentSize(packed.constData(), size);
    if (plainSize > maxSourceBytes) // and the two values that mean an error
        return std::nullopt;
    QByteArray plain(static_cast<qsizetype>(plainSize), Qt::Uninitialized);
    const size_t got
        = ZSTD_decompress(plain.data(), static_cast<size_t>(plainSize), packed.constData(), size);
    if (got != plainSize)
        return std::nullopt;
    return plain;
}

} // namespace

SegmentPlace SegmentPlace::of(const CommitHeader& header, quint32 position)
{
    const SegmentEntry& entry = header.segments.at(position);
    return {header.vault, header.device, header.epoch, header.seq, position, entry.category, entry.tag,
        entry.keyEpoch, header.author, header.recorded};
}

QByteArray sealEvents(
    const PassingKey& key, const SegmentPlace& place, const std::vector<const record::Event*>& events)
{
    QByteArray plain;
    for (const record::Event* event : events)
        appendFramed(plain, record::encodeEvent(*event));
    return seal(key.data(), plain, bindingOf(place, Part::Events));
}

void openEvents(const PassingKey& key, const SegmentPlace& place, QByteArrayView sealed,
    const std::function<void(record::Event&&)>& take)
{
    readEvents(openPart(key, place, Part::Events, sealed), place, take);
}

QByteArray segmentKeyOf(const PassingKey& key, QByteArrayView sealed)
{
    return messageKeyOf(key.data(), sealed);
}

std::vector<record::Event> openWithSegmentKey(
    QByteArrayView segmentKey, const SegmentPlace& place, QByteArrayView sealed)
{
    const auto plain = openWithMessageKey(segmentKey, sealed, bindingOf(place, Part::Events));
    if (!plain)
        failBroken(place, QStringLiteral("An entry is not what was sealed"));
    std::vector<record::Event> events;
    readEvents(*plain, place, [&](record::Event&& event) { events.push_back(std::move(event)); });
    return events;
}

QByteArray sealSources(
    const PassingKey& key, const SegmentPlace& place, const std::vector<const record::Event*>& events)
{
    QByteArray plain;
    for (const record::Event* event : events) {
        if (event->source.isEmpty())
            continue;
        plain.append(event->id.toBytes());
        appendFramed(plain, event->source);
    }
    if (plain.isEmpty())
        return {};
    if (static_cast<quint64>(plain.size()) > maxSourceBytes) {
        throw Failure(ErrorCode::InvalidInput,
            QStringLiteral("The source documents of one commit are over 1 GiB"), {},
            QStringLiteral("Bring them in in smaller parts."));
    }
    return seal(key.data(), compress(plain), bindingOf(place, Part::Sources));
}

std::vector<EventSource> openSources(const PassingKey& key, const SegmentPlace& place, QByteArrayView sealed)
{
    constexpr qsizetype idBytes = 16;
    const auto plain = decompress(openPart(key, place, Part::Sources, sealed));
    if (!plain)
        failBroken(place, QStringLiteral("A stored source document can't be unpacked"));
    std::vector<EventSource> sources;
    for (qsizetype at = 0; at < plain->size();) {
        const qsizetype left = plain->size() - at;
        if (left < idBytes + 4)
            failBroken(place, QStringLiteral("A stored source document ends too early"));
        const auto id = record::EventId::fromBytes(QByteArrayView(plain->constData() + at, idBytes));
        const qsizetype length = qFromBigEndian<quint32>(plain->constData() + at + idBytes);
        if (left - idBytes - 4 < length)
            failBroken(place, QStringLiteral("A stored source document ends too early"));
        sources.emplace_back(*id, plain->mid(at + idBytes + 4, length));
        at += idBytes + 4 + length;
    }
    return sources;
}

void checkSourcesSeal(const PassingKey& key, const SegmentPlace& place, QByteArrayView sealed)
{
    (void)openPart(key, place, Part::Sources, sealed);
}

QString nameOf(const SegmentPlace& place)
{
    return QStringLiteral("commit %1, segment %2").arg(place.seq).arg(place.position + 1);
}

} // namespace twinward::ledger
