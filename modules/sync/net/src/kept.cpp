#include "kept_p.h"

#include "base/cbor.h"

namespace twinward::sync {

namespace {

const QString key = QStringLiteral("sync/service");
constexpr qint64 format = 1;
constexpr quint64 maxEntries = 1'000;

template <class Each> void readList(base::CborReader& reader, Each each)
{
    const quint64 size = reader.enterArray(maxEntries);
    for (quint64 i = 0; i < size && !reader.failed(); ++i)
        each();
    reader.leaveArray();
}

} // namespace

Kept Kept::read(const ledger::Vault& vault)
{
    const auto bytes = vault.getPrivate(key);
    if (!bytes || bytes->isEmpty())
        return {};
    Kept kept;
    base::CborReader reader(*bytes);
    if (reader.enterArray() < 5 || reader.integer() != format)
        return {};
    readList(reader, [&] {
        if (auto address = PeerAddress::fromText(reader.text(), 0))
            kept.addresses.push_back(std::move(*address));
    });
    readList(reader, [&] {
        if (const auto device = record::DeviceId::fromBytes(reader.bytesView()))
            kept.destinations.insert(*device);
    });
    kept.images = reader.integer() == 1 ? BlobPolicy::Everything : BlobPolicy::OnDemand;
    readList(reader, [&] {
        reader.enterArray(2);
        const auto device = record::DeviceId::fromBytes(reader.bytesView());
        QByteArray signingKey = reader.bytes();
        reader.leaveArray();
        if (device)
            kept.pinned.push_back({*device, std::move(signingKey)});
    });
    reader.leaveArray();
    return reader.atEnd() ? kept : Kept{};
}

base::Status Kept::write(ledger::Vault& vault) const
{
    base::CborWriter writer;
    writer.array(5).integer(format).array(addresses.size());
    for (const PeerAddress& address : addresses)
        writer.text(address.toText());
    writer.array(destinations.size());
    for (const record::DeviceId& device : destinations)
        writer.bytes(device.toBytes());
    writer.integer(images == BlobPolicy::Everything ? 1 : 0).array(pinned.size());
    for (const PinnedDevice& one : pinned)
        writer.array(2).bytes(one.device.toBytes()).bytes(one.signingKey);
    return vault.putPrivate(key, writer.data());
}

} // namespace twinward::sync
