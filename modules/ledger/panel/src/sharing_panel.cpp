#include "sharing_panel_p.h"

#include "sharing_sheet_p.h"
#include "sharing_watch_p.h"
#include "workbench/format.h"
#include "workbench/open_panel.h"
#include "workbench/reason_dialog.h"
#include "workbench/theme.h"
#include "workbench/when_done.h"

#include <QAction>
#include <QDateTime>
#include <QPushButton>
#include <QTableView>

namespace twinward::ledger {

using record::Consent;
using workbench::ReasonDialog;

namespace {

bool hasEnded(const Consent& consent)
{
    const record::ConsentState state = consent.stateAt(QDateTime::currentMSecsSinceEpoch());
    return state == record::ConsentState::Withdrawn || state == record::ConsentState::Expired;
}

} // namespace

template <class Work, class Done> void SharingPanel::run(Work work, const QString& kept, Done done)
{
    m_failure->clear();
    workbench::whenDone(m_workspace.session.run(std::move(work)), this,
        [this, kept, done = std::move(done)](const auto& result) {
            if (result)
                done(*result);
            else
                m_failure->show(result.error(), kept);
        });
}

SharingPanel::SharingPanel(workbench::Workspace& workspace, QWidget* parent)
    : Panel(parent)
    , m_workspace(workspace)
    , m_refer(new QAction(this))
    , m_record(new QAction(this))
    , m_narrow(new QAction(this))
    , m_withdraw(new QAction(this))
    , m_send(new QAction(this))
    , m_print(new QAction(this))
    , m_emergency(new QAction(this))
    , m_meet(new QAction(this))
    , m_failure(new workbench::FailureBar)
    , m_alerts(new QLabel)
    , m_heading(new QLabel)
    , m_rows(new workbench::RowsModel(5, 1, this))
    , m_table(new QTableView)
    , m_empty(new workbench::EmptyState)
    , m_agreement(new QLabel)
    , m_leftOut(new QLabel)
    , m_said(new QLabel)
    , m_note(new QLabel)
    , m_arrivalsHeading(new QLabel)
    , m_arrivals(new QLabel)
{
    layOut();
    connect(m_refer, &QAction::triggered, this, [this] { ask(SharingDialog::Act::Refer); });
    connect(m_record, &QAction::triggered, this, [this] { ask(SharingDialog::Act::Record); });
    connect(m_narrow, &QAction::triggered, this, [this] { ask(SharingDialog::Act::Narrow); });
    connect(m_withdraw, &QAction::triggered, this, &SharingPanel::withdraw);
    connect(m_send, &QAction::triggered, this, &SharingPanel::sendAgain);
    connect(m_print, &QAction::triggered, this, &SharingPanel::print);
    connect(m_emergency, &QAction::triggered, this, &SharingPanel::openSealed);
    connect(m_meet, &QAction::triggered, this, [this] {
        if (!workbench::openPanel(*this, QStringLiteral("clinics")))
            (void)workbench::openPanel(*this, QStringLiteral("computers"));
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &SharingPanel::judge);
    connect(&workspace.context, &workbench::PatientContext::patientChanged, this, [this] {
        m_said->clear();
        m_failure->clear();
        show({});
        read();
    });
    connect(&SharingWatch::of(workspace.session), &SharingWatch::changed, this, &SharingPanel::read);
    connect(&workspace.session, &workbench::Session::rosterChanged, this, &SharingPanel::judge);
    retranslate();
    read();
}

QList<QAction*> SharingPanel::commands() const
{
    return {m_refer, m_record, m_narrow, m_withdraw, m_send, m_print, m_emergency, m_meet};
}

void SharingPanel::focusFirst()
{
    if (!m_table->isVisibleTo(this)) {
        if (auto* button = m_empty->findChild<QPushButton*>())
            button->setFocus();
        return;
    }
    m_table->setFocus();
    if (!m_table->currentIndex().isValid())
        m_table->selectRow(0);
}

void SharingPanel::read()
{
    const record::PatientId patient = m_workspace.context.patient();
    const quint64 generation = ++m_generation;
    if (patient.isNull())
        return show({});
    const auto reading
        = m_workspace.session.run([patient](Vault& vault) { return readSharing(vault, patient); });
    workbench::whenDone(reading, this, [this, generation](const base::Result<SharingView>& view) {
        if (generation != m_generation)
            return;
        if (view)
            show(*view);
        else
            m_failure->show(view.error());
    });
}

void SharingPanel::show(const SharingView& view)
{
    const Consent* before = selected();
    const record::EventId kept = before != nullptr ? before->id : record::EventId();
    m_view = view;
    fillConsents();
    for (size_t row = 0; row < m_view.consents.size(); ++row) {
        if (m_view.consents[row].id == kept)
            m_table->selectRow(static_cast<int>(row));
    }
    if (selected() == nullptr && !m_view.consents.empty())
        m_table->selectRow(0);
    fillArrivals();
    fillAlerts();
    judge();
}

void SharingPanel::fillConsents()
{
    const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
    std::vector<workbench::RowsModel::Row> rows;
    for (const Consent& consent : m_view.consents) {
        const QString what = consent.terms.breakGlass
            ? tr("%1; the rest in an emergency").arg(SharingWords::categories(consent.terms.categories))
            : SharingWords::categories(consent.terms.categories);
        rows.push_back(
            {{SharingWords::grantee(consent.terms), SharingWords::state(consent, nowMs),
                 SharingWords::until(consent.terms.until), SharingWords::arrival(m_view, consent), what},
                consent.isInForce(nowMs) ? workbench::Tone::Good : workbench::Tone::Secondary});
    }
    m_table->setVisible(!rows.empty());
    m_empty->setVisible(rows.empty());
    m_rows->set(std::move(rows));
    const auto& theme = workbench::Theme::instance();
    for (int column = 0; column < m_rows->columnCount() - 1; ++column) {
        m_table->resizeColumnToContents(column);
        m_table->setColumnWidth(column, m_table->columnWidth(column) + theme.px(16));
    }
    m_table->setColumnWidth(0, std::min(m_table->columnWidth(0), theme.px(240)));
}

void SharingPanel::fillArrivals()
{
    const QStringList lines = SharingWords::arrivals(m_view);
    m_arrivals->setText(lines.join(u'\n'));
    m_arrivalsHeading->setVisible(!lines.isEmpty());
    m_arrivals->setVisible(!lines.isEmpty());
}

void SharingPanel::fillAlerts()
{
    QStringList lines;
    for (const record::RecordedEvent& each : m_view.log.emergencies)
        lines << SharingWords::alert(each);
    m_alerts->setText(lines.join(u'\n'));
    m_alerts->setVisible(!lines.isEmpty());
}

const Consent* SharingPanel::selected() const
{
    const int row = m_table->currentIndex().row();
    return row < 0 || row >= static_cast<int>(m_view.consents.size())
        ? nullptr
        : &m_view.consents[static_cast<size_t>(row)];
}

void SharingPanel::judge()
{
    const workbench::Session& session = m_workspace.session;
    const bool isOpen = !m_workspace.context.patient().isNull();
    const bool hasClinics = !m_view.clinics.empty();
    const Consent* consent = selected();
    const bool isInForce = consent != nullptr && consent->isInForce(QDateTime::currentMSecsSinceEpoch());
    record::ConsentContract plain;
    plain.categories = {record::Category::Demographics};
    const bool maySign = isOpen && session.mayI(plain);
    m_agreement->setVisible(consent != nullptr);
    const QString leftOut = consent != nullptr ? SharingWords::leftOut(m_view, *consent) : QString();
    m_leftOut->setText(leftOut);
    m_leftOut->setVisible(!leftOut.isEmpty());
    if (consent != nullptr) {
        const auto since = QDateTime::fromMSecsSinceEpoch(consent->signedAt.wallMs());
        QStringList sentences = hasEnded(*consent)
            ? QStringList{tr("This has ended: nothing more goes to %1. What was opened there stays readable "
                             "there.")
                              .arg(SharingWords::grantee(consent->terms))}
            : SharingWords::agreement(consent->terms);
        sentences << tr("Recorded %1 by %2.")
                         .arg(workbench::formatDateTime(since), session.roster().nameOf(consent->by));
        m_agreement->setText(sentences.join(u'\n'));
    }
    m_refer->setEnabled(maySign && hasClinics);
    m_record->setEnabled(maySign && hasClinics);
    m_narrow->setEnabled(maySign && isInForce);
    m_withdraw->setEnabled(
        isOpen && session.mayI(record::ConsentWithdrawn{}) && consent != nullptr && !consent->withdrawn);
    m_send->setEnabled(isOpen && session.mayI(record::DisclosureMade{}) && isInForce);
    m_print->setEnabled(consent != nullptr);
    m_emergency->setEnabled(isOpen && m_view.hasSealed && session.mayI(record::EmergencyAccess{}));
    m_empty->setText(hasClinics && !m_view.log.taken.empty()
            ? tr("From here, no other clinic can see anything of this patient.")
            : hasClinics ? tr("No other clinic can see anything of this patient.")
                         : tr("No other clinic can see anything of this patient, and none is known here. "
                              "Meet one first."));
    if (QAction* next = hasClinics ? m_refer : m_meet; next != m_offered) {
        m_offered = next;
        m_empty->setAction(next);
    }
}

void SharingPanel::ask(SharingDialog::Act act)
{
    const Consent* consent = selected();
    const auto before
        = act == SharingDialog::Act::Narrow && consent != nullptr ? std::optional(*consent) : std::nullopt;
    auto* dialog = new SharingDialog(
        act, m_workspace.session, m_workspace.context.patient(), m_view.clinics, before, this);
    connect(dialog, &SharingDialog::agreed, this, [this, act] {
        read();
        say(act == SharingDialog::Act::Refer
                ? tr("Sealed for them. It goes by itself over the network or the relay, or else on a stick, "
                     "and has arrived when their receipt comes.")
                : act == SharingDialog::Act::Record
                ? tr("Recorded. Nothing is sent before you refer the patient or send.")
                : tr("Narrowed. What was opened there before stays readable there."));
    });
    dialog->open();
}

void SharingPanel::withdraw()
{
    const Consent* consent = selected();
    if (consent == nullptr)
        return;
    auto* dialog
        = new ReasonDialog({tr("Withdraw this consent"),
                               tr("Nothing more goes to %1, and the keys are changed, so that nothing "
                                  "written from now on opens with what they were given. What they opened "
                                  "until now stays readable there. They are told that it was withdrawn, "
                                  "and when.")
                                   .arg(SharingWords::grantee(consent->terms)),
                               tr("Keep it"), tr("Withdraw"), tr("&Tell them the reason, too")},
            ReasonDialog::Need::Optional, this);
    connect(dialog, &ReasonDialog::agreed, this, [this, dialog, id = consent->id](const QString& reason) {
        const Reason telling = dialog->isOptionTicked() ? Reason::Told : Reason::KeptHere;
        run([id, reason, telling](Vault& vault) { return withdrawConsent(vault, id, reason, telling); },
            tr("The consent still stands."), [this](Turn turn) { sayTurn(turn); });
    });
    dialog->open();
}

void SharingPanel::sendAgain()
{
    const Consent* consent = selected();
    if (consent == nullptr)
        return;
    run([id = consent->id](Vault& vault) { return disclose(vault, id); }, tr("Nothing was sent."),
        [this](const Disclosed& sent) {
            read();
            say(sent.tooLarge > 0 ? tr(
                    "Sealed for them, without %n image(s) or document(s) too large for a letter. They are "
                    "named below.",
                    nullptr, static_cast<int>(sent.tooLarge))
                                  : tr("Sealed for them, with all that was written until now."));
        });
}

void SharingPanel::openSealed()
{
    auto* dialog
        = new ReasonDialog({tr("Open in an emergency"),
                               tr("The patient agreed that what was held back may be opened here in an "
                                  "emergency. Images and documents are not part of it. Your name and your "
                                  "reason stay on record for ever, and the clinic it came from is told."),
                               tr("Leave it sealed"), tr("Open it")},
            ReasonDialog::Need::Required, this);
    const record::PatientId patient = m_workspace.context.patient();
    connect(dialog, &ReasonDialog::agreed, this, [this, patient](const QString& reason) {
        run([patient, reason](Vault& vault) { return openEmergency(vault, patient, reason); },
            tr("Nothing was opened."),
            [this](const EmergencyOpened& opened) {
                read();
                say(opened.closed.empty() ? tr("Opened: %1.").arg(SharingWords::categories(opened.categories))
                                          : tr("Opened: %1. Your role does not read: %2.")
                                                .arg(SharingWords::categories(opened.categories),
                                                    SharingWords::categories(opened.closed)));
            });
    });
    dialog->open();
}

void SharingPanel::print()
{
    const Consent* consent = selected();
    if (consent == nullptr)
        return;
    SheetWords words;
    words.clinic = m_workspace.session.clinicName();
    words.recordedBy = m_workspace.session.roster().nameOf(consent->by);
    const auto patients = m_workspace.session.patients();
    if (const record::PatientRow* row = patients->find(m_workspace.context.patient())) {
        const QString born = workbench::formatDate(row->details.birthDate);
        words.patient = born.isEmpty() ? workbench::formatName(row->details)
                                       : tr("%1, born %2").arg(workbench::formatName(row->details), born);
    }
    SharingSheet::print(*consent, words, this);
}

void SharingPanel::sayTurn(Turn turn)
{
    read();
    say(turn == Turn::Pending
            ? tr("Withdrawn. The keys are changed when an administrator next signs in. What was opened there "
                 "stays readable there.")
            : tr("Withdrawn. What was opened there stays readable there."));
}

void SharingPanel::say(const QString& sentence)
{
    m_said->setText(sentence);
    m_said->setVisible(!sentence.isEmpty());
}

} // namespace twinward::ledger
