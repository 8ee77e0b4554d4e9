#include "sync_relay/relay_desk.h"

#include "known_heads_p.h"
#include "ledger/joining.h"
#include "letter_parts_p.h"
#include "relay_memory_p.h"
#include "sync/bundle.h"

#include <algorithm>
#include <QBuffer>
#include <QDateTime>

namespace twinward::sync {

using base::ErrorCode;

namespace {

constexpr qint64 dayMs = 24LL * 3600 * 1000;
constexpr int mostDoublings = 5; // 32 days
constexpr size_t maxNoted = 100;
constexpr qsizetype maxHeldBack = qsizetype{256} << 20; // bytes of bundles that wait for others of one visit

// What a letter's content can be at fault for, and not the disk.
bool isTheLettersFault(const base::Error& error)
{
    return error.code == ErrorCode::InvalidInput || error.code == ErrorCode::NotAuthorised
        || error.code == ErrorCode::IntegrityBroken || error.code == ErrorCode::Unsupported;
}

} // namespace

class RelayDesk::Private
{
public:
    Private(ledger::Vault& openVault, Carrier& theCarrier, const QString& name, const base::Hash256& clinicId,
        RelayDeskOptions given)
        : vault(openVault)
        , carrier(theCarrier)
        , key(QStringLiteral("sync/relay/") + name)
        , clinic(clinicId)
        , options(std::move(given))
    {
        if (!options.now)
            options.now = [] { return QDateTime::currentMSecsSinceEpoch(); };
        if (!options.mayGoOn)
            options.mayGoOn = [] { return true; };
    }

    [[nodiscard]] ledger::ProgressFn progress() const
    {
        return [mayGoOn = options.mayGoOn](const ledger::Progress&) { return mayGoOn(); };
    }

    base::Status load()
    {
        const auto kept = vault.getPrivate(key);
        if (!kept)
            return base::fail(kept.error());
        memory = RelayMemory::fromBytes(*kept);
        return {};
    }
    base::Status keep() { return vault.putPrivate(key, memory.toBytes()); }

    // ---- what comes ----
    base::Status takeAll(RelayRound& round);
    base::Status takeLetter(const Letter& letter, RelayRound& round);
    base::Status takeBundleOf(const QByteArray& bundle, RelayRound& round, std::vector<QByteArray>* later);
    base::Status takeHeldBack(RelayRound& round);
    void note(const base::Error& trouble, RelayRound& round) const
    {
        if (round.troubles.size() < maxNoted)
            round.troubles.push_back(trouble);
    }

    // ---- what goes ----
    struct View
    {
        HeadMap known; // what every other computer is known to have
        HeadMap carried; // what lies at the carrier, or has arrived, by what its writers said
        bool isAlone = true; // this clinic has no other computer
    };
    [[nodiscard]] base::Result<View> look(const KnownHeads& heads) const;
    [[nodiscard]] base::Result<bool> isTimeForAnother(const KnownHeads& heads, const View& view) const;
    base::Status leaveFrom(const KnownHeads& heads, HeadMap theirs, RelayRound& round);
    base::Result<WrittenBundle> leaveOne(
        const std::vector<ledger::ChainHead>& theirs, qint64 enoughBytes, RelayRound& round);
    base::Status takeBack(RelayRound& round, const std::function<bool(size_t, const CarriedLetter&)>& isOver);

    ledger::Vault& vault;
    Carrier& carrier;
    QString key;
    base::Hash256 clinic;
    RelayDeskOptions options;
    ForeignLetterFn foreign;
    RelayMemory memory;
    LetterParts parts;
    std::vector<QByteArray> heldBack;
    qsizetype heldBackBytes = 0;
};

// ---- what comes
// ------------------------------------------------------------------------------------------------

base::Status RelayDesk::Private::takeAll(RelayRound& round)
{
    parts = {};
    heldBack.clear();
    heldBackBytes = 0;
    quint64 at = memory.mark;
    while (true) {
        const auto collected = carrier.collect(at);
        if (!collected)
            return base::fail(collected.error());
        for (const Letter& letter : collected->letters) {
            if (auto taken = takeLetter(letter, round); !taken)
                return taken;
        }
        at = collected->mark;
        // a bundle of which parts are missing is begun anew at the next visit
        if (!parts.hasUnfinished() && at != memory.mark) {
            memory.mark = at;
            if (auto kept = keep(); !kept)
                return kept;
        }
        if (collected->isAll)
            return takeHeldBack(round);
    }
}

base::Status RelayDesk::Private::takeLetter(const Letter& letter, RelayRound& round)
{
    if (letter.from != clinic) {
        if (!foreign)
            return {};
        ++round.lettersTaken;
        return foreign(letter);
    }
    const bool isOwn = std::any_of(memory.carried.begin(), memory.carried.end(),
        [&](const CarriedLetter& carried) { return carried.id == letter.id; });
    if (isOwn)
        return {};
    const auto bundle = parts.add(letter.content);
    if (!bundle) {
        note(bundle.error(), round);
        return {};
    }
    ++round.lettersTaken;
    return *bundle ? takeBundleOf(**bundle, round, &heldBack) : base::Status();
}

// later: where it goes when it goes on from something that may still come.
base::Status RelayDesk::Private::takeBundleOf(
    const QByteArray& bundle, RelayRound& round, std::vector<QByteArray>* later)
{
    QBuffer buffer;
    buffer.setData(bundle);
    buffer.open(QIODevice::ReadOnly);
    const auto taken = takeBundle(vault, buffer, progress());
    if (!taken) {
        if (!isTheLettersFault(taken.error()))
            return base::fail(taken.error());
        note(taken.error(), round);
        return {};
    }
    round.commitsStored += taken->stored;
    round.ownChainIsAhead = round.ownChainIsAhead || taken->ownChainIsAhead;
    if (taken->from != vault.device())
        memory.writers.insert(taken->from);
    if (taken->needsEarlier && later != nullptr && heldBackBytes + bundle.size() <= maxHeldBack) {
        heldBackBytes += bundle.size();
        later->push_back(bundle);
        return {};
    }
    for (const ledger::Noted& noted : taken->noted) {
        if (round.noted.size() < maxNoted)
            round.noted.push_back(noted);
    }
    if (taken->trouble)
        note(*taken->trouble, round);
    if (taken->needsEarlier) {
        note({ErrorCode::NotFound, QStringLiteral("A letter goes on from one that did not come"),
                 taken->from.toString(),
                 QStringLiteral("It comes again by itself, at the latest within a few days.")},
            round);
    }
    return {};
}

base::Status RelayDesk::Private::takeHeldBack(RelayRound& round)
{
    while (!heldBack.empty()) {
        const quint64 before = round.commitsStored;
        std::vector<QByteArray> again;
        std::vector<QByteArray> trying;
        trying.swap(heldBack);
        heldBackBytes = 0;
        for (const QByteArray& bundle : trying) {
            if (auto taken = takeBundleOf(bundle, round, &again); !taken)
                return taken;
        }
        if (round.commitsStored == before) { // nothing more moves: say so
            for (const QByteArray& bundle : again) {
                if (auto taken = takeBundleOf(bundle, round, nullptr); !taken)
                    return taken;
            }
            return {};
        }
        heldBack.swap(again);
    }
    return {};
}

// ---- what goes
// ------------------------------------------------------------------------------------------------

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
