#include "recent_patients_p.h"
#include "workbench/when_done.h"

namespace twinward::record {

namespace {

constexpr size_t kept = 20;
const QString storeKey = QStringLiteral("patients/recent");

} // namespace

RecentPatients::RecentPatients(
    workbench::Session& session, workbench::PatientContext& context, QObject* parent)
    : QObject(parent)
    , m_session(session)
{
    connect(&context, &workbench::PatientContext::patientChanged, this, [this, &context] {
        if (!context.patient().isNull())
            remember(context.patient());
    });
    load();
}

// Ids of 16 bytes, one after another.
void RecentPatients::load()
{
    workbench::whenDone(m_session.getPrivate(storeKey), this, [this](const base::Result<QByteArray>& stored) {
        if (!stored)
            return;
        for (qsizetype at = 0; at + 16 <= stored->size() && m_patients.size() < kept; at += 16) {
            const auto id = PatientId::fromBytes(QByteArrayView(*stored).sliced(at, 16));
            if (id && std::find(m_patients.begin(), m_patients.end(), *id) == m_patients.end())
                m_patients.push_back(*id);
        }
        emit changed();
    });
}

void RecentPatients::remember(PatientId patient)
{
    std::erase(m_patients, patient);
    m_patients.insert(m_patients.begin(), patient);
    if (m_patients.size() > kept)
        m_patients.resize(kept);
    QByteArray stored;
    for (const PatientId& id : m_patients)
        stored += id.toBytes();
    m_session.putPrivate(storeKey, stored);
    emit changed();
}

} // namespace twinward::record
