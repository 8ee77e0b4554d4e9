#include "arriving_alert_p.h"

#include "ledger/early_charts.h"
#include "record_panel/patient_banner.h"
#include "workbench/when_done.h"

#include <QEvent>

namespace twinward::workstation {

namespace {

const QString source = QStringLiteral("arriving");

} // namespace

ArrivingAlert::ArrivingAlert(workbench::Workspace& workspace, record::PatientBanner* banner)
    : QObject(banner)
    , m_session(workspace.session)
    , m_context(workspace.context)
    , m_banner(banner)
{
    connect(&m_context, &workbench::PatientContext::chartChanged, this, &ArrivingAlert::read);
    banner->installEventFilter(this); // to hear of another language
}

void ArrivingAlert::read()
{
    const record::PatientId patient = m_context.patient();
    if (patient.isNull())
        return;
    const auto asked
        = m_session.run([patient](ledger::Vault& vault) { return ledger::isShownEarly(vault, patient); });
    workbench::whenDone(asked, this, [this, patient](const base::Result<bool>& isEarly) {
        if (patient != m_context.patient())
            return;
        m_isArriving = isEarly.value_or(false);
        show();
    });
}

void ArrivingAlert::show()
{
    if (m_isArriving)
        m_banner->setAlert(source, {tr("Still arriving: entries may be missing")});
    else
        m_banner->clearAlert(source);
}

bool ArrivingAlert::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        QMetaObject::invokeMethod(this, &ArrivingAlert::show, Qt::QueuedConnection);
    return QObject::eventFilter(watched, event);
}

} // namespace twinward::workstation
