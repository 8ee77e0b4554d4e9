#include "refusal_list_p.h"

#include "workbench/tables.h"
#include "workbench/theme.h"
#include "workbench/when_done.h"

#include <numeric>
#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLocale>
#include <QPushButton>
#include <QSaveFile>
#include <QTableView>
#include <QtConcurrent/QtConcurrentRun>
#include <QVBoxLayout>

namespace twinward::interop {

using workbench::Theme;

void RefusalModel::set(std::vector<Refusal> refusals)
{
    beginResetModel();
    m_refusals = std::move(refusals);
    endResetModel();
}

int RefusalModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_refusals.size());
}

int RefusalModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RefusalModel::data(const QModelIndex& index, int role) const
{
    const Refusal& refusal = m_refusals[static_cast<size_t>(index.row())];
    const bool isTip = role == Qt::ToolTipRole;
    if (role != Qt::DisplayRole && !isTip)
        return {};
    switch (index.column()) {
    case Reason:
        return refusal.why;
    case Place:
        return refusal.place;
    case File:
        return isTip ? refusal.file : QFileInfo(refusal.file).fileName();
    default:
        return {};
    }
}

QVariant RefusalModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QString names[] = {tr("Refused because"), tr("Place"), tr("File")};
    return names[section];
}

QString RefusalModel::text(const QList<int>& rows) const
{
    QStringList lines;
    for (const int row : rows) {
        const Refusal& refusal = m_refusals[static_cast<size_t>(row)];
        QStringList parts{refusal.file, refusal.place, refusal.why};
        for (QString& part : parts)
            part = part.simplified();
        lines << parts.join(u'\t');
    }
    return lines.join(u'\n') + u'\n';
}

QString RefusalModel::text() const
{
    QList<int> rows(rowCount());
    std::iota(rows.begin(), rows.end(), 0);
    const QStringList heading{tr("File"), tr("Place"), tr("Refused because")};
    return heading.join(u'\t') + u'\n' + text(rows);
}

RefusalList::RefusalList(QWidget* parent)
    : QWidget(parent)
    , m_title(new QLabel)
    , m_table(workbench::makeTable(&m_model))
    , m_copy(new QPushButton)
    , m_save(new QPushButton)
    , m_saved(new QLabel)
    , m_failure(new workbench::FailureBar)
    , m_copyAction(new QAction(this))
{
    m_table->setObjectName(QStringLiteral("refused"));
    m_copy->setObjectName(QStringLiteral("copyRefused"));
    m_save->setObjectName(QStringLiteral("saveRefused"));
    m_title->setProperty("rank", QStringLiteral("heading"));
    m_copyAction->setShortcut(QKeySequence::Copy);
    m_copyAction->setShortcutContext(Qt::WidgetShortcut);
    m_table->addAction(m_copyAction);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    workbench::setTone(m_saved, workbench::Tone::Secondary);
    auto* head = new QHBoxLayout;
    head->addWidget(m_title);
    head->addWidget(m_saved, 1);
    head->addWidget(m_copy);
    head->addWidget(m_save);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::instance().px(4));
    layout->addLayout(head);
    layout->addWidget(m_failure);
    layout->addWidget(m_table, 1);
    connect(m_copyAction, &QAction::triggered, this, &RefusalList::copy);
    connect(m_copy, &QPushButton::clicked, this, &RefusalList::copy);
    connect(m_save, &QPushButton::clicked, this, &RefusalList::askWhere);
    hide();
    retranslate();
}

void RefusalList::show(std::vector<Refusal> refusals, quint64 total)
{
    m_model.set(std::move(refusals));
    m_total = total;
    m_saved->clear();
    m_failure->clear();
    workbench::fitColumns(m_table, RefusalModel::Reason);
    setVisible(m_model.rowCount() > 0);
    retranslate();
}

void RefusalList::clear()
{
    show({}, 0);
}

// The rows that are selected; all of them where none is.
void RefusalList::copy()
{
    QList<int> rows;
    for (const QModelIndex& index : m_table->selectionModel()->selectedRows())
        rows << index.row();
    std::sort(rows.begin(), rows.end());
    QGuiApplication::clipboard()->setText(rows.isEmpty() ? m_model.text() : m_model.text(rows));
    m_saved->setText(tr(
        "%n line(s) copied.", nullptr, static_cast<int>(rows.isEmpty() ? m_model.rowCount() : rows.size())));
}

void RefusalList::askWhere()
{
    auto* dialog = new QFileDialog(this, tr("Save the list"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("tsv"));
    dialog->selectFile(QStringLiteral("refused.tsv"));
    connect(dialog, &QFileDialog::fileSelected, this, &RefusalList::saveTo);
    dialog->open();
}

void RefusalList::saveTo(const QString& path)
{
    m_failure->clear();
    const auto write = [path, bytes = m_model.text().toUtf8()]() -> base::Status {
        QSaveFile file(path);
        if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
            return {};
        return base::fail(base::ErrorCode::Io, QStringLiteral("The list can't be written"),
            QStringLiteral("%1: %2").arg(path, file.errorString()), QStringLiteral("Choose another folder."));
    };
    workbench::whenDone(QtConcurrent::run(write), this, [this, path](const base::Status& written) {
        if (!written)
            return m_failure->show(written.error(), tr("What came in is in the record."));
        m_saved->setText(tr("Saved as %1.").arg(QFileInfo(path).fileName()));
        emit saved(path);
    });
}

void RefusalList::retranslate()
{
    const QLocale locale;
    const auto listed = static_cast<quint64>(m_model.rowCount());
    m_title->setText(m_total > listed ? tr("Refused: %1, the first %2 are listed")
                                            .arg(locale.toString(m_total), locale.toString(listed))
                                      : tr("Refused: %1").arg(locale.toString(m_total)));
    m_table->setAccessibleName(tr("What was refused"));
    m_copy->setText(tr("Copy"));
    m_copy->setToolTip(tr("Copies the selected lines, or all of them"));
    m_save->setText(tr("Save list…"));
    m_copyAction->setText(tr("Copy"));
    m_model.retranslate();
}

void RefusalList::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace twinward::interop
