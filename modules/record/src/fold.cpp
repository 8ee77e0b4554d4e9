// How a chart is folded. The events stay where they were read, for there may be a hundred thousand and each
// is large; what was amended, which is little, is put together.

#include "record/chart.h"
#include "record/event_codec.h"

#include <algorithm>
#include <deque>
#include <map>
#include <numeric>

namespace twinward::record {

namespace {

bool earlier(const RecordedEvent& a, const RecordedEvent& b)
{
    return std::tie(a.recorded, a.commit, a.event.id) < std::tie(b.recorded, b.commit, b.event.id);
}

// Of two with one name: what is only claimed to come from another clinic hides nothing.
bool countsBefore(const RecordedEvent& a, const RecordedEvent& b)
{
    const auto isClaim = [](const Event& event) {
        return event.origin && event.origin->inLetter == Origin::Letter::Missing;
    };
    const bool claimsA = isClaim(a.event);
    const bool claimsB = isClaim(b.event);
    return claimsA != claimsB ? claimsB : earlier(a, b);
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
        copy.origin.reset();
        return encodeEvent(copy);
    };
    return bare(a) == bare(b);
}

// Of the versions of one thing, those that nothing replaces, newest first. `counts` says which are followed.
std::vector<EventId> headsOf(const std::vector<RecordedEvent>& versions, const std::vector<bool>& counts)
{
    std::vector<EventId> replaced;
    for (size_t i = 0; i < versions.size(); ++i) {
        const auto& replaces = versions[i].event.replaces;
        if (counts[i])
            replaced.insert(replaced.end(), replaces.begin(), replaces.end());
    }
    std::vector<const RecordedEvent*> heads;
    heads.reserve(versions.size());
    for (size_t i = 0; i < versions.size(); ++i) {
        if (counts[i] && std::find(replaced.begin(), replaced.end(), versions[i].event.id) == replaced.end())
            heads.push_back(&versions[i]);
    }
    // A circle, which no honest program makes: nothing is the last word, so everything is.
    if (heads.empty()) {
        for (const RecordedEvent& version : versions)
            heads.push_back(&version);
    }
    std::sort(heads.begin(), heads.end(), [](const auto* a, const auto* b) { return earlier(*b, *a); });
    std::vector<EventId> ids;
    ids.reserve(heads.size());
    for (const RecordedEvent* head : heads)
        ids.push_back(head->event.id);
    return ids;
}

EntryState stateOf(std::span<const RecordedEvent> heads)
{
    const bool retracted = std::all_of(heads.begin(), heads.end(),
        [](const RecordedEvent& head) { return head.event.kind() == Kind::Retraction; });
    if (retracted)
        return EntryState::Retracted;
    const bool agree = std::all_of(heads.begin() + 1, heads.end(),
        [&](const RecordedEvent& head) { return sameContent(head.event, heads.front().event); });
    return agree ? EntryState::Current : EntryState::Conflict;
}

bool isIdentity(const Entry& entry)
{
    const Kind kind = entry.event().kind();
    return kind == Kind::PatientDetails || kind == Kind::MergedInto;
}

// Entries, and of each that has but one version where that stands among the events.
struct Placed
{
    std::vector<Entry> entries;
    std::vector<quint32> places;
};

void sortByTime(Placed& placed)
{
    struct Key
    {
        bool isKnown = false;
        qint64 ms = 0;
        size_t at = 0;
    };
    std::vector<Entry>& entries = placed.entries;
    std::vector<Key> keys;
    keys.reserve(entries.size());
    for (const Entry& entry : entries) {
        const base::Moment& when = entry.event().occurred;
        keys.push_back({!when.isNull(), when.utcMs(), keys.size()});
    }
    const auto before = [&](const Key& a, const Key& b) {
        return std::tie(a.isKnown, a.ms, entries[a.at].root) < std::tie(b.isKnown, b.ms, entries[b.at].root);
    };
    if (std::is_sorted(keys.begin(), keys.end(), before))
        return;
    std::sort(keys.begin(), keys.end(), before);
    Placed sorted;
    sorted.entries.reserve(entries.size());
    sorted.places.reserve(entries.size());
    for (const Key& key : keys) {
        sorted.entries.push_back(std::move(entries[key.at]));
        sorted.places.push_back(placed.places[key.at]);
    }
    placed = std::move(sorted);
}

} // namespace

class Folding
{
public:
    Folding(EventPieces pieces, const Roster& roster)
        : m_kept(std::make_shared<Kept>())
    {
        m_kept->pieces = std::move(pieces);
        listEvents();
        authorise(roster);
    }

    [[nodiscard]] Chart chartOf(PatientId patient)
    {
        Placed entries;
        Placed identity;
        entries.entries.reserve(m_events.size());
        entries.places.reserve(m_events.size());
        const auto keep = [&](Entry&& entry, size_t place) {
            Placed& into = isIdentity(entry) ? identity : entries;
            into.entries.push_back(std::move(entry));
            into.places.push_back(static_cast<quint32>(place));
        };
        Groups groups = grouped();
        std::map<size_t, std::vector<size_t>> amended; // by group
        for (size_t i = 0; i < m_events.size(); ++i) {
            if (groups.size(i) == 1)
                keep(onlyVersion(i), i);
            else
                amended[groups.of(i)].push_back(i);
        }
        for (const auto& [group, members] : amended)
            keep(amendedEntry(members), group);
        sortByTime(entries);
        sortByTime(identity);
        Chart chart;
        chart.m_patient = patient;
        index(entries, identity, chart);
        return chart;
    }

private:
    // What the entries look at.
    struct Kept
    {
        EventPieces pieces;
        std::deque<std::vector<RecordedEvent>> amended; // taken out of the pieces
        std::deque<std::vector<EventId>> ids;
    };

