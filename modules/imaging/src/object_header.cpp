#include "object_header_p.h"

#include <cmath>
#include <cstring>

namespace twinward::imaging {

namespace {

base::Error invalid(const QString& what, const QString& name)
{
    return {base::ErrorCode::InvalidInput, what, name, {}};
}

DicomPatient patientFrom(DcmItem& dataset)
{
    DicomPatient patient;
    patient.id = textOf(dataset, DCM_PatientID);
    patient.issuer = textOf(dataset, DCM_IssuerOfPatientID);
    patient.name = personName(textOf(dataset, DCM_PatientName));
    patient.birthDate = dateFrom(textOf(dataset, DCM_PatientBirthDate));
    patient.sex = textOf(dataset, DCM_PatientSex);
    return patient;
}

void readTimes(DcmItem& dataset, ObjectHeader& header)
{
    const std::optional<int> zone = zoneOf(dataset);
    const auto moment = [&](const DcmTagKey& date, const DcmTagKey& time) {
        return momentFrom(textOf(dataset, date), textOf(dataset, time), zone);
    };
    header.studyTime = moment(DCM_StudyDate, DCM_StudyTime);
    header.acquired = momentFrom(textOf(dataset, DCM_AcquisitionDateTime), zone);
    const std::array<std::pair<DcmTagKey, DcmTagKey>, 3> others{{{DCM_AcquisitionDate, DCM_AcquisitionTime},
        {DCM_ContentDate, DCM_ContentTime}, {DCM_SeriesDate, DCM_SeriesTime}}};
    for (const auto& [date, time] : others) {
        if (header.acquired.isNull())
            header.acquired = moment(date, time);
    }
    if (header.acquired.isNull())
        header.acquired = header.studyTime;
}

void readIdentity(DcmItem& dataset, ObjectHeader& header)
{
    header.patient = patientFrom(dataset);
    header.studyUid = textOf(dataset, DCM_StudyInstanceUID);
    header.studyDescription = textOf(dataset, DCM_StudyDescription);
    header.accession = textOf(dataset, DCM_AccessionNumber);
    header.seriesUid = textOf(dataset, DCM_SeriesInstanceUID);
    header.seriesDescription = textOf(dataset, DCM_SeriesDescription);
    header.modality = textOf(dataset, DCM_Modality);
    header.bodyPart = textOf(dataset, DCM_BodyPartExamined);
    header.laterality = textOf(dataset, DCM_ImageLaterality);
    if (header.laterality.isEmpty())
        header.laterality = textOf(dataset, DCM_Laterality);
    header.patientPosition = textOf(dataset, DCM_PatientPosition);
    header.seriesNumber = integerOf(dataset, DCM_SeriesNumber).value_or(0);
    header.sopInstanceUid = textOf(dataset, DCM_SOPInstanceUID);
    header.sopClassUid = textOf(dataset, DCM_SOPClassUID);
    header.instanceNumber = integerOf(dataset, DCM_InstanceNumber).value_or(0);
    header.acquisitionNumber = integerOf(dataset, DCM_AcquisitionNumber).value_or(0);
    header.imageType = textsOf(dataset, DCM_ImageType);
    header.frameOfReferenceUid = textOf(dataset, DCM_FrameOfReferenceUID);
}

// PS3.3 C.8.5.5.1: only regions whose units are centimetres in both directions can be measured in.
std::vector<UltrasoundRegion> regionsFrom(DcmItem& dataset)
{
    std::vector<UltrasoundRegion> regions;
    for (DcmItem* item : itemsOf(dataset, DCM_SequenceOfUltrasoundRegions)) {
        constexpr int centimetres = 3;
        const auto x = numberOf(*item, DCM_PhysicalDeltaX);
        const auto y = numberOf(*item, DCM_PhysicalDeltaY);
        const bool isLength = integerOf(*item, DCM_PhysicalUnitsXDirection) == centimetres
            && integerOf(*item, DCM_PhysicalUnitsYDirection) == centimetres;
        if (!isLength || !x || !y || *x == 0 || *y == 0)
            continue;
        const auto edge = [&](const DcmTagKey& tag) {
            return static_cast<int>(std::clamp<qint64>(integerOf(*item, tag).value_or(0), 0, 65535));
        };
        regions.push_back(
            {edge(DCM_RegionLocationMinX0), edge(DCM_RegionLocationMinY0), edge(DCM_RegionLocationMaxX1),
                edge(DCM_RegionLocationMaxY1), std::abs(*x) * 10, std::abs(*y) * 10});
    }
    return regions;
}

void readLoss(DcmItem& dataset, ObjectHeader& header)
{
    const QString happened = textOf(dataset, DCM_LossyImageCompression);
    if (happened == QLatin1String("01") || happened == QLatin1String("00"))
        header.lossy.happened = happened == QLatin1String("01");
    header.lossy.ratios = numbersOf(dataset, DCM_LossyImageCompressionRatio);
    header.lossy.methods = textsOf(dataset, DCM_LossyImageCompressionMethod);
}

void readTables(DcmItem& dataset, ObjectHeader& header)
{
    if (DcmItem* item = firstItemOf(dataset, DCM_ModalityLUTSequence)) {
        header.modalityLut = lookupTableFrom(*item, DCM_LUTDescriptor, DCM_LUTData, header.pixels);
        if (header.modalityLut) {
            header.modalityLut->explanation = textOf(*item, DCM_ModalityLUTType);
            header.rescaleType = header.modalityLut->explanation;
        }
    }
    for (DcmItem* item : itemsOf(dataset, DCM_VOILUTSequence)) {
        auto table = lookupTableFrom(*item, DCM_LUTDescriptor, DCM_LUTData, header.pixels);
        if (!table)
            continue;
        table->explanation = textOf(*item, DCM_LUTExplanation);
        header.voiLuts.push_back(std::move(*table));
    }
    const QString shape = textOf(dataset, DCM_PresentationLUTShape);
    header.inverted = shape.isEmpty() ? header.pixels.photometric == QLatin1String("MONOCHROME1")
                                      : shape == QLatin1String("INVERSE");
}

base::Status checkFormat(const PixelFormat& format, const QString& name)
{
    const auto refuse = [&](const QString& what) { return base::fail(invalid(what, name)); };
    if (format.rows <= 0 || format.columns <= 0)
        return refuse(QStringLiteral("The image has no rows or no columns"));
    if (format.samples != 1 && format.samples != 3)
        return refuse(QStringLiteral("Images with %1 samples per pixel can't be shown").arg(format.samples));
    const int allocated = format.bitsAllocated;
    const bool isWhole = allocated == 1 || allocated == 8 || allocated == 16 || allocated == 32
        || (format.isFloat && allocated == 64);
    if (!isWhole)
        return refuse(QStringLiteral("Bits Allocated is %1; 1, 8, 16 and 32 can be read").arg(allocated));
    const bool fits = format.bitsStored > 0 && format.bitsStored <= allocated && format.highBit < allocated
        && format.highBit + 1 >= format.bitsStored;
    if (!format.isFloat && !fits)
        return refuse(QStringLiteral("Bits Stored %1 and High Bit %2 don't fit into Bits Allocated %3")
                          .arg(format.bitsStored)
                          .arg(format.highBit)
                          .arg(allocated));
    if (nativeFrameBits(format) / 8 > maxFrameBytes)
        return refuse(QStringLiteral("One frame would take %1 MiB; the limit is %2 MiB")
                          .arg(nativeFrameBits(format) >> 23)
                          .arg(maxFrameBytes >> 20));
    return {};
}

std::optional<int> paddingFrom(DcmItem& dataset, const DcmTagKey& tag, const PixelFormat& format)
{
    const auto value = integerOf(dataset, tag);
    if (!value)
        return std::nullopt;
    // Written as US where the pixels are signed by some, and the other way round.
    if (format.isSigned && *value > 0x7FFF && format.bitsAllocated == 16)
        return static_cast<qint16>(*value);
    if (!format.isSigned && *value < 0 && format.bitsAllocated == 16)
        return static_cast<quint16>(*value);
    return static_cast<int>(*value);
}

base::Result<PixelFormat> formatFrom(DcmItem& dataset, const PixelElement& element, const QString& name)
{
    PixelFormat format;
    const auto integer = [&](const DcmTagKey& tag, int fallback) {
        return static_cast<int>(std::clamp<qint64>(integerOf(dataset, tag).value_or(fallback), -1, 1 << 20));
    };
    format.rows = integer(DCM_Rows, 0);
    format.columns = integer(DCM_Columns, 0);
    format.samples = integer(DCM_SamplesPerPixel, 1);
    format.isFloat = element.tag != 0x7FE00010;
    format.bitsAllocated
        = integer(DCM_BitsAllocated, format.isFloat ? (element.tag == 0x7FE00009 ? 64 : 32) : 0);
    format.bitsStored = integer(DCM_BitsStored, format.bitsAllocated);
    format.highBit = integer(DCM_HighBit, format.bitsStored - 1);
    format.isSigned = integer(DCM_PixelRepresentation, 0) == 1;
    format.planar = format.samples > 1 && integer(DCM_PlanarConfiguration, 0) == 1;
    format.photometric = textOf(dataset, DCM_PhotometricInterpretation);
    if (format.photometric.isEmpty())
        format.photometric = format.samples == 1 ? QStringLiteral("MONOCHROME2") : QStringLiteral("RGB");
    if (format.isFloat && format.bitsAllocated != (element.tag == 0x7FE00009 ? 64 : 32))
        return base::fail(invalid(QStringLiteral("Bits Allocated doesn't fit the float pixel data"), name));
    if (auto fits = checkFormat(format, name); !fits)
        return base::fail(fits.error());
    format.padding = paddingFrom(dataset, DCM_PixelPaddingValue, format);
    format.paddingLimit = paddingFrom(dataset, DCM_PixelPaddingRangeLimit, format);
    return format;
}

base::Result<int> frameCount(
    DcmItem& dataset, const PixelFormat& format, const PixelElement& element, const QString& name)
{
    const QString text = textOf(dataset, DCM_NumberOfFrames);
    const auto stated = integerOf(dataset, DCM_NumberOfFrames);
    if (!text.isEmpty() && (!stated || *stated < 0))
        return base::fail(invalid(QStringLiteral("Number of Frames is not a number"), name));
    const qint64 count = std::max<qint64>(stated.value_or(1), 1);
    if (element.encapsulated) {
        // Each frame takes at least a fragment, which takes at least its eight bytes of tag and length.
        if (count > std::max<qint64>(1, element.value.length / 8))
            return base::fail(invalid(
                QStringLiteral("The object says it has %1 frames, but holds fewer").arg(count), name));
        return static_cast<int>(count);
    }
    const qint64 needed = (nativeFrameBits(format) * std::min<qint64>(count, qint64(1) << 31) + 7) / 8;
    if (count > std::max<qint64>(1, element.value.length) || needed > element.value.length)
        return base::fail(
            invalid(QStringLiteral("The pixel data of %1 frames should be %2 bytes, but there are %3: the "
                                   "file is cut short or damaged")
                        .arg(count)
                        .arg(needed)
                        .arg(element.value.length),
                name));
    return static_cast<int>(count);
}

bool canBeCopied(const PixelFormat& format, const PixelElement& element, const Structure& structure)
{
    return !element.encapsulated && !structure.deflated && structure.encoding != Encoding::ExplicitBig
        && format.bitsAllocated >= 8 && format.photometric != QLatin1String("PALETTE COLOR")
        && format.photometric != QLatin1String("YBR_FULL_422")
        && format.photometric != QLatin1String("YBR_PARTIAL_422");
}

base::Status readPixels(
    DcmItem& dataset, const Structure& structure, ObjectHeader& header, const QString& name)
{
    const PixelElement& element = *structure.pixels;
    auto format = formatFrom(dataset, element, name);
    if (!format)
        return base::fail(format.error());
    header.pixels = *format;
    readLoss(dataset, header);
    readTables(dataset, header);
    const auto count = frameCount(dataset, *format, element, name);
    if (!count)
        return base::fail(count.error());
    header.frames = framesFrom(dataset, header, *count);
    if (canBeCopied(*format, element, structure))
        header.native = NativePixels{element.value.offset, nativeFrameBits(*format) / 8};
    return {};
}

} // namespace

qint64 nativeFrameBits(const PixelFormat& format)
{
    // YBR_FULL_422 halves the colours' columns (PS3.3 C.7.6.3.1.2).
    const bool halved = format.samples == 3 && format.photometric.endsWith(QLatin1String("_422"));
    return qint64(format.rows) * format.columns * (halved ? 2 : format.samples) * format.bitsAllocated;
}

std::optional<LookupTable> tableShapeFrom(
    DcmItem& item, const DcmTagKey& descriptor, const PixelFormat& format)
{
    const std::vector<double> shape = numbersOf(item, descriptor);
    if (shape.size() != 3)
        return std::nullopt;
    LookupTable table;
    // PS3.3 C.11.1.1.1: 0 entries stand for 65536.
    const auto stated = static_cast<quint16>(static_cast<int>(std::clamp(shape[0], -32768.0, 65535.0)));
    const int first = static_cast<int>(std::clamp(shape[1], -32768.0, 65535.0));
    table.firstMapped = format.isSigned ? static_cast<qint16>(first) : first;
    table.bits = static_cast<int>(std::clamp(shape[2], 0.0, 64.0));
    if (table.bits < 1 || table.bits > 16)
        return std::nullopt;
    table.values.resize(stated == 0 ? 65536 : stated);
    return table;
}

std::optional<LookupTable> lookupTableFrom(
    DcmItem& item, const DcmTagKey& descriptor, const DcmTagKey& data, const PixelFormat& format)
{
    auto table = tableShapeFrom(item, descriptor, format);
    if (!table)
        return std::nullopt;
    const auto count = static_cast<qsizetype>(table->values.size());
    const QByteArray bytes = bytesOf(item, data);
    const auto* raw = reinterpret_cast<const uchar*>(bytes.constData());
    if (bytes.size() >= 2 * count)
        std::memcpy(table->values.data(), raw, 2 * table->values.size());
    else if (table->bits == 8 && bytes.size() >= count) // two entries in a word, the first the low byte
        std::copy(raw, raw + count, table->values.begin());
    else
        return std::nullopt;
    return table;
}

base::Result<ObjectHeader> headerFrom(DcmItem& dataset, const Structure& structure, const QString& name)
{
    ObjectHeader header;
    readIdentity(dataset, header);
    readTimes(dataset, header);
    header.transferSyntaxUid = structure.transferSyntaxUid;
    header.regions = regionsFrom(dataset);
    readCommonMeasures(dataset, header);
    if (structure.pixels && dataset.tagExists(DCM_Rows)) {
        if (auto read = readPixels(dataset, structure, header, name); !read)
            return base::fail(read.error());
    }
    return header;
}

} // namespace twinward::imaging
