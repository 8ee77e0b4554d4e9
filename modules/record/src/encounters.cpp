#include "record/encounters.h"

namespace twinward::record {

namespace {

constexpr qint64 dayMs = 24LL * 60 * 60 * 1000;

bool isGoingOn(const Entry& entry, const Encounter& encounter, base::Moment now)
{
    if (!encounter.end.isNull() && encounter.end.utcMs() <= now.utcMs())
        return false;
    static const QStringList goingOn{QStringLiteral("arrived"), QStringLiteral("triaged"),
        QStringLiteral("in-progress"), QStringLiteral("onleave")};
    if (!goingOn.contains(encounter.status))
        return false;
    const base::Moment start = entry.event().occurred;
    if (start.isNull() || start.utcMs() > now.utcMs())
        return false;
    return encounter.encounterClass == QLatin1String("IMP") || now.utcMs() - start.utcMs() < dayMs;
}

} // namespace

const Entry* currentEncounter(const Chart& chart, base::Moment now)
{
    const Entry* latest = nullptr;
    for (const Entry* entry : chart.current<Encounter>()) {
        if (isGoingOn(*entry, *entry->as<Encounter>(), now))
            latest = entry; // current() gives the oldest first
    }
    return latest;
}

EncounterForCharting encounterForCharting(const Chart& chart, base::Moment now)
{
    if (const Entry* entry = currentEncounter(chart, now))
        return {entry->root, std::nullopt};
    Encounter encounter;
    encounter.encounterClass = QStringLiteral("AMB");
    encounter.status = QStringLiteral("in-progress");
    Event opening;
    opening.patient = chart.patient();
    opening.category = defaultCategory(encounter);
    opening.occurred = now;
    opening.body = encounter;
    return {opening.id, opening};
}

Encounter closed(Encounter encounter, base::Moment end)
{
    encounter.status = QStringLiteral("finished");
    encounter.end = end;
    return encounter;
}

} // namespace twinward::record
