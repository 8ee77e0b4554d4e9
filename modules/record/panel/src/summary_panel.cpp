#include "summary_panel_p.h"

#include "workbench/theme.h"
#include "workbench/when_done.h"

#include <QAction>
#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QPainter>
#include <QPrintDialog>
#include <QPrinter>
#include <QPushButton>
#include <QScrollArea>
#include <QtConcurrent/QtConcurrentRun>
#include <QVBoxLayout>

namespace twinward::record {

using workbench::PatientContext;
using workbench::Theme;

namespace {

constexpr qreal aspect = 842.0 / 595.0;

bool paintOn(QPrinter& printer, const SummaryContent& content)
{
    printer.setPageSize(QPageSize(QPageSize::A4));
    printer.setFullPage(true);
    QPainter painter;
    if (!painter.begin(&printer))
        return false;
    const qreal factor = printer.width() / 595.0;
    painter.scale(factor, factor);
    paintSummary(painter, content);
    return painter.end();
}

} // namespace

// ---- the page

SummaryView::SummaryView(QWidget* parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setFocusPolicy(Qt::NoFocus);
}

void SummaryView::setContent(const SummaryContent& content)
{
    m_page = QPicture();
    QPainter painter(&m_page);
    paintSummary(painter, content);
    painter.end();
    setAccessibleName(content.name);
    setAccessibleDescription(
        QStringList{content.facts, content.identifiers, content.allergies}.join(QLatin1Char('\n')));
    update();
}

int SummaryView::heightForWidth(int width) const
{
    return static_cast<int>(width * aspect);
}

QSize SummaryView::sizeHint() const
{
    const int width = Theme::instance().px(640);
    return {width, heightForWidth(width)};
}

void SummaryView::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal pageWidth = qMin<qreal>(width(), height() / aspect);
    const QRectF page((width() - pageWidth) / 2, 0, pageWidth, pageWidth * aspect);
    painter.fillRect(page, Qt::white); // paper, in both themes
    painter.setPen(Theme::instance().color(Theme::Role::Line));
    painter.drawRect(page.adjusted(0.5, 0.5, -0.5, -0.5));
    painter.translate(page.topLeft());
    painter.scale(pageWidth / 595.0, pageWidth / 595.0);
    painter.drawPicture(0, 0, m_page);
}

// ---- the panel

SummaryPanel::SummaryPanel(workbench::Workspace& workspace, QWidget* parent)
    : Panel(parent)
    , m_session(workspace.session)
    , m_context(workspace.context)
{
    setObjectName(QStringLiteral("summary"));
    build();
    connect(&m_context, &PatientContext::patientChanged, this, &SummaryPanel::refresh);
    connect(&m_context, &PatientContext::chartChanged, this, &SummaryPanel::refresh);
    connect(&m_context, &PatientContext::loadFailed, this, [this](const base::Error& error) {
        refresh();
        m_failure->show(error);
    });
    retranslate();
}

void SummaryPanel::build()
{
    const int gap = Theme::instance().px(8);
    m_print = new QAction(this);
    m_print->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_P));
    m_save = new QAction(this);
    m_save->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P));
    m_printButton = new QPushButton(this);
    m_saveButton = new QPushButton(this);
    m_saveButton->setObjectName(QStringLiteral("savePdf"));
    connect(m_print, &QAction::triggered, this, &SummaryPanel::print);
    connect(m_save, &QAction::triggered, this, &SummaryPanel::save);
    connect(m_printButton, &QPushButton::clicked, m_print, &QAction::trigger);
    connect(m_saveButton, &QPushButton::clicked, m_save, &QAction::trigger);
    for (QAction* action : {m_print, m_save}) {
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
    }
    m_done = new QLabel(this);
    m_done->setObjectName(QStringLiteral("summaryDone"));
    m_done->setTextFormat(Qt::PlainText);
    workbench::setTone(m_done, workbench::Tone::Good);
    m_failure = new workbench::FailureBar(this);
    m_empty = new workbench::EmptyState(this);
    m_scroll = new QScrollArea(this);
    m_view = new SummaryView(m_scroll);
    m_scroll->setWidget(m_view);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(gap);
    buttons->addWidget(m_printButton);
    buttons->addWidget(m_saveButton);
    buttons->addWidget(m_done, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(gap, gap, gap, gap);
    layout->setSpacing(gap);
    layout->addLayout(buttons);
    layout->addWidget(m_failure);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_scroll, 1);
}

