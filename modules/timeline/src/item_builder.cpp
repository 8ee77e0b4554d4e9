#include "item_builder_p.h"

#include "record/encounters.h"

#include <QSet>

namespace twinward::timeline {

using namespace record;

namespace {

Lane laneOf(const Observation& observation)
{
    switch (observation.group) {
    case Observation::Group::Vital:
        return Lane::Vitals;
    case Observation::Group::Laboratory:
        return Lane::Laboratory;
    case Observation::Group::Other:
        break;
    }
    return Lane::Other;
}

Lane laneOf(const OtherResource& resource)
{
    static const QSet<QString> imaging{QStringLiteral("ImagingStudy"), QStringLiteral("Media")};
    static const QSet<QString> reports{QStringLiteral("DiagnosticReport"), QStringLiteral("Composition")};
    if (imaging.contains(resource.resourceType))
        return Lane::Imaging;
    return reports.contains(resource.resourceType) ? Lane::Documents : Lane::Other;
}

Flag flagOf(const Event& event)
{
    // HL7 v3 ObservationInterpretation: doubled letters are the panic limits.
    static const QSet<QString> critical{QStringLiteral("HH"), QStringLiteral("LL"), QStringLiteral("AA"),
        QStringLiteral("HU"), QStringLiteral("LU")};
    static const QSet<QString> abnormal{QStringLiteral("H"), QStringLiteral("L"), QStringLiteral("A"),
        QStringLiteral("POS"), QStringLiteral("R"), QStringLiteral("HX"), QStringLiteral("LX")};
    if (const auto* observation = event.as<Observation>()) {
        if (critical.contains(observation->interpretation))
            return Flag::Critical;
        return abnormal.contains(observation->interpretation) ? Flag::Abnormal : Flag::None;
    }
    if (const auto* allergy = event.as<Allergy>())
        return allergy->criticality == u"high" ? Flag::Critical : Flag::None;
    return Flag::None;
}

Marks marksOf(const Entry& entry)
{
    Marks marks;
    marks.setFlag(Mark::Amended, entry.isAmended() && entry.state == EntryState::Current);
    marks.setFlag(Mark::Conflict, entry.state == EntryState::Conflict);
    marks.setFlag(Mark::Retracted, entry.state == EntryState::Retracted);
    marks.setFlag(Mark::NotAuthorised, !entry.notAuthorised.empty());
    return marks;
}

bool canEnd(const Event& event)
{
    const auto* medication = event.as<Medication>();
    return event.as<Condition>() != nullptr || event.as<Allergy>() != nullptr
        || event.as<Encounter>() != nullptr
        || (medication != nullptr
            && (medication->action == Medication::Action::Prescribed
                || medication->action == Medication::Action::Stated));
}

} // namespace

Lane laneOf(const Event& event)
{
    switch (event.kind()) {
    case Kind::Encounter:
        return Lane::Visits;
    case Kind::Observation:
        return laneOf(*event.as<Observation>());
    case Kind::Condition:
        return Lane::Problems;
    case Kind::Allergy:
        return Lane::Allergies;
    case Kind::Medication:
        return Lane::Medications;
    case Kind::Procedure:
        return Lane::Procedures;
    case Kind::Immunisation:
        return Lane::Immunisations;
    case Kind::Note:
        return Lane::Notes;
    case Kind::Document:
        return event.category == Category::Imaging ? Lane::Imaging : Lane::Documents;
    case Kind::ImagingSeries:
    case Kind::ImagingFinding:
        return Lane::Imaging;
    case Kind::OtherResource:
        return laneOf(*event.as<OtherResource>());
    default:
        break;
    }
    return Lane::Other;
}

ItemBuilder::ItemBuilder(const Chart& chart, const Telling& telling)
    : m_chart(chart)
    , m_telling(telling)
{
    const base::Moment now(telling.nowMs, 0, base::Moment::Precision::Millisecond);
    for (const auto& active :
        {chart.activeConditions(), chart.activeAllergies(), chart.activeMedications()}) {
        for (const Entry* entry : active)
            m_active.insert(entry->root);
    }
    if (const Entry* visit = currentEncounter(chart, now))
        m_active.insert(visit->root);
    for (const Entry* entry : chart.current<Medication>()) {
        const auto* medication = entry->as<Medication>();
        if (medication->action != Medication::Action::Stopped || !medication->prescription)
            continue;
        if (const Entry* prescribed = chart.find(*medication->prescription))
            m_stopped.emplace(prescribed->root, entry->event().occurred);
    }
}

Item ItemBuilder::build(quint32 entryIndex) const
{
    const Entry& entry = m_chart.entries()[entryIndex];
    Item item;
    item.id = entry.event().id;
    item.entry = entryIndex;
    item.lane = laneOf(entry.event());
    item.marks = marksOf(entry);
    item.flag = flagOf(entry.event());
    item.canEnd = canEnd(entry.event());
    item.active = m_active.contains(entry.root);
    item.precision = entry.event().occurred.precision();
    const Label label = labelOf(entry.event(), m_telling.words);
    item.label = label.text();
    item.value = label.value;
    if (item.isDated())
        place(item, entry);
    return item;
}

void ItemBuilder::place(Item& item, const Entry& entry) const
{
    const Extent begin = extentOf(entry.event().occurred, m_telling.zone);
    item.startMs = begin.firstMs;
    item.endMs = begin.lastMs;
    item.sureStartMs = item.sureEndMs = begin.lastMs;
    const base::Moment endMoment = endOf(entry);
    if (!endMoment.isNull()) {
        const Extent end = extentOf(endMoment, m_telling.zone);
        // An end before the beginning is a slip of the pen; the card shows both as they were written.
        if (end.lastMs < begin.firstMs)
            return;
        item.endMs = std::max(end.lastMs, begin.lastMs);
        item.sureEndMs = end.firstMs;
    } else if (item.active) {
        item.endMs = openEndMs;
        item.sureEndMs = openEndMs;
    }
}

base::Moment ItemBuilder::endOf(const Entry& entry) const
{
    const Event& event = entry.event();
    if (const auto* visit = event.as<Encounter>())
        return visit->end;
    if (const auto* condition = event.as<Condition>())
        return condition->abatement;
    if (const auto* procedure = event.as<Procedure>())
        return procedure->end;
    if (const auto* medication = event.as<Medication>()) {
        const auto stopped = m_stopped.find(entry.root);
        const bool stoppedFirst = stopped != m_stopped.end()
            && (medication->end.isNull() || stopped->second.utcMs() < medication->end.utcMs());
        return stoppedFirst ? stopped->second : medication->end;
    }
    return {};
}

} // namespace twinward::timeline
