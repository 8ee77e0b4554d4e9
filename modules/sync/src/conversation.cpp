#include "sync/conversation.h"

#include "fetching_p.h"
#include "greeting_p.h"
#include "pulling_p.h"
#include "serving_p.h"

namespace twinward::sync {

using base::ErrorCode;

class Conversation::Private
{
public:
    Private(Store& store, Link link, const ConversationOptions& options, ConversationEvents events)
        : desk{store, std::move(link), options, std::move(events), {}, {}, 0, 0}
    { }

    void read()
    {
        while (!closedFor) {
            const auto message = reader.next();
            if (!message) {
                refuse(message.error());
                return;
            }
            if (!*message)
                return;
            if (const auto heard = hear(**message); !heard)
                refuse(heard.error());
        }
    }

    base::Status hear(const Message& message)
    {
        if (message.kind == MessageKind::Goodbye)
            return hearGoodbye(message.body);
        if (!isGreeting(message.kind))
            return greeting.isDone() ? work(message) : outOfPlace(QStringLiteral("greeting"));
        if (message.kind == MessageKind::Hello)
            return greeting.onHello(message.body);
        if (message.kind == MessageKind::Proof)
            return greeting.onProof(message.body);
        if (const auto known = greeting.onIdentity(message.body); !known)
            return known;
        reader.trust();
        return pulling.begin();
    }

    base::Status work(const Message& message)
    {
        switch (message.kind) {
        case MessageKind::Heads:
            return pulling.onHeads(message.body);
        case MessageKind::WantKeys:
            return serving.onWantKeys();
        case MessageKind::Keys:
            return pulling.onKeys(message.body);
        case MessageKind::Want:
            return serving.onWant(message.body);
        case MessageKind::WantNewest:
            return serving.onWantNewest(message.body);
        case MessageKind::Newest:
            return pulling.onNewest(message.body);
        case MessageKind::Batch:
            return pulling.onBatch(message.body);
        case MessageKind::Taken:
            return serving.onTaken(message.body);
        case MessageKind::Stop:
            return serving.onStop(message.body);
        case MessageKind::Served:
            return pulling.onServed(message.body);
        case MessageKind::WantOffers:
            return fetching.onWantOffers(message.body);
        case MessageKind::Offers:
            return fetching.onOffers(message.body);
        case MessageKind::WantBlob:
            return fetching.onWantBlob(message.body);
        case MessageKind::BlobPart:
            return fetching.onBlobPart(message.body);
        default:
            return {};
        }
    }

    base::Status hearGoodbye(const QByteArray& body)
    {
        const auto said = understood<GoodbyeSaid>(body);
        if (!said)
            return base::fail(said.error());
        closedFor = said->reason;
        if (said->reason != GoodbyeReason::Done)
            desk.report(QStringLiteral("The other computer ended the connection"), said->why.left(200));
        return {};
    }

    // The far end hears why only where it is known to be of the clinic.
    void refuse(const base::Error& error)
    {
        GoodbyeReason reason = GoodbyeReason::Failed;
        if (!greeting.isDone())
            reason = greeting.reason();
        else if (error.code == ErrorCode::InvalidInput)
            reason = GoodbyeReason::Malformed;
        else if (error.code == ErrorCode::NotAuthorised)
            reason = GoodbyeReason::Removed;
        desk.report(error.what, error.where);
        end(reason, error.what);
    }

    void end(GoodbyeReason reason, const QString& why)
    {
        if (closedFor)
            return;
        closedFor = reason;
        if (greeting.isProven() || reason == GoodbyeReason::Version)
            desk.say(MessageKind::Goodbye, GoodbyeSaid{reason, why});
    }

    // Runs what may fail on this side, outside of any message.
    void attempt(const base::Status& done)
    {
        if (!done)
            refuse(done.error());
    }

    Desk desk;
    Greeting greeting{desk};
    Pulling pulling{desk};
    Serving serving{desk};
    Fetching fetching{desk};
    FrameReader reader;
    std::optional<GoodbyeReason> closedFor;
    qint64 startedMs = 0;
    qint64 heardMs = 0;
};

Conversation::Conversation(
    Store& store, Link link, const ConversationOptions& options, ConversationEvents events)
    : d(std::make_unique<Private>(store, std::move(link), options, std::move(events)))
{ }

Conversation::~Conversation() = default;

void Conversation::start(qint64 nowMs)
{
    d->desk.nowMs = d->desk.lastSentMs = d->startedMs = d->heardMs = nowMs;
    d->greeting.start();
}

void Conversation::received(QByteArrayView bytes, qint64 nowMs)
{
    if (d->closedFor)
        return;
    d->desk.nowMs = d->heardMs = nowMs;
    d->desk.exchanged.bytesIn += static_cast<quint64>(bytes.size());
    d->reader.add(bytes);
    d->read();
    if (state() == ConversationState::CaughtUp)
        d->fetching.lookAround();
}

void Conversation::tick(qint64 nowMs)
{
    if (d->closedFor)
        return;
    d->desk.nowMs = nowMs;
    const bool isLate = !d->greeting.isDone() && nowMs - d->startedMs > d->desk.options.greetingMs;
    if (isLate || nowMs - d->heardMs > d->desk.options.silenceMs) {
        d->end(GoodbyeReason::Silent, QStringLiteral("Nothing was heard for too long"));
        return;
    }
    if (d->greeting.isDone() && nowMs - d->desk.lastSentMs >= d->desk.options.stillHereMs)
        d->desk.sayBytes(MessageKind::StillHere, {});
    if (state() == ConversationState::CaughtUp)
        d->fetching.lookAround();
}

void Conversation::changed()
{
    if (!d->closedFor && d->greeting.isDone())
        d->attempt(d->pulling.changed());
}

void Conversation::wantBlob(const base::Hash256& name)
{
    if (!d->closedFor && d->greeting.isDone())
        d->fetching.want(name);
}

void Conversation::close()
{
    d->end(GoodbyeReason::Done, {});
}

ConversationState Conversation::state() const
{
    if (d->closedFor)
        return ConversationState::Closed;
    return d->greeting.isDone() ? d->pulling.state() : ConversationState::Greeting;
}

record::DeviceId Conversation::peer() const
{
    return d->desk.peer;
}

GoodbyeReason Conversation::closedFor() const
{
    return d->closedFor.value_or(GoodbyeReason::Done);
}

const Exchanged& Conversation::exchanged() const
{
    return d->desk.exchanged;
}

} // namespace twinward::sync
