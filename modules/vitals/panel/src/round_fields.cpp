#include "round_fields_p.h"

#include "answer_fields_p.h"
#include "choice_field_p.h"
#include "sign_text_p.h"
#include "units_p.h"
#include "when_p.h"
#include "workbench/theme.h"
#include "workbench/widgets.h"

#include <QEvent>
#include <QGridLayout>
#include <QPushButton>

namespace twinward::vitals {

using workbench::Theme;
using workbench::Tone;

namespace {

workbench::ElidedLabel* secondary(QWidget* parent)
{
    auto* label = new workbench::ElidedLabel(parent);
    workbench::setTone(label, Tone::Secondary);
    return label;
}

} // namespace

RoundFields::RoundFields(Units& units, QWidget* parent)
    : QWidget(parent)
    , m_units(units)
{
    makeRows(units);
    layOut();
    setFocusOrder();
    applySizes();
    connect(&Theme::instance(), &Theme::changed, this, &RoundFields::applySizes);
    connect(&units, &Units::changed, this, [this] { updateBefore(m_now); });
    retranslate();
    showOxygenFields();
}

void RoundFields::makeRows(Units& units)
{
    for (const Sign sign : allSigns()) {
        if (!definition(sign).isNumber)
            continue;
        auto* row = new NumberRow(sign, units, this);
        m_rows[static_cast<size_t>(sign)] = row;
        connect(row, &NumberRow::edited, this, &RoundFields::wasEdited);
    }
    m_timeLabel = new QLabel(this);
    m_time = new TimeField(this);
    m_time->setObjectName(QStringLiteral("time"));
    m_timeLabel->setBuddy(m_time);
    m_timeMeaning = secondary(this);
    m_timeProblem = new QLabel(this);
    m_timeProblem->setWordWrap(true);
    m_timeProblem->hide();
    m_scale = new QPushButton(this);
    workbench::setKind(m_scale, workbench::ButtonKind::Link);
    m_scale->setFocusPolicy(Qt::ClickFocus);
    m_oxygenLabel = new QLabel(this);
    m_oxygen = new ChoiceField(this);
    m_oxygen->setObjectName(QStringLiteral("oxygen"));
    m_oxygenBefore = secondary(this);
    m_deviceLabel = new QLabel(this);
    m_device = new OxygenDeviceBox(this);
    m_pressureLabel = new QLabel(this);
    m_pressureBefore = secondary(this);
    m_consciousnessLabel = new QLabel(this);
    m_consciousness = new ChoiceField(this);
    m_consciousness->setObjectName(QStringLiteral("consciousness"));
    m_consciousnessBefore = secondary(this);
    connect(m_time, &QLineEdit::textChanged, this, [this] {
        judgeTime();
        emit edited();
    });
    connect(m_scale, &QPushButton::clicked, this, &RoundFields::scaleWanted);
    connect(m_device, &QComboBox::activated, this, &RoundFields::wasEdited);
    connect(m_oxygen, &ChoiceField::changed, this, [this] {
        showOxygenFields();
        wasEdited();
    });
    connect(m_oxygen, &ChoiceField::answered, this, [this] { moveFrom(m_oxygen, 1); });
    connect(m_consciousness, &ChoiceField::changed, this, &RoundFields::wasEdited);
    connect(m_consciousness, &ChoiceField::answered, this, [this] { moveFrom(m_consciousness, 1); });
}

void RoundFields::layOut()
{
    const Theme& theme = Theme::instance();
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(theme.px(8), theme.px(4), theme.px(8), theme.px(8));
    grid->setHorizontalSpacing(theme.px(8));
    grid->setVerticalSpacing(theme.px(2));
    grid->setColumnStretch(3, 1);
    grid->setColumnMinimumWidth(0, theme.px(140));
    grid->setColumnMinimumWidth(2, theme.px(56));
    int line = placeTime(grid, 0);
    const auto number = [&](Sign sign) {
        row(sign)->placeIn(grid, line);
        line += NumberRow::gridRows;
    };
    number(Sign::RespiratoryRate);
    line = placeSaturation(grid, line);
    line = placeOxygen(grid, line);
    line = placePressures(grid, line);
    number(Sign::HeartRate);
    line = placeConsciousness(grid, line);
    for (const Sign sign : {Sign::Temperature, Sign::PainScore, Sign::GlasgowComaScale, Sign::UrineOutput,
             Sign::Glucose, Sign::Weight, Sign::Height})
        number(sign);
    grid->setRowStretch(line, 1);
}

void RoundFields::applySizes()
{
    const Theme& theme = Theme::instance();
    const int whole = theme.px(128);
    m_time->setFixedWidth(whole);
    for (NumberRow* each : m_rows) {
        if (each == nullptr)
            continue;
        const bool isHalf = each->sign() == Sign::SystolicPressure || each->sign() == Sign::DiastolicPressure;
        each->editor()->setFixedWidth(isHalf ? (whole - theme.px(12)) / 2 : whole);
    }
}

int RoundFields::placeTime(QGridLayout* grid, int line)
{
    grid->addWidget(m_timeLabel, line, 0);
    grid->addWidget(m_time, line, 1);
    grid->addWidget(m_timeMeaning, line, 2, 1, 2);
    grid->addWidget(m_timeProblem, line + 1, 1, 1, 3);
    return line + 2;
}

int RoundFields::placeSaturation(QGridLayout* grid, int line)
{
    NumberRow* const saturation = row(Sign::OxygenSaturation);
    saturation->placeIn(grid, line);
    auto* beside = new QHBoxLayout;
    beside->addWidget(saturation->previousWidget(), 1);
    beside->addWidget(m_scale);
    grid->addLayout(beside, line, 3);
    return line + NumberRow::gridRows;
}

int RoundFields::placeOxygen(QGridLayout* grid, int line)
{
    grid->addWidget(m_oxygenLabel, line, 0);
    grid->addWidget(m_oxygen, line, 1, 1, 2);
    grid->addWidget(m_oxygenBefore, line, 3);
    row(Sign::OxygenFlow)->placeIn(grid, line + 1);
    row(Sign::OxygenFraction)->placeIn(grid, line + 3);
    grid->addWidget(m_deviceLabel, line + 5, 0);
    grid->addWidget(m_device, line + 5, 1, 1, 3);
    return line + 6;
}

// Systolic and diastolic in one line, as they are spoken.
int RoundFields::placePressures(QGridLayout* grid, int line)
{
    NumberRow* const systolic = row(Sign::SystolicPressure);
    NumberRow* const diastolic = row(Sign::DiastolicPressure);
    for (NumberRow* each : {systolic, diastolic}) {
        each->labelWidget()->hide();
        each->previousWidget()->hide();
    }
    diastolic->unitButton()->hide();
    auto* pair = new QHBoxLayout;
    pair->setSpacing(0);
    pair->addWidget(systolic->editor());
    auto* slash = new QLabel(QStringLiteral("/"), this);
    slash->setAlignment(Qt::AlignCenter);
    slash->setFixedWidth(Theme::instance().px(12));
    pair->addWidget(slash);
    pair->addWidget(diastolic->editor());
    m_pressureLabel->setBuddy(systolic->editor());
    grid->addWidget(m_pressureLabel, line, 0);
    grid->addLayout(pair, line, 1);
    grid->addWidget(systolic->unitButton(), line, 2);
    grid->addWidget(m_pressureBefore, line, 3);
    grid->addWidget(systolic->messageWidget(), line + 1, 1, 1, 3);
    grid->addWidget(diastolic->messageWidget(), line + 2, 1, 1, 3);
    return line + 3;
}

int RoundFields::placeConsciousness(QGridLayout* grid, int line)
{
    grid->addWidget(m_consciousnessLabel, line, 0);
    grid->addWidget(m_consciousness, line, 1, 1, 3);
    grid->addWidget(m_consciousnessBefore, line + 1, 1, 1, 3);
    return line + 2;
}

void RoundFields::retranslate()
{
    m_timeLabel->setText(tr("&Measured"));
    m_time->setPlaceholderText(tr("now"));
    m_time->setAccessibleName(tr("Time of measurement"));
    m_time->setToolTip(tr("Empty for now. 14:05, 19 Nov 2026 14:05, or -20 for 20 minutes ago."));
    m_pressureLabel->setText(tr("Blood pressure"));
    m_oxygenLabel->setText(SignText::label(Sign::SupplementalOxygen));
    offerOxygen(*m_oxygen);
    m_consciousnessLabel->setText(SignText::label(Sign::Consciousness));
    offerConsciousness(*m_consciousness);
    m_deviceLabel->setText(tr("Device"));
    m_device->retranslate();
    for (NumberRow* each : m_rows) {
        if (each != nullptr)
            each->retranslate();
    }
    setScale(m_scaleNow);
    judgeTime();
    updateBefore(m_now);
}

void RoundFields::setScale(SpO2Scale scale)
{
    m_scaleNow = scale;
    m_scale->setText(SignText::scale(scale));
    m_scale->setAccessibleName(tr("SpO₂ scale: %1. Change").arg(SignText::scale(scale)));
    m_scale->setToolTip(tr("Change the SpO₂ scale of this patient"));
}

void RoundFields::setPatient(const VitalRecord& record, const PatientFactors& factors, const QDateTime& now)
{
    m_record = record;
    for (NumberRow* each : m_rows) {
        if (each != nullptr)
            each->setPatient(record, factors.ageMonths, now.toMSecsSinceEpoch());
    }
    setScale(record.scaleAt(now.toMSecsSinceEpoch()));
    updateAges(now);
    checkPressures();
}

void RoundFields::updateAges(const QDateTime& now)
{
    m_now = now;
    for (NumberRow* each : m_rows) {
        if (each != nullptr)
            each->updateAge(now.toMSecsSinceEpoch());
    }
    judgeTime();
    updateBefore(now);
}

void RoundFields::updateBefore(const QDateTime& now)
{
    if (!m_record)
        return;
    const qint64 nowMs = now.toMSecsSinceEpoch();
    const auto before = [&](Sign sign) -> QString {
        const Sample* sample = m_record->latest(sign, nowMs);
        return sample == nullptr
            ? QString()
            : tr("%1 · %2", "value before, how long ago")
                  .arg(SignText::value(*sample, m_units.unit(sign)), When::age(nowMs - sample->atMs));
    };
    m_oxygenBefore->setFullText(before(Sign::SupplementalOxygen));
    m_consciousnessBefore->setFullText(before(Sign::Consciousness));
    const Sample* systolic = m_record->latest(Sign::SystolicPressure, nowMs);
    const Sample* diastolic = m_record->latest(Sign::DiastolicPressure, nowMs);
    m_pressureBefore->setFullText({});
    if (systolic == nullptr)
        return;
    QString pair
        = SignText::figure(Sign::SystolicPressure, systolic->value, m_units.unit(Sign::SystolicPressure));
    // A diastolic of another reading would make a pressure nobody had.
    if (diastolic != nullptr && diastolic->atMs == systolic->atMs)
        pair = QStringLiteral("%1/%2").arg(pair,
            SignText::figure(
                Sign::DiastolicPressure, diastolic->value, m_units.unit(Sign::DiastolicPressure)));
    m_pressureBefore->setFullText(
        tr("%1 · %2", "value before, how long ago").arg(pair, When::age(nowMs - systolic->atMs)));
}

void RoundFields::judgeTime()
{
    const QDateTime now = m_now.isValid() ? m_now : QDateTime::currentDateTime();
    const QString problem = m_time->problem(now);
    workbench::setState(
        m_time, problem.isEmpty() ? workbench::FieldState::Plain : workbench::FieldState::Refuse);
    workbench::setTone(m_timeProblem, Tone::Danger);
    m_timeProblem->setText(problem);
    m_timeProblem->setVisible(!problem.isEmpty());
    m_timeMeaning->setFullText(m_time->meaning(now));
}

void RoundFields::showOxygenFields()
{
    const bool isOxygen = m_oxygen->chosen() == 1;
    for (const Sign sign : {Sign::OxygenFlow, Sign::OxygenFraction}) {
        NumberRow* const each = row(sign);
        for (QWidget* part :
            {static_cast<QWidget*>(each->labelWidget()), static_cast<QWidget*>(each->editor()),
                static_cast<QWidget*>(each->unitButton()), static_cast<QWidget*>(each->previousWidget())})
            part->setVisible(isOxygen);
        each->messageWidget()->setVisible(isOxygen && !each->messageWidget()->text().isEmpty());
    }
    m_deviceLabel->setVisible(isOxygen);
    m_device->setVisible(isOxygen);
}

void RoundFields::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace twinward::vitals
