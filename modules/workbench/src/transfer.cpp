#include "workbench/transfer.h"

#include <QDir>
#include <QFileDialog>
#include <QMimeData>
#include <QUrl>

namespace twinward::workbench {

Transfer::Transfer(Session& session, ProgressLine* line, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_line(line)
{ }

void Transfer::begin(const QString& what)
{
    m_job = new Job(m_session, this);
    m_line->follow(m_job, what);
    emit busyChanged();
}

void Transfer::end()
{
    if (m_job) {
        m_job->finish();
        delete m_job;
    }
    emit busyChanged();
}

void pickPaths(QWidget* parent, Pick what, const QStringList& filters,
    const std::function<void(const QStringList&)>& take)
{
    auto* dialog = new QFileDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (what == Pick::Files) {
        dialog->setFileMode(QFileDialog::ExistingFiles);
        dialog->setNameFilters(filters);
    } else {
        dialog->setFileMode(QFileDialog::Directory);
        dialog->setOption(QFileDialog::ShowDirsOnly);
    }
    QObject::connect(dialog, &QFileDialog::filesSelected, parent, take);
    dialog->open();
}

QStringList localPaths(const QMimeData* data)
{
    QStringList paths;
    for (const QUrl& url : data->urls()) {
        if (url.isLocalFile())
            paths << QDir::toNativeSeparators(url.toLocalFile());
    }
    return paths;
}

} // namespace twinward::workbench
