#pragma once

// Over the list of patients: somebody came by another clinic's letter as a new patient and may be here
// already. Says who, and leads to where a person compares the two and merges them, or says that they are two.

#include "ledger/disclosure.h"
#include "workbench/session.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace twinward::record {

class CameByLetterBar : public QFrame
{
    Q_OBJECT

public:
    CameByLetterBar(workbench::Session& session, QWidget* parent);

signals:
    // The one who was here before is to be opened, and compared with who came.
    void compared(twinward::record::PatientId here, twinward::record::PatientId came);

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Case
    {
        ledger::CameByLetter came;
        DuplicateCandidate candidate;
    };
    struct Asked
    {
        std::vector<ledger::CameByLetter> came;
        QStringList apart; // pairs that this user said are two people
    };
    using Cases = std::vector<Case>;

    void look();
    void weigh(const Asked& asked);
    void take(Cases cases);
    void keepApart();
    void redraw();
    [[nodiscard]] static QString nameOf(const Case& pair);

    workbench::Session& m_session;
    Cases m_cases;
    QStringList m_apart;
    bool m_looking = false;
    bool m_again = false; // something was registered while it looked
    QLabel* m_words;
    QPushButton* m_compare;
    QPushButton* m_two;
};

} // namespace twinward::record
