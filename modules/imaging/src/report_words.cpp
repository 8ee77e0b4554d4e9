#include "report_p.h"

#include "imaging/measure.h"

namespace twinward::imaging {

namespace {

using Shape = record::ImagingFinding::Shape;

struct Scheme
{
    QString system;
    QString designator;
};

const std::array<Scheme, 5>& schemes()
{
    static const std::array<Scheme, 5> table{{
        {record::code_system::snomed, QStringLiteral("SCT")},
        {record::code_system::loinc, QStringLiteral("LN")},
        {record::code_system::ucum, QStringLiteral("UCUM")},
        {QStringLiteral("http://dicom.nema.org/resources/ontology/DCM"), QStringLiteral("DCM")},
        {measure_code::own, ownScheme},
    }};
    return table;
}

struct NamedShape
{
    Shape shape;
    QString name;
};

const std::array<NamedShape, 6>& shapes()
{
    static const std::array<NamedShape, 6> table{{
        {Shape::Point, QStringLiteral("Twinward:Point")},
        {Shape::Distance, QStringLiteral("Twinward:Distance")},
        {Shape::Angle, QStringLiteral("Twinward:Angle")},
        {Shape::Ellipse, QStringLiteral("Twinward:Ellipse")},
        {Shape::Freehand, QStringLiteral("Twinward:Freehand")},
        {Shape::Annotation, QStringLiteral("Twinward:Annotation")},
    }};
    return table;
}

} // namespace

QString schemeOf(const QString& system)
{
    for (const Scheme& scheme : schemes()) {
        if (scheme.system == system)
            return scheme.designator;
    }
    return system;
}

QString systemOf(const QString& scheme)
{
    for (const Scheme& known : schemes()) {
        if (known.designator == scheme)
            return known.system;
    }
    return scheme;
}

QString trackingName(Shape shape)
{
    for (const NamedShape& named : shapes()) {
        if (named.shape == shape)
            return named.name;
    }
    return {};
}

std::optional<Shape> shapeNamed(const QString& tracking)
{
    for (const NamedShape& named : shapes()) {
        if (named.name == tracking)
            return named.shape;
    }
    return std::nullopt;
}

bool isStatistic(const QString& code)
{
    return code == measure_code::mean || code == measure_code::deviation || code == measure_code::minimum
        || code == measure_code::maximum;
}

} // namespace twinward::imaging
