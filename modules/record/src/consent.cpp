#include "consent_p.h"
#include "record/event_codec.h"

#include <algorithm>
#include <array>
#include <set>

namespace twinward::record {

namespace {

constexpr std::array chartCategories{
    Category::Demographics, Category::Vitals, Category::Clinical, Category::Imaging, Category::Sensitive};

constexpr std::array categoryNames{
    "demographics", "vitals", "clinical", "imaging", "sensitive", "clinic", "access"};
constexpr std::array stateNames{"in force", "not yet", "expired", "withdrawn"};

bool holds(const std::vector<Category>& list, Category category)
{
    return std::find(list.begin(), list.end(), category) != list.end();
}

// Which events speak of one contract: connected by what they name.
class Threads
{
public:
    EventId of(EventId id) const
    {
        for (auto next = m_parent.find(id); next != m_parent.end(); next = m_parent.find(id))
            id = next->second;
        return id;
    }
    void join(EventId a, EventId b)
    {
        const EventId from = of(a);
        const EventId to = of(b);
        if (from != to)
            m_parent.insert_or_assign(from, to);
    }

private:
    std::map<EventId, EventId> m_parent;
};

std::vector<EventId> namedBy(const Event& event)
{
    std::vector<EventId> named = event.replaces;
    if (const auto* withdrawn = event.as<ConsentWithdrawn>())
        named.push_back(withdrawn->contract);
    return named;
}

bool concernsConsent(const Event& event)
{
    return !event.origin && event.category == Category::Clinic
        && (event.as<ConsentContract>() != nullptr || event.as<ConsentWithdrawn>() != nullptr
            || event.as<Retraction>() != nullptr);
}

bool isFirstVersion(const Event& event)
{
    return event.as<ConsentContract>() != nullptr && event.replaces.empty();
}

base::Moment earlierEnd(const base::Moment& a, const base::Moment& b)
{
    if (a.isNull() || b.isNull())
        return a.isNull() ? b : a;
    return a.utcMs() <= b.utcMs() ? a : b;
}

base::Moment laterBeginning(const base::Moment& a, const base::Moment& b)
{
    if (a.isNull() || b.isNull())
        return a.isNull() ? b : a;
    return a.utcMs() >= b.utcMs() ? a : b;
}

void narrow(Consent& consent, const ConsentContract& granted, const RecordedEvent& version)
{
    const auto& contract = *version.event.as<ConsentContract>();
    narrowBy(consent.terms, contract);
    if (version.event.id == consent.id)
        return;
    ConsentChange change{version.event.id, version.recorded, granted, {}};
    narrowBy(change.left, contract);
    consent.changes.push_back(std::move(change));
    if (!version.event.replaces.empty() && (!consent.narrowed || *consent.narrowed < version.recorded))
        consent.narrowed = version.recorded;
}

void withdraw(Consent& consent, const ConsentContract& granted, const RecordedEvent& version)
{
    const auto* withdrawn = version.event.as<ConsentWithdrawn>();
    ConsentChange change{version.event.id, version.recorded, granted, {}};
    change.left.categories.clear();
    change.left.breakGlass = false;
    if (withdrawn != nullptr && withdrawn->reasonIsTold)
        change.reason = withdrawn->reason;
    consent.changes.push_back(std::move(change));
    if (consent.withdrawn && *consent.withdrawn <= version.recorded)
        return;
    consent.withdrawn = version.recorded;
    consent.withdrawnBy = version.author;
    consent.reason = withdrawn != nullptr ? withdrawn->reason : version.event.as<Retraction>()->reason;
}

} // namespace

void narrowBy(ConsentContract& terms, const ConsentContract& other)
{
    const bool otherPerson
        = !terms.clinician.isEmpty() && !other.clinician.isEmpty() && terms.clinician != other.clinician;
    if (terms.patient != other.patient || terms.clinic != other.clinic || otherPerson)
        terms.categories.clear();
    std::erase_if(
        terms.categories, [&other](Category category) { return !holds(other.categories, category); });
    terms.from = laterBeginning(terms.from, other.from);
    terms.until = earlierEnd(terms.until, other.until);
    terms.breakGlass = terms.breakGlass && other.breakGlass;
    if (terms.clinician.isEmpty())
        terms.clinician = other.clinician;
}

ConsentState Consent::stateAt(qint64 utcMs) const
{
    if (withdrawn || terms.categories.empty())
        return ConsentState::Withdrawn;
    if (!terms.until.isNull() && utcMs >= terms.until.utcMs())
        return ConsentState::Expired;
    if (!terms.from.isNull() && utcMs < terms.from.utcMs())
        return ConsentState::NotYet;
    return ConsentState::InForce;
}

bool Consent::covers(Category category) const
{
    return holds(terms.categories, category);
}

std::map<EventId, Consent> consentsAmong(const std::vector<RecordedEvent>& clinicEvents, const Roster& roster)
{
    std::vector<const RecordedEvent*> versions;
    for (const RecordedEvent& recorded : clinicEvents) {
        if (concernsConsent(recorded.event) && roster.authorises(recorded))
            versions.push_back(&recorded);
    }
    // In one order, so that of two that say the same the same one is named.
    std::sort(versions.begin(), versions.end(), [](const auto* a, const auto* b) {
        return std::tie(a->recorded, a->commit, a->event.id) < std::tie(b->recorded, b->commit, b->event.id);
    });
    versions.erase(std::unique(versions.begin(), versions.end(),
                       [](const auto* a, const auto* b) {
                           return a->commit == b->commit && a->event.id == b->event.id;
                       }),
        versions.end());
    Threads threads;
    for (const RecordedEvent* version : versions) {
        for (const EventId& named : namedBy(version->event))
            threads.join(version->event.id, named);
    }
    std::map<EventId, std::vector<const RecordedEvent*>> byThread;
    for (const RecordedEvent* version : versions)
        byThread[threads.of(version->event.id)].push_back(version);
    std::map<EventId, Consent> consents;
    for (const RecordedEvent* version : versions) {
        if (!isFirstVersion(version->event) || consents.contains(version->event.id))
            continue;
        Consent consent{version->event.id, *version->event.as<ConsentContract>(), version->author,
            version->recorded, version->commit, {}, {}, {}, {}, {}};
        consent.terms.categories = sharedCategories(consent.terms.categories);
        const ConsentContract granted = consent.terms;
        for (const RecordedEvent* other : byThread.at(threads.of(version->event.id))) {
            if (other->event.as<ConsentContract>() != nullptr)
                narrow(consent, granted, *other);
            else
                withdraw(consent, granted, *other);
        }
        consents.emplace(consent.id, std::move(consent));
    }
    return consents;
}

QString categoryName(Category category)
{
    return QString::fromLatin1(categoryNames.at(static_cast<size_t>(category) - 1));
}

std::optional<Category> categoryFromName(QStringView name)
{
    for (size_t i = 0; i < categoryNames.size(); ++i) {
        if (name.compare(QLatin1String(categoryNames[i]), Qt::CaseInsensitive) == 0)
            return static_cast<Category>(i + 1);
    }
    return std::nullopt;
}

QString stateName(ConsentState state)
{
    return QString::fromLatin1(stateNames.at(static_cast<size_t>(state)));
}

std::vector<Category> sharedCategories(const std::vector<Category>& named)
{
    std::vector<Category> shared;
    std::copy_if(chartCategories.begin(), chartCategories.end(), std::back_inserter(shared),
        [&named](Category category) { return holds(named, category); });
    return shared;
}

std::vector<Category> heldBack(const ConsentContract& terms)
{
    std::vector<Category> rest;
    std::copy_if(chartCategories.begin(), chartCategories.end(), std::back_inserter(rest),
        [&terms](Category category) { return !holds(terms.categories, category); });
    return rest;
}

QString faultOf(const ConsentContract& contract)
{
    if (contract.patient.isNull())
        return QStringLiteral("The consent names no patient");
    if (contract.clinic.isNull())
        return QStringLiteral("The consent names no clinic");
    if (sharedCategories(contract.categories).empty()
        || sharedCategories(contract.categories).size() != contract.categories.size())
        return QStringLiteral(
            "The consent names no part of the chart, or one twice, or one that is not of it");
    if (contract.purpose.isEmpty())
        return QStringLiteral("The consent names no purpose");
    if (!contract.until.isNull() && !contract.from.isNull()
        && contract.until.utcMs() <= contract.from.utcMs())
        return QStringLiteral("The consent ends before it begins");
    return {};
}

base::Hash256 fingerprintOf(EventId id, const ConsentContract& contract)
{
    Event event;
    event.id = id;
    event.category = Category::Clinic;
    event.body = contract;
    return base::Hash256::of(QByteArrayLiteral("twinward consent 1") + encodeEvent(event));
}

} // namespace twinward::record
