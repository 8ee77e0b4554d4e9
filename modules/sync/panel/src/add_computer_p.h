#pragma once

// Letting a new computer in, at the one that is in already: a code to type or scan, or six words to compare,
// then the question whether that computer may have the whole record.

#include "sync_net/pairing.h"
#include "sync_panel/other_computers.h"
#include "workbench/widgets.h"

#include <QDialog>

class QPushButton;
class QStackedLayout;

namespace twinward::sync {

class PairingCodeView;
class WordCards;

class AddComputer : public QDialog
{
    Q_OBJECT

public:
    AddComputer(workbench::Session& session, QWidget* parent = nullptr); // deletes itself
    ~AddComputer() override;

    void begin(); // opens the pairing, anew where it has ended

protected:
    void changeEvent(QEvent* event) override;

private:
    enum Page { Invite, Compare, Wait, Decide, Added, Over, Pages };

    [[nodiscard]] QWidget* makeInvite();
    [[nodiscard]] QWidget* makeCompare();
    [[nodiscard]] QWidget* makeWait();
    [[nodiscard]] QWidget* makeDecide();
    [[nodiscard]] QWidget* makeAdded();
    [[nodiscard]] QWidget* makeOver();
    [[nodiscard]] QPushButton* button(const char* name, void (AddComputer::*slot)());
    void show(Page page);
    void followState();
    void tick();
    void confirm();
    void differ();
    void let();
    void refuse();
    void finish();
    void ended(PairingEnd why);
    void retranslate();

    workbench::Session& m_session;
    OtherComputers& m_others;
    std::unique_ptr<PairingHost> m_host;
    std::optional<PairingEnd> m_end;
    QString m_newName; // of the computer that wants in, as it says
    bool m_isAdmitting = false;
    QTimer m_ticker;

    QStackedLayout* m_pages;
    workbench::FailureBar* m_failure;
    QLabel* m_steps;
    PairingCodeView* m_code;
    QLabel* m_compareText;
    WordCards* m_words;
    QPushButton* m_same;
    QPushButton* m_different;
    QLabel* m_waitText;
    QLabel* m_question;
    QLabel* m_consequence;
    QPushButton* m_let;
    QPushButton* m_refuse;
    QLabel* m_addedText;
    QPushButton* m_close;
    QLabel* m_overText;
    QLabel* m_overTodo;
    QPushButton* m_again;
    QPushButton* m_leave;
    QPushButton* m_giveUp;
};

// What a pairing's end means and what to do now, for either screen.
[[nodiscard]] QString endText(PairingEnd why);
[[nodiscard]] QString endTodo(PairingEnd why);

} // namespace twinward::sync
