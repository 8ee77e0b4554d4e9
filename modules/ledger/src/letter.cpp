#include "letter_p.h"

#include "base/cbor.h"

namespace twinward::ledger {

using base::ErrorCode;

namespace {

constexpr qint64 letterFormat = 1;

Binding letterSigns()
{
    return Binding("twinward letter 1");
}

[[noreturn]] void failBroken(const QString& what)
{
    throw Failure(ErrorCode::IntegrityBroken, what, QStringLiteral("letter"),
        QStringLiteral("Nothing of it was taken in. Ask the other clinic to send it again."));
}

LetterKind readKind(base::CborReader& reader)
{
    const qint64 kind = reader.integer();
    if (kind < static_cast<qint64>(LetterKind::Disclosure)
        || kind > static_cast<qint64>(LetterKind::ConsentChange))
        reader.markFailed();
    return static_cast<LetterKind>(kind);
}

} // namespace

SealedLetter sealLetter(const Keyring& keyring, const QString& ownName, const ClinicCard& to, LetterKind kind,
    const QByteArray& body)
{
    const ClinicCard own = cardOf(keyring, ownName);
    base::CborWriter statement;
    statement.array(6)
        .integer(letterFormat)
        .integer(static_cast<qint64>(kind))
        .bytes(own.id.toBytes())
        .bytes(to.id.toBytes())
        .bytes(own.toBytes())
        .bytes(body);
    base::CborWriter whole;
    whole.array(2)
        .bytes(statement.data())
        .bytes(signWithSeed(clinicSigningSeed(keyring, own.epoch), letterSigns(), statement.data()));
    SealedLetter letter{own.id, to.id, sealToClinic(clinicLetterKey(keyring, own.epoch), to, whole.data())};
    if (letter.content.size() > maxSealedBytes)
        throw Failure(ErrorCode::InvalidInput, QStringLiteral("One entry is too large for a letter"));
    return letter;
}

bool isOneOf(const ClinicCard& card, const ClinicCard& known)
{
    const bool isSame = card.id == known.id && card.epoch == known.epoch
        && card.signingKey == known.signingKey && card.boxKey == known.boxKey;
    return isSame || card.succeeds(known) || known.succeeds(card);
}

QByteArray signedPart(const OpenedLetter& letter)
{
    base::CborWriter whole;
    whole.array(2).bytes(letter.statement).bytes(letter.signature);
    return whole.data();
}

OpenedLetter openKeptLetter(const Keyring& keyring, const QByteArray& content)
{
    return readSigned(openForClinic(keyring, content), clinicIdOf(keyring));
}

OpenedLetter readSigned(const QByteArray& signedPart, const record::ClinicId& own)
{
    OpenedLetter opened;
    base::CborReader whole(signedPart);
    whole.enterArray(2);
    opened.statement = whole.bytes();
    opened.signature = whole.bytes();
    whole.leaveArray();
    base::CborReader reader(opened.statement);
    reader.enterArray(6);
    const qint64 format = reader.integer();
    if (!reader.failed() && format != letterFormat) {
        throw Failure(ErrorCode::Unsupported,
            QStringLiteral("This letter was written by a newer version of the program"),
            QStringLiteral("letter format %1").arg(format),
            QStringLiteral("Update this computer's program."));
    }
    opened.kind = readKind(reader);
    const auto from = record::ClinicId::fromBytes(reader.bytes());
    const auto to = record::ClinicId::fromBytes(reader.bytes());
    const auto card = ClinicCard::fromBytes(reader.bytes());
    opened.body = reader.bytes();
    reader.leaveArray();
    if (!whole.atEnd() || !reader.atEnd() || !from || !to || !card || card->id != *from)
        failBroken(QStringLiteral("The letter can't be read"));
    if (*to != own)
        throw Failure(ErrorCode::InvalidInput, QStringLiteral("This letter is for another clinic"));
    opened.from = *from;
    opened.card = *card;
    if (!signatureHolds(opened.card.signingKey, letterSigns(), opened.statement, opened.signature))
        failBroken(QStringLiteral("The letter's signature does not hold"));
    return opened;
}

OpenedLetter openLetter(
    const Keyring& keyring, const std::map<record::ClinicId, KnownClinic>& known, const SealedLetter& letter)
{
    if (letter.content.size() > maxSealedBytes)
        throw Failure(ErrorCode::InvalidInput, QStringLiteral("The letter is too large to be one"));
    OpenedLetter opened = openKeptLetter(keyring, letter.content);
    if (opened.from != letter.from || letter.to != clinicIdOf(keyring))
        failBroken(QStringLiteral("The letter is not from whom, or to whom, its envelope says"));
    const auto sender = known.find(opened.from);
    if (sender == known.end()) {
        throw Failure(ErrorCode::NotFound,
            QStringLiteral("A letter came from a clinic that is not known here"), opened.card.name,
            QStringLiteral("Exchange cards with that clinic first; the letter is kept till then."));
    }
    opened.isNewCard = isNewCard(opened.card, sender->second.card);
    return opened;
}

} // namespace twinward::ledger
