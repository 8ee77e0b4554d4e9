#pragma once

// A proof's parts as they stand in its file: canonical CBOR, so that no byte of it is without meaning.

#include "segment_p.h"

#include "ledger/proof.h"

namespace twinward::ledger {

inline constexpr quint64 maxProofPath = 4096; // headers between an entry's commit and the cosigned head
inline constexpr quint64 maxProofCosigners = 64;
inline constexpr qsizetype maxProofBytes = 64 << 20;

struct ProofParts
{
    record::EventId event;
    QByteArray header;
    QByteArray deviceSignature;
    QByteArray authorSignature;
    QByteArray deviceKey;
    QByteArray authorKey;
    quint32 position = 0; // of the segment
    QByteArray segmentKey;
    QByteArray segment; // sealed
    std::vector<QByteArray> path; // the headers that follow, the head's last
    struct Cosigned
    {
        QByteArray cosignature;
        QByteArray key;
    };
    std::vector<Cosigned> cosigned;

    [[nodiscard]] QByteArray toBytes() const;
    // None for anything that is not exactly that.
    [[nodiscard]] static std::optional<ProofParts> fromBytes(const QByteArray& bytes);
};

} // namespace twinward::ledger
