// Who read what on a computer that is still joining: it can write no commits yet, so the accesses wait with
// the user's private items and are logged when their time comes, with the time when they happened.

#include "private_items_p.h"
#include "vault_p.h"

#include "base/cbor.h"
#include "record/event_codec.h"

namespace twinward::ledger {

namespace {

const QString itemName = QStringLiteral("ledger/deferred accesses");

QByteArray encode(const QByteArray& waiting, const std::vector<record::Event>& added)
{
    std::vector<QByteArray> all;
    if (!waiting.isEmpty()) {
        base::CborReader reader(waiting);
        for (quint64 left = reader.enterArray(); left > 0; --left)
            all.push_back(reader.bytes());
    }
    for (const record::Event& event : added)
        all.push_back(record::encodeEvent(event));
    base::CborWriter writer;
    writer.array(all.size());
    for (const QByteArray& bytes : all)
        writer.bytes(bytes);
    return writer.data();
}

std::vector<record::Event> decode(const QByteArray& waiting)
{
    std::vector<record::Event> events;
    base::CborReader reader(waiting);
    for (quint64 left = reader.enterArray(); left > 0; --left) {
        if (auto event = record::decodeEvent(reader.bytes()))
            events.push_back(std::move(*event));
    }
    return events;
}

} // namespace

void Vault::Private::logAccess(std::vector<record::AccessLogged> accesses)
{
    std::vector<record::Event> events;
    events.reserve(accesses.size());
    for (record::AccessLogged& access : accesses)
        events.push_back(accessEvent(std::move(access)));
    if (events.empty())
        return;
    {
        const std::lock_guard guard(databaseMutex);
        if (isJoining) {
            const QByteArray waiting = getPrivateItem(*database, identity, itemName);
            putPrivateItem(*database, identity, itemName, encode(waiting, events));
            return;
        }
    }
    (void)commit(std::move(events));
}

void Vault::Private::logDeferredAccess()
{
    QByteArray waiting;
    {
        const std::lock_guard guard(databaseMutex);
        waiting = getPrivateItem(*database, identity, itemName);
    }
    if (waiting.isEmpty())
        return;
    auto events = decode(waiting);
    if (!events.empty())
        (void)commit(std::move(events),
            [this](Database& open, const SealedCommit&) { removePrivateItem(open, identity, itemName); });
}

} // namespace twinward::ledger
