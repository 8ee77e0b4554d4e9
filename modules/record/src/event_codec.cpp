#include "record/event_codec.h"

#include "base/cbor.h"
#include "body_fields_p.h"

#include <array>

namespace twinward::record {

using base::CborReader;
using base::CborWriter;

namespace {

constexpr int formatVersion = 1;
constexpr quint64 listLimit = 10'000;

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

class Encoder
{
public:
    explicit Encoder(CborWriter& writer)
        : m_writer(writer)
    { }

    void put(const QString& text) { m_writer.text(text); }
    void put(const QByteArray& bytes) { m_writer.bytes(bytes); }
    void put(bool value) { m_writer.boolean(value); }
    void put(qint64 value) { m_writer.integer(value); }
    void put(double value) { m_writer.real(value); }
    void put(const base::Decimal& value) { m_writer.array(2).real(value.value()).integer(value.decimals()); }
    void put(const base::PartialDate& date) { m_writer.text(date.toString()); }
    void put(const base::Hash256& hash) { m_writer.bytes(hash.toBytes()); }
    template <class Tag> void put(const base::Id<Tag>& id) { m_writer.bytes(id.toBytes()); }

    void put(const base::Moment& moment)
    {
        m_writer.array(3)
            .integer(moment.utcMs())
            .integer(moment.offsetMinutes())
            .integer(static_cast<qint64>(moment.precision()));
    }

    void put(const Coding& coding)
    {
        m_writer.array(3);
        const auto& systems = knownSystems();
        const auto known = std::find(systems.begin(), systems.end(), coding.system);
        if (known != systems.end())
            m_writer.integer(known - systems.begin());
        else
            m_writer.text(coding.system);
        m_writer.text(coding.code).text(coding.display);
    }

    void put(const Value& value)
    {
        m_writer.array(2).integer(static_cast<qint64>(value.index()));
        std::visit(
            [this](const auto& held) {
                if constexpr (std::is_same_v<std::decay_t<decltype(held)>, std::monostate>)
                    m_writer.null();
                else
                    put(held);
            },
            value);
    }

    template <class T> void put(const std::optional<T>& value)
    {
        if (value)
            put(*value);
        else
            m_writer.null();
    }

    template <class T> void put(const QList<T>& list) { putList(list); }
    template <class T> void put(const std::vector<T>& list) { putList(list); }

    template <class T>
    requires std::is_enum_v<T>
    void put(T value) { m_writer.integer(static_cast<qint64>(value)); }

    template <class T>
    requires HasFields<T>
    void put(const T& value)
    {
        std::apply(
            [this](const auto&... fields) {
                m_writer.array(sizeof...(fields));
                (put(fields), ...);
            },
            fieldsOf(value));
    }

private:
    template <class List> void putList(const List& list)
    {
        m_writer.array(static_cast<quint64>(list.size()));
        for (const auto& element : list)
            put(element);
    }

    CborWriter& m_writer;
};

class Decoder
{
public:
    explicit Decoder(CborReader& reader)
        : m_reader(reader)
    { }

    void get(QString& text) { text = m_reader.text(); }
    void get(QByteArray& bytes) { bytes = m_reader.bytes(); }
    void get(bool& value) { value = m_reader.boolean(); }
    void get(qint64& value) { value = m_reader.integer(); }
    void get(double& value)
    {
        value = m_reader.real();
        if (!std::isfinite(value))
            m_reader.markFailed();
    }

    void get(base::Decimal& value)
    {
        m_reader.enterArray(2);
        const double number = m_reader.real();
        const qint64 decimals = m_reader.integer();
        m_reader.leaveArray();
        if (!std::isfinite(number) || decimals < 0 || decimals > 17)
            m_reader.markFailed();
        value = base::Decimal(number, static_cast<int>(decimals));
    }

    void get(base::PartialDate& date)
    {
        const QString text = m_reader.text();
        if (text.isEmpty())
            return;
        const auto parsed = base::PartialDate::fromString(text);
        if (parsed)
            date = *parsed;
        else
            m_reader.markFailed();
    }

