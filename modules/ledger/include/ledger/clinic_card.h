#pragma once

// What one clinic must know of another to send it something and to believe what it sends: a name and public
// keys. The keys come of a root of the clinic's, so that every device of it opens and signs letters alike;
// when somebody is removed they turn with all others. The clinic's id is the hash of the key it began with,
// and every key it had signs the newest, so that a card can't be made for somebody else's id.
//
// What that does not stop: somebody removed who kept the old root, and reaches a clinic that has not heard
// from this one since, can present keys of their own as the new ones. Comparing the fingerprint finds it, and
// so does the next true letter, which is then refused and named.

#include "ledger/vault.h"

namespace twinward::ledger {

struct ClinicCard
{
    // One of the keys before the newest, and its word for the newest.
    struct Earlier
    {
        quint32 epoch = 1;
        QByteArray signingKey;
        QByteArray signature;
        friend bool operator==(const Earlier&, const Earlier&) = default;
    };
    record::ClinicId id;
    QString name;
    quint32 epoch = 1; // of the keys below
    QByteArray signingKey; // Ed25519
    QByteArray boxKey; // X25519
    QByteArray signature; // by the newest key itself, of all that stands above
    std::vector<Earlier> earlier; // by epoch; the first is the one the id is of

    [[nodiscard]] QByteArray toBytes() const;
    // None for what is not exactly a card that holds together: id, keys, signatures.
    [[nodiscard]] static std::optional<ClinicCard> fromBytes(const QByteArray& bytes);
    // Forty digits in groups of five, to be compared by people: of the id and the newest keys.
    [[nodiscard]] QString fingerprint() const;
    // Does this one's newest key come after that one's, by that one's own word?
    [[nodiscard]] bool succeeds(const ClinicCard& other) const;
    friend bool operator==(const ClinicCard&, const ClinicCard&) = default;
};

inline constexpr qsizetype maxCardBytes = 256 << 10;

[[nodiscard]] base::Result<ClinicCard> ownCard(const Vault& vault);

struct KnownClinic
{
    ClinicCard card; // the newest
    base::HybridTime since; // the first card
    record::UserId by;
    bool comparedByPerson = false; // this very card; else its earlier key vouched for it
};
// Of which a card was taken; by name.
[[nodiscard]] base::Result<std::vector<KnownClinic>> knownClinics(const Vault& vault);
[[nodiscard]] base::Result<std::optional<KnownClinic>> knownClinic(
    const Vault& vault, const record::ClinicId& id);

// A person compared the card with the other clinic, or paired the two: it counts from now on, whatever was
// known before. Physicians and administrators; InvalidInput for this clinic's own.
base::Status knowClinic(Vault& vault, const ClinicCard& card);

} // namespace twinward::ledger
