#include "imaging_view/reslice.h"

#include "aligned_p.h"
#include "base/parallel.h"
#include "sampling_p.h"

#include <algorithm>
#include <cmath>

namespace twinward::imaging {

namespace {

constexpr size_t alignedRows = 64; // long enough that lines of voxels are seldom read twice
constexpr size_t slantedRows = 16;

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
    [[nodiscard]] int length() const { return end - begin; }
};

// The pixels of a row that lie within the grid, without asking each: from margin[0] to the size and
// margin[1].
Run insideOf(const Ray& ray, const std::array<int, 3>& size, int pixels, const std::array<double, 2>& margin)
{
    double first = 0;
    double last = pixels - 1;
    for (size_t axis = 0; axis < 3; ++axis) {
        const double low = margin[0] - ray.start[axis];
        const double high = size[axis] + margin[1] - ray.start[axis];
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

// Any direction: trilinear, pixel by pixel.
template <class Sample> class SlantedStrip
{
public:
    SlantedStrip(const Sampling& sampling, const Sample* voxels)
        : m_(sampling)
        , m_voxels(voxels)
        , m_values(static_cast<size_t>(sampling.pixels.width()))
        , m_hits(m_values.size())
    { }

    void row(int y, float* out)
    {
        const int width = m_.pixels.width();
        if (m_.samples == 1) {
            std::fill_n(out, width, nothing);
            const Run run = sweep(m_.origin + m_.down * y, out);
            for (int x = run.begin; x < run.end; ++x)
                out[x] = out[x] * m_.slope + m_.intercept;
            return;
        }
        m_.open(out, m_hits.data(), width);
        for (int sample = 0; sample < m_.samples; ++sample) {
            const Run run = sweep(m_.startOf(sample) + m_.down * y, m_values.data());
            m_.fold(m_values.data() + run.begin, out + run.begin, m_hits.data() + run.begin, run.length());
        }
        m_.close(out, m_hits.data(), width);
    }

private:
    Run sweep(const Vec3& start, float* out) const
    {
        const Ray ray{start, m_.right};
        const Run run = insideOf(ray, m_.size, m_.pixels.width(), {-0.5, -0.5});
        const Run deep = m_.whole ? insideOf(ray, m_.size, m_.pixels.width(), {1e-5, -1 - 1e-5}) : Run{};
        const bool inner = deep.length() > 0;
        for (int x = run.begin; x < (inner ? deep.begin : run.end); ++x)
            out[x] = between(ray.start + ray.step * x);
        if (!inner)
            return run;
        within(ray, deep, out);
        for (int x = deep.end; x < run.end; ++x)
            out[x] = between(ray.start + ray.step * x);
        return run;
    }

    // Where all eight voxels are there: positions in 2^-32 of a voxel, nothing asked.
    void within(const Ray& ray, const Run& run, float* __restrict out) const
    {
        constexpr double one = 4294967296.0;
        std::array<qint64, 3> at{};
        std::array<qint64, 3> step{};
        for (size_t axis = 0; axis < 3; ++axis) {
            at[axis] = std::llround((ray.start[axis] + ray.step[axis] * run.begin) * one);
            step[axis] = std::llround(ray.step[axis] * one);
        }
        const qint64 down = m_.stride[1];
        const qint64 deep = m_.stride[2];
        const auto share = [](qint64 fixed) {
            return static_cast<float>(static_cast<int>((fixed >> 8) & 0xFFFFFF)) * (1.F / 16777216.F);
        };
        for (int x = run.begin; x < run.end; ++x) {
            const Sample* front = m_voxels + (at[0] >> 32) + (at[1] >> 32) * down + (at[2] >> 32) * deep;
            const float i = share(at[0]);
            const float j = share(at[1]);
            out[x] = lerp(square(front, down, i, j), square(front + deep, down, i, j), share(at[2]));
            at[0] += step[0];
            at[1] += step[1];
            at[2] += step[2];
        }
    }

    static float square(const Sample* at, qint64 down, float i, float j)
    {
        const auto along = [i](const Sample* two) {
            return lerp(static_cast<float>(two[0]), static_cast<float>(two[1]), i);
        };
        return lerp(along(at), along(at + down), j);
    }

    [[nodiscard]] float bilinear(const Sample* slice, const Place& x, const Place& y) const
    {
        const Sample* at = slice + y.index * m_.stride[1] + x.index;
        const qint64 below = y.next * m_.stride[1];
        const float top = lerp(static_cast<float>(at[0]), static_cast<float>(at[x.next]), x.share);
        const float bottom
            = lerp(static_cast<float>(at[below]), static_cast<float>(at[below + x.next]), x.share);
        return lerp(top, bottom, y.share);
    }

    [[nodiscard]] float between(const Vec3& at) const
    {
        const Place x(at[0], m_.size[0]);
        const Place y(at[1], m_.size[1]);
        const double nearest = std::round(at[2]);
        const Place z(std::abs(at[2] - nearest) < 1e-6 ? nearest : at[2], m_.size[2]);
        const Sample* slice = m_voxels + z.index * m_.stride[2];
        if (!m_.whole) {
            const bool here = m_.filled[static_cast<size_t>(z.index)] != 0;
            const bool there = m_.filled[static_cast<size_t>(z.index + z.next)] != 0;
            if ((!here && z.share < 1) || (!there && z.share > 0))
                return nothing;
        }
        const float front = bilinear(slice, x, y);
        if (z.share == 0)
            return front;
        return lerp(front, bilinear(slice + z.next * m_.stride[2], x, y), z.share);
    }

    const Sampling& m_;
    const Sample* m_voxels;
    std::vector<float> m_values;
    std::vector<float> m_hits;
};

template <class Sample> void fill(Raster& raster, const Volume& volume, const Cut& cut)
{
    const Sampling sampling(volume, cut);
    const auto* voxels = reinterpret_cast<const Sample*>(volume.voxels.constData());
    const auto rows = static_cast<size_t>(raster.size.height());
    const auto width = static_cast<size_t>(raster.size.width());
    const auto aligned = alignmentOf(sampling);
    const size_t piece = aligned ? alignedRows : slantedRows;
    base::runParallel(rows, base::workersFor(rows, piece), piece, [&](size_t, size_t begin, size_t end) {
        float* out = raster.values.data() + begin * width;
        if (aligned) {
            AlignedStrip<Sample>(sampling, *aligned, voxels)
                .draw(static_cast<int>(begin), static_cast<int>(end), out);
            return;
        }
        SlantedStrip<Sample> strip(sampling, voxels);
        for (size_t y = begin; y < end; ++y, out += width)
            strip.row(static_cast<int>(y), out);
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
