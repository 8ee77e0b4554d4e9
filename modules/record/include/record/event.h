#pragma once

// One thing that happened, to one patient or to the clinic. Events are never edited: an amendment or a
// retraction is another event that names the versions it replaces. Bodies follow FHIR R4's resources, cut
// down to what a chart shows; whatever else a source document held is kept, byte for byte, in Event::source.

#include "base/error.h"
#include "base/hybrid_time.h"
#include "base/moment.h"
#include "base/partial_date.h"
#include "record/coding.h"
#include "record/ids.h"
#include "record/sharing.h"

#include <memory>
#include <optional>
#include <QByteArray>
#include <QString>
#include <variant>
#include <vector>

namespace twinward::record {

enum class Sex : quint8 { Unknown, Female, Male, Other };

struct HumanName
{
    QString family;
    QStringList given;
    QString prefix;
    QString
        text; // the whole name as it is written, where the parts would not give it (Chinese, one-word names)
    QString use; // FHIR name-use: official, usual, maiden, ...

    [[nodiscard]] QString display() const;
    friend bool operator==(const HumanName&, const HumanName&) = default;
};

struct Identifier
{
    QString system;
    QString value;
    QString type; // as shown: "Medical record number"
    friend bool operator==(const Identifier&, const Identifier&) = default;
};

struct Contact
{
    QString name;
    QString relationship;
    QString phone;
    friend bool operator==(const Contact&, const Contact&) = default;
};

struct PatientDetails
{
    std::vector<HumanName> names;
    std::vector<Identifier> identifiers;
    base::PartialDate birthDate;
    Sex sex = Sex::Unknown;
    QString phone;
    QString address;
    std::vector<Contact> contacts;
    bool deceased = false;
    base::Moment deceasedAt; // where known
    [[nodiscard]] QString displayName() const; // the official or first name
};

// This patient's record is read as part of another's. Retracting the event takes them apart again.
struct MergedInto
{
    PatientId patient;
    QString reason;
};

struct Encounter
{
    QString encounterClass; // HL7 v3 ActCode: AMB, IMP, EMER, HH, VR
    Concept type;
    Concept reason;
    QString status; // FHIR encounter-status
    base::Moment end; // Event::occurred is the start
    QString location; // ward and bed: "Ward A / 3"
};

struct ReferenceRange
{
    std::optional<base::Decimal> low;
    std::optional<base::Decimal> high;
    QString text;
};

struct Component
{
    Concept code;
    Value value;
    ReferenceRange reference;
};

struct Observation
{
    enum class Group : quint8 { Vital, Laboratory, Other };
    Group group = Group::Other;
    Concept code;
    Value value;
    std::vector<Component> components; // systolic and diastolic of a blood pressure
    ReferenceRange reference;
    QString interpretation; // HL7 v3 ObservationInterpretation: H, L, HH, LL, N ...
    QString status; // FHIR observation-status
    QString method; // how or with what it was measured, as shown: "by ear", "monitor bed 3"
    QString note;
    std::optional<EventId> encounter;
};

struct Condition
{
    Concept code;
    QString clinicalStatus; // active, recurrence, relapse, inactive, remission, resolved
    QString verificationStatus; // confirmed, provisional, differential, refuted, ...
    base::Moment abatement; // Event::occurred is the onset
    QString note;
};

struct Allergy
{
    Concept code;
    QString clinicalStatus; // active, inactive, resolved
    QString criticality; // high, low, unable-to-assess
    QString reaction; // as shown: "Rash, wheeze"
    QString note;
};

struct Medication
{
    enum class Action : quint8 { Prescribed, Given, Stopped, Stated };
    Action action = Action::Prescribed;
    Concept code;
    QString dose; // as written: "500 mg"
    QString route;
    QString frequency; // as written: "three times a day"
    QString reason;
    QString status; // FHIR status of the resource it came from
    base::Moment end;
    std::optional<EventId> prescription; // for Given and Stopped: the event that prescribed it
    QString note;
};

struct Procedure
{
    Concept code;
    QString status;
    base::Moment end;
    Concept reason;
    QString note;
};

struct Immunisation
{
    Concept code;
    QString status;
    QString lotNumber;
    QString site;
    QString note;
};

struct Note
{
    QString title;
    QString text;
};

struct Document
{
    Concept type;
    QString title;
    QString contentType; // MIME
    std::optional<base::Hash256> blob; // the content, in the vault's blob store
    qint64 size = 0; // bytes
};

// A resource of a kind the chart has no body for: kept whole in the source, listed by type.
struct OtherResource
{
    QString resourceType;
    QString summary;
};

// One DICOM object of a series.
struct ImagingInstance
{
    QString sopInstanceUid;
    qint64 number = 0; // Instance Number (0020,0013); 0 where the object says none
    qint64 frames = 1; // 0 for objects without pixels: reports, waveforms
    base::Hash256 blob; // the object as it came, DICOM Part 10, in the vault's blob store
};

// Images (or a waveform, or a report) of one DICOM series, as one import brought them; what came later to the
// same series is an event of its own. Event::occurred is the acquisition, or else the series or the study.
struct ImagingSeries
{
    QString studyUid;
    QString studyDescription;
    QString accession;
    QString seriesUid;
    QString modality; // DICOM Modality (0008,0060): CT, MR, US, ECG, SR, SEG ...
    QString seriesDescription;
    QString bodyPart;
    qint64 seriesNumber = 0;
    std::vector<ImagingInstance> instances;
    std::optional<base::Hash256> index; // what a viewer asks of the instances before it reads them; derived
};

// What a person measured, marked or outlined on an image, with the image it refers to.
struct ImagingFinding
{
    enum class Shape : quint8 {
        Point,
        Distance,
        Angle,
        Ellipse,
        Freehand,
        Annotation,
        KeyImage,
        Segmentation
    };
    Shape shape = Shape::Annotation;
    QString studyUid;
    QString seriesUid;
    QString sopInstanceUid;
    qint64 frame = 1; // Referenced Frame Number: from 1
    QString frameOfReferenceUid;
    std::vector<double> points; // x, y, z of each, mm in the DICOM patient system (to the left, back, head)
    std::vector<Component> values; // length, area, mean ... with their UCUM units
    QString text; // the sentence, or the label
    std::optional<base::Hash256> object; // the DICOM SR or SEG that says the same, in the blob store
};

// Takes back what it replaces.
struct Retraction
{
    QString reason;
};

// ---- the clinic's own
// ------------------------------------------------------------------------------------------

struct ClinicFounded
{
    QString name;
};

struct UserEnrolled
{
    UserId user;
    QString name;
    Role role = Role::Nurse;
    QByteArray signingKey; // Ed25519 public key
    QByteArray boxKey; // X25519 public key
};

struct UserRemoved
{
    UserId user;
    QString reason;
};

struct DeviceEnrolled
{
    DeviceId device;
    QString name;
    QByteArray signingKey;
    bool holdsKeys = true; // else it keeps and passes on what it can't read, and admits nobody
};

// Where a chain of a device that is removed ends: the last of it that counts.
struct DeviceChainEnd
{
    qint64 epoch = 1;
    qint64 lastSeq = 0;
    CommitId lastCommit;
};

// What the device wrote after these ends counts for nothing, whenever it arrives; of a chain that is not
// among them nothing does.
struct DeviceRemoved
{
    DeviceId device;
    std::vector<DeviceChainEnd> ends;
    QString reason;
};

// Somebody read something. Terms of IHE ATNA / FHIR AuditEvent.
struct AccessLogged
{
    enum class Action : quint8 { ReadRecord, Search, Export, Unlock, FailedUnlock, Lock, Print, Import };
    Action action = Action::ReadRecord;
    PatientId patient; // none for a search or a whole-clinic export
    QString detail; // what was searched, exported, printed
    QString purpose; // HL7 v3 PurposeOfUse: TREAT, HOPERAT, ETREAT, ...
};

using Body = std::variant<PatientDetails, MergedInto, Encounter, Observation, Condition, Allergy, Medication,
    Procedure, Immunisation, Note, Document, OtherResource, Retraction, ClinicFounded, UserEnrolled,
    UserRemoved, DeviceEnrolled, AccessLogged, ImagingSeries, ImagingFinding, DeviceRemoved, ConsentContract,
    ConsentWithdrawn, DisclosureMade, DisclosureArrived, DisclosureTaken, EmergencyAccess, ClinicKnown,
    ConsentTold>;

// The body's number on disk and on the wire: never change one, never use one again.
enum class Kind : quint8 {
    PatientDetails,
    MergedInto,
    Encounter,
    Observation,
    Condition,
    Allergy,
    Medication,
    Procedure,
    Immunisation,
    Note,
    Document,
    OtherResource,
    Retraction,
    ClinicFounded,
    UserEnrolled,
    UserRemoved,
    DeviceEnrolled,
    AccessLogged,
    ImagingSeries,
    ImagingFinding,
    DeviceRemoved,
    ConsentContract,
    ConsentWithdrawn,
    DisclosureMade,
    DisclosureArrived,
    DisclosureTaken,
    EmergencyAccess,
    ClinicKnown,
    ConsentTold,
};

// "Observation", "Medication" ...: for machines and English text; panels translate.
[[nodiscard]] QString kindName(Kind kind);
[[nodiscard]] QString roleName(Role role); // physician, nurse, administrator, auditor
[[nodiscard]] std::optional<Role> roleFromName(QStringView name);
[[nodiscard]] QString sexName(Sex sex); // FHIR administrative-gender: female, male, other, unknown
[[nodiscard]] Sex sexFromName(QStringView name);

struct Event
{
    EventId id = EventId::random();
    PatientId patient; // none for what concerns the clinic
    Category category = Category::Clinical;
    base::Moment occurred; // when it happened, which may be long before it was recorded
    std::vector<EventId>
        replaces; // the versions this one amends or retracts; more than one settles a conflict
    Body body;
    QByteArray source; // the document it came from, byte for byte; empty for what was entered here
    std::shared_ptr<const Origin> origin = {}; // none for what was entered or imported in this clinic

    [[nodiscard]] Kind kind() const { return static_cast<Kind>(body.index()); }
    template <class T> [[nodiscard]] const T* as() const { return std::get_if<T>(&body); }
};

// The category a body belongs under unless its author chose the sensitive one.
[[nodiscard]] Category defaultCategory(const Body& body);
// The blobs that hold a body's content: what must be stored before it is committed, and be whole when it is
// verified.
[[nodiscard]] std::vector<base::Hash256> blobsNamedBy(const Body& body);

// An event with what its commit proves of it.
struct RecordedEvent
{
    Event event;
    CommitId commit;
    UserId author;
    DeviceId device;
    base::HybridTime recorded;
};

} // namespace twinward::record
