#pragma once

// The page of keys: every command that has keys, by group, made from the commands themselves so that it is
// never out of date.

#include "action_book_p.h"

#include <QDialog>

class QTextBrowser;

namespace twinward::workstation {

class HelpPage : public QDialog
{
    Q_OBJECT

public:
    HelpPage(const ActionBook& book, QWidget* parent);
    void open() override;

protected:
    void changeEvent(QEvent* event) override;

private:
    void write();

    const ActionBook& m_book;
    QTextBrowser* m_text;
};

} // namespace twinward::workstation
