#include "neighbour_letters_p.h"

#include <algorithm>

namespace twinward::sync::neighbour {

namespace {

constexpr qint64 firstAgainMs = 60'000; // what was put off there; doubles up to:
constexpr qint64 lastAgainMs = 3'600'000;
constexpr qint64 noReceiptMs = 600'000; // taken there, and no receipt has come

} // namespace

LetterKey keyOf(const ledger::OutgoingLetter& letter)
{
    return {static_cast<unsigned>(letter.kind), letter.about, letter.part};
}

void LettersOut::setWaiting(const std::vector<ledger::OutgoingLetter>& letters, qint64 nowMs)
{
    std::set<LetterKey> listed;
    for (const ledger::OutgoingLetter& letter : letters) {
        const LetterKey key = keyOf(letter);
        listed.insert(key);
        m_letters[key].letter = letter;
        m_letters[key].isExtra = false;
    }
    std::erase_if(
        m_letters, [&](const auto& each) { return !each.second.isExtra && !listed.contains(each.first); });
    if (m_writtenFor && !m_letters.contains(*m_writtenFor))
        m_writtenFor.reset();
    offerDue(nowMs);
}

void LettersOut::offerAgain(const ledger::OutgoingLetter& letter, qint64 nowMs)
{
    const auto [found, isNew] = m_letters.try_emplace(keyOf(letter));
    found->second.letter = letter;
    found->second.standing = Standing::New;
    found->second.isExtra = found->second.isExtra || isNew;
    offerDue(nowMs);
}

void LettersOut::offerDue(qint64 nowMs)
{
    Offers offers;
    const auto flush = [&] {
        if (!offers.letters.empty())
            m_voice.say(std::exchange(offers, {}));
    };
    for (auto& [key, waiting] : m_letters) {
        const bool isDueAgain = waiting.againMs != 0 && waiting.againMs <= nowMs;
        if (waiting.standing != Standing::New && !isDueAgain)
            continue;
        waiting.standing = Standing::Offered;
        waiting.againMs = 0;
        offers.letters.push_back(key);
        if (offers.letters.size() == maxOffers)
            flush();
    }
    flush();
}

void LettersOut::putOff(Waiting& waiting, qint64 nowMs)
{
    waiting.standing = Standing::Later;
    waiting.delayMs = std::clamp(waiting.delayMs * 2, firstAgainMs, lastAgainMs);
    waiting.againMs = nowMs + waiting.delayMs;
}

void LettersOut::heard(const Want& want, qint64 nowMs)
{
    const auto found = m_letters.find(want.letter);
    if (found == m_letters.end()) {
        m_voice.say(Gone{want.letter}); // its contract ended, or the receipt came meanwhile
        return;
    }
    if (m_writtenFor != want.letter) {
        auto written = m_desk.write(found->second.letter);
        if (!written) {
            putOff(found->second, nowMs);
            m_voice.trouble(NeighbourTroubleKind::LetterNotWritten, written.error());
            m_voice.say(Gone{want.letter});
            return;
        }
        m_written = std::move(*written);
        m_writtenId = m_written.id();
        m_writtenFor = want.letter;
    }
    const qint64 total = m_written.content.size();
    const qint64 offset = want.begun == m_writtenId ? std::clamp<qint64>(want.offset, 0, total) : 0;
    m_voice.say(Part{want.letter, m_writtenId, total, offset, m_written.content.mid(offset, maxPartBytes)});
}

void LettersOut::heard(const Answer& answer, qint64 nowMs)
{
    if (m_writtenFor == answer.letter) {
        m_writtenFor.reset();
        m_written = {};
    }
    const auto found = m_letters.find(answer.letter);
    if (found == m_letters.end())
        return;
    Waiting& waiting = found->second;
    const base::Error why{base::ErrorCode::NotAuthorised, answer.why.left(500), {}, {}};
    switch (answer.outcome) {
    case Outcome::Taken:
        waiting.standing = Standing::Taken;
        waiting.delayMs = 0;
        if (waiting.letter.kind != ledger::OutgoingLetter::Kind::Receipt)
            waiting.againMs = nowMs + noReceiptMs;
        if (waiting.isExtra)
            m_letters.erase(found);
        return;
    case Outcome::Refused:
        waiting.standing = Standing::Refused; // till the next line
        waiting.againMs = 0;
        m_voice.trouble(NeighbourTroubleKind::LetterRefused, why);
        return;
    case Outcome::Later:
        putOff(waiting, nowMs);
        m_voice.trouble(NeighbourTroubleKind::LetterPutOff, why);
        return;
    }
}

bool LettersOut::isIdle() const
{
    return std::none_of(m_letters.begin(), m_letters.end(), [](const auto& each) {
        return each.second.standing == Standing::New || each.second.standing == Standing::Offered;
    });
}

bool LettersOut::hasTrouble() const
{
    return std::any_of(m_letters.begin(), m_letters.end(), [](const auto& each) {
        return each.second.standing == Standing::Refused || each.second.standing == Standing::Later;
    });
}

} // namespace twinward::sync::neighbour
