#include "clinics_panel_p.h"

#include "addresses_dialog_p.h"
#include "ask_dialog_p.h"
#include "by_hand_p.h"
#include "card_view_p.h"
#include "meet_clinic_p.h"
#include "relay_dialog_p.h"
#include "workbench/tables.h"

#include <algorithm>
#include <QAction>
#include <QDir>
#include <QFileDialog>
#include <QPointer>
#include <QPushButton>
#include <QTableView>

namespace twinward::sync {

void ClinicsPanel::connectAll()
{
    connect(&m_clinics, &OtherClinics::changed, this, &ClinicsPanel::showAll);
    connect(&m_computers, &OtherComputers::changed, this, &ClinicsPanel::showAll);
    connect(&m_clinics, &OtherClinics::failed, m_failure,
        [this](const base::Error& error) { m_failure->show(error); });
    connect(&m_session, &workbench::Session::rosterChanged, this, &ClinicsPanel::judge);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ClinicsPanel::judge);
    connect(&m_transfer, &workbench::Transfer::busyChanged, this, &ClinicsPanel::judge);
}

void ClinicsPanel::focusFirst()
{
    if (m_table->isVisibleTo(this)) {
        m_table->setFocus();
        if (!m_table->currentIndex().isValid())
            m_table->selectRow(0);
    } else {
        m_none->findChild<QPushButton*>()->setFocus();
    }
}

const ClinicRow* ClinicsPanel::selected() const
{
    const int row = m_table->currentIndex().row();
    return row < 0 || row >= static_cast<int>(m_rows.size()) ? nullptr : &m_rows[static_cast<size_t>(row)];
}

void ClinicsPanel::showAll()
{
    const words::Said said = words::letters(m_clinics, m_computers);
    m_sentence->setText(said.text);
    m_sentence->setVisible(!said.text.isEmpty());
    workbench::setTone(m_sentence, said.tone);
    showClinics();
    showRelay();
    judge();
}

// The list stands still under the keyboard while what it says changes.
void ClinicsPanel::showClinics()
{
    const ClinicRow* before = selected();
    const record::ClinicId clinic = before == nullptr ? record::ClinicId() : before->clinic;
    m_rows = clinicRows(m_clinics, m_computers);
    std::vector<workbench::RowsModel::Row> cells;
    int current = m_rows.empty() ? -1 : 0;
    for (const ClinicRow& row : m_rows) {
        if (row.clinic == clinic)
            current = static_cast<int>(cells.size());
        cells.push_back(row.cells);
    }
    m_model.set(std::move(cells));
    if (current >= 0)
        m_table->selectRow(current);
    const bool isNone = m_clinics.isKnown() && m_rows.empty();
    m_none->setVisible(isNone);
    m_table->setVisible(!isNone);
    workbench::fitColumns(m_table, ClinicTrouble);
}

void ClinicsPanel::showRelay()
{
    const RelayStatus& relay = m_clinics.relay();
    const words::Said said = words::relayState(relay);
    m_relayState->setText(said.text);
    workbench::setTone(m_relayState, said.tone);
    const QString trouble = relay.state == RelayState::Paused ? QString() : words::relayTrouble(relay);
    m_relayTrouble->setText(trouble);
    m_relayTrouble->setVisible(!trouble.isEmpty());
    const bool isSet = relay.state != RelayState::NotSet && relay.state != RelayState::Off;
    const bool isPaused = relay.state == RelayState::Paused;
    m_setRelay->setText(isSet ? tr("Change the relay…") : tr("Set up the relay…"));
    m_setRelay->setEnabled(relay.state != RelayState::Off);
    m_turnRelay->setText(isPaused ? tr("Turn the relay on") : tr("Turn the relay off"));
    m_turnRelay->setEnabled(isSet);
    m_tryRelay->setEnabled(isSet && !isPaused);
}

