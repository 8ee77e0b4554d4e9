#include "forms_p.h"

#include "record/allergy_match.h"
#include "text_p.h"
#include "workbench/widgets.h"

#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>

namespace twinward::record {

// ---- problems

ConditionForm::ConditionForm(QWidget* parent)
    : EntryForm(parent)
    , m_name(addLine([] { return tr("Problem"); }))
    , m_status(addChoice([] { return tr("State"); },
          text::choices(
              {QStringLiteral("active"), QStringLiteral("recurrence"), QStringLiteral("relapse"),
                  QStringLiteral("remission"), QStringLiteral("inactive"), QStringLiteral("resolved")},
              text::clinicalStatus)))
    , m_certainty(addChoice([] { return tr("Certainty"); },
          text::choices({QStringLiteral("confirmed"), QStringLiteral("provisional"),
                            QStringLiteral("differential"), QStringLiteral("refuted")},
              text::verificationStatus)))
{
    addOccurred([] { return tr("Began"); });
    m_ended = addMoment([] { return tr("Ended"); });
    m_note = addLine([] { return tr("Note"); });
    m_name->setObjectName(QStringLiteral("problem"));
}

void ConditionForm::setBody(const Body& body)
{
    m_before = std::get<Condition>(body);
    m_name->setText(m_before.code.label());
    m_status->setCode(m_before.clinicalStatus.isEmpty() ? QStringLiteral("active") : m_before.clinicalStatus);
    m_certainty->setCode(
        m_before.verificationStatus.isEmpty() ? QStringLiteral("confirmed") : m_before.verificationStatus);
    m_ended->setMoment(m_before.abatement);
    m_note->setText(m_before.note);
}

Body ConditionForm::body() const
{
    Condition condition = m_before;
    condition.code = editedConcept(m_before.code, m_name->text());
    condition.clinicalStatus = m_status->code();
    condition.verificationStatus = m_certainty->code();
    condition.abatement = m_ended->moment().value_or(base::Moment());
    condition.note = m_note->text().trimmed();
    return condition;
}

QString ConditionForm::bodyProblem() const
{
    if (m_name->text().trimmed().isEmpty())
        return tr("Write the problem.");
    const base::Moment ended = m_ended->moment().value_or(base::Moment());
    if (!ended.isNull() && !occurred().isNull() && ended.utcMs() < occurred().utcMs())
        return tr("It can't have ended before it began.");
    const bool over = m_status->code() == QLatin1String("resolved")
        || m_status->code() == QLatin1String("inactive") || m_status->code() == QLatin1String("remission");
    if (!ended.isNull() && !over)
        return tr("It has an end but is called active. Change the state, or clear the end.");
    return {};
}

// ---- allergies

AllergyForm::AllergyForm(QWidget* parent)
    : EntryForm(parent)
    , m_substance(addLine([] { return tr("Allergy to"); }))
    , m_severity(addChoice([] { return tr("Severity"); },
          text::choices({QStringLiteral("unable-to-assess"), QStringLiteral("low"), QStringLiteral("high")},
              text::criticality)))
    , m_reaction(addLine([] { return tr("Reaction"); }))
    , m_status(addChoice([] { return tr("State"); },
          text::choices({QStringLiteral("active"), QStringLiteral("inactive"), QStringLiteral("resolved")},
              text::clinicalStatus)))
{
    addOccurred([] { return tr("Since"); });
    m_note = addLine([] { return tr("Note"); });
    m_substance->setObjectName(QStringLiteral("substance"));
}

void AllergyForm::setBody(const Body& body)
{
    m_before = std::get<Allergy>(body);
    m_substance->setText(isNoKnownAllergies(m_before) ? text::allergy(m_before) : m_before.code.label());
    m_substance->setReadOnly(isNoKnownAllergies(m_before));
    m_severity->setCode(
        m_before.criticality.isEmpty() ? QStringLiteral("unable-to-assess") : m_before.criticality);
    m_reaction->setText(m_before.reaction);
    m_status->setCode(m_before.clinicalStatus.isEmpty() ? QStringLiteral("active") : m_before.clinicalStatus);
    m_note->setText(m_before.note);
    for (QWidget* field : {static_cast<QWidget*>(m_severity), static_cast<QWidget*>(m_reaction)}) {
        field->setHidden(isNoKnownAllergies(m_before));
        rows()->labelForField(field)->setHidden(isNoKnownAllergies(m_before));
    }
}

Body AllergyForm::body() const
{
    Allergy allergy = m_before;
    if (!isNoKnownAllergies(m_before)) {
        allergy.code = editedConcept(m_before.code, m_substance->text());
        allergy.criticality = m_severity->code();
        allergy.reaction = m_reaction->text().trimmed();
    }
    allergy.clinicalStatus = m_status->code();
    allergy.note = m_note->text().trimmed();
    return allergy;
}

QString AllergyForm::bodyProblem() const
{
    return m_substance->text().trimmed().isEmpty() ? tr("Write what the patient is allergic to.") : QString();
}

// ---- medications

MedicationForm::MedicationForm(workbench::ChartPtr chart, QWidget* parent)
    : EntryForm(parent)
    , m_chart(std::move(chart))
    , m_allergies(new QLabel(this))
    , m_drug(addLine([] { return tr("Drug"); }))
    , m_dose(addLine([] { return tr("Dose"); }))
    , m_route(addLine([] { return tr("Route"); }))
    , m_frequency(addLine([] { return tr("How often"); }))
    , m_reason(addLine([] { return tr("Reason"); }))
{
    addOccurred([] { return tr("When"); });
    m_end = addMoment([] { return tr("Until"); });
    m_note = addLine([] { return tr("Note"); });
    m_drug->setObjectName(QStringLiteral("drug"));
    m_reason->setObjectName(QStringLiteral("medicationReason"));
    m_dose->setObjectName(QStringLiteral("dose"));
    m_allergies->setObjectName(QStringLiteral("medicationAllergies"));
    m_allergies->setWordWrap(true);
    m_allergies->setTextFormat(Qt::PlainText);
    rows()->insertRow(0, m_allergies);
    showAllergies();
}

void MedicationForm::showAllergies()
{
    if (!m_chart)
        return;
    QStringList names;
    for (const Entry* entry : recordedAllergies(*m_chart))
        names << entry->as<Allergy>()->code.label();
    switch (allergyKnowledge(*m_chart)) {
    case AllergyKnowledge::Recorded:
        workbench::setTone(m_allergies, workbench::Tone::Danger);
        m_allergies->setText(tr("Allergies: %1").arg(names.join(tr(", ", "between the items of a list"))));
        return;
    case AllergyKnowledge::NoneKnown:
        workbench::setTone(m_allergies, workbench::Tone::Secondary);
        m_allergies->setText(tr("No known allergies"));
        return;
    case AllergyKnowledge::NotRecorded:
        workbench::setTone(m_allergies, workbench::Tone::Caution);
        m_allergies->setText(tr("Allergies not recorded: ask before giving anything."));
        return;
    }
}

void MedicationForm::setBody(const Body& body)
{
    m_before = std::get<Medication>(body);
    m_drug->setText(m_before.code.label());
    m_dose->setText(m_before.dose);
    m_route->setText(m_before.route);
    m_frequency->setText(m_before.frequency);
    m_reason->setText(m_before.reason);
    m_end->setMoment(m_before.end);
    m_note->setText(m_before.note);
    // What is given or stopped is the prescribed drug: another one is another entry.
    m_drug->setReadOnly(m_before.prescription.has_value());
    const bool once
        = m_before.action == Medication::Action::Given || m_before.action == Medication::Action::Stopped;
    for (QWidget* field : {static_cast<QWidget*>(m_frequency), static_cast<QWidget*>(m_end)}) {
        field->setHidden(once);
        rows()->labelForField(field)->setHidden(once);
    }
}

Body MedicationForm::body() const
{
    Medication medication = m_before;
    medication.code = editedConcept(m_before.code, m_drug->text());
    medication.dose = m_dose->text().trimmed();
    medication.route = m_route->text().trimmed();
    medication.frequency = m_frequency->text().trimmed();
    medication.reason = m_reason->text().trimmed();
    medication.end = m_end->moment().value_or(base::Moment());
    medication.note = m_note->text().trimmed();
    return medication;
}

QStringList MedicationForm::dangers() const
{
    if (!m_chart || m_before.action == Medication::Action::Stopped)
        return {};
    QStringList dangers;
    for (const AllergyMatch& match :
        matchingAllergies(*m_chart, editedConcept(m_before.code, m_drug->text()))) {
        dangers << text::allergyMatch(match);
    }
    if (!dangers.isEmpty())
        dangers << tr(
            "Codes, names and the drug classes of a table are compared: check other drugs yourself.");
    return dangers;
}

QString MedicationForm::bodyProblem() const
{
    if (m_drug->text().trimmed().isEmpty())
        return tr("Write the drug's name.");
    const bool needsDose
        = m_before.action == Medication::Action::Prescribed || m_before.action == Medication::Action::Given;
    if (needsDose && m_dose->text().trimmed().isEmpty())
        return tr("Write the dose with its unit, such as 500 mg.");
    if (m_before.action == Medication::Action::Stopped && m_reason->text().trimmed().isEmpty())
        return tr("Write why it is stopped.");
    if (m_before.action != Medication::Action::Stated && occurred().isNull())
        return tr("Write the date.");
    const base::Moment end = m_end->moment().value_or(base::Moment());
    if (!end.isNull() && !occurred().isNull() && end.utcMs() < occurred().utcMs())
        return tr("It can't end before it begins.");
    return {};
}

void MedicationForm::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        showAllergies();
    EntryForm::changeEvent(event);
}

// ---- notes

NoteForm::NoteForm(QWidget* parent)
    : EntryForm(parent)
    , m_text(addText([] { return tr("Note"); }, 6))
    , m_title(addLine([] { return tr("Title"); }))
{
    addOccurred([] { return tr("When"); });
    m_title->setObjectName(QStringLiteral("noteTitle"));
    m_text->setObjectName(QStringLiteral("noteText"));
}

void NoteForm::setBody(const Body& body)
{
    const auto& note = std::get<Note>(body);
    m_title->setText(note.title);
    m_text->setPlainText(note.text);
}

Body NoteForm::body() const
{
    return Note{m_title->text().trimmed(), m_text->toPlainText()};
}

QString NoteForm::bodyProblem() const
{
    if (m_text->toPlainText().trimmed().isEmpty())
        return tr("Write the note.");
    return occurred().isNull() ? tr("Write the date.") : QString();
}

} // namespace twinward::record
