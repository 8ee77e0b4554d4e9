#pragma once

// Studies into the record, in three steps: scan() looks at what is there, a person says whose it is, file()
// stores it. Nothing is ever filed under a guess: what the images say of the patient and what the chart says
// are laid side by side, and every difference has to be confirmed.
//
// No image is ever written to the disk in the clear: objects go from where they are into sealed blobs.

#include "base/error.h"
#include "imaging/header.h"
#include "ledger/vault.h"
#include "record/patient_index.h"

#include <optional>
#include <QString>
#include <QStringList>
#include <vector>

namespace twinward::imaging {

// ---- what is there ----

// A DICOM object that is in memory: what a network receiver gives. DICOM Part 10.
struct IncomingObject
{
    QString name; // for messages
    QByteArray bytes;
};

struct ImportSource
{
    QStringList paths; // files, folders with all below them, DICOMDIR, zip
    std::vector<IncomingObject> objects;
};

// Bounds on what is taken from outside; more is refused, not cut off.
struct ImportLimits
{
    qint64 objectBytes = 1LL << 31;
    qint64 zipBytes = 1LL << 36; // of all entries of one zip together, unpacked
    quint64 files = 1'000'000;
    size_t refusalsListed = 10'000; // beyond it refusals are only counted
};

// Where an object's bytes are, as they were when they were looked at.
struct ObjectPlace
{
    enum class Kind : quint8 { File, ZipEntry, Memory };
    Kind kind = Kind::File;
    QString path; // of the file or the zip
    quint64 number = 0; // of the entry in the zip, of the object in ImportPlan::objects
    QString name; // for messages: the file's name, with its zip's
    qint64 size = 0;
};

struct PlannedInstance
{
    ObjectPlace place;
    ObjectHeader header;
};

struct PlannedSeries
{
    QString uid;
    std::vector<PlannedInstance> instances; // by instance number
};

// The objects of one study that name the same patient. Where the objects of a study name several patients,
// each gets one of its own, to be looked at by itself.
struct PlannedStudy
{
    QString uid;
    DicomPatient patient; // as written in the objects
    bool namesOthersToo = false; // other objects with this study UID name another patient
    std::vector<PlannedSeries> series; // by series number

    [[nodiscard]] const ObjectHeader& header() const { return series.front().instances.front().header; }
    [[nodiscard]] quint64 instances() const;
    [[nodiscard]] qint64 bytes() const;
};

struct RefusedObject
{
    QString name;
    QString why; // one sentence or two, English
};

struct ImportPlan
{
    std::vector<PlannedStudy> studies; // newest first
    std::vector<RefusedObject> refused; // the first ImportLimits::refusalsListed of them
    quint64 refusedCount = 0;
    quint64 filesRead = 0;
    quint64 duplicates = 0; // objects that were there twice, the same in every byte
    QStringList otherFiles; // that are no DICOM by their first bytes: viewers and leaflets on a CD
    std::vector<IncomingObject> objects; // those that came in memory
    ImportLimits limits;
};

// Reads the headers of everything there, on all cores. Progress counts files; returning false gives
// ErrorCode::Cancelled. An Error means that nothing could be looked at (a path that does not exist).
[[nodiscard]] base::Result<ImportPlan> scan(
    ImportSource source, const ledger::ProgressFn& progress = {}, const ImportLimits& limits = {});

// ---- whose it is ----

enum class PatientField : quint8 { Name, BirthDate, Sex };

struct PatientDifference
{
    PatientField field = PatientField::Name;
    QString inImages;
    QString inChart;
    friend bool operator==(const PatientDifference&, const PatientDifference&) = default;
};

struct PatientMatch
{
    record::PatientId patient;
    double score = 0; // 0 to 1
    QStringList reasons; // machine words, as record::DuplicateCandidate has them
    std::vector<PatientDifference> differences;
};

// Who it may be, best first: who bears the identifier written in the images, then who has a like name and
// birth date. For a person to choose from; an empty list means nobody here.
[[nodiscard]] std::vector<PatientMatch> matchPatient(
    const DicomPatient& patient, const record::PatientIndex& index);

// What the images and the chart say otherwise. What one of them does not say is no difference; nor are case,
// accents and the order of names.
[[nodiscard]] std::vector<PatientDifference> differences(
    const DicomPatient& patient, const record::PatientDetails& chart);

// A registration to start from where the patient is new: a person completes it.
[[nodiscard]] record::PatientDetails detailsFrom(const DicomPatient& patient);

// What a person decided for one study.
struct FilingDecision
{
    size_t study = 0; // in ImportPlan::studies
    record::PatientId patient; // an existing one, or a new id with a registration
    std::optional<record::PatientDetails> registration; // registers the patient, if that is not done yet
    std::vector<PatientField> confirmed; // differences that a person has seen and accepts
};

// ---- into the record ----

struct FiledStudy
{
    size_t study = 0; // in ImportPlan::studies
    QString uid;
    record::PatientId patient;
    quint64 added = 0; // instances
    quint64 alreadyHere = 0;
    quint64 seriesAdded = 0; // events
    std::vector<RefusedObject>
        refused; // that could not be read any more, or that are here with other content
    std::optional<base::Error> failure; // nothing of this study was filed
};

struct FilingReport
{
    std::vector<FiledStudy> studies;
    bool cancelled = false; // what is reported as added was kept: it was durable before the cancel

    [[nodiscard]] quint64 added() const;
    [[nodiscard]] bool isComplete() const; // no failure, nothing refused, not cancelled
};

// Stores and commits, all or nothing for each study, and logs the access. What is here already adds nothing;
// an object that is here with other content is listed and left as it is. A decision that leaves a difference
// unconfirmed fails with InvalidInput, and so does one for a patient who is neither here nor registered with
// it. Progress counts bytes. Blocks; call it off the GUI thread.
[[nodiscard]] base::Result<FilingReport> file(ledger::Vault& vault, const ImportPlan& plan,
    const std::vector<FilingDecision>& decisions, const ledger::ProgressFn& progress = {},
    const QString& purpose = QStringLiteral("TREAT"));

} // namespace twinward::imaging
