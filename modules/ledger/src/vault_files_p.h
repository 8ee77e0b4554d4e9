#pragma once

// The vault's folder: what lies where, who may look, and one process at a time.

#include <QByteArray>
#include <QString>

namespace twinward::ledger {

struct VaultFiles
{
    explicit VaultFiles(const QString& path);

    QString folder; // absolute

    [[nodiscard]] QString database() const { return folder + QStringLiteral("/vault.db"); }
    [[nodiscard]] QString newDatabase() const { return folder + QStringLiteral("/vault.new"); }
    [[nodiscard]] QString blobs() const { return folder + QStringLiteral("/blobs"); }
    [[nodiscard]] QString lock() const { return folder + QStringLiteral("/vault.lock"); }

    // Makes the folders, for their owner alone. Throws.
    void make() const;
};

// The right to use a vault, held until it goes. The system gives it back when a process dies, however it
// dies.
class VaultLock
{
public:
    // Throws Busy where another has it.
    explicit VaultLock(const VaultFiles& files);
    ~VaultLock();
    VaultLock(VaultLock&& other) noexcept;
    VaultLock(const VaultLock&) = delete;
    VaultLock& operator=(const VaultLock&) = delete;
    VaultLock& operator=(VaultLock&&) = delete;

private:
    int m_file = -1;
};

// Keys and charts must not end up in a core file.
void forbidCoreDumps();

// Forces a folder's entries to the disk. Throws.
void syncFolder(const QString& folder);

} // namespace twinward::ledger
