#pragma once

// Consent and what came of it, in the words of the person whose record it is.

#include "ledger/disclosure.h"

#include <QCoreApplication>
#include <QStringList>
#include <set>

namespace twinward::ledger {

// What the panel shows of one patient, read at once.
struct SharingView
{
    std::vector<record::Consent> consents; // in force first, then newest first
    SharingLog log;
    std::vector<KnownClinic> clinics;
    std::set<record::EventId> acknowledged; // disclosures and emergencies
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
    // What was sent under a contract, and how far it has come.
    [[nodiscard]] static QString arrival(const SharingView& view, record::EventId contract);
    // The whole agreement as sentences.
    [[nodiscard]] static QStringList agreement(const record::ConsentContract& terms);
    [[nodiscard]] static QString alert(const record::RecordedEvent& emergency);
    // What came from elsewhere: one line for each disclosure, newest first.
    [[nodiscard]] static QStringList arrivals(const SharingView& view);
};

} // namespace twinward::ledger
