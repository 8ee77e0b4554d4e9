#include "cube_cases_p.h"
#include "imaging/measure.h"
#include "imaging/mesh.h"
#include "imaging/vec.h"
#include "mask_words_p.h"
#include "parallel_p.h"

#include <bit>

namespace twinward::imaging {

namespace {

constexpr quint32 none = 0xffffffff;

// The eight corners of 64 cells side by side, as bits.
struct CellRow
{
    std::array<quint64, 8> corners{};

    CellRow(const Mask& mask, int word, int j, int k)
    {
        for (size_t row = 0; row < 4; ++row) {
            const int y = j + static_cast<int>(row & 1);
            const int z = k + static_cast<int>(row >> 1);
            const quint64 here = wordOrNothing(mask, word, y, z);
            corners[row * 2] = here;
            corners[row * 2 + 1] = (here >> 1) | (wordOrNothing(mask, word + 1, y, z) << 63);
        }
    }
    // Cells the surface goes through.
    [[nodiscard]] quint64 crossed() const
    {
        quint64 any = 0;
        quint64 all = ~quint64{0};
        for (const quint64 corner : corners) {
            any |= corner;
            all &= corner;
        }
        return any & ~all;
    }
    [[nodiscard]] size_t inside(int bit) const
    {
        size_t made = 0;
        for (size_t corner = 0; corner < 8; ++corner)
            made |= static_cast<size_t>((corners[corner] >> bit) & 1) << corner;
        return made;
    }
};

// Walks through the cells slice by slice; a vertex that cells share is found again in two slices' tables.
class Surface
{
public:
    Surface(const Mask& mask, const Grid& grid, const VoxelBox& bounds)
        : m_mask(mask)
        , m_grid(grid)
        , m_bounds(bounds)
        , m_width(static_cast<size_t>(bounds.last[0] - bounds.first[0]) + 3)
        , m_height(static_cast<size_t>(bounds.last[1] - bounds.first[1]) + 3)
        , m_flipped(dot(cross(grid.axes[0], grid.axes[1]), grid.axes[2]) < 0)
    {
        for (auto& slice : m_known)
            slice.assign(m_width * m_height * 3, none);
    }

    bool build(const ledger::ProgressFn& progress)
    {
        const int from = m_bounds.first[2] - 1;
        const int slices = m_bounds.last[2] - from + 1;
        const auto total = static_cast<quint64>(slices);
        for (int k = from; k <= m_bounds.last[2]; ++k) {
            if (progress && !progress({static_cast<quint64>(k - from), total}))
                return false;
            buildSlice(k);
            // What lay at the cells' back lies at the next ones' front.
            std::swap(m_known[0], m_known[1]);
            std::fill(m_known[1].begin(), m_known[1].end(), none);
        }
        return true;
    }
    Mesh take() { return std::move(m_mesh); }

private:
    void buildSlice(int k)
    {
        const int firstWord = m_bounds.first[0] == 0 ? -1 : (m_bounds.first[0] - 1) / 64;
        for (int j = m_bounds.first[1] - 1; j <= m_bounds.last[1]; ++j) {
            for (int word = firstWord; word <= m_bounds.last[0] / 64; ++word) {
                const CellRow row(m_mask, word, j, k);
                for (quint64 left = row.crossed(); left != 0; left &= left - 1) {
                    const int bit = std::countr_zero(left);
                    addCell({word * 64 + bit, j, k}, row.inside(bit));
                }
            }
        }
    }

    void addCell(const std::array<int, 3>& cell, size_t inside)
    {
        for (const auto& triangle : cubeCases()[inside].triangles) {
            std::array<quint32, 3> made{};
            for (size_t corner = 0; corner < 3; ++corner)
                made[corner] = vertexOn(cell, triangle[corner]);
            if (m_flipped)
                std::swap(made[1], made[2]);
            m_mesh.triangles.push_back(made);
        }
    }

    quint32 vertexOn(const std::array<int, 3>& cell, int edge)
    {
        static const std::array<CubeEdge, 12> all = [] {
            std::array<CubeEdge, 12> made;
            for (int i = 0; i < 12; ++i)
                made[static_cast<size_t>(i)] = cubeEdge(i);
            return made;
        }();
        const CubeEdge& place = all[static_cast<size_t>(edge)];
        const int column = cell[0] + place.from[0] - m_bounds.first[0] + 1;
        const int row = cell[1] + place.from[1] - m_bounds.first[1] + 1;
        const auto x = static_cast<size_t>(column);
        const auto y = static_cast<size_t>(row);
        quint32& known = m_known[static_cast<size_t>(place.from[2])]
                                [(y * m_width + x) * 3 + static_cast<size_t>(place.axis)];
        if (known == none) {
            known = static_cast<quint32>(m_mesh.vertices.size());
            Vec3 voxel{static_cast<double>(cell[0] + place.from[0]),
                static_cast<double>(cell[1] + place.from[1]), static_cast<double>(cell[2] + place.from[2])};
            voxel[static_cast<size_t>(place.axis)] += 0.5;
            const Vec3 at = toPatient(m_grid, voxel);
            m_mesh.vertices.push_back(
                {static_cast<float>(at[0]), static_cast<float>(at[1]), static_cast<float>(at[2])});
        }
        return known;
    }

    const Mask& m_mask;
    const Grid& m_grid;
    VoxelBox m_bounds;
    size_t m_width;
    size_t m_height;
    bool m_flipped;
    std::array<std::vector<quint32>, 2> m_known; // by voxel and axis: front slice, back slice
    Mesh m_mesh;
};

} // namespace

base::Result<Mesh> surfaceOf(const Mask& mask, const Grid& grid, const ledger::ProgressFn& progress)
{
    const auto bounds = mask.bounds();
    if (!bounds)
        return base::fail(base::ErrorCode::InvalidInput, QStringLiteral("Nothing is outlined"), {},
            QStringLiteral("Outline something first."));
    if (mask.size() != grid.size)
        return base::fail(base::ErrorCode::InvalidInput, QStringLiteral("The outline is of other images"));
    Surface surface(mask, grid, *bounds);
    if (!surface.build(progress))
        return cancelled();
    return surface.take();
}

} // namespace twinward::imaging
