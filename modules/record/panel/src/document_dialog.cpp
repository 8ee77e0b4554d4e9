#include "document_dialog_p.h"

#include "content_view_p.h"
#include "workbench/format.h"
#include "workbench/theme.h"
#include "workbench/when_done.h"
#include "workbench/widgets.h"

#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLocale>
#include <QMessageBox>
#include <QMimeDatabase>
#include <QPushButton>
#include <QRegularExpression>
#include <QSaveFile>
#include <QVBoxLayout>

namespace twinward::record {

using workbench::Theme;

namespace {

constexpr double step = 1.25;

base::Status writeFile(const QString& path, const QByteArray& bytes)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return {};
    const bool full = file.error() == QFileDevice::ResourceError;
    return base::fail(full ? base::ErrorCode::DiskFull : base::ErrorCode::Io,
        QStringLiteral("The file can't be written: %1").arg(file.errorString()), path,
        QStringLiteral("Choose another folder, or make room."));
}

QString fileName(const QString& title, const QString& contentType)
{
    static const QRegularExpression unusable(QStringLiteral("[\\\\/:*?\"<>|\\x00-\\x1f]"));
    QString name = title;
    name.replace(unusable, QStringLiteral("_"));
    const QString ending = QMimeDatabase().mimeTypeForName(plainType(contentType)).preferredSuffix();
    if (!ending.isEmpty() && !name.endsWith(u'.' + ending, Qt::CaseInsensitive))
        name += u'.' + ending;
    return name;
}

// The words first: they take the button's shortcut away.
void label(QPushButton* button, const QString& words, const QKeySequence& key)
{
    button->setText(QStringLiteral("%1  %2").arg(words, key.toString(QKeySequence::NativeText)));
    button->setShortcut(key);
    button->setAccessibleName(words);
}

} // namespace

