#include "vitals_panel/ward_list.h"

#include "record/encounters.h"
#include "workbench/format.h"
#include "workbench/when_done.h"

#include <algorithm>
#include <QJsonArray>
#include <QJsonDocument>

namespace twinward::vitals {

namespace {

const QString storeKey = QStringLiteral("vitals/ward");
constexpr size_t searchedByItself = 3000; // patients: a few seconds beside the user's work
constexpr qsizetype followedCommit = 200; // a larger commit is an import: its stays are found by searching

using Read = std::vector<WardPatient>;

} // namespace

WardPatient wardPatient(const record::Chart& chart, qint64 nowMs)
{
    WardPatient patient;
    patient.row = summarise(chart, VitalRecord::read(chart), nowMs);
    patient.row.patient = chart.patient();
    patient.name = workbench::formatName(chart.details());
    patient.age = workbench::formatAge(chart.details());
    const base::Moment now(nowMs, 0, base::Moment::Precision::Second);
    const record::Entry* const visit = record::currentEncounter(chart, now);
    const auto* const encounter = visit != nullptr ? visit->as<record::Encounter>() : nullptr;
    if (encounter != nullptr && encounter->encounterClass == QStringLiteral("IMP")) {
        patient.bed = encounter->location;
        patient.isStaying = !encounter->location.isEmpty();
    }
    return patient;
}

WardList::WardList(workbench::Session& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
{
    workbench::whenDone(session.getPrivate(storeKey), this,
        [this](const base::Result<QByteArray>& stored) { take(stored.value_or(QByteArray())); });
    connect(&session, &workbench::Session::committed, this, [this](const QList<record::PatientId>& patients) {
        if (!patients.isEmpty() && patients.size() <= followedCommit && m_isRead)
            read({patients.begin(), patients.end()}, Listing::Stays, nullptr);
    });
}

void WardList::take(const QByteArray& stored)
{
    for (const QJsonValue& each : QJsonDocument::fromJson(stored).array()) {
        if (const auto patient = record::PatientId::fromString(each.toString()))
            m_added.push_back(*patient);
    }
    if (m_session.patients()->size() <= searchedByItself)
        search();
    else
        read(m_added, Listing::All, nullptr);
}

void WardList::search()
{
    auto* const job = new workbench::Job(m_session, this);
    std::vector<record::PatientId> everybody;
    for (const record::PatientRow* row : m_session.patients()->rows()) {
        if (row->mergedInto.isNull())
            everybody.push_back(row->id);
    }
    emit searching(job);
    read(std::move(everybody), Listing::Stays, job);
}

void WardList::add(record::PatientId patient)
{
    std::erase(m_hidden, patient);
    if (patient.isNull() || std::count(m_added.begin(), m_added.end(), patient) > 0)
        return;
    m_added.push_back(patient);
    store();
    read({patient}, Listing::All, nullptr);
}

void WardList::remove(record::PatientId patient)
{
    std::erase(m_added, patient);
    m_hidden.push_back(patient);
    std::erase_if(m_patients, [patient](const WardPatient& each) { return each.row.patient == patient; });
    store();
    emit changed();
}

void WardList::store()
{
    QJsonArray added;
    for (const record::PatientId& patient : m_added)
        added.append(patient.toString());
    m_session.putPrivate(storeKey, QJsonDocument(added).toJson(QJsonDocument::Compact));
}

void WardList::read(std::vector<record::PatientId> patients, Listing listing, workbench::Job* job)
{
    const ledger::ProgressFn progress = job != nullptr ? job->progress() : ledger::ProgressFn();
    const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
    std::vector<record::PatientId> listed = m_added;
    for (const WardPatient& each : m_patients)
        listed.push_back(each.row.patient);
    auto work = [patients = std::move(patients), listed = std::move(listed), listing, progress, nowMs](
                    ledger::Vault& vault) -> base::Result<Read> {
        Read read;
        quint64 done = 0;
        for (const record::PatientId& id : patients) {
            if (progress && !progress({done++, patients.size()}))
                break;
            const auto chart = vault.chart(id);
            if (!chart)
                return base::fail(chart.error());
            WardPatient patient = wardPatient(*chart, nowMs);
            const bool isListed = std::count(listed.begin(), listed.end(), id) > 0;
            if (listing == Listing::All || patient.isStaying || isListed)
                read.push_back(std::move(patient));
        }
        return read;
    };
    workbench::whenDone(m_session.runBeside(std::move(work)), this,
        [this, job = QPointer<workbench::Job>(job)](const base::Result<Read>& read) {
            if (job) {
                job->finish();
                job->deleteLater();
            }
            m_isRead = true;
            if (!read) {
                emit failed(read.error());
                return;
            }
            put(*read);
        });
}

void WardList::put(const std::vector<WardPatient>& read)
{
    for (const WardPatient& patient : read) {
        if (std::count(m_hidden.begin(), m_hidden.end(), patient.row.patient) > 0)
            continue;
        const auto known = std::find_if(m_patients.begin(), m_patients.end(),
            [&patient](const WardPatient& each) { return each.row.patient == patient.row.patient; });
        const bool stays
            = patient.isStaying || std::count(m_added.begin(), m_added.end(), patient.row.patient) > 0;
        if (known != m_patients.end() && !stays)
            m_patients.erase(known); // went home
        else if (known != m_patients.end())
            *known = patient;
        else if (stays)
            m_patients.push_back(patient);
    }
    std::sort(m_patients.begin(), m_patients.end(), [](const WardPatient& a, const WardPatient& b) {
        const int beds = QString::localeAwareCompare(a.bed, b.bed);
        return a.bed.isEmpty() != b.bed.isEmpty() ? b.bed.isEmpty()
                                                  : (beds != 0 ? beds < 0 : a.name < b.name);
    });
    log(read);
    emit changed();
}

// Their last scores are on the screen: that is reading their records, once a session.
void WardList::log(const std::vector<WardPatient>& read)
{
    std::vector<record::AccessLogged> accesses;
    for (const WardPatient& patient : read) {
        const record::PatientId id = patient.row.patient;
        if (std::count(m_logged.begin(), m_logged.end(), id) > 0)
            continue;
        m_logged.push_back(id);
        record::AccessLogged access;
        access.action = record::AccessLogged::Action::ReadRecord;
        access.patient = id;
        access.detail = QStringLiteral("Ward round");
        access.purpose = QStringLiteral("TREAT");
        accesses.push_back(std::move(access));
    }
    if (accesses.empty())
        return;
    auto logged = m_session.run(
        [accesses = std::move(accesses)](ledger::Vault& vault) { return vault.logAccess(accesses); });
    workbench::whenDone(logged, this, [this](const base::Status& status) {
        if (!status)
            emit failed(status.error());
    });
}

} // namespace twinward::vitals
