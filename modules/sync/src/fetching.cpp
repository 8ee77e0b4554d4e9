#include "fetching_p.h"

#include <algorithm>

namespace twinward::sync {

using base::ErrorCode;

namespace {

constexpr qsizetype partBytes = 512 << 10;
constexpr quint64 maxBlobBytes = quint64{1} << 31; // 2 GiB: as much as is held in memory at once

} // namespace

Fetching::Fetching(Desk& desk)
    : m_desk(desk)
{ }

void Fetching::want(const base::Hash256& name)
{
    std::erase(m_queue, name);
    if (name != m_underWay)
        m_queue.push_front(name);
    askNext();
}

void Fetching::lookAround()
{
    const bool isTime = m_lookedMs < 0 || m_desk.nowMs - m_lookedMs >= m_desk.options.offersAgainMs;
    if (m_desk.options.blobs != BlobPolicy::Everything || !isTime || m_isAskingForOffers)
        return;
    m_lookedMs = m_desk.nowMs;
    m_isAskingForOffers = true;
    m_desk.say(MessageKind::WantOffers, WantOffersSaid{});
}

base::Status Fetching::onWantOffers(const QByteArray& body)
{
    const auto said = understood<WantOffersSaid>(body);
    if (!said)
        return base::fail(said.error());
    const auto offers = m_desk.store.offersAfter(said->after);
    if (!offers)
        return base::fail(offers.error());
    OffersSaid answer;
    for (const ledger::BlobOffer& offer : *offers)
        answer.offers.push_back(offer.toBytes());
    m_desk.say(MessageKind::Offers, answer);
    return {};
}

base::Status Fetching::onOffers(const QByteArray& body)
{
    const auto said = understood<OffersSaid>(body);
    if (!said)
        return base::fail(said.error());
    if (!std::exchange(m_isAskingForOffers, false))
        return outOfPlace(QStringLiteral("offers"));
    std::vector<ledger::BlobOffer> offered;
    for (const QByteArray& bytes : said->offers) {
        auto offer = ledger::BlobOffer::fromBytes(bytes);
        if (!offer)
            return outOfPlace(QStringLiteral("an offer that is none"));
        offered.push_back(std::move(*offer));
    }
    m_offersAfter = offered.empty() ? std::nullopt : std::optional(offered.back().name);
    const auto missing = m_desk.store.blobsMissing(offered);
    if (!missing)
        return base::fail(missing.error());
    for (const ledger::BlobOffer& offer : *missing)
        m_queue.push_back(offer.name);
    askNext();
    return {};
}

void Fetching::askNext()
{
    if (!m_underWay.isNull())
        return;
    if (!m_queue.empty()) {
        const base::Hash256 next = m_queue.front();
        m_queue.pop_front();
        ask(next);
    } else if (m_offersAfter && !m_isAskingForOffers) {
        m_isAskingForOffers = true;
        m_desk.say(MessageKind::WantOffers, WantOffersSaid{*std::exchange(m_offersAfter, std::nullopt)});
    }
}

void Fetching::ask(const base::Hash256& name)
{
    m_underWay = name;
    const auto& begun = m_desk.store.blobBegun();
    const bool goesOn = begun && begun->name == name;
    m_desk.say(
        MessageKind::WantBlob, WantBlobSaid{name, goesOn ? static_cast<quint64>(begun->content.size()) : 0});
}

base::Status Fetching::onWantBlob(const QByteArray& body)
{
    const auto said = understood<WantBlobSaid>(body);
    if (!said)
        return base::fail(said.error());
    const auto offer = m_desk.store.offerOf(said->name);
    if (!offer)
        return base::fail(offer.error());
    if (*offer && said->name != m_servedName) {
        auto file = m_desk.store.blobFile(said->name);
        m_servedName = file ? said->name : base::Hash256();
        m_servedFile = file ? std::move(*file) : QByteArray();
    }
    BlobPartSaid part{said->name, said->offset, 0, {}, {}};
    if (*offer && said->name == m_servedName && said->offset < static_cast<quint64>(m_servedFile.size())) {
        part.total = static_cast<quint64>(m_servedFile.size());
        part.offer = (*offer)->toBytes();
        part.content = m_servedFile.mid(static_cast<qsizetype>(said->offset), partBytes);
    }
    m_desk.say(MessageKind::BlobPart, part);
    return {};
}

base::Status Fetching::onBlobPart(const QByteArray& body)
{
    const auto said = understood<BlobPartSaid>(body);
    if (!said)
        return base::fail(said.error());
    if (m_underWay.isNull() || said->name != m_underWay)
        return outOfPlace(QStringLiteral("content"));
    auto& begun = m_desk.store.blobBegun();
    if (said->total == 0) { // it is not there any more
        if (begun && begun->name == said->name)
            begun.reset();
        drop();
        return {};
    }
    if (!begun || begun->name != said->name)
        begun = BlobBegun{said->name, said->offer, {}};
    if (begun->offer != said->offer) { // begun from another's, which is sealed otherwise
        begun.reset();
        ask(said->name);
        return {};
    }
    const auto here = static_cast<quint64>(begun->content.size());
    const auto arrived = static_cast<quint64>(said->content.size());
    if (said->offset != here || arrived == 0 || said->total > maxBlobBytes || here + arrived > said->total)
        return outOfPlace(QStringLiteral("content"));
    begun->content += said->content;
    if (here + arrived < said->total) {
        ask(said->name);
        return {};
    }
    const BlobBegun whole = *std::exchange(begun, std::nullopt);
    return keep(whole);
}

base::Status Fetching::keep(const BlobBegun& whole)
{
    const auto offer = ledger::BlobOffer::fromBytes(whole.offer);
    if (!offer || offer->name != whole.name)
        return outOfPlace(QStringLiteral("an offer that is none"));
    const auto taken = m_desk.store.ingestBlob(*offer, whole.content);
    if (taken) {
        ++m_desk.exchanged.blobsStored;
        m_desk.tellChanged();
    } else {
        const auto code = taken.error().code;
        m_desk.report(taken.error().what, taken.error().where);
        // Damaged, or its keys are not here yet: the others can be taken all the same.
        if (code != ErrorCode::IntegrityBroken && code != ErrorCode::Busy && code != ErrorCode::InvalidInput)
            return taken;
    }
    drop();
    return {};
}

void Fetching::drop()
{
    m_underWay = {};
    askNext();
}

} // namespace twinward::sync
