#pragma once

// The two letters before a value in explicit encodings, PS3.5 6.2.

#include <algorithm>
#include <array>
#include <QByteArrayView>

namespace twinward::imaging {

constexpr quint16 vrCode(char a, char b)
{
    return static_cast<quint16>(static_cast<uchar>(a) << 8 | static_cast<uchar>(b));
}

template <size_t N> bool isAmong(QByteArrayView vr, const std::array<const char*, N>& names)
{
    const quint16 code = vrCode(vr[0], vr[1]);
    return std::any_of(
        names.begin(), names.end(), [code](const char* name) { return vrCode(name[0], name[1]) == code; });
}

// PS3.5 table 7.1-1: these have two reserved bytes and a length of four.
[[nodiscard]] inline bool isLongRepresentation(QByteArrayView vr)
{
    static constexpr std::array<const char*, 13> names{
        "OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV"};
    return isAmong(vr, names);
}

[[nodiscard]] inline bool isKnownRepresentation(QByteArrayView vr)
{
    static constexpr std::array<const char*, 21> names{"AE", "AS", "AT", "CS", "DA", "DS", "DT", "FL", "FD",
        "IS", "LO", "LT", "PN", "SH", "SL", "SS", "ST", "TM", "UI", "UL", "US"};
    return isLongRepresentation(vr) || isAmong(vr, names);
}

} // namespace twinward::imaging
