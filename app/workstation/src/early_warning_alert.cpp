#include "early_warning_alert_p.h"

#include "record_panel/patient_banner.h"
#include "vitals/news2.h"
#include "workbench/format.h"
#include "workbench/when_done.h"

#include <QDateTime>
#include <QEvent>
#include <QtConcurrent/QtConcurrentRun>

namespace twinward::workstation {

using vitals::Band;
using vitals::Score;

namespace {

const QString source = QStringLiteral("news2");

Score scoreNow(const workbench::ChartPtr& chart)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    return vitals::News2::builtIn().score(
        vitals::VitalRecord::read(*chart), vitals::factorsAt(*chart, now), now);
}

} // namespace

EarlyWarningAlert::EarlyWarningAlert(workbench::Workspace& workspace, record::PatientBanner* banner)
    : QObject(banner)
    , m_context(workspace.context)
    , m_banner(banner)
{
    connect(&m_context, &workbench::PatientContext::chartChanged, this, &EarlyWarningAlert::read);
    connect(&m_minute, &QTimer::timeout, this, &EarlyWarningAlert::read);
    m_minute.start(60'000);
    banner->installEventFilter(this); // to hear of another language
}

void EarlyWarningAlert::read()
{
    const workbench::ChartPtr chart = m_context.chart();
    if (chart == nullptr)
        return;
    const auto scored = QtConcurrent::run([chart] { return scoreNow(chart); });
    workbench::whenDone(scored, this, [this, patient = chart->patient()](const Score& score) {
        if (patient != m_context.patient())
            return;
        m_for = patient;
        m_score = score;
        show();
    });
}

void EarlyWarningAlert::show()
{
    if (!m_score || m_for != m_context.patient())
        return;
    if (m_score->band == Band::None || m_score->band == Band::Low) {
        m_banner->clearAlert(source);
        return;
    }
    std::optional<qint64> newest;
    for (const vitals::ScoreInput& input : m_score->inputs) {
        if (input.value && input.ageMinutes && (!newest || *input.ageMinutes < *newest))
            newest = input.ageMinutes;
    }
    const QString age = workbench::formatElapsed(newest.value_or(0) * 60'000);
    record::BannerAlert alert;
    alert.level = m_score->band == Band::High ? record::BannerAlert::Level::Danger
                                              : record::BannerAlert::Level::Caution;
    alert.text = m_score->complete
        ? tr("NEWS2 %1 (%2)", "total, age of the newest value").arg(m_score->total).arg(age)
        : tr("NEWS2 at least %1 (%2)", "total, age of the newest value").arg(m_score->total).arg(age);
    m_banner->setAlert(source, alert);
}

bool EarlyWarningAlert::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        QMetaObject::invokeMethod(this, &EarlyWarningAlert::show, Qt::QueuedConnection);
    return QObject::eventFilter(watched, event);
}

} // namespace twinward::workstation
