#include "archive_panel_p.h"

#include "archive_settings_p.h"
#include "imaging/send_study.h"
#include "imaging/waiting.h"
#include "node_form_p.h"
#include "reception_page_p.h"
#include "study_words_p.h"
#include "workbench/format.h"
#include "workbench/tables.h"
#include "workbench/theme.h"

#include <QAction>
#include <QComboBox>
#include <QJsonDocument>
#include <QLocale>
#include <QPushButton>
#include <QTableView>
#include <QTabWidget>

namespace twinward::imaging {

using workbench::Tone;

namespace {

const QString settingsKey = QStringLiteral("imaging/archive");

} // namespace

void ArchivePanel::connectAll()
{
    for (QLineEdit* field : {m_name, m_number})
        connect(field, &QLineEdit::returnPressed, m_searchAction, &QAction::trigger);
    connect(m_search, &QPushButton::clicked, m_searchAction, &QAction::trigger);
    connect(m_searchAction, &QAction::triggered, this, &ArchivePanel::search);
    connect(
        m_foundTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ArchivePanel::judge);
    connect(m_foundTable, &QTableView::activated, this, &ArchivePanel::bring);
    connect(m_bring, &QPushButton::clicked, this, &ArchivePanel::bring);
    connect(m_studiesTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        &ArchivePanel::judge);
    connect(m_send, &QPushButton::clicked, this, &ArchivePanel::send);
    connect(m_test, &QPushButton::clicked, this, &ArchivePanel::testConnection);
    connect(m_node, &NodeForm::changed, this, [this] {
        m_nodeEdited = true;
        storeNode();
        judge();
    });
    connect(m_transfer, &workbench::Transfer::busyChanged, this, &ArchivePanel::judge);
    connect(&m_context, &workbench::PatientContext::chartChanged, this, &ArchivePanel::showStudies);
    connect(&m_context, &workbench::PatientContext::patientChanged, this, &ArchivePanel::showStudies);
    connect(&workbench::Theme::instance(), &workbench::Theme::changed, this, &ArchivePanel::retranslate);
}

QList<QAction*> ArchivePanel::commands() const
{
    return {m_searchAction, m_reception->switchAction()};
}

void ArchivePanel::focusFirst()
{
    if (m_node->isComplete())
        m_name->setFocus();
    else
        m_tabs->setCurrentIndex(m_tabs->count() - 1);
}

// ---- where the archive is ----

void ArchivePanel::restoreNode()
{
    workbench::whenDone(
        m_session.getPrivate(settingsKey), this, [this](const base::Result<QByteArray>& stored) {
            if (!stored || m_nodeEdited)
                return;
            m_node->setNode(nodeFrom(QJsonDocument::fromJson(*stored).object()));
            judge();
        });
}

void ArchivePanel::storeNode()
{
    m_session.putPrivate(settingsKey, QJsonDocument(toJson(m_node->node())).toJson(QJsonDocument::Compact));
}

void ArchivePanel::testConnection()
{
    m_failure->clear();
    m_state->clear();
    m_transfer->start(
        tr("Asking the archive whether it is there"),
        [node = m_node->node()](
            ledger::Vault&, const ledger::ProgressFn&) { return PacsClient(node).echo(); },
        [this](const base::Status& answered) {
            if (!answered)
                return m_failure->show(answered.error());
            workbench::setTone(m_state, Tone::Good);
            m_state->setText(tr("The archive answers."));
        });
}

// ---- what it holds ----

void ArchivePanel::search()
{
    if (!m_search->isEnabled())
        return focusFirst();
    m_failure->clear();
    m_state->clear();
    StudyQuery query;
    const QString name = m_name->text().trimmed();
    query.patientName = name.isEmpty() || name.contains(u'*') ? name : u'*' + name + u'*';
    query.patientId = m_number->text().trimmed();
    query.modality = m_modality->currentData().toString();
    if (const int days = m_days->currentData().toInt(); days >= 0)
        query.from = QDate::currentDate().addDays(-days);
    m_transfer->start(
        tr("Searching the archive"),
        [node = m_node->node(), query](
            ledger::Vault& vault, const ledger::ProgressFn&) -> base::Result<std::vector<FoundStudy>> {
            const QString detail = QStringLiteral("Studies in the picture archive %1").arg(node.aeTitle);
            const auto logged = vault.logAccess(
                {{record::AccessLogged::Action::Search, {}, detail, QStringLiteral("TREAT")}});
            if (!logged)
                return base::fail(logged.error());
            return PacsClient(node).find(query);
        },
        [this](const base::Result<std::vector<FoundStudy>>& found) { showFound(found); });
}

void ArchivePanel::showFound(const base::Result<std::vector<FoundStudy>>& found)
{
    if (!found)
        return m_failure->show(found.error());
    m_found = *found;
    std::vector<workbench::RowsModel::Row> rows;
    for (const FoundStudy& study : m_found)
        rows.push_back({{workbench::formatMoment(study.time),
            StudyWords::title(study.modalities, study.description), StudyWords::person(study.patient),
            study.instances ? StudyWords::images(static_cast<quint64>(*study.instances)) : QString()}});
    m_foundNote->setText(m_found.empty() ? tr("The archive holds nothing like that.") : QString());
    m_foundNote->setVisible(m_found.empty());
    m_foundTable->setVisible(!m_found.empty());
    m_foundModel.set(std::move(rows));
    workbench::fitColumns(m_foundTable, 2);
    if (!m_found.empty()) {
        m_foundTable->selectRow(0);
        m_foundTable->setFocus();
    }
    judge();
}

void ArchivePanel::bring()
{
    const int row = m_foundTable->currentIndex().row();
    if (row < 0 || !m_bring->isEnabled())
        return;
    m_failure->clear();
    m_transfer->start(
        tr("Bringing the study here"),
        [node = m_node->node(), uid = m_found[static_cast<size_t>(row)].studyUid](
            ledger::Vault& vault, const ledger::ProgressFn& progress) {
            const auto sink = [&vault](const QByteArray& object) { return letWait(vault, object); };
            return PacsClient(node).get(uid, sink, progress);
        },
        [this](const base::Result<imaging::Transfer>& transfer) {
            showTransfer(transfer, tr("They wait under “Bring in images” for you to say whose they are."));
        });
}

// ---- what is sent there ----

void ArchivePanel::showStudies()
{
    m_studies = m_context.chart() == nullptr ? std::vector<Study>() : studiesOf(*m_context.chart());
    m_sendNote->setText(m_context.patient().isNull() ? tr("Open a patient to send their images.")
                                                     : tr("This patient has no images."));
    m_sendNote->setVisible(m_studies.empty());
    m_studiesTable->setVisible(!m_studies.empty());
    m_studiesModel.set(StudyWords::rows(m_studies));
    workbench::fitColumns(m_studiesTable, 1);
    judge();
}

void ArchivePanel::send()
{
    const int row = m_studiesTable->currentIndex().row();
    if (row < 0)
        return;
    m_failure->clear();
    m_transfer->start(
        tr("Sending the study"),
        [node = m_node->node(), study = m_studies[static_cast<size_t>(row)], patient = m_context.patient()](
            ledger::Vault& vault, const ledger::ProgressFn& progress) {
            return sendStudy(vault, patient, study, node, progress);
        },
        [this](const base::Result<imaging::Transfer>& transfer) {
            showTransfer(transfer, tr("The archive has them."));
        });
}

void ArchivePanel::showTransfer(const base::Result<imaging::Transfer>& transfer, const QString& done)
{
    if (!transfer) {
        if (transfer.error().code != base::ErrorCode::Cancelled)
            m_failure->show(transfer.error());
        return;
    }
    const QString count = StudyWords::images(transfer->done);
    if (transfer->problems.isEmpty()) {
        workbench::setTone(m_state, Tone::Good);
        m_state->setText(tr("%1. %2", "count of images, what became of them").arg(count, done));
        return;
    }
    workbench::setTone(m_state, Tone::Caution);
    m_state->setText(
        tr("%1 came through, not all: %2").arg(count, transfer->problems.join(QStringLiteral("; "))));
}

void ArchivePanel::judge()
{
    const bool ready = m_node->isComplete() && !m_transfer->isBusy();
    m_test->setEnabled(ready);
    m_search->setEnabled(ready);
    m_bring->setEnabled(ready && m_foundTable->currentIndex().isValid());
    m_send->setEnabled(ready && m_studiesTable->currentIndex().isValid());
}

} // namespace twinward::imaging
