#include "serving_p.h"

#include <algorithm>

namespace twinward::sync {

Serving::Serving(Desk& desk)
    : m_desk(desk)
{ }

base::Status Serving::onWant(const QByteArray& body)
{
    const auto said = understood<WantSaid>(body);
    if (!said)
        return base::fail(said.error());
    if (said->round == 0)
        return outOfPlace(QStringLiteral("round 0"));
    m_round = said->round;
    m_cursors.clear();
    for (const ledger::ChainWish& wish : said->wishes)
        m_cursors[wish.chain].after = wish.after;
    return pump();
}

base::Status Serving::onTaken(const QByteArray& body)
{
    const auto said = understood<RoundSaid>(body);
    if (!said)
        return base::fail(said.error());
    if (m_underWay == 0)
        return outOfPlace(QStringLiteral("a batch that was never sent"));
    --m_underWay;
    return pump();
}

base::Status Serving::onStop(const QByteArray& body)
{
    const auto said = understood<StopSaid>(body);
    if (!said)
        return base::fail(said.error());
    if (said->round == m_round)
        m_cursors.erase(said->chain);
    return {};
}

base::Status Serving::onWantKeys()
{
    const auto material = m_desk.store.keyMaterial();
    if (!material)
        return base::fail(material.error());
    m_desk.sayBytes(MessageKind::Keys, *material);
    return {};
}

base::Status Serving::pump()
{
    while (m_round != 0 && m_underWay < m_desk.options.window) {
        const auto batch = nextBatch();
        if (!batch)
            return base::fail(batch.error());
        if (batch->commits.empty()) {
            m_desk.say(MessageKind::Served, RoundSaid{std::exchange(m_round, 0)});
            m_cursors.clear();
            return {};
        }
        m_desk.exchanged.commitsSent += batch->commits.size();
        m_desk.say(MessageKind::Batch, *batch);
        ++m_underWay;
    }
    return {};
}

// The earliest first, whichever chain it stands in: who enrols comes before who is enrolled.
base::Result<BatchSaid> Serving::nextBatch()
{
    BatchSaid batch{m_round, {}};
    qsizetype bytes = 0;
    while (batch.commits.size() < m_desk.options.batchCommits && bytes < m_desk.options.batchBytes) {
        Cursor* earliest = nullptr;
        for (auto& [chain, cursor] : m_cursors) {
            if (const auto filled = fill(chain, cursor); !filled)
                return base::fail(filled.error());
            if (!cursor.ready.empty()
                && (earliest == nullptr || cursor.ready.front().recorded < earliest->ready.front().recorded))
                earliest = &cursor;
        }
        if (earliest == nullptr)
            break;
        batch.commits.push_back(ledger::encodeCommit(earliest->ready.front().commit));
        bytes += batch.commits.back().size();
        earliest->ready.pop_front();
    }
    return batch;
}

base::Status Serving::fill(const ledger::ChainId& chain, Cursor& cursor) const
{
    if (cursor.isAtEnd || !cursor.ready.empty())
        return {};
    ledger::WireLimits limits;
    limits.commits = std::max<size_t>(4, m_desk.options.batchCommits / m_cursors.size());
    limits.bytes
        = std::max<qsizetype>(4096, m_desk.options.batchBytes / static_cast<qsizetype>(m_cursors.size()));
    auto commits = m_desk.store.commitsAfter(chain, cursor.after, limits);
    if (!commits)
        return base::fail(commits.error());
    cursor.isAtEnd = commits->empty();
    for (PlacedCommit& placed : *commits) {
        cursor.after = std::max(cursor.after, placed.seq);
        cursor.ready.push_back(std::move(placed));
    }
    return {};
}

} // namespace twinward::sync
