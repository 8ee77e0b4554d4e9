// Saving what is written in an EntryEditor: what is dangerous or private about it, what has to be stored with
// it, and what is said when it can't be.

#include "entry_editor_p.h"
#include "entry_form_p.h"
#include "workbench/when_done.h"

#include <QCheckBox>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>

namespace twinward::record {

const Entry* EntryEditor::amended() const
{
    return m_chart && !m_event.replaces.empty() ? m_chart->find(m_event.replaces.front()) : nullptr;
}

bool EntryEditor::wasSensitive() const
{
    const Entry* entry = amended();
    return entry != nullptr && amend(*entry, m_event.body).category == Category::Sensitive;
}

// Who may not read such entries could not go on with what they wrote, and is not offered to write one.
void EntryEditor::showSensitive()
{
    const QSignalBlocker quiet(m_sensitive);
    m_sensitive->setChecked(m_event.category == Category::Sensitive);
    m_sensitive->setEnabled(mayRead(m_session.user().role, Category::Sensitive));
}

QStringList EntryEditor::dangers() const
{
    QStringList dangers = m_form->dangers();
    const bool sensitive = m_sensitive->isChecked();
    if (sensitive && !wasSensitive())
        dangers << m_kind.sensitiveDanger();
    if (!sensitive && wasSensitive())
        dangers << tr("It was sensitive. From now on everybody who reads this record reads it.");
    dangers.removeAll(QString());
    return dangers;
}

QString EntryEditor::saveAnyway() const
{
    if (!m_form->dangers().isEmpty())
        return m_form->saveAnyway();
    return m_sensitive->isChecked() ? tr("Save as sensitive") : tr("Save for all to read");
}

void EntryEditor::judge()
{
    const QStringList dangers = this->dangers();
    m_alreadyRead->setVisible(m_sensitive->isChecked() && amended() != nullptr && !wasSensitive());
    m_dangers->setText(dangers.join(QLatin1Char('\n')));
    m_dangers->setVisible(!dangers.isEmpty());
    fitDangers();
    workbench::setKind(
        m_save, dangers.isEmpty() ? workbench::ButtonKind::Primary : workbench::ButtonKind::Danger);
    retranslate();
}

void EntryEditor::save()
{
    if (!isOpen() || m_saving)
        return;
    const QString problem = m_form->problem();
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    if (!problem.isEmpty())
        return;
    const QStringList dangers = this->dangers();
    if (dangers.isEmpty())
        return prepare();
    auto* box = new QMessageBox(QMessageBox::Warning, tr("Before this is saved"),
        dangers.join(QLatin1Char('\n')), QMessageBox::Cancel, this);
    box->setObjectName(QStringLiteral("dangerQuestion"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setDefaultButton(QMessageBox::Cancel);
    QPushButton* anyway = box->addButton(saveAnyway(), QMessageBox::DestructiveRole);
    connect(anyway, &QPushButton::clicked, this, &EntryEditor::prepare);
    box->open();
}

void EntryEditor::prepare()
{
    if (!isOpen() || m_saving)
        return;
    m_saving = true;
    m_save->setEnabled(false);
    const EntryKind::Preparation preparation = m_kind.preparation(*m_form, amended());
    if (!preparation)
        return commit(written());
    workbench::whenDone(m_session.run([preparation, event = written()](
                                          ledger::Vault& vault) { return preparation(vault, event); }),
        this, [this, form = m_form](const base::Result<Event>& event) {
            if (m_form != form)
                return;
            if (event)
                commit(*event);
            else
                refused(event.error());
        });
}

void EntryEditor::commit(const Event& event)
{
    const Entry* entry = amended();
    std::vector<Event> events
        = entry != nullptr ? withChangeOfCategory(*entry, event) : std::vector<Event>{event};
    if (m_chart) {
        for (Event& other : m_kind.alongside(*m_chart, event))
            events.push_back(std::move(other));
    }
    workbench::whenDone(m_session.commit(std::move(events)), this,
        [this, event, form = m_form](const base::Result<ledger::CommitReceipt>& receipt) {
            if (m_form != form)
                return;
            if (!receipt)
                return refused(receipt.error());
            finish();
            emit saved(event);
        });
}

void EntryEditor::refused(const base::Error& error)
{
    m_saving = false;
    m_save->setEnabled(true);
    m_failure->show(error, tr("What you typed is still here and kept as a draft."));
}

void EntryEditor::finish()
{
    m_draft->discard();
    close();
    emit finished();
}

void EntryEditor::cancel()
{
    if (!isOpen())
        return;
    if (!isChanged())
        return finish();
    auto* box = new QMessageBox(
        QMessageBox::Question, tr("Not saved"), tr("Throw away what you typed?"), QMessageBox::Cancel, this);
    box->setObjectName(QStringLiteral("discardQuestion"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton* discard = box->addButton(tr("Throw away"), QMessageBox::DestructiveRole);
    box->button(QMessageBox::Cancel)->setText(tr("Go on writing"));
    box->setDefaultButton(QMessageBox::Cancel);
    connect(discard, &QPushButton::clicked, this, &EntryEditor::finish);
    box->open();
}

} // namespace twinward::record
