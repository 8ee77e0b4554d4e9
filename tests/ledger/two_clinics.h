#pragma once

// Two clinics that know each other, a patient of the first, and the letters between them.

#include "opened.h"

#include "ledger/disclosure.h"

namespace twinward::test {

// A clock that only the test moves.
struct SharedClock
{
    std::shared_ptr<qint64> ms = std::make_shared<qint64>(1'763'640'000'000);
    [[nodiscard]] ledger::VaultOptions options() const
    {
        ledger::VaultOptions options = quick();
        options.wallClock = [at = ms] { return *at; };
        return options;
    }
    void pass(qint64 milliseconds) const { *ms += milliseconds; }
};
inline constexpr qint64 dayMs = 86'400'000;

struct TestClinic
{
    QTemporaryDir folder;
    std::unique_ptr<ledger::Vault> vault;
    QString name;

    TestClinic(
        const QString& clinicName, const SharedClock& clock, record::Role role = record::Role::Physician)
        : name(clinicName)
    {
        auto made = ledger::Vault::create(folder.filePath("vault"),
            {clinicName, QStringLiteral("Dr %1").arg(clinicName), role, QStringLiteral("Laptop")},
            secret(passphrase), clock.options());
        [&] { VERIFY_RESULT(made); }();
        vault = std::move(made->vault);
    }
    // A copy of one whose vault is closed.
    TestClinic(const TestClinic& closed, const VaultKeys& keys, const SharedClock& clock)
        : name(closed.name)
    {
        copyFolder(closed.folder.filePath("vault"), folder.filePath("vault"));
        auto opened = ledger::guarded([&] {
            return ledger::Vault::Private::openWithKeys(
                folder.filePath("vault"), keys.clone(), clock.options());
        });
        [&] { VERIFY_RESULT(opened); }();
        vault = std::move(*opened);
    }
    [[nodiscard]] ledger::ClinicCard card() const { return *ledger::ownCard(*vault); }

    // Somebody else signs in.
    void signIn(const QString& user, const SharedClock& clock, const char* word = passphrase)
    {
        vault.reset();
        auto opened = ledger::Vault::unlock(folder.filePath("vault"), user, secret(word), clock.options());
        [&] { VERIFY_RESULT(opened); }();
        vault = std::move(*opened);
    }
    void enrol(const QString& user, record::Role role)
    {
        [&] { VERIFY_RESULT(vault->enrolUser(user, role, secret(passphrase))); }();
    }
};

inline record::Event sensitiveNote(record::PatientId patient, const QString& text)
{
    record::Event event = note(patient, text);
    event.category = record::Category::Sensitive;
    return event;
}

struct TwoClinics
{
    SharedClock clock;
    TestClinic river{QStringLiteral("Riverside"), clock};
    TestClinic hill{QStringLiteral("Hill"), clock};
    record::PatientId patient = record::PatientId::random();

    TwoClinics()
    {
        [&] {
            VERIFY_RESULT(ledger::knowClinic(*river.vault, hill.card()));
            VERIFY_RESULT(ledger::knowClinic(*hill.vault, river.card()));
            VERIFY_RESULT(river.vault->commit({registration(patient, "Mwangi", "Grace")}));
            VERIFY_RESULT(river.vault->commit({heartRate(patient, 72), note(patient, "Cough for a week")}));
            VERIFY_RESULT(river.vault->commit({sensitiveNote(patient, "Told in confidence")}));
        }();
    }

    // Closes the vaults: from then on copies are made of them.
    struct Template;
    explicit TwoClinics(const Template& made);

    [[nodiscard]] record::ConsentContract terms(std::vector<record::Category> categories
        = {record::Category::Demographics, record::Category::Vitals}) const
    {
        record::ConsentContract contract;
        contract.patient = patient;
        contract.clinic = hill.card().id;
        contract.categories = std::move(categories);
        contract.purpose = QStringLiteral("TREAT");
        contract.from = {*clock.ms, 0, base::Moment::Precision::Second};
        contract.until = {*clock.ms + 30 * dayMs, 0, base::Moment::Precision::Second};
        return contract;
    }

    record::EventId grant(const record::ConsentContract& contract)
    {
        const auto granted = ledger::grantConsent(*river.vault, contract);
        [&] { VERIFY_RESULT(granted); }();
        return granted ? *granted : record::EventId();
    }
    ledger::Disclosed send(record::EventId contract)
    {
        const auto sent = ledger::disclose(*river.vault, contract);
        [&] { VERIFY_RESULT(sent); }();
        return sent ? *sent : ledger::Disclosed();
    }

    // Every letter that waits in the one's outbox.
    [[nodiscard]] static std::vector<ledger::SealedLetter> letters(const TestClinic& from)
    {
        std::vector<ledger::SealedLetter> all;
        const auto waiting = ledger::outbox(*from.vault);
        [&] { VERIFY_RESULT(waiting); }();
        for (const ledger::OutgoingLetter& letter : *waiting) {
            const auto sealed = ledger::write(*from.vault, letter);
            [&] { VERIFY_RESULT(sealed); }();
            all.push_back(*sealed);
        }
        return all;
    }
    static std::vector<ledger::TakenLetter> carry(const TestClinic& from, TestClinic& to)
    {
        std::vector<ledger::TakenLetter> taken;
        for (const ledger::SealedLetter& letter : letters(from)) {
            const auto one = ledger::takeLetter(*to.vault, letter);
            [&] { VERIFY_RESULT(one); }();
            taken.push_back(*one);
        }
        return taken;
    }
    void carryAll()
    {
        (void)carry(river, hill);
        (void)carry(hill, river);
    }

    [[nodiscard]] record::PatientId there() const { return ledger::patientFrom(river.card().id, patient); }
    // What Hill reads of the patient, as words.
    [[nodiscard]] QStringList readAtHill() const
    {
        QStringList all;
        const auto events = hill.vault->read(there());
        [&] { VERIFY_RESULT(events); }();
        for (const record::RecordedEvent& recorded : *events) {
            if (const auto* written = recorded.event.as<record::Note>())
                all << written->text;
            else
                all << record::kindName(recorded.event.kind());
        }
        all.sort();
        return all;
    }
};

struct TwoClinics::Template
{
    TwoClinics clinics;
    VaultKeys river = keysOf(*clinics.river.vault);
    VaultKeys hill = keysOf(*clinics.hill.vault);

    Template()
    {
        clinics.river.vault.reset();
        clinics.hill.vault.reset();
    }
};

inline TwoClinics::TwoClinics(const Template& made)
    : river(made.clinics.river, made.river, clock)
    , hill(made.clinics.hill, made.hill, clock)
    , patient(made.clinics.patient)
{ }

} // namespace twinward::test
