#pragma once

// A session on a fresh vault with one patient in it, for tests of what stands on the session.

#include "workbench/patient_context.h"

#include <QTemporaryDir>
#include <QTest>

namespace twinward::test {

inline const QString founder = QStringLiteral("Dr Amara Okonkwo");
inline const QString clinicName = QStringLiteral("Riverside Clinic");

inline ledger::Secret secret(const char* text)
{
    return ledger::Secret::copyOf(QByteArrayView(text));
}

inline ledger::VaultOptions quick()
{
    ledger::VaultOptions options;
    options.passphraseMs = 0;
    return options;
}

inline record::Event registration(record::PatientId patient, const QString& family, const QString& given)
{
    record::PatientDetails details;
    details.names.push_back({family, {given}, {}, {}, QStringLiteral("official")});
    record::Event event;
    event.patient = patient;
    event.category = record::Category::Demographics;
    event.body = details;
    return event;
}

inline record::Event note(record::PatientId patient, const QString& text)
{
    record::Event event;
    event.patient = patient;
    event.occurred = base::Moment::fromDateTime(QDateTime(QDate(2026, 11, 20), QTime(8, 0)));
    event.body = record::Note{QStringLiteral("Progress note"), text};
    return event;
}

// The vault's folder lives as long as this; sessions come and go on it.
class ClinicFolder
{
public:
    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("vault")); }

    [[nodiscard]] std::unique_ptr<ledger::Vault> create()
    {
        auto made = ledger::Vault::create(path(),
            {clinicName, founder, record::Role::Physician, QStringLiteral("Front desk")}, secret(passphrase),
            quick());
        if (!made)
            qFatal("%s", qPrintable(made.error().message()));
        return std::move(made->vault);
    }

    [[nodiscard]] std::unique_ptr<ledger::Vault> unlock()
    {
        auto opened = ledger::Vault::unlock(path(), founder, secret(passphrase), quick());
        if (!opened)
            qFatal("%s", qPrintable(opened.error().message()));
        return std::move(*opened);
    }

    static constexpr const char* passphrase = "correct horse battery staple";

private:
    QTemporaryDir m_folder;
};

} // namespace twinward::test
