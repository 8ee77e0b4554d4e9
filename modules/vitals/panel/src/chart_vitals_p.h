#pragma once

// The open patient's vitals read out of the chart, off the GUI's thread, once for however many panels show
// them.

#include "vitals/news2.h"
#include "vitals/vital_record.h"
#include "workbench/patient_context.h"

#include <memory>

namespace twinward::vitals {

struct ChartVitals
{
    workbench::ChartPtr chart;
    VitalRecord record;
    PatientFactors factors; // of the day it was read
    std::vector<Score> history; // NEWS2 at every set, oldest first; empty for children

    // Reads and scores; takes a while for a long chart.
    [[nodiscard]] static std::shared_ptr<const ChartVitals> read(const workbench::ChartPtr& chart);
};
using ChartVitalsPtr = std::shared_ptr<const ChartVitals>;

class VitalsSource : public QObject
{
    Q_OBJECT

public:
    explicit VitalsSource(workbench::PatientContext& context, QObject* parent = nullptr);

    [[nodiscard]] ChartVitalsPtr current() const
    {
        return m_current;
    } // null while no patient or still reading

signals:
    void patientChanged(); // somebody else or nobody: current() is null
    void changed(); // current() is another

private:
    void read();

    workbench::PatientContext& m_context;
    ChartVitalsPtr m_current;
    quint64 m_generation = 0;
};

} // namespace twinward::vitals
