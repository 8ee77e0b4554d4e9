#pragma once

// Series made of headers alone: axial slices 2 mm apart, and what comes of them, in words.

#include "imaging/geometry.h"

#include <algorithm>
#include <functional>

namespace twinward::imaging::test {

using Series = std::vector<ObjectHeader>;

inline ObjectHeader sliceAt(double z, int number)
{
    ObjectHeader slice;
    slice.sopInstanceUid = QStringLiteral("1.2.%1").arg(number);
    slice.instanceNumber = number;
    slice.modality = QStringLiteral("CT");
    slice.frameOfReferenceUid = QStringLiteral("1.2.3");
    slice.imageType = {QStringLiteral("ORIGINAL"), QStringLiteral("PRIMARY"), QStringLiteral("AXIAL")};
    slice.pixelSpacing = {0.5, 0.5};
    slice.pixels.rows = 512;
    slice.pixels.columns = 512;
    FrameHeader frame;
    frame.plane = FramePlane{{-128, -128, z}, {1, 0, 0}, {0, 1, 0}};
    slice.frames = {frame};
    return slice;
}

// count slices, 2 mm apart.
inline Series axial(int count, int firstNumber = 1)
{
    Series series;
    for (int i = 0; i < count; ++i)
        series.push_back(sliceAt(2.0 * i, firstNumber + i));
    return series;
}

inline FramePlane& planeOf(ObjectHeader& slice)
{
    return *slice.frames[0].plane;
}

inline void append(Series& to, const Series& more)
{
    to.insert(to.end(), more.begin(), more.end());
}

inline QStringList details(const Stack& stack, GeometryFault fault)
{
    QStringList found;
    for (const GeometryFinding& finding : stack.findings) {
        if (finding.fault == fault)
            found.append(finding.detail);
    }
    return found;
}

inline QStringList labels(const std::vector<Stack>& stacks)
{
    QStringList found;
    for (const Stack& stack : stacks)
        found.append(stack.label);
    return found;
}

// What came out, by the instances' names instead of their places.
inline QStringList described(const Series& series)
{
    QStringList lines;
    for (const Stack& stack : arrange(series)) {
        QString line = stack.label + QStringLiteral(": ");
        for (const FrameRef& ref : stack.frames)
            line += QStringLiteral("%1/%2 ")
                        .arg(series[static_cast<size_t>(ref.instance)].sopInstanceUid)
                        .arg(ref.frame);
        for (const GeometryFinding& finding : stack.findings)
            line += QStringLiteral("[%1 %2]").arg(int(finding.fault)).arg(finding.detail);
        if (stack.grid)
            line += QStringLiteral(" grid %1 × %2").arg(stack.grid->size[2]).arg(stack.grid->spacing[2]);
        lines.append(line);
    }
    return lines;
}

inline Series phases(int count, int slices, const std::function<void(FrameHeader&, int)>& tell)
{
    Series series;
    for (int phase = 0; phase < count; ++phase) {
        Series one = axial(slices, 1 + phase * slices);
        for (ObjectHeader& slice : one)
            tell(slice.frames[0], phase);
        append(series, one);
    }
    return series;
}

} // namespace twinward::imaging::test
