// From a series in the vault to voxels.

#include "imaging/library.h"

#include "base/parallel.h"
#include "imaging/dicom_object.h"
#include "native_pixels_p.h"

#include <algorithm>
#include <cstring>
#include <malloc.h>
#include <mutex>
#include <sys/mman.h>
#include <unistd.h>

namespace twinward::imaging {

using base::ErrorCode;

namespace {

constexpr qint64 mostVolumeBytes = 8LL << 30;

// Voxels are the stored values where a volume can hold them as they are; F32 stands for all others.
SampleType voxelType(const PixelFormat& pixels)
{
    const SampleType type = sampleType(pixels);
    const bool isHeld = type == SampleType::U8 || type == SampleType::U16 || type == SampleType::S16;
    return isHeld ? type : SampleType::F32;
}

// Palettes are turned into RGB when they are decoded.
int decodedSamples(const PixelFormat& pixels)
{
    return pixels.photometric == QLatin1String("PALETTE COLOR") ? 3 : pixels.samples;
}

const FrameHeader& frameHeader(const std::vector<ObjectHeader>& headers, const FrameRef& ref)
{
    return headers[static_cast<size_t>(ref.instance)].frames[static_cast<size_t>(ref.frame)];
}

bool isKnown(const std::vector<ObjectHeader>& headers, const FrameRef& ref)
{
    return ref.instance >= 0 && static_cast<size_t>(ref.instance) < headers.size() && ref.frame >= 0
        && static_cast<size_t>(ref.frame) < headers[static_cast<size_t>(ref.instance)].frames.size();
}

// Do all frames store the same kind of number, with the same meaning?
bool isUniform(const std::vector<ObjectHeader>& headers, const Stack& stack)
{
    const auto& first = headers[static_cast<size_t>(stack.frames.front().instance)].pixels;
    const FrameHeader& scale = frameHeader(headers, stack.frames.front());
    return std::all_of(stack.frames.begin(), stack.frames.end(), [&](const FrameRef& ref) {
        const ObjectHeader& header = headers[static_cast<size_t>(ref.instance)];
        const FrameHeader& frame = frameHeader(headers, ref);
        return !header.modalityLut && voxelType(header.pixels) == voxelType(first)
            && frame.rescaleSlope == scale.rescaleSlope && frame.rescaleIntercept == scale.rescaleIntercept;
    });
}

base::Status checkStack(const std::vector<ObjectHeader>& headers, const Stack& stack)
{
    if (!stack.grid || stack.frames.empty() || stack.grid->size[2] != static_cast<int>(stack.frames.size()))
        return base::fail(ErrorCode::InvalidInput, QStringLiteral("These images make no volume"));
    for (const FrameRef& ref : stack.frames) {
        if (!isKnown(headers, ref))
            return base::fail(ErrorCode::InvalidInput,
                QStringLiteral("The images of the volume are not those of the series"));
        const PixelFormat& pixels = headers[static_cast<size_t>(ref.instance)].pixels;
        const bool sameSize = pixels.columns == stack.grid->size[0] && pixels.rows == stack.grid->size[1];
        const bool sameKind = decodedSamples(pixels)
            == decodedSamples(headers[static_cast<size_t>(stack.frames.front().instance)].pixels);
        if (!sameSize || !sameKind)
            return base::fail(ErrorCode::InvalidInput, QStringLiteral("The images differ in size or kind"));
    }
    return {};
}

// Hundreds of objects of half a megabyte are opened one after the other. Left to itself, glibc gives the
// memory of each back to the kernel and has it cleared anew for the next: that cost as much as opening the
// seals.
void keepMemoryBetweenObjects()
{
    static const bool once = [] {
        constexpr int ofAnObject = 8 << 20;
        constexpr int kept = 64 << 20;
        return ::mallopt(M_MMAP_THRESHOLD, ofAnObject) == 1 && ::mallopt(M_TRIM_THRESHOLD, kept) == 1;
    }();
    Q_UNUSED(once);
}

// Fresh memory is zero already; large pages make filling it cheaper. Small blocks come from the heap and may
// hold what was there before.
QByteArray emptyVoxels(qint64 bytes)
{
    constexpr qint64 surelyFresh = 64LL << 20; // glibc maps what is larger than 32 MiB
    if (bytes < surelyFresh)
        return {bytes, '\0'};
    QByteArray voxels(bytes, Qt::Uninitialized);
    const auto page = static_cast<quintptr>(::sysconf(_SC_PAGESIZE));
    const auto begin = (reinterpret_cast<quintptr>(voxels.data()) + page - 1) / page * page;
    const auto end = reinterpret_cast<quintptr>(voxels.data()) + static_cast<quintptr>(bytes);
    ::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE); // NOLINT: a hint to the kernel
    return voxels;
}

// Stored values to what they mean, PS3.3 C.11.1: by the modality's table where there is one, else by slope
// and intercept.
struct Meaning
{
    const FrameHeader& frame;
    const std::optional<LookupTable>& table;

