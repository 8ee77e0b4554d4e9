#pragma once

// One clinic's vault on several devices: what a peer is told of what is here, the commits themselves as they
// were signed, and the way in for what others bring. Commits travel whole and in the order of their chain,
// because a chain is what is verified and a chart with holes is none; nothing is serialised anew on the way.
// All of it may be called from any thread but the GUI's.

#include "ledger/vault.h"

namespace twinward::ledger {

// A device's commits in one of its epochs.
struct ChainId
{
    record::DeviceId device;
    quint32 epoch = 1;
    friend auto operator<=>(const ChainId&, const ChainId&) = default;
};

// How far a chain goes here. A chain that was forked has one head for each of its branches.
struct ChainHead
{
    ChainId chain;
    quint64 seq = 0;
    record::CommitId commit;
    friend auto operator<=>(const ChainHead&, const ChainHead&) = default;
};

struct WireSegment
{
    QByteArray body; // sealed
    QByteArray sources; // sealed; empty where there are none
};

// A commit, byte for byte as it is stored. Where its entries are is not part of it: that is not signed, so
// who takes it works it out anew.
struct WireCommit
{
    QByteArray header;
    QByteArray deviceSignature;
    QByteArray authorSignature;
    std::vector<WireSegment> segments;
};

[[nodiscard]] qsizetype sizeOf(const WireCommit& commit); // bytes, of all its parts
// As one byte string, for a frame or a bundle; and back, none for what is not exactly that.
[[nodiscard]] QByteArray encodeCommit(const WireCommit& commit);
[[nodiscard]] std::optional<WireCommit> decodeCommit(const QByteArray& bytes);

struct WireLimits
{
    size_t commits = 512;
    qsizetype bytes = 8 << 20; // goes over by one commit at most, or nothing would ever move
};

// What one call to ingest() takes: more is refused whole.
inline constexpr size_t maxIngestCommits = 16'384;
inline constexpr qsizetype maxIngestBytes = qsizetype{1} << 30;

[[nodiscard]] base::Result<std::vector<ChainHead>> heads(const Vault& vault);
// The next commits of a chain, of all its branches, in the order of their seq. Empty where there are none.
[[nodiscard]] base::Result<std::vector<WireCommit>> commitsAfter(
    const Vault& vault, const ChainId& chain, quint64 seq, const WireLimits& limits = {});

// What to ask a peer for that has these heads: each chain with the seq after which to begin.
struct ChainWish
{
    ChainId chain;
    quint64 after = 0;
    friend auto operator<=>(const ChainWish&, const ChainWish&) = default;
};
[[nodiscard]] base::Result<std::vector<ChainWish>> wishes(
    const Vault& vault, const std::vector<ChainHead>& theirs);

// Why a commit was not stored, or is kept and counts for nothing, or what else was found wrong.
enum class Finding : quint8 {
    Malformed = 1, // not a commit, or too large to be one
    OtherVault,
    BadSignature, // of the device or of the author
    NotWhatWasSigned, // a body or source that its header does not name, or that does not open
    RoleForbids, // its author may not sign what it says
    OutOfOrder, // its time or its keys go back behind the commit it follows
    FutureClock, // over a day ahead of our clock: held off until the clocks agree
    TooManyForks,
    TooMuchSetAside,
    SetAsideAuthorRemoved, // stored; its author had been removed by then
    SetAsideDeviceRemoved, // stored; written after the last that counts of a removed device
    Fork, // stored, both branches: two commits bear one number
    OlderCopy, // of this very device somebody holds commits that are missing here: an older copy was put back
    WentBack, // a device signed that it has less of its own chain than it signed before
    AnotherHead, // a device signed another commit than the one that stands here under that number
};
[[nodiscard]] QString findingName(Finding finding); // English, for a log or a terminal

struct Noted
{
    Finding finding = Finding::Malformed;
    ChainId chain;
    quint64 seq = 0;
    record::CommitId commit;
    record::CommitId other; // of a fork: the commit of the same number
    record::DeviceId from; // who brought it; none for a file
    base::HybridTime noticed;
    QString why; // one sentence; only from ingest()
};

// What waits for something that others have: not an error, but a reason to ask.
struct Missing
{
    enum class What : quint8 { EarlierCommits, Device, Author, Keys };
    What what = What::EarlierCommits;
    ChainWish ask; // again from there
};

struct IngestReport
{
    quint64 stored = 0; // commits; they are on the disk
    quint64 known = 0;
    quint64 events = 0; // that could be opened here
    std::vector<Noted> noted; // refused, set aside, forked: at most a hundred
    std::vector<Missing> missing; // one for each chain
    bool ownChainIsAhead = false; // see isOutdated()
};

// Takes what a peer or a file brought: each commit verified before it is stored, and of each chain the good
// part that comes first. Who listens to the vault is told as of commits made here. from: the peer's device,
// none for a file. Errors are the disk's alone (DiskFull, ReadOnly, Io), and InvalidInput for too much at
// once; what was stored before one stays.
[[nodiscard]] base::Result<IngestReport> ingest(
    Vault& vault, const std::vector<WireCommit>& commits, record::DeviceId from = {});

// Everything of the kind that was ever found, oldest first.
[[nodiscard]] base::Result<std::vector<Noted>> evidence(const Vault& vault);

// True once ingest() was shown commits of this very device that are not here, or other ones in their place:
// this folder is an older copy put back, or one of two. Nothing is written until beginEpoch().
[[nodiscard]] base::Result<bool> isOutdated(const Vault& vault);
// What a peer says it has would mean that, if it is true: fetch this device's own chain first. Nothing
// follows from words alone, or a peer could stop others from working.
[[nodiscard]] base::Result<bool> seemsOutdated(const Vault& vault, const std::vector<ChainHead>& theirs);

// For a device restored from a backup: from now on it writes a new chain, whose first commit names the last
// known. What the old one came to elsewhere is taken in like any chain.
base::Status beginEpoch(Vault& vault);
// The same for a folder that is about to be unlocked for the first time after it was put back: nothing is
// written to the old chain at all. Needs no passphrase.
base::Status beginEpochAtNextUnlock(const QString& folder);

} // namespace twinward::ledger
