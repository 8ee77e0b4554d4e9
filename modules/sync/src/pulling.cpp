#include "pulling_p.h"

#include <algorithm>

namespace twinward::sync {

using ledger::Finding;
using ledger::Missing;

namespace {

bool isRefusal(Finding finding)
{
    return finding < Finding::SetAsideAuthorRemoved;
}

base::Result<std::vector<ledger::WireCommit>> commitsOf(const std::vector<QByteArray>& encoded)
{
    std::vector<ledger::WireCommit> commits;
    commits.reserve(encoded.size());
    for (const QByteArray& bytes : encoded) {
        auto commit = ledger::decodeCommit(bytes);
        if (!commit) {
            return base::fail(base::ErrorCode::InvalidInput,
                QStringLiteral("The other computer sent a commit that is none"));
        }
        commits.push_back(std::move(*commit));
    }
    return commits;
}

} // namespace

Pulling::Pulling(Desk& desk)
    : m_desk(desk)
{ }

base::Status Pulling::begin()
{
    return sayHeads();
}

base::Status Pulling::sayHeads()
{
    if (m_desk.store.standingOf(m_desk.peer) == Store::Standing::Removed) {
        return base::fail(base::ErrorCode::NotAuthorised,
            QStringLiteral("The other computer was removed from this clinic"), m_desk.peer.toString());
    }
    auto heads = m_desk.store.heads();
    if (!heads)
        return base::fail(heads.error());
    const auto keys = m_desk.store.keyMaterial();
    if (!keys)
        return base::fail(keys.error());
    auto receipts = m_desk.store.receipts(m_desk.peer);
    if (!receipts)
        return base::fail(receipts.error());
    auto deviceLists = m_desk.store.deviceLists(m_desk.peer);
    if (!deviceLists)
        return base::fail(deviceLists.error());
    Standing now{std::move(*heads), base::Hash256::of(*keys).toBytes(), {}, std::move(*deviceLists)};
    if (!receipts->empty())
        now.receipts.assign(receipts->begin() + 1, receipts->end());
    if (m_said == now)
        return {};
    m_desk.say(MessageKind::Heads, HeadsSaid{now.heads, now.keysHash, *receipts, now.deviceLists});
    m_said = std::move(now);
    return {};
}

base::Status Pulling::onHeads(const QByteArray& body)
{
    auto said = understood<HeadsSaid>(body);
    if (!said)
        return base::fail(said.error());
    m_theirs = std::move(said->heads);
    m_theirKeys = said->keysHash;
    m_triedOwn = false;
    if (const auto listed = m_desk.store.takeDeviceLists(said->deviceLists); !listed)
        return base::fail(listed.error());
    const auto isNews = m_desk.store.takeReceipts(said->receipts, m_desk.peer);
    if (!isNews)
        return base::fail(isNews.error());
    if (*isNews)
        m_desk.tellChanged();
    if (const auto asked = askForKeys(); !asked)
        return asked;
    return nextRound();
}

base::Status Pulling::askForKeys()
{
    if (m_isAskingForKeys || (m_theirKeys == m_keysTaken && !m_mayTakeMoreKeys))
        return {};
    const auto keys = m_desk.store.keyMaterial();
    if (!keys)
        return base::fail(keys.error());
    if (base::Hash256::of(*keys).toBytes() == m_theirKeys)
        return {};
    m_isAskingForKeys = true;
    m_desk.sayBytes(MessageKind::WantKeys, {});
    return {};
}

base::Status Pulling::onKeys(const QByteArray& body)
{
    if (!m_isAskingForKeys)
        return outOfPlace(QStringLiteral("keys"));
    m_isAskingForKeys = false;
    m_keysTaken = m_theirKeys;
    m_mayTakeMoreKeys = false;
    const auto report = m_desk.store.ingestKeys(body);
    if (!report)
        return base::fail(report.error());
    for (const QString& refused : report->refused)
        m_desk.report(refused, QStringLiteral("keys"));
    if (report->taken == 0)
        return {};
    m_desk.tellChanged();
    if (const auto told = sayHeads(); !told)
        return told;
    return nextRound();
}

std::vector<ledger::ChainHead> Pulling::theirHeadsOf(const ledger::ChainId& chain) const
{
    std::vector<ledger::ChainHead> heads;
    std::copy_if(m_theirs.begin(), m_theirs.end(), std::back_inserter(heads),
        [&](const ledger::ChainHead& head) { return head.chain == chain; });
    return heads;
}

base::Result<std::vector<ledger::ChainWish>> Pulling::wishes()
{
    auto all = m_desk.store.wishes(m_theirs);
    if (!all)
        return all;
    std::erase_if(*all, [&](const ledger::ChainWish& wish) {
        const auto refused = m_refused.find(wish.chain);
        return refused != m_refused.end() && refused->second == theirHeadsOf(wish.chain);
    });
    for (ledger::ChainWish& wish : *all) {
        if (const auto back = m_askedBack.find(wish.chain); back != m_askedBack.end())
            wish.after = std::min(wish.after, back->second);
    }
    preferOwn(*all);
    return all;
}

// If this folder is an older copy, that shows before anything more is written into it.
void Pulling::preferOwn(std::vector<ledger::ChainWish>& all)
{
    std::vector<ledger::ChainWish> own;
    std::copy_if(all.begin(), all.end(), std::back_inserter(own),
        [&](const ledger::ChainWish& wish) { return wish.chain.device == m_desk.store.device(); });
    m_isNewsWaiting = !own.empty() && own.size() < all.size() && !std::exchange(m_triedOwn, true);
    if (m_isNewsWaiting)
        all = std::move(own);
}

// Nothing can be asked for now: either all is here, by whichever way it came, or it can't be taken yet.
base::Status Pulling::rest()
{
    const auto lacking = m_desk.store.wishes(m_theirs);
    if (!lacking)
        return base::fail(lacking.error());
    m_state = lacking->empty() ? ConversationState::CaughtUp : ConversationState::Waiting;
    if (!lacking->empty())
        return {};
    m_askedBack.clear();
    m_refused.clear();
    return m_desk.store.dropEarly();
}

base::Status Pulling::nextRound()
{
    if (m_isUnderWay) {
        m_isNewsWaiting = true;
        return {};
    }
    m_isNewsWaiting = false;
    auto wanted = wishes();
    if (!wanted)
        return base::fail(wanted.error());
    if (wanted->empty())
        return rest();
    m_state = ConversationState::Working;
    m_isUnderWay = true;
    m_madeProgress = false;
    m_stopped.clear();
    askForNewest(*wanted);
    m_desk.say(MessageKind::Want, WantSaid{++m_round, std::move(*wanted)});
    return {};
}

void Pulling::askForNewest(const std::vector<ledger::ChainWish>& wanted)
{
    quint64 lacking = 0;
    for (const ledger::ChainWish& wish : wanted) {
        quint64 last = 0;
        for (const ledger::ChainHead& head : theirHeadsOf(wish.chain))
            last = std::max(last, head.seq);
        lacking += last - std::min(last, wish.after);
    }
    if (lacking <= m_desk.options.earlyFrom || std::exchange(m_askedForNewest, true))
        return;
    m_isNewestComing = true;
    m_desk.say(MessageKind::WantNewest, WantNewestSaid{wanted});
}

base::Status Pulling::onNewest(const QByteArray& body)
{
    const auto said = understood<NewestSaid>(body);
    if (!said)
        return base::fail(said.error());
    if (!m_isNewestComing)
        return outOfPlace(QStringLiteral("newest charts"));
    const auto commits = commitsOf(said->commits);
    return commits ? m_desk.store.showEarly(*commits) : base::fail(commits.error());
}

void Pulling::stop(const ledger::ChainId& chain)
{
    if (m_stopped.insert(chain).second)
        m_desk.say(MessageKind::Stop, StopSaid{m_round, chain});
}

void Pulling::learn(const ledger::IngestReport& report)
{
    m_desk.exchanged.commitsStored += report.stored;
    m_madeProgress = m_madeProgress || report.stored > 0;
    m_mayTakeMoreKeys = m_mayTakeMoreKeys || report.stored > 0;
    for (const ledger::Noted& noted : report.noted) {
        m_desk.report(noted.why,
            QStringLiteral("computer %1, commit %2").arg(noted.chain.device.toString()).arg(noted.seq),
            noted.finding);
        if (isRefusal(noted.finding)) {
            m_refused[noted.chain] = theirHeadsOf(noted.chain);
            stop(noted.chain);
        }
    }
    for (const Missing& missing : report.missing) {
        stop(missing.ask.chain);
        m_mayTakeMoreKeys = m_mayTakeMoreKeys || missing.what == Missing::What::Keys;
        if (missing.what != Missing::What::EarlierCommits)
            continue;
        const auto [asked, isNew] = m_askedBack.try_emplace(missing.ask.chain, missing.ask.after);
        m_madeProgress = m_madeProgress || isNew || missing.ask.after < asked->second;
        asked->second = std::min(asked->second, missing.ask.after);
    }
}

base::Status Pulling::onBatch(const QByteArray& body)
{
    const auto said = understood<BatchSaid>(body);
    if (!said)
        return base::fail(said.error());
    if (!m_isUnderWay || said->round != m_round)
        return outOfPlace(QStringLiteral("commits of round %1").arg(said->round));
    m_isNewestComing = false;
    const auto commits = commitsOf(said->commits);
    if (!commits)
        return base::fail(commits.error());
    const auto report = m_desk.store.ingest(*commits, m_desk.peer);
    if (!report)
        return base::fail(report.error());
    learn(*report);
    m_desk.say(MessageKind::Taken, RoundSaid{said->round});
    if (report->ownChainIsAhead && !std::exchange(m_saidOutdated, true)) {
        m_desk.report(QStringLiteral("This vault is an older copy of one that went on elsewhere"), {});
        if (m_desk.events.outdated)
            m_desk.events.outdated();
    }
    return {};
}

base::Status Pulling::onServed(const QByteArray& body)
{
    const auto said = understood<RoundSaid>(body);
    if (!said)
        return base::fail(said.error());
    if (!m_isUnderWay || said->round != m_round)
        return outOfPlace(QStringLiteral("end of round %1").arg(said->round));
    m_isUnderWay = false;
    m_isNewestComing = false;
    if (!m_madeProgress && !m_isNewsWaiting) {
        if (const auto rested = rest(); !rested)
            return rested;
        return askForKeys();
    }
    if (m_madeProgress)
        m_desk.tellChanged();
    if (const auto told = sayHeads(); !told)
        return told;
    if (const auto asked = askForKeys(); !asked)
        return asked;
    return nextRound();
}

base::Status Pulling::changed()
{
    if (const auto told = sayHeads(); !told)
        return told;
    if (m_state != ConversationState::Waiting)
        return {};
    m_mayTakeMoreKeys = true;
    if (const auto asked = askForKeys(); !asked)
        return asked;
    return nextRound();
}

} // namespace twinward::sync
