#pragma once

// The one-page summary as it will be printed, and the two ways to take it along: on paper and as a PDF. Both
// are written to the access log before anything leaves the computer.

#include "record_panel/summary.h"
#include "workbench/panel.h"
#include "workbench/widgets.h"

#include <QPicture>

class QPrinter;
class QScrollArea;

namespace twinward::record {

// The page, as wide as there is room.
class SummaryView : public QWidget
{
    Q_OBJECT

public:
    explicit SummaryView(QWidget* parent);
    void setContent(const SummaryContent& content);
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QPicture m_page;
};

class SummaryPanel : public workbench::Panel
{
    Q_OBJECT

public:
    SummaryPanel(workbench::Workspace& workspace, QWidget* parent);

    [[nodiscard]] QList<QAction*> commands() const override { return {m_print, m_save}; }
    void focusFirst() override;

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void build();
    void refresh();
    void retranslate();
    void print();
    void save();
    // Goes on only when the access is durable in the log.
    void afterLogging(const QString& detail, std::function<void(const SummaryContent&)> then);
    [[nodiscard]] SummaryContent content(const record::Chart& chart) const;

    workbench::Session& m_session;
    workbench::PatientContext& m_context;
    QAction* m_print = nullptr;
    QAction* m_save = nullptr;
    QPushButton* m_printButton = nullptr;
    QPushButton* m_saveButton = nullptr;
    QLabel* m_done = nullptr;
    workbench::FailureBar* m_failure = nullptr;
    workbench::EmptyState* m_empty = nullptr;
    SummaryView* m_view = nullptr;
    QScrollArea* m_scroll = nullptr;
};

} // namespace twinward::record
