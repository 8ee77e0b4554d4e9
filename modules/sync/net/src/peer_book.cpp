#include "peer_book_p.h"

namespace twinward::sync {

QString troubleText(TroubleKind kind)
{
    switch (kind) {
    case TroubleKind::None:
        return {};
    case TroubleKind::Unreachable:
        return QStringLiteral("Nobody answers at this address");
    case TroubleKind::Stranger:
        return QStringLiteral("What answers at this address is not a computer of this clinic");
    case TroubleKind::NotKnownYet:
        return QStringLiteral("One of the two has not heard yet that the other was admitted");
    case TroubleKind::Removed:
        return QStringLiteral("This computer was removed from the clinic and is given nothing");
    case TroubleKind::WeAreRemoved:
        return QStringLiteral("The other computer was told that this one is removed from the clinic");
    case TroubleKind::OtherVersion:
        return QStringLiteral("The other computer has another version of this program");
    case TroubleKind::Silent:
        return QStringLiteral("The other computer stopped answering");
    case TroubleKind::Misunderstood:
        return QStringLiteral("The other computer sent what can't be understood");
    case TroubleKind::CommitRefused:
        return QStringLiteral("An entry that it sent is not in order and was not taken");
    case TroubleKind::Disk:
        return QStringLiteral("The disk can't be read or written");
    case TroubleKind::Other:
        return QStringLiteral("The connection was ended");
    }
    return {};
}

PeerTrouble PeerBook::troubleOf(TroubleKind kind, const QString& what, const QString& where)
{
    return {kind, what.isEmpty() ? troubleText(kind) : what, where, QDateTime::currentDateTimeUtc()};
}

void PeerBook::connecting(record::DeviceId device)
{
    m_entries[device].state = PeerState::Connecting;
}

void PeerBook::connected(record::DeviceId device, const QString& address)
{
    Entry& entry = m_entries[device];
    entry.state = PeerState::Connected;
    entry.since = QDateTime::currentDateTimeUtc();
    entry.address = address;
}

void PeerBook::away(record::DeviceId device)
{
    Entry& entry = m_entries[device];
    if (entry.state == PeerState::Connected)
        entry.since = QDateTime::currentDateTimeUtc();
    entry.state = entry.since.isValid() ? PeerState::Away : PeerState::NeverSeen;
}

void PeerBook::note(record::DeviceId device, TroubleKind kind, const QString& what, const QString& where)
{
    m_entries[device].trouble = troubleOf(kind, what, where);
}

void PeerBook::caughtUp(record::DeviceId device)
{
    PeerTrouble& trouble = m_entries[device].trouble;
    if (trouble.kind != TroubleKind::CommitRefused)
        trouble = {};
}

PeerBook::Entry PeerBook::of(record::DeviceId device) const
{
    const auto found = m_entries.find(device);
    return found == m_entries.end() ? Entry{} : found->second;
}

void PeerBook::noteAddress(const PeerAddress& address, TroubleKind kind)
{
    if (kind == TroubleKind::None)
        m_addresses.erase(address);
    else
        m_addresses[address] = troubleOf(kind, {});
}

std::map<QString, PeerTrouble> PeerBook::addressTroubles() const
{
    std::map<QString, PeerTrouble> all;
    for (const auto& [address, trouble] : m_addresses)
        all[address.toText()] = trouble;
    return all;
}

} // namespace twinward::sync
