#include "registration_panel_p.h"

#include "patient_form_p.h"
#include "workbench/format.h"
#include "workbench/theme.h"

#include <QEvent>
#include <QScrollArea>
#include <QVBoxLayout>

namespace twinward::record {

using workbench::Theme;

RegistrationPanel::RegistrationPanel(workbench::Workspace& workspace, QWidget* parent)
    : Panel(parent)
    , m_session(workspace.session)
    , m_context(workspace.context)
    , m_kind(patientKind())
    , m_editor(*m_kind, m_session, this)
    , m_duplicates(new DuplicatesView(m_session, &m_editor))
    , m_notAllowed(new QLabel(this))
{
    setObjectName(QStringLiteral("registration"));
    m_editor.setAside(m_duplicates);
    m_notAllowed->setWordWrap(true);
    workbench::setTone(m_notAllowed, workbench::Tone::Secondary);
    auto* layout = new QVBoxLayout(this);
    const int margin = Theme::instance().px(8);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->addWidget(m_notAllowed);
    layout->addWidget(&m_editor, 1);

    connect(&m_editor, &EntryEditor::edited, this, [this] {
        const auto* form = qobject_cast<PatientForm*>(m_editor.form());
        m_duplicates->look(form->details(), {});
    });
    connect(m_duplicates, &DuplicatesView::looked, this, [this] {
        if (auto* form = qobject_cast<PatientForm*>(m_editor.form())) {
            form->setSamePerson(m_duplicates->almostCertainName());
            m_editor.judge();
        }
    });
    connect(m_duplicates, &DuplicatesView::chosen, this, &RegistrationPanel::openInstead);
    connect(
        &m_editor, &EntryEditor::saved, this, [this](const Event& event) { m_context.open(event.patient); });
    connect(&m_editor, &EntryEditor::closed, this, [this] {
        // The next one begins when this one's saving or throwing away has ended.
        QMetaObject::invokeMethod(this, &RegistrationPanel::startNew, Qt::QueuedConnection);
    });
    startNew();
    Event blank;
    blank.body = PatientDetails{};
    m_editor.restore({}, blank);
}

void RegistrationPanel::startNew()
{
    m_duplicates->clear();
    const bool allowed = m_session.mayI(PatientDetails{});
    m_notAllowed->setVisible(!allowed);
    m_notAllowed->setText(tr("Registering patients is not for your role: %1.")
                              .arg(workbench::formatRole(m_session.user().role)));
    if (!allowed || m_editor.isOpen())
        return;
    Event event;
    event.patient = PatientId::random();
    event.category = Category::Demographics;
    event.body = PatientDetails{};
    event.occurred = momentNow();
    m_editor.edit({}, event, tr("Register a patient"));
}

void RegistrationPanel::openInstead(PatientId patient)
{
    m_context.open(patient);
    m_editor.cancel(); // asks, because something was typed
}

void RegistrationPanel::focusFirst()
{
    if (m_editor.isOpen())
        m_editor.focusFirst();
    else
        setFocus();
}

void RegistrationPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        startNew();
    Panel::changeEvent(event);
}

} // namespace twinward::record
