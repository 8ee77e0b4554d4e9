#include "relay_desk_p.h"

#include <algorithm>
#include <QBuffer>

namespace twinward::sync {

using base::ErrorCode;

namespace {

constexpr qsizetype maxHeldBack = qsizetype{256} << 20; // bytes of bundles that wait for others of one visit

// What a letter's content can be at fault for, and not the disk.
bool isTheLettersFault(const base::Error& error)
{
    return error.code == ErrorCode::InvalidInput || error.code == ErrorCode::NotAuthorised
        || error.code == ErrorCode::IntegrityBroken || error.code == ErrorCode::Unsupported;
}

} // namespace

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

} // namespace twinward::sync
