#include "neighbour_frame_p.h"

#include "base/cbor_fields.h"
#include "ledger/clinic_card.h"

#include <QtEndian>

namespace twinward::sync::neighbour {

using base::ErrorCode;

// Found by the encoder where its types are.
template <class T> auto fieldsOf(T& s)
{
    using S = std::remove_const_t<T>;
    if constexpr (std::is_same_v<S, LetterKey>)
        return std::tie(s.kind, s.about, s.part);
    else if constexpr (std::is_same_v<S, Hello>)
        return std::tie(s.lowestVersion, s.highestVersion, s.card, s.signature, s.run, s.port, s.hasLetters);
    else if constexpr (std::is_same_v<S, Goodbye>)
        return std::tie(s.reason);
    else if constexpr (std::is_same_v<S, Offers>)
        return std::tie(s.letters);
    else if constexpr (std::is_same_v<S, Want>)
        return std::tie(s.letter, s.begun, s.offset);
    else if constexpr (std::is_same_v<S, Part>)
        return std::tie(s.letter, s.id, s.total, s.offset, s.content);
    else if constexpr (std::is_same_v<S, Answer>)
        return std::tie(s.letter, s.outcome, s.why);
    else if constexpr (std::is_same_v<S, Gone>)
        return std::tie(s.letter);
    else if constexpr (std::is_same_v<S, StillHere>)
        return std::tie(s.none);
}

namespace {

constexpr qsizetype maxSmallBytes = 8 << 10; // an answer with its reason
constexpr qsizetype maxOffersBytes = 64 << 10;
constexpr size_t kinds = std::variant_size_v<Said>;
constexpr qsizetype aboutOthers = 1 << 10; // the other fields of a message

// In the order of Said.
constexpr std::array<qsizetype, kinds> maxBytes{ledger::maxCardBytes + aboutOthers, maxSmallBytes,
    maxOffersBytes, maxSmallBytes, maxPartBytes + aboutOthers, maxSmallBytes, maxSmallBytes, maxSmallBytes};

class Encoder : public base::CborEncoder<Encoder>
{
public:
    using base::CborEncoder<Encoder>::CborEncoder;
};

class Decoder : public base::CborDecoder<Decoder>
{
public:
    static constexpr quint64 listLimit = maxOffers;
    using base::CborDecoder<Decoder>::CborDecoder;
    template <class E> static constexpr E firstOf() { return static_cast<E>(0); }
    template <class E> static constexpr E lastOf()
    {
        if constexpr (std::is_same_v<E, Parting>)
            return Parting::Silent;
        else
            return Outcome::Later;
    }
};

template <size_t index = 0> std::optional<Said> read(size_t kind, QByteArrayView body)
{
    if constexpr (index < kinds) {
        if (kind != index)
            return read<index + 1>(kind, body);
        base::CborReader reader(body);
        std::variant_alternative_t<index, Said> value;
        Decoder(reader).get(value);
        return reader.atEnd() ? std::optional<Said>(std::move(value)) : std::nullopt;
    } else {
        return std::nullopt;
    }
}

base::Status refuse(const QString& what, const QString& where)
{
    return base::fail(ErrorCode::InvalidInput, what, where);
}

} // namespace

QByteArray toFrame(const Said& said)
{
    base::CborWriter writer;
    std::visit([&](const auto& value) { Encoder(writer).put(value); }, said);
    const QByteArray& body = writer.data();
    QByteArray frame(frameHeaderBytes, '\0');
    qToBigEndian(static_cast<quint32>(body.size()), frame.data());
    frame[4] = static_cast<char>(frameVersion);
    frame[5] = static_cast<char>(said.index() + 1);
    return frame + body;
}

QByteArray helloMessage(bool byCaller, const record::ClinicId& to, QByteArrayView binding) // NOLINT
{
    QByteArray message(1, byCaller ? 'c' : 'a');
    return message.append(to.toBytes()).append(binding);
}

void FrameReader::add(QByteArrayView bytes)
{
    if (!m_refusal)
        m_bytes += bytes;
}

base::Status FrameReader::check(QByteArrayView header) const
{
    const auto size = static_cast<qsizetype>(qFromBigEndian<quint32>(header.data()));
    const auto version = static_cast<quint8>(header[4]);
    const auto number = static_cast<quint8>(header[5]);
    const QString where = QStringLiteral("a message of kind %1").arg(number);
    if (version != frameVersion) {
        return base::fail(ErrorCode::Unsupported,
            QStringLiteral("The other clinic's computer speaks another version"),
            QStringLiteral("frame version %1").arg(version));
    }
    if (number == 0 || number > kinds || header[6] != 0 || header[7] != 0)
        return refuse(QStringLiteral("The other clinic's computer sent something unknown"), where);
    if (!m_isTrusted && number > 2)
        return refuse(QStringLiteral("Somebody who has not shown who they are asked for more"), where);
    if (size == 0 || size > maxBytes.at(number - 1U))
        return refuse(QStringLiteral("The other clinic's computer sent a message of a wrong length"), where);
    return {};
}

base::Result<std::optional<Said>> FrameReader::next()
{
    if (!m_refusal && m_bytes.size() >= frameHeaderBytes) {
        const auto checked = check(m_bytes);
        const auto size = static_cast<qsizetype>(qFromBigEndian<quint32>(m_bytes.constData()));
        if (checked && m_bytes.size() - frameHeaderBytes < size)
            return std::optional<Said>();
        const auto number = static_cast<quint8>(m_bytes[5]);
        std::optional<Said> said;
        if (checked)
            said = read(number - 1U, QByteArrayView(m_bytes).sliced(frameHeaderBytes, size));
        if (said) {
            m_bytes.remove(0, frameHeaderBytes + size);
            return said;
        }
        m_refusal = checked ? base::Error{ErrorCode::InvalidInput,
                        QStringLiteral("The other clinic's computer sent what can't be read"),
                        QStringLiteral("a message of kind %1").arg(number), {}}
                            : checked.error();
        m_bytes.clear();
    }
    if (m_refusal)
        return base::fail(*m_refusal);
    return std::optional<Said>();
}

} // namespace twinward::sync::neighbour
