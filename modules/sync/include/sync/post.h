#pragma once

// Letters out and in, over whatever carries them. What goes out is a fold of the clinic's events, so any of
// its devices can carry; it goes again until the other clinic's signed receipt has come. What comes in is
// verified by the ledger before anything of it is kept.

#include "ledger/disclosure.h"
#include "sync/carrier.h"

namespace twinward::sync {

struct PostReport
{
    qint64 left = 0; // letters given to the carrier
    qint64 settled = 0; // whose receipts came in
    std::vector<ledger::TakenLetter> taken;
    struct Refused
    {
        Letter letter; // without its content
        base::Error error;
        bool again = false; // it may go later: another user, a clinic not known yet
    };
    std::vector<Refused> refused;
    quint64 mark = 0; // to go on from: before the first letter that may go later
};

// One round: what is addressed to this clinic in, then what waits out, answers to the former included. The
// errors of one letter stand in the report; an Error means that the carrier, or the vault, could not go on.
[[nodiscard]] base::Result<PostReport> exchangeLetters(
    ledger::Vault& vault, Carrier& carrier, quint64 mark = 0);
// The two halves.
base::Status leaveLetters(ledger::Vault& vault, Carrier& carrier, PostReport& report);
base::Status collectLetters(ledger::Vault& vault, Carrier& carrier, PostReport& report);

// What became of one letter that came, whoever brought it.
struct LetterCame
{
    base::Result<ledger::TakenLetter> taken;
    bool again = false; // refused, but it may go later: another user, a card, an update
    bool isOurDisk = false; // refused by this computer's disk: what comes after would fare no better
    // Somebody asks again for what they were told already. Where it can't be written, not all has come yet.
    std::optional<ledger::OutgoingLetter> receiptAgain;
};
[[nodiscard]] LetterCame takeIn(ledger::Vault& vault, const ledger::SealedLetter& letter);
// One of our own could not be written: is that this computer's disk?
[[nodiscard]] bool isOurDisk(const base::Error& error);

[[nodiscard]] Letter letterOf(const ledger::SealedLetter& sealed);
[[nodiscard]] ledger::SealedLetter sealedLetterOf(const Letter& letter);

// A folder as a carrier: a stick, a share. One file for each letter; names say from whom and to whom, as on
// an envelope. Foreign files are passed over.
class FolderCarrier : public Carrier
{
public:
    FolderCarrier(QString folder, record::ClinicId own);
    base::Status leave(const Letter& letter) override;
    [[nodiscard]] base::Result<Collected> collect(quint64 after) override;
    base::Status takeBack(const base::Hash256& to, const std::vector<base::Hash256>& letters) override;

private:
    QString m_folder;
    record::ClinicId m_own;
};

} // namespace twinward::sync
