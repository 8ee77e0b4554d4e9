// A proof that somebody hands over: read and checked with no vault, whatever it is. What is accepted is
// exactly the bytes that it would be written as again, and a list of keys is read or refused by its line.

#include "proof_p.h"

#include <cstdlib>

using namespace twinward::ledger;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    for (const QByteArray& proof : {bytes, QByteArray("TWPROOF1") + bytes}) {
        const auto parts = ProofParts::fromBytes(proof);
        if (parts && parts->toBytes() != proof)
            std::abort();
        const auto proven = verifyProof(proof);
        if (!proven && proven.error().where.isEmpty())
            std::abort();
    }
    const auto said = Cosignature::fromBytes(bytes);
    if (said && said->holds.size() > static_cast<size_t>(bytes.size()))
        std::abort();
    const auto keys = keysFromText(QString::fromUtf8(bytes));
    if (keys && keysFromText(keysAsText(*keys))->size() != keys->size())
        std::abort();
    return 0;
}
