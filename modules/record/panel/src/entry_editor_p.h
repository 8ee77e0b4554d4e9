#pragma once

// Where one entry is written or amended, under its list: the form, what is wrong or dangerous about it, Save
// and Cancel. Keeps a draft by itself until it is saved or thrown away.

#include "entry_kind_p.h"
#include "workbench/draft.h"
#include "workbench/widgets.h"

class QBoxLayout;
class QCheckBox;
class QLabel;
class QPushButton;
class QScrollArea;

namespace twinward::record {

class EntryEditor : public QFrame
{
    Q_OBJECT

public:
    EntryEditor(const EntryKind& kind, workbench::Session& session, QWidget* parent);

    // Opens the form with the event; title says what is being done with it. chart: null for who has none yet.
    void edit(const workbench::ChartPtr& chart, const Event& event, const QString& title);
    // Opens what was kept under the name that `blank` would be kept under, where there is something.
    void restore(const workbench::ChartPtr& chart, const Event& blank);
    void setChart(const workbench::ChartPtr& chart) { m_chart = chart; } // a newer one of the same patient
    void close(); // keeps the draft
    [[nodiscard]] bool isOpen() const { return m_form != nullptr; }
    [[nodiscard]] EntryForm* form() const { return m_form; } // null where it is not open
    void setAside(QWidget* widget); // shown beside the form; taken over
    void judge(); // dangers of the form are others
    void focusFirst();
    void saveDraft();

    void save();
    void cancel(); // asks where something was typed

signals:
    void opened();
    void edited();
    void closed();
    void saved(const twinward::record::Event& event);
    void finished(); // saved or thrown away: the focus goes back to where it came from

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    void buildButtons();
    void buildSensitive();
    void showSensitive();
    void openDraft(const workbench::ChartPtr& chart, const Event& event);
    void keep();
    void fitDangers();
    void prepare();
    void commit(const Event& event);
    void refused(const base::Error& error);
    void finish();
    void retranslate();
    [[nodiscard]] Event written() const;
    [[nodiscard]] bool isChanged() const;
    [[nodiscard]] const Entry* amended() const; // null where it is a new entry
    [[nodiscard]] bool wasSensitive() const;
    [[nodiscard]] QStringList dangers() const;
    [[nodiscard]] QString saveAnyway() const;

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
    QBoxLayout* m_middle = nullptr;
    QScrollArea* m_scroll = nullptr;
    QCheckBox* m_sensitive = nullptr; // in the form, while it is open
    QLabel* m_alreadyRead = nullptr; // what others could read before stays known
    QLabel* m_dangers = nullptr;
    QLabel* m_problem = nullptr;
    workbench::FailureBar* m_failure = nullptr;
    QPushButton* m_save = nullptr;
    QPushButton* m_cancel = nullptr;
};

} // namespace twinward::record
