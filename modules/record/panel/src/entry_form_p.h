#pragma once

// A form for one kind of entry: one column, label left, Enter goes on to the next field. What the form does
// not show of an amended entry is kept as it was.

#include "moment_field_p.h"
#include "record/event.h"

#include <functional>
#include <QComboBox>
#include <QWidget>

class QFormLayout;
class QLineEdit;
class QPlainTextEdit;

namespace twinward::record {

// A choice among codes, shown in words. A code it does not know is kept and shown as it is.
class CodeCombo : public QComboBox
{
    Q_OBJECT

public:
    using Choices = std::function<QList<QPair<QString, QString>>()>; // code, translated word
    CodeCombo(Choices choices, QWidget* parent);

    [[nodiscard]] QString code() const { return currentData().toString(); }
    void setCode(const QString& code);

protected:
    void changeEvent(QEvent* event) override;

private:
    void fill();
    Choices m_choices;
};

class EntryForm : public QWidget
{
    Q_OBJECT

public:
    explicit EntryForm(QWidget* parent = nullptr);

    virtual void setBody(const Body& body) = 0;
    [[nodiscard]] virtual Body body() const = 0;
    // When it happened. Forms without such a field keep what was set.
    void setOccurred(const base::Moment& occurred);
    [[nodiscard]] base::Moment occurred() const;

    [[nodiscard]] QString problem() const; // why it can't be saved, translated; empty where it can
    // What the person has to confirm before it is saved; translated.
    [[nodiscard]] virtual QStringList dangers() const { return {}; }
    // What the button says then: "Save in spite of the allergy"; translated.
    [[nodiscard]] virtual QString saveAnyway() const { return {}; }
    void focusFirst();
    void addBelow(QWidget* widget); // under the last field, across both columns; taken over

signals:
    void changed();

protected:
    using Label = std::function<QString()>; // asked again when the language changes
    QLineEdit* addLine(const Label& label);
    QPlainTextEdit* addText(const Label& label, int lines);
    CodeCombo* addChoice(const Label& label, const CodeCombo::Choices& choices);
    MomentField* addMoment(const Label& label);
    void addOccurred(const Label& label); // the field that occurred() reads
    void addRow(const Label& label, QWidget* field);
    [[nodiscard]] QFormLayout* rows() const { return m_rows; }

    [[nodiscard]] virtual QString bodyProblem() const = 0;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Row
    {
        Label label;
        QWidget* field;
    };
    void retranslate();

    QFormLayout* m_rows;
    std::vector<Row> m_labelled;
    MomentField* m_occurredField = nullptr;
    std::vector<MomentField*> m_moments;
    base::Moment m_occurred;
};

// The concept a line of text means after editing: unchanged words keep their code, other words are only
// words.
[[nodiscard]] Concept editedConcept(const Concept& before, const QString& words);

} // namespace twinward::record
