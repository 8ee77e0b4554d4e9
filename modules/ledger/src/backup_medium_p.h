#pragma once

// The disk or stick that backups lie on, as far as they need one: whole files and folders, forced to the
// medium. A seam, so that tests can fill it, pull it or cut its power.

#include "failure_p.h"

#include <memory>
#include <QByteArray>
#include <QString>
#include <QStringList>

namespace twinward::ledger {

// Everything throws DiskFull, ReadOnly, NotFound or Io.
class BackupMedium
{
public:
    class NewFile
    {
    public:
        NewFile() = default;
        virtual ~NewFile() = default;
        NewFile(const NewFile&) = delete;
        NewFile& operator=(const NewFile&) = delete;
        virtual void write(QByteArrayView bytes) = 0;
        // Forced to the medium, and forgotten by the system's cache: who reads it next reads the medium.
        virtual void finish() = 0;
    };
    BackupMedium() = default;
    virtual ~BackupMedium() = default;
    BackupMedium(const BackupMedium&) = delete;
    BackupMedium& operator=(const BackupMedium&) = delete;

    [[nodiscard]] virtual std::unique_ptr<NewFile> create(const QString& path) = 0; // or empties it
    virtual void makeFolder(const QString& path) = 0; // for its owner alone; what is there is left
    virtual void syncFolder(const QString& path) = 0;
    virtual void rename(const QString& from, const QString& to) = 0;
    virtual void removeFile(const QString& path) = 0; // one that is not there is no error
    virtual void removeFolder(const QString& path) = 0; // with all in it

    [[nodiscard]] virtual bool exists(const QString& path) const = 0;
    [[nodiscard]] virtual qint64 sizeOf(const QString& path) const = 0; // -1 where there is no such file
    [[nodiscard]] virtual QByteArray read(const QString& path, qint64 offset, qint64 most) const = 0;
    [[nodiscard]] QByteArray readAll(const QString& path) const { return read(path, 0, sizeOf(path)); }
    [[nodiscard]] virtual QStringList folders(const QString& path) const = 0; // names, sorted
    [[nodiscard]] virtual QStringList files(const QString& path) const = 0;
    [[nodiscard]] virtual quint64 freeBytes(const QString& path) const = 0;

    void writeFile(const QString& path, QByteArrayView bytes);
};

class DiskMedium : public BackupMedium
{
public:
    [[nodiscard]] std::unique_ptr<NewFile> create(const QString& path) override;
    void makeFolder(const QString& path) override;
    void syncFolder(const QString& path) override;
    void rename(const QString& from, const QString& to) override;
    void removeFile(const QString& path) override;
    void removeFolder(const QString& path) override;
    [[nodiscard]] bool exists(const QString& path) const override;
    [[nodiscard]] qint64 sizeOf(const QString& path) const override;
    [[nodiscard]] QByteArray read(const QString& path, qint64 offset, qint64 most) const override;
    [[nodiscard]] QStringList folders(const QString& path) const override;
    [[nodiscard]] QStringList files(const QString& path) const override;
    [[nodiscard]] quint64 freeBytes(const QString& path) const override;
};

[[noreturn]] void failMedium(int systemError, const QString& path);

} // namespace twinward::ledger
