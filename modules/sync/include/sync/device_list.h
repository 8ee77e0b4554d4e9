#pragma once

// Who is of a clinic, for a device that has none of its keys and can't read it in the record: the devices'
// public keys, and who was removed, signed by a device that can. Names are not in it.
//
// Who is on any list is on it for good and may be marked as removed but never the other way, so that lists of
// several devices, in whatever order they come, add up to the same.

#include "ledger/vault.h"

#include <map>

namespace twinward::sync {

struct ListedDevice
{
    QByteArray signingKey;
    bool holdsKeys = true;
    bool isRemoved = false;
    friend bool operator==(const ListedDevice&, const ListedDevice&) = default;
};

struct DeviceList
{
    QByteArray vault; // its id
    record::DeviceId signer;
    std::map<record::DeviceId, ListedDevice> devices;

    QByteArray statement; // the bytes that are signed, which say all of the above
    QByteArray signature;

    [[nodiscard]] QByteArray toBytes() const;
    // None for bytes that are no list; whether it is signed, isSignedWith() says.
    [[nodiscard]] static std::optional<DeviceList> fromBytes(const QByteArray& bytes);
    [[nodiscard]] bool isSignedWith(QByteArrayView signingKey) const;
};

// As this vault's record says now.
[[nodiscard]] base::Result<DeviceList> writeDeviceList(const ledger::Vault& vault);

} // namespace twinward::sync
