#pragma once

// Commits by file, for a stick that goes by bus: what a device lacks, with the keys and receipts that go with
// it, sealed to the clinic's devices as they are known here (whoever else finds it sees its size and how
// many devices there are), signed by the one that wrote it. Taken in as from a peer: each commit is verified
// by itself, what came before a cut or a damage stays, and taking it in twice changes nothing, so whatever
// broke off is simply done again. Images are not in it.
//
// The file: "TWBUNDLE", a version, the content key in a sealed box for each device, then a libsodium
// secretstream of chunks of at most 256 KiB, which carries frames (sync/frame.h): who wrote it, keys,
// receipts, batches of commits, and the end with a signature over all of it.

#include "ledger/replica.h"
#include "sync/store.h"

#include <QIODevice>

namespace twinward::sync {

struct BundleChoice
{
    std::vector<ledger::ChainHead> theirs; // what who it is for has already; none: everything
    qint64 enoughBytes = 0; // about so large: the rest goes into another; 0: all of it
    ledger::ProgressFn progress; // done: commits; false stops, and what is written is no bundle
};

struct WrittenBundle
{
    quint64 commits = 0;
    qint64 bytes = 0;
    size_t devices = 0; // that can open it
    bool isAll = true; // else it goes on, in another, from:
    std::vector<ledger::ChainHead> reached; // what who takes it in has then: `theirs` of the next
};

// To a device that is open for writing; the caller makes the file whole (QSaveFile). NotAuthorised while the
// device joins; Cancelled; the disk's errors.
[[nodiscard]] base::Result<WrittenBundle> writeBundle(
    ledger::Vault& vault, QIODevice& to, const BundleChoice& choice = {});

struct TakenBundle
{
    record::DeviceId from; // who wrote it
    quint64 stored = 0; // commits
    quint64 known = 0;
    quint64 events = 0;
    std::vector<ledger::Noted> noted; // refused, set aside, forked: at most a hundred
    bool needsEarlier = false; // it goes on from commits that are not here: an earlier bundle comes first
    bool ownChainIsAhead = false; // see ledger::isOutdated()
    // Why not all of it could be read: it is cut, damaged, or was not signed by who it says. What is counted
    // above is stored all the same.
    std::optional<base::Error> trouble;
};

// InvalidInput for what is no bundle, NotAuthorised for one that is not for this device or not from one of
// the clinic's, Unsupported for a newer version's: nothing was stored then. The disk's errors; Cancelled.
[[nodiscard]] base::Result<TakenBundle> takeBundle(
    ledger::Vault& vault, QIODevice& from, const ledger::ProgressFn& progress = {});

} // namespace twinward::sync
