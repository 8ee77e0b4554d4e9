#include "neighbour_letters_p.h"

#include <algorithm>

namespace twinward::sync::neighbour {

namespace {

constexpr size_t maxQueued = 20'000; // offered and not fetched yet

} // namespace

bool LettersIn::heard(const Offers& offers)
{
    if (offers.letters.empty() || m_queued.size() + offers.letters.size() > maxQueued)
        return false;
    // What can't be looked up is fetched: taking it in finds out.
    const auto known = m_desk.known(offers.letters);
    for (const LetterKey& letter : offers.letters) {
        const bool isKnown = known
            && std::find(known->letters.begin(), known->letters.end(), letter) != known->letters.end();
        if (isKnown)
            m_voice.say(Answer{letter, Outcome::Taken, {}});
        else if (m_queued.insert(letter).second)
            m_queue.push_back(letter);
    }
    if (known)
        std::for_each(known->receipts.begin(), known->receipts.end(), m_told.receiptAgain);
    if (!m_current)
        fetchNext();
    return true;
}

void LettersIn::fetchNext()
{
    if (m_current)
        m_queued.erase(*m_current);
    m_current.reset();
    if (m_queue.empty())
        return;
    m_current = m_queue.front();
    m_queue.pop_front();
    if (m_begun && m_begun->letter != *m_current)
        m_begun.reset();
    fetch();
}

void LettersIn::fetch()
{
    Want want{*m_current, {}, 0};
    if (m_begun) {
        want.begun = m_begun->id;
        want.offset = m_begun->content.size();
    }
    m_voice.say(want);
}

bool LettersIn::heard(const Part& part)
{
    if (!m_current || part.letter != *m_current || part.total < 1 || part.total > ledger::maxSealedBytes
        || part.content.isEmpty() || part.content.size() > maxPartBytes)
        return false;
    if (!m_begun || m_begun->id != part.id)
        m_begun = Begun{part.letter, part.id, part.total, {}}; // another than was begun: from the start
    Begun& begun = *m_begun;
    if (part.total != begun.total || part.offset != begun.content.size()
        || part.content.size() > begun.total - part.offset) {
        m_begun.reset();
        return false;
    }
    begun.content += part.content;
    if (begun.content.size() < begun.total) {
        fetch();
        return true;
    }
    if (base::Hash256::of(begun.content) != begun.id) {
        m_begun.reset();
        return false;
    }
    takeWhole();
    return true;
}

void LettersIn::takeWhole()
{
    const LetterKey letter = *m_current;
    const LetterCame came = m_desk.take(m_begun->content);
    m_begun.reset();
    if (came.taken) {
        m_troubled.erase(letter);
        m_voice.say(Answer{letter, Outcome::Taken, {}});
        m_told.brought();
        if (came.receiptAgain)
            m_told.receiptAgain(*came.receiptAgain);
    } else {
        m_troubled.insert(letter);
        const bool isLater = came.again || came.isOurDisk;
        m_voice.say(
            Answer{letter, isLater ? Outcome::Later : Outcome::Refused, came.taken.error().what.left(500)});
        m_voice.trouble(came.isOurDisk ? NeighbourTroubleKind::Disk : NeighbourTroubleKind::LetterNotTaken,
            came.taken.error());
    }
    fetchNext();
}

void LettersIn::heard(const Gone& gone)
{
    m_troubled.erase(gone.letter);
    if (m_current == gone.letter) {
        m_begun.reset();
        fetchNext();
    }
}

} // namespace twinward::sync::neighbour
