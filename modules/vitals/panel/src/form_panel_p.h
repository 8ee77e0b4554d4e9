#pragma once

// The charting form as a panel: the open patient's round, one key from anywhere.

#include "charting_form_p.h"

class QAction;
class QStackedLayout;

namespace twinward::workbench {
class EmptyState;
}

namespace twinward::vitals {

class FormPanel : public workbench::Panel
{
    Q_OBJECT

public:
    explicit FormPanel(workbench::Workspace& workspace, QWidget* parent = nullptr);

    [[nodiscard]] QList<QAction*> commands() const override { return {m_save}; }
    void saveDraft() override { m_form->saveDraft(); }
    void focusFirst() override { m_form->focusFirst(); }
    [[nodiscard]] ChartingForm* form() const { return m_form; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void takePatient();
    void takeOffer();
    void retranslate();

    workbench::Workspace& m_workspace;
    VitalsSource m_source;
    ChartingForm* m_form;
    workbench::EmptyState* m_empty;
    QStackedLayout* m_stack;
    QAction* m_save;
};

} // namespace twinward::vitals
