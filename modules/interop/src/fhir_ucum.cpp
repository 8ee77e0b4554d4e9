#include "fhir_write_p.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace twinward::interop::fhir {

namespace {

// UCUM 2.1, tables 1 to 21: the atoms that clinical units are made of, and the prefixes.
constexpr auto metricAtoms = std::to_array<std::u16string_view>(
    {u"m", u"s", u"g", u"K", u"C", u"cd", u"mol", u"sr", u"Hz", u"N", u"Pa", u"J", u"W", u"A", u"V", u"F",
        u"Ohm", u"S", u"Wb", u"Cel", u"T", u"H", u"lm", u"lx", u"Bq", u"Gy", u"Sv", u"l", u"L", u"bar", u"u",
        u"eV", u"t", u"eq", u"osm", u"kat", u"U", u"[iU]", u"[IU]", u"cal", u"B", u"m[Hg]", u"m[H2O]"});
constexpr auto otherAtoms = std::to_array<std::u16string_view>({u"%", u"[ppth]", u"[ppm]", u"[ppb]", u"[pi]",
    u"rad", u"deg", u"min", u"h", u"d", u"wk", u"mo", u"a", u"10*", u"10^", u"[degF]", u"[in_i]", u"[ft_i]",
    u"[lb_av]", u"[oz_av]", u"[pH]", u"[arb'U]", u"[CFU]", u"[drp]", u"[Cal]", u"[diop]", u"[hpf]", u"[lpf]",
    u"[cup_us]", u"[tsp_us]", u"[tbs_us]", u"[foz_us]", u"[pt_us]", u"[gal_us]", u"[AU]", u"[GPL'U]",
    u"[MPL'U]", u"[APL'U]", u"[CCID_50]", u"[beth'U]", u"[todd'U]"});
constexpr auto prefixes = std::to_array<std::u16string_view>({u"da", u"Y", u"Z", u"E", u"P", u"T", u"G", u"M",
    u"k", u"h", u"d", u"c", u"m", u"u", u"n", u"p", u"f", u"a"});

template <size_t N> bool has(const std::array<std::u16string_view, N>& table, std::u16string_view atom)
{
    return std::find(table.begin(), table.end(), atom) != table.end();
}

bool isNumber(std::u16string_view text)
{
    return !text.empty()
        && std::all_of(text.begin(), text.end(), [](char16_t c) { return c >= u'0' && c <= u'9'; });
}

bool isSimpleUnit(std::u16string_view unit)
{
    if (has(metricAtoms, unit) || has(otherAtoms, unit))
        return true;
    return std::any_of(prefixes.begin(), prefixes.end(), [&](std::u16string_view prefix) {
        return unit.starts_with(prefix) && has(metricAtoms, unit.substr(prefix.size()));
    });
}

// An atom with its prefix, exponent and annotation: "10*3", "mm2", "{score}", "mg{creat}".
bool isComponent(std::u16string_view text)
{
    if (const size_t brace = text.find(u'{'); brace != std::u16string_view::npos) {
        if (text.back() != u'}')
            return false;
        text = text.substr(0, brace);
        if (text.empty())
            return true;
    }
    if (isNumber(text) || isSimpleUnit(text))
        return true;
    size_t end = text.size();
    while (end > 0 && text[end - 1] >= u'0' && text[end - 1] <= u'9')
        --end;
    if (end == text.size())
        return false;
    if (end > 0 && (text[end - 1] == u'-' || text[end - 1] == u'+'))
        --end;
    return isSimpleUnit(text.substr(0, end));
}

} // namespace

bool isUcum(QStringView unit)
{
    const std::u16string_view text(unit.utf16(), static_cast<size_t>(unit.size()));
    if (text.empty())
        return false;
    size_t begin = text.front() == u'/' ? 1 : 0;
    bool inBraces = false;
    for (size_t i = begin; i <= text.size(); ++i) {
        const char16_t c = i < text.size() ? text[i] : u'.';
        if (c <= u' ' || c > u'~')
            return false;
        inBraces = c == u'{' || (inBraces && c != u'}');
        if ((c == u'.' || c == u'/') && !inBraces) {
            if (!isComponent(text.substr(begin, i - begin)))
                return false;
            begin = i + 1;
        }
    }
    return !inBraces;
}

} // namespace twinward::interop::fhir
