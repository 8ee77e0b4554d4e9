#pragma once

// A new vault in a folder of its own under the build tree, unlocked by its physician.

#include "ledger/vault.h"

#include <QTemporaryDir>
#include <QTest>

namespace twinward::interop::test {

class VaultFixture
{
public:
    explicit VaultFixture(record::Role role = record::Role::Physician)
        : m_folder(QStringLiteral(TWINWARD_BUILD_DIR "/vault-XXXXXX"))
    {
        ledger::VaultOptions options;
        options.passphraseMs = 0;
        auto created = ledger::Vault::create(m_folder.path() + QStringLiteral("/vault"),
            {QStringLiteral("Hill clinic"), QStringLiteral("chen"), role, QStringLiteral("laptop")},
            ledger::Secret::copyOf("correct horse battery"), options);
        if (!created)
            qFatal("no vault: %s", qPrintable(created.error().message()));
        vault = std::move(created->vault);
    }

    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }
    [[nodiscard]] QString write(const QString& name, const QByteArray& content) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("the test's own file can't be written");
        return file.fileName();
    }

    std::unique_ptr<ledger::Vault> vault;

private:
    QTemporaryDir m_folder;
};

} // namespace twinward::interop::test
