#include "imaging/mesh.h"
#include "imaging/vec.h"
#include "parallel_p.h"

#include <algorithm>
#include <queue>

namespace twinward::imaging {

namespace {

// The sum of squared distances to planes, as a function of the point (Garland and Heckbert 1997, section 5).
struct Quadric
{
    double xx = 0, xy = 0, xz = 0, yy = 0, yz = 0, zz = 0; // n nᵀ
    Vec3 linear{}; // d n
    double constant = 0; // d²

    static Quadric ofPlane(const Vec3& normal, double offset, double weight)
    {
        Quadric made;
        made.xx = weight * normal[0] * normal[0];
        made.xy = weight * normal[0] * normal[1];
        made.xz = weight * normal[0] * normal[2];
        made.yy = weight * normal[1] * normal[1];
        made.yz = weight * normal[1] * normal[2];
        made.zz = weight * normal[2] * normal[2];
        made.linear = times(normal, weight * offset);
        made.constant = weight * offset * offset;
        return made;
    }
    Quadric& operator+=(const Quadric& other)
    {
        xx += other.xx;
        xy += other.xy;
        xz += other.xz;
        yy += other.yy;
        yz += other.yz;
        zz += other.zz;
        linear = plus(linear, other.linear);
        constant += other.constant;
        return *this;
    }
    [[nodiscard]] Vec3 turned(const Vec3& p) const
    {
        return {xx * p[0] + xy * p[1] + xz * p[2], xy * p[0] + yy * p[1] + yz * p[2],
            xz * p[0] + yz * p[1] + zz * p[2]};
    }
    [[nodiscard]] double at(const Vec3& p) const { return dot(p, turned(p)) + 2 * dot(linear, p) + constant; }
    // Where it is least; none where that is a line or a plane.
    [[nodiscard]] std::optional<Vec3> minimum() const
    {
        const Vec3 a{xx, xy, xz};
        const Vec3 b{xy, yy, yz};
        const Vec3 c{xz, yz, zz};
        const double determinant = dot(a, cross(b, c));
        const double scale = xx + yy + zz;
        if (std::abs(determinant) < 1e-4 * scale * scale * scale)
            return std::nullopt;
        const Vec3 right = times(linear, -1);
        return Vec3{dot(right, cross(b, c)) / determinant, dot(a, cross(right, c)) / determinant,
            dot(a, cross(b, right)) / determinant};
    }
};

struct Collapse
{
    double cost = 0;
    quint32 kept = 0;
    quint32 gone = 0;
    quint32 stampKept = 0; // of both ends when the cost was reckoned
    quint32 stampGone = 0;
    Vec3 place{};
    friend bool operator<(const Collapse& a, const Collapse& b) { return a.cost > b.cost; }
};

class Decimator
{
public:
    explicit Decimator(const Mesh& mesh)
        : m_triangles(mesh.triangles)
        , m_alive(mesh.triangles.size(), true)
        , m_left(mesh.triangles.size())
        , m_at(mesh.vertices.size())
        , m_quadrics(mesh.vertices.size())
        , m_around(mesh.vertices.size())
        , m_stamps(mesh.vertices.size())
    {
        m_origin = mesh.vertices.empty() ? Vec3{} : wide(mesh.vertices.front());
        for (size_t i = 0; i < mesh.vertices.size(); ++i)
            m_at[i] = minus(wide(mesh.vertices[i]), m_origin);
        for (quint32 t = 0; t < m_triangles.size(); ++t) {
            const Vec3 area = areaOf(m_triangles[t], m_at);
            const double doubled = length(area);
            const Vec3 normal = unit(area);
            const Quadric plane = Quadric::ofPlane(normal, -dot(normal, m_at[m_triangles[t][0]]), doubled);
            for (const quint32 vertex : m_triangles[t]) {
                m_quadrics[vertex] += plane;
                m_around[vertex].push_back(t);
            }
        }
        std::vector<Collapse> first;
        first.reserve(m_triangles.size() * 3 / 2);
        for (const auto& triangle : m_triangles) {
            for (size_t corner = 0; corner < 3; ++corner) {
                if (triangle[corner] < triangle[(corner + 1) % 3])
                    first.push_back(collapseOf(triangle[corner], triangle[(corner + 1) % 3]));
            }
        }
        m_queue = std::priority_queue<Collapse>(std::less<Collapse>(), std::move(first));
    }

    bool reduceTo(size_t triangles, const ledger::ProgressFn& progress)
    {
        const size_t begun = m_left;
        size_t sinceReport = 0;
        while (m_left > triangles && !m_queue.empty()) {
            const Collapse next = m_queue.top();
            m_queue.pop();
            if (m_stamps[next.kept] != next.stampKept || m_stamps[next.gone] != next.stampGone)
                continue;
            if (isAllowed(next))
                perform(next);
            if (++sinceReport == 4096) {
                sinceReport = 0;
                if (progress && !progress({begun - m_left, begun - triangles}))
                    return false;
            }
        }
        return true;
    }

