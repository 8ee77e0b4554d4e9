#include "record/chart.h"

#include "record/event_codec.h"

#include <algorithm>
#include <numeric>

namespace twinward::record {

namespace {

bool earlier(const RecordedEvent& a, const RecordedEvent& b)
{
    return std::tie(a.recorded, a.commit, a.event.id) < std::tie(b.recorded, b.commit, b.event.id);
}

// Which events are versions of one thing: connected by `replaces`.
class Groups
{
public:
    explicit Groups(size_t size)
        : m_parent(size)
    {
        std::iota(m_parent.begin(), m_parent.end(), 0U);
    }
    size_t of(size_t i)
    {
        while (m_parent[i] != i)
            i = m_parent[i] = m_parent[m_parent[i]];
        return i;
    }
    void join(size_t a, size_t b) { m_parent[of(a)] = of(b); }

private:
    std::vector<size_t> m_parent;
};

// The same content said twice is no conflict.
bool sameContent(const Event& a, const Event& b)
{
    const auto bare = [](const Event& event) {
        Event copy = event;
        copy.id = {};
        copy.replaces.clear();
        return encodeEvent(copy);
    };
    return bare(a) == bare(b);
}

// Folds the versions of one thing. `mayStand` says, of each, whether its author may sign it and all it
// replaces.
Entry foldEntry(std::vector<RecordedEvent> versions, const std::vector<bool>& mayStand)
{
    Entry entry;
    const auto root = std::min_element(versions.begin(), versions.end(), earlier);
    entry.root = root->event.id;
    entry.authorised = std::find(mayStand.begin(), mayStand.end(), true) != mayStand.end();

    std::vector<EventId> replaced;
    for (size_t i = 0; i < versions.size(); ++i) {
        const Event& event = versions[i].event;
        if (!mayStand[i])
            entry.notAuthorised.push_back(event.id);
        if (mayStand[i] || !entry.authorised)
            replaced.insert(replaced.end(), event.replaces.begin(), event.replaces.end());
    }
    std::sort(entry.notAuthorised.begin(), entry.notAuthorised.end());
    std::vector<const RecordedEvent*> heads;
    for (size_t i = 0; i < versions.size(); ++i) {
        const bool counts = mayStand[i] || !entry.authorised;
        if (counts && std::find(replaced.begin(), replaced.end(), versions[i].event.id) == replaced.end())
            heads.push_back(&versions[i]);
    }
    if (heads
            .empty()) { // a circle, which no honest program makes: nothing is the last word, so everything is
        for (const RecordedEvent& version : versions)
            heads.push_back(&version);
    }
    std::sort(heads.begin(), heads.end(), [](const auto* a, const auto* b) { return earlier(*b, *a); });
    const bool agree = std::all_of(heads.begin() + 1, heads.end(),
        [&](const RecordedEvent* head) { return sameContent(head->event, heads.front()->event); });
    for (const RecordedEvent* head : heads)
        entry.heads.push_back(head->event.id);
    const bool retracted = std::all_of(heads.begin(), heads.end(),
        [](const RecordedEvent* head) { return head->event.kind() == Kind::Retraction; });
    entry.state = retracted ? EntryState::Retracted : agree ? EntryState::Current : EntryState::Conflict;

    const auto rank = [&](const RecordedEvent& version) {
        return std::find(entry.heads.begin(), entry.heads.end(), version.event.id) != entry.heads.end() ? 0
                                                                                                        : 1;
    };
    std::sort(versions.begin(), versions.end(), [&](const RecordedEvent& a, const RecordedEvent& b) {
        const int rankA = rank(a);
        const int rankB = rank(b);
        return rankA != rankB ? rankA < rankB : earlier(b, a);
    });
    entry.versions = std::move(versions);
    return entry;
}

bool isIdentity(const Entry& entry)
{
    const Kind kind = entry.event().kind();
    return kind == Kind::PatientDetails || kind == Kind::MergedInto;
}

std::vector<RecordedEvent> eachOnce(std::vector<RecordedEvent> events)
{
    std::unordered_map<EventId, size_t> seen;
    seen.reserve(events.size());
    size_t kept = 0;
    for (size_t i = 0; i < events.size(); ++i) {
        const auto [place, isNew] = seen.try_emplace(events[i].event.id, kept);
        if (isNew) {
            if (kept != i)
                events[kept] = std::move(events[i]);
            ++kept;
        } else if (earlier(events[i], events[place->second])) {
            events[place->second] = std::move(events[i]);
        }
    }
    events.resize(kept);
    return events;
}

// Of every event: may its author sign it, and everything it replaces?
std::vector<bool> authority(const std::vector<RecordedEvent>& events,
    const std::unordered_map<EventId, size_t>& places, const Roster& roster)
{
    std::vector<bool> mayStand(events.size());
    for (size_t i = 0; i < events.size(); ++i) {
        const RecordedEvent& recorded = events[i];
        bool may = roster.authorises(recorded);
        for (const EventId& id : recorded.event.replaces) {
            const auto target = places.find(id);
            if (target != places.end())
                may = may
                    && roster.mayAuthor(
                        recorded.author, events[target->second].event.body, recorded.recorded);
        }
        mayStand[i] = may;
    }
    return mayStand;
}

} // namespace

const RecordedEvent& Entry::content() const
{
    for (const RecordedEvent& version : versions) {
        const bool stands = !authorised
            || std::find(notAuthorised.begin(), notAuthorised.end(), version.event.id) == notAuthorised.end();
        if (stands && version.event.kind() != Kind::Retraction)
            return version;
    }
    return versions.front();
}

Chart Chart::fold(PatientId patient, std::vector<RecordedEvent> events, const Roster& roster)
{
    events = eachOnce(std::move(events));
    std::unordered_map<EventId, size_t> places;
    places.reserve(events.size());
    for (size_t i = 0; i < events.size(); ++i)
        places.emplace(events[i].event.id, i);
    const std::vector<bool> mayStand = authority(events, places, roster);

    Groups groups(events.size());
    for (size_t i = 0; i < events.size(); ++i) {
        for (const EventId& id : events[i].event.replaces) {
            const auto target = places.find(id);
            if (target != places.end())
                groups.join(i, target->second);
        }
    }
    std::vector<size_t> order(events.size());
    std::iota(order.begin(), order.end(), 0U);
    std::vector<size_t> groupOf(events.size());
    for (size_t i = 0; i < events.size(); ++i)
        groupOf[i] = groups.of(i);
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return groupOf[a] < groupOf[b]; });

    Chart chart;
    chart.m_patient = patient;
    chart.m_entries.reserve(events.size());
    for (size_t begin = 0; begin < order.size();) {
        size_t end = begin;
        std::vector<RecordedEvent> versions;
        std::vector<bool> standing;
        while (end < order.size() && groupOf[order[end]] == groupOf[order[begin]]) {
            versions.push_back(std::move(events[order[end]]));
            standing.push_back(mayStand[order[end]]);
            ++end;
        }
        Entry entry = foldEntry(std::move(versions), standing);
        (isIdentity(entry) ? chart.m_identity : chart.m_entries).push_back(std::move(entry));
        begin = end;
    }
    const auto byTime = [](const Entry& a, const Entry& b) {
        const base::Moment& whenA = a.event().occurred;
        const base::Moment& whenB = b.event().occurred;
        const bool known[] = {!whenA.isNull(), !whenB.isNull()};
        const qint64 ms[] = {whenA.utcMs(), whenB.utcMs()};
        return std::tie(known[0], ms[0], a.root) < std::tie(known[1], ms[1], b.root);
    };
    std::sort(chart.m_entries.begin(), chart.m_entries.end(), byTime);
    std::sort(chart.m_identity.begin(), chart.m_identity.end(), byTime);

    chart.m_byVersion.reserve(events.size());
    for (size_t i = 0; i < chart.m_entries.size() + chart.m_identity.size(); ++i) {
        const Entry& entry
            = i < chart.m_entries.size() ? chart.m_entries[i] : chart.m_identity[i - chart.m_entries.size()];
        for (const RecordedEvent& version : entry.versions)
            chart.m_byVersion.emplace(version.event.id, i);
    }
    return chart;
}

