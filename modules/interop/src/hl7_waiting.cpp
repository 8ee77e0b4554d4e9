#include "hl7_waiting_p.h"

#include "hl7_filing_p.h"
#include "record/duplicates.h"

#include <QDateTime>

namespace twinward::interop {

using namespace record;
using base::ErrorCode;
using base::fail;

namespace {

const QString waitingType = QStringLiteral("HL7v2");

int localOffset()
{
    return QDateTime::currentDateTime().offsetFromUtc() / 60;
}

base::Result<Chart> roomOf(const ledger::Vault& vault)
{
    const auto readable = categoriesReadableBy(vault.user().role);
    if (std::find(readable.begin(), readable.end(), Category::Clinical) == readable.end()) {
        return fail(ErrorCode::NotAuthorised,
            QStringLiteral("Your role may not read the messages that wait for a patient"), {},
            QStringLiteral("A physician or a nurse can match them."));
    }
    auto events = vault.read(waitingRoom());
    if (!events)
        return fail(events.error());
    return Chart::fold(waitingRoom(), std::move(*events), vault.roster());
}

// The bearers of one of its numbers, then whoever resembles its patient.
std::vector<PatientId> candidatesFor(const PatientDetails& details, const PatientIndex& index)
{
    std::vector<PatientId> found;
    const auto add = [&](PatientId patient) {
        const PatientId whole = index.resolve(patient);
        if (std::find(found.begin(), found.end(), whole) == found.end())
            found.push_back(whole);
    };
    for (const Identifier& identifier : details.identifiers) {
        for (const PatientRow* row : index.search(identifier.value, 20)) {
            const auto& own = row->details.identifiers;
            if (std::any_of(own.begin(), own.end(),
                    [&](const Identifier& one) { return one.value == identifier.value; }))
                add(row->id);
        }
    }
    for (const DuplicateCandidate& candidate : likelyDuplicates(details, index, 0.5, 8))
        add(candidate.patient);
    return found;
}

base::Result<WaitingMessage> opened(const ledger::Vault& vault, const Entry& entry, const PatientIndex& index)
{
    const Event& event = entry.content().event;
    auto bytes = vault.readSource(event.id);
    if (!bytes)
        return fail(bytes.error());
    WaitingMessage waiting;
    waiting.id = event.id;
    waiting.message = std::move(*bytes);
    waiting.why = event.as<OtherResource>()->summary;
    waiting.since = QDateTime::fromMSecsSinceEpoch(entry.content().recorded.wallMs());
    const auto message = Hl7Message::parse(waiting.message);
    if (!message)
        return fail(message.error());
    waiting.controlId = message->controlId();
    waiting.type = message->type();
    auto said = mapHl7(*message, localOffset());
    if (!said)
        return fail(said.error());
    waiting.details = std::move(said->details);
    for (Hl7Statement& statement : said->statements)
        waiting.says.push_back(std::move(statement.body));
    waiting.candidates = candidatesFor(waiting.details, index);
    return waiting;
}

// The entry that waits; Conflict where somebody has dealt with it meanwhile.
base::Result<Event> takenOut(const ledger::Vault& vault, EventId message, const QString& reason)
{
    const auto room = roomOf(vault);
    if (!room)
        return fail(room.error());
    const Entry* entry = room->find(message);
    if (entry == nullptr || entry->state == EntryState::Retracted) {
        return fail(ErrorCode::NotFound, QStringLiteral("The message does not wait any more"), {},
            QStringLiteral("Somebody has filed it already."));
    }
    return amend(*entry, Retraction{reason});
}

base::Status logImport(ledger::Vault& vault, PatientId patient, const QString& purpose)
{
    return vault.logAccess({{AccessLogged::Action::Import, patient,
        QStringLiteral("HL7 v2 message, matched to the patient by hand"), purpose}});
}

base::Status file(ledger::Vault& vault, EventId message, PatientId patient, const QString& purpose)
{
    auto out = takenOut(vault, message, QStringLiteral("Filed under %1").arg(patient.toString()));
    if (!out)
        return fail(out.error());
    const auto bytes = vault.readSource(message);
    if (!bytes)
        return fail(bytes.error());
    const auto parsed = Hl7Message::parse(*bytes);
    if (!parsed)
        return fail(parsed.error());
    Hl7Filing filing(vault);
    const auto taken = filing.takeFor(patient, *parsed);
    if (!taken)
        return fail(taken.error());
    if (!taken->refused.empty()) // all of it, or it goes on waiting
        return fail(ErrorCode::InvalidInput, taken->refused.front().why, taken->refused.front().place);
    filing.alsoCommit(std::move(*out));
    if (const auto done = filing.commit(); !done)
        return done;
    return logImport(vault, patient, purpose);
}

// The number is known now: what came with it before is filed like what comes with it next.
base::Status fileKnown(ledger::Vault& vault, const QString& purpose)
{
    const auto waiting = waitingMessages(vault);
    if (!waiting)
        return fail(waiting.error());
    for (const WaitingMessage& one : *waiting) {
        const auto message = Hl7Message::parse(one.message);
        Hl7Filing filing(vault, Unmatched::Wait);
        const auto taken = message ? filing.take(*message) : base::Result<Hl7Filing::Outcome>();
        if (!message || !taken || !taken->refused.empty())
            continue;
        auto out = takenOut(vault, one.id, QStringLiteral("Filed under %1").arg(taken->patient.toString()));
        if (!out)
            return fail(out.error());
        filing.alsoCommit(std::move(*out));
        if (const auto done = filing.commit(); !done)
            return done;
        if (const auto logged = logImport(vault, taken->patient, purpose); !logged)
            return logged;
    }
    return {};
}

} // namespace

PatientId waitingRoom()
{
    static const PatientId room = PatientId::derived("hl7v2-waiting-room", QByteArray());
    return room;
}

base::Status letWait(ledger::Vault& vault, const QByteArray& message, const QString& why)
{
    Event event;
    event.id = EventId::derived("hl7v2-waiting", message);
    if (vault.contains(event.id))
        return {};
    event.patient = waitingRoom();
    event.category = Category::Clinical;
    event.occurred = base::Moment::fromDateTime(QDateTime::currentDateTime());
    event.body = OtherResource{waitingType, why};
    event.source = message;
    const auto receipt = vault.commit({std::move(event)});
    return receipt ? base::Status() : base::Status(fail(receipt.error()));
}

base::Result<std::vector<WaitingMessage>> waitingMessages(const ledger::Vault& vault)
{
    const auto room = roomOf(vault);
    if (!room)
        return fail(room.error());
    const auto index = vault.patients();
    std::vector<WaitingMessage> all;
    for (const Entry& entry : room->entries()) {
        if (entry.state == EntryState::Retracted || entry.as<OtherResource>() == nullptr)
            continue;
        auto waiting = opened(vault, entry, *index);
        if (!waiting)
            return fail(waiting.error());
        all.push_back(std::move(*waiting));
    }
    std::stable_sort(all.begin(), all.end(),
        [](const WaitingMessage& a, const WaitingMessage& b) { return a.since < b.since; });
    return all;
}

base::Status fileWaiting(ledger::Vault& vault, EventId message, PatientId patient, const QString& purpose)
{
    const auto index = vault.patients();
    if (index->find(patient) == nullptr)
        return fail(ErrorCode::NotFound, QStringLiteral("There is no such patient"), patient.toString());
    if (const auto filed = file(vault, message, index->resolve(patient), purpose); !filed)
        return filed;
    return fileKnown(vault, purpose);
}

base::Result<PatientId> registerWaiting(ledger::Vault& vault, EventId message, const QString& purpose)
{
    const PatientId patient = PatientId::random();
    if (const auto filed = file(vault, message, patient, purpose); !filed)
        return fail(filed.error());
    if (const auto others = fileKnown(vault, purpose); !others)
        return fail(others.error());
    return patient;
}

base::Status dismissWaiting(ledger::Vault& vault, EventId message, const QString& reason)
{
    auto out = takenOut(vault, message, reason);
    if (!out)
        return fail(out.error());
    const auto receipt = vault.commit({std::move(*out)});
    return receipt ? base::Status() : base::Status(fail(receipt.error()));
}

} // namespace twinward::interop
