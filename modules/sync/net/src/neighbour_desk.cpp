#include "neighbour_desk_p.h"

#include <algorithm>

namespace twinward::sync {

using ledger::OutgoingLetter;
using neighbour::LetterKey;

namespace {

// What this clinic has of another's letters, and of its receipts.
class Passed
{
public:
    Passed(const ledger::SharingLog& log, const record::ClinicId& other)
    {
        for (const record::RecordedEvent& each : log.taken) {
            const auto* taken = each.event.as<record::DisclosureTaken>();
            if (taken->clinic != other)
                continue;
            m_parts[taken->disclosure].insert(taken->part);
            m_wholes[taken->disclosure] = taken->parts;
        }
        for (const record::RecordedEvent& each : log.arrived)
            m_acknowledged.insert(each.event.as<record::DisclosureArrived>()->disclosure);
    }

    [[nodiscard]] bool isKnown(const LetterKey& letter) const
    {
        if (letter.kind == static_cast<unsigned>(OutgoingLetter::Kind::Receipt))
            return m_acknowledged.contains(letter.about);
        const auto taken = m_parts.find(letter.about);
        return letter.kind == static_cast<unsigned>(OutgoingLetter::Kind::Disclosure)
            && taken != m_parts.end() && taken->second.contains(letter.part);
    }
    // A receipt is for all of it.
    [[nodiscard]] bool isWhole(record::EventId about) const
    {
        const auto taken = m_parts.find(about);
        return taken != m_parts.end() && static_cast<qint64>(taken->second.size()) == m_wholes.at(about);
    }

private:
    std::map<record::EventId, std::set<qint64>> m_parts;
    std::map<record::EventId, qint64> m_wholes;
    std::set<record::EventId> m_acknowledged;
};

} // namespace

base::Result<ledger::SealedLetter> NeighbourDesk::write(const OutgoingLetter& letter)
{
    return ledger::write(m_vault, letter);
}

base::Result<neighbour::Desk::Known> NeighbourDesk::known(const std::vector<LetterKey>& offered)
{
    const auto log = ledger::sharingLog(m_vault);
    if (!log)
        return base::fail(log.error());
    const Passed passed(*log, m_other);
    Known known;
    std::set<record::EventId> answered;
    for (const LetterKey& letter : offered) {
        if (!passed.isKnown(letter))
            continue;
        known.letters.push_back(letter);
        const bool isReceipt = letter.kind == static_cast<unsigned>(OutgoingLetter::Kind::Receipt);
        if (!isReceipt && passed.isWhole(letter.about) && answered.insert(letter.about).second) {
            OutgoingLetter receipt;
            receipt.kind = OutgoingLetter::Kind::Receipt;
            receipt.to = m_other;
            receipt.about = letter.about;
            known.receipts.push_back(receipt);
        }
    }
    return known;
}

LetterCame NeighbourDesk::take(const QByteArray& content)
{
    LetterCame came = takeIn(m_vault, {m_other, m_own, content});
    if (came.receiptAgain && came.taken->kind == ledger::TakenLetter::Kind::Disclosure) {
        const auto log = ledger::sharingLog(m_vault);
        if (!log || !Passed(*log, m_other).isWhole(came.receiptAgain->about))
            came.receiptAgain.reset();
    }
    return came;
}

} // namespace twinward::sync
