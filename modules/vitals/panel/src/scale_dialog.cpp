#include "scale_dialog_p.h"

#include "sign_text_p.h"
#include "workbench/theme.h"
#include "workbench/when_done.h"
#include "workbench/widgets.h"

#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace twinward::vitals {

using workbench::Theme;

ScaleDialog::ScaleDialog(
    workbench::Workspace& workspace, record::PatientId patient, SpO2Scale now, QWidget* parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_patient(patient)
    , m_now(now)
    , m_scale1(new QRadioButton(this))
    , m_scale2(new QRadioButton(this))
    , m_reason(new QLineEdit(this))
    , m_save(nullptr)
    , m_failure(new workbench::FailureBar(this))
{
    const Theme& theme = Theme::instance();
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("SpO₂ scale"));
    m_scale1->setText(tr("Scale &1: for everybody else"));
    m_scale2->setText(tr("Scale &2: target 88–92 %, hypercapnic respiratory failure"));
    (now == SpO2Scale::Scale1 ? m_scale1 : m_scale2)->setChecked(true);
    auto* advice = new QLabel(tr("Scale 2 may only be chosen by a competent decision maker for a patient "
                                 "with hypercapnic respiratory "
                                 "failure, usually confirmed by blood gas. It is recorded with your name."),
        this);
    advice->setWordWrap(true);
    workbench::setTone(advice, workbench::Tone::Secondary);
    m_reason->setPlaceholderText(tr("Why, and who decided"));
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->setMaxLength(400);
    m_reason->setObjectName(QStringLiteral("reason"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_save = buttons->addButton(tr("Record the choice"), QDialogButtonBox::AcceptRole);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(theme.px(8));
    for (QWidget* each : {static_cast<QWidget*>(m_scale1), static_cast<QWidget*>(m_scale2),
             static_cast<QWidget*>(advice), static_cast<QWidget*>(m_reason), static_cast<QWidget*>(m_failure),
             static_cast<QWidget*>(buttons)})
        column->addWidget(each);
    setMinimumWidth(theme.px(440));
    const auto judge
        = [this] { m_save->setEnabled(chosen() != m_now && !m_reason->text().trimmed().isEmpty()); };
    connect(m_scale1, &QRadioButton::toggled, this, judge);
    connect(m_reason, &QLineEdit::textChanged, this, judge);
    connect(buttons, &QDialogButtonBox::accepted, this, &ScaleDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    judge();
}

SpO2Scale ScaleDialog::chosen() const
{
    return m_scale2->isChecked() ? SpO2Scale::Scale2 : SpO2Scale::Scale1;
}

void ScaleDialog::save()
{
    m_save->setEnabled(false);
    record::Event event = scaleChoice(m_patient, chosen(),
        base::Moment::fromDateTime(QDateTime::currentDateTime()), m_reason->text().trimmed());
    workbench::whenDone(m_workspace.session.commit({std::move(event)}), this,
        [this](const base::Result<ledger::CommitReceipt>& receipt) {
            m_save->setEnabled(true);
            if (!receipt)
                return m_failure->show(receipt.error(), tr("The scale is what it was."));
            accept();
        });
}

} // namespace twinward::vitals
