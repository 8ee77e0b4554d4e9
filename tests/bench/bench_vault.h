#pragma once

// Vaults to measure on: on the disk of the build, not in memory as /tmp may be.

#include "vault_p.h"

#include <cstdlib>
#include <iostream>
#include <QTemporaryDir>

namespace twinward::bench {

inline const QString userName = QStringLiteral("Bench");

template <class T> T must(base::Result<T> result)
{
    if (!result) {
        std::cerr << qPrintable(result.error().message()) << '\n';
        std::exit(1);
    }
    return std::move(*result);
}

inline ledger::Secret passphrase()
{
    return ledger::Secret::copyOf("bench");
}

inline ledger::VaultOptions quick()
{
    ledger::VaultOptions options;
    options.passphraseMs = 0;
    return options;
}

inline QString parentTemplate()
{
    return QStringLiteral(TWINWARD_BUILD_DIR "/bench");
}

inline std::unique_ptr<ledger::Vault> makeVault(const QString& folder)
{
    const ledger::NewVault setup{
        QStringLiteral("Clinic"), userName, record::Role::Physician, QStringLiteral("Device")};
    return std::move(must(ledger::Vault::create(folder, setup, passphrase(), quick())).vault);
}

// Setting up must not wait for the disk at every commit; what is measured does.
inline std::unique_ptr<ledger::Vault> makeVaultUnsynced(const QString& folder)
{
    auto vault = makeVault(folder);
    ledger::Vault::Private::of(*vault).database->execute("PRAGMA synchronous=OFF");
    return vault;
}

inline record::Event observation(record::PatientId patient, int number)
{
    record::Observation body;
    body.group = record::Observation::Group::Vital;
    body.code = record::Concept::loinc(record::loinc::heartRate, QStringLiteral("Heart rate"));
    body.value = record::Quantity{base::Decimal(60 + number % 60, 0), QStringLiteral("/min"), {}};
    body.status = QStringLiteral("final");
    record::Event event;
    event.patient = patient;
    event.category = record::Category::Vitals;
    event.occurred
        = base::Moment(1'600'000'000'000 + qint64{number} * 60'000, 0, base::Moment::Precision::Second);
    event.body = body;
    return event;
}

} // namespace twinward::bench
