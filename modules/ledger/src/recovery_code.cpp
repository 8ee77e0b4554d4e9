#include "recovery_code_p.h"

#include <array>
#include <sodium.h>
#include <string_view>

namespace twinward::ledger {

namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr size_t dataSymbols = 27;
constexpr size_t allSymbols = dataSymbols + 1;
constexpr size_t groupSize = 4;

int symbolValue(unsigned char c)
{
    if (c >= 'a' && c <= 'z')
        c = static_cast<unsigned char>(c - 'a' + 'A');
    if (c == 'O')
        c = '0';
    if (c == 'I' || c == 'L')
        c = '1';
    const size_t at = alphabet.find(static_cast<char>(c));
    return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

bool isSeparator(unsigned char c)
{
    return c == ' ' || c == '-' || c == '\t' || c == '\n' || c == '\r';
}

// Luhn's rule modulo 32: any one wrong character and nearly every swap of neighbours is seen.
int checkValue(const unsigned char* symbols)
{
    int sum = 0;
    for (size_t i = 0; i < dataSymbols; ++i) {
        const int factor = (dataSymbols - i) % 2 == 1 ? 2 : 1;
        const int addend = symbolValue(symbols[i]) * factor;
        sum += addend / 32 + addend % 32;
    }
    return (32 - sum % 32) % 32;
}

} // namespace

Secret makeRecoveryCode()
{
    Secret symbols(dataSymbols);
    for (size_t i = 0; i < dataSymbols; ++i)
        symbols.data()[i] = static_cast<unsigned char>(alphabet[randombytes_uniform(32)]);
    const char check = alphabet[static_cast<size_t>(checkValue(symbols.data()))];
    Secret code(allSymbols + allSymbols / groupSize - 1);
    size_t at = 0;
    for (size_t i = 0; i < allSymbols; ++i) {
        if (i != 0 && i % groupSize == 0)
            code.data()[at++] = '-';
        code.data()[at++] = i < dataSymbols ? symbols.data()[i] : static_cast<unsigned char>(check);
    }
    return code;
}

std::optional<Secret> normalisedRecoveryCode(const Secret& typed)
{
    Secret code(allSymbols);
    size_t count = 0;
    for (size_t i = 0; i < typed.size(); ++i) {
        const unsigned char c = typed.data()[i];
        if (isSeparator(c))
            continue;
        const int value = symbolValue(c);
        if (value < 0 || count == allSymbols)
            return std::nullopt;
        code.data()[count++] = static_cast<unsigned char>(alphabet[static_cast<size_t>(value)]);
    }
    if (count != allSymbols || checkValue(code.data()) != symbolValue(code.data()[dataSymbols]))
        return std::nullopt;
    return code;
}

} // namespace twinward::ledger
