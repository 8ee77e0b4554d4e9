#pragma once

// The rooms one can stand in: consulting room, ward, operating room. Described in
// resources/headset/rooms.json as simple shapes, so that they are the project's own and light enough for a
// laptop; their light is worked out once, when a room is entered, and kept in the colours of its corners.

#include "headset_scene/model.h"

#include <optional>
#include <QString>
#include <QStringList>

namespace twinward::headset {

// A place with a meaning: where one stands, where a couch's middle is, where a board hangs.
struct Spot
{
    QString kind; // "stand", "couch", "bed", "board", "volume"
    QString name; // of the bed as the ward calls it: "1"; may be empty
    Place place;
};

struct Part
{
    enum class Shape : quint8 { Box, Cylinder };
    Shape shape = Shape::Box;
    Place place; // of its middle
    QVector3D size; // width, height, depth; of a cylinder: bottom diameter, height, top diameter
    float round = 0; // radius of a box's edges
    QRgb colour = 0;
    bool isLit = false; // a lamp or a window: gives light and is not shaded
};

struct Room
{
    QString id; // "consulting", "ward", "operating"
    QVector3D size; // metres; the floor's middle is at the origin
    std::vector<Part> parts; // walls, floor and ceiling among them
    std::vector<Spot> spots;

    [[nodiscard]] std::vector<Spot> spotsOf(const QString& kind) const;
};

// In the order of the table; panels translate the ids.
[[nodiscard]] QStringList roomIds();
// None for an unknown id.
[[nodiscard]] std::optional<Room> roomOf(const QString& id);

// The room's triangles with the light in their colours: what its lamps and windows send, shadowed, and what
// comes from all around, less in corners. Takes tenths of a second on all cores; from any thread.
[[nodiscard]] Model litModel(const Room& room);

} // namespace twinward::headset
