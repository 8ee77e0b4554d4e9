#pragma once

// Records in: FHIR, HL7 v2 and tables of vital signs, chosen, typed or dropped; what was found in them, what
// is to be done about what can't be used, how far it is, and what became of each.

#include "csv_mapping_view_p.h"
#include "interop/incoming.h"
#include "refusal_list_p.h"
#include "workbench/panel.h"
#include "workbench/transfer.h"

class QComboBox;
class QPushButton;
class QTableWidget;

namespace twinward::interop {

class ImportPanel : public workbench::Panel
{
    Q_OBJECT

public:
    explicit ImportPanel(workbench::Workspace& workspace, QWidget* parent = nullptr);
    [[nodiscard]] QList<QAction*> commands() const override
    {
        return {m_chooseFiles, m_chooseFolder, m_import};
    }
    void focusFirst() override;

protected:
    void changeEvent(QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    // What lies behind the paths, once it was looked at.
    struct Looked
    {
        base::Result<Incoming> incoming;
        std::shared_ptr<const CsvTable> table; // the first table; null where there is none
        CsvMapping proposal;
        std::optional<base::Error> unreadable; // the first table is none
    };
    [[nodiscard]] static Looked lookAt(const QStringList& paths);

    void layOut();
    void connectAll();
    void setPaths(const QStringList& paths);
    void look();
    void show(const Looked& looked);
    void import();
    void show(const base::Result<ImportReport>& report);
    void showVerdict(const ImportReport& report);
    void showTypes(const ImportReport& report);
    void hideResults();
    void judge();
    void retranslate();
    [[nodiscard]] QString foundText() const;
    [[nodiscard]] QStringList paths() const;

    workbench::Session& m_session;
    std::optional<Incoming> m_incoming; // none while it is looked at
    quint64 m_looks = 0; // an answer to an older look is dropped
    bool m_isWanted = false; // import as soon as it was looked at
    QAction* m_chooseFiles;
    QAction* m_chooseFolder;
    QAction* m_import;
    QLabel* m_title;
    QLineEdit* m_paths;
    QPushButton* m_files;
    QPushButton* m_folder;
    QLabel* m_found;
    CsvMappingView* m_mapping;
    QComboBox* m_policy;
    QLabel* m_missing;
    QPushButton* m_go;
    workbench::ProgressLine* m_progress;
    workbench::FailureBar* m_failure;
    QLabel* m_result;
    QTableWidget* m_types;
    RefusalList* m_refused;
    workbench::Transfer* m_transfer;
    QTimer m_soon;
};

} // namespace twinward::interop
