#include "rounds_worker_p.h"

#include <algorithm>

namespace twinward::sync {

using base::ErrorCode;
using std::chrono::milliseconds;

namespace {

// There is no line, or nothing can go over it.
bool isAway(RelayTroubleKind kind)
{
    switch (kind) {
    case RelayTroubleKind::Unreachable:
    case RelayTroubleKind::NotLetIn:
    case RelayTroubleKind::NotVerified:
    case RelayTroubleKind::NotARelay:
    case RelayTroubleKind::OtherClinic:
    case RelayTroubleKind::UnknownThere:
        return true;
    default:
        return false;
    }
}

// Asking again soon helps nobody: a person has to mend it first.
bool needsAPerson(RelayTroubleKind kind)
{
    return isAway(kind) && kind != RelayTroubleKind::Unreachable;
}

} // namespace

RoundsWorker::RoundsWorker(ledger::Vault& vault, RoundsDesk& desk, const RelayPace& pace,
    const std::optional<RelayAddress>& address, std::function<void()> tell)
    : m_vault(vault)
    , m_desk(desk)
    , m_pace(pace)
    , m_given(address)
    , m_tell(std::move(tell))
    , m_due(Clock::now())
    , m_pause(pace.firstRetryMs)
{ }

void RoundsWorker::run()
{
    load();
    while (wait()) {
        const RelayVisit::Ask ask = [this] {
            const std::lock_guard guard(m_desk.mutex);
            m_desk.isCommitted = false;
            const bool isAsked = std::exchange(m_desk.isAsked, false);
            const bool isMet = std::exchange(m_desk.isClinicMet, false);
            return isAsked || isMet ? RelayVisit::Ask::All : RelayVisit::Ask::NewOnly;
        }();
        if (isUsed())
            round(ask);
    }
    dropLine();
}

void RoundsWorker::load()
{
    if (m_given) {
        m_kept.address = m_given->clone();
    } else if (auto kept = KeptRelay::load(m_vault); kept) {
        m_kept = std::move(*kept);
    } else {
        take({});
        m_status.trouble = troubleOf(kept.error());
        publish();
        return;
    }
    take({});
}

bool RoundsWorker::wait()
{
    while (true) {
        std::deque<RoundsDesk::Change> changes;
        {
            std::unique_lock lock(m_desk.mutex);
            const auto isCalled = [this] {
                return m_desk.isStopped || !m_desk.changes.empty() || (m_desk.isAsked && isUsed());
            };
            if (!isUsed())
                m_desk.changed.wait(lock, isCalled);
            else if (m_desk.changed.wait_until(lock, m_due, [&] { return isCalled() || m_desk.isCommitted; })
                && !isCalled()) {
                // Something was entered. While the relay is away, its own turn is soon enough.
                m_desk.isCommitted = false;
                if (m_status.state != RelayState::Away)
                    m_due = std::min(m_due, Clock::now() + milliseconds(m_pace.soonMs));
                continue;
            }
            if (m_desk.isStopped)
                return false;
            changes.swap(m_desk.changes);
        }
        if (changes.empty())
            return true;
        take(changes);
    }
}

void RoundsWorker::take(const std::deque<RoundsDesk::Change>& changes)
{
    for (const RoundsDesk::Change& change : changes)
        change(m_kept);
    base::Status kept;
    if (!changes.empty() && !m_given)
        kept = m_kept.save(m_vault);
    dropLine();
    m_status.trouble = kept ? RelayTrouble() : troubleOf(kept.error());
    m_status.where = m_kept.address ? m_kept.address->where() : QString();
    m_status.address = m_kept.address ? m_kept.address->text() : QByteArray();
    m_status.hasPassword = m_kept.address && !m_kept.address->password().isEmpty();
    m_status.since = {};
    m_status.nextTry = {};
    m_status.state = !m_kept.address ? RelayState::NotSet
        : m_kept.isPaused            ? RelayState::Paused
                                     : RelayState::Connecting;
    m_pause = milliseconds(m_pace.firstRetryMs);
    m_due = Clock::now();
    countWaiting();
    publish();
}

void RoundsWorker::dropLine()
{
    m_visit.reset();
    m_carrier.reset();
    const std::lock_guard guard(m_desk.mutex);
    m_desk.carrier.reset();
}

void RoundsWorker::round(RelayVisit::Ask ask)
{
    if (!m_visit) {
        m_carrier = std::make_shared<PostgresCarrier>(*m_kept.address);
        RelayDeskOptions options;
        options.mayGoOn = [this] { return m_desk.mayGoOn(); };
        m_visit
            = std::make_unique<RelayVisit>(m_vault, *m_carrier, m_kept.address->where(), std::move(options));
        const std::lock_guard guard(m_desk.mutex);
        m_desk.carrier = m_carrier;
    }
    if (!m_desk.mayGoOn())
        return;
    m_status.isWorking = true;
    m_status.nextTry = {};
    publish();
    RelayTrouble trouble;
    const base::Status done = visit(ask, trouble);
    m_status.isWorking = false;
    if (!done && done.error().code == ErrorCode::Cancelled && !m_desk.mayGoOn())
        return; // what is wanted instead comes next
    ended(done, std::move(trouble));
}

// trouble: what was wrong with single letters, or with other people's disks.
base::Status RoundsWorker::visit(RelayVisit::Ask ask, RelayTrouble& trouble)
{
    if (auto begun = m_visit->begin(); !begun)
        return begun;
    const auto taken = m_visit->pull(ask);
    if (!taken)
        return base::fail(taken.error());
    m_status.lettersTaken
        += taken->own.lettersTaken + taken->others.taken.size() + static_cast<quint64>(taken->others.settled);
    m_status.waitingToCome = taken->waiting;
    takeTroubles(*taken, trouble);
    const auto left = m_visit->push();
    if (!left)
        return base::fail(left.error());
    m_status.notThere = left->notThere;
    m_status.lettersLeft += left->own.lettersLeft + left->lettersToOthers;
    takeTroubles(*left, trouble);
    return {};
}

void RoundsWorker::takeTroubles(const RelayTaken& taken, RelayTrouble& trouble) const
{
    const auto now = QDateTime::currentDateTime();
    const auto note = [&](RelayTroubleKind kind, const base::Error& error) {
        trouble = {kind, error.what, error.where, now};
    };
    for (const base::Error& error : taken.own.troubles)
        note(RelayTroubleKind::LettersRefused, error);
    for (const PostReport::Refused& refused : taken.others.refused) {
        if (!refused.again)
            note(RelayTroubleKind::LettersRefused, refused.error);
    }
    if (taken.own.ownChainIsAhead)
        trouble = {RelayTroubleKind::Outdated, QStringLiteral("This folder is an older copy of the record"),
            m_status.where, now};
}

void RoundsWorker::takeTroubles(const RelayLeft& left, RelayTrouble& trouble) const
{
    if (trouble.kind != RelayTroubleKind::None)
        return;
    const auto now = QDateTime::currentDateTime();
    if (left.full)
        trouble = {RelayTroubleKind::Full, left.full->what, left.full->where, now};
    else if (!left.refused.empty())
        trouble = {RelayTroubleKind::Other, left.refused.front().error.what, m_status.where, now};
}

RelayTrouble RoundsWorker::troubleOf(const base::Error& error) const
{
    RelayTroubleKind kind = m_carrier ? m_carrier->troubleKind() : RelayTroubleKind::None;
    if (kind == RelayTroubleKind::None) { // it was not the line
        switch (error.code) {
        case ErrorCode::NotAuthorised:
            kind = RelayTroubleKind::OtherClinic;
            break;
        case ErrorCode::DiskFull:
        case ErrorCode::ReadOnly:
        case ErrorCode::Io:
            kind = RelayTroubleKind::Disk;
            break;
        default:
            kind = RelayTroubleKind::Other;
        }
    }
    return {kind, error.what, error.where, QDateTime::currentDateTime()};
}

void RoundsWorker::ended(const base::Status& done, RelayTrouble trouble)
{
    const QDateTime now = QDateTime::currentDateTime();
    if (!done)
        trouble = troubleOf(done.error());
    const RelayState state = isAway(trouble.kind) ? RelayState::Away : RelayState::Connected;
    if (std::exchange(m_status.state, state) != state)
        m_status.since = now;
    m_status.trouble = std::move(trouble);
    countWaiting();
    if (done) {
        m_status.lastRound = now;
        m_pause = milliseconds(m_pace.firstRetryMs);
        again(milliseconds(m_pace.everyMs));
    } else if (needsAPerson(m_status.trouble.kind)) {
        again(milliseconds(m_pace.lastRetryMs));
    } else {
        again(m_pause);
        m_pause = std::min(m_pause * 2, milliseconds(m_pace.lastRetryMs));
    }
    publish();
}

void RoundsWorker::again(milliseconds after)
{
    m_due = Clock::now() + after;
    m_status.nextTry = QDateTime::currentDateTime().addMSecs(after.count());
}

// A computer that still joins has no letters of its own yet.
void RoundsWorker::countWaiting()
{
    const auto waiting = ledger::outbox(m_vault);
    m_status.waitingToGo = !waiting ? 0
                                    : static_cast<quint64>(std::count_if(waiting->begin(), waiting->end(),
                                        [](const ledger::OutgoingLetter& letter) {
                                            return letter.kind != ledger::OutgoingLetter::Kind::Receipt;
                                        }));
}

void RoundsWorker::publish()
{
    {
        const std::lock_guard guard(m_desk.mutex);
        m_desk.status = m_status;
    }
    m_tell();
}

} // namespace twinward::sync
