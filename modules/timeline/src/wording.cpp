#include "timeline/wording.h"

#include "base/unit.h"

#include <QStringList>

namespace twinward::timeline {

namespace {

using namespace record;

template <class... Visitors> struct Overloaded : Visitors...
{
    using Visitors::operator()...;
};
template <class... Visitors> Overloaded(Visitors...) -> Overloaded<Visitors...>;

QString joined(std::initializer_list<QString> parts, const QString& separator)
{
    QStringList filled;
    for (const QString& part : parts) {
        if (!part.isEmpty())
            filled << part;
    }
    return filled.join(separator);
}

QString quantityText(const Quantity& quantity)
{
    // A narrow no-break space, as between a figure and its unit in print.
    return joined({quantity.comparator + quantity.value.toString(), base::unitForDisplay(quantity.unit)},
        QString(QChar(0x202f)));
}

const Quantity* componentQuantity(const Observation& observation, const QString& code)
{
    for (const Component& part : observation.components) {
        if (part.code.coding.is(code_system::loinc, code))
            return std::get_if<Quantity>(&part.value);
    }
    return nullptr;
}

// "120/80 mmHg" where both are there in the same unit; else nothing, and the parts are listed.
QString bloodPressureText(const Observation& observation)
{
    const Quantity* systolic = componentQuantity(observation, loinc::systolic);
    const Quantity* diastolic = componentQuantity(observation, loinc::diastolic);
    if (systolic == nullptr || diastolic == nullptr || systolic->unit != diastolic->unit)
        return {};
    return joined({systolic->comparator + systolic->value.toString() + u'/' + diastolic->comparator
                          + diastolic->value.toString(),
                      base::unitForDisplay(systolic->unit)},
        QString(QChar(0x202f)));
}

QString componentText(const Component& part, const Words& words)
{
    return joined({part.code.label(), valueText(part.value, words)}, QStringLiteral(" "));
}

QString observationValue(const Observation& observation, const Words& words)
{
    const QString own = valueText(observation.value, words);
    if (!own.isEmpty() || observation.components.empty())
        return own;
    const QString pressure = bloodPressureText(observation);
    if (!pressure.isEmpty())
        return pressure;
    QStringList parts;
    for (const Component& part : observation.components)
        parts << componentText(part, words);
    return parts.join(QStringLiteral(", "));
}

QString referenceText(const ReferenceRange& reference)
{
    if (!reference.text.isEmpty())
        return reference.text;
    if (reference.low && reference.high)
        return reference.low->toString() + QChar(0x2013) + reference.high->toString();
    if (reference.low)
        return QStringLiteral("\u2265\u202f") + reference.low->toString();
    return reference.high ? QStringLiteral("\u2264\u202f") + reference.high->toString() : QString();
}

QString actionName(Medication::Action action)
{
    switch (action) {
    case Medication::Action::Prescribed:
        return QStringLiteral("prescribed");
    case Medication::Action::Given:
        return QStringLiteral("given");
    case Medication::Action::Stopped:
        return QStringLiteral("stopped");
    case Medication::Action::Stated:
        break;
    }
    return QStringLiteral("stated");
}

class Lines
{
public:
    Lines& add(Field field, const QString& text)
    {
        if (!text.isEmpty())
            m_lines.push_back({field, text});
        return *this;
    }
    Lines& code(const Concept& concept_)
    {
        return add(Field::Code, joined({concept_.coding.system, concept_.coding.code}, QStringLiteral(" ")));
    }
    std::vector<Detail> take() { return std::move(m_lines); }

private:
    std::vector<Detail> m_lines;
};

std::vector<Detail> linesOf(const Observation& body, const Words& words)
{
    Lines lines;
    lines.add(Field::Value, observationValue(body, words));
    for (const Component& part : body.components) {
        lines.add(Field::Component, componentText(part, words));
        lines.add(Field::Reference, referenceText(part.reference));
    }
    return lines.add(Field::Reference, referenceText(body.reference))
        .add(Field::Interpretation, body.interpretation)
        .add(Field::Status, body.status)
        .add(Field::Method, body.method)
        .add(Field::Note, body.note)
        .code(body.code)
        .take();
}

std::vector<Detail> linesOf(const Medication& body)
{
    return Lines()
        .add(Field::Action, actionName(body.action))
        .add(Field::Dose, body.dose)
        .add(Field::Route, body.route)
        .add(Field::Frequency, body.frequency)
        .add(Field::Reason, body.reason)
        .add(Field::Status, body.status)
        .add(Field::Ended, body.end.toString())
        .add(Field::Note, body.note)
        .code(body.code)
        .take();
}

} // namespace

QString valueText(const Value& value, const Words& words)
{
    return std::visit(
        Overloaded{[](std::monostate) { return QString(); },
            [](const Quantity& quantity) { return quantityText(quantity); },
            [](const Concept& answer) { return answer.label(); }, [](const QString& text) { return text; },
            [&words](bool answer) { return answer ? words.yes : words.no; }},
        value);
}

QString Label::text() const
{
    return joined({name, value}, QStringLiteral(" "));
}

Label labelOf(const Event& event, const Words& words)
{
    return std::visit(
        Overloaded{[&](const Observation& body) {
                       return Label{body.code.label(), observationValue(body, words)};
                   },
            [&](const Encounter& body) {
                return Label{body.type.isEmpty() ? body.reason.label() : body.type.label(), {}};
            },
            [&](const Medication& body) {
                return Label{body.code.label(), body.dose};
            },
            [](const Condition& body) {
                return Label{body.code.label(), {}};
            },
            [](const Allergy& body) {
                return Label{body.code.label(), {}};
            },
            [](const Procedure& body) {
                return Label{body.code.label(), {}};
            },
            [](const Immunisation& body) {
                return Label{body.code.label(), {}};
            },
            [](const Note& body) {
                return Label{body.title.isEmpty() ? body.text.left(120).simplified() : body.title, {}};
            },
            [](const Document& body) {
                return Label{body.title.isEmpty() ? body.type.label() : body.title, {}};
            },
            [](const ImagingSeries& body) {
                const QString title = joined({body.modality, body.studyDescription}, QStringLiteral(" "));
                return Label{joined({title, body.seriesDescription}, QStringLiteral(": ")), {}};
            },
            [&](const ImagingFinding& body) {
                const bool measured = !body.values.empty();
                return Label{body.text.isEmpty() && measured ? body.values.front().code.label() : body.text,
                    measured ? valueText(body.values.front().value, words) : QString()};
            },
            [](const OtherResource& body) {
                return Label{joined({body.resourceType, body.summary}, QStringLiteral(": ")), {}};
            },
            [](const auto&) { return Label(); }},
        event.body);
}

std::vector<Detail> detailsOf(const Event& event, const Words& words)
{
    return std::visit(Overloaded{[&](const Observation& body) { return linesOf(body, words); },
                          [](const Medication& body) { return linesOf(body); },
                          [](const Encounter& body) {
                              return Lines()
                                  .add(Field::VisitClass, body.encounterClass)
                                  .add(Field::Reason, body.reason.label())
                                  .add(Field::Location, body.location)
                                  .add(Field::Status, body.status)
                                  .add(Field::Ended, body.end.toString())
                                  .code(body.type)
                                  .take();
                          },
                          [](const Condition& body) {
                              return Lines()
                                  .add(Field::Status, body.clinicalStatus)
                                  .add(Field::Verification, body.verificationStatus)
                                  .add(Field::Ended, body.abatement.toString())
                                  .add(Field::Note, body.note)
                                  .code(body.code)
                                  .take();
                          },
                          [](const Allergy& body) {
                              return Lines()
                                  .add(Field::Reaction, body.reaction)
                                  .add(Field::Criticality, body.criticality)
                                  .add(Field::Status, body.clinicalStatus)
                                  .add(Field::Note, body.note)
                                  .code(body.code)
                                  .take();
                          },
                          [](const Procedure& body) {
                              return Lines()
                                  .add(Field::Reason, body.reason.label())
                                  .add(Field::Status, body.status)
                                  .add(Field::Ended, body.end.toString())
                                  .add(Field::Note, body.note)
                                  .code(body.code)
                                  .take();
                          },
                          [](const Immunisation& body) {
                              return Lines()
                                  .add(Field::Status, body.status)
                                  .add(Field::Lot, body.lotNumber)
                                  .add(Field::Site, body.site)
                                  .add(Field::Note, body.note)
                                  .code(body.code)
                                  .take();
                          },
                          [](const Note& body) { return Lines().add(Field::Text, body.text).take(); },
                          [](const Document& body) {
                              return Lines()
                                  .add(Field::ContentType, body.contentType)
                                  .add(Field::Size, body.size > 0 ? QString::number(body.size) : QString())
                                  .code(body.type)
                                  .take();
                          },
                          [](const OtherResource& body) {
                              return Lines().add(Field::ResourceType, body.resourceType).take();
                          },
                          [](const auto&) { return std::vector<Detail>(); }},
        event.body);
}

} // namespace twinward::timeline
