#pragma once

// The CT of a chest, as files, as bytes and in a vault, and a clock for what is done with it.

#include "../imaging/dicom_data.h"
#include "imaging/import.h"

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <QTemporaryDir>

namespace twinward::bench {

using imaging::ImportPlan;

template <class T> T must(base::Result<T> result)
{
    if (!result) {
        std::cerr << qPrintable(result.error().message()) << '\n';
        std::exit(1);
    }
    return std::move(*result);
}

inline const QString& chestFolder()
{
    static const QString folder = imaging::test::chest();
    return folder;
}

inline const std::vector<std::string>& chestFiles()
{
    static const std::vector<std::string> files = [] {
        std::vector<std::string> found;
        for (const imaging::PlannedStudy& study : must(imaging::scan({{chestFolder()}, {}})).studies) {
            for (const imaging::PlannedSeries& series : study.series) {
                for (const imaging::PlannedInstance& instance : series.instances)
                    found.push_back(instance.place.path.toStdString());
            }
        }
        return found;
    }();
    return files;
}

inline const std::vector<QByteArray>& chestContents()
{
    static const std::vector<QByteArray> contents = [] {
        std::vector<QByteArray> read;
        for (const std::string& file : chestFiles())
            read.push_back(imaging::test::contentOf(QString::fromStdString(file)));
        return read;
    }();
    return contents;
}

class Stopwatch
{
public:
    void start() { m_start = std::chrono::steady_clock::now(); }
    void stop()
    {
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - m_start;
        m_sum += took.count();
        ++m_rounds;
    }
    [[nodiscard]] double mean() const { return m_sum / m_rounds; }

private:
    std::chrono::steady_clock::time_point m_start;
    double m_sum = 0;
    int m_rounds = 0;
};

inline void keepQuickest(double& quickest, double seconds)
{
    if (quickest == 0 || seconds < quickest)
        quickest = seconds;
}

inline QString onTheBuildsDisk()
{
    return QStringLiteral(TWINWARD_BUILD_DIR "/bench");
}

class Clinic
{
public:
    Clinic()
        : m_folder(onTheBuildsDisk())
    {
        ledger::VaultOptions options;
        options.passphraseMs = 0;
        const ledger::NewVault setup{QStringLiteral("Clinic"), QStringLiteral("Bench"),
            record::Role::Physician, QStringLiteral("Device")};
        vault = must(ledger::Vault::create(m_folder.filePath(QStringLiteral("vault")), setup,
                         ledger::Secret::copyOf("bench"), options))
                    .vault;
    }

    void importChest()
    {
        const ImportPlan plan = must(imaging::scan({{chestFolder()}, {}}));
        patient = record::PatientId::random();
        const auto report = must(imaging::file(
            *vault, plan, {{0, patient, imaging::detailsFrom(plan.studies.front().patient), {}}}));
        if (report.added() != chestFiles().size()) {
            std::cerr << "images are missing\n";
            std::exit(1);
        }
    }

    std::unique_ptr<ledger::Vault> vault;
    record::PatientId patient;

private:
    QTemporaryDir m_folder;
};

} // namespace twinward::bench
