#include "correction_dialog_p.h"

#include "correction_fields_p.h"
#include "sign_text_p.h"
#include "units_p.h"
#include "workbench/format.h"
#include "workbench/theme.h"
#include "workbench/when_done.h"
#include "workbench/widgets.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace twinward::vitals {

using workbench::Theme;

CorrectionDialog::CorrectionDialog(
    workbench::Workspace& workspace, ChartVitalsPtr vitals, const Sample& sample, QWidget* parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_vitals(std::move(vitals))
    , m_sample(sample)
    , m_unit(Units::of(workspace.session).unit(sample.sign))
    , m_amend(new QRadioButton(tr("&Correct it")))
    , m_retract(new QRadioButton(tr("&Wrong entry: take it back")))
    , m_reason(new QLineEdit)
    , m_problem(new QLabel)
    , m_failure(new workbench::FailureBar)
{
    setAttribute(Qt::WA_DeleteOnClose);
    m_retract->setObjectName(QStringLiteral("retract"));
    setWindowTitle(tr("Correct an entry"));
    const record::Event& event = entry()->event();
    m_fields = new CorrectionFields(Units::of(workspace.session),
        signsTogether(*event.as<record::Observation>(), sample.sign), correctionOf(event, sample),
        m_vitals->factors.ageMonths, this);
    layOut();
    m_amend->setChecked(true);
    connect(m_amend, &QRadioButton::toggled, this, &CorrectionDialog::judge);
    connect(m_fields, &CorrectionFields::edited, this, &CorrectionDialog::judge);
    connect(m_reason, &QLineEdit::textChanged, this, &CorrectionDialog::judge);
    judge();
    m_fields->focusFirst();
}

const record::Entry* CorrectionDialog::entry() const
{
    return m_vitals->chart->find(m_sample.event);
}

bool CorrectionDialog::isNumber() const
{
    return definition(m_sample.sign).isNumber;
}

QString CorrectionDialog::valueBefore() const
{
    const auto figure
        = [this](const Sample& sample) { return SignText::figure(sample.sign, sample.value, m_unit); };
    if (!isNumber())
        return SignText::value(m_sample, m_unit);
    if (m_sample.sign != Sign::SystolicPressure)
        return figure(m_sample);
    for (const Sample& low : m_vitals->record.samples(Sign::DiastolicPressure)) {
        if (low.event == m_sample.event)
            return QStringLiteral("%1/%2").arg(figure(m_sample), figure(low));
    }
    return figure(m_sample);
}

void CorrectionDialog::layOut()
{
    const Theme& theme = Theme::instance();
    const bool isPressure = m_sample.sign == Sign::SystolicPressure;
    auto* what = new QLabel(tr("%1: %2 %3", "sign, value, unit")
                                .arg(isPressure ? tr("Blood pressure") : SignText::label(m_sample.sign),
                                    valueBefore(), isNumber() ? SignText::unit(m_unit) : QString()));
    what->setFont(theme.font(Theme::Type::Heading, QFont::DemiBold));
    auto* who = new QLabel(
        tr("%1 · recorded by %2", "time, name")
            .arg(workbench::formatMoment(m_sample.at), m_workspace.session.roster().nameOf(m_sample.author)));
    workbench::setTone(who, workbench::Tone::Secondary);
    m_reason->setObjectName(QStringLiteral("reason"));
    m_reason->setMaxLength(400);
    m_reason->setPlaceholderText(tr("Why it was wrong"));
    m_problem->setWordWrap(true);
    workbench::setTone(m_problem, workbench::Tone::Danger);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_save = buttons->addButton(tr("Record"), QDialogButtonBox::AcceptRole);
    m_save->setObjectName(QStringLiteral("record"));
    connect(buttons, &QDialogButtonBox::accepted, this, &CorrectionDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto* column = new QVBoxLayout(this);
    column->setSpacing(theme.px(8));
    for (QWidget* each :
        {static_cast<QWidget*>(what), static_cast<QWidget*>(who), static_cast<QWidget*>(m_amend),
            static_cast<QWidget*>(m_fields), static_cast<QWidget*>(m_retract)})
        column->addWidget(each);
    auto* form = new QFormLayout;
    form->addRow(tr("R&eason"), m_reason);
    column->addLayout(form);
    for (QWidget* each :
        {static_cast<QWidget*>(m_problem), static_cast<QWidget*>(m_failure), static_cast<QWidget*>(buttons)})
        column->addWidget(each);
    setMinimumWidth(theme.px(480));
}

base::Result<record::Event> CorrectionDialog::correctedEvent() const
{
    const auto correction = m_fields->correction();
    if (!correction)
        return base::fail(base::ErrorCode::InvalidInput, QString());
    return corrected(*entry(), m_sample.sign, *correction, m_reason->text().trimmed());
}

void CorrectionDialog::judge()
{
    const bool amends = m_amend->isChecked();
    m_fields->setEnabled(amends);
    QString problem;
    bool isRight = true;
    if (amends) {
        const auto event = correctedEvent();
        isRight = event.has_value() && m_fields->isChanged();
        // What one field refuses it says itself; what is wrong between two fields is said here.
        if (!event)
            problem = event.error().what;
    }
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_save->setEnabled(isRight && !m_reason->text().trimmed().isEmpty());
}

void CorrectionDialog::save()
{
    if (!m_save->isEnabled())
        return;
    record::Event event = record::amend(*entry(), record::Retraction{m_reason->text().trimmed()});
    if (m_amend->isChecked()) {
        auto right = correctedEvent();
        if (!right)
            return;
        event = std::move(*right);
    }
    m_save->setEnabled(false);
    workbench::whenDone(m_workspace.session.commit({event}), this,
        [this](const base::Result<ledger::CommitReceipt>& receipt) {
            if (receipt)
                return accept();
            m_save->setEnabled(true);
            m_failure->show(receipt.error(), tr("The chart is what it was."));
        });
}

} // namespace twinward::vitals
