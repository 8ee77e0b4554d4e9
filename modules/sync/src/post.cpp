#include "sync/post.h"

#include <algorithm>

namespace twinward::sync {

using base::ErrorCode;
using ledger::OutgoingLetter;
using ledger::TakenLetter;

namespace {

// What another user, another day or a card may mend: the letter is asked for again next time.
bool mayGoLater(ErrorCode code)
{
    return code == ErrorCode::NotFound || code == ErrorCode::NotAuthorised || code == ErrorCode::Busy
        || code == ErrorCode::Unsupported;
}

Letter envelopeOf(const Letter& letter)
{
    return {letter.from, letter.to, letter.id, {}};
}

// Where somebody asks again for what they were told already.
base::Status answerAgain(
    const ledger::Vault& vault, Carrier& carrier, const LetterCame& came, PostReport& report)
{
    if (!came.receiptAgain)
        return {};
    const auto sealed = ledger::write(vault, *came.receiptAgain);
    if (!sealed)
        return {}; // not all of it has come yet
    if (const auto left = carrier.leave(letterOf(*sealed)); !left)
        return left;
    ++report.left;
    return {};
}

} // namespace

Letter letterOf(const ledger::SealedLetter& sealed)
{
    return {sealed.from, sealed.to, sealed.id(), sealed.content};
}

ledger::SealedLetter sealedLetterOf(const Letter& letter)
{
    return {letter.from, letter.to, letter.content};
}

// Nothing that comes after would fare better.
bool isOurDisk(const base::Error& error)
{
    return error.code == ErrorCode::DiskFull || error.code == ErrorCode::ReadOnly
        || error.code == ErrorCode::Io;
}

LetterCame takeIn(ledger::Vault& vault, const ledger::SealedLetter& letter)
{
    LetterCame came{ledger::takeLetter(vault, letter), false, false, std::nullopt};
    if (!came.taken) {
        came.again = mayGoLater(came.taken.error().code);
        came.isOurDisk = isOurDisk(came.taken.error());
        return came;
    }
    if (came.taken->isAgain && came.taken->kind != TakenLetter::Kind::Receipt) {
        came.receiptAgain.emplace();
        came.receiptAgain->kind = OutgoingLetter::Kind::Receipt;
        came.receiptAgain->to = came.taken->from;
        came.receiptAgain->about = came.taken->about;
    }
    return came;
}

base::Status collectLetters(ledger::Vault& vault, Carrier& carrier, PostReport& report)
{
    bool isWaiting = false; // a letter before here may go later: the mark stays in front of it
    quint64 at = report.mark;
    for (bool isAll = false; !isAll;) {
        auto collected = carrier.collect(at);
        if (!collected)
            return base::fail(collected.error());
        isAll = collected->isAll || collected->mark == at;
        at = collected->mark;
        for (const Letter& letter : collected->letters) {
            const LetterCame came = takeIn(vault, sealedLetterOf(letter));
            if (!came.taken) {
                if (came.isOurDisk)
                    return base::fail(came.taken.error());
                isWaiting = isWaiting || came.again;
                report.refused.push_back({envelopeOf(letter), came.taken.error(), came.again});
                continue;
            }
            const TakenLetter& taken = *came.taken;
            report.settled += taken.kind == TakenLetter::Kind::Receipt && !taken.isAgain ? 1 : 0;
            if (const auto answered = answerAgain(vault, carrier, came, report); !answered)
                return answered;
            if (!taken.isAgain)
                report.taken.push_back(taken);
        }
        if (!isWaiting)
            report.mark = at;
    }
    return {};
}

base::Status leaveLetters(ledger::Vault& vault, Carrier& carrier, PostReport& report)
{
    const auto waiting = ledger::outbox(vault);
    if (!waiting)
        return base::fail(waiting.error());
    for (const OutgoingLetter& letter : *waiting) {
        const auto sealed = ledger::write(vault, letter);
        if (!sealed) {
            if (isOurDisk(sealed.error()))
                return base::fail(sealed.error());
            report.refused.push_back({{{}, letter.to, letter.id, {}}, sealed.error(), true});
            continue;
        }
        if (const auto left = carrier.leave(letterOf(*sealed)); !left)
            return left;
        ++report.left;
    }
    const auto settled = ledger::settledLetters(vault);
    if (!settled)
        return base::fail(settled.error());
    std::map<base::Hash256, std::vector<base::Hash256>> byClinic;
    for (const auto& [to, letter] : *settled)
        byClinic[to].push_back(letter);
    for (const auto& [to, letters] : byClinic) {
        if (const auto back = carrier.takeBack(to, letters); !back)
            return back;
    }
    return {};
}

base::Result<PostReport> exchangeLetters(ledger::Vault& vault, Carrier& carrier, quint64 mark)
{
    PostReport report;
    report.mark = mark;
    // Receipts first: what has arrived is not sent again.
    if (const auto collected = collectLetters(vault, carrier, report); !collected)
        return base::fail(collected.error());
    if (const auto left = leaveLetters(vault, carrier, report); !left)
        return base::fail(left.error());
    // Keys that another device's withdrawal left to be turned.
    if (const auto turned = ledger::turnAfterWithdrawals(vault); !turned)
        return base::fail(turned.error());
    return report;
}

} // namespace twinward::sync
