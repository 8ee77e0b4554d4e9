#include "relay_desk_p.h"

#include "ledger/joining.h"

#include <algorithm>
#include <QBuffer>

namespace twinward::sync {

namespace {

constexpr qint64 dayMs = 24LL * 3600 * 1000;
constexpr int mostDoublings = 5; // 32 days

} // namespace

base::Result<RelayDesk::Private::View> RelayDesk::Private::look(const KnownHeads& heads) const
{
    const record::Roster roster = vault.roster();
    std::map<record::DeviceId, Receipt> receipts;
    for (Receipt& receipt : ReceiptBook(vault).receipts())
        receipts.insert_or_assign(receipt.device, std::move(receipt));
    View view;
    const auto inLetters = heads.coveredBy(memory.upTo);
    if (!inLetters)
        return base::fail(inLetters.error());
    view.carried = *inLetters;
    for (const auto& [device, enrolled] : roster.devices()) {
        const bool readsPost = enrolled.holdsKeys && !roster.removedDevices().contains(device);
        if (device == vault.device() || !readsPost)
            continue;
        const auto receipt = receipts.find(device);
        const auto has = heads.coveredBy(
            receipt == receipts.end() ? std::vector<ledger::ChainHead>() : receipt->second.holds);
        if (!has)
            return base::fail(has.error());
        view.known = view.isAlone ? *has : lesserOf(view.known, *has);
        view.isAlone = false;
        if (memory.writers.contains(device))
            view.carried = greaterOf(view.carried, *has);
    }
    return view;
}

// What was left long ago and nobody answered, or what somebody had and has no more.
base::Result<bool> RelayDesk::Private::isTimeForAnother(const KnownHeads& heads, const View& view) const
{
    const auto from = heads.coveredBy(memory.from);
    if (!from)
        return base::fail(from.error());
    const qint64 wait = dayMs << std::min(memory.timesAgain, mostDoublings);
    return isLess(view.known, *from) || (memory.leftMs != 0 && options.now() >= memory.leftMs + wait);
}

base::Result<WrittenBundle> RelayDesk::Private::leaveOne(
    const std::vector<ledger::ChainHead>& theirs, qint64 enoughBytes, RelayRound& round)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    BundleChoice choice;
    choice.theirs = theirs;
    choice.enoughBytes = enoughBytes;
    choice.progress = progress();
    auto written = writeBundle(vault, buffer, choice);
    if (!written)
        return written;
    std::vector<Letter> letters;
    for (QByteArray& content : cutForLetters(buffer.data(), options.letterBytes)) {
        const auto id = base::Hash256::of(content);
        letters.push_back({clinic, clinic, id, std::move(content)});
        memory.carried.push_back({id, written->commits > 0});
    }
    // Remembered before it is left: cut off in between, it is taken back one day, not forgotten there.
    if (auto kept = keep(); !kept)
        return base::fail(kept.error());
    for (const Letter& letter : letters) {
        if (auto left = carrier.leave(letter); !left)
            return base::fail(left.error());
        ++round.lettersLeft;
    }
    round.commitsLeft += written->commits;
    return written;
}

base::Status RelayDesk::Private::leaveFrom(const KnownHeads& heads, HeadMap theirs, RelayRound& round)
{
    std::vector<ledger::ChainHead> from = listOf(theirs);
    qint64 enough = options.bundleBytes;
    while (true) {
        const auto written = leaveOne(from, enough, round);
        if (!written)
            return base::fail(written.error());
        const bool isStuck = !written->isAll && written->reached == from;
        enough = isStuck ? 0 : options.bundleBytes; // a fork in the way: all of the rest at once
        from = written->reached;
        if (!isStuck) {
            const auto reached = heads.coveredBy(from);
            if (!reached)
                return base::fail(reached.error());
            theirs = greaterOf(theirs, *reached);
            memory.upTo = listOf(theirs);
        }
        if (written->isAll)
            memory.said = heads.ours();
        if (auto kept = keep(); !kept || written->isAll)
            return kept;
    }
}

base::Status RelayDesk::Private::takeBack(
    RelayRound& round, const std::function<bool(size_t, const CarriedLetter&)>& isOver)
{
    std::vector<base::Hash256> over;
    std::vector<CarriedLetter> staying;
    for (size_t i = 0; i < memory.carried.size(); ++i) {
        if (isOver(i, memory.carried[i]))
            over.push_back(memory.carried[i].id);
        else
            staying.push_back(memory.carried[i]);
    }
    if (over.empty())
        return {};
    if (auto gone = carrier.takeBack(clinic, over); !gone)
        return gone;
    round.lettersTakenBack += over.size();
    memory.carried = std::move(staying);
    return keep();
}

RelayDesk::RelayDesk(ledger::Vault& vault, Carrier& carrier, const QString& name, const base::Hash256& clinic,
    RelayDeskOptions options)
    : d(std::make_unique<Private>(vault, carrier, name, clinic, std::move(options)))
{ }

RelayDesk::~RelayDesk() = default;

void RelayDesk::onForeignLetter(ForeignLetterFn taker)
{
    d->foreign = std::move(taker);
}

base::Result<RelayRound> RelayDesk::pull()
{
    RelayRound round;
    if (auto loaded = d->load(); !loaded)
        return base::fail(loaded.error());
    if (auto taken = d->takeAll(round); !taken)
        return base::fail(taken.error());
    if (auto kept = d->keep(); !kept)
        return base::fail(kept.error());
    return round;
}

base::Result<RelayRound> RelayDesk::push()
{
    RelayRound round;
    if (ledger::isJoining(d->vault))
        return round;
    if (auto loaded = d->load(); !loaded)
        return base::fail(loaded.error());
    auto ours = ledger::heads(d->vault);
    if (!ours)
        return base::fail(ours.error());
    std::sort(ours->begin(), ours->end());
    const KnownHeads heads(d->vault, std::move(*ours));
    const auto view = d->look(heads);
    if (!view)
        return base::fail(view.error());
    if (view->isAlone)
        return round;
    const bool haveAll = heads.isAll(view->known);
    const auto isTime = d->isTimeForAnother(heads, *view);
    if (!isTime)
        return base::fail(isTime.error());
    const bool isAnew = !haveAll && *isTime;
    const size_t before = d->memory.carried.size();
    const HeadMap theirs = isAnew ? view->known : greaterOf(view->known, view->carried);
    base::Status done;
    const bool isOver = haveAll
        && std::any_of(d->memory.carried.begin(), d->memory.carried.end(),
            [](const CarriedLetter& letter) { return letter.hasCommits; });
    if (isAnew || isOver || !heads.isAll(theirs) || d->memory.said != heads.ours()) {
        if (isAnew || haveAll || d->memory.leftMs == 0) {
            d->memory.from = listOf(view->known);
            d->memory.timesAgain = isAnew ? d->memory.timesAgain + 1 : 0;
            d->memory.leftMs = haveAll ? 0 : d->options.now();
        }
        done = d->leaveFrom(heads, theirs, round);
        if (!done)
            return base::fail(done.error());
    }
    // The newest letter stands for those that brought what all have, or bring nothing but an older receipt.
    const size_t last = d->memory.carried.size() - 1;
    const bool isReplaced = isAnew || haveAll;
    done = d->takeBack(round, [&](size_t i, const CarriedLetter& letter) {
        const bool isOlder = d->memory.carried.size() > before ? i < before : i < last;
        return isOlder && (isReplaced || !letter.hasCommits);
    });
    if (!done)
        return base::fail(done.error());
    return round;
}

} // namespace twinward::sync
