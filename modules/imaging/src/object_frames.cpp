#include "object_header_p.h"

#include "imaging/vec.h"

#include <cmath>

namespace twinward::imaging {

namespace {

// PS3.3 C.7.6.2.1.1 asks for unit vectors at right angles; what is further off than rounding is no
// orientation.
std::optional<std::array<Vec3, 2>> orientationFrom(DcmItem& item)
{
    const auto six = arrayOf<6>(item, DCM_ImageOrientationPatient);
    if (!six)
        return std::nullopt;
    std::array<Vec3, 2> axes{Vec3{(*six)[0], (*six)[1], (*six)[2]}, Vec3{(*six)[3], (*six)[4], (*six)[5]}};
    for (Vec3& axis : axes) {
        const double size = length(axis);
        if (std::abs(size - 1) > 0.01)
            return std::nullopt;
        for (double& part : axis)
            part /= size;
    }
    constexpr double rounding = 0.001;
    const double skew = dot(axes[0], axes[1]);
    if (std::abs(skew) > rounding)
        return std::nullopt;
    return axes;
}

std::optional<FramePlane> planeFrom(
    const std::optional<std::array<Vec3, 2>>& axes, const std::optional<Vec3>& position)
{
    if (!axes || !position)
        return std::nullopt;
    return FramePlane{*position, (*axes)[0], (*axes)[1]};
}

std::optional<std::array<double, 2>> spacingFrom(DcmItem& item, const DcmTagKey& tag)
{
    const auto spacing = arrayOf<2>(item, tag);
    const bool isLength = spacing && (*spacing)[0] > 0 && (*spacing)[1] > 0;
    return isLength ? spacing : std::nullopt;
}

std::vector<Window> windowsFrom(DcmItem& item)
{
    const std::vector<double> centres = numbersOf(item, DCM_WindowCenter);
    const std::vector<double> widths = numbersOf(item, DCM_WindowWidth);
    const QStringList names = textsOf(item, DCM_WindowCenterWidthExplanation);
    std::vector<Window> windows;
    for (size_t i = 0; i < std::min(centres.size(), widths.size()); ++i) {
        if (widths[i] > 0)
            windows.push_back({centres[i], widths[i], names.value(static_cast<qsizetype>(i))});
    }
    return windows;
}

VoiFunction voiFunctionFrom(DcmItem& item)
{
    const QString name = textOf(item, DCM_VOILUTFunction);
    return name == QLatin1String("SIGMOID")     ? VoiFunction::Sigmoid
        : name == QLatin1String("LINEAR_EXACT") ? VoiFunction::LinearExact
                                                : VoiFunction::Linear;
}

void readRescale(DcmItem& item, FrameHeader& frame)
{
    frame.rescaleSlope = numberOf(item, DCM_RescaleSlope).value_or(frame.rescaleSlope);
    frame.rescaleIntercept = numberOf(item, DCM_RescaleIntercept).value_or(frame.rescaleIntercept);
}

// What objects without functional groups say at the top.
FrameHeader plainFrame(DcmItem& dataset)
{
    FrameHeader frame;
    frame.plane = framePlaneFrom(dataset);
    readRescale(dataset, frame);
    frame.windows = windowsFrom(dataset);
    frame.temporalPosition = integerOf(dataset, DCM_TemporalPositionIdentifier);
    frame.echoNumber = integerOf(dataset, DCM_EchoNumbers);
    frame.echoTimeMs = numberOf(dataset, DCM_EchoTime);
    frame.triggerTimeMs = numberOf(dataset, DCM_TriggerTime);
    frame.diffusionBValue = numberOf(dataset, DCM_DiffusionBValue);
    frame.stackId = textOf(dataset, DCM_StackID);
    return frame;
}

// The item of a functional group macro: the frame's own, else the one shared by all frames.
struct Groups
{
    DcmItem* own = nullptr;
    DcmItem* shared = nullptr;
    [[nodiscard]] DcmItem* operator()(const DcmTagKey& macro) const
    {
        DcmItem* item = own ? firstItemOf(*own, macro) : nullptr;
        return !item && shared ? firstItemOf(*shared, macro) : item;
    }
};

FrameHeader groupedFrame(const Groups& groups, const FrameHeader& fallback, const ObjectHeader& header)
{
    FrameHeader frame = fallback;
    DcmItem* position = groups(DCM_PlanePositionSequence);
    DcmItem* orientation = groups(DCM_PlaneOrientationSequence);
    frame.plane = position && orientation
        ? planeFrom(orientationFrom(*orientation), arrayOf<3>(*position, DCM_ImagePositionPatient))
        : std::nullopt;
    if (DcmItem* measures = groups(DCM_PixelMeasuresSequence)) {
        const auto spacing = spacingFrom(*measures, DCM_PixelSpacing);
        if (spacing != header.pixelSpacing)
            frame.pixelSpacing = spacing;
    }
    if (DcmItem* transformation = groups(DCM_PixelValueTransformationSequence))
        readRescale(*transformation, frame);
    if (DcmItem* voi = groups(DCM_FrameVOILUTSequence))
        frame.windows = windowsFrom(*voi);
    if (DcmItem* content = groups(DCM_FrameContentSequence)) {
        frame.temporalPosition = integerOf(*content, DCM_TemporalPositionIndex);
        frame.stackId = textOf(*content, DCM_StackID);
    }
    if (DcmItem* echo = groups(DCM_MREchoSequence))
        frame.echoTimeMs = numberOf(*echo, DCM_EffectiveEchoTime);
    if (DcmItem* diffusion = groups(DCM_MRDiffusionSequence))
        frame.diffusionBValue = numberOf(*diffusion, DCM_DiffusionBValue);
    if (DcmItem* heart = groups(DCM_CardiacSynchronizationSequence))
        frame.triggerTimeMs = numberOf(*heart, DCM_NominalCardiacTriggerDelayTime);
    return frame;
}

// RT doses lie one above the other at Grid Frame Offset Vector's places, PS3.3 C.8.8.3.2.
void placeDose(DcmItem& dataset, std::vector<FrameHeader>& frames)
{
    const std::vector<double> offsets = numbersOf(dataset, DCM_GridFrameOffsetVector);
    const double scaling = numberOf(dataset, DCM_DoseGridScaling).value_or(1);
    const std::optional<FramePlane> first = frames.front().plane;
    for (size_t i = 0; i < frames.size(); ++i) {
        frames[i].rescaleSlope = scaling;
        frames[i].rescaleIntercept = 0;
        if (!first || offsets.size() != frames.size()) {
            if (i > 0)
                frames[i].plane.reset();
            continue;
        }
        const Vec3 normal = cross(first->rowDirection, first->columnDirection);
        // Offsets from the first frame, or, where the first is not 0, positions themselves (z of axial
        // frames).
        const double step = offsets.front() == 0 ? offsets[i] : (offsets[i] - offsets.front());
        frames[i].plane->position = plus(first->position, times(normal, step));
    }
}

} // namespace

std::optional<FramePlane> framePlaneFrom(DcmItem& item)
{
    return planeFrom(orientationFrom(item), arrayOf<3>(item, DCM_ImagePositionPatient));
}

void readCommonMeasures(DcmItem& dataset, ObjectHeader& header)
{
    DcmItem* shared = firstItemOf(dataset, DCM_SharedFunctionalGroupsSequence);
    DcmItem* measures = shared ? firstItemOf(*shared, DCM_PixelMeasuresSequence) : nullptr;
    DcmItem& from = measures ? *measures : dataset;
    header.pixelSpacing = spacingFrom(from, DCM_PixelSpacing);
    header.sliceThickness = numberOf(from, DCM_SliceThickness);
    header.imagerSpacing = spacingFrom(dataset, DCM_ImagerPixelSpacing);
    header.pixelAspect = spacingFrom(dataset, DCM_PixelAspectRatio);
    header.gantryTilt = numberOf(dataset, DCM_GantryDetectorTilt);
    header.frameTimeMs = numberOf(dataset, DCM_FrameTime);
    header.voiFunction = voiFunctionFrom(dataset);
    header.rescaleType = textOf(dataset, DCM_RescaleType);
    const Groups first{firstItemOf(dataset, DCM_PerFrameFunctionalGroupsSequence), shared};
    if (DcmItem* transformation = first(DCM_PixelValueTransformationSequence))
        header.rescaleType = textOf(*transformation, DCM_RescaleType);
    if (DcmItem* voi = first(DCM_FrameVOILUTSequence))
        header.voiFunction = voiFunctionFrom(*voi);
    if (header.modality == QLatin1String("CT") && header.rescaleType.isEmpty())
        header.rescaleType = QStringLiteral("HU");
    if (header.modality == QLatin1String("RTDOSE"))
        header.rescaleType = textOf(dataset, DCM_DoseUnits);
}

std::vector<FrameHeader> framesFrom(DcmItem& dataset, const ObjectHeader& header, int count)
{
    const FrameHeader plain = plainFrame(dataset);
    std::vector<FrameHeader> frames(static_cast<size_t>(count), plain);
    DcmItem* shared = firstItemOf(dataset, DCM_SharedFunctionalGroupsSequence);
    const std::vector<DcmItem*> own = itemsOf(dataset, DCM_PerFrameFunctionalGroupsSequence);
    if (shared || !own.empty()) {
        for (size_t i = 0; i < frames.size(); ++i)
            frames[i] = groupedFrame({i < own.size() ? own[i] : nullptr, shared}, plain, header);
    } else if (header.modality == QLatin1String("RTDOSE")) {
        placeDose(dataset, frames);
    } else if (count > 1) {
        for (FrameHeader& frame : frames)
            frame.plane.reset(); // one position can't be that of all
        placeReconstructed(dataset, header, frames);
    }
    return frames;
}

} // namespace twinward::imaging
