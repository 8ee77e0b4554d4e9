#include "offer_p.h"

namespace twinward::vitals {

Offer& Offer::of(workbench::Session& session)
{
    if (auto* const existing = session.findChild<Offer*>(QString(), Qt::FindDirectChildrenOnly))
        return *existing;
    return *new Offer(&session);
}

void Offer::make(record::PatientId patient, std::map<Sign, OfferedValue> values)
{
    m_patient = patient;
    m_values = std::move(values);
    emit made();
}

std::map<Sign, OfferedValue> Offer::take(record::PatientId patient)
{
    if (patient.isNull() || patient != m_patient)
        return {};
    return std::exchange(m_values, {});
}

} // namespace twinward::vitals
