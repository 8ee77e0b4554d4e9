// FHIR in and out: Synthea's 60 people (70 MB) through a vault, whole.

#include "interop/fhir_export.h"
#include "interop/fhir_import.h"
#include "json_tree_p.h"

#include <benchmark/benchmark.h>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

using namespace twinward;

namespace {

// Synthea's folder, unpacked once under the build tree; empty where the data is not here.
QString people()
{
    const QString folder = QStringLiteral(TWINWARD_BUILD_DIR "/test-data/synthea-60");
    if (!QDir(folder + QStringLiteral("/synthea-dev")).exists()) {
        QDir().mkpath(folder);
        QProcess::execute(QStringLiteral("tar"),
            {QStringLiteral("-xJf"), QStringLiteral(TWINWARD_TEST_DATA "/fhir-r4/synthea-60.tar.xz"),
                QStringLiteral("-C"), folder});
    }
    const QString unpacked = folder + QStringLiteral("/synthea-dev");
    return QDir(unpacked).exists() ? unpacked : QString();
}

std::unique_ptr<ledger::Vault> newVault(const QTemporaryDir& folder)
{
    ledger::VaultOptions options;
    options.passphraseMs = 0;
    auto created = ledger::Vault::create(folder.filePath(QStringLiteral("vault")),
        {QStringLiteral("Hill clinic"), QStringLiteral("chen"), record::Role::Physician,
            QStringLiteral("laptop")},
        ledger::Secret::copyOf("correct horse battery"), options);
    return created ? std::move(created->vault) : nullptr;
}

void fill(ledger::Vault& vault, benchmark::State& state)
{
    interop::ImportRequest request;
    request.paths = {people()};
    const auto report = interop::importFhir(vault, request);
    if (!report || report->refusedCount != 0)
        state.SkipWithError("the people did not come in");
}

void readEveryResource(benchmark::State& state)
{
    std::vector<QByteArray> files;
    qint64 bytes = 0;
    const QDir folder(people());
    for (const QString& name : folder.entryList({QStringLiteral("*.json")}, QDir::Files)) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            files.push_back(file.readAll());
        bytes += file.size();
    }
    if (files.empty())
        state.SkipWithError("the real data is not here");
    for (auto _ : state) {
        for (const QByteArray& file : files) {
            auto tree = interop::JsonTree::parse(file, 128);
            benchmark::DoNotOptimize(tree);
        }
    }
    state.SetBytesProcessed(state.iterations() * bytes);
}
BENCHMARK(readEveryResource)->Unit(benchmark::kMillisecond)->UseRealTime();

void importSixtyPeople(benchmark::State& state)
{
    if (people().isEmpty())
        return state.SkipWithError("the real data is not here");
    for (auto _ : state) {
        state.PauseTiming();
        const QTemporaryDir folder(QStringLiteral(TWINWARD_BUILD_DIR "/bench"));
        const auto vault = newVault(folder);
        state.ResumeTiming();
        fill(*vault, state);
    }
}
BENCHMARK(importSixtyPeople)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(3);

void exportSixtyPeople(benchmark::State& state)
{
    if (people().isEmpty())
        return state.SkipWithError("the real data is not here");
    const QTemporaryDir folder(QStringLiteral(TWINWARD_BUILD_DIR "/bench"));
    const auto vault = newVault(folder);
    fill(*vault, state);
    for (auto _ : state) {
        const auto report = interop::exportAll(*vault, folder.filePath(QStringLiteral("out")));
        if (!report)
            state.SkipWithError("the people did not go out");
    }
}
BENCHMARK(exportSixtyPeople)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(3);

} // namespace

BENCHMARK_MAIN();
