#include "document_form_p.h"

#include "workbench/theme.h"
#include "workbench/when_done.h"
#include "workbench/widgets.h"

#include <QEvent>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLocale>
#include <QMimeDatabase>
#include <QPushButton>
#include <QtConcurrent/QtConcurrentRun>

namespace twinward::record {

namespace {

base::Result<DocumentContent> readFile(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return base::fail(base::ErrorCode::Io,
            QStringLiteral("The file can't be read: %1").arg(file.errorString()), path,
            QStringLiteral("Choose another file."));
    }
    DocumentContent content;
    content.bytes = file.read(maxDocumentBytes + 1);
    content.contentType = QMimeDatabase().mimeTypeForFileNameAndData(path, content.bytes).name();
    return content;
}

} // namespace

DocumentForm::DocumentForm(QWidget* parent)
    : EntryForm(parent)
    , m_title(addLine([] { return tr("Document"); }))
    , m_type(addLine([] { return tr("Type"); }))
    , m_file(new QWidget(this))
    , m_choose(new QPushButton(m_file))
    , m_fileText(new QLabel(m_file))
{
    addOccurred([] { return tr("When"); });
    m_title->setObjectName(QStringLiteral("documentTitle"));
    m_choose->setObjectName(QStringLiteral("chooseFile"));
    m_choose->setAutoDefault(false);
    m_fileText->setWordWrap(true);
    m_fileText->setTextFormat(Qt::PlainText);
    auto* row = new QHBoxLayout(m_file);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(workbench::Theme::instance().px(8));
    row->addWidget(m_choose);
    row->addWidget(m_fileText, 1);
    m_file->setFocusProxy(m_choose);
    addRow([] { return tr("Content"); }, m_file);
    connect(m_choose, &QPushButton::clicked, this, &DocumentForm::chooseFile);
    showFile();
}

void DocumentForm::setBody(const Body& body)
{
    m_before = std::get<Document>(body);
    m_title->setText(m_before.title);
    m_type->setText(m_before.type.label());
    showFile();
}

Body DocumentForm::body() const
{
    Document document = m_before;
    document.title = m_title->text().trimmed();
    document.type = editedConcept(m_before.type, m_type->text());
    return document;
}

QString DocumentForm::bodyProblem() const
{
    if (m_title->text().trimmed().isEmpty())
        return tr("Write what the document is.");
    if (m_reading)
        return tr("The file is still being read.");
    if (!m_fileProblem.isEmpty())
        return m_fileProblem;
    const bool came = m_before.blob || !m_before.contentType.isEmpty() || m_before.size > 0;
    if (!came && m_content.bytes.isEmpty())
        return tr("Choose the file that holds the document.");
    return occurred().isNull() ? tr("Write the date.") : QString();
}

void DocumentForm::chooseFile()
{
    auto* dialog = new QFileDialog(this, tr("Choose a document"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters(
        {tr("Documents (*.pdf *.png *.jpg *.jpeg *.tif *.tiff *.bmp *.gif *.txt)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &DocumentForm::takeFile);
    dialog->open();
}

void DocumentForm::takeFile(const QString& path)
{
    m_reading = true;
    m_fileProblem.clear();
    m_content = {};
    showFile();
    workbench::whenDone(QtConcurrent::run([path] { return readFile(path); }), this,
        [this, path](const base::Result<DocumentContent>& content) {
            m_reading = false;
            if (!content)
                m_fileProblem = tr("The file can't be read. Choose another one.");
            else if (content->bytes.isEmpty())
                m_fileProblem = tr("The file is empty. Choose another one.");
            else if (content->bytes.size() > maxDocumentBytes)
                m_fileProblem = tr("The file is larger than %1. Choose a smaller one.")
                                    .arg(QLocale().formattedDataSize(maxDocumentBytes));
            else
                m_content = *content;
            if (m_title->text().trimmed().isEmpty())
                m_title->setText(QFileInfo(path).completeBaseName());
            showFile();
            emit changed();
            emit fileTaken();
        });
}

void DocumentForm::showFile()
{
    m_choose->setText(tr("Choose a file…"));
    m_choose->setAccessibleName(tr("Choose the file that holds the document"));
    workbench::setTone(
        m_fileText, m_fileProblem.isEmpty() ? workbench::Tone::Secondary : workbench::Tone::Caution);
    const QLocale locale;
    if (m_reading)
        m_fileText->setText(tr("Reading…"));
    else if (!m_fileProblem.isEmpty())
        m_fileText->setText(m_fileProblem);
    else if (!m_content.bytes.isEmpty())
        m_fileText->setText(
            tr("%1, %2. The file itself stays where it is: delete it there if nobody else may read it.",
                "type and size of a file")
                .arg(plainType(m_content.contentType), locale.formattedDataSize(m_content.bytes.size())));
    else if (m_before.blob)
        m_fileText->setText(
            tr("Kept as it is, %1", "size of a file").arg(locale.formattedDataSize(m_before.size)));
    else
        m_fileText->setText(tr("None chosen"));
}

void DocumentForm::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        showFile();
    EntryForm::changeEvent(event);
}

} // namespace twinward::record
