#include "imaging_view/reslice.h"

#include "base/parallel.h"
#include "imaging_view/operators.h"

#include <algorithm>
#include <limits>

namespace twinward::imaging {

namespace {

constexpr int stripRows = 16;
constexpr float nothing = std::numeric_limits<float>::quiet_NaN();

// A row of samples in index coordinates: from start, one step a pixel.
struct Ray
{
    Vec3 start;
    Vec3 step;
};

struct Run
{
    int begin = 0;
    int end = 0;
};

// The pixels of a row that lie within half a voxel of the grid, without asking each.
Run insideOf(const Ray& ray, const std::array<int, 3>& size, int pixels)
{
    double first = 0;
    double last = pixels - 1;
    for (size_t axis = 0; axis < 3; ++axis) {
        const double low = -0.5 - ray.start[axis];
        const double high = size[axis] - 0.5 - ray.start[axis];
        const double step = ray.step[axis];
        if (std::abs(step) < 1e-12) {
            if (low > 1e-9 || high < -1e-9)
                return {};
            continue;
        }
        first = std::max(first, std::min(low / step, high / step));
        last = std::min(last, std::max(low / step, high / step));
    }
    const int begin = static_cast<int>(std::ceil(first - 1e-9));
    const int end = static_cast<int>(std::floor(last + 1e-9)) + 1;
    return begin < end ? Run{begin, end} : Run{};
}

template <class Sample> class Slicer
{
public:
    Slicer(const Volume& volume, const Cut& cut)
        : m_voxels(reinterpret_cast<const Sample*>(volume.voxels.constData()))
        , m_size(volume.grid.size)
        , m_rowStride(m_size[0])
        , m_sliceStride(static_cast<qint64>(m_size[0]) * m_size[1])
        , m_slope(static_cast<float>(volume.slope))
        , m_intercept(static_cast<float>(volume.intercept))
        , m_projection(cut.projection)
        , m_pixels(cut.frame.size)
    {
        const GridMap map(volume.grid);
        const PlaneFrame& frame = cut.frame;
        m_origin = map.toIndex(frame.toPatient({0.5, 0.5})); // the centre of the first pixel
        m_right = map.directionToIndex(frame.right * frame.mmPerPixel);
        m_down = map.directionToIndex(frame.down * frame.mmPerPixel);
        const Vec3 perMm = map.directionToIndex(frame.normal());
        if (m_projection != Projection::Slice && cut.slabMm > 0) {
            const double voxels
                = cut.slabMm * std::max({std::abs(perMm[0]), std::abs(perMm[1]), std::abs(perMm[2])});
            m_samples = std::clamp(static_cast<int>(std::ceil(voxels)), 1, 4096);
            m_deeper = perMm * (cut.slabMm / m_samples);
        }
        m_filled.reserve(volume.filled.size());
        for (const auto& filled : volume.filled)
            m_filled.push_back(filled.load(std::memory_order_acquire) ? 1 : 0);
        m_whole = std::ranges::all_of(m_filled, [](quint8 filled) { return filled != 0; });
    }

    void row(int y, float* out) const
    {
        std::fill_n(out, m_pixels.width(), nothing);
        if (m_samples == 1) {
            sweep(m_origin + m_down * y, out, [](float& to, float value) { to = value; });
            rescale(out);
            return;
        }
        std::vector<int> hits(m_projection == Projection::Mean ? static_cast<size_t>(m_pixels.width()) : 0U);
        for (int sample = 0; sample < m_samples; ++sample) {
            const Vec3 start = m_origin + m_down * y + m_deeper * (sample - (m_samples - 1) / 2.0);
            project(start, out, hits);
        }
        for (size_t x = 0; x < hits.size(); ++x)
            out[x] /= static_cast<float>(hits[x]); // 0 / 0 stays nothing
        rescale(out);
    }

private:
    void project(const Vec3& start, float* out, std::vector<int>& hits) const
    {
        // A negative slope turns stored values upside down; the largest value is meant, not the largest
        // number.
        const bool largest = (m_projection == Projection::Maximum) == (m_slope > 0);
        if (m_projection == Projection::Mean) {
            sweep(start, out, [out, &hits](float& to, float value) {
                int& count = hits[static_cast<size_t>(&to - out)];
                to = count++ == 0 ? value : to + value;
            });
        } else if (largest) {
            sweep(start, out, [](float& to, float value) { to = to >= value ? to : value; });
        } else {
            sweep(start, out, [](float& to, float value) { to = to <= value ? to : value; });
        }
    }

    template <class Take> void sweep(const Vec3& start, float* out, Take take) const
    {
        const Ray ray{start, m_right};
        const Run run = insideOf(ray, m_size, m_pixels.width());
        const bool flat = std::abs(m_right[2]) < 1e-9 && std::abs(start[2] - std::round(start[2])) < 1e-6;
        const auto each = [&](const auto& valueAt) {
            for (int x = run.begin; x < run.end; ++x) {
                const float value = valueAt(ray.start + ray.step * x);
                if (value == value)
                    take(out[x], value);
            }
        };
        const int slice = static_cast<int>(std::lround(start[2]));
        if (flat)
            each([this, slice](const Vec3& at) { return inSlice(at, slice); });
        else
            each([this](const Vec3& at) { return between(at); });
    }

    struct Place
    {
        qint64 index;
        qint64 next; // 0 at the edge: the outermost value again
        float share;
    };
    [[nodiscard]] Place place(double at, int size) const
    {
        const double held = std::clamp(at, 0.0, size - 1.0);
        const auto index = static_cast<qint64>(held);
        return {index, index + 1 < size ? 1 : 0, static_cast<float>(held - static_cast<double>(index))};
    }

    [[nodiscard]] float bilinear(const Sample* slice, const Place& x, const Place& y) const
    {
        const Sample* at = slice + y.index * m_rowStride + x.index;
        const qint64 below = y.next * m_rowStride;
        const float top = lerp(static_cast<float>(at[0]), static_cast<float>(at[x.next]), x.share);
        const float bottom
            = lerp(static_cast<float>(at[below]), static_cast<float>(at[below + x.next]), x.share);
        return lerp(top, bottom, y.share);
    }

    [[nodiscard]] float inSlice(const Vec3& at, int slice) const
    {
        const int k = std::clamp(slice, 0, m_size[2] - 1);
        if (m_filled[static_cast<size_t>(k)] == 0)
            return nothing;
        return bilinear(m_voxels + k * m_sliceStride, place(at[0], m_size[0]), place(at[1], m_size[1]));
    }

    [[nodiscard]] float between(const Vec3& at) const
    {
        const Place x = place(at[0], m_size[0]);
        const Place y = place(at[1], m_size[1]);
        const Place z = place(at[2], m_size[2]);
        const Sample* slice = m_voxels + z.index * m_sliceStride;
        if (!m_whole) {
            const bool here = m_filled[static_cast<size_t>(z.index)] != 0;
            const bool there = m_filled[static_cast<size_t>(z.index + z.next)] != 0;
            if ((!here && z.share < 1) || (!there && z.share > 0))
                return nothing;
        }
        const float front = bilinear(slice, x, y);
        if (z.share == 0)
            return front;
        return lerp(front, bilinear(slice + z.next * m_sliceStride, x, y), z.share);
    }

    static float lerp(float from, float to, float share) { return from + (to - from) * share; }

    void rescale(float* out) const
    {
        for (int x = 0; x < m_pixels.width(); ++x)
            out[x] = out[x] * m_slope + m_intercept;
    }

    const Sample* m_voxels;
    std::array<int, 3> m_size;
    qint64 m_rowStride;
    qint64 m_sliceStride;
    float m_slope;
    float m_intercept;
    Projection m_projection;
    QSize m_pixels;
    Vec3 m_origin{};
    Vec3 m_right{};
    Vec3 m_down{};
    Vec3 m_deeper{};
    int m_samples = 1;
    std::vector<quint8> m_filled;
    bool m_whole = false;
};

template <class Sample> void fill(Raster& raster, const Volume& volume, const Cut& cut)
{
    const Slicer<Sample> slicer(volume, cut);
    const int height = raster.size.height();
    const auto rows = static_cast<size_t>(height);
    base::runParallel(
        rows, base::workersFor(rows, stripRows), stripRows, [&](size_t, size_t begin, size_t end) {
            for (size_t y = begin; y < end; ++y)
                slicer.row(
                    static_cast<int>(y), raster.values.data() + y * static_cast<size_t>(raster.size.width()));
        });
}

} // namespace

Raster reslice(const Volume& volume, const Cut& cut)
{
    if (volume.samples != 1 || cut.frame.size.isEmpty() || volume.voxels.isEmpty())
        return {};
    Raster raster{cut.frame.size,
        std::vector<float>(static_cast<size_t>(cut.frame.size.width()) * cut.frame.size.height())};
    switch (volume.type) {
    case SampleType::U8:
        fill<quint8>(raster, volume, cut);
        break;
    case SampleType::U16:
        fill<quint16>(raster, volume, cut);
        break;
    case SampleType::S16:
        fill<qint16>(raster, volume, cut);
        break;
    case SampleType::F32:
        fill<float>(raster, volume, cut);
        break;
    default:
        return {};
    }
    return raster;
}

Vec3 outOfLayer(const std::array<double, 16>& m, const Vec3& p)
{
    return {m[0] * p[0] + m[1] * p[1] + m[2] * p[2] + m[3], m[4] * p[0] + m[5] * p[1] + m[6] * p[2] + m[7],
        m[8] * p[0] + m[9] * p[1] + m[10] * p[2] + m[11]};
}

Vec3 intoLayer(const std::array<double, 16>& m, const Vec3& patient)
{
    // Registration is rigid: the inverse of its rotation is its transpose.
    const Vec3 p{patient[0] - m[3], patient[1] - m[7], patient[2] - m[11]};
    return {m[0] * p[0] + m[4] * p[1] + m[8] * p[2], m[1] * p[0] + m[5] * p[1] + m[9] * p[2],
        m[2] * p[0] + m[6] * p[1] + m[10] * p[2]};
}

PlaneFrame seenBy(const std::array<double, 16>& toPatient, const PlaneFrame& frame)
{
    PlaneFrame seen = frame;
    const Vec3 origin = intoLayer(toPatient, {});
    seen.centre = intoLayer(toPatient, frame.centre);
    seen.right = intoLayer(toPatient, frame.right) - origin;
    seen.down = intoLayer(toPatient, frame.down) - origin;
    return seen;
}

} // namespace twinward::imaging
