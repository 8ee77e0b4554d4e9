// A CT of the chest (275 slices, 145 MB) into the vault and out of it again, beside vtk-dicom's reader and
// GDCM on the plain files, in the same run. Files and blobs are in the page cache for everybody. "times
// quicker" compares with the quickest of the others; ours also decrypts and checks every byte.

#include "base/parallel.h"
#include "chest_clinic.h"
#include "imaging/library.h"

#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <functional>
#include <gdcmImageReader.h>
#include <gdcmIPPSorter.h>
#include <gdcmTrace.h>
#include <iostream>
#include <memory>
#include <QCoreApplication>
#include <QTemporaryDir>
#include <sodium.h>
#include <unistd.h>
#include <vector>
#include <vtkDICOMReader.h>
#include <vtkImageData.h>
#include <vtkNew.h>
#include <vtkStreamingDemandDrivenPipeline.h>
#include <vtkStringArray.h>

using namespace twinward;
using namespace twinward::bench;

namespace {

// What others took, for the ratios: filled by the benchmarks that run first.
struct Others
{
    double copySeconds = 0;
    double cryptoSeconds = 0;
    double firstSeconds = 0; // the quickest
    double allSeconds = 0;
};
Others others;

void setRate(benchmark::State& state)
{
    qint64 bytes = 0;
    for (const QByteArray& content : chestContents())
        bytes += content.size();
    state.SetBytesProcessed(state.iterations() * bytes);
}

bool isMissing(benchmark::State& state)
{
    if (chestFolder().isEmpty())
        state.SkipWithError("the chest CT is not here");
    return chestFolder().isEmpty();
}

Clinic& filedChest()
{
    static Clinic clinic;
    if (clinic.patient.isNull())
        clinic.importChest();
    return clinic;
}

// ---- import ----

// Calls work(index) for every file from `threads` threads.
void onThreads(size_t threads, const std::function<void(size_t)>& work)
{
    base::runParallel(chestFiles().size(), threads, 1, [&](size_t, size_t begin, size_t) { work(begin); });
}

size_t cores()
{
    return base::workersFor(SIZE_MAX, 1);
}

// Nothing is removed before the end: for minutes after files were deleted, ext4 goes through their places one
// by one whenever it makes a new file, which took longer than the rest of an import.
std::vector<std::unique_ptr<QTemporaryDir>> folders;
std::vector<std::unique_ptr<Clinic>> clinics;

// As many threads as our import has, each reading a file, writing it and waiting for the disk.
void copyWithFsync(benchmark::State& state)
{
    if (isMissing(state))
        return;
    Stopwatch watch;
    for (auto _ : state) {
        state.PauseTiming();
        folders.push_back(std::make_unique<QTemporaryDir>(onTheBuildsDisk()));
        const QTemporaryDir& folder = *folders.back();
        state.ResumeTiming();
        watch.start();
        onThreads(4 * cores(), [&](size_t i) {
            const QByteArray path = folder.filePath(QString::number(i)).toUtf8();
            const QByteArray content = imaging::test::contentOf(QString::fromStdString(chestFiles()[i]));
            const int file = ::open(path.constData(), O_CREAT | O_WRONLY, 0600);
            if (::write(file, content.constData(), static_cast<size_t>(content.size())) != content.size()
                || ::fsync(file) != 0)
                std::exit(1);
            ::close(file);
        });
        watch.stop();
    }
    others.copySeconds = watch.mean();
    setRate(state);
}

// The same on all cores: hash, seal, hash of what was sealed.
void cryptographyAlone(benchmark::State& state)
{
    if (isMissing(state))
        return;
    const auto& contents = chestContents();
    const auto seal = [&](size_t i) {
        unsigned char key[crypto_secretstream_xchacha20poly1305_KEYBYTES] = {};
        unsigned char header[crypto_secretstream_xchacha20poly1305_HEADERBYTES];
        crypto_secretstream_xchacha20poly1305_state stream;
        benchmark::DoNotOptimize(base::Hash256::of(contents[i]));
        QByteArray sealed(contents[i].size() + 4096, Qt::Uninitialized);
        crypto_secretstream_xchacha20poly1305_init_push(&stream, header, key);
        qsizetype to = 0;
        for (qsizetype at = 0; at < contents[i].size(); at += 65'536) {
            const qsizetype size = std::min<qsizetype>(65'536, contents[i].size() - at);
            crypto_secretstream_xchacha20poly1305_push(&stream,
                reinterpret_cast<unsigned char*>(sealed.data()) + to, nullptr,
                reinterpret_cast<const unsigned char*>(contents[i].constData()) + at,
                static_cast<unsigned long long>(size), nullptr, 0, 0);
            to += size + crypto_secretstream_xchacha20poly1305_ABYTES;
        }
        benchmark::DoNotOptimize(base::Hash256::of(QByteArrayView(sealed).first(to)));
    };
    Stopwatch watch;
    for (auto _ : state) {
        watch.start();
        onThreads(cores(), seal);
        watch.stop();
    }
    others.cryptoSeconds = watch.mean();
    setRate(state);
}

void importChest(benchmark::State& state)
{
    if (isMissing(state))
        return;
    Stopwatch watch;
    for (auto _ : state) {
        state.PauseTiming();
        clinics.push_back(std::make_unique<Clinic>());
        state.ResumeTiming();
        watch.start();
        clinics.back()->importChest();
        watch.stop();
    }
    state.counters["copy+crypto"] = (others.copySeconds + others.cryptoSeconds) / watch.mean();
    setRate(state);
}

void scanChest(benchmark::State& state)
{
    if (isMissing(state))
        return;
    for (auto _ : state)
        benchmark::DoNotOptimize(must(imaging::scan({{chestFolder()}, {}})));
}

// ---- open ----

void vtkDicom(benchmark::State& state, bool all)
{
    if (isMissing(state))
        return;
    Stopwatch watch;
    for (auto _ : state) {
        watch.start();
        vtkNew<vtkStringArray> names;
        for (const std::string& file : chestFiles())
            names->InsertNextValue(file);
        vtkNew<vtkDICOMReader> reader;
        reader->SetFileNames(names);
        reader->UpdateInformation();
        int extent[6];
        reader->GetDataExtent(extent);
        if (!all)
            extent[4] = extent[5] = (extent[4] + extent[5]) / 2;
        reader->UpdateExtent(extent);
        benchmark::DoNotOptimize(reader->GetOutput()->GetScalarPointer());
        watch.stop();
    }
    keepQuickest(all ? others.allSeconds : others.firstSeconds, watch.mean());
}

void readByGdcm(const std::string& file, char* to)
{
    gdcm::ImageReader reader;
    reader.SetFileName(file.c_str());
    if (!reader.Read() || !reader.GetImage().GetBuffer(to)) {
        std::cerr << "GDCM can't read " << file << '\n';
        std::exit(1);
    }
}

void gdcmReader(benchmark::State& state, bool all)
{
    if (isMissing(state))
        return;
    constexpr size_t sliceBytes = 512 * 512 * 2;
    Stopwatch watch;
    for (auto _ : state) {
        watch.start();
        gdcm::IPPSorter sorter;
        sorter.SetComputeZSpacing(false);
        if (!sorter.Sort(chestFiles())) {
            state.SkipWithError("GDCM can't sort the slices");
            return;
        }
        const auto& sorted = sorter.GetFilenames();
        std::vector<char> voxels((all ? sorted.size() : 1) * sliceBytes);
        if (all) {
            for (size_t i = 0; i < sorted.size(); ++i)
                readByGdcm(sorted[i], voxels.data() + i * sliceBytes);
        } else {
            readByGdcm(sorted[sorted.size() / 2], voxels.data());
        }
        benchmark::DoNotOptimize(voxels.data());
        watch.stop();
    }
    keepQuickest(all ? others.allSeconds : others.firstSeconds, watch.mean());
}

struct OpenSeries
{
    imaging::Series series;
    std::vector<imaging::ObjectHeader> headers;
    imaging::Stack stack;
};

// From the patient's events: the chart, the study, the order of its slices.
OpenSeries openChest(const Clinic& clinic)
{
    const auto chart = record::Chart::fold(
        clinic.patient, must(clinic.vault->read(clinic.patient)), clinic.vault->roster());
    OpenSeries open;
    open.series = imaging::studiesOf(chart).front().series.front();
    open.headers = must(imaging::readHeaders(*clinic.vault, open.series));
    open.stack = imaging::arrange(open.headers).front();
    return open;
}

void openToFirstImage(benchmark::State& state)
{
    if (isMissing(state))
        return;
    Clinic& clinic = filedChest();
    Stopwatch watch;
    for (auto _ : state) {
        watch.start();
        const OpenSeries open = openChest(clinic);
        const imaging::FrameRef middle = open.stack.frames[open.stack.frames.size() / 2];
        const auto place = static_cast<size_t>(middle.instance);
        benchmark::DoNotOptimize(must(imaging::readFrame(
            *clinic.vault, open.series.instances[place], open.headers[place], middle.frame)));
        watch.stop();
    }
    state.counters["times quicker"] = others.firstSeconds / watch.mean();
}

void openToAll(benchmark::State& state)
{
    if (isMissing(state))
        return;
    Clinic& clinic = filedChest();
    Stopwatch watch;
    for (auto _ : state) {
        watch.start();
        const OpenSeries open = openChest(clinic);
        const auto volume = must(imaging::startVolume(open.headers, open.stack));
        const auto filled = imaging::fillVolume(
            *clinic.vault, open.series, open.headers, open.stack, *volume, volume->grid.size[2] / 2, {});
        if (!filled || volume->grid.size[2] != static_cast<int>(chestFiles().size()))
            state.SkipWithError("slices are missing");
        watch.stop();
    }
    state.counters["times quicker"] = others.allSeconds / watch.mean();
    setRate(state);
}

void readHeadersOnly(benchmark::State& state)
{
    if (isMissing(state))
        return;
    Clinic& clinic = filedChest();
    const auto chart = record::Chart::fold(
        clinic.patient, must(clinic.vault->read(clinic.patient)), clinic.vault->roster());
    const auto studies = imaging::studiesOf(chart);
    for (auto _ : state)
        benchmark::DoNotOptimize(must(imaging::readHeaders(*clinic.vault, studies.front().series.front())));
}

BENCHMARK(copyWithFsync)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Iterations(5);
BENCHMARK(cryptographyAlone)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK(importChest)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime()->Iterations(5);
BENCHMARK(scanChest)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK_CAPTURE(vtkDicom, firstImage, false)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();
BENCHMARK_CAPTURE(gdcmReader, firstImage, false)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();
BENCHMARK(openToFirstImage)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK(readHeadersOnly)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK_CAPTURE(vtkDicom, all, true)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK_CAPTURE(gdcmReader, all, true)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();
BENCHMARK(openToAll)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    gdcm::Trace::WarningOff(); // of the frames of reference, which differ from slice to slice here
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    clinics.clear();
    folders.clear();
    return 0;
}
