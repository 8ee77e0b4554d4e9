// The forms of what was done: visits, procedures, immunisations.

#include "forms_p.h"
#include "text_p.h"

#include <QLineEdit>

namespace twinward::record {

// ---- visits

EncounterForm::EncounterForm(QWidget* parent)
    : EntryForm(parent)
    , m_class(addChoice([] { return tr("Kind"); },
          text::choices({QStringLiteral("AMB"), QStringLiteral("IMP"), QStringLiteral("EMER"),
                            QStringLiteral("HH"), QStringLiteral("VR")},
              text::encounterClass)))
    , m_type(addLine([] { return tr("Type"); }))
    , m_location(addLine([] { return tr("Ward and bed"); }))
    , m_reason(addLine([] { return tr("Reason"); }))
    , m_status(addChoice([] { return tr("State"); },
          text::choices(
              {QStringLiteral("in-progress"), QStringLiteral("finished"), QStringLiteral("cancelled")},
              text::encounterStatus)))
{
    addOccurred([] { return tr("Began"); });
    m_end = addMoment([] { return tr("Ended"); });
    m_location->setObjectName(QStringLiteral("wardAndBed"));
}

void EncounterForm::setBody(const Body& body)
{
    m_before = std::get<Encounter>(body);
    m_class->setCode(m_before.encounterClass.isEmpty() ? QStringLiteral("AMB") : m_before.encounterClass);
    m_type->setText(m_before.type.label());
    m_location->setText(m_before.location);
    m_location->setPlaceholderText(tr("Ward A / 3", "how ward and bed are written, as an example"));
    m_reason->setText(m_before.reason.label());
    m_status->setCode(m_before.status.isEmpty() ? QStringLiteral("in-progress") : m_before.status);
    m_end->setMoment(m_before.end);
}

Body EncounterForm::body() const
{
    Encounter encounter = m_before;
    encounter.encounterClass = m_class->code();
    encounter.type = editedConcept(m_before.type, m_type->text());
    encounter.location = m_location->text().trimmed();
    encounter.reason = editedConcept(m_before.reason, m_reason->text());
    encounter.status = m_status->code();
    encounter.end = m_end->moment().value_or(base::Moment());
    return encounter;
}

QString EncounterForm::bodyProblem() const
{
    if (occurred().isNull())
        return tr("Write when the visit began.");
    const base::Moment end = m_end->moment().value_or(base::Moment());
    if (!end.isNull() && end.utcMs() < occurred().utcMs())
        return tr("A visit can't end before it began.");
    if (!end.isNull() && m_status->code() == QLatin1String("in-progress"))
        return tr("It has an end but is called going on. Change the state, or clear the end.");
    return {};
}

// ---- procedures

ProcedureForm::ProcedureForm(QWidget* parent)
    : EntryForm(parent)
    , m_name(addLine([] { return tr("Procedure"); }))
    , m_reason(addLine([] { return tr("Reason"); }))
    , m_status(addChoice([] { return tr("State"); },
          text::choices({QStringLiteral("completed"), QStringLiteral("in-progress"),
                            QStringLiteral("not-done"), QStringLiteral("stopped")},
              text::careStatus)))
{
    addOccurred([] { return tr("When"); });
    m_ended = addMoment([] { return tr("Ended"); });
    m_note = addLine([] { return tr("Note"); });
    m_name->setObjectName(QStringLiteral("procedure"));
}

void ProcedureForm::setBody(const Body& body)
{
    m_before = std::get<Procedure>(body);
    m_name->setText(m_before.code.label());
    m_reason->setText(m_before.reason.label());
    m_status->setCode(m_before.status.isEmpty() ? QStringLiteral("completed") : m_before.status);
    m_ended->setMoment(m_before.end);
    m_note->setText(m_before.note);
}

Body ProcedureForm::body() const
{
    Procedure procedure = m_before;
    procedure.code = editedConcept(m_before.code, m_name->text());
    procedure.reason = editedConcept(m_before.reason, m_reason->text());
    procedure.status = m_status->code();
    procedure.end = m_ended->moment().value_or(base::Moment());
    procedure.note = m_note->text().trimmed();
    return procedure;
}

QString ProcedureForm::bodyProblem() const
{
    if (m_name->text().trimmed().isEmpty())
        return tr("Write what was done.");
    if (occurred().isNull())
        return tr("Write the date.");
    const base::Moment ended = m_ended->moment().value_or(base::Moment());
    return !ended.isNull() && ended.utcMs() < occurred().utcMs() ? tr("It can't have ended before it began.")
                                                                 : QString();
}

// ---- immunisations

ImmunisationForm::ImmunisationForm(QWidget* parent)
    : EntryForm(parent)
    , m_vaccine(addLine([] { return tr("Vaccine"); }))
    , m_lot(addLine([] { return tr("Lot number"); }))
    , m_site(addLine([] { return tr("Where on the body"); }))
    , m_status(addChoice([] { return tr("State"); },
          text::choices({QStringLiteral("completed"), QStringLiteral("not-done")}, text::careStatus)))
{
    addOccurred([] { return tr("When"); });
    m_note = addLine([] { return tr("Note"); });
    m_vaccine->setObjectName(QStringLiteral("vaccine"));
    m_lot->setObjectName(QStringLiteral("lot"));
}

void ImmunisationForm::setBody(const Body& body)
{
    m_before = std::get<Immunisation>(body);
    m_vaccine->setText(m_before.code.label());
    m_lot->setText(m_before.lotNumber);
    m_site->setText(m_before.site);
    m_status->setCode(m_before.status.isEmpty() ? QStringLiteral("completed") : m_before.status);
    m_note->setText(m_before.note);
}

Body ImmunisationForm::body() const
{
    Immunisation immunisation = m_before;
    immunisation.code = editedConcept(m_before.code, m_vaccine->text());
    immunisation.lotNumber = m_lot->text().trimmed();
    immunisation.site = m_site->text().trimmed();
    immunisation.status = m_status->code();
    immunisation.note = m_note->text().trimmed();
    return immunisation;
}

QString ImmunisationForm::bodyProblem() const
{
    if (m_vaccine->text().trimmed().isEmpty())
        return tr("Write which vaccine.");
    return occurred().isNull() ? tr("Write the date.") : QString();
}

} // namespace twinward::record
