#pragma once

// Who may already be registered, offered while the form is being filled: looked for off the GUI thread, with
// the reasons in words and a button that opens the one who is meant.

#include "record/duplicates.h"
#include "workbench/session.h"

#include <QScrollArea>
#include <QTimer>

class QLabel;
class QVBoxLayout;

namespace twinward::record {

class DuplicatesView : public QScrollArea
{
    Q_OBJECT

public:
    DuplicatesView(workbench::Session& session, QWidget* parent);

    // Looks for others who may be this person. except: the patient being amended, none at registration.
    void look(const PatientDetails& details, PatientId except);
    void clear();
    // The one who is almost certainly the same: an identifier in common, or all but identical.
    [[nodiscard]] std::optional<PatientId> almostCertain() const;
    [[nodiscard]] QString almostCertainName() const;

signals:
    void looked(); // who is shown is who was found for what is typed
    void chosen(twinward::record::PatientId patient); // «Open this patient instead»

protected:
    void changeEvent(QEvent* event) override;

private:
    void start();
    void take(std::vector<DuplicateCandidate> candidates);
    void redraw();
    [[nodiscard]] QWidget* card(const DuplicateCandidate& candidate);

    workbench::Session& m_session;
    PatientDetails m_details;
    PatientId m_except;
    std::vector<DuplicateCandidate> m_candidates;
    QTimer m_pause; // between two letters
    bool m_looking = false;
    bool m_again = false; // something was typed while it looked
    quint64 m_generation = 0;
    QLabel* m_heading;
    QVBoxLayout* m_cards;
};

} // namespace twinward::record
