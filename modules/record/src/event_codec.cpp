#include "record/event_codec.h"

#include "base/cbor_fields.h"
#include "body_fields_p.h"

#include <array>

namespace twinward::record {

using base::CborReader;
using base::CborWriter;

namespace {

constexpr int formatVersion = 1;

// Systems that stand in nearly every event are written as their place in this list: never reorder it.
const std::array<QString, 9>& knownSystems()
{
    static const std::array<QString, 9> systems{code_system::loinc, code_system::snomed, code_system::rxnorm,
        code_system::cvx, code_system::icd10, code_system::ucum,
        QStringLiteral("http://terminology.hl7.org/CodeSystem/observation-category"),
        QStringLiteral("http://www.nlm.nih.gov/research/umls/rxnorm"),
        QStringLiteral("http://terminology.hl7.org/CodeSystem/v3-ActCode")};
    return systems;
}

class Encoder : public base::CborEncoder<Encoder>
{
public:
    using CborEncoder::CborEncoder;
    using CborEncoder::put;

    void put(const Coding& coding)
    {
        writer().array(3);
        const auto& systems = knownSystems();
        const auto known = std::find(systems.begin(), systems.end(), coding.system);
        if (known != systems.end())
            writer().integer(known - systems.begin());
        else
            writer().text(coding.system);
        writer().text(coding.code).text(coding.display);
    }

    void put(const Value& value)
    {
        writer().array(2).integer(static_cast<qint64>(value.index()));
        std::visit(
            [this](const auto& held) {
                if constexpr (std::is_same_v<std::decay_t<decltype(held)>, std::monostate>)
                    writer().null();
                else
                    put(held);
            },
            value);
    }
};

class Decoder : public base::CborDecoder<Decoder>
{
public:
    using CborDecoder::CborDecoder;
    using CborDecoder::get;

    static constexpr quint64 listLimit = 10'000;
    template <class E> static constexpr E firstOf() { return record::firstOf<E>(); }
    template <class E> static constexpr E lastOf() { return record::lastOf<E>(); }

    void get(Coding& coding)
    {
        reader().enterArray(3);
        if (reader().nextIsText()) {
            coding.system = reader().text();
        } else {
            const qint64 known = reader().integer();
            if (known >= 0 && known < static_cast<qint64>(knownSystems().size()))
                coding.system = knownSystems()[static_cast<size_t>(known)];
            else
                reader().markFailed();
        }
        coding.code = reader().text();
        coding.display = reader().text();
        reader().leaveArray();
    }

    void get(Value& value)
    {
        reader().enterArray(2);
        switch (reader().integer()) {
        case 0:
            reader().skip();
            break;
        case 1:
            get(value.emplace<Quantity>());
            break;
        case 2:
            get(value.emplace<Concept>());
            break;
        case 3:
            get(value.emplace<QString>());
            break;
        case 4:
            get(value.emplace<bool>());
            break;
        default:
            reader().markFailed();
        }
        reader().leaveArray();
    }
};

template <size_t... Kinds>
bool decodeBody(qint64 kind, Body& body, Decoder& decoder, std::index_sequence<Kinds...>)
{
    return ((kind == static_cast<qint64>(Kinds) && (decoder.get(body.emplace<Kinds>()), true)) || ...);
}

} // namespace

QByteArray encodeEvent(const Event& event)
{
    CborWriter writer;
    Encoder encoder(writer);
    writer.array(event.origin ? 9 : 8).integer(formatVersion);
    encoder.put(event.id);
    encoder.put(event.patient);
    encoder.put(event.category);
    encoder.put(event.occurred);
    encoder.put(event.replaces);
    writer.integer(static_cast<qint64>(event.body.index()));
    std::visit([&encoder](const auto& body) { encoder.put(body); }, event.body);
    if (event.origin)
        encoder.put(*event.origin);
    return writer.data();
}

base::Result<Event> decodeEvent(const QByteArray& bytes)
{
    CborReader reader(bytes);
    Decoder decoder(reader);
    reader.enterArray(64);
    const qint64 version = reader.integer();
    if (!reader.failed() && version != formatVersion) {
        return base::fail(base::ErrorCode::Unsupported,
            QStringLiteral("This entry was written by a newer version of the program"),
            QStringLiteral("event format %1").arg(version),
            QStringLiteral("Update this computer's program."));
    }
    Event event{EventId(), {}, {}, {}, {}, {}, {}, {}}; // read below: no id needs to be drawn
    decoder.get(event.id);
    decoder.get(event.patient);
    decoder.get(event.category);
    decoder.get(event.occurred);
    decoder.get(event.replaces);
    const qint64 kind = reader.integer();
    const bool known
        = decodeBody(kind, event.body, decoder, std::make_index_sequence<std::variant_size_v<Body>>());
    if (reader.hasNext()) {
        const auto origin = std::make_shared<Origin>();
        decoder.get(*origin);
        event.origin = origin;
    }
    reader.leaveArray();
    if (!known || !reader.atEnd())
        return base::fail(base::ErrorCode::IntegrityBroken, QStringLiteral("An entry can't be read"));
    return event;
}

} // namespace twinward::record
