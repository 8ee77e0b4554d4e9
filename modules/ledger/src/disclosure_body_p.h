#pragma once

// The fields of what letters say, in the order in which they are written. New fields go to the end; none is
// ever taken away or moved.

#include "base/cbor_fields.h"
#include "letter_p.h"

#include <tuple>

namespace twinward::ledger {

// Who signed what is in a letter, by the word of the clinic that sends it.
struct Signer
{
    record::UserId user;
    QString name;
    record::Role role = record::Role::Nurse;
    QByteArray signingKey;
};

struct SigningDevice
{
    record::DeviceId device;
    QByteArray signingKey;
};

// Opens one patient's segments of one category and key epoch, and nothing else.
struct ReleasedKey
{
    record::Category category = record::Category::Clinical;
    QByteArray tag;
    unsigned keyEpoch = firstKeyEpoch;
    QByteArray key;
};

struct ReleasedSegment
{
    unsigned position = 0; // in its commit
    QByteArray body; // sealed
    QByteArray sources; // sealed; empty where there are none, or where they are too large for a letter
};

struct ReleasedCommit
{
    QByteArray header;
    QByteArray deviceSignature;
    QByteArray authorSignature;
    std::vector<ReleasedSegment> segments;
};

// Entries and all that it takes to check and open them.
struct Released
{
    std::vector<Signer> people;
    std::vector<SigningDevice> devices;
    std::vector<ReleasedKey> keys;
    std::vector<ReleasedCommit> commits;
};

// On top of every letter of a disclosure.
struct DisclosureHead
{
    record::EventId disclosure;
    record::EventId contractId;
    QByteArray contract; // an event of that id with what is in force
    Signer contractBy;
    record::PatientId patient;
    std::vector<record::PatientId> subjects; // whose entries are the patient's; the patient first
    std::vector<record::PatientId> yours; // whom the reader's clinic once sent as this patient
    qint64 part = 1;
    qint64 parts = 1;
};

struct DisclosureBody
{
    DisclosureHead head;
    Released released;
    QByteArray emergency; // a Released, sealed to the same clinic once more; empty where there is none
};

struct ContentsBody
{
    struct Content
    {
        record::Category category = record::Category::Clinical;
        base::Hash256 name; // by which the entries call it
        QByteArray content;
    };
    DisclosureHead head;
    std::vector<Content> contents;
};

struct ReceiptBody
{
    record::EventId about; // a disclosure, or an emergency access
    std::vector<qint64> parts; // that are on the writer's disk: all of them
    base::Moment at;
};

struct EmergencyBody
{
    QByteArray access; // the event as it was signed: EmergencyAccess
    record::PatientId patient; // as the granting clinic names them
    Signer by;
    base::Moment at;
    record::CommitId commit;
};

struct ConsentChangeBody
{
    record::EventId change; // the event that made it
    record::EventId contract;
    std::vector<record::Category> categories; // what is left; none where it was withdrawn
    QString clinician;
    base::Moment from;
    base::Moment until;
    bool breakGlass = false;
    base::Moment since;
    QString reason; // only where it is told
};

template <class T> auto fieldsOf(T& s)
{
    using S = std::remove_const_t<T>;
    if constexpr (std::is_same_v<S, Signer>)
        return std::tie(s.user, s.name, s.role, s.signingKey);
    else if constexpr (std::is_same_v<S, SigningDevice>)
        return std::tie(s.device, s.signingKey);
    else if constexpr (std::is_same_v<S, ReleasedKey>)
        return std::tie(s.category, s.tag, s.keyEpoch, s.key);
    else if constexpr (std::is_same_v<S, ReleasedSegment>)
        return std::tie(s.position, s.body, s.sources);
    else if constexpr (std::is_same_v<S, ReleasedCommit>)
        return std::tie(s.header, s.deviceSignature, s.authorSignature, s.segments);
    else if constexpr (std::is_same_v<S, Released>)
        return std::tie(s.people, s.devices, s.keys, s.commits);
    else if constexpr (std::is_same_v<S, DisclosureHead>)
        return std::tie(s.disclosure, s.contractId, s.contract, s.contractBy, s.patient, s.subjects, s.yours,
            s.part, s.parts);
    else if constexpr (std::is_same_v<S, DisclosureBody>)
        return std::tie(s.head, s.released, s.emergency);
    else if constexpr (std::is_same_v<S, ContentsBody::Content>)
        return std::tie(s.category, s.name, s.content);
    else if constexpr (std::is_same_v<S, ContentsBody>)
        return std::tie(s.head, s.contents);
    else if constexpr (std::is_same_v<S, ReceiptBody>)
        return std::tie(s.about, s.parts, s.at);
    else if constexpr (std::is_same_v<S, EmergencyBody>)
        return std::tie(s.access, s.patient, s.by, s.at, s.commit);
    else if constexpr (std::is_same_v<S, ConsentChangeBody>)
        return std::tie(s.change, s.contract, s.categories, s.clinician, s.from, s.until, s.breakGlass,
            s.since, s.reason);
}

class LetterEncoder : public base::CborEncoder<LetterEncoder>
{
public:
    using CborEncoder::CborEncoder;
};

class LetterDecoder : public base::CborDecoder<LetterDecoder>
{
public:
    using CborDecoder::CborDecoder;
    static constexpr quint64 listLimit = 100'000;
    template <class E> static constexpr E firstOf() { return static_cast<E>(1); }
    template <class E> static constexpr E lastOf()
    {
        if constexpr (std::is_same_v<E, record::Category>)
            return record::Category::Sensitive;
        else
            return record::Role::Auditor;
    }
};

template <class Body> [[nodiscard]] QByteArray encodeBody(const Body& body)
{
    base::CborWriter writer;
    LetterEncoder(writer).put(body);
    return writer.data();
}

// None for what is not exactly that.
template <class Body> [[nodiscard]] std::optional<Body> decodeBody(const QByteArray& bytes)
{
    base::CborReader reader(bytes);
    Body body;
    LetterDecoder(reader).get(body);
    return reader.atEnd() ? std::optional(std::move(body)) : std::nullopt;
}

} // namespace twinward::ledger
