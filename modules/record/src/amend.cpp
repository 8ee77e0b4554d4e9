// Amending an entry: the next version of it, and what has to go with it.

#include "record/chart.h"

#include <algorithm>
#include <array>
#include <set>

namespace twinward::record {

namespace {

// Is there a role that reads the one and not the other?
bool hidesFromSome(Category before, Category after)
{
    constexpr std::array roles{Role::Physician, Role::Nurse, Role::Administrator, Role::Auditor};
    return std::any_of(roles.begin(), roles.end(),
        [&](Role role) { return mayRead(role, before) && !mayRead(role, after); });
}

bool contains(std::span<const EventId> ids, EventId id)
{
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

// The last words for somebody who reads this category alone.
std::vector<const RecordedEvent*> headsWithin(const Entry& entry, Category category)
{
    std::vector<const RecordedEvent*> heads;
    for (const RecordedEvent& version : entry.versions) {
        const bool replaced
            = std::any_of(entry.versions.begin(), entry.versions.end(), [&](const RecordedEvent& other) {
                  return other.event.category == category && contains(other.event.replaces, version.event.id);
              });
        if (version.event.category == category && !replaced
            && !contains(entry.notAuthorised, version.event.id))
            heads.push_back(&version);
    }
    return heads;
}

bool isTakenBack(const std::vector<const RecordedEvent*>& heads)
{
    return heads.size() == 1 && heads.front()->event.kind() == Kind::Retraction;
}

} // namespace

Event amend(const Entry& entry, Body body)
{
    const Event& before = entry.event();
    Event event;
    event.patient = before.patient;
    event.category = before.category;
    event.occurred = before.occurred;
    event.replaces.assign(entry.heads.begin(), entry.heads.end());
    event.body = std::move(body);
    for (const RecordedEvent& version : entry.versions) {
        if (version.event.category == Category::Sensitive && contains(entry.heads, version.event.id))
            event.category = Category::Sensitive;
    }
    return event;
}

std::vector<Event> withChangeOfCategory(const Entry& entry, Event amendment)
{
    std::set<Category> left;
    for (const RecordedEvent& version : entry.versions) {
        if (hidesFromSome(version.event.category, amendment.category))
            left.insert(version.event.category);
    }
    std::vector<Event> events;
    for (const Category category : left) {
        const auto heads = headsWithin(entry, category);
        if (heads.empty() || isTakenBack(heads))
            continue;
        Event retraction = amend(entry, Retraction{movedToSensitive()});
        retraction.category = category;
        retraction.replaces.clear();
        for (const RecordedEvent* head : heads)
            retraction.replaces.push_back(head->event.id);
        amendment.replaces.push_back(retraction.id);
        events.push_back(std::move(retraction));
    }
    events.push_back(std::move(amendment));
    return events;
}

QString movedToSensitive()
{
    return QStringLiteral("Kept as sensitive from now on");
}

bool isMovedToSensitive(const Entry& entry)
{
    const auto* retraction = entry.current().event.as<Retraction>();
    return entry.state == EntryState::Retracted && retraction != nullptr
        && retraction->reason == movedToSensitive();
}

} // namespace twinward::record