SummaryContent SummaryPanel::content(const record::Chart& chart) const
{
    return summaryOf(chart, {m_session.clinicName(), m_session.user(), QDateTime::currentDateTime()});
}

void SummaryPanel::refresh()
{
    const workbench::ChartPtr chart = m_context.chart();
    m_done->clear();
    m_failure->clear();
    m_print->setEnabled(chart != nullptr);
    m_save->setEnabled(chart != nullptr);
    m_printButton->setEnabled(chart != nullptr);
    m_saveButton->setEnabled(chart != nullptr);
    m_scroll->setVisible(chart != nullptr);
    m_empty->setVisible(chart == nullptr);
    m_empty->setText(m_context.patient().isNull() ? tr("No patient open. Find one with Ctrl+F.")
            : m_context.isLoading()               ? tr("Reading the record…")
                                    : tr("The record could not be read, so nothing is printed."));
    if (chart && isVisible())
        m_view->setContent(content(*chart));
}

void SummaryPanel::showEvent(QShowEvent* event)
{
    refresh();
    Panel::showEvent(event);
}

void SummaryPanel::afterLogging(const QString& detail, std::function<void(const SummaryContent&)> then)
{
    const workbench::ChartPtr chart = m_context.chart();
    if (!chart)
        return;
    workbench::whenDone(m_session.run([patient = chart->patient(), detail](ledger::Vault& vault) {
        return vault.logAccess({{AccessLogged::Action::Print, patient, detail, QStringLiteral("TREAT")}});
    }),
        this, [this, chart, then = std::move(then)](const base::Status& logged) {
            if (logged)
                then(content(*chart));
            else
                m_failure->show(logged.error(), tr("Nothing was printed, because it could not be logged."));
        });
}

void SummaryPanel::print()
{
    auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    auto* dialog = new QPrintDialog(printer.get(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, qOverload<>(&QDialog::accepted), this, [this, printer] {
        afterLogging(
            QStringLiteral("One-page summary, printed"), [this, printer](const SummaryContent& content) {
                workbench::whenDone(
                    QtConcurrent::run([printer, content] { return paintOn(*printer, content); }), this,
                    [this](bool printed) {
                        if (printed)
                            m_done->setText(tr("Sent to the printer"));
                        else
                            m_failure->show({base::ErrorCode::Io,
                                                QStringLiteral("The printer did not take the page"), {}, {}},
                                tr("Nothing was printed."));
                    });
            });
    });
    dialog->open();
}

void SummaryPanel::save()
{
    auto* dialog = new QFileDialog(this, tr("Save the summary as PDF"));
    dialog->setObjectName(QStringLiteral("saveSummary"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setNameFilter(tr("PDF (*.pdf)"));
    dialog->setDefaultSuffix(QStringLiteral("pdf"));
    dialog->selectFile(tr("Patient summary", "file name")
                           .append(QLatin1String(".pdf"))); // no name: folders are seen by others
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        afterLogging(
            QStringLiteral("One-page summary, saved as PDF"), [this, path](const SummaryContent& content) {
                workbench::whenDone(
                    QtConcurrent::run([content, path] { return saveSummaryPdf(content, path); }), this,
                    [this, path](const base::Status& saved) {
                        if (saved)
                            m_done->setText(tr("Saved as %1").arg(path));
                        else
                            m_failure->show(saved.error(), tr("No PDF was written."));
                    });
            });
    });
    dialog->open();
}

void SummaryPanel::focusFirst()
{
    m_printButton->setFocus(Qt::ShortcutFocusReason);
}

void SummaryPanel::retranslate()
{
    m_print->setText(tr("Print"));
    m_save->setText(tr("Save as PDF"));
    const std::pair<QAction*, QPushButton*> labelled[] = {{m_print, m_printButton}, {m_save, m_saveButton}};
    for (const auto& [action, button] : labelled) {
        button->setText(tr("%1  %2", "action, shortcut")
                            .arg(action->text(), action->shortcut().toString(QKeySequence::NativeText)));
        button->setAccessibleName(action->text());
    }
    refresh();
}

void SummaryPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Panel::changeEvent(event);
}

} // namespace twinward::record
