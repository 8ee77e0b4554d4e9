#include "record/patient_index.h"

#include "record/chart.h"

#include <algorithm>
#include <cstring>

namespace twinward::record {

namespace {

bool isDemographic(const RecordedEvent& recorded)
{
    const Kind kind = recorded.event.kind();
    return !recorded.event.patient.isNull() && recorded.event.category == Category::Demographics
        && (kind == Kind::PatientDetails || kind == Kind::MergedInto || kind == Kind::Retraction);
}

size_t identifierKey(const QString& system, const QString& value)
{
    return qHashMulti(0, system, value);
}

// One field: a space before each word, so that " word" finds where a word begins.
void appendField(QByteArray& key, const QString& text)
{
    if (text.isEmpty())
        return;
    key += '\n';
    for (const QString& word : foldedForSearch(text).split(u' ', Qt::SkipEmptyParts)) {
        key += ' ';
        key += word.toUtf8();
    }
}

QByteArray searchKeyOf(const PatientDetails& details)
{
    QByteArray key;
    for (const HumanName& name : details.names) {
        appendField(key, name.display());
        appendField(key, name.family + u' ' + name.given.join(u' '));
    }
    key += "\n\n"; // names end here: what begins a name ranks first
    for (const Identifier& identifier : details.identifiers)
        appendField(key, identifier.value);
    appendField(key, details.birthDate.toString());
    appendField(key, details.phone);
    return key;
}

// The folded state of the demographics: details, merge and conflict.
PatientRow rowOf(PatientId id, const std::vector<RecordedEvent>& events, const Roster& roster)
{
    PatientRow row;
    row.id = id;
    const auto* registered = events.size() == 1 ? events.front().event.as<PatientDetails>() : nullptr;
    if (registered != nullptr && roster.authorises(events.front())) {
        row.details = *registered;
        row.name = row.details.displayName();
        return row;
    }
    const Chart chart = Chart::fold(id, events, roster);
    if (const Entry* demographics = chart.demographics()) {
        row.details = *demographics->as<PatientDetails>();
        row.conflict = demographics->state == EntryState::Conflict;
    }
    for (const RecordedEvent& recorded : events) {
        const Entry* entry = chart.find(recorded.event.id);
        const auto* merged = entry != nullptr ? entry->as<MergedInto>() : nullptr;
        if (merged != nullptr && entry->state != EntryState::Retracted && entry->authorised)
            row.mergedInto = merged->patient;
    }
    row.name = row.details.displayName();
    return row;
}

} // namespace

QString foldedForSearch(QStringView text)
{
    const bool ascii = std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
    const QString decomposed = ascii
        ? text.toString().toLower()
        : text.toString().normalized(QString::NormalizationForm_KD).toCaseFolded();
    QString folded;
    folded.reserve(decomposed.size());
    for (const QChar c : decomposed) {
        if (c.isMark())
            continue;
        folded += c.isLetterOrNumber() || c.isSurrogate() ? c : QChar(u' ');
    }
    return folded.simplified();
}

PatientIndex::SlotPtr PatientIndex::makeSlot(
    PatientId id, std::vector<RecordedEvent> events, const Roster& roster)
{
    auto slot = std::make_shared<Slot>();
    slot->row = rowOf(id, events, roster);
    slot->events = std::move(events);
    slot->sortKey = foldedForSearch(slot->row.name);
    slot->searchKey = searchKeyOf(slot->row.details);
    return slot;
}

void PatientIndex::add(std::span<const RecordedEvent> events, const Roster& roster)
{
    std::unordered_map<PatientId, std::vector<RecordedEvent>> news;
    for (const RecordedEvent& recorded : events) {
        if (isDemographic(recorded))
            news[recorded.event.patient].push_back(recorded);
    }
    if (news.empty())
        return;
    std::vector<SlotPtr> made;
    for (auto& [id, added] : news) {
        const auto existing = m_slots.find(id);
        if (existing != m_slots.end()) {
            added.insert(added.begin(), existing->second->events.begin(), existing->second->events.end());
            unlink(existing->second);
        }
        made.push_back(makeSlot(id, std::move(added), roster));
        link(made.back());
    }
    const auto byName = [](const SlotPtr& a, const SlotPtr& b) {
        return std::tie(a->sortKey, a->row.id) < std::tie(b->sortKey, b->row.id);
    };
    std::sort(made.begin(), made.end(), byName);
    std::vector<SlotPtr> merged;
    merged.reserve(m_byName.size() + made.size());
    std::merge(
        m_byName.begin(), m_byName.end(), made.begin(), made.end(), std::back_inserter(merged), byName);
    m_byName = std::move(merged);
    layOut();
}

void PatientIndex::link(const SlotPtr& slot)
{
    m_slots[slot->row.id] = slot;
    for (const Identifier& identifier : slot->row.details.identifiers)
        m_byIdentifier.emplace(identifierKey(identifier.system, identifier.value), slot->row.id);
    if (!slot->row.mergedInto.isNull())
        m_mergedInto.emplace(slot->row.mergedInto, slot->row.id);
}

void PatientIndex::unlink(const SlotPtr& slot)
{
    const PatientId id = slot->row.id;
    for (const Identifier& identifier : slot->row.details.identifiers) {
        const auto [first, last]
            = m_byIdentifier.equal_range(identifierKey(identifier.system, identifier.value));
        const auto mine = std::find_if(first, last, [&](const auto& pair) { return pair.second == id; });
        if (mine != last)
            m_byIdentifier.erase(mine);
    }
    const auto [first, last] = m_mergedInto.equal_range(slot->row.mergedInto);
    const auto mine = std::find_if(first, last, [&](const auto& pair) { return pair.second == id; });
    if (mine != last)
        m_mergedInto.erase(mine);
    std::erase(m_byName, slot);
}

const PatientRow* PatientIndex::find(PatientId id) const
{
    const auto found = m_slots.find(id);
    return found == m_slots.end() ? nullptr : &found->second->row;
}

PatientId PatientIndex::resolve(PatientId id) const
{
    // Two merges that did not know of each other can make a circle: then each is read as itself.
    PatientId at = id;
    for (size_t steps = 0; steps <= m_mergedInto.size(); ++steps) {
        const PatientRow* row = find(at);
        if (row == nullptr || row->mergedInto.isNull())
            return at;
        at = row->mergedInto;
    }
    return id;
}

std::vector<PatientId> PatientIndex::mergedWith(PatientId id) const
{
    std::vector<PatientId> all{id};
    for (size_t i = 0; i < all.size(); ++i) {
        const auto [first, last] = m_mergedInto.equal_range(all[i]);
        for (auto it = first; it != last; ++it) {
            if (std::find(all.begin(), all.end(), it->second) == all.end())
                all.push_back(it->second);
        }
    }
    return all;
}

void PatientIndex::layOut()
{
    m_listed.clear();
    m_searchText.clear();
    m_searchEnds.clear();
    m_listed.reserve(m_byName.size());
    m_searchEnds.reserve(m_byName.size());
    for (const SlotPtr& slot : m_byName) {
        if (!slot->row.mergedInto.isNull() && resolve(slot->row.id) != slot->row.id)
            continue;
        m_listed.push_back(&slot->row);
        m_searchText += slot->searchKey;
        m_searchEnds.push_back(m_searchText.size());
    }
}

std::vector<const PatientRow*> PatientIndex::search(QStringView text, size_t limit) const
{
    std::vector<QByteArray> words;
    for (const QString& word : foldedForSearch(text).split(u' ', Qt::SkipEmptyParts))
        words.push_back(word.toUtf8());
    if (words.empty())
        return {m_listed.begin(),
            m_listed.begin() + static_cast<std::ptrdiff_t>(std::min(limit, m_listed.size()))};

    // The longest word is the rarest: only rows that hold it are looked at more closely.
    const QByteArray& rarest = *std::max_element(words.begin(), words.end(),
        [](const QByteArray& a, const QByteArray& b) { return a.size() < b.size(); });
    const QByteArray nameBegins = "\n " + words.front();
    const char* begin = m_searchText.constData();
    const char* end = begin + m_searchText.size();
    std::vector<const PatientRow*> beginning;
    std::vector<const PatientRow*> elsewhere;
    for (const char* at = begin; at < end && beginning.size() < limit;) {
        const char* hit = static_cast<const char*>(memmem(
            at, static_cast<size_t>(end - at), rarest.constData(), static_cast<size_t>(rarest.size())));
        if (hit == nullptr)
            break;
        const auto place = std::upper_bound(m_searchEnds.begin(), m_searchEnds.end(), hit - begin);
        const auto row = static_cast<size_t>(place - m_searchEnds.begin());
        const qsizetype from = row == 0 ? 0 : m_searchEnds[row - 1];
        const QByteArrayView key(begin + from, *place - from);
        at = begin + *place;
        if (!std::all_of(
                words.begin(), words.end(), [&](const QByteArray& word) { return key.contains(word); }))
            continue;
        const qsizetype names = key.indexOf("\n\n");
        (key.first(names).contains(nameBegins) ? beginning : elsewhere).push_back(m_listed[row]);
    }
    beginning.insert(beginning.end(), elsewhere.begin(), elsewhere.end());
    if (beginning.size() > limit)
        beginning.resize(limit);
    return beginning;
}

const PatientRow* PatientIndex::findByIdentifier(const QString& system, const QString& value) const
{
    const auto [first, last] = m_byIdentifier.equal_range(identifierKey(system, value));
    const PatientRow* bearer = nullptr;
    for (auto it = first; it != last; ++it) {
        const PatientRow* row = find(resolve(it->second));
        const PatientRow* holder = find(it->second);
        if (row == nullptr || holder == nullptr)
            continue;
        const auto& identifiers = holder->details.identifiers;
        const bool bears
            = std::any_of(identifiers.begin(), identifiers.end(), [&](const Identifier& identifier) {
                  return identifier.system == system && identifier.value == value;
              });
        if (!bears || row == bearer)
            continue;
        if (bearer != nullptr)
            return nullptr;
        bearer = row;
    }
    return bearer;
}

std::vector<const PatientRow*> PatientIndex::rows() const
{
    std::vector<const PatientRow*> all;
    all.reserve(m_byName.size());
    for (const SlotPtr& slot : m_byName)
        all.push_back(&slot->row);
    return all;
}

} // namespace twinward::record