    [[nodiscard]] Mesh mesh() const
    {
        Mesh made;
        std::vector<quint32> numbers(m_at.size(), 0xffffffff);
        for (size_t t = 0; t < m_triangles.size(); ++t) {
            if (!m_alive[t])
                continue;
            std::array<quint32, 3> triangle{};
            for (size_t corner = 0; corner < 3; ++corner) {
                quint32& number = numbers[m_triangles[t][corner]];
                if (number == 0xffffffff) {
                    number = static_cast<quint32>(made.vertices.size());
                    const Vec3 at = plus(m_at[m_triangles[t][corner]], m_origin);
                    made.vertices.push_back(
                        {static_cast<float>(at[0]), static_cast<float>(at[1]), static_cast<float>(at[2])});
                }
                triangle[corner] = number;
            }
            made.triangles.push_back(triangle);
        }
        return made;
    }

private:
    static Vec3 wide(const std::array<float, 3>& point) { return {point[0], point[1], point[2]}; }
    static Vec3 areaOf(const std::array<quint32, 3>& triangle, const std::vector<Vec3>& at)
    {
        return cross(minus(at[triangle[1]], at[triangle[0]]), minus(at[triangle[2]], at[triangle[0]]));
    }

    [[nodiscard]] Collapse collapseOf(quint32 a, quint32 b) const
    {
        Quadric sum = m_quadrics[a];
        sum += m_quadrics[b];
        const Vec3 middle = times(plus(m_at[a], m_at[b]), 0.5);
        Vec3 best = middle;
        const auto least = sum.minimum();
        // A minimum far away comes from planes that are nearly parallel.
        if (least && length(minus(*least, middle)) <= length(minus(m_at[a], m_at[b]))) {
            best = *least;
        } else {
            for (const Vec3& candidate : {m_at[a], m_at[b]}) {
                if (sum.at(candidate) < sum.at(best))
                    best = candidate;
            }
        }
        return {std::max(sum.at(best), 0.0), a, b, m_stamps[a], m_stamps[b], best};
    }

    [[nodiscard]] std::vector<quint32> neighboursOf(quint32 vertex) const
    {
        std::vector<quint32> found;
        for (const quint32 t : m_around[vertex]) {
            for (const quint32 other : m_triangles[t]) {
                if (other != vertex)
                    found.push_back(other);
            }
        }
        std::sort(found.begin(), found.end());
        found.erase(std::unique(found.begin(), found.end()), found.end());
        return found;
    }

    // The surface stays a surface: the ends have two neighbours in common and no more, and none of those
    // would be left with two triangles; and no triangle turns over.
    [[nodiscard]] bool isAllowed(const Collapse& collapse) const
    {
        const auto a = neighboursOf(collapse.kept);
        const auto b = neighboursOf(collapse.gone);
        std::vector<quint32> common;
        std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(common));
        if (common.size() != 2 || std::any_of(common.begin(), common.end(), [this](quint32 vertex) {
                return m_around[vertex].size() <= 3;
            }))
            return false;
        return staysUpright(collapse.kept, collapse.gone, collapse.place)
            && staysUpright(collapse.gone, collapse.kept, collapse.place);
    }

    [[nodiscard]] bool staysUpright(quint32 moved, quint32 other, const Vec3& place) const
    {
        for (const quint32 t : m_around[moved]) {
            const auto& triangle = m_triangles[t];
            if (std::find(triangle.begin(), triangle.end(), other) != triangle.end())
                continue;
            std::array<Vec3, 3> corners{};
            for (size_t corner = 0; corner < 3; ++corner)
                corners[corner] = triangle[corner] == moved ? place : m_at[triangle[corner]];
            const Vec3 after = cross(minus(corners[1], corners[0]), minus(corners[2], corners[0]));
            const Vec3 before = areaOf(triangle, m_at);
            if (dot(before, after) <= 0.2 * length(before) * length(after))
                return false;
        }
        return true;
    }

    void perform(const Collapse& collapse)
    {
        for (const quint32 t : m_around[collapse.gone]) {
            auto& triangle = m_triangles[t];
            if (std::find(triangle.begin(), triangle.end(), collapse.kept) != triangle.end()) {
                remove(t, collapse.gone);
                continue;
            }
            std::replace(triangle.begin(), triangle.end(), collapse.gone, collapse.kept);
            m_around[collapse.kept].push_back(t);
        }
        m_around[collapse.gone].clear();
        m_at[collapse.kept] = collapse.place;
        m_quadrics[collapse.kept] += m_quadrics[collapse.gone];
        ++m_stamps[collapse.gone];
        ++m_stamps[collapse.kept];
        for (const quint32 neighbour : neighboursOf(collapse.kept))
            m_queue.push(collapseOf(collapse.kept, neighbour));
    }

    void remove(quint32 t, quint32 beingRead)
    {
        m_alive[t] = false;
        --m_left;
        for (const quint32 vertex : m_triangles[t]) {
            if (vertex != beingRead)
                std::erase(m_around[vertex], t);
        }
    }

    std::vector<std::array<quint32, 3>> m_triangles;
    std::vector<bool> m_alive;
    size_t m_left;
    Vec3 m_origin{};
    std::vector<Vec3> m_at;
    std::vector<Quadric> m_quadrics;
    std::vector<std::vector<quint32>> m_around; // triangles at each vertex
    std::vector<quint32> m_stamps; // how often a vertex changed
    std::priority_queue<Collapse> m_queue;
};

} // namespace

base::Result<Mesh> decimated(const Mesh& mesh, size_t triangles, const ledger::ProgressFn& progress)
{
    if (mesh.triangles.size() <= triangles)
        return mesh;
    Decimator decimator(mesh);
    if (!decimator.reduceTo(triangles, progress))
        return cancelled();
    return decimator.mesh();
}

} // namespace twinward::imaging