    [[nodiscard]] double of(double stored) const
    {
        if (!table || table->values.empty())
            return stored * frame.rescaleSlope + frame.rescaleIntercept;
        const double place = stored - table->firstMapped;
        const auto last = static_cast<double>(table->values.size() - 1);
        return table->values[place > 0 ? static_cast<size_t>(std::min(place, last)) : 0];
    }
};

template <class T> void convert(const Frame& frame, const Meaning& meaning, float* to, qint64 count)
{
    const auto* from = reinterpret_cast<const T*>(frame.data.constData());
    for (qint64 i = 0; i < count; ++i)
        to[i] = static_cast<float>(meaning.of(static_cast<double>(from[i])));
}

void convert(const Frame& frame, const Meaning& meaning, float* to, qint64 count)
{
    switch (frame.type) {
    case SampleType::U8:
        return convert<quint8>(frame, meaning, to, count);
    case SampleType::S8:
        return convert<qint8>(frame, meaning, to, count);
    case SampleType::U16:
        return convert<quint16>(frame, meaning, to, count);
    case SampleType::S16:
        return convert<qint16>(frame, meaning, to, count);
    case SampleType::U32:
        return convert<quint32>(frame, meaning, to, count);
    case SampleType::S32:
        return convert<qint32>(frame, meaning, to, count);
    case SampleType::F32:
        return convert<float>(frame, meaning, to, count);
    case SampleType::F64:
        return convert<double>(frame, meaning, to, count);
    }
}

base::Error cutShort(const QString& name)
{
    return {ErrorCode::InvalidInput, QStringLiteral("The image ends before its pixels do"), name, {}};
}

base::Result<Frame> decode(
    const QByteArray& object, const QString& name, const ObjectHeader& header, int frame)
{
    if (!header.native) {
        const auto read = DicomObject::read(object, name);
        return read ? read->frame(frame) : base::fail(read.error());
    }
    const auto native = nativeFrame(object, *header.native, frame);
    if (!native)
        return base::fail(cutShort(name));
    if (!isCopied(header))
        return frameFromNative(header.pixels, native->toByteArray());
    Frame copied{
        header.pixels.rows, header.pixels.columns, header.pixels.samples, sampleType(header.pixels), {}};
    copied.data = QByteArray(native->size(), Qt::Uninitialized);
    copySamples(header.pixels, *native, copied.data.data());
    return copied;
}

// One object of the series, opened once by the first thread that needs one of its frames, let go when the
// last of them is there.
class OpenObject
{
public:
    OpenObject(const ledger::Vault& vault, const StoredInstance& instance, const ObjectHeader& header)
        : m_vault(vault)
        , m_instance(instance)
        , m_header(header)
    { }

    void expectOne() { ++m_left; }

    base::Status fill(int frame, Volume& volume, int slice)
    {
        std::call_once(m_once, [this] { open(); });
        base::Status done = m_failure ? base::fail(*m_failure) : fillOpened(frame, volume, slice);
        if (--m_left == 0) {
            m_object.reset();
            m_bytes = QByteArray();
        }
        return done;
    }

private:
    void open()
    {
        auto bytes = readObject(m_vault, m_instance);
        if (!bytes) {
            m_failure = bytes.error();
            return;
        }
        m_bytes = std::move(*bytes);
        if (m_header.native)
            return;
        auto object = DicomObject::read(m_bytes, m_instance.sopInstanceUid);
        m_bytes = QByteArray();
        if (object)
            m_object.emplace(std::move(*object));
        else
            m_failure = object.error();
    }

    base::Status fillOpened(int frame, Volume& volume, int slice) const
    {
        char* place = volume.voxels.data() + slice * volume.sliceBytes();
        if (!m_object && isCopied(m_header) && sampleType(m_header.pixels) == volume.type) {
            const auto native = nativeFrame(m_bytes, *m_header.native, frame);
            if (!native)
                return base::fail(cutShort(m_instance.sopInstanceUid));
            copySamples(m_header.pixels, *native, place);
            return {};
        }
        const auto decoded
            = m_object ? m_object->frame(frame) : decode(m_bytes, m_instance.sopInstanceUid, m_header, frame);
        return decoded ? put(*decoded, frame, volume, place) : base::fail(decoded.error());
    }

    base::Status put(const Frame& decoded, int frame, const Volume& volume, char* place) const
    {
        const qint64 count = qint64{decoded.rows} * decoded.columns * decoded.samples;
        const bool fits = decoded.columns == volume.grid.size[0] && decoded.rows == volume.grid.size[1]
            && decoded.samples == volume.samples
            && decoded.data.size() == count * bytesPerSample(decoded.type);
        if (!fits || (volume.type != SampleType::F32 && decoded.type != volume.type)) {
            return base::fail(ErrorCode::InvalidInput,
                QStringLiteral("The pixels are not what the image's header says"), m_instance.sopInstanceUid);
        }
        if (volume.type == SampleType::F32)
            convert(decoded, {m_header.frames[static_cast<size_t>(frame)], m_header.modalityLut},
                reinterpret_cast<float*>(place), count);
        else
            std::memcpy(place, decoded.data.constData(), static_cast<size_t>(decoded.data.size()));
        return {};
    }

