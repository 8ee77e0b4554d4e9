#include "correction_dialog_p.h"

#include "sign_text_p.h"
#include "units_p.h"
#include "vitals/limits.h"
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

namespace {

base::Result<record::Quantity> readQuantity(Sign sign, QStringView typed, const QString& unit)
{
    const auto number = base::Decimal::fromUserInput(typed);
    if (!number)
        return base::fail(base::ErrorCode::InvalidInput, QStringLiteral("This is not a number"));
    const LimitVerdict verdict = Limits::builtIn().check(sign, number->value(), unit);
    if (verdict.level == LimitVerdict::Level::Impossible)
        return base::fail(base::ErrorCode::InvalidInput, SignText::verdict(verdict, decimalsIn(sign, unit)));
    return record::Quantity{*number, unit, {}};
}

base::Result<record::Observation> correctedPressure(
    record::Observation observation, const QString& typed, const QString& unit)
{
    const QStringList parts = typed.split(u'/');
    if (parts.size() != static_cast<qsizetype>(observation.components.size()))
        return base::fail(base::ErrorCode::InvalidInput, SignText::tr("Write both pressures: 120/80."));
    const Sign signs[] = {Sign::SystolicPressure, Sign::DiastolicPressure};
    std::optional<double> values[2];
    for (record::Component& component : observation.components) {
        const bool isSystolic = component.code.coding.code == record::loinc::systolic;
        const size_t place = isSystolic ? 0 : 1;
        const QString& part
            = observation.components.size() == 1 ? parts.first() : parts.at(static_cast<qsizetype>(place));
        auto quantity = readQuantity(signs[place], part, unit);
        if (!quantity)
            return base::fail(quantity.error());
        values[place] = convert(signs[place], quantity->value.value(), unit, definition(signs[place]).unit);
        component.value = *quantity;
    }
    if (values[0] && values[1]) {
        const LimitVerdict verdict = Limits::builtIn().checkPressures(*values[0], *values[1]);
        if (verdict.level == LimitVerdict::Level::Impossible)
            return base::fail(base::ErrorCode::InvalidInput, SignText::verdict(verdict, 0));
    }
    return observation;
}

} // namespace

base::Result<record::Observation> correctedObservation(
    record::Observation observation, Sign sign, const QString& typed, const QString& unit)
{
    observation.status = QStringLiteral("corrected");
    if (!observation.components.empty())
        return correctedPressure(std::move(observation), typed, unit);
    auto quantity = readQuantity(sign, typed, unit);
    if (!quantity)
        return base::fail(quantity.error());
    observation.value = *quantity;
    return observation;
}

CorrectionDialog::CorrectionDialog(
    workbench::Workspace& workspace, ChartVitalsPtr vitals, const Sample& sample, QWidget* parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_vitals(std::move(vitals))
    , m_sample(sample)
    , m_unit(Units::of(workspace.session).unit(sample.sign))
    , m_amend(new QRadioButton(tr("The &value was another")))
    , m_retract(new QRadioButton(tr("&Wrong entry: take it back")))
    , m_value(new QLineEdit)
    , m_reason(new QLineEdit)
    , m_problem(new QLabel)
    , m_failure(new workbench::FailureBar)
{
    setAttribute(Qt::WA_DeleteOnClose);
    m_retract->setObjectName(QStringLiteral("retract"));
    setWindowTitle(tr("Correct a value"));
    layOut();
    m_amend->setEnabled(isNumber());
    (isNumber() ? m_amend : m_retract)->setChecked(true);
    connect(m_amend, &QRadioButton::toggled, this, &CorrectionDialog::judge);
    connect(m_value, &QLineEdit::textChanged, this, &CorrectionDialog::judge);
    connect(m_reason, &QLineEdit::textChanged, this, &CorrectionDialog::judge);
    judge();
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
    m_value->setObjectName(QStringLiteral("value"));
    m_value->setAccessibleName(tr("Right value in %1").arg(SignText::unit(m_unit)));
    m_value->setMaxLength(16);
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
    for (QWidget* each : {static_cast<QWidget*>(what), static_cast<QWidget*>(who),
             static_cast<QWidget*>(m_amend), static_cast<QWidget*>(m_retract)})
        column->addWidget(each);
    auto* form = new QFormLayout;
    form->addRow(tr("&Right value (%1)").arg(SignText::unit(m_unit)), m_value);
    form->addRow(tr("R&eason"), m_reason);
    column->addLayout(form);
    for (QWidget* each :
        {static_cast<QWidget*>(m_problem), static_cast<QWidget*>(m_failure), static_cast<QWidget*>(buttons)})
        column->addWidget(each);
    setMinimumWidth(theme.px(400));
}

void CorrectionDialog::judge()
{
    m_value->setEnabled(m_amend->isChecked());
    const record::Entry* const entry = m_vitals->chart->find(m_sample.event);
    const auto* const observation = entry != nullptr ? entry->as<record::Observation>() : nullptr;
    bool isRight = observation != nullptr;
    QString problem;
    if (isRight && m_amend->isChecked()) {
        const auto corrected
            = correctedObservation(*observation, m_sample.sign, m_value->text().trimmed(), m_unit);
        isRight = corrected.has_value();
        if (!isRight && !m_value->text().trimmed().isEmpty())
            problem = corrected.error().what;
    }
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    workbench::setState(
        m_value, problem.isEmpty() ? workbench::FieldState::Plain : workbench::FieldState::Refuse);
    m_save->setEnabled(isRight && !m_reason->text().trimmed().isEmpty());
}

void CorrectionDialog::save()
{
    const record::Entry* const entry = m_vitals->chart->find(m_sample.event);
    if (entry == nullptr || !m_save->isEnabled())
        return;
    const QString reason = m_reason->text().trimmed();
    record::Body body = record::Retraction{reason};
    if (m_amend->isChecked()) {
        auto corrected = correctedObservation(
            *entry->as<record::Observation>(), m_sample.sign, m_value->text().trimmed(), m_unit);
        if (!corrected)
            return;
        corrected->note = corrected->note.isEmpty() ? reason : corrected->note + u'\n' + reason;
        body = std::move(*corrected);
    }
    m_save->setEnabled(false);
    workbench::whenDone(m_workspace.session.commit({record::amend(*entry, std::move(body))}), this,
        [this](const base::Result<ledger::CommitReceipt>& receipt) {
            if (receipt)
                return accept();
            m_save->setEnabled(true);
            m_failure->show(receipt.error(), tr("The chart is what it was."));
        });
}

} // namespace twinward::vitals
