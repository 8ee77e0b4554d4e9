#include "board_page_p.h"

#include "workbench/format.h"
#include "workbench/theme.h"
#include "workbench/widgets.h"

#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>

namespace twinward::headset {

using workbench::Theme;

BoardPage::BoardPage(
    const workbench::PanelFactory& factory, workbench::Workspace& workspace, workbench::Panel* panel)
    : m_workspace(workspace)
    , m_words(factory.title)
    , m_needsPatient(factory.needsPatient)
    , m_title(new QLabel)
    , m_patient(new workbench::ElidedLabel)
    , m_empty(new workbench::EmptyState)
    , m_panel(panel)
{
    const Theme& theme = Theme::instance();
    m_title->setFont(theme.font(Theme::Type::Heading, QFont::DemiBold));
    m_patient->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(4));
    head->setSpacing(theme.px(12));
    head->addWidget(m_title);
    head->addWidget(m_patient, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_panel, 1);
    column->addWidget(m_empty, 1);
    using workbench::PatientContext;
    connect(&workspace.context, &PatientContext::patientChanged, this, &BoardPage::write);
    connect(&workspace.context, &PatientContext::chartChanged, this, &BoardPage::write);
    write();
}

void BoardPage::write()
{
    m_title->setText(QCoreApplication::translate("Panels", m_words));
    const workbench::ChartPtr chart = m_workspace.context.chart();
    const bool isThere = chart && chart->patient() == m_workspace.context.patient();
    const QString name = isThere ? workbench::formatName(chart->details()) : QString();
    const QString age = isThere ? workbench::formatAge(chart->details()) : QString();
    m_patient->setFullText(age.isEmpty() ? name : tr("%1, %2", "name, age").arg(name, age));
    m_empty->setText(tr("No patient is open."));
    const bool empty = m_needsPatient && m_workspace.context.patient().isNull();
    m_panel->setVisible(!empty);
    m_empty->setVisible(empty);
}

void BoardPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        write();
    QWidget::changeEvent(event);
}

} // namespace twinward::headset
