#pragma once

// A document opened inside the workstation. What it holds is never written to a file, unless somebody asks
// for that and has read what it means. Opening and saving are both in the access log before they happen.

#include "document_content_p.h"
#include "workbench/session.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace twinward::workbench {
class FailureBar;
}

namespace twinward::record {

class ContentView;

class DocumentDialog : public QDialog
{
    Q_OBJECT

public:
    // Goes with its parent: nothing stays open when the vault is locked.
    static void showFor(workbench::Session& session, const Entry& entry, QWidget* parent);
    ~DocumentDialog() override;

    // Writes the content where somebody asked for it; logged first.
    void saveTo(const QString& path);

protected:
    void changeEvent(QEvent* event) override;

private:
    DocumentDialog(workbench::Session& session, const Entry& entry, QWidget* parent);
    void build();
    void buildButtons(QVBoxLayout* layout);
    void read();
    void take(const DocumentContent& content);
    void cannotShow(const QString& why);
    void askToSave();
    void chooseWhere();
    void retranslate();

    workbench::Session& m_session;
    Entry m_entry;
    DocumentContent m_content;
    ContentView* m_view = nullptr;
    QVBoxLayout* m_middle = nullptr;
    QLabel* m_title = nullptr;
    QLabel* m_facts = nullptr;
    QLabel* m_message = nullptr;
    workbench::FailureBar* m_failure = nullptr;
    QPushButton* m_save = nullptr;
    QPushButton* m_smaller = nullptr;
    QPushButton* m_fit = nullptr;
    QPushButton* m_larger = nullptr;
    QPushButton* m_close = nullptr;
};

} // namespace twinward::record
