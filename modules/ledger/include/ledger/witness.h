#pragma once

// Who else has signed how far a device's chain goes. A chain can't show that its tail was cut or that it was
// written anew by somebody with all its keys; what another device signed of it can. The newest statement of
// each device is kept with the vault, sealed under the clinic's key, whoever is signed in; older ones are
// thinned out.
//
// What it proves: nothing up to the cosigned commit was removed, changed or put in another order since that
// device signed. Not: what came after it, the wall clock's time, or what all devices agreed on together. Who
// takes this table away with the commits it speaks of is found out at the next contact (isOutdated()).

#include "ledger/replica.h"

namespace twinward::ledger {

// "I have durably up to here", signed by a device.
struct Cosignature
{
    record::DeviceId device;
    QByteArray vault; // its id
    quint32 ownEpoch = 0; // in which the device writes, and how far it has come:
    quint64 ownSeq = 0; // what came later stands above what came before
    base::HybridTime at; // by the device's clock
    std::vector<ChainHead> holds;

    QByteArray statement; // the bytes that are signed, which say all of the above
    QByteArray signature;

    [[nodiscard]] QByteArray toBytes() const;
    // None for bytes that are no cosignature; whether it is signed, verifyCosignature() says.
    [[nodiscard]] static std::optional<Cosignature> fromBytes(const QByteArray& bytes);
};

// Of what is on the disk now, by this vault's device.
[[nodiscard]] base::Result<Cosignature> cosign(const Vault& vault);
// Signed by a device of this vault's clinic that was not removed: else NotAuthorised or IntegrityBroken.
[[nodiscard]] base::Status verifyCosignature(const Vault& vault, const Cosignature& cosignature);
[[nodiscard]] bool cosignatureHolds(QByteArrayView signingKey, const Cosignature& cosignature);

// PassedOn: by another device, where an older one may turn up late. ByItself: by its own device just now.
enum class Brought : quint8 { ByItself, PassedOn };
// Verified, and kept where it says anything new (true): durable when it returns. What contradicts this vault,
// or what its device signed before, goes to evidence().
base::Result<bool> keepCosignature(Vault& vault, const Cosignature& cosignature, Brought brought);
// The newest of each device that was not removed.
[[nodiscard]] base::Result<std::vector<Cosignature>> cosignatures(const Vault& vault);

// One chain, as other devices than its writer and this one have signed it.
struct ChainWitness
{
    ChainId chain;
    QString device; // its name
    quint64 here = 0; // its last commit in this vault
    quint64 witnessed = 0; // the last that anybody else signed; 0 where nobody did
    struct By
    {
        record::DeviceId device;
        QString name;
        quint64 seq = 0;
        base::HybridTime at;
    };
    std::vector<By> by; // who signed how far, the furthest first
    // When the first commit was recorded that nobody else has signed; none where all are witnessed.
    std::optional<base::HybridTime> unwitnessedSince;
};

struct WitnessBreak
{
    QString where; // "commit 17 of Front desk"
    QString why; // one sentence in plain words
};

struct WitnessReport
{
    // Nothing in this vault contradicts what others signed. What was noted of others, such as a fork of which
    // both branches are here, does not make it untrue.
    bool ok = true;
    std::vector<ChainWitness> chains;
    std::vector<WitnessBreak> breaks;
    std::vector<Noted> noted; // all of evidence(), oldest first
};
[[nodiscard]] base::Result<WitnessReport> checkWitnesses(const Vault& vault);

} // namespace twinward::ledger
