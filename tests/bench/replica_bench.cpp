// What a second device of a clinic must do on two cores, on a real disk: take in 100,000 small commits, each
// verified before it is stored, and write as many for others.

#include "bench_vault.h"
#include "commit_store_p.h"

#include "ledger/joining.h"
#include "ledger/replica.h"

#include <benchmark/benchmark.h>

using namespace twinward;
using namespace twinward::bench;

namespace {

constexpr int commitCount = 100'000;
constexpr int patientCount = 1000;
constexpr size_t atOnce = 4096;

struct Clinic
{
    QTemporaryDir parent{parentTemplate()};
    std::unique_ptr<ledger::Vault> first;
    std::vector<ledger::WireCommit> commits; // all that the first wrote
    int joined = 0;

    Clinic()
    {
        first = makeVault(parent.filePath(QStringLiteral("first")));
        commits = must(ledger::commitsAfter(*first, {first->device(), 1}, 0));
        const auto& d = ledger::Vault::Private::of(*first);
        ledger::DeviceState state{d.device.device, d.device.signingSeed.clone(), 1, 1, d.device.head};
        base::HybridClock clock;
        clock.observe(base::HybridTime(static_cast<quint64>(d.options.wallClock()), 1000));
        std::vector<record::PatientId> patients;
        for (int i = 0; i < patientCount; ++i)
            patients.push_back(record::PatientId::random());
        for (int i = 0; i < commitCount; ++i) {
            const auto& patient = patients[static_cast<size_t>(i % patientCount)];
            const auto sealed
                = ledger::sealCommit({observation(patient, i)}, d.identity, d.keyring, state, clock.next());
            state.head = sealed.headAfter(state.head);
            commits.push_back({sealed.headerBytes, sealed.deviceSignature, sealed.authorSignature,
                {{sealed.segments[0].body, sealed.segments[0].sources}}});
        }
    }

    std::unique_ptr<ledger::Vault> join()
    {
        const auto device = ledger::NewDevice::named(QStringLiteral("Second"));
        const auto pack = must(ledger::admitDevice(*first, device.request));
        return must(ledger::join(
            parent.filePath(QString::number(++joined)), pack, device, userName, passphrase(), quick()));
    }
};

Clinic& clinic()
{
    static Clinic made;
    return made;
}

void takeIn(ledger::Vault& vault)
{
    const auto& all = clinic().commits;
    for (size_t first = 0; first < all.size(); first += atOnce) {
        const auto end = std::min(first + atOnce, all.size());
        const std::vector<ledger::WireCommit> some(
            all.begin() + static_cast<qsizetype>(first), all.begin() + static_cast<qsizetype>(end));
        const auto report = must(ledger::ingest(vault, some));
        if (report.stored != some.size()) {
            std::cerr << "refused\n";
            std::exit(1);
        }
    }
}

void takingInEveryCommit(benchmark::State& state)
{
    for (auto _ : state) {
        state.PauseTiming();
        const auto second = clinic().join();
        state.ResumeTiming();
        takeIn(*second);
    }
    state.SetItemsProcessed(state.iterations() * static_cast<qint64>(clinic().commits.size()));
}
BENCHMARK(takingInEveryCommit)->Unit(benchmark::kMillisecond)->Iterations(1)->UseRealTime();

void handingOutEveryCommit(benchmark::State& state)
{
    const auto second = clinic().join();
    takeIn(*second);
    const ledger::ChainId chain{clinic().first->device(), 1};
    for (auto _ : state) {
        quint64 after = 0;
        for (;;) {
            const auto some = must(ledger::commitsAfter(*second, chain, after, {atOnce, 64 << 20}));
            if (some.empty())
                break;
            after += some.size();
        }
    }
    state.SetItemsProcessed(state.iterations() * static_cast<qint64>(clinic().commits.size()));
}
BENCHMARK(handingOutEveryCommit)->Unit(benchmark::kMillisecond)->Iterations(1)->UseRealTime();

} // namespace

BENCHMARK_MAIN();
