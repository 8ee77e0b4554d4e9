#include "vitals/vital_record.h"

#include "sign_catalogue_p.h"
#include "vitals/limits.h"

#include <algorithm>
#include <cmath>

namespace twinward::vitals {

namespace {

using record::Concept;
using record::Entry;
using record::Observation;
using record::Quantity;
using record::RecordedEvent;
using record::Value;
using Reason = Unreadable::Reason;

std::optional<Sign> signOf(const Concept& code)
{
    return code.coding.system == record::code_system::loinc ? signFromLoinc(code.coding.code) : std::nullopt;
}

template <class T> std::optional<T> answerIn(const Concept& answer, std::span<const CodedAnswer> known)
{
    const QString words = answer.label().trimmed().toLower();
    for (size_t i = 0; i < known.size(); ++i) {
        if (answer.coding.is(known[i].coding.system, known[i].coding.code) || known[i].words.contains(words))
            return static_cast<T>(i);
    }
    return std::nullopt;
}

std::optional<Concept> answerOf(const Value& value)
{
    if (const auto* coded = std::get_if<Concept>(&value))
        return *coded;
    if (const auto* words = std::get_if<QString>(&value))
        return Concept{{}, *words};
    return std::nullopt;
}

} // namespace

// Reads one version of one entry at a time into the record.
class VitalReader
{
public:
    VitalReader(VitalRecord& record, const Entry& entry, const RecordedEvent& version)
        : m_record(record)
        , m_version(version)
    {
        m_sample.atMs = version.event.occurred.utcMs();
        m_sample.at = version.event.occurred;
        m_sample.event = version.event.id;
        m_sample.root = entry.root;
        m_sample.commit = version.commit;
        m_sample.author = version.author;
        m_sample.recorded = version.recorded;
        m_sample.corrected = entry.isAmended();
        m_sample.conflict = entry.state == record::EntryState::Conflict;
    }

    void read(const Observation& observation)
    {
        m_sample.method = observation.method;
        m_sample.encounter = observation.encounter;
        if (const auto scale = scaleChosenIn(m_version.event)) {
            if (!m_sample.at.isNull())
                m_record.m_scaleChoices.push_back({m_sample.atMs, *scale, m_sample.event, m_sample.author});
            return;
        }
        m_notFinal = observation.status == u"entered-in-error" || observation.status == u"cancelled";
        const SignCatalogue& catalogue = signCatalogue();
        const record::Coding& therapy = catalogue.oxygenTherapy;
        const bool isTherapy = observation.code.coding.is(therapy.system, therapy.code);
        if (isTherapy)
            readOxygen(observation);
        else if (const auto sign = signOf(observation.code))
            readValue(*sign, observation.value, observation.components.empty());
        for (const record::Component& component : observation.components) {
            if (const auto sign = signOf(component.code))
                readValue(*sign, component.value, true);
        }
        if (!isTherapy)
            addOxygenFromFlow();
    }

private:
    // `valueDue`: an observation that is all components has no value of its own to miss.
    void readValue(Sign sign, const Value& value, bool valueDue) // NOLINT(readability-function-size)
    {
        if (std::holds_alternative<std::monostate>(value)) {
            if (valueDue)
                refuse(sign, Reason::NoValue, {});
        } else if (sign == Sign::Consciousness) {
            readConsciousness(value);
        } else if (const auto* quantity = std::get_if<Quantity>(&value)) {
            readQuantity(sign, *quantity);
        } else {
            const auto words = answerOf(value);
            refuse(sign, Reason::NotANumber, words ? words->label() : QString());
        }
    }

