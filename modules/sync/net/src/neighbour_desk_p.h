#pragma once

// A vault as a line to one neighbouring clinic sees it.

#include "neighbour_letters_p.h"

namespace twinward::sync {

class NeighbourDesk : public neighbour::Desk
{
public:
    NeighbourDesk(ledger::Vault& vault, const record::ClinicId& own, const record::ClinicId& other)
        : m_vault(vault)
        , m_own(own)
        , m_other(other)
    { }

    [[nodiscard]] base::Result<ledger::SealedLetter> write(const ledger::OutgoingLetter& letter) override;
    [[nodiscard]] base::Result<Known> known(const std::vector<neighbour::LetterKey>& offered) override;
    [[nodiscard]] LetterCame take(const QByteArray& content) override;

private:
    ledger::Vault& m_vault;
    record::ClinicId m_own;
    record::ClinicId m_other;
};

} // namespace twinward::sync
