#include "sync_relay/relay_visit.h"

#include "ledger/joining.h"
#include "others_letters_p.h"

#include <algorithm>

namespace twinward::sync {

using base::ErrorCode;

namespace {

// The line as the desk sees it: what other clinics sent need not come twice.
class OwnLetters : public Carrier
{
public:
    explicit OwnLetters(PostgresCarrier& carrier)
        : m_carrier(carrier)
    { }
    base::Status leave(const Letter& letter) override { return m_carrier.leave(letter); }
    base::Result<Collected> collect(quint64 after) override
    {
        return m_carrier.collectFrom(PostgresCarrier::Senders::OwnClinic, after);
    }
    base::Status takeBack(const base::Hash256& to, const std::vector<base::Hash256>& letters) override
    {
        return m_carrier.takeBack(to, letters);
    }

private:
    PostgresCarrier& m_carrier;
};

} // namespace

class RelayVisit::Private
{
public:
    Private(ledger::Vault& openVault, PostgresCarrier& line, const QString& name, RelayDeskOptions given)
        : vault(openVault)
        , carrier(line)
        , own(line)
        , others(line)
        , where(name)
        , options(std::move(given))
    { }

    // A computer that still joins can't say which clinic it is of, nor open what others send.
    [[nodiscard]] bool isJoining() const { return ledger::isJoining(vault); }
    [[nodiscard]] QString markKey() const { return QStringLiteral("sync/post/") + where; }
    [[nodiscard]] base::Result<base::Hash256> clinic();
    base::Status takeOthers(Ask ask, RelayTaken& taken);

    ledger::Vault& vault;
    PostgresCarrier& carrier;
    OwnLetters own;
    OthersLetters others;
    QString where;
    RelayDeskOptions options;
    quint64 waiting = 0; // of those before `others.reached()`
};

base::Result<base::Hash256> RelayVisit::Private::clinic()
{
    auto known = carrier.clinic();
    if (!known || isJoining())
        return known;
    const auto card = ledger::ownCard(vault);
    if (!card)
        return base::fail(card.error());
    if (card->id != *known) {
        return base::fail(ErrorCode::NotAuthorised,
            QStringLiteral("The relay knows this name as another clinic's"), where,
            QStringLiteral("Check the user= of the relay's address."));
    }
    return known;
}

base::Status RelayVisit::Private::takeOthers(Ask ask, RelayTaken& taken)
{
    const auto kept = vault.getPrivate(markKey());
    if (!kept)
        return base::fail(kept.error());
    const quint64 mark = kept->toULongLong();
    const quint64 begin = ask == Ask::NewOnly ? std::max(mark, others.reached()) : mark;
    const bool isFromMark = begin == mark;
    taken.others.mark = begin;
    const auto collected = collectLetters(vault, others, taken.others);
    const auto& refused = taken.others.refused;
    const auto later = static_cast<quint64>(std::count_if(
        refused.begin(), refused.end(), [](const PostReport::Refused& each) { return each.again; }));
    waiting = isFromMark ? later : waiting + later;
    taken.waiting = waiting;
    if (isFromMark && taken.others.mark != mark) {
        if (auto noted = vault.putPrivate(markKey(), QByteArray::number(taken.others.mark)); !noted)
            return noted;
    }
    return collected;
}

RelayVisit::RelayVisit(
    ledger::Vault& vault, PostgresCarrier& carrier, const QString& where, RelayDeskOptions options)
    : d(std::make_unique<Private>(vault, carrier, where, std::move(options)))
{ }

RelayVisit::~RelayVisit() = default;

base::Status RelayVisit::begin()
{
    const auto clinic = d->clinic();
    return clinic ? base::Status() : base::fail(clinic.error());
}

base::Result<RelayTaken> RelayVisit::pull(Ask ask)
{
    const auto clinic = d->clinic();
    if (!clinic)
        return base::fail(clinic.error());
    RelayTaken taken;
    auto round = RelayDesk(d->vault, d->own, d->where, *clinic, d->options).pull();
    if (!round)
        return base::fail(round.error());
    taken.own = std::move(*round);
    if (d->isJoining())
        return taken;
    if (const auto others = d->takeOthers(ask, taken); !others)
        return base::fail(others.error());
    return taken;
}

base::Result<RelayLeft> RelayVisit::push()
{
    const auto clinic = d->clinic();
    if (!clinic)
        return base::fail(clinic.error());
    RelayLeft left;
    auto round = RelayDesk(d->vault, d->own, d->where, *clinic, d->options).push();
    if (!round)
        return base::fail(round.error());
    left.own = std::move(*round);
    if (d->isJoining())
        return left;
    d->others.beginVisit();
    PostReport post;
    if (const auto posted = leaveLetters(d->vault, d->others, post); !posted)
        return base::fail(posted.error());
    left.lettersToOthers = d->others.lettersLeft();
    left.notThere = d->others.notThere();
    left.full = d->others.full();
    left.refused = std::move(post.refused);
    return left;
}

} // namespace twinward::sync
