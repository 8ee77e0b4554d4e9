#pragma once

// Where one entry is written or amended, under its list: the form, what is wrong or dangerous about it, Save and
// Cancel. Keeps a draft by itself until it is saved or thrown away.

#include "entry_kind_p.h"
#include "workbench/draft.h"
#include "workbench/widgets.h"

class QLabel;
class QPushButton;
class QScrollArea;

namespace twinward::record {

class EntryEditor : public QFrame
{
    Q_OBJECT

public:
    EntryEditor(const EntryKind& kind, workbench::Session& session, QWidget* parent);

    // Opens the form with the event; title says what is being done with it.
    void edit(const workbench::ChartPtr& chart, const Event& event, const QString& title);
    // Opens what was kept for this patient, where there is something.
    void restore(const workbench::ChartPtr& chart);
    void setChart(const workbench::ChartPtr& chart) { m_chart = chart; } // a newer one of the same patient
    void close(); // keeps the draft
    [[nodiscard]] bool isOpen() const { return m_form != nullptr; }
    void focusFirst();
    void saveDraft();

    void save();
    void cancel(); // asks where something was typed

signals:
    void opened();
    void closed();
    void saved(const twinward::record::EventId& event);

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void judge();
    void keep();
    void commit();
    void finish();
    void retranslate();
    [[nodiscard]] Event written() const;
    [[nodiscard]] bool isChanged() const;

    const EntryKind& m_kind;
    workbench::Session& m_session;
    workbench::ChartPtr m_chart;
    Event m_event; // as it was when the form opened
    QByteArray m_opened; // the same as bytes, after the form has had it
    EntryForm* m_form = nullptr;
    std::unique_ptr<workbench::Draft> m_draft;
    bool m_saving = false;

    QLabel* m_title = nullptr;
    QLabel* m_kept = nullptr;
    QScrollArea* m_scroll = nullptr;
    QLabel* m_dangers = nullptr;
    QLabel* m_problem = nullptr;
    workbench::FailureBar* m_failure = nullptr;
    QPushButton* m_save = nullptr;
    QPushButton* m_cancel = nullptr;
};

} // namespace twinward::record
