#pragma once

// What two neighbouring clinics say to each other, as it goes over a line: one frame for each message, with
// its length (32 bits, big-endian), version and kind before it and two bytes that are always 0. What comes is
// hostile: bounded by its kind, nothing set aside for bytes that have not arrived, and nothing heard but a
// greeting before it is shown who is there.

#include "base/error.h"
#include "record/ids.h"

#include <optional>
#include <QByteArray>
#include <QString>
#include <variant>
#include <vector>

namespace twinward::sync::neighbour {

inline constexpr quint8 frameVersion = 1;
inline constexpr qsizetype frameHeaderBytes = 8;
inline constexpr qsizetype maxPartBytes = 1 << 20; // of a letter, at once
inline constexpr size_t maxOffers = 500; // in one message

// Which letter of the other's outbox: what it is (ledger::OutgoingLetter::Kind), about what, which part.
struct LetterKey
{
    unsigned kind = 0;
    record::EventId about;
    qint64 part = 1;
    friend auto operator<=>(const LetterKey&, const LetterKey&) = default;
};

struct Hello
{
    int lowestVersion = 1; // that can be spoken
    int highestVersion = 1;
    QByteArray card;
    QByteArray signature; // by the card's key: clinicSigned() over helloMessage()
    record::DeviceId run; // random: the same computer, since its program was started
    int port = 0; // where it listens; 0: nowhere
    bool hasLetters = false; // more than receipts
};
enum class Parting : quint8 {
    Done,
    Version,
    Keys, // the card shown is not, and does not follow, the one known here
    Elsewhere, // another of that clinic's computers is being talked to
    Malformed,
    Silent,
};
struct Goodbye
{
    Parting reason = Parting::Done;
};
struct Offers
{
    std::vector<LetterKey> letters;
};
struct Want
{
    LetterKey letter;
    base::Hash256 begun; // of which this much is here; else none
    qint64 offset = 0;
};
struct Part
{
    LetterKey letter;
    base::Hash256 id; // of the whole
    qint64 total = 0; // bytes
    qint64 offset = 0;
    QByteArray content;
};
enum class Outcome : quint8 { Taken, Refused, Later };
struct Answer
{
    LetterKey letter;
    Outcome outcome = Outcome::Taken;
    QString why; // English
};
struct Gone // it does not go any more, or not now
{
    LetterKey letter;
};
struct StillHere
{
    qint64 none = 0;
};

// Its index and 1 is the kind: numbers on the wire, never change one, never use one again.
using Said = std::variant<Hello, Goodbye, Offers, Want, Part, Answer, Gone, StillHere>;

[[nodiscard]] QByteArray toFrame(const Said& said);
// What Hello::signature is of: by which end, to whom, over which link.
[[nodiscard]] QByteArray helloMessage(
    bool byCaller, const record::ClinicId& to, QByteArrayView binding); // NOLINT: as it stands in it

class FrameReader
{
public:
    void trust() { m_isTrusted = true; } // more than a greeting is heard from now on
    void add(QByteArrayView bytes); // after a refusal they are passed over
    // The next whole message, none where more bytes must come; InvalidInput for what is none, Unsupported for
    // another version: the line is then of no more use.
    [[nodiscard]] base::Result<std::optional<Said>> next();

private:
    [[nodiscard]] base::Status check(QByteArrayView header) const;

    QByteArray m_bytes;
    std::optional<base::Error> m_refusal;
    bool m_isTrusted = false;
};

} // namespace twinward::sync::neighbour
