#pragma once

// What stands in a letter: a statement that the clinic signed, with its card, sealed to the other clinic.

#include "clinic_keys_p.h"
#include "ledger/disclosure.h"

namespace twinward::ledger {

// What a letter is, on the wire: never change a number.
enum class LetterKind : quint8 {
    Disclosure = 1,
    Contents = 2,
    Receipt = 3,
    Emergency = 4,
    ConsentChange = 5
};

struct OpenedLetter
{
    LetterKind kind = LetterKind::Disclosure;
    record::ClinicId from;
    ClinicCard card; // of the writer; verified
    bool isNewCard = false; // its keys turned since it was known here
    QByteArray body;
    QByteArray statement; // as it was signed
    QByteArray signature;
};

[[nodiscard]] SealedLetter sealLetter(const Keyring& keyring, const QString& ownName, const ClinicCard& to,
    LetterKind kind, const QByteArray& body);
// Throws as takeLetter() says. known: the clinics known here.
[[nodiscard]] OpenedLetter openLetter(
    const Keyring& keyring, const std::map<record::ClinicId, KnownClinic>& known, const SealedLetter& letter);

// One that was taken in before and kept with the record: its writer's keys may have turned since.
[[nodiscard]] OpenedLetter openKeptLetter(const Keyring& keyring, const QByteArray& content);

// The part of a letter that anybody can check who has the clinic's card, to be kept as evidence; and read
// again. Throws like openKeptLetter().
[[nodiscard]] QByteArray signedPart(const OpenedLetter& letter);
[[nodiscard]] OpenedLetter readSigned(const QByteArray& signedPart, const record::ClinicId& own);
// The same card, or one before or after it by the clinic's own word.
[[nodiscard]] bool isOneOf(const ClinicCard& card, const ClinicCard& known);

} // namespace twinward::ledger
