#include "imaging/vec.h"
#include "object_header_p.h"

namespace twinward::imaging {

namespace {

// Gated tomography: the same slices at each phase of the heart, PS3.3 C.8.4.13. Which phase, from 1; nothing
// where the object is not gated.
std::vector<qint64> phasesOf(DcmItem& dataset, size_t count)
{
    const std::vector<double> timeSlots = numbersOf(dataset, DCM_TimeSlotVector);
    const std::vector<double> intervals = numbersOf(dataset, DCM_RRIntervalVector);
    if (timeSlots.size() != count)
        return {};
    constexpr qint64 mostSlots = 1 << 16; // a vector's values are 16 bit
    std::vector<qint64> phases;
    for (size_t i = 0; i < count; ++i) {
        const double interval = intervals.size() == count ? intervals[i] : 0;
        phases.push_back(static_cast<qint64>(interval) * mostSlots + static_cast<qint64>(timeSlots[i]));
    }
    return phases;
}

} // namespace

void placeReconstructed(DcmItem& dataset, const ObjectHeader& header, std::vector<FrameHeader>& frames)
{
    const QString kind = header.imageType.value(2);
    if (header.modality != QLatin1String("NM")
        || (kind != QLatin1String("RECON TOMO") && kind != QLatin1String("RECON GATED TOMO")))
        return;
    const std::vector<DcmItem*> detectors = itemsOf(dataset, DCM_DetectorInformationSequence);
    const std::vector<double> slices = numbersOf(dataset, DCM_SliceVector);
    const auto step = numberOf(dataset, DCM_SpacingBetweenSlices);
    // Several detectors would each have a first slice of their own.
    if (detectors.size() != 1 || slices.size() != frames.size() || !step || *step == 0)
        return;
    const auto first = framePlaneFrom(*detectors.front());
    if (!first)
        return;
    const Vec3 normal = cross(first->rowDirection, first->columnDirection);
    const std::vector<qint64> phases = phasesOf(dataset, frames.size());
    for (size_t i = 0; i < frames.size(); ++i) {
        frames[i].plane = *first;
        frames[i].plane->position = plus(first->position, times(normal, *step * (slices[i] - 1)));
        if (!phases.empty())
            frames[i].temporalPosition = phases[i];
    }
}

} // namespace twinward::imaging