void ClinicsPanel::judge()
{
    const bool isAny = !m_rows.empty();
    const ClinicRow* row = selected();
    const bool mayKnow = m_session.mayI(record::ClinicKnown{});
    const bool isFree = !m_transfer.isBusy();
    m_meet->setEnabled(mayKnow);
    m_takeCard->setEnabled(mayKnow && isFree);
    const QString who = mayKnow ? QString() : tr("Physicians and administrators make clinics known here.");
    m_meet->setToolTip(who);
    m_takeCard->setToolTip(who);
    m_writeCard->setEnabled(isFree);
    m_leave->setEnabled(isAny && isFree);
    m_take->setEnabled(isAny && isFree);
    m_call->setEnabled(isAny && m_computers.isRunning());
    m_addresses->setEnabled(row != nullptr && m_computers.isRunning());
    const auto clinic = std::find_if(m_clinics.clinics().begin(), m_clinics.clinics().end(),
        [row](const auto& each) { return row != nullptr && each.known.card.id == row->clinic; });
    m_about->setVisible(clinic != m_clinics.clinics().end());
    if (clinic != m_clinics.clinics().end())
        m_about->setText(words::about(clinic->known));
    const bool isSet
        = m_clinics.relay().state != RelayState::NotSet && m_clinics.relay().state != RelayState::Off;
    for (const Labelled& each : m_labelled) {
        each.button->setText(each.action->text());
        each.button->setToolTip(each.action->toolTip());
        each.button->setEnabled(each.action->isEnabled());
        const bool isOfCards = each.action == m_writeCard || each.action == m_takeCard;
        each.button->setVisible(
            each.where == Where::WithRelay ? isSet || each.action == m_setRelay : isAny || isOfCards);
    }
}

void ClinicsPanel::say(const QString& sentence)
{
    m_result->setText(sentence);
    m_result->setVisible(!sentence.isEmpty());
}

// work(vault) beside the window, then done(its value) here; what goes wrong is shown.
template <class Work, class Done> void ClinicsPanel::carry(const QString& what, Work work, Done done)
{
    say({});
    m_failure->clear();
    // The button that was pressed can't be pressed meanwhile, and would lose the keyboard to its neighbour.
    const QPointer<QWidget> pressed = window()->focusWidget();
    m_transfer.start(
        what, [work](ledger::Vault& vault, const ledger::ProgressFn&) { return work(vault); },
        [this, done, pressed](const auto& outcome) {
            if (pressed && isAncestorOf(pressed))
                pressed->setFocus();
            if (!outcome)
                m_failure->show(outcome.error(), tr("What was here is as it was."));
            else
                done(outcome);
        });
}

void ClinicsPanel::meet()
{
    auto* dialog = new MeetClinic(m_session, this);
    connect(dialog, &MeetClinic::met, &m_clinics, &OtherClinics::readAgain);
    dialog->open();
    dialog->begin();
}

void ClinicsPanel::writeCard()
{
    auto* files = new QFileDialog(this, tr("Write this clinic's card"));
    files->setAttribute(Qt::WA_DeleteOnClose);
    files->setAcceptMode(QFileDialog::AcceptSave);
    files->setDefaultSuffix(QStringLiteral("twcard"));
    files->setNameFilter(tr("Cards (*.twcard)"));
    connect(files, &QFileDialog::fileSelected, this, [this](const QString& path) {
        carry(
            tr("Writing the card"), [path](ledger::Vault& vault) { return writeOwnCard(vault, path); },
            [this, path](const base::Status&) {
                say(tr("Written: %1. Read this to them, it must be the same there: %2")
                        .arg(QDir::toNativeSeparators(path), m_clinics.fingerprint()));
            });
    });
    files->open();
}

void ClinicsPanel::takeCard()
{
    workbench::pickPaths(this, workbench::Pick::Files, {tr("Cards (*.twcard)"), tr("All files (*)")},
        [this](const QStringList& paths) {
            carry(
                tr("Reading the card"),
                [path = paths.value(0)](ledger::Vault& vault) { return readCard(vault, path); },
                [this](const base::Result<BothCards>& cards) { askAboutCard(*cards); });
        });
}

