#include "derived_object_p.h"
#include "imaging/measure.h"
#include "imaging/seg_object.h"
#include "imaging/vec.h"
#include "report_p.h"

#include <QHash>

namespace twinward::imaging {

namespace {

using base::ErrorCode;

// As many digits as a decimal string of DICOM holds: 16 characters.
QString decimalString(double value)
{
    for (int digits = 15; digits > 1; --digits) {
        const QString text = QString::number(value, 'g', digits);
        if (text.size() <= 16)
            return text;
    }
    return QString::number(value, 'g', 1);
}

QString joined(std::initializer_list<double> values)
{
    QStringList texts;
    for (const double value : values)
        texts << decimalString(value);
    return texts.join(u'\\');
}

DcmItem& appended(DcmItem& parent, const DcmTagKey& sequence)
{
    DcmItem* item = nullptr;
    parent.findOrCreateSequenceItem(sequence, item, -2);
    return *item;
}

void putNumber(DcmItem& item, const DcmTagKey& tag, int value)
{
    item.putAndInsertUint16(tag, static_cast<Uint16>(value));
}

void putCode(DcmItem& parent, const DcmTagKey& sequence, const QString& value, const QString& scheme,
    const QString& meaning)
{
    DcmItem& code = appended(parent, sequence);
    putText(code, DCM_CodeValue, value);
    putText(code, DCM_CodingSchemeDesignator, scheme);
    putText(code, DCM_CodeMeaning, meaning.left(64));
}

void putConcept(DcmItem& parent, const DcmTagKey& sequence, const record::Concept& given)
{
    if (given.coding.code.isEmpty())
        putCode(
            parent, sequence, QStringLiteral("85756007"), QStringLiteral("SCT"), QStringLiteral("Tissue"));
    else
        putCode(parent, sequence, given.coding.code, schemeOf(given.coding.system), given.label());
}

// sRGB (IEC 61966-2-1) by way of XYZ under D50 (Bradford) to CIELab in 16 bits each, PS3.3 C.10.7.1.1.
std::array<Uint16, 3> labFrom(QRgb colour)
{
    const auto linear = [](int channel) {
        const double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    const double r = linear(qRed(colour));
    const double g = linear(qGreen(colour));
    const double b = linear(qBlue(colour));
    const auto f = [](double t) { return t > 216.0 / 24389 ? std::cbrt(t) : t * 841 / 108 + 4.0 / 29; };
    const double fx = f((0.4360747 * r + 0.3850649 * g + 0.1430804 * b) / 0.9642);
    const double fy = f(0.2225045 * r + 0.7168786 * g + 0.0606169 * b);
    const double fz = f((0.0139322 * r + 0.0971045 * g + 0.7141733 * b) / 0.8251);
    const auto stored
        = [](double value) { return static_cast<Uint16>(std::lround(std::clamp(value, 0.0, 65535.0))); };
    return {stored((116 * fy - 16) * 65535 / 100), stored((500 * (fx - fy) + 128) * 65535 / 255),
        stored((200 * (fy - fz) + 128) * 65535 / 255)};
}

// One frame of the object: a slice of a segment.
struct SegFrame
{
    int segment = 0; // from 1
    int slice = 0;
};

class SegmentationWriter
{
public:
    SegmentationWriter(const Segmentation& segmentation, const SegmentationSource& source)
        : m_segmentation(segmentation)
        , m_source(source)
        , m_dataset(*m_file.getDataset())
    {
        for (const Segment& segment : segmentation.segments) {
            if (!segment.mask.isEmpty())
                m_segments.push_back(&segment);
        }
        for (size_t number = 0; number < m_segments.size(); ++number) {
            const VoxelBox bounds = *m_segments[number]->mask.bounds();
            for (int slice = bounds.first[2]; slice <= bounds.last[2]; ++slice) {
                if (hasVoxels(m_segments[number]->mask, slice))
                    m_frames.push_back({static_cast<int>(number) + 1, slice});
            }
        }
    }

    base::Result<QByteArray> write()
    {
        const ObjectHeader& image = m_source.instances.front();
        putContext(m_dataset, image, m_source.made);
        putText(m_dataset, DCM_SOPClassUID, QStringLiteral(UID_SegmentationStorage));
        putText(m_dataset, DCM_Modality, QStringLiteral("SEG"));
        putText(m_dataset, DCM_SeriesNumber, QStringLiteral("1"));
        putText(m_dataset, DCM_SeriesDescription,
            m_segmentation.label.isEmpty() ? QStringLiteral("Segmentation") : m_segmentation.label);
        putText(m_dataset, DCM_FrameOfReferenceUID, m_segmentation.frameOfReferenceUid);
        putText(m_dataset, DCM_PositionReferenceIndicator, {});
        writeImage();
        writeDimensions();
        for (size_t i = 0; i < m_segments.size(); ++i)
            writeSegment(static_cast<int>(i) + 1, *m_segments[i]);
        writeReferences();
        writeShared();
        for (const SegFrame& frame : m_frames)
            writeFrame(frame);
        const QByteArray pixels = pixelBits();
        const OFCondition condition = m_dataset.putAndInsertUint8Array(DCM_PixelData,
            reinterpret_cast<const Uint8*>(pixels.constData()), static_cast<unsigned long>(pixels.size()));
        if (condition.bad())
            return base::fail(ErrorCode::InvalidInput, QStringLiteral("The segmentation can't be written"),
                QString::fromLatin1(condition.text()));
        return toPart10(m_file);
    }

private:
    static bool hasVoxels(const Mask& mask, int slice)
    {
        for (int j = 0; j < mask.size()[1]; ++j) {
            for (int word = 0; word < mask.wordsPerRow(); ++word) {
                if (mask.word(word, j, slice) != 0)
                    return true;
            }
        }
        return false;
    }

    void writeImage()
    {
        putText(m_dataset, DCM_ImageType, QStringLiteral("DERIVED\\PRIMARY"));
        putText(m_dataset, DCM_InstanceNumber, QStringLiteral("1"));
        putText(m_dataset, DCM_ContentLabel, QStringLiteral("SEGMENTATION"));
        putText(m_dataset, DCM_ContentDescription, m_segmentation.label.left(64));
        putText(m_dataset, DCM_ContentCreatorName, toPersonName(m_source.creator));
        putText(m_dataset, DCM_LossyImageCompression, QStringLiteral("00"));
        putText(m_dataset, DCM_SegmentationType, QStringLiteral("BINARY"));
        putText(m_dataset, DCM_PhotometricInterpretation, QStringLiteral("MONOCHROME2"));
        putNumber(m_dataset, DCM_SamplesPerPixel, 1);
        putText(m_dataset, DCM_NumberOfFrames, QString::number(m_frames.size()));
        putNumber(m_dataset, DCM_Rows, m_segmentation.grid.size[1]);
        putNumber(m_dataset, DCM_Columns, m_segmentation.grid.size[0]);
        putNumber(m_dataset, DCM_BitsAllocated, 1);
        putNumber(m_dataset, DCM_BitsStored, 1);
        putNumber(m_dataset, DCM_HighBit, 0);
        putNumber(m_dataset, DCM_PixelRepresentation, 0);
    }

    void writeDimensions()
    {
        const QString uid = newUid();
        putText(appended(m_dataset, DCM_DimensionOrganizationSequence), DCM_DimensionOrganizationUID, uid);
        const auto add = [&](const DcmTagKey& pointer, const DcmTagKey& group, const QString& label) {
            DcmItem& index = appended(m_dataset, DCM_DimensionIndexSequence);
            putText(index, DCM_DimensionOrganizationUID, uid);
            index.putAndInsertTagKey(DCM_DimensionIndexPointer, pointer);
            index.putAndInsertTagKey(DCM_FunctionalGroupPointer, group);
            putText(index, DCM_DimensionDescriptionLabel, label);
        };
        add(DCM_ReferencedSegmentNumber, DCM_SegmentIdentificationSequence,
            QStringLiteral("Referenced Segment Number"));
        add(DCM_ImagePositionPatient, DCM_PlanePositionSequence, QStringLiteral("Image Position (Patient)"));
    }

    void writeSegment(int number, const Segment& segment)
    {
        DcmItem& item = appended(m_dataset, DCM_SegmentSequence);
        putNumber(item, DCM_SegmentNumber, number);
        putText(item, DCM_SegmentLabel, segment.label.left(64));
        putText(item, DCM_SegmentAlgorithmType, QStringLiteral("SEMIAUTOMATIC"));
        putText(item, DCM_SegmentAlgorithmName, QStringLiteral("Twinward"));
        putConcept(item, DCM_SegmentedPropertyCategoryCodeSequence, segment.category);
        putConcept(item, DCM_SegmentedPropertyTypeCodeSequence, segment.type);
        const auto lab = labFrom(segment.colour);
        item.putAndInsertUint16Array(DCM_RecommendedDisplayCIELabValue, lab.data(), lab.size());
        putText(item, DCM_TrackingID, segment.label.left(64));
        putText(
            item, DCM_TrackingUID, derivedUid(m_segmentation.seriesUid.toUtf8() + segment.label.toUtf8()));
    }

    void writeReferences()
    {
        DcmItem& series = appended(m_dataset, DCM_ReferencedSeriesSequence);
        putText(series, DCM_SeriesInstanceUID, m_segmentation.seriesUid);
        for (const ObjectHeader& image : m_source.instances) {
            DcmItem& instance = appended(series, DCM_ReferencedInstanceSequence);
            putText(instance, DCM_ReferencedSOPClassUID, image.sopClassUid);
            putText(instance, DCM_ReferencedSOPInstanceUID, image.sopInstanceUid);
        }
    }

    void writeShared()
    {
        DcmItem& shared = appended(m_dataset, DCM_SharedFunctionalGroupsSequence);
        const Grid& grid = m_segmentation.grid;
        const Vec3& right = grid.axes[0];
        const Vec3& down = grid.axes[1];
        putText(appended(shared, DCM_PlaneOrientationSequence), DCM_ImageOrientationPatient,
            joined({right[0], right[1], right[2], down[0], down[1], down[2]}));
        DcmItem& measures = appended(shared, DCM_PixelMeasuresSequence);
        putText(measures, DCM_PixelSpacing, joined({grid.spacing[1], grid.spacing[0]}));
        putText(measures, DCM_SliceThickness, joined({grid.spacing[2]}));
        putText(measures, DCM_SpacingBetweenSlices, joined({grid.spacing[2]}));
    }

    void writeFrame(const SegFrame& frame)
    {
        DcmItem& group = appended(m_dataset, DCM_PerFrameFunctionalGroupsSequence);
        const std::array<Uint32, 2> indices{
            static_cast<Uint32>(frame.segment), static_cast<Uint32>(frame.slice) + 1};
        appended(group, DCM_FrameContentSequence)
            .putAndInsertUint32Array(DCM_DimensionIndexValues, indices.data(), indices.size());
        const Vec3 position = centreOf(m_segmentation.grid, {0, 0, frame.slice});
        putText(appended(group, DCM_PlanePositionSequence), DCM_ImagePositionPatient,
            joined({position[0], position[1], position[2]}));
        putNumber(
            appended(group, DCM_SegmentIdentificationSequence), DCM_ReferencedSegmentNumber, frame.segment);

        const FrameRef& place = m_source.frames[static_cast<size_t>(frame.slice)];
        const ObjectHeader& image = m_source.instances[static_cast<size_t>(place.instance)];
        DcmItem& derivation = appended(group, DCM_DerivationImageSequence);
        putCode(derivation, DCM_DerivationCodeSequence, QStringLiteral("113076"), QStringLiteral("DCM"),
            QStringLiteral("Segmentation"));
        DcmItem& source = appended(derivation, DCM_SourceImageSequence);
        putText(source, DCM_ReferencedSOPClassUID, image.sopClassUid);
        putText(source, DCM_ReferencedSOPInstanceUID, image.sopInstanceUid);
        if (image.frames.size() > 1)
            putText(source, DCM_ReferencedFrameNumber, QString::number(place.frame + 1));
        putCode(source, DCM_PurposeOfReferenceCodeSequence, QStringLiteral("121322"), QStringLiteral("DCM"),
            QStringLiteral("Source image for image processing operation"));
    }

    // Frames follow each other bit by bit, the lowest bit of a byte first (PS3.5 8.1.1).
    [[nodiscard]] QByteArray pixelBits() const
    {
        const qint64 columns = m_segmentation.grid.size[0];
        const qint64 rows = m_segmentation.grid.size[1];
        const qint64 bits = columns * rows * static_cast<qint64>(m_frames.size());
        QByteArray packed((bits + 15) / 16 * 2, '\0');
        qint64 at = 0;
        for (const SegFrame& frame : m_frames) {
            const Mask& mask = m_segments[static_cast<size_t>(frame.segment) - 1]->mask;
            for (int j = 0; j < rows; ++j, at += columns) {
                for (int word = 0; word < mask.wordsPerRow(); ++word)
                    putBits(packed, at + qint64{word} * 64, mask.word(word, j, frame.slice));
            }
        }
        return packed;
    }

    static void putBits(QByteArray& packed, qint64 at, quint64 bits)
    {
        for (; bits != 0; bits &= bits - 1) {
            const qint64 bit = at + std::countr_zero(bits);
            packed.data()[bit / 8] = static_cast<char>(packed.at(bit / 8) | (1 << (bit % 8)));
        }
    }

    const Segmentation& m_segmentation;
    const SegmentationSource& m_source;
    DcmFileFormat m_file;
    DcmDataset& m_dataset;
    std::vector<const Segment*> m_segments;
    std::vector<SegFrame> m_frames;
};

base::Status checkWritable(const Segmentation& segmentation, const SegmentationSource& source)
{
    const auto refused = [](const QString& what) { return base::fail(ErrorCode::InvalidInput, what); };
    const Grid& grid = segmentation.grid;
    if (source.instances.empty() || source.frames.size() != static_cast<size_t>(grid.size[2]))
        return refused(QStringLiteral("The outline doesn't fit the images it was made on"));
    for (const FrameRef& frame : source.frames) {
        if (frame.instance < 0 || frame.instance >= static_cast<int>(source.instances.size()))
            return refused(QStringLiteral("The outline speaks of an image that is not there"));
    }
    if (segmentation.frameOfReferenceUid.isEmpty())
        return refused(QStringLiteral("The images say no frame of reference, which a segmentation needs"));
    bool isEmpty = true;
    for (const Segment& segment : segmentation.segments) {
        if (segment.mask.size() != grid.size)
            return refused(QStringLiteral("The outline is of other images"));
        isEmpty = isEmpty && segment.mask.isEmpty();
    }
    if (isEmpty)
        return base::fail(ErrorCode::InvalidInput, QStringLiteral("Nothing is outlined"), {},
            QStringLiteral("Outline something first."));
    if (segmentation.fractions != Segmentation::Fractions::None)
        return base::fail(ErrorCode::Unsupported,
            QStringLiteral("A segmentation in fractions can't be written as an outline: it says no edge"));
    if (length(cross(grid.axes[2], cross(grid.axes[0], grid.axes[1]))) > 1e-3)
        return base::fail(ErrorCode::Unsupported,
            QStringLiteral("Slices of a tilted gantry can't be written as a DICOM segmentation"));
    return {};
}

} // namespace

base::Result<QByteArray> writeSegmentation(const Segmentation& segmentation, const SegmentationSource& source)
{
    if (const auto fine = checkWritable(segmentation, source); !fine)
        return base::fail(fine.error());
    startDcmtk();
    return SegmentationWriter(segmentation, source).write();
}

} // namespace twinward::imaging
