#include "workbench/patient_context.h"

#include "workbench/when_done.h"

namespace twinward::workbench {

PatientContext::PatientContext(Session& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
{
    connect(&session, &Session::committed, this, [this](const QList<record::PatientId>& patients) {
        if (m_patient.isNull())
            return;
        const PatientIndexPtr index = m_session.patients();
        for (const record::PatientId& patient : patients) {
            if (patient == m_patient || index->resolve(patient) == m_patient)
                return load();
        }
    });
    // A record that was merged into another is read as part of it, and one taken apart is read alone again.
    connect(&session, &Session::patientsChanged, this, [this] {
        if (m_patient.isNull())
            return;
        if (m_session.patients()->resolve(m_patient) != m_patient)
            open(m_patient);
        else if (m_session.patients()->mergedWith(m_patient) != m_records)
            load();
    });
}

void PatientContext::open(record::PatientId patient)
{
    const record::PatientId resolved = patient.isNull() ? patient : m_session.patients()->resolve(patient);
    if (resolved == m_patient)
        return;
    m_patient = resolved;
    m_chart.reset();
    m_opened = false;
    m_loading = false;
    m_stale = false;
    ++m_generation;
    m_cursorMs.reset();
    m_selected.reset();
    emit patientChanged();
    emit selectionChanged();
    emit cursorChanged();
    if (!m_patient.isNull())
        load();
}

void PatientContext::load()
{
    if (m_loading) {
        m_stale = true;
        return;
    }
    m_loading = true;
    m_stale = false;
    m_records = m_session.patients()->mergedWith(m_patient);
    auto answer = m_opened ? m_session.refreshChart(m_patient) : m_session.openChart(m_patient);
    whenDone(answer, this, [this, generation = m_generation](const base::Result<ChartPtr>& chart) {
        if (generation != m_generation)
            return;
        m_loading = false;
        if (!chart) {
            emit loadFailed(chart.error());
            return;
        }
        m_opened = true;
        m_chart = *chart;
        emit chartChanged();
        if (m_stale)
            load();
    });
}

void PatientContext::setCursorMs(std::optional<qint64> ms)
{
    if (ms == m_cursorMs)
        return;
    m_cursorMs = ms;
    emit cursorChanged();
}

void PatientContext::select(std::optional<record::EventId> event)
{
    if (event == m_selected)
        return;
    m_selected = event;
    emit selectionChanged();
}

} // namespace twinward::workbench