void DocumentDialog::showFor(workbench::Session& session, const Entry& entry, QWidget* parent)
{
    auto* dialog = new DocumentDialog(session, entry, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
    dialog->read();
}

DocumentDialog::DocumentDialog(workbench::Session& session, const Entry& entry, QWidget* parent)
    : QDialog(parent)
    , m_session(session)
    , m_entry(entry)
{
    setObjectName(QStringLiteral("documentDialog"));
    setWindowFlag(Qt::WindowMaximizeButtonHint);
    build();
    retranslate();
    resize(Theme::instance().px(760), Theme::instance().px(820));
}

DocumentDialog::~DocumentDialog()
{
    delete m_view; // before the bytes it shows
    m_content.bytes.fill('\0');
}

void DocumentDialog::build()
{
    const Theme& theme = Theme::instance();
    m_title = new QLabel(this);
    m_title->setFont(theme.font(Theme::Type::Heading, QFont::DemiBold));
    m_title->setWordWrap(true);
    m_title->setTextFormat(Qt::PlainText);
    m_facts = new QLabel(this);
    m_facts->setWordWrap(true);
    workbench::setTone(m_facts, workbench::Tone::Secondary);
    m_message = new QLabel(this);
    m_message->setObjectName(QStringLiteral("documentMessage"));
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_failure = new workbench::FailureBar(this);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(theme.px(8));
    layout->addWidget(m_title);
    layout->addWidget(m_facts);
    layout->addWidget(m_failure);
    m_middle = new QVBoxLayout;
    m_middle->addWidget(m_message, 1);
    layout->addLayout(m_middle, 1);
    buildButtons(layout);
}

void DocumentDialog::buildButtons(QVBoxLayout* layout)
{
    const auto add = [this](const char* name) {
        auto* button = new QPushButton(this);
        button->setObjectName(QString::fromLatin1(name));
        button->setAutoDefault(false);
        return button;
    };
    m_save = add("saveDocument");
    m_smaller = add("smaller");
    m_fit = add("fit");
    m_larger = add("larger");
    m_close = add("closeDocument");
    connect(m_save, &QPushButton::clicked, this, &DocumentDialog::askToSave);
    connect(m_smaller, &QPushButton::clicked, this, [this] { m_view->zoom(1 / step); });
    connect(m_larger, &QPushButton::clicked, this, [this] { m_view->zoom(step); });
    connect(m_fit, &QPushButton::clicked, this, [this] { m_view->fit(); });
    connect(m_close, &QPushButton::clicked, this, &QDialog::close);
    for (QPushButton* button : {m_save, m_smaller, m_fit, m_larger})
        button->setEnabled(false);
    auto* row = new QHBoxLayout;
    row->setSpacing(Theme::instance().px(8));
    row->addWidget(m_save);
    row->addStretch();
    for (QPushButton* button : {m_smaller, m_fit, m_larger, m_close})
        row->addWidget(button);
    layout->addLayout(row);
}

void DocumentDialog::read()
{
    workbench::whenDone(
        m_session.run([entry = m_entry](ledger::Vault& vault) { return openDocument(vault, entry); }), this,
        [this](const base::Result<DocumentContent>& content) {
            if (content)
                return take(*content);
            m_message->setText(tr("The document is not shown."));
            m_failure->show(content.error());
        });
}

void DocumentDialog::take(const DocumentContent& content)
{
    m_content = content;
    retranslate();
    if (m_content.bytes.isEmpty()) {
        m_message->setText(m_content.elsewhere.isEmpty()
                ? tr("The record holds this document's name, and not its content.")
                : tr("The content is not in this record. It was said to be at:\n%1")
                      .arg(m_content.elsewhere));
        return;
    }
    m_save->setEnabled(true);
    m_view = makeContentView(m_content, this);
    if (m_view == nullptr)
        return cannotShow(tr("A document of the type %1 can't be shown here. Save it to open it elsewhere.")
                              .arg(plainType(m_content.contentType)));
    connect(m_view, &ContentView::unreadable, this, &DocumentDialog::cannotShow);
    m_message->hide();
    m_middle->addWidget(m_view, 1);
    for (QPushButton* button : {m_smaller, m_fit, m_larger})
        button->setEnabled(true);
    m_view->setFocus(Qt::OtherFocusReason);
}

void DocumentDialog::cannotShow(const QString& why)
{
    if (m_view != nullptr) {
        m_view->hide();
        m_view->deleteLater();
        m_view = nullptr;
    }
    for (QPushButton* button : {m_smaller, m_fit, m_larger})
        button->setEnabled(false);
    m_message->setText(why);
    m_message->show();
    m_save->setFocus(Qt::OtherFocusReason);
}

void DocumentDialog::askToSave()
{
    auto* box = new QMessageBox(QMessageBox::Warning, tr("Save outside the vault"),
        tr("A saved file is not encrypted. Whoever has it, or the disk it is on, can read it."),
        QMessageBox::Cancel, this);
    box->setObjectName(QStringLiteral("saveQuestion"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(tr("That you saved it is written into the access log."));
    box->button(QMessageBox::Cancel)->setText(tr("Cancel"));
    box->setDefaultButton(QMessageBox::Cancel);
    QPushButton* anyway = box->addButton(tr("Save a copy…"), QMessageBox::DestructiveRole);
    connect(anyway, &QPushButton::clicked, this, &DocumentDialog::chooseWhere);
    box->open();
}

void DocumentDialog::chooseWhere()
{
    auto* dialog = new QFileDialog(this, tr("Save a copy"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    const auto* document = m_entry.as<Document>();
    dialog->selectFile(fileName(document->title, m_content.contentType));
    connect(dialog, &QFileDialog::fileSelected, this, &DocumentDialog::saveTo);
    dialog->open();
}

void DocumentDialog::saveTo(const QString& path)
{
    const auto* document = m_entry.as<Document>();
    const QString detail = QStringLiteral("Saved the document to a file: %1").arg(document->title);
    workbench::whenDone(m_session.run([patient = m_entry.event().patient, detail, path,
                                          bytes = m_content.bytes](ledger::Vault& vault) {
        base::Status logged
            = vault.logAccess({{AccessLogged::Action::Export, patient, detail, QStringLiteral("TREAT")}});
        return logged ? writeFile(path, bytes) : logged;
    }),
        this, [this](const base::Status& saved) {
            if (saved)
                m_failure->clear();
            else
                m_failure->show(saved.error(), tr("No file was saved."));
        });
}

void DocumentDialog::retranslate()
{
    const auto* document = m_entry.as<Document>();
    const QString title = document->title.isEmpty() ? document->type.label() : document->title;
    setWindowTitle(title);
    m_title->setText(title);
    QStringList facts{document->title.isEmpty() ? QString() : document->type.label(),
        workbench::formatMoment(m_entry.event().occurred), plainType(m_content.contentType)};
    if (!m_content.bytes.isEmpty())
        facts << QLocale().formattedDataSize(m_content.bytes.size());
    if (m_entry.event().category == Category::Sensitive)
        facts << tr("Sensitive");
    facts.removeAll(QString());
    m_facts->setText(facts.join(tr(" · ", "between facts")));
    if (m_content.bytes.isEmpty() && m_view == nullptr)
        m_message->setText(tr("Reading the document…"));
    label(m_save, tr("Save a copy…"), QKeySequence(Qt::CTRL | Qt::Key_S));
    label(m_smaller, tr("Smaller"), QKeySequence(Qt::CTRL | Qt::Key_Minus));
    label(m_fit, tr("Fit"), QKeySequence(Qt::CTRL | Qt::Key_0));
    label(m_larger, tr("Larger"), QKeySequence(Qt::CTRL | Qt::Key_Plus));
    label(m_close, tr("Close"), QKeySequence(Qt::Key_Escape));
}

void DocumentDialog::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QDialog::changeEvent(event);
}

} // namespace twinward::record
