#include "cube_cases_p.h"

#include <algorithm>

namespace twinward::imaging {

namespace {

// Corners are numbered by their place: 1 is right (x), 2 below (y), 4 behind (z). An edge is its axis and the
// corner it begins at.
struct Edge
{
    int from = 0;
    int to = 0;
};

const std::array<Edge, 12>& edges()
{
    static const std::array<Edge, 12> table = [] {
        std::array<Edge, 12> made{};
        size_t next = 0;
        for (int axis = 0; axis < 3; ++axis) {
            for (int corner = 0; corner < 8; ++corner) {
                if ((corner & (1 << axis)) == 0)
                    made[next++] = {corner, corner | (1 << axis)};
            }
        }
        return made;
    }();
    return table;
}

int edgeBetween(int a, int b)
{
    for (size_t edge = 0; edge < 12; ++edge) {
        if (edges()[edge].from == std::min(a, b) && edges()[edge].to == std::max(a, b))
            return static_cast<int>(edge);
    }
    return -1;
}

// Corners of each face, in order as seen from outside.
constexpr std::array<std::array<int, 4>, 6> faces{{
    {0, 4, 6, 2}, // x = 0
    {1, 3, 7, 5},
    {0, 1, 5, 4}, // y = 0
    {2, 6, 7, 3},
    {0, 2, 3, 1}, // z = 0
    {4, 5, 7, 6},
}};

bool shareFace(int a, int b)
{
    const auto isOn = [](int edge, const std::array<int, 4>& face) {
        const Edge& ends = edges()[static_cast<size_t>(edge)];
        return std::find(face.begin(), face.end(), ends.from) != face.end()
            && std::find(face.begin(), face.end(), ends.to) != face.end();
    };
    return std::any_of(
        faces.begin(), faces.end(), [&](const auto& face) { return isOn(a, face) && isOn(b, face); });
}

// Where the surface goes from each edge it crosses: on each face it runs with the inside to one side, round
// every inside corner that stands alone.
std::array<int, 12> walkOf(int inside)
{
    std::array<int, 12> next{};
    next.fill(-1);
    const auto isInside = [inside](int corner) { return ((inside >> corner) & 1) != 0; };
    for (const auto& face : faces) {
        for (size_t at = 0; at < 4; ++at) {
            // A run of inside corners along the face's border, from the edge that enters it to the one that
            // leaves it.
            if (isInside(face[at]) || !isInside(face[(at + 1) % 4]))
                continue;
            size_t last = (at + 1) % 4;
            while (isInside(face[(last + 1) % 4]))
                last = (last + 1) % 4;
            const int enters = edgeBetween(face[at], face[(at + 1) % 4]);
            const int leaves = edgeBetween(face[last], face[(last + 1) % 4]);
            next[static_cast<size_t>(enters)] = leaves;
        }
    }
    return next;
}

using Loop = std::vector<int>;

// Splits the loop into triangles whose inner lines lie on no face: a line on a face could be a neighbour's
// too.
bool split(const Loop& loop, std::vector<std::array<int, 3>>& triangles)
{
    if (loop.size() < 3)
        return true;
    const size_t last = loop.size() - 1;
    for (size_t apex = 1; apex < last; ++apex) {
        if ((apex > 1 && shareFace(loop[0], loop[apex]))
            || (apex + 1 < last && shareFace(loop[apex], loop[last])))
            continue;
        const size_t before = triangles.size();
        triangles.push_back({loop[0], loop[apex], loop[last]});
        if (split(Loop(loop.begin(), loop.begin() + static_cast<qsizetype>(apex) + 1), triangles)
            && split(Loop(loop.begin() + static_cast<qsizetype>(apex), loop.end()), triangles))
            return true;
        triangles.resize(before);
    }
    return false;
}

CubeCase caseOf(int inside)
{
    std::array<int, 12> next = walkOf(inside);
    CubeCase made;
    for (size_t start = 0; start < 12; ++start) {
        Loop loop;
        for (int at = static_cast<int>(start); next[static_cast<size_t>(at)] >= 0;) {
            loop.push_back(at);
            at = std::exchange(next[static_cast<size_t>(at)], -1);
        }
        if (!loop.empty())
            made.complete = split(loop, made.triangles) && made.complete;
    }
    return made;
}

} // namespace

const std::array<CubeCase, 256>& cubeCases()
{
    static const std::array<CubeCase, 256> table = [] {
        std::array<CubeCase, 256> made;
        for (size_t inside = 0; inside < 256; ++inside)
            made[inside] = caseOf(static_cast<int>(inside));
        return made;
    }();
    return table;
}

CubeEdge cubeEdge(int edge)
{
    const int corner = edges()[static_cast<size_t>(edge)].from;
    return {edge / 4, {corner & 1, (corner >> 1) & 1, (corner >> 2) & 1}};
}

} // namespace twinward::imaging
