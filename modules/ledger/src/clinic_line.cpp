#include "ledger/clinic_line.h"

#include "clinic_keys_p.h"

#include <algorithm>
#include <sodium.h>

namespace twinward::ledger {

using base::ErrorCode;
using record::ClinicKnown;

namespace {

Binding clinicBinding(QByteArrayView purpose)
{
    return Binding(QByteArray("twinward clinic: ").append(purpose));
}

// None where the other's key is no point that a secret can be made with.
std::optional<PassingKey> sharedKey(const Keyring& keyring, quint32 epoch, const ClinicCard& other)
{
    std::array<unsigned char, crypto_box_PUBLICKEYBYTES> publicKey{};
    Secret secretKey(crypto_box_SECRETKEYBYTES);
    crypto_box_seed_keypair(publicKey.data(), secretKey.data(), clinicBoxSeed(keyring, epoch).data());
    PassingKey shared;
    static_assert(keyBytes == crypto_box_BEFORENMBYTES);
    const auto* theirs = reinterpret_cast<const unsigned char*>(other.boxKey.constData());
    if (crypto_box_beforenm(shared.data(), theirs, secretKey.data()) != 0)
        return std::nullopt;
    return shared;
}

QByteArray oneWay(const PassingKey& shared, const record::ClinicId& from, const record::ClinicId& to)
{
    const PassingKey key
        = deriveKey(shared.data(), Binding("twinward clinic line 1").add(from.bytes()).add(to.bytes()));
    return {reinterpret_cast<const char*>(key.data()), keyBytes};
}

} // namespace

base::Result<std::vector<LineSecret>> lineSecrets(const Vault& vault, const ClinicCard& other)
{
    return guarded([&] {
        const Keyring& keyring = Vault::Private::of(vault).keyring;
        const record::ClinicId own = clinicIdOf(keyring);
        std::vector<quint32> epochs = keyring.epochs();
        std::reverse(epochs.begin(), epochs.end());
        std::vector<LineSecret> secrets;
        for (const quint32 epoch : epochs) {
            if (keyring.isRetired(epoch) || !keyring.holds(record::Category::Clinic, epoch))
                continue;
            const auto shared = sharedKey(keyring, epoch, other);
            if (!shared || secrets.size() == maxLineSecrets)
                break;
            secrets.push_back({epoch, oneWay(*shared, own, other.id), oneWay(*shared, other.id, own)});
        }
        return secrets;
    });
}

base::Result<QByteArray> signAsClinic(const Vault& vault, QByteArrayView purpose, QByteArrayView message)
{
    return guarded([&] {
        const Keyring& keyring = Vault::Private::of(vault).keyring;
        return signWithSeed(clinicSigningSeed(keyring, keyring.epoch()), clinicBinding(purpose), message);
    });
}

bool clinicSigned(
    const ClinicCard& card, QByteArrayView purpose, QByteArrayView message, QByteArrayView signature)
{
    return card.signingKey.size() == crypto_sign_PUBLICKEYBYTES && signature.size() == crypto_sign_BYTES
        && signatureHolds(card.signingKey, clinicBinding(purpose), message, signature);
}

bool isNewCard(const ClinicCard& card, const ClinicCard& known)
{
    if (card.epoch == known.epoch && card.signingKey == known.signingKey && card.boxKey == known.boxKey)
        return false;
    if (card.succeeds(known))
        return true;
    if (known.succeeds(card)) {
        throw Failure(ErrorCode::IntegrityBroken,
            QStringLiteral("What came is signed with a key that %1 no longer uses").arg(known.name), {},
            QStringLiteral("Nothing of it was taken in. Ask the other clinic to send it again."));
    }
    throw Failure(ErrorCode::IntegrityBroken,
        QStringLiteral("The keys that came are not those known of %1").arg(known.name), {},
        QStringLiteral("Compare cards with them in person or by telephone, and take theirs anew."));
}

base::Status followCard(Vault& vault, const ClinicCard& card)
{
    return guarded([&] {
        const auto known = knownClinic(vault, card.id);
        if (!known)
            throw Failure(known.error());
        if (!*known)
            throw Failure(
                ErrorCode::NotFound, QStringLiteral("That clinic is not known here"), card.name, {});
        if (!isNewCard(card, (*known)->card))
            return;
        Vault::Private& inside = Vault::Private::of(vault);
        (void)inside.commit(
            {clinicEvent(ClinicKnown{card.id, card.name, card.toBytes(), ClinicKnown::How::ByItself},
                inside.options.wallClock())});
    });
}

} // namespace twinward::ledger
