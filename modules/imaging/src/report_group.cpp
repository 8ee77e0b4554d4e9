#include "attributes_p.h"
#include "report_p.h"

#include <cmath>

namespace twinward::imaging {

namespace {

using record::Component;
using record::ImagingFinding;
using Shape = ImagingFinding::Shape;

constexpr int deepest = 32; // levels of content that are followed
constexpr size_t mostInGroup = 1000; // places, and values: a group of more is left to be read as text

struct Image
{
    QString sopInstanceUid;
    qint64 frame = 1;
    friend bool operator==(const Image&, const Image&) = default;
};

// What is drawn in one place.
struct Place
{
    std::vector<double> points; // as ImagingFinding has them
    QString frameOfReferenceUid;
    QString graphic;
    bool isClosed = false;
    std::optional<size_t> value; // the one it stands below
    Image image;

    [[nodiscard]] size_t count() const { return points.size() / 3; }
};

// Centre and a point on the edge, to the ends of two axes.
void makeEllipse(Place& circle)
{
    const std::vector<double>& p = circle.points;
    const double radius = std::hypot(p[3] - p[0], p[4] - p[1]);
    circle.points
        = {p[0] - radius, p[1], 0, p[0] + radius, p[1], 0, p[0], p[1] - radius, 0, p[0], p[1] + radius, 0};
    circle.graphic = QStringLiteral("ELLIPSE");
}

std::optional<Place> placeFrom(DcmItem& item, size_t dimensions)
{
    const std::vector<double> data = numbersOf(item, DCM_GraphicData);
    if (data.empty() || data.size() % dimensions != 0)
        return std::nullopt;
    Place place;
    for (size_t i = 0; i < data.size(); i += dimensions) {
        if (dimensions == 3)
            place.points.insert(place.points.end(), {data[i], data[i + 1], data[i + 2]});
        else // SCOORD counts from the corner of the first pixel
            place.points.insert(place.points.end(), {data[i] - 0.5, data[i + 1] - 0.5, 0});
    }
    place.graphic = textOf(item, DCM_GraphicType);
    if (dimensions == 3)
        place.frameOfReferenceUid = textOf(item, DCM_ReferencedFrameOfReferenceUID);
    if (place.graphic == QLatin1String("CIRCLE") && dimensions == 2 && place.count() == 2)
        makeEllipse(place);
    // A polygon ends where it began; ours don't say it twice.
    place.isClosed = place.graphic.startsWith(QLatin1String("POLY")) && place.count() >= 4
        && std::equal(place.points.begin(), place.points.begin() + 3, place.points.end() - 3);
    if (place.isClosed)
        place.points.resize(place.points.size() - 3);
    return place;
}

// Nothing for points that would be joined by lines that nobody drew.
std::optional<Shape> guessedShape(const Place& place, bool hasValues)
{
    const size_t points = place.count();
    if (place.graphic == QLatin1String("ELLIPSE") && points == 4)
        return Shape::Ellipse;
    if (place.isClosed && points >= 3)
        return Shape::Freehand;
    const bool isLine = place.graphic == QLatin1String("POLYLINE");
    if (isLine && points == 2)
        return Shape::Distance;
    if (isLine && points == 3)
        return Shape::Angle;
    if (points == 1)
        return hasValues ? Shape::Point : Shape::Annotation;
    return isLine ? std::optional(Shape::Annotation) : std::nullopt;
}

class GroupReader
{
public:
    std::vector<ReportedFinding> read(DcmItem& group, const Evidence& evidence)
    {
        readItems(group, std::nullopt, nullptr, 0);
        std::vector<ReportedFinding> findings;
        if (m_places.size() > mostInGroup || m_values.size() > mostInGroup)
            return findings;
        const std::vector<std::vector<Component>> values = valuesByPlace();
        for (size_t i = 0; i < m_places.size(); ++i) {
            if (firstLike(i) != i)
                continue;
            if (auto finding = findingAt(m_places[i], values[i]))
                findings.push_back(std::move(*finding));
        }
        const QString author = observerBelow(group);
        for (ReportedFinding& each : findings) {
            const EvidenceSeries series = evidence.value(each.finding.sopInstanceUid);
            each.finding.studyUid = series.studyUid;
            each.finding.seriesUid = series.seriesUid;
            each.author = author;
            each.trackingUid = m_trackingUid;
        }
        return findings;
    }

private:
    struct Value
    {
        Component component;
        Image image; // that stands below it
        bool hasPlace = false;
    };

    // `value`: the number these items are below; `place`: the coordinates they are below.
    void readItems(DcmItem& parent, std::optional<size_t> value, Place* place, int depth)
    {
        if (depth > deepest)
            return;
        for (DcmItem* item : itemsOf(parent, DCM_ContentSequence)) {
            const QString type = textOf(*item, DCM_ValueType);
            if (type == QLatin1String("NUM") && !value) {
                const auto number = readNumber(*item);
                readItems(*item, number, nullptr, depth + 1);
            } else if (type == QLatin1String("SCOORD") || type == QLatin1String("SCOORD3D")) {
                readPlace(*item, type == QLatin1String("SCOORD") ? 2 : 3, value, depth);
            } else {
                if (type == QLatin1String("IMAGE"))
                    readImage(*item, value, place);
                else
                    readWords(*item, type);
                readItems(*item, value, place, depth + 1);
            }
        }
    }

