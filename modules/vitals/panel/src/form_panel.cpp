#include "form_panel_p.h"

#include "offer_p.h"
#include "workbench/widgets.h"

#include <QAction>
#include <QEvent>
#include <QStackedLayout>

namespace twinward::vitals {

FormPanel::FormPanel(workbench::Workspace& workspace, QWidget* parent)
    : Panel(parent)
    , m_workspace(workspace)
    , m_source(workspace.context)
    , m_form(new ChartingForm(m_workspace, QStringLiteral("vitals"), this))
    , m_empty(new workbench::EmptyState(this))
    , m_stack(new QStackedLayout(this))
    , m_save(new QAction(this))
{
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_form);
    setFocusProxy(m_form);
    connect(m_save, &QAction::triggered, m_form, &ChartingForm::save);
    connect(&m_source, &VitalsSource::patientChanged, this, &FormPanel::takePatient);
    connect(&m_source, &VitalsSource::changed, this, [this] {
        m_form->setVitals(m_source.current());
        takeOffer();
    });
    connect(&Offer::of(workspace.session), &Offer::made, this, &FormPanel::takeOffer);
    takePatient();
    retranslate();
}

void FormPanel::takePatient()
{
    const record::PatientId patient = m_workspace.context.patient();
    m_form->setPatient(patient);
    m_stack->setCurrentWidget(patient.isNull() ? static_cast<QWidget*>(m_empty) : m_form);
}

void FormPanel::takeOffer()
{
    const auto offered = Offer::of(m_workspace.session).take(m_form->patient());
    if (!offered.empty())
        m_form->fill(offered);
}

void FormPanel::retranslate()
{
    setAccessibleName(tr("Vitals round"));
    m_empty->setText(tr("Open a patient to chart a round of vitals."));
    m_save->setText(tr("Save the round"));
}

void FormPanel::changeEvent(QEvent* event)
{
    Panel::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace twinward::vitals
