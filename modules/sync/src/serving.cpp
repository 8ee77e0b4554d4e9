#include "serving_p.h"

#include <utility>

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
    m_order = CommitOrder(said->wishes, {m_desk.options.batchCommits, m_desk.options.batchBytes});
    return pump();
}

base::Status Serving::onWantNewest(const QByteArray& body)
{
    const auto said = understood<WantNewestSaid>(body);
    if (!said)
        return base::fail(said.error());
    const auto charts = m_desk.store.newestCharts(said->wishes);
    if (!charts)
        return base::fail(charts.error());
    NewestSaid part;
    qsizetype bytes = 0;
    for (const ledger::WireCommit& commit : *charts) {
        part.commits.push_back(ledger::encodeCommit(commit));
        bytes += part.commits.back().size();
        if (bytes < m_desk.options.batchBytes && &commit != &charts->back())
            continue;
        m_desk.say(MessageKind::Newest, std::exchange(part, {}));
        bytes = 0;
    }
    return {};
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
        m_order.drop(said->chain);
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
        auto commits = m_order.next(m_desk.store);
        if (!commits)
            return base::fail(commits.error());
        if (commits->empty()) {
            m_desk.say(MessageKind::Served, RoundSaid{std::exchange(m_round, 0)});
            return {};
        }
        m_desk.exchanged.commitsSent += commits->size();
        m_desk.say(MessageKind::Batch, BatchSaid{m_round, std::move(*commits)});
        ++m_underWay;
    }
    return {};
}

} // namespace twinward::sync