    void readQuantity(Sign sign, const Quantity& quantity)
    {
        if (!quantity.comparator.isEmpty()) {
            refuse(sign, Reason::Comparator, quantity.comparator + quantity.value.toString());
            return;
        }
        const auto value = convert(sign, quantity.value.value(), quantity.unit, definition(sign).unit);
        if (!value) {
            refuse(sign, Reason::UnknownUnit, quantity.unit);
            return;
        }
        const auto possible = Limits::builtIn().possible(sign);
        // A conversion may miss the end of the range by a rounding.
        const double rounded = std::round(*value * 1e9) / 1e9;
        if (possible && !possible->contains(rounded)) {
            refuse(sign, Reason::NotPossible, quantity.value.toString() + QLatin1Char(' ') + quantity.unit);
            return;
        }
        if (sign == Sign::OxygenFlow)
            m_flow = base::Decimal(rounded, quantity.value.decimals());
        if (sign == Sign::OxygenFraction)
            m_fraction = base::Decimal(rounded, quantity.value.decimals());
        Sample sample = m_sample;
        sample.value = rounded;
        sample.written = quantity;
        add(sign, std::move(sample));
    }

    void readConsciousness(const Value& value)
    {
        const auto answer = answerOf(value);
        const auto level
            = answer ? answerIn<Consciousness>(*answer, signCatalogue().consciousness) : std::nullopt;
        if (!level) {
            refuse(Sign::Consciousness, Reason::UnknownAnswer, answer ? answer->label() : QString());
            return;
        }
        Sample sample = m_sample;
        sample.value = static_cast<double>(*level);
        add(Sign::Consciousness, std::move(sample));
    }

    void readOxygen(const Observation& observation)
    {
        const std::array answers{signCatalogue().air, signCatalogue().oxygen};
        const auto answer = answerOf(observation.value);
        const auto source = answer ? answerIn<OxygenDelivery::Source>(*answer, answers) : std::nullopt;
        if (!source) {
            refuse(Sign::SupplementalOxygen, Reason::UnknownAnswer, answer ? answer->label() : QString());
            return;
        }
        OxygenDelivery delivery;
        delivery.source = *source;
        for (const record::Component& component : observation.components) {
            const auto* quantity = std::get_if<Quantity>(&component.value);
            const auto* words = std::get_if<QString>(&component.value);
            const std::optional<Sign> sign = signOf(component.code);
            if (sign == Sign::OxygenFlow && quantity != nullptr && quantity->unit == definition(*sign).unit)
                delivery.flowLPerMin = quantity->value;
            else if (sign == Sign::OxygenFraction && quantity != nullptr
                && quantity->unit == definition(*sign).unit)
                delivery.fractionPercent = quantity->value;
            else if (component.code.coding.is(own_code::system, own_code::oxygenDevice) && words != nullptr)
                delivery.device = *words;
        }
        addOxygen(std::move(delivery));
    }

    // A flow or a fraction that came alone, or within a saturation, says air or oxygen too: no flow, or 21 %,
    // is air.
    void addOxygenFromFlow()
    {
        if (!m_flow && !m_fraction)
            return;
        OxygenDelivery delivery;
        const bool oxygen = (m_flow && m_flow->value() > 0) || (m_fraction && m_fraction->value() > 21);
        delivery.source = oxygen ? OxygenDelivery::Source::Oxygen : OxygenDelivery::Source::Air;
        if (oxygen) {
            delivery.flowLPerMin = m_flow;
            delivery.fractionPercent = m_fraction;
        }
        addOxygen(std::move(delivery));
    }

    void addOxygen(OxygenDelivery delivery)
    {
        Sample sample = m_sample;
        sample.value = delivery.source == OxygenDelivery::Source::Oxygen ? 1 : 0;
        sample.oxygen = std::move(delivery);
        add(Sign::SupplementalOxygen, std::move(sample));
    }

    void add(Sign sign, Sample sample)
    {
        if (m_notFinal) {
            refuse(sign, Reason::NotFinal, {});
        } else if (m_sample.at.isNull()) {
            refuse(sign, Reason::UnknownTime, {});
        } else {
            sample.sign = sign;
            m_record.m_samples[static_cast<size_t>(sign)].push_back(std::move(sample));
        }
    }

    void refuse(Sign sign, Reason reason, const QString& detail)
    {
        m_record.m_unreadable.push_back({m_sample.event, sign, m_sample.at, reason, detail});
    }

