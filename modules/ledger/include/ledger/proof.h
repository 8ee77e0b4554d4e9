#pragma once

// One entry of the record as a file that anybody can check who knows the public keys, with no vault and no
// passphrase.
//
// What a proof that holds shows: (a) the holder of the author's key and the device's key signed a commit in
// which this entry stands, word for word; (b) that commit lies under each cosigned head it names: the
// cosigning devices held it, and nothing before it was changed since. It does not show that the entry is
// clinically true, that the clock was right, who holds a key (compare keys with the clinic's own list, on
// paper), what came after the head (the entry may have been corrected since), or that a device which did not
// sign ever saw it. The seal does not commit to its key: an author who planned it could build one entry that
// opens to two contents under two keys; nobody else can.
//
// What it gives away: the entries of the same patient and category in the same commit (a segment is sealed as
// one; its own key, which XChaCha20 derives from the patient's, opens it and nothing else), and of that
// commit and those up to the head their times, authors' ids, categories, counts and sizes, with patients as
// keyed hashes.

#include "ledger/witness.h"

namespace twinward::ledger {

// The bytes of a proof, with the nearest head that others signed; without one where nobody has yet, which the
// proof then says. NotFound, NotAuthorised for a category the user may not read, InvalidInput where the
// nearest head lies too far away for a file of this kind.
[[nodiscard]] base::Result<QByteArray> makeProof(const Vault& vault, record::EventId event);

struct ProvenEvent
{
    record::Event event;
    std::vector<record::Event> alongside; // that the proof had to show, too
    QByteArray vault; // its id
    ChainId chain;
    quint64 seq = 0;
    record::CommitId commit;
    base::HybridTime recorded; // by the device's clock
    record::UserId author;
    QByteArray authorKey; // Ed25519, 32 bytes
    QByteArray deviceKey;
    struct Cosigner
    {
        record::DeviceId device;
        QByteArray key;
        quint64 headSeq = 0;
        base::HybridTime at;
    };
    std::vector<Cosigner> cosigners;
};

// Checks everything that a proof says against itself. InvalidInput for what is no proof, Unsupported for a
// newer one, IntegrityBroken with the place (Error::where) for one that does not hold. Whose the keys are,
// namedSigners() says.
[[nodiscard]] base::Result<ProvenEvent> verifyProof(const QByteArray& proof);

// The clinic's public keys, as it would print them for others.
struct PublicKey
{
    enum class Kind : quint8 { Person, Computer };
    Kind kind = Kind::Person;
    QString name;
    QByteArray key;
};
[[nodiscard]] std::vector<PublicKey> publicKeys(const Vault& vault);
// A line each: "person 9f3c… Dr Ada"; and back, where a line may also be a key alone. InvalidInput names the
// line.
[[nodiscard]] QString keysAsText(const std::vector<PublicKey>& keys);
[[nodiscard]] base::Result<std::vector<PublicKey>> keysFromText(const QString& text);

// Who signed, by the keys that the reader knows. NotAuthorised where the author's or the device's is none of
// them. Cosigners that are not known are left out.
struct NamedSigners
{
    QString author;
    QString device;
    QStringList cosigners;
};
[[nodiscard]] base::Result<NamedSigners> namedSigners(
    const ProvenEvent& proven, const std::vector<PublicKey>& known);

} // namespace twinward::ledger
