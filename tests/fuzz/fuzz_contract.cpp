// Histories of consent made of whatever bytes there are: any order gives the same, and nothing that comes
// later widens what was agreed.

#include "record/consent.h"
#include "record/event_codec.h"

#include <algorithm>
#include <cstdlib>

using namespace twinward;
using namespace twinward::record;

namespace {

void require(bool holds) // NOLINT
{
    if (!holds)
        std::abort();
}

UserId userOf(int number)
{
    return UserId::derived("fuzz", QByteArray::number(number % 4));
}

RecordedEvent signedBy(Body body, int user, quint64 at)
{
    RecordedEvent recorded;
    recorded.event.id = EventId::derived("fuzz event", QByteArray::number(at));
    recorded.event.category = Category::Clinic;
    recorded.event.body = std::move(body);
    recorded.author = userOf(user);
    recorded.commit = CommitId::of(QByteArray::number(at));
    recorded.recorded = base::HybridTime(1'700'000'000'000 + at, 0);
    return recorded;
}

Roster roster()
{
    std::vector<RecordedEvent> events{signedBy(ClinicFounded{QStringLiteral("Hill")}, 0, 1)};
    for (int i = 0; i < 4; ++i)
        events.push_back(
            signedBy(UserEnrolled{userOf(i), QString::number(i), static_cast<Role>(1 + i), {}, {}}, 0,
                2 + quint64(i)));
    return Roster::fold(events);
}

// One event of each four bytes.
std::vector<RecordedEvent> history(const uint8_t* data, size_t size)
{
    std::vector<RecordedEvent> events;
    for (size_t i = 0; i + 4 <= size && events.size() < 64; i += 4) {
        ConsentContract contract;
        contract.patient = PatientId::derived("fuzz", QByteArray::number(data[i] >> 6));
        contract.clinic = ClinicId::of(QByteArray::number(data[i + 1] >> 7));
        for (int category = 1; category <= 7; ++category) {
            if ((data[i + 1] >> (category - 1) & 1) != 0)
                contract.categories.push_back(static_cast<Category>(category));
        }
        contract.purpose = QStringLiteral("TREAT");
        contract.breakGlass = (data[i] & 16) != 0;
        if (data[i + 2] != 0)
            contract.until
                = {1'700'000'000'000 + data[i + 2] * 1000LL, 0, base::Moment::Precision::Millisecond};
        Body body = contract;
        const auto about = events.empty() ? EventId() : events[data[i + 3] % events.size()].event.id;
        if ((data[i] & 12) == 8)
            body = ConsentWithdrawn{about, QStringLiteral("why"), (data[i + 2] & 1) != 0};
        else if ((data[i] & 12) == 12)
            body = Retraction{};
        events.push_back(signedBy(std::move(body), data[i] & 3, 100 + i));
        if ((data[i] & 12) != 0 && (data[i] & 12) != 8)
            events.back().event.replaces = {about};
    }
    return events;
}

// The same as the other clinic is told it.
std::vector<RecordedEvent> toldOf(const Consent& consent)
{
    DisclosureTaken taken;
    taken.contractId = consent.id;
    taken.contract = consent.terms;
    for (const ConsentChange& change : consent.changes)
        require(change.reason.isEmpty() || change.left.categories.empty());
    std::vector<RecordedEvent> events{signedBy(std::move(taken), 0, 50)};
    quint64 at = 60;
    for (const ConsentChange& change : consent.changes) {
        ConsentTold told;
        told.contract = consent.id;
        told.change = change.id;
        told.categories = change.left.categories;
        told.clinician = change.left.clinician;
        told.from = change.left.from;
        told.until = change.left.until;
        told.breakGlass = change.left.breakGlass;
        told.since = {change.at.wallMs(), 0, base::Moment::Precision::Millisecond};
        told.reason = change.reason;
        events.push_back(signedBy(std::move(told), 0, ++at));
    }
    return events;
}

bool isWithin(const ConsentContract& narrow, const ConsentContract& wide)
{
    return std::all_of(narrow.categories.begin(), narrow.categories.end(),
               [&wide](Category each) {
                   return std::find(wide.categories.begin(), wide.categories.end(), each)
                       != wide.categories.end();
               })
        && (wide.breakGlass || !narrow.breakGlass)
        && (wide.until.isNull() || (!narrow.until.isNull() && narrow.until.utcMs() <= wide.until.utcMs()));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    static const Roster people = roster();
    const QByteArray bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    if (const auto event = decodeEvent(bytes))
        require(decodeEvent(encodeEvent(*event)).has_value());

    std::vector<RecordedEvent> events = history(data, size);
    std::vector<RecordedEvent> some;
    std::map<EventId, Consent> before;
    for (const RecordedEvent& next : events) {
        some.push_back(next);
        auto after = consentsAmong(some, people);
        for (const auto& [id, consent] : before) {
            require(after.contains(id) && isWithin(after.at(id).terms, consent.terms));
            require(!consent.withdrawn || after.at(id).withdrawn);
        }
        before = std::move(after);
    }
    std::reverse(events.begin(), events.end());
    const auto reversed = consentsAmong(events, people);
    require(reversed.size() == before.size());
    for (const auto& [id, consent] : before)
        require(fingerprintOf(id, consent.terms) == fingerprintOf(id, reversed.at(id).terms));
    for (const auto& [id, consent] : before) {
        std::vector<RecordedEvent> told = toldOf(consent);
        const auto there = receivedAmong(told, people);
        require(there.size() == 1 && isWithin(there.front().terms, consent.terms));
        for (const qint64 at : {1'699'999'999'000LL, 1'700'000'100'000LL, 1'700'000'300'000LL})
            require(there.front().stateAt(at) == consent.stateAt(at));
        std::reverse(told.begin(), told.end());
        const auto back = receivedAmong(told, people);
        require(fingerprintOf(id, there.front().terms) == fingerprintOf(id, back.front().terms)
            && there.front().withdrawn == back.front().withdrawn);
    }
    return 0;
}
