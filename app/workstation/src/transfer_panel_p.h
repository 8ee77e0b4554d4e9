#pragma once

// Records in and out as FHIR R4: what to take, what to do about what can't be used, how far it is, and what
// became of it.

#include "interop/fhir_export.h"
#include "interop/fhir_import.h"
#include "workbench/panel.h"
#include "workbench/widgets.h"

class QComboBox;
class QPushButton;
class QTableWidget;

namespace twinward::workstation {

class TransferPanel : public workbench::Panel
{
    Q_OBJECT

public:
    explicit TransferPanel(workbench::Workspace& workspace, QWidget* parent = nullptr);
    [[nodiscard]] QList<QAction*> commands() const override
    {
        return {m_import, m_exportPatient, m_exportAll};
    }
    void focusFirst() override;

protected:
    void changeEvent(QEvent* event) override;

private:
    enum class Pick { Files, Folder };

    void layOut();
    void pick(Pick what, QLineEdit* into);
    void import();
    void exportPatient();
    void exportAll();
    template <class Work, class Take> void start(const QString& what, Work work, Take take);
    void showImport(const base::Result<interop::ImportReport>& report);
    void showExport(const base::Result<interop::ExportReport>& report);
    void showTypes(const interop::ImportReport& report);
    void judge();
    void retranslate();

    workbench::Session& m_session;
    workbench::PatientContext& m_context;
    QPointer<workbench::Job> m_job;
    QAction* m_import;
    QAction* m_exportPatient;
    QAction* m_exportAll;
    QLabel* m_inTitle;
    QLineEdit* m_inPaths;
    QPushButton* m_inFiles;
    QPushButton* m_inFolder;
    QComboBox* m_policy;
    QPushButton* m_inGo;
    QLabel* m_outTitle;
    QLineEdit* m_outFolder;
    QPushButton* m_outPick;
    QPushButton* m_outPatient;
    QPushButton* m_outAll;
    workbench::ProgressLine* m_progress;
    workbench::FailureBar* m_failure;
    QLabel* m_result;
    QTableWidget* m_types;
    QTableWidget* m_refused;
};

} // namespace twinward::workstation
