#include "panel_dock_p.h"

#include "workbench/widgets.h"

#include <QAction>
#include <QCoreApplication>
#include <QEvent>
#include <QPushButton>
#include <QStackedWidget>

namespace twinward::workstation {

PanelDock::PanelDock(
    workbench::PanelFactory factory, workbench::Workspace& workspace, QAction* find, QWidget* parent)
    : QDockWidget(parent)
    , m_factory(std::move(factory))
    , m_workspace(workspace)
    , m_stack(new QStackedWidget)
    , m_empty(new workbench::EmptyState)
{
    setObjectName(m_factory.id);
    setAllowedAreas(Qt::AllDockWidgetAreas);
    m_empty->setAction(find);
    m_stack->addWidget(m_empty);
    setWidget(m_stack);
    connect(this, &QDockWidget::visibilityChanged, this, [this](bool visible) {
        if (visible)
            make();
    });
    connect(&workspace.context, &workbench::PatientContext::patientChanged, this, &PanelDock::refresh);
    retranslate();
}

void PanelDock::make()
{
    if (m_panel != nullptr)
        return;
    m_panel = m_factory.make(m_workspace, m_stack);
    m_stack->addWidget(m_panel);
    refresh();
    emit made(m_panel);
}

void PanelDock::refresh()
{
    const bool empty
        = m_panel == nullptr || (m_factory.needsPatient && m_workspace.context.patient().isNull());
    m_stack->setCurrentWidget(empty ? static_cast<QWidget*>(m_empty) : m_panel);
}

void PanelDock::focusPanel()
{
    show();
    raise();
    if (isFloating())
        activateWindow();
    make();
    if (m_stack->currentWidget() == m_panel)
        m_panel->focusFirst();
    else if (auto* button = m_empty->findChild<QPushButton*>())
        button->setFocus();
}

bool PanelDock::isInFront() const
{
    return isVisible() && !m_stack->visibleRegion().isEmpty();
}

void PanelDock::retranslate()
{
    setWindowTitle(QCoreApplication::translate("Panels", m_factory.title));
    m_stack->setAccessibleName(windowTitle());
    m_empty->setText(tr("No patient is open."));
}

void PanelDock::changeEvent(QEvent* event)
{
    QDockWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace twinward::workstation
