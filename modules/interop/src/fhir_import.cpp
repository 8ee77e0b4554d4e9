#include "interop/fhir_import.h"

#include "fhir_files_p.h"
#include "fhir_filing_p.h"

#include <deque>
#include <future>
#include <thread>

namespace twinward::interop {

using namespace fhir;

namespace {

struct Cancelled
{ };

struct SurveyedFile
{
    std::vector<Survey> documents;
    base::Hash256 content; // what was surveyed must be what is imported
    bool readable = false;
    bool hasPatients = false;
};

struct StagedFile
{
    std::vector<StagedDocument> documents;
    std::vector<Refusal> refused;
};

SurveyedFile surveyFile(const ImportFile& file, const ImportLimits& limits)
{
    SurveyedFile surveyed;
    const auto bytes = bytesOf(file, limits);
    if (!bytes)
        return surveyed; // said when the file is staged
    surveyed.readable = true;
    surveyed.content = base::Hash256::of(*bytes);
    static_cast<void>(readDocuments(*bytes, file.path, limits, [&](Document&& document) {
        surveyed.documents.push_back(survey(document));
        for (const Survey::Person& person : surveyed.documents.back().people)
            surveyed.hasPatients = surveyed.hasPatients || !person.contained;
    }));
    return surveyed;
}

// Works ahead of its reader on the other cores, and keeps the order.
template <class Produce, class Consume>
void ahead(size_t count, const Produce& produce, const Consume& consume)
{
    using Made = std::invoke_result_t<Produce, size_t>;
    const size_t workers = std::max(2U, std::thread::hardware_concurrency());
    std::deque<std::future<Made>> waiting;
    for (size_t started = 0, done = 0; done < count; ++done) {
        for (; started < count && waiting.size() < workers; ++started)
            waiting.push_back(std::async(std::launch::async, produce, started));
        Made made = waiting.front().get();
        waiting.pop_front();
        consume(done, std::move(made));
    }
}

class Import
{
public:
    Import(ledger::Vault& vault, const ImportRequest& request, const ledger::ProgressFn& progress,
        std::vector<ImportFile> files)
        : m_vault(vault)
        , m_request(request)
        , m_progressFn(progress)
        , m_files(std::move(files))
        , m_patients(vault.patients())
    {
        const quint64 passes = request.policy == ImportPolicy::AllOrNothing ? 3 : 2;
        for (const ImportFile& file : m_files)
            m_progress.total += passes * static_cast<quint64>(file.size);
    }

    ImportReport run()
    {
        try {
            lookAtAll();
            if (m_request.policy == ImportPolicy::AllOrNothing && !rehearse())
                m_report.outcome = ImportReport::Outcome::NothingKept;
            else
                file();
        } catch (const Cancelled&) {
            m_report.outcome = ImportReport::Outcome::Cancelled;
        } catch (const base::Error& error) {
            m_report.outcome = ImportReport::Outcome::Stopped;
            m_report.stoppedBy = error;
        }
        log();
        return std::move(m_report);
    }

private:
    void lookAtAll()
    {
        m_surveyed.resize(m_files.size());
        ahead(
            m_files.size(), [this](size_t i) { return surveyFile(m_files[i], m_request.limits); },
            [this](size_t i, SurveyedFile&& surveyed) {
                m_surveyed[i] = std::move(surveyed);
                advance(m_files[i]);
            });
        size_t number = 0;
        for (const SurveyedFile& file : m_surveyed) {
            m_firstDocument.push_back(number);
            for (const Survey& document : file.documents)
                m_patients.add(document, number++);
        }
        for (size_t i = 0; i < m_surveyed.size(); ++i) {
            for (size_t j = 0; j < m_surveyed[i].documents.size(); ++j)
                addLinks(m_links, m_surveyed[i].documents[j], m_firstDocument[i] + j, m_patients);
        }
        // Registrations first, so that an import that is broken off leaves no entries without their patient.
        for (size_t i = 0; i < m_files.size(); ++i)
            m_order.push_back(i);
        std::stable_partition(
            m_order.begin(), m_order.end(), [this](size_t i) { return m_surveyed[i].hasPatients; });
    }

