#include "record/chart.h"

#include "record/event_codec.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <unordered_map>

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
    explicit Groups(size_t count)
        : m_parent(count)
        , m_size(count, 1)
    {
        std::iota(m_parent.begin(), m_parent.end(), 0U);
    }
    size_t of(size_t i)
    {
        while (m_parent[i] != i)
            i = m_parent[i] = m_parent[m_parent[i]];
        return i;
    }
    size_t size(size_t i) { return m_size[of(i)]; }
    void join(size_t a, size_t b)
    {
        a = of(a);
        b = of(b);
        if (a == b)
            return;
        m_parent[a] = b;
        m_size[b] += m_size[a];
    }

private:
    std::vector<size_t> m_parent;
    std::vector<size_t> m_size; // of the group, at its representative
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

// What nobody ever amended: nearly everything.
Entry onlyVersion(RecordedEvent version, bool authorised)
{
    Entry entry;
    entry.root = version.event.id;
    entry.heads = {entry.root};
    entry.authorised = authorised;
    if (!authorised)
        entry.notAuthorised = {entry.root};
    if (version.event.kind() == Kind::Retraction)
        entry.state = EntryState::Retracted;
    entry.versions.push_back(std::move(version));
    return entry;
}

void sortByTime(std::vector<Entry>& entries)
{
    const auto before = [](const Entry& a, const Entry& b) {
        const base::Moment& whenA = a.event().occurred;
        const base::Moment& whenB = b.event().occurred;
        if (whenA.isNull() != whenB.isNull())
            return whenA.isNull();
        return std::pair(whenA.utcMs(), a.root) < std::pair(whenB.utcMs(), b.root);
    };
    if (!std::is_sorted(entries.begin(), entries.end(), before))
        std::sort(entries.begin(), entries.end(), before);
}

bool isIdentity(const Entry& entry)
{
    const Kind kind = entry.event().kind();
    return kind == Kind::PatientDetails || kind == Kind::MergedInto;
}

using Places = std::unordered_map<EventId, size_t>;

// Drops events that are there already, and says where each of the others stands.
Places keepEachOnce(std::vector<RecordedEvent>& events)
{
    Places places;
    places.reserve(events.size());
    size_t kept = 0;
    for (size_t i = 0; i < events.size(); ++i) {
        const auto [place, isNew] = places.try_emplace(events[i].event.id, kept);
        if (isNew) {
            if (kept != i)
                events[kept] = std::move(events[i]);
            ++kept;
        } else if (earlier(events[i], events[place->second])) {
            events[place->second] = std::move(events[i]);
        }
    }
    events.resize(kept);
    return places;
}

// Of every event: may its author sign it, and everything it replaces?
std::vector<bool> authority(
    const std::vector<RecordedEvent>& events, const Places& places, const Roster& roster)
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
    const Places places = keepEachOnce(events);
    const std::vector<bool> mayStand = authority(events, places, roster);

    Groups groups(events.size());
    for (size_t i = 0; i < events.size(); ++i) {
        for (const EventId& id : events[i].event.replaces) {
            const auto target = places.find(id);
            if (target != places.end())
                groups.join(i, target->second);
        }
    }
    std::map<size_t, std::vector<size_t>>
        amended; // by group; most things have one version and are not in here
    for (size_t i = 0; i < events.size(); ++i) {
        if (groups.size(i) > 1)
            amended[groups.of(i)].push_back(i);
    }

    Chart chart;
    chart.m_patient = patient;
    chart.m_entries.reserve(events.size());
    const auto keep = [&chart](Entry entry) {
        (isIdentity(entry) ? chart.m_identity : chart.m_entries).push_back(std::move(entry));
    };
    for (size_t i = 0; i < events.size(); ++i) {
        if (groups.size(i) == 1)
            keep(onlyVersion(std::move(events[i]), mayStand[i]));
    }
    for (const auto& [group, members] : amended) {
        std::vector<RecordedEvent> versions;
        std::vector<bool> standing;
        for (const size_t i : members) {
            versions.push_back(std::move(events[i]));
            standing.push_back(mayStand[i]);
        }
        keep(foldEntry(std::move(versions), standing));
    }
    sortByTime(chart.m_entries);
    sortByTime(chart.m_identity);
    chart.indexVersions();
    return chart;
}

void Chart::indexVersions()
{
    m_byVersion.reserve(m_entries.size() + m_identity.size());
    for (size_t i = 0; i < m_entries.size() + m_identity.size(); ++i) {
        const Entry& entry = i < m_entries.size() ? m_entries[i] : m_identity[i - m_entries.size()];
        for (const RecordedEvent& version : entry.versions)
            m_byVersion.emplace_back(version.event.id, i);
    }
    std::sort(m_byVersion.begin(), m_byVersion.end());
}

const Entry* Chart::find(EventId anyVersion) const
{
    const auto found
        = std::lower_bound(m_byVersion.begin(), m_byVersion.end(), std::pair(anyVersion, size_t{0}));
    if (found == m_byVersion.end() || found->first != anyVersion)
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

} // namespace twinward::record
