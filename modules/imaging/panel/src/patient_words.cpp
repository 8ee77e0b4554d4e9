#include "patient_words_p.h"

#include "workbench/format.h"

#include <QCoreApplication>
#include <QHash>
#include <QLocale>

namespace twinward::imaging::words {

namespace {

struct ImageWords
{
    Q_DECLARE_TR_FUNCTIONS(ImageWords)
};

} // namespace

QString day(const base::Moment& moment)
{
    return workbench::formatDate(moment.toDateTime().date());
}

QStringList patient(const DicomPatient& patient)
{
    QStringList lines{patient.name};
    QString second = patient.id;
    if (!patient.sex.isEmpty())
        second += QStringLiteral("  ") + patient.sex;
    if (!patient.birthDate.isNull())
        second += QStringLiteral("  ") + patient.birthDate.toString();
    lines.append(second.trimmed());
    lines.removeAll(QString());
    return lines;
}

QString study(const Study& study)
{
    QStringList parts;
    if (!study.time.isNull())
        parts.append(day(study.time));
    if (!study.description.isEmpty())
        parts.append(study.description);
    return parts.join(QStringLiteral("  "));
}

QString series(const Series& series)
{
    QString text = series.modality;
    if (series.number != 0)
        text += QStringLiteral(" %1").arg(series.number);
    if (!series.description.isEmpty())
        text += QStringLiteral(" · ") + series.description;
    return text;
}

QString reportedBy(const QString& author, const base::Moment& written)
{
    const QString person = author.isEmpty() ? ImageWords::tr("no author named") : author;
    const QString when = written.isNull() ? ImageWords::tr("no date") : day(written);
    //: the author of a report, its day
    return ImageWords::tr("%1, %2", "author, day").arg(person, when);
}

QString shape(record::ImagingFinding::Shape shape)
{
    using Shape = record::ImagingFinding::Shape;
    switch (shape) {
    case Shape::Point:
        return ImageWords::tr("Value at a point");
    case Shape::Distance:
        return ImageWords::tr("Distance");
    case Shape::Angle:
        return ImageWords::tr("Angle");
    case Shape::Ellipse:
        return ImageWords::tr("Ellipse");
    case Shape::Freehand:
        return ImageWords::tr("Outline");
    case Shape::Annotation:
        return ImageWords::tr("Note");
    case Shape::KeyImage:
        return ImageWords::tr("Key image");
    case Shape::Segmentation:
        return ImageWords::tr("Segments");
    }
    return {};
}

QString projection(Projection projection)
{
    switch (projection) {
    case Projection::Slice:
        return ImageWords::tr("Slice");
    case Projection::Maximum:
        return ImageWords::tr("Maximum (MIP)");
    case Projection::Mean:
        return ImageWords::tr("Mean");
    case Projection::Minimum:
        return ImageWords::tr("Minimum (MinIP)");
    }
    return {};
}

QString slab(Projection projection, double mm)
{
    //: the kind of projection, the thickness
    return ImageWords::tr("%1, %2 mm").arg(words::projection(projection), QLocale().toString(mm, 'g', 3));
}

QString preset(const QString& id)
{
    static const QHash<QString, const char*> names{
        {QStringLiteral("ct-soft-tissue"), QT_TRANSLATE_NOOP("ImageWords", "Soft tissue")},
        {QStringLiteral("ct-mediastinum"), QT_TRANSLATE_NOOP("ImageWords", "Mediastinum")},
        {QStringLiteral("ct-lung"), QT_TRANSLATE_NOOP("ImageWords", "Lung")},
        {QStringLiteral("ct-bone"), QT_TRANSLATE_NOOP("ImageWords", "Bone")},
        {QStringLiteral("ct-liver"), QT_TRANSLATE_NOOP("ImageWords", "Liver")},
        {QStringLiteral("ct-brain"), QT_TRANSLATE_NOOP("ImageWords", "Brain")},
        {QStringLiteral("ct-stroke"), QT_TRANSLATE_NOOP("ImageWords", "Stroke")},
        {QStringLiteral("ct-subdural"), QT_TRANSLATE_NOOP("ImageWords", "Subdural")},
        {QStringLiteral("ct-temporal-bone"), QT_TRANSLATE_NOOP("ImageWords", "Temporal bone")},
        {QStringLiteral("ct-skin"), QT_TRANSLATE_NOOP("ImageWords", "Skin")},
        {QStringLiteral("ct-vessels"), QT_TRANSLATE_NOOP("ImageWords", "Vessels")},
        {QStringLiteral("mr-tissue"), QT_TRANSLATE_NOOP("ImageWords", "Tissue")},
        {QStringLiteral("mr-inside"), QT_TRANSLATE_NOOP("ImageWords", "See-through")},
        {QStringLiteral("grey"), QT_TRANSLATE_NOOP("ImageWords", "Grey")},
    };
    const auto found = names.constFind(id);
    return found == names.cend() ? id : ImageWords::tr(*found);
}

QString unit(const QString& rescaleType)
{
    return rescaleType == QLatin1String("US") ? QString() : rescaleType;
}

QString colourMap(const QString& name)
{
    static const QHash<QString, const char*> names{
        {QString(), QT_TRANSLATE_NOOP("ImageWords", "Grey")},
        {QStringLiteral("inverse"), QT_TRANSLATE_NOOP("ImageWords", "Grey, inverted")},
        {QStringLiteral("hot"), QT_TRANSLATE_NOOP("ImageWords", "Hot metal")},
        {QStringLiteral("rainbow"), QT_TRANSLATE_NOOP("ImageWords", "Rainbow")},
        {QStringLiteral("cool"), QT_TRANSLATE_NOOP("ImageWords", "Cool")},
    };
    const auto found = names.constFind(name);
    return found == names.cend() ? name : ImageWords::tr(*found);
}

QString fault(GeometryFault fault)
{
    switch (fault) {
    case GeometryFault::NoPosition:
        return ImageWords::tr("The images do not say where in the patient they lie.");
    case GeometryFault::MixedSize:
        return ImageWords::tr("The series also holds images of another size.");
    case GeometryFault::MixedOrientation:
        return ImageWords::tr("The series also holds images at another angle.");
    case GeometryFault::MixedSpacing:
        return ImageWords::tr("The series also holds images of another scale.");
    case GeometryFault::MixedAcquisition:
        return ImageWords::tr("The series holds several acquisitions.");
    case GeometryFault::DuplicatePosition:
        return ImageWords::tr("Several images lie at the same place.");
    case GeometryFault::MissingSlices:
        return ImageWords::tr("Images are missing in between.");
    case GeometryFault::UnevenSteps:
        return ImageWords::tr("The images are not evenly spaced.");
    case GeometryFault::GantryTilt:
        return ImageWords::tr("The scanner was tilted: planes are drawn as the patient lay.");
    case GeometryFault::SidewaysShift:
        return ImageWords::tr("The images are shifted against each other.");
    case GeometryFault::SingleSlice:
        return ImageWords::tr("There is only one image.");
    }
    return {};
}

QString fractions(const Segmentation& segmentation)
{
    using Fractions = Segmentation::Fractions;
    const QString name
        = segmentation.label.isEmpty() ? ImageWords::tr("The segmentation") : segmentation.label;
    switch (segmentation.fractions) {
    case Fractions::None:
        return {};
    case Fractions::Occupancy:
        return ImageWords::tr(
            "%1: drawn where at least half of a voxel is filled. It gives no edge, so it can't be edited.")
            .arg(name);
    case Fractions::Probability:
        return ImageWords::tr(
            "%1: drawn where the probability is at least one half. It gives no edge, so it can't be edited.")
            .arg(name);
    }
    return {};
}

namespace {

// (0028,2114) as a reader knows it, PS3.3 C.7.6.1.1.5.1.
QString methodName(const QString& method)
{
    static const QHash<QString, QString> names{{QStringLiteral("ISO_10918_1"), QStringLiteral("JPEG")},
        {QStringLiteral("ISO_14495_1"), QStringLiteral("JPEG-LS")},
        {QStringLiteral("ISO_15444_1"), QStringLiteral("JPEG 2000")},
        {QStringLiteral("ISO_13818_2"), QStringLiteral("MPEG-2")},
        {QStringLiteral("ISO_14496_10"), QStringLiteral("H.264")},
        {QStringLiteral("ISO_23008_2"), QStringLiteral("H.265")}};
    return names.value(method, method);
}

} // namespace

// What the object says counts: pixels that were compressed with loss once stay so when they are stored
// otherwise. Where it says nothing its present form does (PS3.5 annex A.4): JPEG baseline and extended and
// JPEG-LS near-lossless lose; JPEG 2000 (.91) may, and is named so that nobody measures what may not be
// there.
QString loss(const ObjectHeader& header)
{
    static const QStringList syntaxes{QStringLiteral("1.2.840.10008.1.2.4.50"),
        QStringLiteral("1.2.840.10008.1.2.4.51"), QStringLiteral("1.2.840.10008.1.2.4.81")};
    const LossyCompression& lossy = header.lossy;
    if (!lossy.happened.value_or(false) && !syntaxes.contains(header.transferSyntaxUid)) {
        const bool maybe
            = !lossy.happened && header.transferSyntaxUid == QLatin1String("1.2.840.10008.1.2.4.91");
        return maybe ? ImageWords::tr("Perhaps compressed with loss") : QString();
    }
    double ratio = 1; // each time again
    for (const double each : lossy.ratios)
        ratio *= each > 1 ? each : 1;
    QStringList methods;
    for (const QString& method : lossy.methods)
        methods.append(methodName(method));
    const QString much = QLocale().toString(ratio, 'g', 3);
    if (ratio > 1 && !methods.isEmpty())
        return ImageWords::tr("Compressed with loss %1:1, %2").arg(much, methods.join(QStringLiteral(", ")));
    if (ratio > 1)
        return ImageWords::tr("Compressed with loss %1:1").arg(much);
    if (!methods.isEmpty())
        return ImageWords::tr("Compressed with loss, %1").arg(methods.join(QStringLiteral(", ")));
    return ImageWords::tr("Compressed with loss");
}

} // namespace twinward::imaging::words
