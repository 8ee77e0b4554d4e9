#pragma once

// The letters of a line between two neighbouring clinics, apart from who they are: what is offered, fetched
// piece by piece and answered, each way by itself. Bytes and the clock come from outside.
//
// Out: what waits is offered once; the other end fetches what it has not, one letter at a time, and says what
// became of it. That is no receipt: what stays in the outbox is offered again on the next line, and here
// after a while. In: what is known is answered at once; the rest is fetched, from where an earlier line
// broke, taken in, durably, and answered.

#include "neighbour_frame_p.h"
#include "sync/post.h"
#include "sync_net/status.h"

#include <deque>
#include <functional>
#include <map>

namespace twinward::sync::neighbour {

// What the vault does for a line; one for each neighbour.
class Desk
{
public:
    Desk() = default;
    virtual ~Desk() = default;
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;

    [[nodiscard]] virtual base::Result<ledger::SealedLetter> write(const ledger::OutgoingLetter& letter) = 0;
    // Of what the other offers: what was taken here before, or says nothing new, and the receipts of what it
    // was told already and asks for once more.
    struct Known
    {
        std::vector<LetterKey> letters;
        std::vector<ledger::OutgoingLetter> receipts;
    };
    [[nodiscard]] virtual base::Result<Known> known(const std::vector<LetterKey>& offered) = 0;
    // Verified and durable when it returns.
    [[nodiscard]] virtual LetterCame take(const QByteArray& content) = 0;
};

[[nodiscard]] LetterKey keyOf(const ledger::OutgoingLetter& letter);

struct Voice
{
    std::function<void(const Said&)> say;
    std::function<void(NeighbourTroubleKind, const base::Error&)> trouble;
};

class LettersOut
{
public:
    LettersOut(Desk& desk, const Voice& voice)
        : m_desk(desk)
        , m_voice(voice)
    { }

    // All that the outbox has for this clinic; what is new, or due again, is offered.
    void setWaiting(const std::vector<ledger::OutgoingLetter>& letters, qint64 nowMs);
    // Was asked for once more, whether it is in the outbox or not.
    void offerAgain(const ledger::OutgoingLetter& letter, qint64 nowMs);
    void tick(qint64 nowMs) { offerDue(nowMs); }
    void heard(const Want& want, qint64 nowMs);
    void heard(const Answer& answer, qint64 nowMs);

    [[nodiscard]] bool isIdle() const; // nothing waits for an answer
    [[nodiscard]] bool hasTrouble() const;

private:
    enum class Standing : quint8 { New, Offered, Taken, Refused, Later };
    struct Waiting
    {
        ledger::OutgoingLetter letter;
        Standing standing = Standing::New;
        qint64 againMs = 0; // when it is offered once more
        qint64 delayMs = 0;
        bool isExtra = false; // not of the outbox
    };
    void offerDue(qint64 nowMs);
    void putOff(Waiting& waiting, qint64 nowMs);

    Desk& m_desk;
    const Voice& m_voice;
    std::map<LetterKey, Waiting> m_letters;
    std::optional<LetterKey> m_writtenFor;
    ledger::SealedLetter m_written;
    base::Hash256 m_writtenId;
};

// The beginning of a letter: kept from line to line, in memory.
struct Begun
{
    LetterKey letter;
    base::Hash256 id;
    qint64 total = 0;
    QByteArray content;
};

class LettersIn
{
public:
    struct Told
    {
        std::function<void()> brought; // something was taken in
        std::function<void(const ledger::OutgoingLetter&)> receiptAgain;
    };
    LettersIn(Desk& desk, const Voice& voice, std::optional<Begun>& begun, Told told)
        : m_desk(desk)
        , m_voice(voice)
        , m_begun(begun)
        , m_told(std::move(told))
    { }

    // False for what no program of ours says: the line is of no more use.
    [[nodiscard]] bool heard(const Offers& offers);
    [[nodiscard]] bool heard(const Part& part);
    void heard(const Gone& gone);

    [[nodiscard]] bool isIdle() const { return !m_current; }
    [[nodiscard]] bool hasTrouble() const { return !m_troubled.empty(); }

private:
    void fetch();
    void fetchNext();
    void takeWhole();

    Desk& m_desk;
    const Voice& m_voice;
    std::optional<Begun>& m_begun;
    Told m_told;
    std::deque<LetterKey> m_queue;
    std::set<LetterKey> m_queued; // the same, and the current
    std::optional<LetterKey> m_current;
    std::set<LetterKey> m_troubled; // that were not taken
};

} // namespace twinward::sync::neighbour
