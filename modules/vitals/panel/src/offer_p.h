#pragma once

// Values a device shows now, on offer to the charting form of a session: whoever charts looks at them, and
// only saving the form makes them part of the record.

#include "vitals/vital_sign.h"
#include "workbench/session.h"

#include <map>

namespace twinward::vitals {

struct OfferedValue
{
    double canonical = 0;
    QString method; // where it comes from, as the record will say: "recording 100, MLII"
};

class Offer : public QObject
{
    Q_OBJECT

public:
    [[nodiscard]] static Offer& of(workbench::Session& session); // lives as long as the session

    void make(record::PatientId patient, std::map<Sign, OfferedValue> values);
    // What was offered for this patient, once: empty where there is nothing.
    [[nodiscard]] std::map<Sign, OfferedValue> take(record::PatientId patient);

signals:
    void made();

private:
    using QObject::QObject;
    record::PatientId m_patient;
    std::map<Sign, OfferedValue> m_values;
};

} // namespace twinward::vitals
