#pragma once

// The keys an unlocked vault holds: the user's own, and the root key of each category the user was given.
// Patient keys are derived from the roots and live for one operation.

#include "crypto_p.h"
#include "record/event.h"

#include <map>

namespace twinward::ledger {

using SubjectTag = std::array<std::uint8_t, 16>; // a patient in one category, seen from outside
using EventTag = std::array<std::uint8_t, 16>;
using VaultId = base::Id<struct VaultTag>;

inline constexpr std::array allCategories{record::Category::Demographics, record::Category::Vitals,
    record::Category::Clinical, record::Category::Imaging, record::Category::Sensitive,
    record::Category::Clinic, record::Category::Access};
inline constexpr quint32 firstKeyEpoch = 1;

// What a key slot holds of a user: who they are, their seeds, and what they know the vault by.
struct Identity
{
    record::UserId user;
    VaultId vault;
    record::CommitId genesis; // the vault's first commit: everything else hangs on it
    Secret signingSeed; // Ed25519
    Secret boxSeed; // X25519
    Secret privateKey; // drafts and settings
    std::map<record::Category, base::Hash256>
        rootPrints; // fingerprints of the root keys: nobody slips in another

    [[nodiscard]] static Identity make(VaultId vault);
    [[nodiscard]] Secret toBytes() const;
    [[nodiscard]] static std::optional<Identity> fromBytes(const Secret& bytes);
    [[nodiscard]] Identity clone() const;

    [[nodiscard]] QByteArray signingKey() const; // the public halves
    [[nodiscard]] QByteArray boxKey() const;
    [[nodiscard]] QByteArray sign(const Binding& domain, QByteArrayView message) const;
};

class Keyring
{
public:
    [[nodiscard]] static Keyring makeRoots();
    void add(record::Category category, Secret root);
    [[nodiscard]] bool holds(record::Category category) const { return m_roots.contains(category); }
    [[nodiscard]] Keyring clone() const;

    [[nodiscard]] base::Hash256 rootPrint(record::Category category) const;
    // A root for one user, as the keyring table holds it, and back; none where it is not the one meant.
    [[nodiscard]] QByteArray sealRootTo(
        QByteArrayView boxKey, record::Category category, VaultId vault) const;
    [[nodiscard]] static std::optional<Secret> openRoot(
        const Identity& identity, record::Category category, QByteArrayView sealed);

    [[nodiscard]] SubjectTag subjectTag(record::PatientId patient, record::Category category) const;
    [[nodiscard]] EventTag eventTag(record::EventId event) const;
    // The category must be held.
    [[nodiscard]] PassingKey patientKey(
        record::Category category, const SubjectTag& tag, quint32 keyEpoch) const;
    // A key of the whole clinic's, for one purpose.
    [[nodiscard]] PassingKey clinicKey(QByteArrayView purpose) const;

private:
    std::map<record::Category, Secret> m_roots;
    PassingKey m_indexKey; // of the clinic's root
};

// Ed25519 over the domain and the message.
[[nodiscard]] QByteArray signWithSeed(const Secret& seed, const Binding& domain, QByteArrayView message);
[[nodiscard]] QByteArray publicKeyOfSeed(const Secret& seed);
[[nodiscard]] bool signatureHolds(
    QByteArrayView publicKey, const Binding& domain, QByteArrayView message, QByteArrayView signature);

} // namespace twinward::ledger
