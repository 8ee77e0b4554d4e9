#pragma once

// The keys an unlocked vault holds: the user's own, and the root keys of each category the user was given:
// one for each epoch, because the keys turn when somebody is removed. Patient keys are derived from the roots
// and live for one operation.

#include "crypto_p.h"
#include "record/event.h"

#include <map>
#include <memory>
#include <set>
#include <shared_mutex>
#include <vector>

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
        rootPrints; // fingerprints of the first epoch's root keys: nobody slips in another

    [[nodiscard]] static Identity make(VaultId vault);
    [[nodiscard]] Secret toBytes() const;
    [[nodiscard]] static std::optional<Identity> fromBytes(const Secret& bytes);
    [[nodiscard]] Identity clone() const;

    [[nodiscard]] QByteArray signingKey() const; // the public halves
    [[nodiscard]] QByteArray boxKey() const;
    [[nodiscard]] QByteArray sign(const Binding& domain, QByteArrayView message) const;
};

// Read from any thread while the vault's owner adds to it.
class Keyring
{
public:
    [[nodiscard]] static Keyring makeRoots();
    void add(record::Category category, quint32 epoch, Secret root);
    [[nodiscard]] bool holds(record::Category category) const;
    [[nodiscard]] bool holds(record::Category category, quint32 epoch) const;
    [[nodiscard]] Keyring clone() const;
    // A copy with new roots for a new epoch. Throws NotAuthorised where not every category is held. Where
    // several devices might turn the keys at once, the epoch's number is one that no two will choose.
    [[nodiscard]] Keyring turned(size_t devices = 1) const;
    void adopt(const Keyring& turned); // the newest epoch's roots

    [[nodiscard]] quint32 epoch() const; // the newest, under which all is sealed from now on
    [[nodiscard]] std::vector<quint32> epochs() const; // that are held, oldest first
    // What these epochs sealed still opens, and nothing more is sealed under them: who began them had been
    // removed.
    void setRetired(std::set<quint32> epochs);
    [[nodiscard]] std::set<quint32> retired() const;
    [[nodiscard]] bool isRetired(quint32 epoch) const;
    [[nodiscard]] base::Hash256 rootPrint(record::Category category, quint32 epoch) const;
    // A root for one user, as the keyring table holds it, and back; none where it was not sealed for this.
    [[nodiscard]] QByteArray sealRootTo(
        QByteArrayView boxKey, record::Category category, quint32 epoch, VaultId vault) const;
    [[nodiscard]] static std::optional<Secret> openRoot(
        const Identity& identity, record::Category category, quint32 epoch, QByteArrayView sealed);
    [[nodiscard]] static base::Hash256 printOf(record::Category category, const Secret& root);

    // The same in every epoch: where a patient's events are must be found again.
    [[nodiscard]] SubjectTag subjectTag(record::PatientId patient, record::Category category) const;
    [[nodiscard]] EventTag eventTag(record::EventId event) const;
    // The category must be held. Of the newest root that is not after this epoch; throws IntegrityBroken
    // where there is none.
    [[nodiscard]] PassingKey patientKey(
        record::Category category, const SubjectTag& tag, quint32 keyEpoch) const;
    // A key of the whole clinic's, for one purpose.
    [[nodiscard]] PassingKey clinicKey(QByteArrayView purpose, quint32 keyEpoch) const;

private:
    using Roots = std::map<record::Category, std::map<quint32, Secret>>;
    [[nodiscard]] const Secret& rootOf(record::Category category, quint32 epoch) const;

    std::unique_ptr<std::shared_mutex> m_mutex = std::make_unique<std::shared_mutex>(); // guards the roots
    Roots m_roots;
    std::set<quint32> m_retired;
    PassingKey m_indexKey; // of the clinic's first root
};

// Ed25519 over the domain and the message.
[[nodiscard]] QByteArray signWithSeed(const Secret& seed, const Binding& domain, QByteArrayView message);
[[nodiscard]] QByteArray publicKeyOfSeed(const Secret& seed);
[[nodiscard]] bool signatureHolds(
    QByteArrayView publicKey, const Binding& domain, QByteArrayView message, QByteArrayView signature);

} // namespace twinward::ledger
