#pragma once

// Who a patient is, as a form: names in any script, a birth date known in part, identifiers, how to reach
// them.

#include "entry_form_p.h"

namespace twinward::record {

class BirthDateField;
class RowsEditor;

class PatientForm : public EntryForm
{
    Q_OBJECT

public:
    explicit PatientForm(QWidget* parent);

    void setBody(const Body& body) override;
    [[nodiscard]] Body body() const override { return details(); }
    [[nodiscard]] PatientDetails details() const;
    // Somebody registered who is almost certainly the same: asked about before this one is saved. Empty:
    // nobody.
    void setSamePerson(const QString& name) { m_samePerson = name; }
    [[nodiscard]] QStringList dangers() const override;
    [[nodiscard]] QString saveAnyway() const override { return tr("Save as another person"); }

protected:
    [[nodiscard]] QString bodyProblem() const override;

private:
    [[nodiscard]] std::vector<HumanName> names() const;
    [[nodiscard]] std::vector<Identifier> identifiers() const;
    void setNames();
    void setIdentifiers();

    PatientDetails m_before;
    QString m_samePerson;
    QLineEdit* m_family;
    QLineEdit* m_given;
    QLineEdit* m_whole;
    QLineEdit* m_latin;
    BirthDateField* m_birth;
    CodeCombo* m_sex;
    RowsEditor* m_identifiers;
    QLineEdit* m_phone;
    QLineEdit* m_address;
    RowsEditor* m_contacts;
};

} // namespace twinward::record
