#include "imaging/volume.h"

#include <cstring>

namespace twinward::imaging {

namespace {

template <class T> double sampleAt(const char* place)
{
    T value{};
    std::memcpy(&value, place, sizeof value);
    return static_cast<double>(value);
}

double stored(SampleType type, const char* place)
{
    switch (type) {
    case SampleType::U8:
        return sampleAt<quint8>(place);
    case SampleType::S8:
        return sampleAt<qint8>(place);
    case SampleType::U16:
        return sampleAt<quint16>(place);
    case SampleType::S16:
        return sampleAt<qint16>(place);
    case SampleType::U32:
        return sampleAt<quint32>(place);
    case SampleType::S32:
        return sampleAt<qint32>(place);
    case SampleType::F32:
        return sampleAt<float>(place);
    case SampleType::F64:
        return sampleAt<double>(place);
    }
    return 0;
}

bool isInside(int place, int size)
{
    return place >= 0 && place < size;
}

} // namespace

qint64 Volume::sliceBytes() const
{
    return qint64{grid.size[0]} * grid.size[1] * samples * bytesPerSample(type);
}

const void* Volume::slice(int k) const
{
    return isInside(k, grid.size[2]) ? voxels.constData() + k * sliceBytes() : nullptr;
}

std::optional<double> Volume::value(int i, int j, int k) const
{
    if (!isInside(i, grid.size[0]) || !isInside(j, grid.size[1]) || !isInside(k, grid.size[2])
        || !filled[static_cast<size_t>(k)].load(std::memory_order_acquire))
        return std::nullopt;
    const qint64 pixel = qint64{j} * grid.size[0] + i;
    const char* place = voxels.constData() + k * sliceBytes() + pixel * samples * bytesPerSample(type);
    return stored(type, place) * slope + intercept;
}

} // namespace twinward::imaging
