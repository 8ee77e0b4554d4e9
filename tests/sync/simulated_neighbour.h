#pragma once

// Another clinic, to which the simulated one's computers send letters, each as far as it knows: consent is
// given on one and withdrawn on another that may not have met. Letters are lost, doubled, late and cut.

#include "network.h"
#include "opened.h"
#include "replicas.h"

#include "ledger/disclosure.h"

namespace twinward::test {

class SimulatedNeighbour
{
public:
    // Made once for all seeds; the two clinics know each other.
    struct Template
    {
        QTemporaryDir home;
        record::ClinicId river;
        record::ClinicId hill;
        std::optional<VaultKeys> keys;

        explicit Template(ledger::Vault& ours);
    };

    // Whether what a computer has withdrawn counts: not what a removed one did unknown to others.
    using CountsFn = std::function<bool(size_t computer)>;

    SimulatedNeighbour(const Template& made, const QString& folder, Dice& dice, record::PatientId patient,
        const ledger::VaultOptions& options, CountsFn counts);

    // Something happens between computer number `by` and the neighbour; what, in words.
    QString step(ledger::Vault& at, size_t by);
    // All letters arrive, and nobody reads more there than was let through.
    void settle(ledger::Vault& at);
    [[nodiscard]] const QString& fault() const { return m_fault; } // empty where all is well

private:
    struct Withdrawal
    {
        size_t by = 0;
        ledger::ChainHead head; // with which it was written
    };
    struct Contract
    {
        record::EventId id;
        std::set<record::Category> categories;
        std::vector<Withdrawal> withdrawals;
        quint32 releasedEpoch = 0; // of the newest keys that went with a letter; 0: none did
    };
    using Letters = std::vector<ledger::SealedLetter>;

    QString grant(ledger::Vault& at);
    QString withdraw(ledger::Vault& at, size_t by);
    QString disclose(ledger::Vault& at);
    void post(const ledger::Vault& from, Letters& to);
    QString deliverSome(ledger::Vault& at, Letters& letters);
    void take(ledger::Vault& at, const ledger::SealedLetter& letter);
    void check(); // nobody there reads what no consent let through
    void fail(const QString& what);
    [[nodiscard]] Contract* anyKnownAt(const ledger::Vault& at);
    [[nodiscard]] bool isWithdrawnAt(const ledger::Vault& at, const Contract& contract) const;

    const Template& m_made;
    Dice& m_dice;
    record::PatientId m_patient;
    CountsFn m_counts;
    std::unique_ptr<ledger::Vault> m_hill;
    std::vector<Contract> m_contracts;
    std::set<record::EventId> m_allowed;
    Letters m_toHill;
    Letters m_toRiver;
    QString m_fault;
};

} // namespace twinward::test
