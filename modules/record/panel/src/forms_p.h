#pragma once

// The forms of the entries a clinician writes by hand.

#include "entry_form_p.h"
#include "workbench/session.h"

class QLabel;

namespace twinward::workbench {
class DateField;
}

namespace twinward::record {

class ConditionForm : public EntryForm
{
    Q_OBJECT

public:
    explicit ConditionForm(QWidget* parent);
    void setBody(const Body& body) override;
    [[nodiscard]] Body body() const override;

protected:
    [[nodiscard]] QString bodyProblem() const override;

private:
    Condition m_before;
    QLineEdit* m_name;
    CodeCombo* m_status;
    CodeCombo* m_certainty;
    MomentField* m_ended;
    QLineEdit* m_note;
};

class AllergyForm : public EntryForm
{
    Q_OBJECT

public:
    explicit AllergyForm(QWidget* parent);
    void setBody(const Body& body) override;
    [[nodiscard]] Body body() const override;

protected:
    [[nodiscard]] QString bodyProblem() const override;

private:
    Allergy m_before;
    QLineEdit* m_substance;
    CodeCombo* m_severity;
    QLineEdit* m_reaction;
    CodeCombo* m_status;
    QLineEdit* m_note;
};

class MedicationForm : public EntryForm
{
    Q_OBJECT

public:
    MedicationForm(workbench::ChartPtr chart, QWidget* parent);
    void setBody(const Body& body) override;
    [[nodiscard]] Body body() const override;
    [[nodiscard]] QStringList dangers() const override;
    [[nodiscard]] QString saveAnyway() const override { return tr("Save in spite of the allergy"); }

protected:
    [[nodiscard]] QString bodyProblem() const override;
    void changeEvent(QEvent* event) override;

private:
    void showAllergies();

    workbench::ChartPtr m_chart;
    Medication m_before;
    QLabel* m_allergies;
    QLineEdit* m_drug;
    QLineEdit* m_dose;
    QLineEdit* m_route;
    QLineEdit* m_frequency;
    QLineEdit* m_reason;
    MomentField* m_end;
    QLineEdit* m_note;
};

class NoteForm : public EntryForm
{
    Q_OBJECT

public:
    explicit NoteForm(QWidget* parent);
    void setBody(const Body& body) override;
    [[nodiscard]] Body body() const override;

protected:
    [[nodiscard]] QString bodyProblem() const override;

private:
    QPlainTextEdit* m_text;
    QLineEdit* m_title;
};

class ProcedureForm : public EntryForm
{
    Q_OBJECT

public:
    explicit ProcedureForm(QWidget* parent);
    void setBody(const Body& body) override;
    [[nodiscard]] Body body() const override;

protected:
    [[nodiscard]] QString bodyProblem() const override;

private:
    Procedure m_before;
    QLineEdit* m_name;
    QLineEdit* m_reason;
    CodeCombo* m_status;
    MomentField* m_ended;
    QLineEdit* m_note;
};

class ImmunisationForm : public EntryForm
{
    Q_OBJECT

public:
    explicit ImmunisationForm(QWidget* parent);
    void setBody(const Body& body) override;
    [[nodiscard]] Body body() const override;

protected:
    [[nodiscard]] QString bodyProblem() const override;

private:
    Immunisation m_before;
    QLineEdit* m_vaccine;
    QLineEdit* m_lot;
    QLineEdit* m_site;
    CodeCombo* m_status;
    QLineEdit* m_note;
};

class EncounterForm : public EntryForm
{
    Q_OBJECT

public:
    explicit EncounterForm(QWidget* parent);
    void setBody(const Body& body) override;
    [[nodiscard]] Body body() const override;

protected:
    [[nodiscard]] QString bodyProblem() const override;

private:
    Encounter m_before;
    CodeCombo* m_class;
    QLineEdit* m_type;
    QLineEdit* m_location;
    QLineEdit* m_reason;
    CodeCombo* m_status;
    MomentField* m_end;
};

} // namespace twinward::record
