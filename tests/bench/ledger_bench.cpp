// What the ledger must do on two cores, on a real disk: commits against plain SQLite with the same durability
// and no cryptography, a list of 50,000 patients after unlocking, a chart of 100,000 observations, and the
// proof of it all.

#include "bench_vault.h"

#include "record/chart.h"

#include <benchmark/benchmark.h>
#include <chrono>
#include <optional>
#include <sqlite3.h>

using namespace twinward;
using namespace twinward::bench;
using record::Event;
using record::PatientId;

namespace {

constexpr int patientCount = 50'000;
constexpr int observationCount = 100'000;
constexpr int importBatch = 500;
double plainCommitSeconds = 0; // of one commit, measured first

QString freshFolder(const QTemporaryDir& parent)
{
    return parent.filePath(QStringLiteral("vault"));
}

Event registration(int number)
{
    static const std::array families{
        "Okonkwo", "Mwangi", "Nguyen", "Garcia", "Kowalski", "Haddad", "Tanaka", "Singh"};
    static const std::array givens{
        "Amara", "Grace", "Linh", "Maria", "Piotr", "Leila", "Yuki", "Arjun", "Wei"};
    record::PatientDetails body;
    const auto n = static_cast<size_t>(number);
    body.names.push_back({QString::fromLatin1(families[n % families.size()]) + QString::number(number / 97),
        {QString::fromLatin1(givens[n % givens.size()])}, {}, {}, QStringLiteral("official")});
    body.identifiers.push_back({QStringLiteral("urn:clinic"), QString::number(100'000 + number),
        QStringLiteral("Medical record number")});
    body.birthDate = *base::PartialDate::fromParts(1930 + number % 90, 1 + number % 12, 1 + number % 28);
    body.phone = QStringLiteral("+254 700 %1").arg(number);
    Event event;
    event.patient = PatientId::random();
    event.category = record::Category::Demographics;
    event.body = body;
    return event;
}

void plainSqliteCommit(benchmark::State& state)
{
    const QTemporaryDir parent(parentTemplate());
    sqlite3* connection = nullptr;
    sqlite3_open(parent.filePath("plain.db").toUtf8().constData(), &connection);
    sqlite3_exec(connection,
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
        "CREATE TABLE events(id BLOB PRIMARY KEY, patient BLOB, body BLOB) WITHOUT ROWID;"
        "CREATE INDEX by_patient ON events(patient)",
        nullptr, nullptr, nullptr);
    sqlite3_stmt* insert = nullptr;
    sqlite3_prepare_v2(
        connection, "INSERT INTO events VALUES(randomblob(16), ?, randomblob(150))", -1, &insert, nullptr);
    const QByteArray patient = PatientId::random().toBytes();
    quint64 count = 0;
    const auto start = std::chrono::steady_clock::now();
    for (auto _ : state) {
        sqlite3_bind_blob(insert, 1, patient.constData(), 16, SQLITE_STATIC);
        sqlite3_step(insert);
        sqlite3_reset(insert);
        ++count;
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    plainCommitSeconds = took.count() / static_cast<double>(count);
    state.counters["commits/s"] = 1 / plainCommitSeconds;
    sqlite3_finalize(insert);
    sqlite3_close(connection);
}

void ledgerCommit(benchmark::State& state)
{
    const QTemporaryDir parent(parentTemplate());
    auto vault = makeVault(freshFolder(parent));
    const auto patient = PatientId::random();
    int number = 0;
    const auto start = std::chrono::steady_clock::now();
    for (auto _ : state)
        must(vault->commit({observation(patient, number++)}));
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    const double seconds = took.count() / number;
    state.counters["commits/s"] = 1 / seconds;
    state.counters["of plain SQLite"] = plainCommitSeconds / seconds;
}

void ledgerImport(benchmark::State& state)
{
    const QTemporaryDir parent(parentTemplate());
    auto vault = makeVault(freshFolder(parent));
    int number = 0;
    for (auto _ : state) {
        state.PauseTiming();
        std::vector<Event> events;
        events.reserve(importBatch);
        const auto patient = PatientId::random();
        for (int i = 0; i < importBatch; ++i) {
            events.push_back(observation(patient, number++));
            events.back().source = QByteArray(R"({"resourceType":"Observation","status":"final","n":)")
                + QByteArray::number(number) + QByteArray(700, ' ') + '}';
        }
        state.ResumeTiming();
        must(vault->commit(std::move(events)));
    }
    state.counters["events/s"] = benchmark::Counter(number, benchmark::Counter::kIsRate);
}

void unlockToList(benchmark::State& state)
{
    const QTemporaryDir parent(parentTemplate());
    const QString folder = freshFolder(parent);
    {
        auto vault = makeVaultUnsynced(folder);
        for (int number = 0; number < patientCount;) {
            std::vector<Event> events;
            events.reserve(importBatch);
            for (int i = 0; i < importBatch; ++i)
                events.push_back(registration(number++));
            must(vault->commit(std::move(events)));
        }
    }
    for (auto _ : state) {
        auto vault = must(ledger::Vault::unlock(folder, userName, passphrase(), quick()));
        const auto rows = vault->patients()->search(QStringView());
        if (rows.size() != patientCount)
            state.SkipWithError("patients are missing");
        state.PauseTiming();
        vault.reset();
        state.ResumeTiming();
    }
}

void registerAmong50000(benchmark::State& state)
{
    const QTemporaryDir parent(parentTemplate());
    auto vault = makeVaultUnsynced(freshFolder(parent));
    int number = 0;
    while (number < patientCount) {
        std::vector<Event> events;
        events.reserve(importBatch);
        for (int i = 0; i < importBatch; ++i)
            events.push_back(registration(number++));
        must(vault->commit(std::move(events)));
    }
    auto shown = vault->patients(); // as the list holds it while the next is made
    must(vault->commit({registration(number++)}));
    shown = vault->patients();
    for (auto _ : state) {
        must(vault->commit({registration(number++)}));
        shown = vault->patients();
    }
}

// The chart, written `perCommit` observations at a time.
void openChart(benchmark::State& state)
{
    const QTemporaryDir parent(parentTemplate());
    auto vault = makeVaultUnsynced(freshFolder(parent));
    const auto patient = PatientId::random();
    for (int number = 0; number < observationCount;) {
        std::vector<Event> events;
        events.reserve(static_cast<size_t>(state.range(0)));
        for (int i = 0; i < state.range(0); ++i)
            events.push_back(observation(patient, number++));
        must(vault->commit(std::move(events)));
    }
    for (auto _ : state) {
        std::optional<record::Chart> chart = must(vault->chart(patient));
        state.PauseTiming(); // it is on the screen: nobody waits for what comes after
        if (chart->entries().size() != observationCount)
            state.SkipWithError("observations are missing");
        chart.reset();
        state.ResumeTiming();
    }
}

// So many events, so many of them in each commit.
void verifyEvents(benchmark::State& state)
{
    const QTemporaryDir parent(parentTemplate());
    auto vault = makeVaultUnsynced(freshFolder(parent));
    for (int number = 0; number < state.range(0);) {
        std::vector<Event> events;
        events.reserve(static_cast<size_t>(state.range(1)));
        const auto patient = PatientId::random();
        for (int i = 0; i < state.range(1); ++i)
            events.push_back(observation(patient, number++));
        must(vault->commit(std::move(events)));
    }
    for (auto _ : state) {
        const auto report = must(vault->verify());
        if (!report.ok)
            state.SkipWithError("the vault does not verify");
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}

BENCHMARK(plainSqliteCommit)->Iterations(1000)->Unit(benchmark::kMillisecond);
BENCHMARK(ledgerCommit)->Iterations(1000)->Unit(benchmark::kMillisecond);
BENCHMARK(ledgerImport)->Iterations(40)->Unit(benchmark::kMillisecond);
BENCHMARK(unlockToList)->Iterations(3)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK(registerAmong50000)->Iterations(200)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(openChart)
    ->Arg(1)
    ->Arg(importBatch)
    ->Iterations(5)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();
BENCHMARK(verifyEvents)
    ->Args({100'000, 1})
    ->Args({100'000, importBatch})
    ->Args({1'000'000, 10}) // a charting round each
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

} // namespace

BENCHMARK_MAIN();
