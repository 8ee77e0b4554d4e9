#pragma once

// Says in the banner that the open chart is shown before its turn: it came ahead of the clinic's past, and
// whether all of it is there is known when that has arrived (ledger/early_charts.h).

#include "workbench/panel.h"

namespace twinward::record {
class PatientBanner;
}

namespace twinward::workstation {

class ArrivingAlert : public QObject
{
    Q_OBJECT

public:
    ArrivingAlert(workbench::Workspace& workspace, record::PatientBanner* banner); // owned by the banner

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void read();
    void show();

    workbench::Session& m_session;
    workbench::PatientContext& m_context;
    record::PatientBanner* m_banner;
    bool m_isArriving = false;
};

} // namespace twinward::workstation
