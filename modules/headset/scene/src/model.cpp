#include "headset_scene/model.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace twinward::headset {

namespace {

constexpr float pi = std::numbers::pi_v<float>;

QVector3D clamped(const QVector3D& point, const QVector3D& most)
{
    return {std::clamp(point.x(), -most.x(), most.x()), std::clamp(point.y(), -most.y(), most.y()),
        std::clamp(point.z(), -most.z(), most.z())};
}

std::array<quint8, 4> bytesOf(QRgb colour)
{
    return {static_cast<quint8>(qRed(colour)), static_cast<quint8>(qGreen(colour)),
        static_cast<quint8>(qBlue(colour)), static_cast<quint8>(qAlpha(colour))};
}

Vertex vertexAt(const Place& place, const QVector3D& point, const QVector3D& normal, QRgb colour)
{
    return {toRoom(place, point), toRoom({{}, place.turnDegrees}, normal), bytesOf(colour)};
}

// Two triangles for each cell of a grid of vertices that was just added, rows of `columns`.
void joinGrid(Model& model, size_t first, size_t rows, size_t columns)
{
    for (size_t row = 0; row + 1 < rows; ++row) {
        for (size_t column = 0; column + 1 < columns; ++column) {
            const auto a = static_cast<quint32>(first + row * columns + column);
            const auto b = a + 1;
            const auto c = a + static_cast<quint32>(columns);
            const auto d = c + 1;
            model.indices.insert(model.indices.end(), {a, b, c, b, d, c});
        }
    }
}

// Where the lines of a box's grid lie along one axis: close together on its rounded edge, a cell apart
// between.
std::vector<float> linesAlong(float size, float round, float cell)
{
    const float half = size / 2;
    const float flat = half - round;
    std::vector<float> lines;
    constexpr int edgeSteps = 2;
    for (int i = 0; round > 0 && i < edgeSteps; ++i)
        lines.push_back(-half + round * (1 - std::cos(pi / 4 * static_cast<float>(i) / edgeSteps)));
    const int steps = std::max(1, static_cast<int>(std::ceil(2 * flat / cell)));
    for (int i = 0; i <= steps; ++i)
        lines.push_back(-flat + 2 * flat * static_cast<float>(i) / static_cast<float>(steps));
    for (int i = edgeSteps - 1; round > 0 && i >= 0; --i)
        lines.push_back(half - round * (1 - std::cos(pi / 4 * static_cast<float>(i) / edgeSteps)));
    return lines;
}

} // namespace

QVector3D toRoom(const Place& place, const QVector3D& point)
{
    const float angle = place.turnDegrees * pi / 180;
    const float c = std::cos(angle);
    const float s = std::sin(angle);
    return {place.at.x() + c * point.x() + s * point.z(), place.at.y() + point.y(),
        place.at.z() - s * point.x() + c * point.z()};
}

QVector3D fromRoom(const Place& place, const QVector3D& point)
{
    return toRoom({{}, -place.turnDegrees}, point - place.at);
}

Place joined(const Place& outer, const Place& inner)
{
    return {toRoom(outer, inner.at), outer.turnDegrees + inner.turnDegrees};
}

void addBox(Model& model, const Place& place, const QVector3D& size, float round, float cell, QRgb colour)
{
    const QVector3D half = size / 2;
    const float edge = std::clamp(round, 0.0F, std::min({half.x(), half.y(), half.z()}));
    const QVector3D flat = half - QVector3D(edge, edge, edge);
    std::array<std::vector<float>, 3> lines;
    for (int axis = 0; axis < 3; ++axis)
        lines.at(static_cast<size_t>(axis)) = linesAlong(size[axis], edge, cell);
    // A point of the sharp box drawn in to the round one, and its normal.
    const auto addVertex = [&](QVector3D point, QVector3D normal) {
        if (edge > 0) {
            const QVector3D core = clamped(point, flat);
            normal = (point - core).normalized();
            point = core + edge * normal;
        }
        model.vertices.push_back(vertexAt(place, point, normal, colour));
    };
    for (int axis = 0; axis < 3; ++axis) {
        for (const float side : {-1.0F, 1.0F}) {
            // The other way round on the far side, so that triangles face outwards.
            const int columnAxis = (axis + (side > 0 ? 1 : 2)) % 3;
            const int rowAxis = (axis + (side > 0 ? 2 : 1)) % 3;
            const std::vector<float>& rows = lines.at(static_cast<size_t>(rowAxis));
            const std::vector<float>& columns = lines.at(static_cast<size_t>(columnAxis));
            const size_t first = model.vertices.size();
            QVector3D point;
            QVector3D normal;
            point[axis] = side * half[axis];
            normal[axis] = side;
            for (const float row : rows) {
                point[rowAxis] = row;
                for (const float column : columns) {
                    point[columnAxis] = column;
                    addVertex(point, normal);
                }
            }
            joinGrid(model, first, rows.size(), columns.size());
        }
    }
}

