#include "letter_parts_p.h"

#include <QtEndian>

namespace twinward::sync {

namespace {

// "TWLETTER", version, hash of the whole, number of the part from 0, number of parts; all big-endian.
constexpr QByteArrayView magic("TWLETTER");
constexpr char version = 1;
constexpr qsizetype headerBytes = 8 + 1 + 32 + 4 + 4;
constexpr quint32 maxParts = 4096;
constexpr qsizetype maxHalfHere = qsizetype{2} << 30;

QByteArray numberBytes(quint32 number)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(number, bytes.data());
    return bytes;
}

tl::unexpected<base::Error> noPart()
{
    return base::fail(base::ErrorCode::InvalidInput, QStringLiteral("A part of a letter is damaged"), {},
        QStringLiteral("It is left again by the computer that wrote it."));
}

} // namespace

std::vector<QByteArray> cutForLetters(const QByteArray& bundle, qsizetype letterBytes)
{
    if (bundle.size() <= letterBytes)
        return {bundle};
    const qsizetype size = letterBytes - headerBytes;
    const auto count = static_cast<quint32>((bundle.size() + size - 1) / size);
    const QByteArray whole = base::Hash256::of(bundle).toBytes();
    std::vector<QByteArray> parts;
    for (quint32 number = 0; number < count; ++number) {
        QByteArray part = magic.toByteArray();
        part.append(version).append(whole).append(numberBytes(number)).append(numberBytes(count));
        const qsizetype at = static_cast<qsizetype>(number) * size;
        part.append(QByteArrayView(bundle).sliced(at, std::min(size, bundle.size() - at)));
        parts.push_back(std::move(part));
    }
    return parts;
}

base::Result<std::optional<QByteArray>> LetterParts::add(const QByteArray& content)
{
    if (!content.startsWith(magic))
        return content;
    if (content.size() <= headerBytes || content[magic.size()] != version)
        return noPart();
    const char* at = content.constData() + magic.size() + 1;
    const auto whole = base::Hash256::fromBytes(QByteArrayView(at, 32));
    const auto number = qFromBigEndian<quint32>(at + 32);
    const auto count = qFromBigEndian<quint32>(at + 36);
    if (!whole || count == 0 || count > maxParts || number >= count)
        return noPart();
    Begun& begun = m_begun[*whole];
    if (begun.count == 0)
        begun.count = count;
    QByteArray part = content.sliced(headerBytes);
    if (begun.count != count || m_bytes + part.size() > maxHalfHere)
        return noPart();
    if (begun.parts.contains(number))
        return std::nullopt;
    m_bytes += part.size();
    begun.parts.emplace(number, std::move(part));
    if (begun.parts.size() < count)
        return std::nullopt;
    QByteArray bundle;
    for (const auto& [place, piece] : begun.parts)
        bundle += piece;
    m_bytes -= bundle.size();
    m_begun.erase(*whole);
    if (base::Hash256::of(bundle) != *whole)
        return noPart();
    return bundle;
}

} // namespace twinward::sync
