#pragma once

// The keys by which a clinic is known to others: derived from the root of the clinic's own category in each
// key epoch, so that every device of the clinic has them and nobody has to keep them.

#include "ledger/clinic_card.h"
#include "vault_p.h"

namespace twinward::ledger {

// Ed25519 and X25519 seeds of one key epoch.
[[nodiscard]] Secret clinicSigningSeed(const Keyring& keyring, quint32 epoch);
[[nodiscard]] Secret clinicBoxSeed(const Keyring& keyring, quint32 epoch);
// What makes two letters different that say the same under one epoch: nobody else can guess it.
[[nodiscard]] PassingKey clinicLetterKey(const Keyring& keyring, quint32 epoch);

[[nodiscard]] record::ClinicId clinicIdOf(const Keyring& keyring);
[[nodiscard]] ClinicCard cardOf(const Keyring& keyring, const QString& name);

// A sealed box (libsodium's crypto_box_seal, which opens it) whose ephemeral key is drawn from the content
// under a key of the writer's: the same content for the same reader gives the same bytes.
[[nodiscard]] QByteArray sealToClinic(
    const PassingKey& letterKey, const ClinicCard& to, QByteArrayView plain);
// Throws InvalidInput where it is not for this clinic or was cut or changed, Busy where the keys it was
// sealed for have not arrived.
[[nodiscard]] QByteArray openForClinic(const Keyring& keyring, QByteArrayView sealed);

// A card that came must be the one known here (false), or one that follows it by its own word (true). Throws
// IntegrityBroken.
[[nodiscard]] bool isNewCard(const ClinicCard& card, const ClinicCard& known);

// The newest cards, by id, as the clinic's events have it.
[[nodiscard]] std::map<record::ClinicId, KnownClinic> clinicsAmong(
    const std::vector<record::RecordedEvent>& clinicEvents, const record::Roster& roster);

} // namespace twinward::ledger
