#pragma once

// One study on its way into the record: its objects are sealed on all cores, and one commit names them all.

#include "imaging/import.h"
#include "imaging/library.h"
#include "ledger/blob_batch.h"

#include <atomic>
#include <mutex>
#include <unordered_map>

namespace twinward::imaging {

// Bytes done of all studies; shown by the thread that asked for the import alone.
struct FilingProgress
{
    const ledger::ProgressFn& show;
    quint64 total = 0;
    std::atomic<quint64> done = 0;
    std::atomic<bool> stopped = false;
};

class StudyFiling
{
public:
    StudyFiling(ledger::Vault& vault, const ImportPlan& plan, const FilingDecision& decision,
        const QString& purpose, FilingProgress& progress);

    [[nodiscard]] FiledStudy run();

private:
    // What became of one object.
    struct Stored
    {
        enum class Outcome : quint8 { Added, AlreadyHere, Refused };
        Outcome outcome = Outcome::Refused;
        record::ImagingInstance instance;
        ObjectHeader header;
        QString why;
    };

    [[nodiscard]] base::Status fileAll();
    [[nodiscard]] base::Status readChart();
    [[nodiscard]] base::Status storeObjects();
    [[nodiscard]] base::Result<Stored> store(const PlannedInstance& planned, const QByteArray& bytes);
    [[nodiscard]] Stored compare(const PlannedInstance& planned, const QByteArray& bytes) const;
    [[nodiscard]] base::Result<std::vector<record::Event>> makeEvents();
    [[nodiscard]] base::Result<std::optional<record::Event>> makeEvent(
        const PlannedSeries& series, const std::vector<Stored>& stored);
    [[nodiscard]] record::Event registration() const;
    [[nodiscard]] record::Event access() const;
    void count();

    ledger::Vault& m_vault;
    const ImportPlan& m_plan;
    const PlannedStudy& m_study;
    const FilingDecision& m_decision;
    const QString& m_purpose;
    FilingProgress& m_progress;
    record::PatientId m_patient; // merges followed
    bool m_isRegistered = false;
    std::unordered_map<QString, StoredInstance> m_here; // by SOP Instance UID
    std::unique_ptr<ledger::BlobBatch> m_batch;
    std::vector<std::vector<Stored>> m_stored; // of each series, of each of its instances
    FiledStudy m_report;
};

} // namespace twinward::imaging
