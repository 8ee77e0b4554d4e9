#pragma once

// A document as a form: what it is, from when, and the file it is taken from. The file is read at once and
// kept in memory until it is saved into the vault; a draft keeps the words, not the file.

#include "document_content_p.h"
#include "entry_form_p.h"

class QLabel;
class QPushButton;

namespace twinward::record {

class DocumentForm : public EntryForm
{
    Q_OBJECT

public:
    explicit DocumentForm(QWidget* parent);
    void setBody(const Body& body) override;
    [[nodiscard]] Body body() const override;
    [[nodiscard]] DocumentContent content() const { return m_content; } // as chosen; else empty
    void takeFile(const QString& path); // reads it beside the GUI thread

signals:
    void fileTaken();

protected:
    [[nodiscard]] QString bodyProblem() const override;
    void changeEvent(QEvent* event) override;

private:
    void chooseFile();
    void showFile();

    Document m_before;
    DocumentContent m_content;
    QString m_fileProblem;
    bool m_reading = false;
    QLineEdit* m_title;
    QLineEdit* m_type;
    QWidget* m_file;
    QPushButton* m_choose;
    QLabel* m_fileText;
};

} // namespace twinward::record
