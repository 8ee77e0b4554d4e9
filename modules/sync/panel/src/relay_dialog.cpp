#include "relay_dialog_p.h"

#include "ledger_panel/passphrase_field.h"
#include "pairing_pieces_p.h"
#include "workbench/theme.h"
#include "workbench/transfer.h"

#include <QEvent>
#include <QFormLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace twinward::sync {

RelayDialog::RelayDialog(OtherClinics& clinics, QWidget* parent)
    : QDialog(parent)
    , m_clinics(clinics)
    , m_failure(new workbench::FailureBar)
    , m_intro(wrappedText("relayIntro"))
    , m_password(new ledger::PassphraseField)
    , m_passwordNote(wrappedText("relayPasswordNote"))
    , m_choose(new QPushButton)
    , m_forget(new QPushButton)
    , m_cancel(new QPushButton)
    , m_save(new QPushButton)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("relayDialog"));
    const auto& theme = workbench::Theme::instance();
    setMinimumWidth(theme.px(560));
    workbench::setTone(m_intro, workbench::Tone::Secondary);
    workbench::setTone(m_passwordNote, workbench::Tone::Secondary);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(theme.px(12));
    m_host = addLine(*form, "relayHost");
    m_port = addLine(*form, "relayPort");
    m_port->setMaxLength(5);
    m_database = addLine(*form, "relayDatabase");
    m_user = addLine(*form, "relayUser");
    m_password->setObjectName(QStringLiteral("relayPassword"));
    m_labels.push_back(new QLabel);
    m_labels.back()->setBuddy(m_password);
    form->addRow(m_labels.back(), m_password);
    form->addRow(QString(), m_passwordNote);
    m_certificate = new QLineEdit;
    m_certificate->setObjectName(QStringLiteral("relayCertificate"));
    m_labels.push_back(new QLabel);
    m_labels.back()->setBuddy(m_certificate);
    auto* file = new QHBoxLayout;
    file->addWidget(m_certificate, 1);
    file->addWidget(m_choose);
    form->addRow(m_labels.back(), file);
    m_forget->setObjectName(QStringLiteral("relayForget"));
    m_save->setObjectName(QStringLiteral("relaySave"));
    m_choose->setObjectName(QStringLiteral("relayChoose"));
    for (QPushButton* each : {m_choose, m_forget, m_cancel})
        each->setAutoDefault(false);
    m_save->setDefault(true);
    workbench::setKind(m_save, workbench::ButtonKind::Primary);
    auto* end = new QHBoxLayout;
    end->addWidget(m_forget);
    end->addStretch();
    end->addWidget(m_cancel);
    end->addWidget(m_save);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(16), theme.px(16), theme.px(16), theme.px(16));
    column->setSpacing(theme.px(12));
    column->addWidget(m_intro);
    column->addWidget(m_failure);
    column->addLayout(form);
    column->addLayout(end);
    connect(m_choose, &QPushButton::clicked, this, &RelayDialog::chooseCertificate);
    connect(m_forget, &QPushButton::clicked, this, &RelayDialog::forget);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &RelayDialog::save);
    QWidget* before = m_host;
    for (QWidget* next : std::initializer_list<QWidget*>{
             m_port, m_database, m_user, m_password, m_certificate, m_choose, m_save, m_cancel, m_forget}) {
        setTabOrder(before, next);
        before = next;
    }
    fill();
    retranslate();
    judge();
    m_host->setFocus();
}

QLineEdit* RelayDialog::addLine(QFormLayout& form, const char* name)
{
    auto* line = new QLineEdit;
    line->setObjectName(QString::fromLatin1(name));
    line->setMaxLength(260);
    auto* label = new QLabel;
    label->setBuddy(line);
    m_labels.push_back(label);
    form.addRow(label, line);
    connect(line, &QLineEdit::textChanged, this, &RelayDialog::judge);
    return line;
}

void RelayDialog::fill()
{
    const auto before = RelayAddress::parse(m_clinics.relay().address, RelayAddress::Source::File);
    if (before)
        m_before = before->keywords();
    const auto value = [&](const char* keyword) {
        const auto found = m_before.find(keyword);
        return found == m_before.end() ? QString() : QString::fromUtf8(found->second);
    };
    m_host->setText(value("host"));
    m_port->setText(value("port"));
    m_database->setText(before ? value("dbname") : QStringLiteral("relay"));
    m_user->setText(value("user"));
    m_certificate->setText(value("sslrootcert"));
    m_forget->setVisible(before.has_value());
    m_passwordNote->setVisible(m_clinics.relay().hasPassword);
}

void RelayDialog::chooseCertificate()
{
    workbench::pickPaths(this, workbench::Pick::Files,
        {tr("Certificates (*.pem *.crt)"), tr("All files (*)")},
        [this](const QStringList& paths) { m_certificate->setText(paths.value(0)); });
}

void RelayDialog::judge()
{
    m_save->setEnabled(!m_host->text().trimmed().isEmpty() && !m_user->text().trimmed().isEmpty()
        && !m_database->text().trimmed().isEmpty());
}

void RelayDialog::save()
{
    m_failure->clear();
    std::map<QByteArray, QByteArray> keywords = m_before;
    if (m_before["host"] != m_host->text().trimmed().toUtf8())
        keywords.erase("hostaddr"); // of the host before
    const auto set = [&](const char* keyword, const QLineEdit* line) {
        const QByteArray value = line->text().trimmed().toUtf8();
        if (value.isEmpty())
            keywords.erase(keyword);
        else
            keywords[keyword] = value;
    };
    set("host", m_host);
    set("port", m_port);
    set("dbname", m_database);
    set("user", m_user);
    set("sslrootcert", m_certificate);
    auto address = RelayAddress::fromKeywords(keywords);
    if (!address) {
        m_failure->show(address.error(), tr("Nothing was changed."));
        return;
    }
    if (!m_password->text().isEmpty())
        address->setPassword(m_password->secret());
    m_password->wipe();
    m_clinics.useRelay(*address);
    accept();
}

void RelayDialog::forget()
{
    m_clinics.forgetRelay();
    accept();
}

void RelayDialog::retranslate()
{
    setWindowTitle(tr("Regional relay"));
    m_intro->setText(
        tr("Whoever runs the relay gives you all of this. The password is kept sealed on this computer, for "
           "you alone; the relay sees from which clinic to which a letter goes, and nothing of what is in "
           "it."));
    const QStringList labels{tr("&Host"), tr("P&ort, where it is not 5432"), tr("&Database"),
        tr("&Name there"), tr("&Password"), tr("Certificate &file")};
    for (size_t i = 0; i < m_labels.size(); ++i) {
        const QString& text = labels[static_cast<qsizetype>(i)];
        m_labels[i]->setText(text);
        m_labels[i]->buddy()->setAccessibleName(QString(text).remove(u'&'));
    }
    m_passwordNote->setText(tr("One is kept already. Type another only to change it."));
    m_choose->setText(tr("Choose…"));
    m_forget->setText(tr("Remove the relay"));
    m_cancel->setText(tr("Cancel"));
    m_save->setText(tr("Use it"));
}

void RelayDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace twinward::sync
