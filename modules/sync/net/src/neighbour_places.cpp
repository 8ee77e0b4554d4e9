#include "neighbour_places_p.h"

#include "base/cbor.h"

namespace twinward::sync {

namespace {

const QString key = QStringLiteral("sync/neighbours");
constexpr qint64 format = 1;
constexpr quint64 maxClinics = 10'000;
constexpr quint64 maxAddresses = 100; // of one

} // namespace

NeighbourPlaces NeighbourPlaces::read(const ledger::Vault& vault)
{
    const auto bytes = vault.getPrivate(key);
    if (!bytes || bytes->isEmpty())
        return {};
    NeighbourPlaces places;
    base::CborReader reader(*bytes);
    if (reader.enterArray() < 2 || reader.integer() != format)
        return {};
    for (quint64 left = reader.enterArray(maxClinics); left > 0 && !reader.failed(); --left) {
        reader.enterArray();
        const auto clinic = record::ClinicId::fromBytes(reader.bytesView());
        Of of;
        for (quint64 more = reader.enterArray(maxAddresses); more > 0 && !reader.failed(); --more) {
            if (auto address = PeerAddress::fromText(reader.text(), 0))
                of.typed.push_back(std::move(*address));
        }
        reader.leaveArray();
        of.met = PeerAddress::fromText(reader.text(), 0);
        reader.leaveArray();
        if (clinic)
            places.clinics[*clinic] = std::move(of);
    }
    reader.leaveArray();
    reader.leaveArray();
    return reader.atEnd() ? places : NeighbourPlaces{};
}

base::Status NeighbourPlaces::write(ledger::Vault& vault) const
{
    base::CborWriter writer;
    writer.array(2).integer(format).array(clinics.size());
    for (const auto& [clinic, of] : clinics) {
        writer.array(3).bytes(clinic.toBytes()).array(of.typed.size());
        for (const PeerAddress& address : of.typed)
            writer.text(address.toText());
        writer.text(of.met ? of.met->toText() : QString());
    }
    return vault.putPrivate(key, writer.data());
}

} // namespace twinward::sync
