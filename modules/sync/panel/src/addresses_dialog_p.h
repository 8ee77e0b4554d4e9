#pragma once

// Addresses typed by hand, for computers that can't be found by themselves: in another building, behind a
// router; of this clinic or another.

#include "sync_panel/other_computers.h"
#include "workbench/widgets.h"

#include <functional>
#include <QDialog>

class QListWidget;
class QPushButton;

namespace twinward::sync {

class AddressesDialog : public QDialog
{
    Q_OBJECT

public:
    struct Book
    {
        QString intro;
        std::function<QStringList()> addresses;
        std::function<base::Status(const QString&)> add;
        std::function<void(const QString&)> remove;
    };
    AddressesDialog(OtherComputers& computers, Book book, QWidget* parent); // deletes itself
    // Of this clinic's own computers.
    [[nodiscard]] static Book ownComputers(OtherComputers& computers);

private:
    void add();
    void showAddresses();

    Book m_book;
    QListWidget* m_list;
    QLineEdit* m_line;
    QPushButton* m_add;
    QPushButton* m_remove;
    workbench::FailureBar* m_failure;
};

} // namespace twinward::sync