void addCylinder(Model& model, const Place& place, float height, float bottomRadius, float topRadius,
    float cell, QRgb colour)
{
    const float widest = std::max(bottomRadius, topRadius);
    const int around = std::clamp(static_cast<int>(2 * pi * widest / std::min(cell, 0.03F)), 12, 48);
    const int up = std::max(1, static_cast<int>(std::ceil(height / cell)));
    const float slope = (bottomRadius - topRadius) / height;
    const auto direction = [&](int i) {
        const float angle = 2 * pi * static_cast<float>(i) / static_cast<float>(around);
        return std::array{std::cos(angle), -std::sin(angle)};
    };
    const size_t side = model.vertices.size();
    for (int row = 0; row <= up; ++row) {
        const float share = static_cast<float>(row) / static_cast<float>(up);
        const float radius = bottomRadius + share * (topRadius - bottomRadius);
        for (int i = 0; i <= around; ++i) {
            const auto [x, z] = direction(i);
            model.vertices.push_back(vertexAt(place, {radius * x, (share - 0.5F) * height, radius * z},
                QVector3D(x, slope, z).normalized(), colour));
        }
    }
    joinGrid(model, side, static_cast<size_t>(up) + 1, static_cast<size_t>(around) + 1);
    for (const float end : {-1.0F, 1.0F}) {
        const float radius = end < 0 ? bottomRadius : topRadius;
        if (radius <= 0)
            continue;
        const auto middle = static_cast<quint32>(model.vertices.size());
        const float y = end * height / 2;
        model.vertices.push_back(vertexAt(place, {0, y, 0}, {0, end, 0}, colour));
        for (int i = 0; i <= around; ++i) {
            const auto [x, z] = direction(i);
            model.vertices.push_back(vertexAt(place, {radius * x, y, radius * z}, {0, end, 0}, colour));
        }
        for (quint32 i = 1; i <= static_cast<quint32>(around); ++i) {
            const quint32 a = middle + i;
            const quint32 b = a + 1;
            model.indices.insert(model.indices.end(), {middle, end > 0 ? a : b, end > 0 ? b : a});
        }
    }
}

void addRod(Model& model, const QVector3D& from, const QVector3D& to, float radius, QRgb colour)
{
    constexpr int around = 12;
    constexpr int rows = 4; // of each round end
    const QVector3D way = to - from;
    const QVector3D along = way.isNull() ? QVector3D(0, 1, 0) : way.normalized();
    const QVector3D side
        = QVector3D::crossProduct(along, std::abs(along.y()) < 0.9F ? QVector3D(0, 1, 0) : QVector3D(1, 0, 0))
              .normalized();
    const QVector3D other = QVector3D::crossProduct(along, side);
    const size_t first = model.vertices.size();
    for (int row = 0; row <= 2 * rows + 1; ++row) {
        const bool far = row > rows;
        const float latitude = pi / 2 * static_cast<float>(far ? row - rows - 1 : row - rows) / rows;
        for (int i = 0; i <= around; ++i) {
            const float angle = 2 * pi * static_cast<float>(i) / around;
            const QVector3D out = std::cos(angle) * side + std::sin(angle) * other;
            const QVector3D normal = std::cos(latitude) * out + std::sin(latitude) * along;
            model.vertices.push_back({(far ? to : from) + radius * normal, normal, bytesOf(colour)});
        }
    }
    joinGrid(model, first, 2 * rows + 2, around + 1);
}

void addBall(Model& model, const QVector3D& centre, float radius, QRgb colour)
{
    constexpr int rows = 12;
    constexpr int around = 24;
    const size_t first = model.vertices.size();
    for (int row = 0; row <= rows; ++row) {
        const float polar = pi * static_cast<float>(row) / rows;
        for (int i = 0; i <= around; ++i) {
            const float angle = 2 * pi * static_cast<float>(i) / around;
            const QVector3D normal(
                std::sin(polar) * std::cos(angle), -std::cos(polar), -std::sin(polar) * std::sin(angle));
            model.vertices.push_back(vertexAt({centre, 0}, radius * normal, normal, colour));
        }
    }
    joinGrid(model, first, rows + 1, around + 1);
}

} // namespace twinward::headset