const Entry* Chart::find(EventId anyVersion) const
{
    const auto found = m_byVersion.find(anyVersion);
    if (found == m_byVersion.end())
        return nullptr;
    const size_t place = found->second;
    return place < m_entries.size() ? &m_entries[place] : &m_identity[place - m_entries.size()];
}

const Entry* Chart::demographics() const
{
    // A chart merged of several patients holds several registrations: the one of the patient it is opened as
    // counts.
    const Entry* best = nullptr;
    for (const Entry& entry : m_identity) {
        if (entry.as<PatientDetails>() == nullptr || entry.state == EntryState::Retracted
            || !entry.authorised)
            continue;
        if (entry.event().patient == m_patient)
            return &entry;
        if (best == nullptr)
            best = &entry;
    }
    return best;
}

PatientDetails Chart::details() const
{
    const Entry* entry = demographics();
    return entry != nullptr ? *entry->as<PatientDetails>() : PatientDetails();
}

std::vector<const Entry*> Chart::conflicts() const
{
    std::vector<const Entry*> found;
    for (const auto* entries : {&m_identity, &m_entries}) {
        for (const Entry& entry : *entries) {
            if (entry.state == EntryState::Conflict)
                found.push_back(&entry);
        }
    }
    return found;
}

std::vector<const Entry*> Chart::notAuthorised() const
{
    std::vector<const Entry*> found;
    for (const auto* entries : {&m_identity, &m_entries}) {
        for (const Entry& entry : *entries) {
            if (!entry.notAuthorised.empty())
                found.push_back(&entry);
        }
    }
    return found;
}

