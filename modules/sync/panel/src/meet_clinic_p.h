#pragma once

// Meeting another clinic: a person at each computer opens this; one chooses the other, or types its code; six
// words are compared; each sees the other's name and fingerprint and says yes. Then each clinic's card is
// with the other, and letters can go.

#include "ledger/clinic_card.h"
#include "sync_net/pairing.h"
#include "sync_panel/other_computers.h"
#include "workbench/widgets.h"

#include <QDialog>

class QListWidget;
class QPushButton;
class QStackedLayout;

namespace twinward::sync {

class CardView;
class PairingCodeView;
class WordCards;

class MeetClinic : public QDialog
{
    Q_OBJECT

public:
    explicit MeetClinic(workbench::Session& session, QWidget* parent = nullptr); // deletes itself
    ~MeetClinic() override;

    void begin(); // opens, and looks; anew where it has ended

signals:
    void met(const QString& clinic);

protected:
    void changeEvent(QEvent* event) override;

private:
    enum Page { Find, Compare, Wait, Decide, Met, Over, Pages };

    [[nodiscard]] QWidget* makeFind();
    [[nodiscard]] QWidget* makeCompare();
    [[nodiscard]] QWidget* makeWait();
    [[nodiscard]] QWidget* makeDecide();
    [[nodiscard]] QWidget* makeMet();
    [[nodiscard]] QWidget* makeOver();
    [[nodiscard]] QPushButton* button(const char* name, void (MeetClinic::*slot)());
    void openAndLook();
    void show(Page page);
    void showHosts();
    void judge();
    void callChosen();
    void callByCode();
    // The other end is the host then.
    PairingGuest& newGuest();
    void followHost();
    void followGuest();
    void compare(const QStringList& words);
    void decide(const QByteArray& card);
    void same();
    void differ();
    void know();
    void refuse();
    void known();
    void ended(PairingEnd why);
    void tick();
    void dropHost();
    void dropGuest();
    void retranslate();
    void retranslateFind();

    workbench::Session& m_session;
    OtherComputers& m_others;
    QByteArray m_ownCard;
    QString m_ownFingerprint;
    std::optional<ledger::ClinicCard> m_theirs;
    std::unique_ptr<PairingHost> m_host;
    std::unique_ptr<PairingGuest> m_finder; // only looks
    std::unique_ptr<PairingGuest> m_guest;
    std::optional<PairingEnd> m_end;
    bool m_isKeeping = false;
    QTimer m_ticker;

    QStackedLayout* m_pages;
    workbench::FailureBar* m_failure;
    QLabel* m_steps;
    PairingCodeView* m_code;
    QLabel* m_looking;
    QListWidget* m_hosts;
    QPushButton* m_call;
    QLabel* m_theirCodeLabel;
    QLineEdit* m_theirCode;
    QPushButton* m_useCode;
    QPushButton* m_giveUp;
    QLabel* m_compareText;
    WordCards* m_words;
    QPushButton* m_different;
    QPushButton* m_same;
    QLabel* m_waitText;
    QPushButton* m_stop;
    QLabel* m_question;
    CardView* m_card;
    CardView* m_own;
    QLabel* m_consequence;
    QPushButton* m_know;
    QPushButton* m_refuse;
    QLabel* m_metText;
    QPushButton* m_close;
    QLabel* m_overText;
    QLabel* m_overTodo;
    QPushButton* m_again;
    QPushButton* m_leave;
};

} // namespace twinward::sync
