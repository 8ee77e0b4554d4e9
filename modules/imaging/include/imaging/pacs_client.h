#pragma once

// Asking a picture archive (PACS) or another DICOM node: is it there, what does it hold of somebody, bring it
// here, take this. One call is one association; every call blocks, from any thread but the GUI's.

#include "base/error.h"
#include "imaging/header.h"
#include "ledger/vault.h"

#include <functional>
#include <QByteArray>
#include <QDate>
#include <QStringList>

namespace twinward::imaging {

// Files in PEM. DICOM PS3.15 B.9, BCP 195: both sides show a certificate, and each must trust the other's.
struct TlsFiles
{
    QString certificate;
    QString privateKey;
    QString trusted; // the peer's certificate, or the authority that signed it
    friend bool operator==(const TlsFiles&, const TlsFiles&) = default;
};

// A DICOM node as its administrator describes it.
struct PacsNode
{
    QString host;
    quint16 port = 104;
    QString aeTitle; // theirs: at most 16 characters
    QString ourAeTitle = QStringLiteral("TWINWARD");
    std::optional<TlsFiles> tls; // none: in the clear
    int timeoutSeconds = 30; // for connecting, and for each answer
    friend bool operator==(const PacsNode&, const PacsNode&) = default;
};

// What is looked for; empty fields match everything. `*` and `?` stand for anything in texts, as in PS3.4
// C.2.2.2.4.
struct StudyQuery
{
    QString patientId;
    QString patientName; // Family^Given
    QString accession;
    QString modality;
    QString studyUid;
    QDate from;
    QDate to;
};

struct FoundStudy
{
    DicomPatient patient;
    QString studyUid;
    QString description;
    QString accession;
    QStringList modalities;
    base::Moment time;
    std::optional<int> series; // where the archive says
    std::optional<int> instances;
};

// Takes one object, DICOM Part 10; an error refuses it and is told to the sender.
using ObjectSink = std::function<base::Status(QByteArray object)>;

struct Transfer
{
    quint64 done = 0;
    quint64 failed = 0;
    QStringList problems; // each with the object it concerns
};

class PacsClient
{
public:
    explicit PacsClient(PacsNode node);

    // C-ECHO: does it answer us?
    [[nodiscard]] base::Status echo() const;
    // C-FIND in the study root. More than `limit` answers end with Unsupported: ask for less.
    [[nodiscard]] base::Result<std::vector<FoundStudy>> find(const StudyQuery& query, int limit = 500) const;
    // C-GET: the study comes over this association. The simplest where the archive offers it.
    [[nodiscard]] base::Result<Transfer> get(
        const QString& studyUid, const ObjectSink& sink, const ledger::ProgressFn& progress = {}) const;
    // C-MOVE: the archive is told to send the study to `destination`, which it must know by that AE title; a
    // StorageServer of ours takes it.
    [[nodiscard]] base::Result<Transfer> move(
        const QString& studyUid, const QString& destination, const ledger::ProgressFn& progress = {}) const;
    // C-STORE: `next` gives the objects one by one, an empty one at the end.
    using ObjectSource = std::function<base::Result<QByteArray>()>;
    // objects: what `next` will give, as (SOP Class UID, Transfer Syntax UID), for the negotiation.
    [[nodiscard]] base::Result<Transfer> send(const std::vector<std::pair<QString, QString>>& objects,
        const ObjectSource& next, const ledger::ProgressFn& progress = {}) const;

private:
    PacsNode m_node;
};

} // namespace twinward::imaging
