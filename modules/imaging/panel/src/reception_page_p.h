#pragma once

// Where taking what scanners send is switched on, and what came.

#include "reception_p.h"
#include "workbench/rows_model.h"

class QLineEdit;
class QPushButton;
class QSpinBox;
class QTableView;

namespace twinward::workbench {
class ListenAddress;
}

namespace twinward::imaging {

class TlsForm;

class ReceptionPage : public QWidget
{
    Q_OBJECT

public:
    explicit ReceptionPage(workbench::Session& session, QWidget* parent = nullptr);
    [[nodiscard]] QAction* switchAction() const { return m_switch; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void layOut();
    void startOrStop();
    void showState();
    void showDeliveries();
    void retranslate();

    Reception& m_reception;
    workbench::RowsModel m_deliveries;
    QAction* m_switch;
    workbench::ListenAddress* m_address;
    QLabel* m_portLabel;
    QSpinBox* m_port;
    QLabel* m_titleLabel;
    QLineEdit* m_title;
    TlsForm* m_tls;
    QPushButton* m_button;
    QLabel* m_state;
    QLabel* m_warning;
    workbench::FailureBar* m_failure;
    QLabel* m_nothingYet;
    QTableView* m_table;
};

} // namespace twinward::imaging
