#include "imaging/segmentation_object.h"

#include "object_access_p.h"

#include <algorithm>
#include <cmath>

namespace twinward::imaging {

namespace {

base::Error damaged(const QString& what)
{
    return {base::ErrorCode::InvalidInput, what, QStringLiteral("segmentation"), {}};
}

// PS3.3 C.10.7.1.1: CIELab in 16 bits each, D50 white; to sRGB by way of XYZ (IEC 61966-2-1,
// Bradford-adapted).
QRgb colourFrom(const std::array<double, 3>& lab)
{
    const double l = lab[0] * 100 / 65535;
    const double fy = (l + 16) / 116;
    const double fx = fy + (lab[1] * 255 / 65535 - 128) / 500;
    const double fz = fy - (lab[2] * 255 / 65535 - 128) / 200;
    const auto inverse = [](double f) { return f > 6.0 / 29 ? f * f * f : 3 * 36.0 / 841 * (f - 4.0 / 29); };
    const double x = 0.9642 * inverse(fx);
    const double y = inverse(fy);
    const double z = 0.8251 * inverse(fz);
    const auto channel = [](double linear) {
        const double clipped = std::clamp(linear, 0.0, 1.0);
        const double curved
            = clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * std::pow(clipped, 1 / 2.4) - 0.055;
        return static_cast<int>(std::lround(curved * 255));
    };
    return qRgb(channel(3.1338561 * x - 1.6168667 * y - 0.4906146 * z),
        channel(-0.9787684 * x + 1.9161415 * y + 0.0334540 * z),
        channel(0.0719453 * x - 0.2289914 * y + 1.4052427 * z));
}

OverlaySegment segmentFrom(DcmItem& item)
{
    OverlaySegment segment;
    segment.number = static_cast<int>(integerOf(item, DCM_SegmentNumber).value_or(0));
    segment.label = textOf(item, DCM_SegmentLabel);
    segment.description = wholeTextOf(item, DCM_SegmentDescription);
    if (const auto lab = arrayOf<3>(item, DCM_RecommendedDisplayCIELabValue))
        segment.colour = colourFrom(*lab);
    const CodedText category = codeOf(item, DCM_SegmentedPropertyCategoryCodeSequence);
    segment.category = category.meaning;
    segment.categoryCode = category.value;
    segment.categoryScheme = category.scheme;
    const CodedText type = codeOf(item, DCM_SegmentedPropertyTypeCodeSequence);
    segment.type = type.meaning;
    segment.typeCode = type.value;
    segment.typeScheme = type.scheme;
    segment.isManual = textOf(item, DCM_SegmentAlgorithmType) == QLatin1String("MANUAL");
    segment.algorithm = textOf(item, DCM_SegmentAlgorithmName);
    return segment;
}

QStringList sourcesOf(DcmItem* group)
{
    QStringList sources;
    if (!group)
        return sources;
    for (DcmItem* derivation : itemsOf(*group, DCM_DerivationImageSequence)) {
        for (DcmItem* source : itemsOf(*derivation, DCM_SourceImageSequence))
            sources.append(textOf(*source, DCM_ReferencedSOPInstanceUID));
    }
    return sources;
}

// Which segment a frame shows: its own item, else the one all frames share.
int segmentNumberOf(DcmItem* own, DcmItem* shared)
{
    for (DcmItem* group : {own, shared}) {
        DcmItem* identification = group ? firstItemOf(*group, DCM_SegmentIdentificationSequence) : nullptr;
        if (identification)
            return static_cast<int>(integerOf(*identification, DCM_ReferencedSegmentNumber).value_or(0));
    }
    return 0;
}

base::Status readFrames(DcmItem& dataset, const ObjectHeader& header, SegmentationObject& to)
{
    const std::vector<DcmItem*> own = itemsOf(dataset, DCM_PerFrameFunctionalGroupsSequence);
    DcmItem* shared = firstItemOf(dataset, DCM_SharedFunctionalGroupsSequence);
    for (size_t i = 0; i < header.frames.size(); ++i) {
        DcmItem* group = i < own.size() ? own[i] : nullptr;
        if (!header.frames[i].plane)
            return base::fail(damaged(QStringLiteral("Frame %1 has no place in the patient").arg(i + 1)));
        OverlayFrame frame{segmentNumberOf(group, shared), *header.frames[i].plane, sourcesOf(group)};
        const bool isKnown = std::any_of(to.segments.begin(), to.segments.end(),
            [&](const OverlaySegment& segment) { return segment.number == frame.segment; });
        if (!isKnown && to.kind != SegmentationObject::Kind::LabelMap)
            return base::fail(damaged(QStringLiteral("Frame %1 belongs to segment %2, which is not described")
                                          .arg(i + 1)
                                          .arg(frame.segment)));
        to.frames.push_back(std::move(frame));
    }
    return {};
}

std::optional<SegmentationObject::Kind> kindFrom(const QString& name)
{
    if (name == QLatin1String("BINARY"))
        return SegmentationObject::Kind::Binary;
    if (name == QLatin1String("FRACTIONAL"))
        return SegmentationObject::Kind::Fractional;
    if (name == QLatin1String("LABELMAP"))
        return SegmentationObject::Kind::LabelMap;
    return std::nullopt;
}

} // namespace

base::Result<SegmentationObject> readSegmentationObject(const DicomObject& object)
{
    const auto dataset = itemOf(object);
    if (!dataset)
        return base::fail(dataset.error());
    DcmItem& item = **dataset;
    const auto kind = kindFrom(textOf(item, DCM_SegmentationType));
    if (!kind || object.header().frames.empty())
        return base::fail(damaged(QStringLiteral("There is no segmentation in the object")));
    SegmentationObject segmentation;
    segmentation.kind = *kind;
    if (*kind == SegmentationObject::Kind::Fractional) {
        segmentation.wholeValue = static_cast<int>(
            std::clamp<qint64>(integerOf(item, DCM_MaximumFractionalValue).value_or(255), 1, 255));
        segmentation.isProbability
            = textOf(item, DCM_SegmentationFractionalType) == QLatin1String("PROBABILITY");
    }
    segmentation.spacing = object.header().pixelSpacing.value_or(std::array<double, 2>{});
    segmentation.frameOfReferenceUid = object.header().frameOfReferenceUid;
    if (DcmItem* series = firstItemOf(item, DCM_ReferencedSeriesSequence))
        segmentation.referencedSeriesUid = textOf(*series, DCM_SeriesInstanceUID);
    for (DcmItem* segment : itemsOf(item, DCM_SegmentSequence))
        segmentation.segments.push_back(segmentFrom(*segment));
    std::sort(segmentation.segments.begin(), segmentation.segments.end(),
        [](const OverlaySegment& a, const OverlaySegment& b) { return a.number < b.number; });
    if (auto read = readFrames(item, object.header(), segmentation); !read)
        return base::fail(read.error());
    return segmentation;
}

base::Result<QByteArray> segmentMask(
    const DicomObject& object, const SegmentationObject& segmentation, int frame, int segment)
{
    auto pixels = object.frame(frame);
    if (!pixels)
        return base::fail(pixels.error());
    if (bytesPerSample(pixels->type) > 2 || pixels->samples != 1)
        return base::fail(damaged(QStringLiteral("A segmentation has 1, 8 or 16 bits of grey")));
    const bool isLabelMap = segmentation.kind == SegmentationObject::Kind::LabelMap;
    const bool isOther = !isLabelMap && segmentation.frames[static_cast<size_t>(frame)].segment != segment;
    QByteArray mask(qsizetype(pixels->rows) * pixels->columns, '\0');
    if (isOther)
        return mask;
    const bool isWide = bytesPerSample(pixels->type) == 2;
    for (qsizetype i = 0; i < mask.size(); ++i) {
        const int value = isWide ? reinterpret_cast<const quint16*>(pixels->data.constData())[i]
                                 : static_cast<uchar>(pixels->data[i]);
        if (isLabelMap)
            mask[i] = value == segment ? '\xFF' : '\0';
        else
            mask[i] = static_cast<char>(
                std::min(255, (value * 255 + segmentation.wholeValue / 2) / segmentation.wholeValue));
    }
    return mask;
}

} // namespace twinward::imaging
