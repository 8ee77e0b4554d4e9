#pragma once

// Whole folders of exports against the R4 schema: every resource of every file, on all cores.

#include "fhir_schema.h"

#include <atomic>
#include <QMutex>
#include <QThread>

namespace twinward::interop::test {

struct SchemaRun
{
    QStringList errors;
    int files = 0;
    size_t resources = 0;
};

// Each thread prepares the schema for itself. The patterns of long texts are matched by recursion: the
// threads have room for it.
inline SchemaRun validated(const QStringList& files)
{
    constexpr uint roomBytes = 512U << 20;
    SchemaRun run;
    QMutex mutex;
    std::atomic<qsizetype> next = 0;
    const auto work = [&] {
        FhirSchema schema;
        for (qsizetype i = next++; i < files.size(); i = next++) {
            const Json bundle = parsed(contentOf(files[i]));
            const QStringList errors = schema.errorsIn(bundle);
            const QMutexLocker locked(&mutex);
            run.errors << errors;
            run.resources += bundle.contains("entry") ? bundle["entry"].size() : 0;
            ++run.files;
        }
    };
    std::vector<std::unique_ptr<QThread>> threads;
    for (int i = 0; i < std::max(1, QThread::idealThreadCount()); ++i) {
        threads.emplace_back(QThread::create(work));
        threads.back()->setStackSize(roomBytes);
        threads.back()->start();
    }
    for (const auto& thread : threads)
        thread->wait();
    return run;
}

} // namespace twinward::interop::test
