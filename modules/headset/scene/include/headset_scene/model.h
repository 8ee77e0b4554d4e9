#pragma once

// A thing in the room as triangles with a colour at each corner: what rooms, hands and the body are made of.
// Metres in the room: to the right, up, and towards who stands at its origin (OpenXR's axes).

#include <array>
#include <QColor>
#include <QVector3D>
#include <vector>

namespace twinward::headset {

struct Vertex
{
    QVector3D position;
    QVector3D normal{0, 1, 0};
    std::array<quint8, 4> colour{}; // red, green, blue as sRGB, opacity
    friend bool operator==(const Vertex&, const Vertex&) = default;
};

struct Model
{
    std::vector<Vertex> vertices;
    std::vector<quint32> indices; // three for each triangle, counter-clockwise seen from outside
    friend bool operator==(const Model&, const Model&) = default;
};

// Turned about the upright axis, counter-clockwise seen from above, then moved.
struct Place
{
    QVector3D at;
    float turnDegrees = 0;
    friend bool operator==(const Place&, const Place&) = default;
};
[[nodiscard]] QVector3D toRoom(const Place& place, const QVector3D& point);
[[nodiscard]] QVector3D fromRoom(const Place& place, const QVector3D& point);
[[nodiscard]] Place joined(const Place& outer, const Place& inner); // a place within a place

// Shapes stand with their middle at the place. No edge of a triangle is longer than `cell`, so that light can
// be kept at their corners; curved parts have as many as they need to look round.
void addBox(Model& model, const Place& place, const QVector3D& size, float round, float cell, QRgb colour);
// Upright; another radius at the top makes a cone of it.
void addCylinder(Model& model, const Place& place, float height, float bottomRadius, float topRadius,
    float cell, QRgb colour);
// From one point to another, with round ends.
void addRod(Model& model, const QVector3D& from, const QVector3D& to, float radius, QRgb colour);
void addBall(Model& model, const QVector3D& centre, float radius, QRgb colour);

} // namespace twinward::headset
