#pragma once

// A small chart for the tests of vitals: one nurse, one patient, events given as they would be committed.

#include "vitals/vital_record.h"

namespace twinward::vitals::test {

inline constexpr qint64 minute = 60'000;
inline constexpr qint64 hour = 60 * minute;
inline constexpr qint64 day = 24 * hour;
// 20 Nov 2026, 08:00 UTC
inline constexpr qint64 morning = 1'795'161'600'000;

inline base::Moment at(qint64 ms)
{
    return {ms, 0, base::Moment::Precision::Minute};
}

inline record::Event eventAt(
    record::PatientId patient, record::Category category, base::Moment occurred, record::Body body)
{
    record::Event one;
    one.patient = patient;
    one.category = category;
    one.occurred = occurred;
    one.body = std::move(body);
    return one;
}

class Ward
{
public:
    explicit Ward(int birthYear = 1960)
    {
        m_clinic.push_back(recorded(
            eventAt({}, record::Category::Clinic, {}, record::ClinicFounded{QStringLiteral("Test")})));
        record::UserEnrolled enrolled;
        enrolled.user = m_nurse;
        enrolled.name = QStringLiteral("Ana");
        enrolled.role = record::Role::Physician;
        m_clinic.push_back(recorded(eventAt({}, record::Category::Clinic, {}, enrolled)));
        record::PatientDetails details;
        details.birthDate = *base::PartialDate::fromParts(birthYear, 1, 1);
        add(eventAt(m_patient, record::Category::Demographics, {}, details));
    }

    [[nodiscard]] record::PatientId patient() const { return m_patient; }

    ChartedRound round(qint64 ms) const
    {
        ChartedRound round;
        round.patient = m_patient;
        round.at = at(ms);
        return round;
    }

    record::EventId add(record::Event event)
    {
        m_events.push_back(recorded(std::move(event)));
        return m_events.back().event.id;
    }

    void chart(const ChartedRound& round)
    {
        auto events = eventsOf(round);
        if (!events)
            qFatal("%s", qPrintable(events.error().message()));
        for (record::Event& event : *events)
            add(std::move(event));
    }

    // A whole set of NEWS2: rate, saturation, oxygen, systolic over 70, pulse, level, temperature.
    struct Set
    {
        int rate = 16;
        int saturation = 97;
        bool oxygen = false;
        int systolic = 120;
        int pulse = 72;
        Consciousness level = Consciousness::Alert;
        double temperature = 36.8;
    };

    void chartSet(qint64 ms, const Set& set)
    {
        ChartedRound one = round(ms);
        const auto enter = [&one](Sign sign, double value, int decimals) {
            one.values[sign] = {base::Decimal(value, decimals), definition(sign).unit};
        };
        enter(Sign::RespiratoryRate, set.rate, 0);
        enter(Sign::OxygenSaturation, set.saturation, 0);
        enter(Sign::SystolicPressure, set.systolic, 0);
        enter(Sign::DiastolicPressure, std::min(70, set.systolic - 10), 0);
        enter(Sign::HeartRate, set.pulse, 0);
        enter(Sign::Temperature, set.temperature, 1);
        one.consciousness = set.level;
        one.oxygen = OxygenDelivery{};
        one.oxygen->source = set.oxygen ? OxygenDelivery::Source::Oxygen : OxygenDelivery::Source::Air;
        chart(one);
    }

    void enter(qint64 ms, Sign sign, double value, const QString& unit = {})
    {
        ChartedRound one = round(ms);
        one.values[sign] = {base::Decimal(value, 2), unit.isEmpty() ? definition(sign).unit : unit};
        chart(one);
    }

    void observe(
        qint64 ms, record::Concept code, record::Value value, std::vector<record::Component> components = {})
    {
        record::Observation observation;
        observation.code = std::move(code);
        observation.value = std::move(value);
        observation.components = std::move(components);
        observation.status = QStringLiteral("final");
        add(eventAt(m_patient, record::Category::Vitals, at(ms), observation));
    }

    std::vector<record::RecordedEvent>& events() { return m_events; }
    [[nodiscard]] record::Chart chart() const
    {
        return record::Chart::fold(m_patient, m_events, record::Roster::fold(m_clinic));
    }
    [[nodiscard]] VitalRecord read() const { return VitalRecord::read(chart()); }

private:
    record::RecordedEvent recorded(record::Event event)
    {
        record::RecordedEvent one;
        one.event = std::move(event);
        one.author = m_nurse;
        one.recorded = base::HybridTime(static_cast<quint64>(morning), ++m_counter);
        return one;
    }

    record::UserId m_nurse = record::UserId::random();
    record::PatientId m_patient = record::PatientId::random();
    std::vector<record::RecordedEvent> m_events;
    std::vector<record::RecordedEvent> m_clinic;
    std::uint16_t m_counter = 0;
};

inline record::Quantity quantity(double value, const QString& unit, int decimals = 0)
{
    return {base::Decimal(value, decimals), unit, {}};
}

inline record::Concept loinc(const char* code)
{
    return record::Concept::loinc(QString::fromLatin1(code), {});
}

inline record::Concept snomed(const char* code, const char* display = "")
{
    return {{record::code_system::snomed, QString::fromLatin1(code), QString::fromLatin1(display)}, {}};
}

} // namespace twinward::vitals::test
