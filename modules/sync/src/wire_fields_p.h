#pragma once

// The fields of what goes over a link or into a bundle, in the order in which they are written. New fields go
// to the end; none is ever taken away or moved.

#include "base/cbor_fields.h"
#include "messages_p.h"
#include "sync/receipts.h"

namespace twinward::ledger {

template <class T> auto fieldsOf(T& s)
{
    using S = std::remove_const_t<T>;
    if constexpr (std::is_same_v<S, ChainId>)
        return std::tie(s.device, s.epoch);
    else if constexpr (std::is_same_v<S, ChainHead>)
        return std::tie(s.chain, s.seq, s.commit);
    else if constexpr (std::is_same_v<S, ChainWish>)
        return std::tie(s.chain, s.after);
    else if constexpr (std::is_same_v<S, Cosignature>)
        return std::tie(s.device, s.vault, s.ownEpoch, s.ownSeq, s.at, s.holds);
}

} // namespace twinward::ledger

namespace twinward::sync {

template <class T> auto fieldsOf(T& s)
{
    using S = std::remove_const_t<T>;
    if constexpr (std::is_same_v<S, HelloSaid>)
        return std::tie(s.lowestVersion, s.highestVersion, s.nonce);
    else if constexpr (std::is_same_v<S, IdentitySaid>)
        return std::tie(s.device, s.signature);
    else if constexpr (std::is_same_v<S, GoodbyeSaid>)
        return std::tie(s.reason, s.why);
    else if constexpr (std::is_same_v<S, HeadsSaid>)
        return std::tie(s.heads, s.keysHash, s.receipts, s.deviceLists);
    else if constexpr (std::is_same_v<S, WantSaid>)
        return std::tie(s.round, s.wishes);
    else if constexpr (std::is_same_v<S, WantNewestSaid>)
        return std::tie(s.wishes);
    else if constexpr (std::is_same_v<S, NewestSaid>)
        return std::tie(s.commits);
    else if constexpr (std::is_same_v<S, BatchSaid>)
        return std::tie(s.round, s.commits);
    else if constexpr (std::is_same_v<S, RoundSaid>)
        return std::tie(s.round);
    else if constexpr (std::is_same_v<S, StopSaid>)
        return std::tie(s.round, s.chain);
    else if constexpr (std::is_same_v<S, WantOffersSaid>)
        return std::tie(s.after);
    else if constexpr (std::is_same_v<S, OffersSaid>)
        return std::tie(s.offers);
    else if constexpr (std::is_same_v<S, WantBlobSaid>)
        return std::tie(s.name, s.offset);
    else if constexpr (std::is_same_v<S, BlobPartSaid>)
        return std::tie(s.name, s.offset, s.total, s.offer, s.content);
    else if constexpr (std::is_same_v<S, BundleMaker>)
        return std::tie(s.device, s.vault);
}

class WireEncoder : public base::CborEncoder<WireEncoder>
{
public:
    using base::CborEncoder<WireEncoder>::CborEncoder;
    using base::CborEncoder<WireEncoder>::put;
    void put(quint64 value) { writer().integer(static_cast<qint64>(value)); }
    void put(base::HybridTime time) { put(static_cast<quint64>(time.packed())); }
};

class WireDecoder : public base::CborDecoder<WireDecoder>
{
public:
    static constexpr quint64 listLimit = 1'000'000;
    using base::CborDecoder<WireDecoder>::CborDecoder;
    using base::CborDecoder<WireDecoder>::get;
    void get(quint64& value)
    {
        const qint64 number = reader().integer();
        if (number < 0)
            reader().markFailed();
        else
            value = static_cast<quint64>(number);
    }
    void get(base::HybridTime& time)
    {
        quint64 packed = 0;
        get(packed);
        time = base::HybridTime(packed);
    }
    template <class E> static constexpr E firstOf() { return static_cast<E>(0); }
    template <class E> static constexpr E lastOf()
    {
        static_assert(std::is_same_v<E, GoodbyeReason>);
        return GoodbyeReason::Failed;
    }
};

template <class T> QByteArray toCbor(const T& value)
{
    base::CborWriter writer;
    WireEncoder(writer).put(value);
    return writer.data();
}

// None for bytes that are not exactly a T.
template <class T> std::optional<T> fromCbor(QByteArrayView bytes)
{
    base::CborReader reader(bytes);
    T value;
    WireDecoder(reader).get(value);
    return reader.atEnd() ? std::optional<T>(std::move(value)) : std::nullopt;
}

} // namespace twinward::sync
