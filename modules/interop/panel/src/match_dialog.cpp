#include "match_dialog_p.h"

#include "message_words_p.h"
#include "record_panel/identity_check.h"
#include "record_panel/patient_chooser.h"
#include "workbench/format.h"
#include "workbench/theme.h"
#include "workbench/when_done.h"

#include <QEvent>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace twinward::interop {

using workbench::Theme;
using workbench::Tone;

namespace {

const QString treatment = QStringLiteral("TREAT"); // HL7 v3 PurposeOfUse

} // namespace

MatchDialog* MatchDialog::match(workbench::Session& session, const WaitingMessage& message, QWidget* parent)
{
    auto* dialog = new MatchDialog(session, message, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
    return dialog;
}

MatchDialog::MatchDialog(workbench::Session& session, WaitingMessage message, QWidget* parent)
    : QDialog(parent)
    , m_session(session)
    , m_message(std::move(message))
    , m_who(new QLabel)
    , m_why(new QLabel)
    , m_says(new QPlainTextEdit)
    , m_whoseTitle(new QLabel)
    , m_chooser(new record::PatientChooser(session))
    , m_check(new record::IdentityCheck(QStringLiteral("match")))
    , m_reason(new QLineEdit)
    , m_file(new QPushButton)
    , m_register(new QPushButton)
    , m_dismiss(new QPushButton)
    , m_later(new QPushButton)
    , m_failure(new workbench::FailureBar)
{
    setObjectName(QStringLiteral("matchDialog"));
    layOut();
    connectAll();
    retranslate();
    m_chooser->setCandidates(m_message.candidates);
    m_chooser->focusFirst();
    // Who looks at somebody's results is on record, whoever's they turn out to be.
    m_session.run([](ledger::Vault& vault) {
        return vault.logAccess({{record::AccessLogged::Action::ReadRecord, waitingRoom(),
            QStringLiteral("HL7 v2 message that waits for its patient"), treatment}});
    });
}

void MatchDialog::layOut()
{
    const Theme& theme = Theme::instance();
    m_reason->setObjectName(QStringLiteral("matchReason"));
    m_file->setObjectName(QStringLiteral("matchFile"));
    m_register->setObjectName(QStringLiteral("matchRegister"));
    m_dismiss->setObjectName(QStringLiteral("matchDismiss"));
    for (QLabel* title : {m_who, m_whoseTitle})
        title->setProperty("rank", QStringLiteral("heading"));
    for (QLabel* text : {m_who, m_why})
        text->setWordWrap(true);
    m_who->setTextFormat(Qt::PlainText);
    workbench::setTone(m_why, Tone::Caution);
    m_says->setReadOnly(true);
    m_says->setTabChangesFocus(true);
    m_says->setMaximumHeight(theme.px(112));
    for (QPushButton* button : {m_file, m_register, m_dismiss, m_later})
        button->setAutoDefault(false);
    workbench::setKind(m_file, workbench::ButtonKind::Primary);
    auto* dismissal = new QHBoxLayout;
    dismissal->addWidget(m_reason, 1);
    dismissal->addWidget(m_dismiss);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_later);
    buttons->addStretch();
    buttons->addWidget(m_register);
    buttons->addWidget(m_file);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(theme.px(8));
    layout->addWidget(m_who);
    layout->addWidget(m_why);
    layout->addWidget(m_says);
    layout->addSpacing(theme.px(4));
    layout->addWidget(m_whoseTitle);
    layout->addWidget(m_chooser, 1);
    layout->addWidget(m_check);
    layout->addWidget(m_failure);
    layout->addLayout(buttons);
    layout->addLayout(dismissal);
    resize(theme.px(760), theme.px(640));
}

void MatchDialog::connectAll()
{
    connect(m_chooser, &record::PatientChooser::chosenChanged, this, &MatchDialog::compare);
    connect(m_check, &record::IdentityCheck::settledChanged, this, &MatchDialog::showWhetherItMayBeFiled);
    connect(m_reason, &QLineEdit::textChanged, this,
        [this](const QString& text) { m_dismiss->setEnabled(!text.trimmed().isEmpty()); });
    connect(m_file, &QPushButton::clicked, this, &MatchDialog::fileUnder);
    connect(m_register, &QPushButton::clicked, this, &MatchDialog::registerNew);
    connect(m_dismiss, &QPushButton::clicked, this, &MatchDialog::dismiss);
    connect(m_later, &QPushButton::clicked, this, &QDialog::reject);
}

QStringList MatchDialog::differences() const
{
    const record::PatientRow* row = m_chooser->chosenRow();
    return row == nullptr ? QStringList() : MessageWords::differences(row->details, m_message.details);
}

void MatchDialog::compare()
{
    m_check->setDifferences(differences());
}

void MatchDialog::showWhetherItMayBeFiled()
{
    m_file->setEnabled(!m_chooser->chosen().isNull() && m_check->isSettled());
}

template <class Work> void MatchDialog::decide(Work work)
{
    setEnabled(false);
    m_failure->clear();
    workbench::whenDone(m_session.run(std::move(work)), this, [this](const base::Status& done) {
        setEnabled(true);
        if (done)
            accept();
        else
            m_failure->show(done.error(), MatchDialog::tr("The message goes on waiting."));
    });
}

void MatchDialog::fileUnder()
{
    if (m_chooser->chosen().isNull() || !m_check->isSettled())
        return;
    decide([id = m_message.id, patient = m_chooser->chosen()](
               ledger::Vault& vault) { return fileWaiting(vault, id, patient, treatment); });
}

void MatchDialog::registerNew()
{
    decide([id = m_message.id](ledger::Vault& vault) -> base::Status {
        const auto registered = registerWaiting(vault, id, treatment);
        return registered ? base::Status() : base::Status(base::fail(registered.error()));
    });
}

void MatchDialog::dismiss()
{
    decide([id = m_message.id, reason = m_reason->text().trimmed()](
               ledger::Vault& vault) { return dismissWaiting(vault, id, reason); });
}

QString MatchDialog::whatCame() const
{
    QStringList lines;
    for (const record::Body& body : m_message.says)
        lines << MessageWords::entry(body);
    return lines.isEmpty() ? tr("Nothing but who the patient is.") : lines.join(u'\n');
}

void MatchDialog::retranslate()
{
    setWindowTitle(tr("Whose message is this?"));
    m_who->setText(MessageWords::person(m_message.details));
    m_why->setText(tr("It waits since %1: %2", "time, reason")
                       .arg(workbench::formatDateTime(m_message.since), m_message.why));
    m_says->setPlainText(whatCame());
    m_says->setAccessibleName(tr("What the message says"));
    m_whoseTitle->setText(tr("Whose is it?"));
    m_file->setText(tr("File under this patient"));
    m_register->setText(tr("Register as a new patient"));
    m_register->setEnabled(!m_message.details.names.empty());
    m_register->setToolTip(
        m_message.details.names.empty() ? tr("The message has no name to register") : QString());
    m_reason->setPlaceholderText(tr("Why it is not to be filed at all"));
    m_reason->setAccessibleName(tr("Reason for not filing"));
    m_dismiss->setText(tr("Don't file it"));
    m_dismiss->setEnabled(!m_reason->text().trimmed().isEmpty());
    m_later->setText(tr("Decide later"));
    compare();
}

void MatchDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace twinward::interop
