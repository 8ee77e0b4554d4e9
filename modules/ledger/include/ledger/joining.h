#pragma once

// How a new device becomes one of a clinic's: it makes its own key, somebody who may enrol people admits it
// on a device that is there already, and the pack it is given makes an empty vault, which fills by ingest().
// Until its own enrolment has arrived nothing can be entered on it; cut short, it is unlocked like any vault
// and goes on where it was.

#include "ledger/key_exchange.h"

namespace twinward::ledger {

struct JoinRequest
{
    record::DeviceId device;
    QString name; // as people will see it: "Laptop in the ward"
    QByteArray signingKey;
    QByteArray signature; // of the key itself: nobody asks with another's

    [[nodiscard]] QByteArray toBytes() const;
    [[nodiscard]] static std::optional<JoinRequest> fromBytes(const QByteArray& bytes);
};

// The new device's side, before there is a vault. Lives in memory alone: who closes the program asks anew.
struct NewDevice
{
    JoinRequest request;
    Secret signingSeed;

    [[nodiscard]] static NewDevice named(const QString& name);
};

// What KeyMaterial says of a stolen one holds for this too.
struct JoinPack
{
    QByteArray vault; // its id
    record::CommitId genesis;
    QByteArray nameSalt;
    record::DeviceId device; // that was admitted
    KeyMaterial keys;

    [[nodiscard]] QByteArray toBytes() const;
    [[nodiscard]] static std::optional<JoinPack> fromBytes(const QByteArray& bytes);
};

// Administrators and the founder admit devices; NotAuthorised, or InvalidInput for a request that nobody
// signed, or from a device that was removed. Admitting one twice gives the pack again.
[[nodiscard]] base::Result<JoinPack> admitDevice(Vault& vault, const JoinRequest& request);

// Makes the vault's folder and opens it. InvalidInput where a vault is already or the pack is not for this
// device, WrongPassphrase, IntegrityBroken for a pack that does not hold together.
[[nodiscard]] base::Result<std::unique_ptr<Vault>> join(const QString& folder, const JoinPack& pack,
    const NewDevice& device, const QString& userName, const Secret& passphrase,
    const VaultOptions& options = {});
// Its own enrolment has not arrived yet.
[[nodiscard]] bool isJoining(const Vault& vault);

// Takes a device away: what it wrote and is here counts, and nothing that it writes from now on. The keys
// turn, because whoever has it may get into it. NotFound, NotAuthorised, InvalidInput for this very device.
base::Status removeDevice(Vault& vault, record::DeviceId device, const QString& reason);

} // namespace twinward::ledger