    [[nodiscard]] StagedFile stageFile(size_t index) const
    {
        const ImportFile& file = m_files[index];
        StagedFile staged;
        const auto bytes = bytesOf(file, m_request.limits);
        if (!bytes) {
            staged.refused.push_back({file.path, {}, bytes.error().what});
            return staged;
        }
        if (!m_surveyed[index].readable || base::Hash256::of(*bytes) != m_surveyed[index].content) {
            staged.refused.push_back(
                {file.path, {}, QStringLiteral("The file changed while it was being imported")});
            return staged;
        }
        size_t number = m_firstDocument[index];
        staged.refused = readDocuments(*bytes, file.path, m_request.limits, [&](Document&& document) {
            staged.documents.push_back(stage(document, number++, m_patients, m_links));
        });
        return staged;
    }

    void passThrough(Filing& filing)
    {
        ahead(
            m_order.size(), [this](size_t i) { return stageFile(m_order[i]); },
            [&](size_t i, StagedFile&& staged) {
                for (Refusal& refusal : staged.refused)
                    filing.refuse(std::move(refusal));
                for (StagedDocument& document : staged.documents)
                    filing.take(std::move(document));
                ++m_report.filesRead;
                advance(m_files[m_order[i]]);
            });
        filing.finish();
    }

    // True where nothing would be refused.
    bool rehearse()
    {
        ImportReport rehearsed;
        Rehearsal rehearsal(m_vault, rehearsed, m_request.limits.refusalsListed);
        passThrough(rehearsal);
        if (rehearsed.refusedCount == 0) {
            m_report.filesRead = 0;
            return true;
        }
        m_report.refused = std::move(rehearsed.refused);
        m_report.refusedCount = rehearsed.refusedCount;
        m_report.withoutResource = rehearsed.withoutResource;
        return false;
    }

    void file()
    {
        Filing filing(m_vault, m_report, m_request.limits.refusalsListed);
        const auto keepPatients
            = [&] { m_report.patients.assign(filing.patients().begin(), filing.patients().end()); };
        try {
            passThrough(filing);
        } catch (...) {
            keepPatients();
            throw;
        }
        keepPatients();
    }

    void advance(const ImportFile& file)
    {
        m_progress.done += static_cast<quint64>(file.size);
        if (m_progressFn && !m_progressFn(m_progress))
            throw Cancelled();
    }

    void log()
    {
        const TypeCount total = m_report.total();
        const QString detail
            = QStringLiteral("FHIR R4: %1 files, %2 resources added, %3 amended, %4 already here, %5 refused")
                  .arg(m_report.filesRead)
                  .arg(total.added)
                  .arg(total.amended)
                  .arg(total.alreadyHere)
                  .arg(m_report.refusedCount);
        std::vector<record::AccessLogged> accesses{
            {record::AccessLogged::Action::Import, {}, detail, m_request.purpose}};
        for (const record::PatientId patient : m_report.patients) {
            accesses.push_back({record::AccessLogged::Action::Import, patient, QStringLiteral("FHIR R4"),
                m_request.purpose});
        }
        if (const auto logged = m_vault.logAccess(std::move(accesses)); !logged && !m_report.stoppedBy) {
            m_report.outcome = ImportReport::Outcome::Stopped;
            m_report.stoppedBy = logged.error();
        }
    }

    ledger::Vault& m_vault;
    const ImportRequest& m_request;
    const ledger::ProgressFn& m_progressFn;
    std::vector<ImportFile> m_files;
    std::vector<SurveyedFile> m_surveyed;
    std::vector<size_t> m_firstDocument; // number of each file's first document
    std::vector<size_t> m_order; // in which files are filed
    Patients m_patients;
    Links m_links;
    ledger::Progress m_progress;
    ImportReport m_report;
};

} // namespace

TypeCount ImportReport::total() const
{
    TypeCount sum;
    for (const auto& [type, count] : byType) {
        sum.added += count.added;
        sum.amended += count.amended;
        sum.alreadyHere += count.alreadyHere;
    }
    return sum;
}

base::Result<ImportReport> importFhir(
    ledger::Vault& vault, const ImportRequest& request, const ledger::ProgressFn& progress)
{
    auto files = filesOf(request.paths);
    if (!files)
        return base::fail(files.error());
    return Import(vault, request, progress, std::move(*files)).run();
}

} // namespace twinward::interop