    void readPlace(DcmItem& item, size_t dimensions, std::optional<size_t> value, int depth)
    {
        auto place = placeFrom(item, dimensions);
        if (!place)
            return;
        place->value = value;
        if (value)
            m_values[*value].hasPlace = true;
        readItems(item, value, &*place, depth + 1);
        m_places.push_back(std::move(*place));
    }

    void readWords(DcmItem& item, const QString& type)
    {
        const bool isText = type == QLatin1String("TEXT");
        if (isText && isNamed(item, QStringLiteral("112039")))
            m_tracking = wholeTextOf(item, DCM_TextValue);
        else if (type == QLatin1String("UIDREF") && isNamed(item, QStringLiteral("112040")))
            m_trackingUid = textOf(item, DCM_UID);
        else if (isText && isNamed(item, QStringLiteral("121106")))
            m_comment = wholeTextOf(item, DCM_TextValue);
        else if (isNamed(item, QStringLiteral("121071")))
            m_found
                = isText ? wholeTextOf(item, DCM_TextValue) : codeOf(item, DCM_ConceptCodeSequence).meaning;
    }

    std::optional<size_t> readNumber(DcmItem& item)
    {
        DcmItem* measured = firstItemOf(item, DCM_MeasuredValueSequence);
        if (measured == nullptr)
            return std::nullopt;
        const auto value = base::Decimal::fromString(textOf(*measured, DCM_NumericValue));
        if (!value)
            return std::nullopt;
        CodedText name = codeOf(item, DCM_ConceptNameCodeSequence);
        for (DcmItem* below : itemsOf(item, DCM_ContentSequence)) {
            if (isNamed(*below, QStringLiteral("121401")))
                name = codeOf(*below, DCM_ConceptCodeSequence);
        }
        Component component;
        component.code = {{systemOf(name.scheme), name.value, name.meaning}, name.meaning};
        component.value
            = record::Quantity{*value, codeOf(*measured, DCM_MeasurementUnitsCodeSequence).value, {}};
        m_values.push_back({std::move(component), {}, false});
        return m_values.size() - 1;
    }

    void readImage(DcmItem& item, std::optional<size_t> value, Place* place)
    {
        DcmItem* reference = firstItemOf(item, DCM_ReferencedSOPSequence);
        Image& image = place != nullptr ? place->image : value ? m_values[*value].image : m_image;
        if (reference == nullptr || !image.sopInstanceUid.isEmpty())
            return;
        image = {textOf(*reference, DCM_ReferencedSOPInstanceUID),
            integerOf(*reference, DCM_ReferencedFrameNumber).value_or(1)};
    }

    [[nodiscard]] Image imageOf(const Place& place) const
    {
        if (!place.image.sopInstanceUid.isEmpty())
            return place.image;
        if (place.value && !m_values[*place.value].image.sopInstanceUid.isEmpty())
            return m_values[*place.value].image;
        return m_image;
    }

    [[nodiscard]] bool isSame(const Place& a, const Place& b) const
    {
        return a.points == b.points && imageOf(a) == imageOf(b);
    }

    // One line may stand below several values.
    [[nodiscard]] size_t firstLike(size_t place) const
    {
        size_t first = 0;
        while (!isSame(m_places[first], m_places[place]))
            ++first;
        return first;
    }

    [[nodiscard]] std::vector<std::vector<Component>> valuesByPlace() const
    {
        std::vector<std::vector<Component>> values(m_places.size());
        for (size_t place = 0; place < m_places.size(); ++place) {
            if (m_places[place].value)
                values[firstLike(place)].push_back(m_values[*m_places[place].value].component);
        }
        for (const Value& value : m_values) {
            if (!value.hasPlace && !values.empty())
                values.front().push_back(value.component);
        }
        return values;
    }

    [[nodiscard]] std::optional<ReportedFinding> findingAt(
        const Place& place, const std::vector<Component>& values) const
    {
        const Image image = imageOf(place);
        if (image.sopInstanceUid.isEmpty())
            return std::nullopt;
        ReportedFinding made;
        ImagingFinding& finding = made.finding;
        finding.values = values;
        const auto shape = shapeNamed(m_tracking);
        const auto guessed = shape ? shape : guessedShape(place, !finding.values.empty());
        if (!guessed)
            return std::nullopt;
        finding.shape = *guessed;
        finding.points = place.points;
        finding.frameOfReferenceUid = place.frameOfReferenceUid;
        finding.sopInstanceUid = image.sopInstanceUid;
        finding.frame = image.frame;
        finding.text = m_comment;
        if (!m_found.isEmpty())
            finding.text = m_comment.isEmpty() ? m_found : QStringLiteral("%1: %2").arg(m_found, m_comment);
        return made;
    }

    std::vector<Place> m_places;
    std::vector<Value> m_values;
    Image m_image; // of the group
    QString m_tracking;
    QString m_trackingUid;
    QString m_comment;
    QString m_found;
};

} // namespace

std::vector<ReportedFinding> readMeasurementGroup(DcmItem& group, const Evidence& evidence)
{
    return GroupReader().read(group, evidence);
}

} // namespace twinward::imaging
