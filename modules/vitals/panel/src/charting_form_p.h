#pragma once

// The charting form with all around it: whose round it is, the score as it is typed, the draft, the saving.
// Used by the form panel and by the ward round.

#include "chart_vitals_p.h"
#include "offer_p.h"
#include "workbench/draft.h"
#include "workbench/panel.h"
#include "workbench/where_saved.h"

#include <QTimer>

class QBoxLayout;
class QFrame;
class QLabel;
class QPushButton;

namespace twinward::workbench {
class ElidedLabel;
class FailureBar;
enum class Tone;
} // namespace twinward::workbench

namespace twinward::vitals {

class RoundFields;
class ScoreView;

// What one round becomes, to be committed together: a visit first where none is open, then the observations,
// then what was not done.
struct RoundToSave
{
    std::vector<record::Event> events;
    bool opensVisit = false;
};
[[nodiscard]] base::Result<RoundToSave> roundToSave(
    const record::Chart& chart, ChartedRound round, const std::vector<Sign>& notDone);

class ChartingForm : public QWidget
{
    Q_OBJECT

public:
    // draftPrefix: stable, of the panel it is in, so that two forms never write one draft.
    ChartingForm(workbench::Workspace& workspace, QString draftPrefix, QWidget* parent = nullptr);

    // Whose round it is. What was typed for the one before is kept as their draft.
    void setPatient(record::PatientId patient);
    void setVitals(const ChartVitalsPtr& vitals);
    [[nodiscard]] record::PatientId patient() const { return m_patient; }

    void save();
    void saveDraft();
    void focusFirst();
    // Esc: asks before it throws away; leaves at once where nothing is typed.
    void leave();
    [[nodiscard]] bool isDirty() const;
    [[nodiscard]] RoundFields* fields() const { return m_fields; }
    // Values from a device, written into their fields for the person to confirm.
    void fill(const std::map<Sign, OfferedValue>& values);

signals:
    void saved(twinward::record::PatientId patient); // durable
    void left(); // the person is done here without saving

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    enum class Asking { Nothing, Restored, ThrowAway };

    void layOut();
    QWidget* makeNotice();
    QLayout* makeFoot();
    void makeShortcuts();
    void retranslate();
    void edited();
    void updateScore();
    void tick();
    void takeDraft(const QByteArray& state);
    void ask(Asking asking);
    void answer();
    void throwAway();
    // entry: one of those saved.
    void afterSave(
        record::PatientId patient, record::EventId entry, const base::Result<ledger::CommitReceipt>& receipt);
    void say(const QString& text, workbench::Tone tone);
    void showWhere();
    void allowTyping();
    void chooseScale();
    void nameMethods(std::vector<record::Event>& events) const;
    [[nodiscard]] bool mayChart() const;
    [[nodiscard]] QString draftName(record::PatientId patient) const;
    [[nodiscard]] QString patientName(record::PatientId patient) const;

    workbench::Workspace& m_workspace;
    QString m_draftPrefix;
    record::PatientId m_patient;
    ChartVitalsPtr m_vitals;
    std::unique_ptr<workbench::Draft> m_draft;
    RoundFields* m_fields;
    ScoreView* m_score;
    workbench::ElidedLabel* m_name;
    QLabel* m_where;
    QFrame* m_notice;
    QLabel* m_noticeText;
    QPushButton* m_noticeYes;
    QPushButton* m_noticeNo;
    workbench::FailureBar* m_failure;
    QLabel* m_status;
    workbench::WhereLine* m_whereSaved; // of what was saved last
    workbench::ElidedLabel* m_hint;
    QPushButton* m_save;
    QBoxLayout* m_body;
    QTimer m_clock;
    Asking m_asking = Asking::Nothing;
    QDateTime m_restoredFrom;
    std::map<Sign, OfferedValue> m_filled; // by a device; what is typed over is typed
    bool m_saving = false;
    // What the last round was saved on: until the chart is read again, a second round would open a second
    // visit.
    ChartVitalsPtr m_outdated;
    bool m_saveWanted = false; // once the chart has been read
    bool m_setting = false; // fields change because the patient does, not by a hand
};

} // namespace twinward::vitals
