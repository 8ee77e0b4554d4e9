#pragma once

// One link between two devices of one clinic: they greet each other, say how far their chains go, and send
// what the other lacks. Driven from outside: bytes in, bytes out, and what time it is; so the same code runs
// over sockets and in a simulated network. Not for the GUI's thread: each call may wait for the disk.
//
// What it relies on. The transport encrypts, keeps bytes in order and unaltered, and gives both ends the same
// `binding`, another one for every pair of keys (TLS 1.3 with both certificates pinned gives all of that).
// On top, each end shows by a keyed hash that it knows the clinic's secret id and by its device's signature
// who it is, over fresh random numbers and the binding: nobody passes a greeting on to another link, and a
// stranger who gets as far as this hears a random number and then silence. What then comes is believed no
// more for that: each commit, key, receipt and content is verified by itself before it is stored.
//
// In what order. A chain is verified from its beginning, so nobody can be given today's patients before last
// year's; but commits are sent in the order of their hybrid time across all chains, which no dependency
// runs against, and what arrived is of use at once. Who is far behind is first given the charts that were
// written last a second time, to be shown until their turn comes (ledger/early_charts.h). When the line
// breaks, the next greeting begins with what is on the disk. No set reconciliation: one number for each
// (device, epoch) says exactly what a peer has, because a chain has no holes; where a chain was forked its
// branches are asked for from where they part.

#include "sync/frame.h"
#include "sync/store.h"

#include <functional>
#include <memory>

namespace twinward::sync {

// Numbers on the wire.
enum class GoodbyeReason : quint8 { Done, Version, NotEnrolled, Removed, Malformed, Silent, Failed };

struct Link
{
    enum class End : quint8 { Caller, Answerer };
    End end = End::Caller;
    QByteArray binding;
    record::DeviceId expected; // the device that was paired; none where the transport doesn't know
    std::function<void(const QByteArray&)> send;
};

enum class BlobPolicy : quint8 { OnDemand, Everything };

struct ConversationOptions
{
    BlobPolicy blobs = BlobPolicy::OnDemand;
    size_t batchCommits = 256;
    qsizetype batchBytes = 512 << 10;
    int window = 4; // batches that may be under way and not stored yet
    quint64 earlyFrom = 1000; // who lacks more commits is shown the newest charts before their turn
    qint64 greetingMs = 15'000;
    qint64 stillHereMs = 20'000; // after which silence is broken
    qint64 silenceMs = 60'000; // after which the far end is given up
    qint64 offersAgainMs = 300'000;
};

enum class ConversationState : quint8 {
    Greeting,
    Working, // something is under way
    CaughtUp, // all that the far end has is here, as far as it said
    Waiting, // what it has can't be taken yet: for other commits, keys or clocks
    Closed,
};

// What went wrong, for a log or a panel. finding: where it is about a commit.
struct Trouble
{
    record::DeviceId from;
    QString what;
    QString where;
    std::optional<ledger::Finding> finding;
};

struct Exchanged
{
    quint64 commitsStored = 0;
    quint64 commitsSent = 0;
    quint64 blobsStored = 0;
    quint64 bytesIn = 0;
    quint64 bytesOut = 0;
};

// Called from within the conversation; none may destroy it.
struct ConversationEvents
{
    std::function<void()> changed; // what is here is more now: tell the other links
    std::function<void(const Trouble&)> trouble;
    std::function<void()> outdated; // this folder is an older copy: ledger::beginEpoch() after asking
};

class Conversation
{
public:
    // The store must outlive it.
    Conversation(
        Store& store, Link link, const ConversationOptions& options = {}, ConversationEvents events = {});
    ~Conversation();
    Conversation(const Conversation&) = delete;
    Conversation& operator=(const Conversation&) = delete;

    void start(qint64 nowMs);
    void received(QByteArrayView bytes, qint64 nowMs);
    void tick(qint64 nowMs); // about once a second
    void changed(); // something was committed here, or came over another link
    void wantBlob(const base::Hash256& name); // before all others
    void close(); // says goodbye

    [[nodiscard]] ConversationState state() const;
    [[nodiscard]] record::DeviceId peer() const; // once it has shown who it is
    [[nodiscard]] GoodbyeReason closedFor() const; // where it is closed
    [[nodiscard]] const Exchanged& exchanged() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace twinward::sync
