#pragma once

// The open patient's NEWS2 in the banner while it asks for attention, with its age; worked out beside the
// window.

#include "vitals/score.h"
#include "workbench/panel.h"

#include <QTimer>

namespace twinward::record {
class PatientBanner;
}

namespace twinward::workstation {

class EarlyWarningAlert : public QObject
{
    Q_OBJECT

public:
    EarlyWarningAlert(workbench::Workspace& workspace, record::PatientBanner* banner); // owned by the banner

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void read();
    void show();

    workbench::PatientContext& m_context;
    record::PatientBanner* m_banner;
    std::optional<vitals::Score> m_score; // of m_for
    record::PatientId m_for;
    QTimer m_minute; // ages grow, and a score that is too old no longer counts
};

} // namespace twinward::workstation