    // Each event once: of two with one id the earlier.
    void listEvents()
    {
        size_t most = 0;
        for (const auto& piece : m_kept->pieces)
            most += piece.size();
        m_events.reserve(most);
        m_versions = VersionIndex(most);
        for (auto& piece : m_kept->pieces) {
            for (RecordedEvent& recorded : piece) {
                const auto [place, isNew] = m_versions.add(recorded.event.id);
                if (isNew)
                    m_events.push_back(&recorded);
                else if (countsBefore(recorded, *m_events[place]))
                    m_events[place] = &recorded;
            }
        }
    }

    // Another clinic amends what came from it, and nothing else.
    [[nodiscard]] static bool mayReplace(
        const RecordedEvent& recorded, const Event& target, const Roster& roster)
    {
        if (const auto& origin = recorded.event.origin)
            return target.origin && target.origin->clinic == origin->clinic;
        return roster.mayAuthor(recorded.author, target.body, recorded.recorded);
    }

    // Of every event: may its author sign it, and everything it replaces?
    void authorise(const Roster& roster)
    {
        m_mayStand.resize(m_events.size());
        for (size_t i = 0; i < m_events.size(); ++i) {
            const RecordedEvent& recorded = *m_events[i];
            bool may = roster.authorises(recorded);
            for (const EventId& id : recorded.event.replaces) {
                const auto target = m_versions.find(id);
                may = may && (!target || mayReplace(recorded, m_events[*target]->event, roster));
            }
            m_mayStand[i] = may;
        }
    }

    [[nodiscard]] Groups grouped() const
    {
        Groups groups(m_events.size());
        for (size_t i = 0; i < m_events.size(); ++i) {
            for (const EventId& id : m_events[i]->event.replaces) {
                if (const auto target = m_versions.find(id))
                    groups.join(i, *target);
            }
        }
        return groups;
    }

    // What nobody ever amended: nearly everything.
    [[nodiscard]] Entry onlyVersion(size_t i) const
    {
        const RecordedEvent& version = *m_events[i];
        Entry entry;
        entry.root = version.event.id;
        entry.versions = Versions({&version, 1}, m_kept);
        entry.heads = {&version.event.id, 1};
        entry.authorised = m_mayStand[i];
        if (!entry.authorised)
            entry.notAuthorised = entry.heads;
        if (version.event.kind() == Kind::Retraction)
            entry.state = EntryState::Retracted;
        return entry;
    }

    [[nodiscard]] Entry amendedEntry(const std::vector<size_t>& members)
    {
        std::vector<RecordedEvent>& versions = m_kept->amended.emplace_back();
        std::vector<EventId> notAuthorised;
        std::vector<bool> counts;
        for (const size_t i : members) {
            versions.push_back(std::move(*m_events[i]));
            counts.push_back(m_mayStand[i]);
            if (!m_mayStand[i])
                notAuthorised.push_back(versions.back().event.id);
        }
        std::sort(notAuthorised.begin(), notAuthorised.end());
        Entry entry;
        entry.root = std::min_element(versions.begin(), versions.end(), earlier)->event.id;
        entry.authorised = notAuthorised.size() < versions.size();
        if (!entry.authorised)
            counts.assign(counts.size(), true);
        const auto heads = headsOf(versions, counts);
        const auto isHead = [&heads](const RecordedEvent& version) {
            return std::find(heads.begin(), heads.end(), version.event.id) != heads.end();
        };
        std::sort(versions.begin(), versions.end(), [&](const RecordedEvent& a, const RecordedEvent& b) {
            return isHead(a) != isHead(b) ? isHead(a) : earlier(b, a);
        });
        entry.state = stateOf(std::span(versions).first(heads.size()));
        entry.versions = Versions(versions, m_kept);
        entry.heads = m_kept->ids.emplace_back(heads);
        entry.notAuthorised = m_kept->ids.emplace_back(std::move(notAuthorised));
        return entry;
    }

    void index(Placed& placedEntries, Placed& placedIdentity, Chart& chart)
    {
        chart.m_entryOf.resize(m_versions.size());
        quint32 number = 0;
        for (const Placed* placed : {&placedEntries, &placedIdentity}) {
            for (size_t i = 0; i < placed->entries.size(); ++i, ++number) {
                const Entry& entry = placed->entries[i];
                chart.m_entryOf[placed->places[i]] = number;
                if (!entry.isAmended())
                    continue;
                for (const RecordedEvent& version : entry.versions)
                    chart.m_entryOf[*m_versions.find(version.event.id)] = number;
            }
        }
        chart.m_entries = std::move(placedEntries.entries);
        chart.m_identity = std::move(placedIdentity.entries);
        chart.m_versions = std::move(m_versions);
    }

    std::shared_ptr<Kept> m_kept;
    std::vector<RecordedEvent*> m_events; // in m_kept; by their places in m_versions
    VersionIndex m_versions;
    std::vector<bool> m_mayStand;
};

Chart Chart::fold(PatientId patient, EventPieces pieces, const Roster& roster)
{
    return Folding(std::move(pieces), roster).chartOf(patient);
}

Chart Chart::fold(PatientId patient, std::vector<RecordedEvent> events, const Roster& roster)
{
    EventPieces pieces;
    pieces.push_back(std::move(events));
    return fold(patient, std::move(pieces), roster);
}

} // namespace twinward::record