    void get(base::Moment& moment)
    {
        m_reader.enterArray(3);
        const qint64 utcMs = m_reader.integer();
        const qint64 offset = m_reader.integer();
        const qint64 precision = m_reader.integer();
        m_reader.leaveArray();
        constexpr qint64 farMs = 400'000'000'000'000; // past year 9999
        if (utcMs < -farMs || utcMs > farMs || offset < -24 * 60 || offset > 24 * 60 || precision < 0
            || precision > static_cast<qint64>(base::Moment::Precision::Millisecond))
            m_reader.markFailed();
        else
            moment = base::Moment(
                utcMs, static_cast<int>(offset), static_cast<base::Moment::Precision>(precision));
    }

    void get(base::Hash256& hash) { getFixed(hash); }
    template <class Tag> void get(base::Id<Tag>& id) { getFixed(id); }

    void get(Coding& coding)
    {
        m_reader.enterArray(3);
        if (m_reader.nextIsText()) {
            coding.system = m_reader.text();
        } else {
            const qint64 known = m_reader.integer();
            if (known >= 0 && known < static_cast<qint64>(knownSystems().size()))
                coding.system = knownSystems()[static_cast<size_t>(known)];
            else
                m_reader.markFailed();
        }
        coding.code = m_reader.text();
        coding.display = m_reader.text();
        m_reader.leaveArray();
    }

    void get(Value& value)
    {
        m_reader.enterArray(2);
        switch (m_reader.integer()) {
        case 0:
            m_reader.skip();
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
            m_reader.markFailed();
        }
        m_reader.leaveArray();
    }

    template <class T> void get(std::optional<T>& value)
    {
        if (!m_reader.skipNull())
            get(value.emplace());
    }

    template <class T> void get(QList<T>& list) { getList(list); }
    template <class T> void get(std::vector<T>& list) { getList(list); }

    template <class T>
    requires std::is_enum_v<T>
    void get(T& value)
    {
        const qint64 number = m_reader.integer();
        if (number >= static_cast<qint64>(firstOf<T>()) && number <= static_cast<qint64>(lastOf<T>()))
            value = static_cast<T>(number);
        else
            m_reader.markFailed();
    }

    template <class T>
    requires HasFields<T>
    void get(T& value)
    {
        m_reader.enterArray(64);
        // Fields an older writer did not know keep their defaults; leaveArray() passes over a newer writer's.
        std::apply(
            [this](auto&... fields) { ((m_reader.hasNext() ? get(fields) : void()), ...); }, fieldsOf(value));
        m_reader.leaveArray();
    }

private:
    template <class T> void getFixed(T& value)
    {
        const auto parsed = T::fromBytes(m_reader.bytesView());
        if (parsed)
            value = *parsed;
        else
            m_reader.markFailed();
    }

    template <class List> void getList(List& list)
    {
        const quint64 size = m_reader.enterArray(listLimit);
        for (quint64 i = 0; i < size && !m_reader.failed(); ++i)
            get(list.emplace_back());
        m_reader.leaveArray();
    }

    CborReader& m_reader;
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
    writer.array(8).integer(formatVersion);
    encoder.put(event.id);
    encoder.put(event.patient);
    encoder.put(event.category);
    encoder.put(event.occurred);
    encoder.put(event.replaces);
    writer.integer(static_cast<qint64>(event.body.index()));
    std::visit([&encoder](const auto& body) { encoder.put(body); }, event.body);
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
    Event event{EventId(), {}, {}, {}, {}, {}, {}}; // read below: no id needs to be drawn
    decoder.get(event.id);
    decoder.get(event.patient);
    decoder.get(event.category);
    decoder.get(event.occurred);
    decoder.get(event.replaces);
    const qint64 kind = reader.integer();
    const bool known
        = decodeBody(kind, event.body, decoder, std::make_index_sequence<std::variant_size_v<Body>>());
    reader.leaveArray();
    if (!known || !reader.atEnd())
        return base::fail(base::ErrorCode::IntegrityBroken, QStringLiteral("An entry can't be read"));
    return event;
}

} // namespace twinward::record
