#include "headset_scene/room.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

// Outside any namespace, as Q_INIT_RESOURCE must be.
static void initialiseHeadsetRooms()
{
    Q_INIT_RESOURCE(headset);
}

namespace twinward::headset {

namespace {

float numberIn(const QJsonObject& object, QLatin1String name)
{
    return static_cast<float>(object.value(name).toDouble());
}

QVector3D pointIn(const QJsonObject& object, QLatin1String name)
{
    const QJsonArray values = object.value(name).toArray();
    return {static_cast<float>(values.at(0).toDouble()), static_cast<float>(values.at(1).toDouble()),
        static_cast<float>(values.at(2).toDouble())};
}

Place placeIn(const QJsonObject& object)
{
    return {pointIn(object, QLatin1String("at")), numberIn(object, QLatin1String("turn"))};
}

// Reads what one object of the table holds into a room; groups, which stand in several places, within places.
class RoomReader
{
public:
    RoomReader(const QJsonObject& groups, const QJsonObject& colours)
        : m_groups(groups)
        , m_colours(colours)
    { }

    Room read(const QJsonObject& object)
    {
        m_room = {};
        m_room.id = object.value(QLatin1String("id")).toString();
        m_room.size = pointIn(object, QLatin1String("size"));
        addAll(object, {}, {});
        return std::move(m_room);
    }

private:
    void addAll(const QJsonObject& object, const Place& outer, const QString& name)
    {
        for (const QJsonValue& each : object.value(QLatin1String("parts")).toArray())
            m_room.parts.push_back(part(each.toObject(), outer));
        for (const QJsonValue& each : object.value(QLatin1String("spots")).toArray()) {
            const QJsonObject spot = each.toObject();
            const QString own = spot.value(QLatin1String("name")).toString();
            m_room.spots.push_back({spot.value(QLatin1String("kind")).toString(), own.isEmpty() ? name : own,
                joined(outer, placeIn(spot))});
        }
        for (const QJsonValue& each : object.value(QLatin1String("groups")).toArray()) {
            const QJsonObject group = each.toObject();
            addAll(m_groups.value(group.value(QLatin1String("group")).toString()).toObject(),
                joined(outer, placeIn(group)), group.value(QLatin1String("name")).toString());
        }
    }

    [[nodiscard]] Part part(const QJsonObject& object, const Place& outer) const
    {
        Part made;
        made.shape = object.value(QLatin1String("shape")).toString() == QLatin1String("cylinder")
            ? Part::Shape::Cylinder
            : Part::Shape::Box;
        made.place = joined(outer, placeIn(object));
        made.size = pointIn(object, QLatin1String("size"));
        made.round = numberIn(object, QLatin1String("round"));
        const QString colour = object.value(QLatin1String("colour")).toString();
        made.colour = QColor(m_colours.value(colour).toString(colour)).rgb();
        made.isLit = object.value(QLatin1String("lit")).toBool();
        return made;
    }

    const QJsonObject& m_groups;
    const QJsonObject& m_colours;
    Room m_room;
};

std::vector<Room> readRooms()
{
    initialiseHeadsetRooms();
    QFile file(QStringLiteral(":/twinward/headset/rooms.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the table of rooms is not built in");
    const QJsonObject top = QJsonDocument::fromJson(file.readAll()).object();
    const QJsonObject groups = top.value(QLatin1String("groups")).toObject();
    const QJsonObject colours = top.value(QLatin1String("colours")).toObject();
    RoomReader reader(groups, colours);
    std::vector<Room> rooms;
    for (const QJsonValue& each : top.value(QLatin1String("rooms")).toArray())
        rooms.push_back(reader.read(each.toObject()));
    return rooms;
}

const std::vector<Room>& rooms()
{
    static const std::vector<Room> read = readRooms();
    return read;
}

} // namespace

std::vector<Spot> Room::spotsOf(const QString& kind) const
{
    std::vector<Spot> found;
    for (const Spot& spot : spots) {
        if (spot.kind == kind)
            found.push_back(spot);
    }
    return found;
}

QStringList roomIds()
{
    QStringList ids;
    for (const Room& room : rooms())
        ids.append(room.id);
    return ids;
}

std::optional<Room> roomOf(const QString& id)
{
    for (const Room& room : rooms()) {
        if (room.id == id)
            return room;
    }
    return std::nullopt;
}

} // namespace twinward::headset
