// What a region's relay costs: letters a second into and out of a PostgreSQL of its own on a real disk, over
// TLS, and how many bytes a letter is there; from a clinic's day of work as it would be left.

#include "../sync/relay_region.h"

#include "ledger/joining.h"
#include "sync/bundle.h"
#include "sync/vault_store.h"

#include <atomic>
#include <benchmark/benchmark.h>
#include <QBuffer>

using namespace twinward;
using namespace twinward::test;

namespace {

// A clinic's day: 40 patients, twelve commits with each, left every five minutes of eight hours.
constexpr int patientsADay = 40;
constexpr int commitsAPatient = 12;
constexpr int visitsADay = 8 * 12;
constexpr int commitsAVisit = (patientsADay * commitsAPatient + visitsADay - 1) / visitsADay;

Region& region()
{
    static const bool isOnDisk = qputenv("TMPDIR", TWINWARD_BUILD_DIR); // /tmp may be in memory
    static Region* one = isOnDisk ? new Region : nullptr; // NOLINT: ended by endRegion()
    return *one;
}

QByteArray nameOf(int clinic)
{
    return "clinic " + QByteArray::number(clinic);
}

// The bytes of one visit's letter: what two computers of a clinic have newly written, with keys and receipts.
qsizetype visitBytes()
{
    static const qsizetype size = [] {
        const QTemporaryDir folder;
        auto made = makeVault(folder.filePath("vault"));
        const auto laptop = ledger::NewDevice::named("Laptop");
        const auto pack = ledger::admitDevice(*made->vault, laptop.request);
        const auto patient = record::PatientId::random();
        if (!pack || !made->vault->commit({registration(patient, "Mwangi", "Grace")}))
            qFatal("no clinic");
        sync::BundleChoice choice;
        choice.theirs = *ledger::heads(*made->vault);
        for (int i = 0; i < commitsAVisit; ++i) {
            if (!made->vault->commit(
                    {heartRate(patient, 60 + i), heartRate(patient, 70 + i), note(patient, "as before")}))
                qFatal("no commit");
        }
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        if (!sync::writeBundle(*made->vault, buffer, choice))
            qFatal("no bundle");
        return buffer.data().size();
    }();
    return size;
}

QByteArray freshContent(qsizetype size)
{
    static std::atomic<quint64> number = 0;
    QByteArray content(size, '\0');
    quint64 state = ++number * 0x9E3779B97F4A7C15;
    for (char& byte : content) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        byte = static_cast<char>(state);
    }
    return content;
}

// Each thread a clinic that leaves its sites' letters.
void leaving(benchmark::State& state)
{
    const QByteArray name = nameOf(state.thread_index());
    static std::mutex adding;
    std::unique_ptr<sync::PostgresCarrier> carrier;
    {
        const std::lock_guard guard(adding);
        carrier = region().carrier(name.constData());
    }
    const qsizetype size = visitBytes();
    for (auto _ : state) {
        state.PauseTiming();
        const auto next = letter(name.constData(), name.constData(), freshContent(size));
        state.ResumeTiming();
        if (!carrier->leave(next))
            state.SkipWithError("not left");
    }
    state.SetItemsProcessed(state.iterations());
    state.counters["letter bytes"]
        = benchmark::Counter(static_cast<double>(size), benchmark::Counter::kAvgThreads);
}
BENCHMARK(leaving)->Threads(1)->Threads(4)->Threads(16)->UseRealTime()->Unit(benchmark::kMillisecond);

void collecting(benchmark::State& state)
{
    auto carrier = region().carrier("reader");
    constexpr int letters = 1000;
    for (int i = 0; i < letters; ++i) {
        if (!carrier->leave(letter("reader", "reader", freshContent(visitBytes()))))
            state.SkipWithError("not left");
    }
    qint64 collected = 0;
    for (auto _ : state) {
        quint64 mark = 0;
        for (bool isAll = false; !isAll;) {
            const auto some = carrier->collect(mark);
            if (!some) {
                state.SkipWithError("not collected");
                break;
            }
            mark = some->mark;
            isAll = some->isAll;
            collected += static_cast<qint64>(some->letters.size());
        }
    }
    state.SetItemsProcessed(collected);
}
BENCHMARK(collecting)->UseRealTime()->Unit(benchmark::kMillisecond);

// The visit that finds nothing, which most are.
void findingNothing(benchmark::State& state)
{
    auto carrier = region().carrier("idle");
    if (!carrier->leave(letter("idle", "idle", "one")))
        state.SkipWithError("not left");
    const quint64 mark = carrier->collect(0)->mark;
    for (auto _ : state) {
        if (!carrier->collect(mark))
            state.SkipWithError("not collected");
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(findingNothing)->UseRealTime()->Unit(benchmark::kMillisecond);

// A thousand clinics that each left a quarter of a day: what lies there, and that it is no slower for it.
void aThousandClinics(benchmark::State& state)
{
    constexpr int clinics = 1000;
    constexpr int letters = visitsADay / 4;
    region().server.query(
        QString("INSERT INTO twinward_relay.clinic SELECT digest, ('c' || n)::name, 'c' || n, 1e12 "
                "FROM (SELECT n, sha256(n::text::bytea) AS digest FROM generate_series(1, %1) n) s "
                "ON CONFLICT DO NOTHING")
            .arg(clinics),
        "relay");
    region().server.query(
        "INSERT INTO twinward_relay.post SELECT id FROM twinward_relay.clinic ON CONFLICT DO NOTHING",
        "relay");
    region().server.query(
        QString(
            "INSERT INTO twinward_relay.letter (recipient, sender, id, content) "
            "SELECT id, id, sha256(id || n::text::bytea), decode(repeat(md5(n::text || role), %2), 'hex') "
            "FROM twinward_relay.clinic, generate_series(1, %1) n WHERE role LIKE 'c%' ON CONFLICT DO "
            "NOTHING")
            .arg(letters)
            .arg(visitBytes() / 16),
        "relay");
    const auto number = [](const QString& query) { return region().server.query(query, "relay").toDouble(); };
    const double rows = number("SELECT count(*) FROM twinward_relay.letter");
    const double bytes
        = number("SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c JOIN pg_namespace n "
                 "ON n.oid = c.relnamespace WHERE n.nspname = 'twinward_relay' AND c.relkind = 'r'");
    auto carrier = region().carrier("late comer");
    for (auto _ : state) {
        if (!carrier->leave(letter("late comer", "late comer", freshContent(visitBytes()))))
            state.SkipWithError("not left");
    }
    state.SetItemsProcessed(state.iterations());
    state.counters["letters there"] = rows;
    state.counters["MB there"] = bytes / 1e6;
    state.counters["bytes/letter on disk"] = bytes / rows;
    state.counters["letter bytes"] = static_cast<double>(visitBytes());
}
BENCHMARK(aThousandClinics)->Iterations(200)->UseRealTime()->Unit(benchmark::kMillisecond);

} // namespace

int main(int argc, char** argv)
{
    if (!PostgresServer::missing().isEmpty()) {
        qWarning("%s", qPrintable(PostgresServer::missing()));
        return 0;
    }
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    delete &region(); // NOLINT: ends the server
    return 0;
}
