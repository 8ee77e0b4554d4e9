#pragma once

// Consent and what came of it, in the words of the person whose record it is.

#include "ledger/disclosure.h"

#include <map>
#include <QCoreApplication>
#include <QStringList>

namespace twinward::ledger {

// What the panel shows of one patient, read at once.
struct SharingView
{
    std::vector<record::Consent> consents; // in force first, then newest first
    std::vector<record::ReceivedConsent> received; // what other clinics granted to this one
    std::map<record::EventId, QString> leftOut; // entries whose images no letter has room for, in words
    SharingLog log;
    std::vector<KnownClinic> clinics;
    std::map<record::EventId, base::HybridTime> answered; // by whose signed receipt, of letters: when it came
    bool hasSealed = false; // something came that an emergency may open
};
[[nodiscard]] base::Result<SharingView> readSharing(const Vault& vault, record::PatientId patient);

class SharingWords
{
    Q_DECLARE_TR_FUNCTIONS(SharingWords)

public:
    [[nodiscard]] static QString category(record::Category category);
    [[nodiscard]] static QString categories(const std::vector<record::Category>& categories);
    [[nodiscard]] static QString purpose(const QString& code);
    [[nodiscard]] static QString until(const base::Moment& until); // the last day; "until withdrawn"
    [[nodiscard]] static QString state(const record::Consent& consent, qint64 nowMs);
    [[nodiscard]] static QString grantee(const record::ConsentContract& terms);
    // What was sent under a contract, or is to be told of its end, and how far it has come.
    [[nodiscard]] static QString arrival(const SharingView& view, const record::Consent& consent);
    // What did not go along because no letter has room for it, and what to do; empty where all went.
    [[nodiscard]] static QString leftOut(const SharingView& view, const record::Consent& consent);
    // The whole agreement as sentences.
    [[nodiscard]] static QStringList agreement(const record::ConsentContract& terms);
    [[nodiscard]] static QString alert(const record::RecordedEvent& emergency);
    // How a contract that another clinic granted stands; empty where it is as it was.
    [[nodiscard]] static QString received(const record::ReceivedConsent& consent, qint64 nowMs);
    // What came from elsewhere: one line for each disclosure, newest first.
    [[nodiscard]] static QStringList arrivals(const SharingView& view);
};

} // namespace twinward::ledger
