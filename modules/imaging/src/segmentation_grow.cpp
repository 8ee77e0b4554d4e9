#include "imaging/measure.h"
#include "imaging/segmentation.h"
#include "imaging/vec.h"
#include "mask_words_p.h"
#include "parallel_p.h"
#include "voxels_p.h"

#include <limits>

namespace twinward::imaging {

namespace {

using base::ErrorCode;

// The stored values of a range: those whose rescaled value lies in it. Whole-number types count, so that no
// value is lost or won by rounding.
template <class T> struct StoredRange
{
    T low{};
    T high{};
    bool isEmpty = true;
};

template <class T> StoredRange<T> storedRange(const Volume& volume, const ValueRange& range)
{
    constexpr auto least = std::numeric_limits<T>::lowest();
    constexpr auto most = std::numeric_limits<T>::max();
    StoredRange<T> stored;
    if (volume.slope == 0 || !(range.low <= range.high))
        return stored;
    double from = (range.low - volume.intercept) / volume.slope;
    double to = (range.high - volume.intercept) / volume.slope;
    if (volume.slope < 0)
        std::swap(from, to);
    if constexpr (std::is_integral_v<T>) {
        constexpr double hair = 1e-6; // of a stored step: what dividing loses
        from = std::ceil(from - hair);
        to = std::floor(to + hair);
    }
    if (from > static_cast<double>(most) || to < static_cast<double>(least) || from > to)
        return stored;
    stored.low = static_cast<T>(std::max(from, static_cast<double>(least)));
    stored.high = static_cast<T>(std::min(to, static_cast<double>(most)));
    stored.isEmpty = false;
    return stored;
}

// One bit for each of up to 64 voxels. The bytes in between let the compiler compare many at once.
template <class T> quint64 bitsWithin(const T* voxels, int count, const StoredRange<T>& range)
{
    std::array<quint8, 64> within{};
    for (int i = 0; i < count; ++i)
        within[static_cast<size_t>(i)]
            = static_cast<quint8>((voxels[i] >= range.low) & (voxels[i] <= range.high));
    quint64 bits = 0;
    for (size_t group = 0; group < 8; ++group) {
        quint64 bytes = 0;
        std::memcpy(&bytes, within.data() + group * 8, 8);
        // Gathers the lowest bit of each byte in the highest byte.
        bits |= ((bytes * 0x0102040810204080ULL) >> 56) << (group * 8);
    }
    return bits;
}

// The bits of a word that lie in the box's columns.
quint64 columnsOf(const VoxelBox& box, int word)
{
    const int low = std::max(box.first[0] - word * 64, 0);
    const int high = std::min(box.last[0] - word * 64, 63);
    if (low > high)
        return 0;
    const quint64 upTo = high == 63 ? ~quint64{0} : (quint64{1} << (high + 1)) - 1;
    return upTo & ~((quint64{1} << low) - 1);
}

template <class T>
void thresholdSlice(const Volume& volume, const StoredRange<T>& range, const VoxelBox& box, int k, Mask& mask)
{
    const int columns = volume.grid.size[0];
    for (int j = box.first[1]; j <= box.last[1]; ++j) {
        const T* row = static_cast<const T*>(volume.slice(k)) + qint64{j} * columns;
        for (int word = box.first[0] / 64; word <= box.last[0] / 64; ++word) {
            const int count = std::min(64, columns - word * 64);
            mask.setWord(word, j, k, bitsWithin(row + word * 64, count, range) & columnsOf(box, word));
        }
    }
}

} // namespace

double voxelVolumeMl(const Grid& grid)
{
    const double shape = std::abs(dot(grid.axes[0], cross(grid.axes[1], grid.axes[2])));
    return shape * grid.spacing[0] * grid.spacing[1] * grid.spacing[2] / 1000;
}

double volumeMl(const Mask& mask, const Grid& grid)
{
    return static_cast<double>(mask.count()) * voxelVolumeMl(grid);
}

base::Result<Mask> threshold(
    const Volume& volume, const ValueRange& range, const VoxelBox& within, const ledger::ProgressFn& progress)
{
    const VoxelBox box = intersection(within, wholeBox(volume.grid.size));
    if (const auto fine = checkGrey(volume, box.first[2], box.last[2]); !fine)
        return base::fail(fine.error());
    Mask mask(volume.grid.size);
    if (box.isEmpty())
        return mask;
    const int firstLayer = box.first[2] / Mask::brickDepth;
    const int layers = box.last[2] / Mask::brickDepth - firstLayer + 1;
    const bool finished = withVoxelType(volume.type, [&](auto type) {
        using T = decltype(type);
        const auto stored = storedRange<T>(volume, range);
        if (stored.isEmpty)
            return true;
        return inParallel(layers, {progress}, [&](int layer) {
            const int from = (firstLayer + layer) * Mask::brickDepth;
            const int to = std::min(from + Mask::brickDepth - 1, box.last[2]);
            for (int k = std::max(from, box.first[2]); k <= to; ++k)
                thresholdSlice<T>(volume, stored, box, k, mask);
        });
    });
    if (!finished)
        return cancelled();
    return mask;
}

base::Result<Mask> regionGrow(const Volume& volume, const std::array<int, 3>& seed, const ValueRange& range,
    const VoxelBox& within, const ledger::ProgressFn& progress)
{
    const VoxelBox box = intersection(within, wholeBox(volume.grid.size));
    for (size_t axis = 0; axis < 3; ++axis) {
        if (seed[axis] < box.first[axis] || seed[axis] > box.last[axis])
            return base::fail(ErrorCode::InvalidInput, QStringLiteral("The seed lies outside"), {},
                QStringLiteral("Click on the images, inside the box."));
    }
    auto remaining = threshold(volume, range, box, progress);
    if (!remaining)
        return remaining;
    Mask grown(volume.grid.size);
    const WordBits start{seed[0] / 64, seed[1], seed[2], quint64{1} << (seed[0] % 64)};
    for (const WordBits& part : takeConnected(*remaining, start, Neighbours::Faces))
        grown.setWord(part.word, part.j, part.k, grown.word(part.word, part.j, part.k) | part.bits);
    return grown;
}

std::optional<ValueRange> rangeAround(const Volume& volume, const std::array<int, 3>& seed)
{
    double sum = 0;
    double squares = 0;
    int count = 0;
    for (int k = seed[2] - 2; k <= seed[2] + 2; ++k) {
        for (int j = seed[1] - 2; j <= seed[1] + 2; ++j) {
            for (int i = seed[0] - 2; i <= seed[0] + 2; ++i) {
                if (const auto value = volume.value(i, j, k)) {
                    sum += *value;
                    squares += *value * *value;
                    ++count;
                }
            }
        }
    }
    if (count == 0 || volume.samples != 1)
        return std::nullopt;
    const double mean = sum / count;
    const double deviation = std::sqrt(std::max(0.0, squares / count - mean * mean));
    return ValueRange{mean - 2.5 * deviation, mean + 2.5 * deviation};
}

} // namespace twinward::imaging
