#include "room_marks_p.h"

#include "imaging/vec.h"
#include "imaging_view/reslice.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <QLocale>

namespace twinward::headset {

using imaging::Mark;
using imaging::Vec3;
using Shape = record::ImagingFinding::Shape;

namespace {

constexpr QRgb ownColour = 0xFFE5B04A; // the dark theme's caution: seen on bone, lung and skin
constexpr QRgb othersColour = 0xFFE7A0DC; // Okabe and Ito's reddish purple, as at the desk
constexpr QRgb plainInk = 0xFFE8EDF3;
constexpr float dash = 12; // radii long, and a gap of
constexpr float gap = 8;

QVector3D vectorOf(const Vec3& v)
{
    return {static_cast<float>(v[0]), static_cast<float>(v[1]), static_cast<float>(v[2])};
}

// Ends of an ellipse's two axes, as DICOM has them.
std::vector<Vec3> ellipse(const std::vector<Vec3>& ends)
{
    constexpr int corners = 48;
    const auto half = [](const Vec3& a, const Vec3& b) { return imaging::times(imaging::minus(b, a), 0.5); };
    const Vec3 middle = imaging::times(imaging::plus(ends[0], ends[1]), 0.5);
    std::vector<Vec3> line;
    for (int i = 0; i <= corners; ++i) {
        const double angle = i * 2 * std::numbers::pi / corners;
        line.push_back(imaging::plus(middle,
            imaging::plus(imaging::times(half(ends[0], ends[1]), std::cos(angle)),
                imaging::times(half(ends[2], ends[3]), std::sin(angle)))));
    }
    return line;
}

RoomMark placed(const Mark& mark, const imaging::ExamScene& scene, RoomMark::Whose whose)
{
    RoomMark made;
    made.whose = whose;
    made.ends = mark.points;
    const auto layer = static_cast<size_t>(std::max(mark.layer, 0));
    for (Vec3& point : made.ends) {
        if (layer < scene.layers.size())
            point = imaging::outOfLayer(scene.layers[layer].toPatient, point);
    }
    made.line = made.ends;
    if (mark.shape == Shape::Ellipse && made.ends.size() == 4)
        made.line = ellipse(made.ends);
    else if (mark.shape == Shape::Freehand && made.ends.size() > 2)
        made.line.push_back(made.ends.front());
    if (mark.shape == Shape::Freehand && !made.ends.empty())
        made.ends.resize(1);
    return made;
}

QString wordsOf(const Mark& mark, const DeskState& desk)
{
    if (mark.event && desk.values.contains(*mark.event))
        return desk.values.value(*mark.event);
    if (mark.shape == Shape::Distance && mark.points.size() == 2) {
        const double mm = imaging::length(imaging::minus(mark.points[1], mark.points[0]));
        return QLocale().toString(mm, 'f', 1) + QStringLiteral("\u2009mm");
    }
    return mark.text;
}

void addDashes(Model& model, const QVector3D& from, const QVector3D& to, float radius, QRgb colour)
{
    const float length = (to - from).length();
    const QVector3D along = (to - from).normalized();
    for (float at = 0; at < length; at += (dash + gap) * radius)
        addRod(model, from + along * at, from + along * std::min(at + dash * radius, length), radius, colour);
}

void addDiamond(Model& model, const QVector3D& middle, float radius, QRgb colour)
{
    const std::array<quint8, 4> bytes{static_cast<quint8>(qRed(colour)), static_cast<quint8>(qGreen(colour)),
        static_cast<quint8>(qBlue(colour)), 255};
    for (int side = 0; side < 8; ++side) {
        const QVector3D signs((side & 1) != 0 ? 1 : -1, (side & 2) != 0 ? 1 : -1, (side & 4) != 0 ? 1 : -1);
        std::array<QVector3D, 3> corners{
            QVector3D(signs.x(), 0, 0), QVector3D(0, signs.y(), 0), QVector3D(0, 0, signs.z())};
        if (signs.x() * signs.y() * signs.z() < 0)
            std::swap(corners[0], corners[1]); // counter-clockwise from outside
        for (const QVector3D& corner : corners) {
            model.indices.push_back(static_cast<quint32>(model.vertices.size()));
            model.vertices.push_back({middle + corner * radius, signs.normalized(), bytes});
        }
    }
}

} // namespace

std::vector<RoomMark> roomMarks(
    const imaging::ExamScene& scene, const std::optional<Mark>& drawing, const DeskState& desk)
{
    std::vector<RoomMark> marks;
    for (const OthersMark& each : desk.others) {
        if (each.mark.points.empty())
            continue;
        marks.push_back(placed(each.mark, scene, RoomMark::Whose::Others));
        marks.back().words = each.words;
    }
    std::vector<Mark> own = scene.marks;
    if (drawing)
        own.push_back(*drawing);
    if (scene.pointer) {
        Mark pointer;
        pointer.shape = Shape::Point;
        pointer.points = {*scene.pointer};
        own.push_back(pointer);
    }
    for (const Mark& mark : own) {
        if (mark.points.empty())
            continue;
        marks.push_back(placed(mark, scene, RoomMark::Whose::Own));
        marks.back().words = wordsOf(mark, desk);
    }
    return marks;
}

void addMark(Model& model, const RoomMark& mark, float radiusMm)
{
    const bool isOwn = mark.whose == RoomMark::Whose::Own;
    for (const Vec3& end : mark.ends) {
        if (isOwn)
            addBall(model, vectorOf(end), 3 * radiusMm, ownColour);
        else
            addDiamond(model, vectorOf(end), 4.5F * radiusMm, othersColour);
    }
    for (size_t i = 0; i + 1 < mark.line.size(); ++i) {
        const QVector3D from = vectorOf(mark.line[i]);
        const QVector3D to = vectorOf(mark.line[i + 1]);
        if (isOwn)
            addRod(model, from, to, radiusMm, ownColour);
        else
            addDashes(model, from, to, radiusMm, othersColour);
    }
}

QRgb inkOf(RoomMark::Whose whose)
{
    return whose == RoomMark::Whose::Own ? plainInk : othersColour;
}

} // namespace twinward::headset
