#pragma once

// What a device can do for a clinic without any of its keys: check of a commit all that can be checked from
// outside, and sign how far it has come. For a computer that keeps and passes on what it can't read.

#include "ledger/joining.h"
#include "ledger/witness.h"

namespace twinward::ledger {

// What a commit says of itself in the clear.
struct OuterCommit
{
    QByteArray vault;
    ChainId chain;
    quint64 seq = 0;
    record::CommitId id;
    record::CommitId previous;
    base::HybridTime recorded;
};
// None for what is no commit, or carries other segments than its header names.
[[nodiscard]] std::optional<OuterCommit> lookAtOutside(const WireCommit& commit);
[[nodiscard]] bool deviceSignatureHolds(QByteArrayView signingKey, const WireCommit& commit);

// As ledger::signAsDevice() and ledger::cosign(), for a device that has no vault. cosignature: all but
// statement and signature.
[[nodiscard]] QByteArray signAsKeyless(const Secret& seed, QByteArrayView purpose, QByteArrayView message);
[[nodiscard]] Cosignature cosignAs(const Secret& seed, Cosignature cosignature);

// Enrols a device that gets no keys, and may admit nobody: by who may admit any. Doing so again changes
// nothing. NotAuthorised; InvalidInput for a request that nobody signed, from a device that was removed, or
// that holds keys already.
base::Status admitKeyless(Vault& vault, const JoinRequest& request);
[[nodiscard]] QByteArray genesisOf(const Vault& vault); // the hash of the clinic's first commit

} // namespace twinward::ledger
