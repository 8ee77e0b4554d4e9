#include "record/roster.h"

#include <algorithm>

namespace twinward::record {

namespace {

bool concernsRoster(const Body& body)
{
    return std::holds_alternative<ClinicFounded>(body) || std::holds_alternative<UserEnrolled>(body)
        || std::holds_alternative<UserRemoved>(body) || std::holds_alternative<DeviceEnrolled>(body)
        || std::holds_alternative<DeviceRemoved>(body);
}

// What is done with letters, and what can only take away: for everybody who works with patients or their
// papers.
bool concernsLetters(const Body& body)
{
    return std::holds_alternative<ConsentWithdrawn>(body) || std::holds_alternative<DisclosureMade>(body)
        || std::holds_alternative<DisclosureArrived>(body) || std::holds_alternative<DisclosureTaken>(body)
        || std::holds_alternative<ConsentTold>(body);
}

bool releasesAll(const ConsentContract& contract)
{
    const auto& named = contract.categories;
    return contract.breakGlass || std::find(named.begin(), named.end(), Category::Sensitive) != named.end();
}

bool nurseMaySign(const Body& body)
{
    if (const auto* contract = std::get_if<ConsentContract>(&body))
        return !releasesAll(*contract);
    if (const auto* known = std::get_if<ClinicKnown>(&body))
        return known->how == ClinicKnown::How::ByItself;
    if (const auto* medication = std::get_if<Medication>(&body))
        return medication->action == Medication::Action::Given
            || medication->action == Medication::Action::Stated;
    return !std::holds_alternative<Condition>(body) && !std::holds_alternative<MergedInto>(body)
        && !std::holds_alternative<ImagingFinding>(body);
}

// Entries of a chart, and the word that somebody broke the glass: never who works here, who is whom, or what
// was agreed.
bool mayComeFromElsewhere(const Event& event)
{
    switch (event.kind()) {
    case Kind::PatientDetails:
    case Kind::Encounter:
    case Kind::Observation:
    case Kind::Condition:
    case Kind::Allergy:
    case Kind::Medication:
    case Kind::Procedure:
    case Kind::Immunisation:
    case Kind::Note:
    case Kind::Document:
    case Kind::OtherResource:
    case Kind::Retraction:
    case Kind::ImagingSeries:
    case Kind::ImagingFinding:
        return event.category != Category::Clinic && event.category != Category::Access;
    case Kind::EmergencyAccess:
        return event.category == Category::Clinic;
    default:
        return false;
    }
}

} // namespace

bool roleMaySign(Role role, const Body& body)
{
    // What is allowed to everybody: to say that one has read; to take back (Chart checks what is taken back).
    if (std::holds_alternative<AccessLogged>(body))
        return true;
    if (concernsRoster(body))
        return role == Role::Administrator;
    switch (role) {
    case Role::Physician:
        return true;
    case Role::Nurse:
        return nurseMaySign(body);
    case Role::Administrator:
        return std::holds_alternative<PatientDetails>(body) || std::holds_alternative<MergedInto>(body)
            || std::holds_alternative<OtherResource>(body) || std::holds_alternative<Retraction>(body)
            || concernsLetters(body) || std::holds_alternative<ConsentContract>(body)
            || std::holds_alternative<ClinicKnown>(body);
    case Role::Auditor:
        return false;
    }
    return false;
}

std::vector<Category> categoriesReadableBy(Role role)
{
    switch (role) {
    case Role::Physician:
        return {Category::Demographics, Category::Vitals, Category::Clinical, Category::Imaging,
            Category::Sensitive, Category::Clinic};
    case Role::Nurse:
        return {Category::Demographics, Category::Vitals, Category::Clinical, Category::Imaging,
            Category::Clinic};
    case Role::Administrator:
    case Role::Auditor:
        return {Category::Demographics, Category::Clinic, Category::Access};
    }
    return {};
}

bool mayRead(Role role, Category category)
{
    const std::vector<Category> readable = categoriesReadableBy(role);
    return std::find(readable.begin(), readable.end(), category) != readable.end();
}

Roster Roster::fold(const std::vector<RecordedEvent>& clinicEvents)
{
    std::vector<const RecordedEvent*> inOrder;
    for (const RecordedEvent& recorded : clinicEvents) {
        if (concernsRoster(recorded.event.body) && !recorded.event.origin)
            inOrder.push_back(&recorded);
    }
    // Stable: what one commit says, it says in order.
    std::stable_sort(inOrder.begin(), inOrder.end(), [](const RecordedEvent* a, const RecordedEvent* b) {
        return std::tie(a->recorded, a->commit) < std::tie(b->recorded, b->commit);
    });
    Roster roster;
    for (const RecordedEvent* recorded : inOrder)
        roster.apply(*recorded);
    return roster;
}

void Roster::apply(const RecordedEvent& recorded)
{
    const Event& event = recorded.event;
    if (const auto* enrolled = event.as<UserEnrolled>())
        return applyEnrolment(recorded, *enrolled);
    if (const auto* removed = event.as<UserRemoved>())
        return applyRemoval(recorded, *removed);
    if (const auto* removed = event.as<DeviceRemoved>())
        return applyRemoval(recorded, *removed);
    if (const auto* founded = event.as<ClinicFounded>()) {
        if (!m_founder.isNull() && !authorises(recorded))
            return;
        if (m_founder.isNull())
            m_founder = recorded.author;
        m_clinicName = founded->name;
    } else if (const auto* device = event.as<DeviceEnrolled>(); device != nullptr && authorises(recorded)) {
        m_devices.try_emplace(device->device, *device);
    }
}

void Roster::applyEnrolment(const RecordedEvent& recorded, const UserEnrolled& enrolled)
{
    // The founder enrols themselves before anybody could have authorised it.
    const bool isFirst = recorded.author == m_founder && m_members.empty();
    const Member* author = find(recorded.author);
    const bool wasAdministrator = author != nullptr && isAdministrator(*author);
    if (!isFirst && !wasAdministrator)
        return;
    Member member{enrolled.user, enrolled.name, enrolled.role, enrolled.signingKey, enrolled.boxKey,
        recorded.recorded, std::nullopt};
    // By somebody who had been removed: their signatures can be checked, and none of them counts.
    if (!isFirst && !authorises(recorded))
        member.removed = recorded.recorded;
    // A second enrolment of the same id could change somebody's keys or role unseen: the first stands.
    m_members.try_emplace(enrolled.user, std::move(member));
}

bool Roster::isAdministrator(const Member& member) const
{
    return member.role == Role::Administrator || isFounder(member.user);
}

bool Roster::mayRemove(
    const RecordedEvent& recorded, const std::function<bool(const Removal&)>& isTheirs) const
{
    const Member* author = find(recorded.author);
    if (author == nullptr || !isAdministrator(*author))
        return false;
    const auto removals = m_removals.find(recorded.author);
    if (removals == m_removals.end())
        return !author->removed || recorded.recorded <= *author->removed;
    return std::all_of(removals->second.begin(), removals->second.end(),
        [&](const Removal& removal) { return removal.at >= recorded.recorded || isTheirs(removal); });
}

void Roster::applyRemoval(const RecordedEvent& recorded, const UserRemoved& removed)
{
    const auto member = m_members.find(removed.user);
    if (member == m_members.end()
        || !mayRemove(recorded, [&](const Removal& removal) { return removal.by == removed.user; }))
        return;
    m_removals[removed.user].push_back({recorded.author, recorded.device, recorded.recorded});
    if (!member->second.removed)
        member->second.removed = recorded.recorded;
}

void Roster::applyRemoval(const RecordedEvent& recorded, const DeviceRemoved& removed)
{
    if (!mayRemove(recorded, [&](const Removal& removal) { return removal.on == removed.device; }))
        return;
    const auto [removal, isFirst] = m_deviceRemovals.try_emplace(
        removed.device, DeviceRemoval{recorded.recorded, recorded.author, removed.ends, removed.reason});
    if (!isFirst)
        removal->second.ends.insert(removal->second.ends.end(), removed.ends.begin(), removed.ends.end());
}

const Member* Roster::find(UserId user) const
{
    const auto found = m_members.find(user);
    return found == m_members.end() ? nullptr : &found->second;
}

const Member* Roster::findByName(const QString& name) const
{
    const Member* ignoringCase = nullptr;
    for (const auto& [id, member] : m_members) {
        if (member.removed)
            continue;
        if (member.name == name)
            return &member;
        if (member.name.compare(name, Qt::CaseInsensitive) == 0)
            ignoringCase = &member;
    }
    return ignoringCase;
}

std::vector<Member> Roster::members() const
{
    std::vector<Member> all;
    all.reserve(m_members.size());
    for (const auto& [id, member] : m_members)
        all.push_back(member);
    return all;
}

QString Roster::nameOf(UserId user) const
{
    const Member* member = find(user);
    return member != nullptr ? member->name : QStringLiteral("unknown");
}

bool Roster::mayRead(UserId user, Category category) const
{
    const Member* member = find(user);
    return member != nullptr && !member->removed
        && (record::mayRead(member->role, category)
            || (isFounder(user) && record::mayRead(Role::Administrator, category)));
}

bool Roster::mayAuthor(UserId author, const Body& body, base::HybridTime at) const
{
    const Member* member = find(author);
    if (member == nullptr || (member->removed && at > *member->removed))
        return false;
    return roleMaySign(member->role, body) || (author == m_founder && roleMaySign(Role::Administrator, body));
}

bool Roster::authorises(const RecordedEvent& recorded) const
{
    return mayAuthor(recorded.author, recorded.event, recorded.recorded);
}

bool Roster::mayAuthor(UserId author, const Event& event, base::HybridTime at) const
{
    if (!event.origin)
        return mayAuthor(author, event.body, at);
    return event.origin->inLetter != Origin::Letter::Missing && mayComeFromElsewhere(event)
        && roleMaySign(event.origin->role, event.body) && mayAuthor(author, DisclosureTaken(), at);
}

} // namespace twinward::record