std::vector<const Entry*> Chart::activeAllergies() const
{
    std::vector<const Entry*> active = current<Allergy>();
    std::erase_if(active, [](const Entry* entry) {
        const QString& status = entry->as<Allergy>()->clinicalStatus;
        return status == u"inactive" || status == u"resolved";
    });
    return active;
}

std::vector<const Entry*> Chart::activeConditions() const
{
    std::vector<const Entry*> active = current<Condition>();
    std::erase_if(active, [](const Entry* entry) {
        const auto* condition = entry->as<Condition>();
        const QString& status = condition->clinicalStatus;
        return status == u"resolved" || status == u"inactive" || status == u"remission"
            || condition->verificationStatus == u"refuted"
            || condition->verificationStatus == u"entered-in-error"
            || (status.isEmpty() && !condition->abatement.isNull());
    });
    return active;
}

std::vector<const Entry*> Chart::activeMedications() const
{
    std::vector<const Entry*> all = current<Medication>();
    std::vector<EventId> stopped;
    for (const Entry* entry : all) {
        const auto* medication = entry->as<Medication>();
        if (medication->action == Medication::Action::Stopped && medication->prescription) {
            const Entry* prescribed = find(*medication->prescription);
            if (prescribed != nullptr)
                stopped.push_back(prescribed->root);
        }
    }
    std::erase_if(all, [&](const Entry* entry) {
        const auto* medication = entry->as<Medication>();
        const bool ongoing = medication->action == Medication::Action::Prescribed
            || medication->action == Medication::Action::Stated;
        const bool ended = medication->status == u"stopped" || medication->status == u"completed"
            || medication->status == u"cancelled" || medication->status == u"entered-in-error"
            || medication->status == u"not-taken" || medication->status == u"draft";
        return !ongoing || ended || std::find(stopped.begin(), stopped.end(), entry->root) != stopped.end();
    });
    return all;
}

Event amend(const Entry& entry, Body body)
{
    const Event& before = entry.event();
    Event event;
    event.patient = before.patient;
    event.category = before.category;
    event.occurred = before.occurred;
    event.replaces = entry.heads;
    event.body = std::move(body);
    return event;
}

} // namespace twinward::record
