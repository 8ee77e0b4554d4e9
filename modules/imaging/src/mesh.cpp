#include "imaging/mesh.h"

#include "imaging/vec.h"
#include "parallel_p.h"

#include <algorithm>

namespace twinward::imaging {

namespace {

using Point = std::array<float, 3>;

Vec3 wide(const Point& point)
{
    return {point[0], point[1], point[2]};
}

// Twice the triangle's area, along its normal.
Vec3 doubledArea(const Mesh& mesh, const std::array<quint32, 3>& triangle)
{
    const Vec3 a = wide(mesh.vertices[triangle[0]]);
    return cross(minus(wide(mesh.vertices[triangle[1]]), a), minus(wide(mesh.vertices[triangle[2]]), a));
}

// The neighbours of each vertex, one list after the other.
struct Neighbourhood
{
    std::vector<quint32> begin; // of vertex n; one more at the end
    std::vector<quint32> vertices;
};

Neighbourhood neighbourhoodOf(const Mesh& mesh)
{
    // In a closed mesh each edge is seen from both sides, so that one direction gives every neighbour once.
    Neighbourhood made;
    made.begin.assign(mesh.vertices.size() + 1, 0);
    for (const auto& triangle : mesh.triangles) {
        for (const quint32 vertex : triangle)
            ++made.begin[vertex + 1];
    }
    for (size_t i = 1; i < made.begin.size(); ++i)
        made.begin[i] += made.begin[i - 1];
    made.vertices.resize(mesh.triangles.size() * 3);
    std::vector<quint32> next(made.begin.begin(), made.begin.end() - 1);
    for (const auto& triangle : mesh.triangles) {
        for (size_t corner = 0; corner < 3; ++corner)
            made.vertices[next[triangle[corner]]++] = triangle[(corner + 1) % 3];
    }
    return made;
}

constexpr size_t piece = 16384;

// Moves every vertex towards (or from) the middle of its neighbours.
bool relax(std::vector<Point>& points, const Neighbourhood& near, double factor, const Stage& stage)
{
    std::vector<Point> moved(points.size());
    const int pieces = static_cast<int>((points.size() + piece - 1) / piece);
    const bool finished = inParallel(pieces, stage, [&](int index) {
        const size_t from = static_cast<size_t>(index) * piece;
        const size_t to = std::min(from + piece, points.size());
        for (size_t vertex = from; vertex < to; ++vertex) {
            Vec3 sum{};
            for (quint32 at = near.begin[vertex]; at < near.begin[vertex + 1]; ++at)
                sum = plus(sum, wide(points[near.vertices[at]]));
            const quint32 count = near.begin[vertex + 1] - near.begin[vertex];
            const Vec3 here = wide(points[vertex]);
            const Vec3 step = count == 0 ? Vec3{} : minus(times(sum, 1.0 / count), here);
            const Vec3 there = plus(here, times(step, factor));
            moved[vertex]
                = {static_cast<float>(there[0]), static_cast<float>(there[1]), static_cast<float>(there[2])};
        }
    });
    if (finished)
        points = std::move(moved);
    return finished;
}

} // namespace

base::Result<Mesh> smoothed(Mesh mesh, int passes, const ledger::ProgressFn& progress)
{
    constexpr double lambda = 0.5;
    constexpr double mu = -0.53;
    const Neighbourhood near = neighbourhoodOf(mesh);
    const quint64 pieces = (mesh.vertices.size() + piece - 1) / piece;
    const quint64 total = pieces * 2 * static_cast<quint64>(std::max(passes, 0));
    quint64 done = 0;
    for (int pass = 0; pass < passes; ++pass) {
        for (const double factor : {lambda, mu}) {
            if (!relax(mesh.vertices, near, factor, {progress, done, total}))
                return cancelled();
            done += pieces;
        }
    }
    return mesh;
}

double volumeMl(const Mesh& mesh)
{
    if (mesh.vertices.empty())
        return 0;
    // Seen from one of its own points: far from the origin the small differences would drown.
    const Vec3 origin = wide(mesh.vertices.front());
    double sixfold = 0;
    for (const auto& triangle : mesh.triangles)
        sixfold += dot(minus(wide(mesh.vertices[triangle[0]]), origin), doubledArea(mesh, triangle));
    return sixfold / 6 / 1000;
}

double areaMm2(const Mesh& mesh)
{
    double doubled = 0;
    for (const auto& triangle : mesh.triangles)
        doubled += length(doubledArea(mesh, triangle));
    return doubled / 2;
}

bool isWatertight(const Mesh& mesh)
{
    if (mesh.triangles.empty())
        return false;
    std::vector<quint64> directed;
    directed.reserve(mesh.triangles.size() * 3);
    for (const auto& triangle : mesh.triangles) {
        for (size_t corner = 0; corner < 3; ++corner) {
            const quint64 from = triangle[corner];
            const quint64 to = triangle[(corner + 1) % 3];
            if (from == to || from >= mesh.vertices.size() || to >= mesh.vertices.size())
                return false;
            directed.push_back(from << 32 | to);
        }
    }
    std::sort(directed.begin(), directed.end());
    if (std::adjacent_find(directed.begin(), directed.end()) != directed.end())
        return false;
    return std::all_of(directed.begin(), directed.end(), [&directed](quint64 edge) {
        return std::binary_search(directed.begin(), directed.end(), edge << 32 | edge >> 32);
    });
}

std::vector<Point> normalsOf(const Mesh& mesh)
{
    std::vector<Vec3> sums(mesh.vertices.size());
    for (const auto& triangle : mesh.triangles) {
        const Vec3 area = doubledArea(mesh, triangle);
        for (const quint32 vertex : triangle)
            sums[vertex] = plus(sums[vertex], area);
    }
    std::vector<Point> normals;
    normals.reserve(sums.size());
    for (const Vec3& sum : sums) {
        const Vec3 normal = unit(sum);
        normals.push_back(
            {static_cast<float>(normal[0]), static_cast<float>(normal[1]), static_cast<float>(normal[2])});
    }
    return normals;
}

} // namespace twinward::imaging
