#pragma once

// Addresses typed by hand, for computers that can't be found by themselves: in another building, behind a
// router.

#include "sync_panel/other_computers.h"
#include "workbench/widgets.h"

#include <QDialog>

class QListWidget;
class QPushButton;

namespace twinward::sync {

class AddressesDialog : public QDialog
{
    Q_OBJECT

public:
    AddressesDialog(OtherComputers& peers, QWidget* parent); // deletes itself

private:
    void add();
    void showAddresses();

    OtherComputers& m_others;
    QListWidget* m_list;
    QLineEdit* m_line;
    QPushButton* m_add;
    QPushButton* m_remove;
    workbench::FailureBar* m_failure;
};

} // namespace twinward::sync
