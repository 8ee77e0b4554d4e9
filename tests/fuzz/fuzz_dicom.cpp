// A DICOM object from outside, as import takes it: read, decoded, arranged, windowed, and read as whatever
// else it may be: text, ECG, outlines, what others found on images.

#include "imaging/dicom_object.h"
#include "imaging/finding.h"
#include "imaging/geometry.h"
#include "imaging/overlay.h"
#include "imaging/report.h"
#include "imaging/seg_object.h"
#include "imaging/segmentation_object.h"
#include "imaging/waveform.h"
#include "imaging/windowing.h"

#include <cmath>
#include <cstdlib>

using namespace twinward::imaging;

namespace {

void require(bool kept)
{
    if (!kept)
        std::abort();
}

// A frame is as large as it says, and can be shown.
void checkFrame(const DicomObject& object, int index)
{
    const auto frame = object.frame(index);
    if (!frame)
        return;
    const qsizetype pixels = qsizetype(frame->rows) * frame->columns;
    require(frame->data.size() == pixels * frame->samples * bytesPerSample(frame->type));
    const DisplayTable table(frame->type, shadingOf(object.header(), index, *frame));
    require(table.apply(*frame).size() == pixels * frame->samples);
    if (const auto overlays = readOverlays(object, index)) {
        for (const Overlay& overlay : *overlays)
            require(overlay.mask.size() == pixels);
    }
}

void checkArranged(const ObjectHeader& header)
{
    size_t frames = 0;
    for (const Stack& stack : arrange({header}))
        frames += stack.frames.size();
    require(frames == header.frames.size());
}

// Points that can be drawn: whole triples of numbers, on an image that is named.
void checkFindings(const QByteArray& bytes)
{
    const auto found = readReportedFindings(bytes);
    if (!found)
        return;
    for (const ReportedFinding& each : *found) {
        require(each.finding.points.size() % 3 == 0);
        for (const double coordinate : each.finding.points)
            require(std::isfinite(coordinate));
        require(!each.finding.object.has_value());
    }
}

void checkOutlines(const QByteArray& bytes)
{
    const auto outlines = readSegmentation(bytes, {});
    if (!outlines)
        return;
    for (const Segment& segment : outlines->segments)
        require(segment.mask.size() == outlines->grid.size);
}

void readAsOthers(const DicomObject& object)
{
    if (const auto report = readReport(object))
        (void)plainText(*report);
    if (const auto waveform = readWaveform(object)) {
        for (const WaveformGroup& group : waveform->groups)
            require(!group.channels.empty());
    }
    if (const auto segmentation = readSegmentationObject(object))
        (void)segmentMask(object, *segmentation, 0, 1);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const auto object = DicomObject::read(bytes, QStringLiteral("fuzz.dcm"));
    if (!object) {
        require(object.error().message().contains(QLatin1String("fuzz.dcm")));
        return 0;
    }
    checkArranged(object->header());
    const int frames = static_cast<int>(object->header().frames.size());
    for (int i = 0; i < std::min(frames, 3); ++i)
        checkFrame(*object, i);
    readAsOthers(*object);
    checkFindings(bytes);
    checkOutlines(bytes);
    return 0;
}