    const ledger::Vault& m_vault;
    const StoredInstance& m_instance;
    const ObjectHeader& m_header;
    std::once_flag m_once;
    std::atomic<int> m_left = 0;
    QByteArray m_bytes;
    std::optional<DicomObject> m_object;
    std::optional<base::Error> m_failure;
};

std::vector<int> fromTheFirstOutwards(int slices, int first)
{
    std::vector<int> order(static_cast<size_t>(slices));
    for (int i = 0; i < slices; ++i)
        order[static_cast<size_t>(i)] = i;
    std::stable_sort(order.begin(), order.end(),
        [first](int a, int b) { return std::abs(a - first) < std::abs(b - first); });
    return order;
}

} // namespace

base::Result<Frame> readFrame(
    const ledger::Vault& vault, const StoredInstance& instance, const ObjectHeader& header, int frame)
{
    const auto object = readObject(vault, instance);
    return object ? decode(*object, instance.sopInstanceUid, header, frame) : base::fail(object.error());
}

base::Result<std::shared_ptr<Volume>> startVolume(
    const std::vector<ObjectHeader>& headers, const Stack& stack)
{
    if (const auto checked = checkStack(headers, stack); !checked)
        return base::fail(checked.error());
    const ObjectHeader& first = headers[static_cast<size_t>(stack.frames.front().instance)];
    auto volume = std::make_shared<Volume>();
    volume->grid = *stack.grid;
    volume->samples = decodedSamples(first.pixels);
    volume->type = isUniform(headers, stack) ? voxelType(first.pixels) : SampleType::F32;
    if (volume->samples != 1 && (volume->samples != 3 || volume->type != SampleType::U8))
        return base::fail(ErrorCode::Unsupported, QStringLiteral("A volume of such colours can't be shown"));
    if (volume->type != SampleType::F32) {
        volume->slope = first.frames.front().rescaleSlope;
        volume->intercept = first.frames.front().rescaleIntercept;
    }
    volume->unit = first.modalityLut ? first.modalityLut->explanation : first.rescaleType;
    volume->modality = first.modality;
    volume->windows = frameHeader(headers, stack.frames[stack.frames.size() / 2]).windows;
    const qint64 slices = volume->grid.size[2];
    if (volume->sliceBytes() <= 0 || volume->sliceBytes() > mostVolumeBytes / slices)
        return base::fail(
            ErrorCode::Unsupported, QStringLiteral("The volume is larger than this program shows"));
    volume->voxels = emptyVoxels(volume->sliceBytes() * slices);
    volume->filled = std::vector<std::atomic<bool>>(static_cast<size_t>(slices));
    return volume;
}

base::Status fillVolume(const ledger::Vault& vault, const Series& series,
    const std::vector<ObjectHeader>& headers, const Stack& stack, Volume& volume, int first,
    const SliceArrived& arrived)
{
    if (const auto checked = checkStack(headers, stack);
        !checked || volume.grid != *stack.grid || headers.size() != series.instances.size())
        return base::fail(ErrorCode::InvalidInput, QStringLiteral("This volume is not of these images"));
    std::vector<std::unique_ptr<OpenObject>> objects(headers.size());
    for (const FrameRef& ref : stack.frames) {
        const auto place = static_cast<size_t>(ref.instance);
        if (objects[place] == nullptr)
            objects[place] = std::make_unique<OpenObject>(vault, series.instances[place], headers[place]);
        objects[place]->expectOne();
    }
    volume.voxels.detach(); // now, not in every thread
    keepMemoryBetweenObjects();
    const std::vector<int> order = fromTheFirstOutwards(volume.grid.size[2], first);
    std::atomic<bool> stopped = false;
    std::mutex mutex;
    std::optional<base::Error> failure;
    base::runParallel(order.size(), base::workersFor(order.size(), 1), 1, [&](size_t, size_t begin, size_t) {
        if (stopped)
            return;
        const int slice = order[begin];
        const FrameRef& ref = stack.frames[static_cast<size_t>(slice)];
        const auto filled = objects[static_cast<size_t>(ref.instance)]->fill(ref.frame, volume, slice);
        if (!filled) {
            const std::lock_guard guard(mutex);
            failure = failure.value_or(filled.error());
            return;
        }
        volume.filled[static_cast<size_t>(slice)].store(true, std::memory_order_release);
        if (arrived && !arrived(slice))
            stopped = true;
    });
    if (stopped)
        return base::fail(ErrorCode::Cancelled, QStringLiteral("Loading was stopped"));
    if (failure)
        return base::fail(*failure);
    return {};
}

} // namespace twinward::imaging
