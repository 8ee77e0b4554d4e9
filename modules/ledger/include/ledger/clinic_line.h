#pragma once

// What the devices of two clinics that hold each other's cards have in common, with nothing to store: secrets
// by which they find each other on a network and by which strangers learn nothing, and each clinic's
// signature in its own name, by which one shows the other who it is.
//
// A secret is X25519 of a box key of one's own and the box key on the other's card (crypto_box_beforenm, then
// BLAKE2b over a purpose and both ids). Each clinic has its own keys of every epoch and, of the other, the
// card that it last had: so there is one pair of keys that both can work out, whoever turned keys meanwhile.
//
// What somebody removed who kept an old root can do with it: work out the secrets of that time, for ever.
// With them they find out that a vault of this clinic, or of one that it knew, is on a network, and no more:
// what is said on the line needs the signature of the other clinic's newest key. To a clinic that has not
// heard of the keys' turn they can still pass for this one, as clinic_card.h says; the next true greeting or
// letter ends that.

#include "ledger/clinic_card.h"

namespace twinward::ledger {

// Worth no more than knowing that there is a vault: so not in guarded memory.
struct LineSecret
{
    quint32 ownEpoch = 1; // of the key of this clinic's that it is made with
    QByteArray ours; // 32 bytes: under which this clinic's devices seal and knock
    QByteArray theirs; // under which the other's do: nothing can be thrown back at who said it
    friend bool operator==(const LineSecret&, const LineSecret&) = default;
};
inline constexpr size_t maxLineSecrets = 16;

// Newest first; the other may know this clinic by any of them. At most maxLineSecrets.
[[nodiscard]] base::Result<std::vector<LineSecret>> lineSecrets(const Vault& vault, const ClinicCard& other);

// By the clinic's newest key; purpose as in device_keys.h.
[[nodiscard]] base::Result<QByteArray> signAsClinic(
    const Vault& vault, QByteArrayView purpose, QByteArrayView message);
[[nodiscard]] bool clinicSigned(
    const ClinicCard& card, QByteArrayView purpose, QByteArrayView message, QByteArrayView signature);

// A card that its clinic showed of itself. Where it comes after the one known here by that one's own word it
// is taken in its stead, as one that comes with a letter is; the very same is no error. NotFound for a clinic
// that is not known here, IntegrityBroken for keys that don't follow the known ones, or that it has done
// with.
base::Status followCard(Vault& vault, const ClinicCard& card);

} // namespace twinward::ledger