void ClinicsPanel::askAboutCard(const BothCards& cards)
{
    auto* theirs = new CardView("cardTheirs");
    theirs->show(cards.theirs.name, tr("Its fingerprint"), cards.theirs.fingerprint());
    auto* own = new CardView("cardOwn");
    own->show({}, tr("Your own fingerprint, as the other clinic must see it"), cards.own.fingerprint());
    auto* dialog = new AskDialog(QStringLiteral("knowClinic"),
        {tr("A clinic's card"), tr("Is this the fingerprint that the other clinic reads to you?"),
            tr("Call them on a number you know, and compare all the digits. Whoever changed the card on its "
               "way would otherwise get what is meant for them."),
            tr("No"), tr("It is the same: take it")},
        {theirs, own}, this);
    connect(dialog, &AskDialog::agreed, this, [this, card = cards.theirs] {
        carry(
            tr("Taking the card"), [card](ledger::Vault& vault) { return ledger::knowClinic(vault, card); },
            [this, name = card.name](const base::Status&) {
                m_clinics.readAgain();
                say(tr("«%1» is known here now. Give them your card too.").arg(name));
            });
    });
    dialog->open();
}

void ClinicsPanel::editAddresses()
{
    const ClinicRow* row = selected();
    if (row == nullptr)
        return;
    const record::ClinicId clinic = row->clinic;
    OtherComputers& computers = m_computers;
    (new AddressesDialog(computers,
         {tr("Clinics on the same network are found by themselves. For «%1» elsewhere, type the address "
             "that one of its computers has, such as 192.168.1.20 or clinic.example.org.")
                 .arg(row->name),
             [&computers, clinic] {
                 for (const NeighbourStatus& each : computers.status().neighbours) {
                     if (each.clinic == clinic)
                         return each.addresses;
                 }
                 return QStringList();
             },
             [&computers, clinic](
                 const QString& address) { return computers.addNeighbourAddress(clinic, address); },
             [&computers, clinic](
                 const QString& address) { computers.removeNeighbourAddress(clinic, address); }},
         this))
        ->open();
}

void ClinicsPanel::callNow()
{
    m_computers.tryNow();
}

void ClinicsPanel::leaveLetters()
{
    workbench::pickPaths(this, workbench::Pick::Folder, {}, [this](const QStringList& paths) {
        carry(
            tr("Leaving letters"),
            [folder = paths.value(0)](ledger::Vault& vault) { return leaveOnStick(vault, folder); },
            [this](const base::Result<PostReport>& report) {
                say(tr("%n letter(s) left, sealed. None counts as arrived before the other clinic's receipt "
                       "is back.",
                    nullptr, static_cast<int>(report->left)));
                if (!report->refused.empty())
                    m_failure->show(report->refused.front().error, tr("The other letters were left."));
            });
    });
}

void ClinicsPanel::takeLetters()
{
    workbench::pickPaths(this, workbench::Pick::Folder, {}, [this](const QStringList& paths) {
        carry(
            tr("Taking letters in"),
            [folder = paths.value(0)](ledger::Vault& vault) { return takeFromStick(vault, folder); },
            [this](const base::Result<PostReport>& report) {
                m_clinics.readAgain();
                say(report->taken.empty()
                        ? tr("There was no new letter for this clinic.")
                        : tr("%n new letter(s) taken in; the answers are on the stick, take it back to them.",
                            nullptr, static_cast<int>(report->taken.size())));
                if (!report->refused.empty())
                    m_failure->show(report->refused.front().error, tr("The other letters were taken in."));
            });
    });
}

void ClinicsPanel::setRelay()
{
    (new RelayDialog(m_clinics, this))->open();
}

void ClinicsPanel::tryRelay()
{
    m_clinics.tryRelayNow();
}

void ClinicsPanel::turnRelay()
{
    if (m_clinics.relay().state == RelayState::Paused)
        m_clinics.resumeRelay();
    else
        m_clinics.pauseRelay();
}

} // namespace twinward::sync
