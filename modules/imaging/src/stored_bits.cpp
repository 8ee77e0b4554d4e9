#include "stored_bits_p.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace twinward::imaging {

namespace {

// By the run, whose length is known: compilers change that many at once.
template <class T, class Change> void changeEach(QByteArrayView from, char* to, const Change& change)
{
    constexpr qsizetype sampleBytes = sizeof(T);
    constexpr qsizetype run = 64;
    std::array<T, run> values{};
    for (qsizetype at = 0; at < from.size() / sampleBytes; at += run) {
        const qsizetype bytes = std::min(run, from.size() / sampleBytes - at) * sampleBytes;
        std::memcpy(values.data(), from.data() + at * sampleBytes, static_cast<size_t>(bytes));
        for (T& value : values)
            value = change(value);
        std::memcpy(to + at * sampleBytes, values.data(), static_cast<size_t>(bytes));
    }
}

// Only the stored bits, at the bottom, with their sign where they have one.
template <class T> void copyStoredBits(const PixelFormat& format, QByteArrayView from, char* to)
{
    const int below = format.highBit + 1 - format.bitsStored;
    const auto mask = static_cast<T>((1U << format.bitsStored) - 1);
    const auto sign = static_cast<T>(format.isSigned ? 1U << (format.bitsStored - 1) : 0U);
    const auto keep = [mask, sign](T value) { // makes no number wider, which would halve how many at once
        return static_cast<T>(static_cast<T>((value & mask) ^ sign) - sign);
    };
    if (below == 0)
        changeEach<T>(from, to, keep);
    else
        changeEach<T>(from, to, [below, keep](T value) { return keep(static_cast<T>(value >> below)); });
}

} // namespace

void takeStoredBits(const PixelFormat& format, QByteArrayView from, char* to)
{
    if (format.bitsAllocated == 8)
        copyStoredBits<quint8>(format, from, to);
    else if (format.bitsAllocated == 16)
        copyStoredBits<quint16>(format, from, to);
    else if (format.bitsAllocated == 32)
        copyStoredBits<quint32>(format, from, to);
}

} // namespace twinward::imaging