    VitalRecord& m_record;
    const RecordedEvent& m_version;
    Sample m_sample;
    std::optional<base::Decimal> m_flow; // L/min
    std::optional<base::Decimal> m_fraction; // %
    bool m_notFinal = false;
};

QString Unreadable::message() const
{
    const QString& label = definition(sign).label;
    switch (reason) {
    case Reason::UnknownUnit:
        return detail.isEmpty() ? QStringLiteral("%1: there is no unit").arg(label)
                                : QStringLiteral("%1: the unit \"%2\" is not known").arg(label, detail);
    case Reason::NotANumber:
        return QStringLiteral("%1: not a number: \"%2\"").arg(label, detail);
    case Reason::UnknownAnswer:
        return QStringLiteral("%1: the answer \"%2\" is not known").arg(label, detail);
    case Reason::Comparator:
        return QStringLiteral("%1: \"%2\" is not one value").arg(label, detail);
    case Reason::NotPossible:
        return QStringLiteral("%1: %2 is not possible").arg(label, detail);
    case Reason::UnknownTime:
        return QStringLiteral("%1: the time is not known").arg(label);
    case Reason::NotFinal:
        return QStringLiteral("%1: cancelled where it came from").arg(label);
    case Reason::NoValue:
        return QStringLiteral("%1: there is no value").arg(label);
    }
    return label;
}

VitalRecord VitalRecord::read(const record::Chart& chart)
{
    VitalRecord record;
    for (const Entry& entry : chart.entries()) {
        if (entry.state == record::EntryState::Retracted || !entry.authorised)
            continue;
        for (const RecordedEvent& version : entry.versions) {
            const auto* observation = version.event.as<Observation>();
            const bool lastWord = std::ranges::find(entry.heads, version.event.id) != entry.heads.end();
            if (observation != nullptr && lastWord)
                VitalReader(record, entry, version).read(*observation);
        }
    }
    for (std::vector<Sample>& samples : record.m_samples) {
        std::ranges::sort(samples, {},
            [](const Sample& sample) { return std::tuple(sample.atMs, sample.recorded, sample.event); });
    }
    std::ranges::sort(record.m_scaleChoices, {},
        [](const ScaleChoice& choice) { return std::tuple(choice.atMs, choice.event); });
    return record;
}

std::span<const Sample> VitalRecord::samples(Sign sign) const
{
    return m_samples[static_cast<size_t>(sign)];
}

const Sample* VitalRecord::latest(Sign sign, qint64 atOrBeforeMs) const
{
    const std::span<const Sample> all = samples(sign);
    const auto after = std::ranges::upper_bound(all, atOrBeforeMs, {}, &Sample::atMs);
    return after == all.begin() ? nullptr : &*std::prev(after);
}

SpO2Scale VitalRecord::scaleAt(qint64 ms) const
{
    const auto after = std::ranges::upper_bound(m_scaleChoices, ms, {}, &ScaleChoice::atMs);
    return after == m_scaleChoices.begin() ? SpO2Scale::Scale1 : std::prev(after)->scale;
}

std::vector<qint64> VitalRecord::rounds(std::span<const Sign> signs, qint64 togetherMs) const
{
    std::vector<qint64> instants;
    for (const Sign sign : signs) {
        for (const Sample& sample : samples(sign)) {
            if (sample.at.precision() >= base::Moment::Precision::Minute)
                instants.push_back(sample.atMs);
        }
    }
    std::ranges::sort(instants);
    std::vector<qint64> sets;
    qint64 firstOfSet = 0;
    for (const qint64 instant : instants) {
        if (!sets.empty() && instant - firstOfSet < togetherMs) {
            sets.back() = instant;
        } else {
            sets.push_back(instant);
            firstOfSet = instant;
        }
    }
    return sets;
}

bool VitalRecord::isEmpty() const
{
    return std::ranges::all_of(m_samples, [](const std::vector<Sample>& samples) { return samples.empty(); });
}

} // namespace twinward::vitals
