#include "imaging/geometry.h"

#include "stack_grid_p.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

namespace twinward::imaging {

namespace {

// What frames are told apart by; frames with equal keys belong together. Sorts by number first.
struct Key
{
    double number = 0;
    QString text;
    friend bool operator<(const Key& a, const Key& b)
    {
        return a.number != b.number ? a.number < b.number : a.text < b.text;
    }
};

struct Part
{
    std::vector<PlacedFrame> frames;
    QStringList labels;
    std::vector<GeometryFinding> mixed;
};

using Parts = std::vector<Part>;
using KeyOf = std::function<Key(const PlacedFrame&)>;

std::map<Key, std::vector<PlacedFrame>> groupsOf(const std::vector<PlacedFrame>& frames, const KeyOf& keyOf)
{
    std::map<Key, std::vector<PlacedFrame>> groups;
    for (const PlacedFrame& frame : frames)
        groups[keyOf(frame)].push_back(frame);
    return groups;
}

// Splits a part where its frames differ. `text` names a key for a person; label: whether the stacks are known
// by it afterwards.
struct Division
{
    GeometryFault fault;
    KeyOf keyOf;
    std::function<QString(const Key&)> text;
    std::function<QString(const Key&)> label;
};

Parts divided(const Part& part, const Division& division)
{
    const auto groups = groupsOf(part.frames, division.keyOf);
    if (groups.size() < 2)
        return {part};
    Parts parts;
    for (const auto& [key, frames] : groups) {
        Part one{frames, part.labels, part.mixed};
        one.mixed.push_back({division.fault,
            QStringLiteral("%1 of %2 frames: %3")
                .arg(frames.size())
                .arg(part.frames.size())
                .arg(division.text(key))});
        const QString label = division.label(key);
        if (!label.isEmpty())
            one.labels.append(label);
        parts.push_back(std::move(one));
    }
    return parts;
}

bool isNear(const Vec3& a, const Vec3& b)
{
    // A thousandth of a radian: half a pixel at the rim of a 512² image is twice that.
    for (size_t i = 0; i < 3; ++i) {
        if (std::abs(a[i] - b[i]) > 0.001)
            return false;
    }
    return true;
}

// The number of the first plane in `seen` that is turned the same way; a new one is added.
KeyOf orientationKey(std::shared_ptr<std::vector<FramePlane>> seen)
{
    return [seen = std::move(seen)](const PlacedFrame& frame) {
        const FramePlane& plane = *frame.frame->plane;
        const auto at = std::find_if(seen->begin(), seen->end(), [&](const FramePlane& other) {
            return isNear(plane.rowDirection, other.rowDirection)
                && isNear(plane.columnDirection, other.columnDirection);
        });
        const auto index = at - seen->begin();
        if (at == seen->end())
            seen->push_back(plane);
        return Key{static_cast<double>(index), {}};
    };
}

QString nameOfPlane(const FramePlane& plane)
{
    const Vec3 normal = cross(plane.rowDirection, plane.columnDirection);
    const std::array<QString, 3> names{
        QStringLiteral("sagittal"), QStringLiteral("coronal"), QStringLiteral("axial")};
    for (size_t axis = 0; axis < 3; ++axis) {
        if (std::abs(normal[axis]) > 0.999)
            return names[axis];
    }
    return QStringLiteral("oblique");
}

QString number(double value)
{
    return QString::number(value, 'g', 6);
}

// What always makes stacks of their own.
std::vector<Division> hardDivisions()
{
    const auto itself = [](const Key& key) { return key.text; };
    const auto sizeOf = [](const PlacedFrame& frame) {
        const PixelFormat& pixels = frame.object->pixels;
        return Key{-double(pixels.rows) * pixels.columns,
            QStringLiteral("%1 × %2%3")
                .arg(pixels.columns)
                .arg(pixels.rows)
                .arg(pixels.samples == 3 ? QStringLiteral(", colour") : QString())};
    };
    const auto scoutOf = [](const PlacedFrame& frame) {
        const bool isScout = frame.object->imageType.contains(QLatin1String("LOCALIZER"));
        return Key{isScout ? 1.0 : 0.0, isScout ? QStringLiteral("scout") : QStringLiteral("no scout")};
    };
    const auto seen = std::make_shared<std::vector<FramePlane>>();
    const auto planeName
        = [seen](const Key& key) { return nameOfPlane((*seen)[static_cast<size_t>(key.number)]); };
    const auto spacingOf = [](const PlacedFrame& frame) {
        const auto [rows, columns] = frame.spacing();
        return Key{std::round(rows * 1e5), QStringLiteral("%1 × %2 mm").arg(number(rows), number(columns))};
    };
    return {
        {GeometryFault::MixedAcquisition, scoutOf, itself,
            [](const Key& key) { return key.number > 0 ? key.text : QString(); }},
        {GeometryFault::MixedSize, sizeOf, itself, itself},
        {GeometryFault::MixedOrientation, orientationKey(seen), planeName, planeName},
        {GeometryFault::MixedSpacing, spacingOf, itself, itself},
    };
}

template <class Value> Key keyFrom(const std::optional<Value>& value)
{
    return value ? Key{static_cast<double>(*value), {}} : Key{-1e300, {}};
}

Division softDivision(const QString& form, const KeyOf& keyOf)
{
    const auto text = [form](const Key& key) {
        return key.number <= -1e300 ? QString()
                                    : form.arg(key.text.isEmpty() ? number(key.number) : key.text);
    };
    return {GeometryFault::MixedAcquisition, keyOf, text, text};
}

// What may tell frames at one place apart, the surest first.
std::vector<Division> softDivisions()
{
    return {
        softDivision(QStringLiteral("phase %1"),
            [](const PlacedFrame& f) { return keyFrom(f.frame->temporalPosition); }),
        softDivision(
            QStringLiteral("echo %1"), [](const PlacedFrame& f) { return keyFrom(f.frame->echoNumber); }),
        softDivision(QStringLiteral("echo time %1 ms"),
            [](const PlacedFrame& f) { return keyFrom(f.frame->echoTimeMs); }),
        softDivision(QStringLiteral("b %1 s/mm²"),
            [](const PlacedFrame& f) { return keyFrom(f.frame->diffusionBValue); }),
        softDivision(QStringLiteral("%1 ms after the trigger"),
            [](const PlacedFrame& f) { return keyFrom(f.frame->triggerTimeMs); }),
        softDivision(QStringLiteral("%1"),
            [](const PlacedFrame& f) {
                return Key{0, f.object->imageType.mid(2).join(QLatin1String(", "))};
            }),
        softDivision(QStringLiteral("stack %1"),
            [](const PlacedFrame& f) {
                return Key{0, f.frame->stackId};
            }),
        // A series has one frame of reference (PS3.3 A.1.2.5), but pseudonymising gives each slice one of its
        // own: it parts frames only where they would lie on each other.
        softDivision(QStringLiteral("frame of reference %1"),
            [](const PlacedFrame& f) {
                return Key{0, f.object->frameOfReferenceUid};
            }),
        softDivision(QStringLiteral("acquisition %1"),
            [](const PlacedFrame& f) {
                return Key{double(f.object->acquisitionNumber), {}};
            }),
        softDivision(QStringLiteral("taken at %1"),
            [](const PlacedFrame& f) {
                return Key{double(f.object->acquired.utcMs()), f.object->acquired.toString()};
            }),
    };
}

struct Crowding
{
    size_t extra = 0; // frames at a place that has one already
    size_t most = 1; // at one place
};

Crowding crowdingOf(const std::vector<PlacedFrame>& frames)
{
    std::vector<double> depths;
    depths.reserve(frames.size());
    for (const PlacedFrame& frame : frames)
        depths.push_back(depthOf(frame));
    std::sort(depths.begin(), depths.end());
    Crowding crowding;
    size_t here = 1;
    for (size_t i = 1; i < depths.size(); ++i) {
        here = depths[i] - depths[i - 1] < samePlaceMm ? here + 1 : 1;
        crowding.extra += here > 1 ? 1 : 0;
        crowding.most = std::max(crowding.most, here);
    }
    return crowding;
}

// Several frames at one place are phases, echoes and the like where the objects say so: the division that
// leaves the fewest together is made, as long as it makes no more stacks than there are frames at one place.
// What nothing tells apart stays together, and is refused as duplicated.
Parts untangled(const Part& part, std::vector<Division> divisions)
{
    const Crowding before = crowdingOf(part.frames);
    if (before.extra == 0)
        return {part};
    size_t best = divisions.size();
    size_t fewest = before.extra;
    for (size_t i = 0; i < divisions.size(); ++i) {
        const auto groups = groupsOf(part.frames, divisions[i].keyOf);
        if (groups.size() < 2 || groups.size() > before.most)
            continue;
        size_t extra = 0;
        for (const auto& [key, frames] : groups)
            extra += crowdingOf(frames).extra;
        if (extra < fewest) {
            best = i;
            fewest = extra;
        }
    }
    if (best == divisions.size())
        return {part};
    const Parts halves = divided(part, divisions[best]);
    divisions.erase(divisions.begin() + static_cast<std::ptrdiff_t>(best));
    Parts all;
    for (const Part& half : halves) {
        for (Part& one : untangled(half, divisions))
            all.push_back(std::move(one));
    }
    return all;
}

Parts placedParts(std::vector<PlacedFrame> frames)
{
    if (frames.empty())
        return {};
    std::sort(frames.begin(), frames.end(), comesBefore);
    Parts parts{{std::move(frames), {}, {}}};
    for (const Division& division : hardDivisions()) {
        Parts next;
        for (const Part& part : parts) {
            for (Part& one : divided(part, division))
                next.push_back(std::move(one));
        }
        parts = std::move(next);
    }
    Parts untangledParts;
    for (const Part& part : parts) {
        for (Part& one : untangled(part, softDivisions()))
            untangledParts.push_back(std::move(one));
    }
    return untangledParts;
}

// A film of many frames is a stack; single pictures of one size are one together.
std::vector<Stack> unplacedStacks(std::vector<PlacedFrame> frames)
{
    std::sort(frames.begin(), frames.end(), comesBefore);
    const auto keyOf = [](const PlacedFrame& frame) {
        const PixelFormat& pixels = frame.object->pixels;
        const bool isFilm = frame.object->frames.size() > 1;
        if (isFilm)
            return Key{1, frame.object->sopInstanceUid};
        return Key{0, QStringLiteral("%1 × %2").arg(pixels.columns).arg(pixels.rows)};
    };
    std::vector<Stack> stacks;
    for (auto& [key, group] : groupsOf(frames, keyOf)) {
        stacks.push_back(unplacedStackOf(group));
        if (key.number > 0)
            stacks.back().label = QStringLiteral("instance %1").arg(group.front().object->instanceNumber);
    }
    return stacks;
}

} // namespace

std::vector<Stack> arrange(const std::vector<ObjectHeader>& instances)
{
    std::vector<PlacedFrame> placed;
    std::vector<PlacedFrame> unplaced;
    for (size_t i = 0; i < instances.size(); ++i) {
        const ObjectHeader& object = instances[i];
        if (object.pixels.rows == 0)
            continue;
        for (size_t f = 0; f < object.frames.size(); ++f) {
            const PlacedFrame frame{{static_cast<int>(i), static_cast<int>(f)}, &object, &object.frames[f]};
            (frame.frame->plane ? placed : unplaced).push_back(frame);
        }
    }
    std::vector<Stack> stacks;
    for (const Part& part : placedParts(std::move(placed))) {
        Stack stack = stackOf(part.frames);
        stack.findings.insert(stack.findings.begin(), part.mixed.begin(), part.mixed.end());
        stack.label = part.labels.join(QLatin1String(", "));
        stacks.push_back(std::move(stack));
    }
    std::vector<Stack> others = unplacedStacks(std::move(unplaced));
    std::move(others.begin(), others.end(), std::back_inserter(stacks));
    std::stable_sort(stacks.begin(), stacks.end(), [](const Stack& a, const Stack& b) {
        if (a.grid.has_value() != b.grid.has_value())
            return a.grid.has_value();
        return a.frames.size() > b.frames.size();
    });
    return stacks;
}

} // namespace twinward::imaging
