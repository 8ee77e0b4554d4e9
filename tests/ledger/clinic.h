#pragma once

// A clinic for tests: vaults in temporary folders, people with passphrases, and events to put into them.

#include "ledger/vault.h"

#include <QTemporaryDir>
#include <QTest>

// The test ends here where the result is an error, and says which.
#define VERIFY_RESULT(result)                                                                                \
    do {                                                                                                     \
        const auto& given = (result);                                                                        \
        QVERIFY2(given.has_value(), qPrintable(given ? QString() : given.error().message()));                \
    } while (false)

namespace twinward::test {

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

inline const char* const passphrase = "correct horse battery staple";
inline const QString founder = QStringLiteral("Dr Amara Okonkwo");
inline const QString clinic = QStringLiteral("Riverside Clinic");
inline const QString device = QStringLiteral("Front desk laptop");

inline base::Result<ledger::Vault::Created> makeVault(
    const QString& folder, record::Role role = record::Role::Physician)
{
    return ledger::Vault::create(folder, {clinic, founder, role, device}, secret(passphrase), quick());
}

inline base::Result<std::unique_ptr<ledger::Vault>> unlock(
    const QString& folder, const QString& user = founder, const char* word = passphrase)
{
    return ledger::Vault::unlock(folder, user, secret(word), quick());
}

inline base::Moment at(qint64 seconds)
{
    return {1'700'000'000'000 + seconds * 1000, 0, base::Moment::Precision::Second};
}

inline record::Event event(record::PatientId patient, record::Body body)
{
    record::Event made;
    made.patient = patient;
    made.category = record::defaultCategory(body);
    made.occurred = at(0);
    made.body = std::move(body);
    return made;
}

inline record::Event registration(record::PatientId patient, const QString& family, const QString& given)
{
    record::PatientDetails details;
    details.names.push_back({family, {given}, {}, {}, QStringLiteral("official")});
    details.birthDate = *base::PartialDate::fromParts(1980, 5, 17);
    return event(patient, details);
}

inline record::Event heartRate(record::PatientId patient, double rate)
{
    record::Observation observation;
    observation.group = record::Observation::Group::Vital;
    observation.code = record::Concept::loinc(record::loinc::heartRate, QStringLiteral("Heart rate"));
    observation.value = record::Quantity{base::Decimal(rate, 0), QStringLiteral("/min"), {}};
    observation.status = QStringLiteral("final");
    return event(patient, observation);
}

inline record::Event note(record::PatientId patient, const QString& text)
{
    return event(patient, record::Note{QStringLiteral("Progress note"), text});
}

inline record::Event prescription(record::PatientId patient)
{
    record::Medication medication;
    medication.code.text = QStringLiteral("Morphine 10 mg");
    medication.dose = QStringLiteral("10 mg");
    return event(patient, medication);
}

} // namespace twinward::test
