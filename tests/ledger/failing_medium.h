#pragma once

// A backup medium that fills up, is pulled, or loses power at the n-th operation: real files underneath, and
// what was not forced to the medium is lost or torn when the power goes.

#include "backup_medium_p.h"

#include <cerrno>
#include <filesystem>
#include <QFile>
#include <QFileInfo>
#include <random>
#include <set>

namespace twinward::test {

class FailingMedium : public ledger::DiskMedium
{
public:
    int operationsLeft = -1; // before it fails; -1: never
    int failsWith = ENOSPC;
    bool isGone = false; // failed, and nothing works any more
    bool liesAboutContent = false; // reads give other bytes than were written

    // After a power cut: files that were never forced there are torn, names that were not are as before.
    void losePower(std::mt19937& random)
    {
        for (auto rename = m_renames.rbegin(); rename != m_renames.rend(); ++rename) {
            if (random() % 2 == 0)
                std::filesystem::rename(rename->second.toStdString(), rename->first.toStdString());
        }
        for (const QString& path : m_unforced) {
            QFile file(path);
            if (file.exists() && random() % 4 == 0)
                file.remove();
            else if (file.exists())
                file.resize(static_cast<qint64>(random() % static_cast<unsigned>(file.size() + 1)));
        }
        m_renames.clear();
        m_unforced.clear();
        isGone = false;
        operationsLeft = -1;
    }

    [[nodiscard]] std::unique_ptr<NewFile> create(const QString& path) override
    {
        step(path);
        m_unforced.insert(path);
        return std::make_unique<File>(*this, path, DiskMedium::create(path));
    }
    void makeFolder(const QString& path) override
    {
        step(path);
        DiskMedium::makeFolder(path);
    }
    void syncFolder(const QString& path) override
    {
        step(path);
        DiskMedium::syncFolder(path);
        std::erase_if(m_renames, [&](const auto& rename) { return QFileInfo(rename.second).path() == path; });
    }
    void rename(const QString& from, const QString& to) override
    {
        step(to);
        DiskMedium::rename(from, to);
        m_renames.emplace_back(from, to);
    }
    void removeFile(const QString& path) override
    {
        step(path);
        DiskMedium::removeFile(path);
    }
    void removeFolder(const QString& path) override
    {
        step(path);
        DiskMedium::removeFolder(path);
    }
    [[nodiscard]] QByteArray read(const QString& path, qint64 offset, qint64 most) const override
    {
        if (isGone)
            ledger::failMedium(failsWith, path);
        QByteArray bytes = DiskMedium::read(path, offset, most);
        if (liesAboutContent && path.endsWith(QStringLiteral("/pages")) && !bytes.isEmpty())
            bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
        return bytes;
    }

private:
    class File : public NewFile
    {
    public:
        File(FailingMedium& medium, QString path, std::unique_ptr<NewFile> below)
            : m_medium(medium)
            , m_path(std::move(path))
            , m_below(std::move(below))
        { }
        void write(QByteArrayView bytes) override
        {
            m_medium.step(m_path);
            m_below->write(bytes);
        }
        void finish() override
        {
            m_medium.step(m_path);
            m_below->finish();
            m_medium.m_unforced.erase(m_path);
        }

    private:
        FailingMedium& m_medium;
        QString m_path;
        std::unique_ptr<NewFile> m_below;
    };

    void step(const QString& path)
    {
        if (isGone || operationsLeft == 0) {
            isGone = true;
            ledger::failMedium(failsWith, path);
        }
        if (operationsLeft > 0)
            --operationsLeft;
    }

    std::set<QString> m_unforced;
    std::vector<std::pair<QString, QString>> m_renames; // not forced yet
};

} // namespace twinward::test
