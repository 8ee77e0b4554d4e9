#include "merge_dialog_p.h"

#include "entry_kind_p.h"
#include "fitting_table_p.h"
#include "version_card_p.h"
#include "workbench/format.h"
#include "workbench/theme.h"
#include "workbench/when_done.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace twinward::record {

using workbench::Theme;

namespace {

constexpr size_t listedAtMost = 200;

text::Fields fieldsOf(const PatientRow* row)
{
    Event event;
    if (row != nullptr)
        event.body = row->details;
    return text::fields(event);
}

} // namespace

void MergeDialog::merge(workbench::Session& session, PatientId patient, QWidget* parent, PatientId other)
{
    auto* dialog = new MergeDialog(session, patient, parent, other);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

MergeDialog::MergeDialog(workbench::Session& session, PatientId patient, QWidget* parent, PatientId other)
    : QDialog(parent)
    , m_session(session)
    , m_patient(patient)
    , m_index(session.patients())
    , m_field(new workbench::SearchField(this))
    , m_table(new FittingTable(this))
    , m_cards(new QWidget(this))
    , m_cardRow(new QHBoxLayout(m_cards))
    , m_keepThis(new QRadioButton(this))
    , m_keepOther(new QRadioButton(this))
    , m_reason(new QLineEdit(this))
    , m_merge(new QPushButton(tr("Merge the two records"), this))
    , m_failure(new workbench::FailureBar(this))
{
    setObjectName(QStringLiteral("mergeDialog"));
    setWindowTitle(tr("Merge with another record"));
    auto* explanation = new QLabel(tr("Find the other record of the same person. Both are then read as one; "
                                      "they can be taken apart again at any time."),
        this);
    explanation->setWordWrap(true);
    buildSearch();
    buildDecision();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Cancel)->setText(tr("Cancel"));
    buttons->button(QDialogButtonBox::Cancel)->setAutoDefault(false);
    buttons->addButton(m_merge, QDialogButtonBox::ActionRole);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(Theme::instance().px(8));
    layout->addWidget(explanation);
    layout->addWidget(m_field);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_cards);
    layout->addWidget(m_keepThis);
    layout->addWidget(m_keepOther);
    layout->addWidget(m_reason);
    layout->addWidget(m_failure);
    layout->addWidget(buttons);
    resize(Theme::instance().px(760), Theme::instance().px(640));
    // The likely one first: whoever bears the same name.
    const PatientRow* mine = m_index->find(m_patient);
    const PatientRow* likely = m_index->find(other);
    const QSignalBlocker silent(m_field);
    m_field->setText(likely != nullptr ? likely->name : mine != nullptr ? mine->name : QString());
    if (likely != nullptr)
        list({likely});
    else
        search(m_field->text());
    m_field->setFocus();
    m_field->selectAll();
}

void MergeDialog::buildSearch()
{
    m_field->setObjectName(QStringLiteral("mergeSearch"));
    m_field->setAccessibleName(tr("Find the other record"));
    m_field->setPlaceholderText(tr("Name, identifier, birth date or phone"));
    m_field->setTarget(m_table);
    m_table->setObjectName(QStringLiteral("mergeCandidates"));
    m_table->setAccessibleName(tr("Records found"));
    m_table->setModel(&m_model);
    m_table->setColumns(PatientListModel::Name, {PatientListModel::Phone}, {PatientListModel::LastSeen});
    connect(m_field, &workbench::SearchField::searchChanged, this, &MergeDialog::search);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &MergeDialog::compare);
}

void MergeDialog::buildDecision()
{
    m_cardRow->setContentsMargins(0, 0, 0, 0);
    m_cardRow->setSpacing(Theme::instance().px(8));
    m_keepThis->setChecked(true);
    m_keepThis->setObjectName(QStringLiteral("keepThis"));
    m_keepOther->setObjectName(QStringLiteral("keepOther"));
    m_reason->setObjectName(QStringLiteral("mergeReason"));
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->setPlaceholderText(tr("Why these are the same person"));
    workbench::setKind(m_merge, workbench::ButtonKind::Danger);
    m_merge->setObjectName(QStringLiteral("mergeNow"));
    m_merge->setAutoDefault(false);
    connect(m_reason, &QLineEdit::textChanged, this,
        [this] { m_merge->setEnabled(!other().isNull() && !m_reason->text().trimmed().isEmpty()); });
    connect(m_merge, &QPushButton::clicked, this, &MergeDialog::commit);
}

void MergeDialog::search(const QString& text)
{
    std::vector<const PatientRow*> rows = m_index->search(text, listedAtMost);
    std::erase_if(rows, [this](const PatientRow* row) { return row->id == m_patient; });
    list(std::move(rows));
}

void MergeDialog::list(std::vector<const PatientRow*> rows)
{
    m_model.show(m_index, std::move(rows));
    if (m_model.rowCount() > 0)
        m_table->setCurrentIndex(m_model.index(0, PatientListModel::Name));
    compare();
}

PatientId MergeDialog::other() const
{
    return m_model.patientAt(m_table->currentIndex().row());
}

void MergeDialog::compare()
{
    while (QLayoutItem* item = m_cardRow->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const PatientRow* mine = m_index->find(m_patient);
    const PatientRow* theirs = m_index->find(other());
    const bool both = mine != nullptr && theirs != nullptr;
    for (QWidget* widget : {m_cards, static_cast<QWidget*>(m_keepThis), static_cast<QWidget*>(m_keepOther),
             static_cast<QWidget*>(m_reason)})
        widget->setVisible(both);
    m_merge->setEnabled(both && !m_reason->text().trimmed().isEmpty());
    if (!both)
        return;
    m_cardRow->addWidget(
        new VersionCard(tr("The open record"), {}, fieldsOf(mine), fieldsOf(theirs), m_cards), 1);
    m_cardRow->addWidget(
        new VersionCard(tr("The other record"), {}, fieldsOf(theirs), fieldsOf(mine), m_cards), 1);
    const QString keep = tr("Keep the details of %1 (%2)", "name, which record");
    m_keepThis->setText(keep.arg(workbench::formatName(mine->details), tr("the open record")));
    m_keepOther->setText(keep.arg(workbench::formatName(theirs->details), tr("the other record")));
}

void MergeDialog::commit()
{
    const PatientId kept = m_keepThis->isChecked() ? m_patient : other();
    Event event;
    event.patient = m_keepThis->isChecked() ? other() : m_patient;
    event.category = Category::Demographics;
    event.occurred = momentNow();
    event.body = MergedInto{kept, m_reason->text().trimmed()};
    setEnabled(false);
    workbench::whenDone(
        m_session.commit({event}), this, [this](const base::Result<ledger::CommitReceipt>& receipt) {
            setEnabled(true);
            if (receipt)
                accept();
            else
                m_failure->show(receipt.error(), tr("Nothing was merged."));
        });
}

} // namespace twinward::record
