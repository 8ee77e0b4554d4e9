#include "hl7_filing_p.h"
#include "hl7_waiting_p.h"

#include <QDateTime>

namespace twinward::interop {

using base::ErrorCode;

namespace {

// On a socket a message is taken whole or not at all: the sender keeps what is refused.
base::Status wholly(const std::vector<Hl7Refused>& refused)
{
    if (refused.empty())
        return {};
    return base::fail(ErrorCode::InvalidInput, refused.front().why, refused.front().place);
}

base::Status waitsWholly(
    ledger::Vault& vault, const Hl7Message& message, const QByteArray& bytes, const base::Error& doubt)
{
    const auto said = mapHl7(message, QDateTime::currentDateTime().offsetFromUtc() / 60);
    if (!said)
        return base::fail(said.error());
    if (const auto whole = wholly(said->refused); !whole)
        return whole;
    return letWait(vault, bytes, doubt.what);
}

} // namespace

Hl7Receiver::Hl7Receiver(ledger::Vault& vault, Unmatched unmatched)
    : m_vault(vault)
    , m_unmatched(unmatched)
{ }

Hl7Answer Hl7Receiver::receive(const QByteArray& bytes)
{
    Hl7Answer answer;
    const auto message = Hl7Message::parse(bytes);
    if (!message) {
        answer.code = AckCode::Rejected;
        answer.why = message.error().message();
        answer.acknowledgement = rejectUnreadable(answer.why);
        return answer;
    }
    answer.type = message->type();
    answer.controlId = message->controlId();
    Hl7Filing filing(m_vault, m_unmatched);
    const auto outcome = filing.take(*message);
    base::Status status;
    if (outcome) {
        status = wholly(outcome->refused);
        if (status)
            status = filing.commit();
        if (status)
            answer.patients = {outcome->patient};
    } else if (m_unmatched == Unmatched::Wait && filing.doubt()) {
        status = waitsWholly(m_vault, *message, bytes, *filing.doubt());
        answer.waits = status.has_value();
        answer.why = filing.doubt()->what;
    } else {
        status = base::fail(outcome.error());
    }
    if (!status) {
        answer.code = status.error().code == ErrorCode::Unsupported ? AckCode::Rejected : AckCode::Error;
        answer.why = status.error().message();
    }
    answer.acknowledgement = acknowledge(*message, answer.code, answer.waits ? QString() : answer.why);
    return answer;
}

} // namespace twinward::interop
