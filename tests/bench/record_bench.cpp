// The record without a disk: reading events, folding a chart, searching the list of patients as one types.

#include "record/chart.h"
#include "record/duplicates.h"
#include "record/event_codec.h"
#include "record/patient_index.h"

#include <benchmark/benchmark.h>

using namespace twinward;
using namespace twinward::record;

namespace {

constexpr int observationCount = 100'000;
constexpr int patientCount = 50'000;

UserId author()
{
    return UserId::derived("bench", "physician");
}

Roster roster()
{
    std::vector<RecordedEvent> events(2);
    events[0].event.body = ClinicFounded{QStringLiteral("Bench")};
    events[1].event.body = UserEnrolled{author(), QStringLiteral("B"), Role::Physician, {}, {}};
    for (RecordedEvent& recorded : events)
        recorded.author = author();
    return Roster::fold(events);
}

Event heartRate(PatientId patient, int index)
{
    Observation observation;
    observation.group = Observation::Group::Vital;
    observation.status = QStringLiteral("final");
    observation.code = Concept::loinc(loinc::heartRate, QStringLiteral("Heart rate"));
    observation.value = Quantity{base::Decimal(60 + index % 60, 0), QStringLiteral("/min"), {}};
    Event event;
    event.patient = patient;
    event.category = Category::Vitals;
    event.occurred = base::Moment(1'600'000'000'000 + index * 60'000LL, 0, base::Moment::Precision::Second);
    event.body = observation;
    return event;
}

const std::vector<QByteArray>& encodedObservations()
{
    static const std::vector<QByteArray> encoded = [] {
        std::vector<QByteArray> all;
        const PatientId patient = PatientId::random();
        for (int i = 0; i < observationCount; ++i)
            all.push_back(encodeEvent(heartRate(patient, i)));
        return all;
    }();
    return encoded;
}

const PatientIndex& patients()
{
    static const PatientIndex index = [] {
        static constexpr const char* families[]{
            "Garcia", "Zhang", "Okafor", "Smith", "Nguyen", "Haddad", "Kowalski"};
        static constexpr const char* given[]{"Maria", "Wei", "Chidi", "Anna", "Minh", "Layla", "Jan", "Olga"};
        std::vector<RecordedEvent> events(patientCount);
        for (size_t i = 0; i < patientCount; ++i) {
            PatientDetails details;
            details.names.push_back({QString::fromLatin1(families[i % 7]) + QString::number(i),
                {QString::fromLatin1(given[i % 8])}, {}, {}, QStringLiteral("official")});
            details.birthDate = base::PartialDate::fromParts(
                1930 + static_cast<int>(i % 90), 1 + static_cast<int>(i % 12), 3)
                                    .value();
            details.identifiers.push_back({QStringLiteral("urn:mrn"), QString::number(100'000 + i), {}});
            events[i].event.patient = PatientId::random();
            events[i].event.category = Category::Demographics;
            events[i].event.body = details;
            events[i].author = author();
        }
        PatientIndex made;
        made.add(events, roster());
        return made;
    }();
    return index;
}

void readAndFoldObservations(benchmark::State& state)
{
    const Roster people = roster();
    const auto& encoded = encodedObservations();
    for (auto _ : state) {
        std::vector<RecordedEvent> events(encoded.size());
        for (size_t i = 0; i < encoded.size(); ++i) {
            events[i].event = decodeEvent(encoded[i]).value();
            events[i].author = author();
        }
        benchmark::DoNotOptimize(Chart::fold(PatientId(), std::move(events), people));
    }
    state.SetItemsProcessed(state.iterations() * observationCount);
}
BENCHMARK(readAndFoldObservations)->Unit(benchmark::kMillisecond);

void foldObservations(benchmark::State& state)
{
    const Roster people = roster();
    std::vector<RecordedEvent> events;
    for (const QByteArray& bytes : encodedObservations())
        events.push_back({decodeEvent(bytes).value(), {}, author(), {}, {}});
    for (auto _ : state) {
        state.PauseTiming();
        auto copy = events;
        state.ResumeTiming();
        benchmark::DoNotOptimize(Chart::fold(PatientId(), std::move(copy), people));
    }
    state.SetItemsProcessed(state.iterations() * observationCount);
}
BENCHMARK(foldObservations)->Unit(benchmark::kMillisecond);

void searchAsYouType(benchmark::State& state)
{
    static constexpr QStringView texts[]{
        u"", u"g", u"ga", u"garcia4", u"maria", u"zzz", u"1980", u"wei 1999"};
    const PatientIndex& index = patients();
    for (auto _ : state)
        benchmark::DoNotOptimize(index.search(texts[state.range(0)]));
}
BENCHMARK(searchAsYouType)->DenseRange(0, 7)->Unit(benchmark::kMillisecond);

void likelyDuplicatesOfFiftyThousand(benchmark::State& state)
{
    PatientDetails details;
    details.names.push_back({QStringLiteral("Garsia"), {QStringLiteral("Marya")}, {}, {}, {}});
    details.birthDate = base::PartialDate::fromParts(1980, 5).value();
    const PatientIndex& index = patients();
    for (auto _ : state)
        benchmark::DoNotOptimize(likelyDuplicates(details, index));
}
BENCHMARK(likelyDuplicatesOfFiftyThousand)->Unit(benchmark::kMillisecond);

void copyAndAddOne(benchmark::State& state)
{
    const Roster people = roster();
    for (auto _ : state) {
        PatientIndex copy = patients();
        std::vector<RecordedEvent> events(1);
        events[0].event.patient = PatientId::random();
        events[0].event.category = Category::Demographics;
        events[0].event.body
            = PatientDetails{{{QStringLiteral("New"), {}, {}, {}, {}}}, {}, {}, {}, {}, {}, {}, {}, {}};
        events[0].author = author();
        copy.add(events, people);
        benchmark::DoNotOptimize(copy);
    }
}
BENCHMARK(copyAndAddOne)->Unit(benchmark::kMillisecond);

void buildIndex(benchmark::State& state)
{
    std::vector<RecordedEvent> events;
    const Roster people = roster();
    for (const PatientRow* row : patients().rows()) {
        RecordedEvent recorded;
        recorded.event.patient = row->id;
        recorded.event.category = Category::Demographics;
        recorded.event.body = row->details;
        recorded.author = author();
        events.push_back(recorded);
    }
    for (auto _ : state) {
        PatientIndex index;
        index.add(events, people);
        benchmark::DoNotOptimize(index);
    }
}
BENCHMARK(buildIndex)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
