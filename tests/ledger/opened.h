#pragma once

// Vaults opened with keys already at hand: no passphrase to stretch, so that a test can open hundreds.

#include "clinic.h"
#include "vault_p.h"

#include <QDir>
#include <QFile>

namespace twinward::test {

using VaultKeys = ledger::Vault::Private::Keys;

inline VaultKeys keysOf(const ledger::Vault& vault)
{
    const auto& opened = ledger::Vault::Private::of(vault);
    return {opened.identity.clone(), opened.keyring.clone()};
}

inline base::Result<std::unique_ptr<ledger::Vault>> openWith(const QString& folder, const VaultKeys& keys)
{
    return ledger::guarded(
        [&] { return ledger::Vault::Private::openWithKeys(folder, keys.clone(), quick()); });
}

// What a thorough look finds: empty where all is well, else the place. Opening may find it first.
inline QString brokenPlace(const QString& folder, const VaultKeys& keys)
{
    const auto vault = openWith(folder, keys);
    if (!vault) {
        return vault.error().code == base::ErrorCode::IntegrityBroken
            ? QStringLiteral("at opening: ") + vault.error().message()
            : QString();
    }
    const auto report = (*vault)->verify();
    if (!report || report->ok)
        return {};
    return report->where + QStringLiteral(": ") + report->why;
}

inline void copyFolder(const QString& from, const QString& to)
{
    QDir().mkpath(to);
    const QDir source(from);
    for (const QFileInfo& entry :
        source.entryInfoList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot)) {
        const QString target = to + u'/' + entry.fileName();
        if (entry.isDir())
            copyFolder(entry.filePath(), target);
        else
            QFile::copy(entry.filePath(), target);
    }
}

} // namespace twinward::test
