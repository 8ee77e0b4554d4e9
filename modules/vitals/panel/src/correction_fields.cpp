#include "correction_fields_p.h"

#include "answer_fields_p.h"
#include "choice_field_p.h"
#include "sign_text_p.h"
#include "units_p.h"
#include "workbench/theme.h"
#include "workbench/widgets.h"

#include <QEvent>
#include <QGridLayout>

namespace twinward::vitals {

using workbench::Theme;

namespace {

bool has(const std::vector<Sign>& signs, Sign sign)
{
    return std::find(signs.begin(), signs.end(), sign) != signs.end();
}

} // namespace

CorrectionFields::CorrectionFields(const Units& units, const std::vector<Sign>& signs,
    const Correction& before, std::optional<int> ageMonths, QWidget* parent)
    : QWidget(parent)
    , m_units(Units::apart(units, this))
    , m_signs(signs)
    , m_before(before)
{
    // In the units it was recorded in: 98.6 °F is corrected in °F.
    for (const auto& [sign, entered] : before.values)
        m_units->setUnit(sign, entered.unit);
    for (const Sign sign : {Sign::OxygenFlow, Sign::OxygenFraction})
        m_units->setUnit(sign, definition(sign).unit);
    build(ageMonths);
    fill();
    retranslate();
    m_opened = written();
}

void CorrectionFields::addLabelled(QGridLayout* grid, QLabel*& label, QWidget* field)
{
    const int line = grid->rowCount();
    label = new QLabel(this);
    label->setBuddy(field);
    grid->addWidget(label, line, 0);
    grid->addWidget(field, line, 1, 1, 3);
}

void CorrectionFields::build(std::optional<int> ageMonths)
{
    const Theme& theme = Theme::instance();
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(theme.px(8));
    grid->setVerticalSpacing(theme.px(4));
    grid->setColumnStretch(3, 1);
    grid->setColumnMinimumWidth(0, theme.px(140));
    m_time = new TimeField(this);
    m_time->setObjectName(QStringLiteral("time"));
    addLabelled(grid, m_timeLabel, m_time);
    m_timeProblem = new QLabel(this);
    m_timeProblem->setWordWrap(true);
    workbench::setTone(m_timeProblem, workbench::Tone::Danger);
    grid->addWidget(m_timeProblem, grid->rowCount(), 1, 1, 3);
    connect(m_time, &QLineEdit::textChanged, this, [this] {
        judgeTime();
        emit edited();
    });
    if (has(m_signs, Sign::SupplementalOxygen)) {
        m_oxygen = new ChoiceField(this);
        m_oxygen->setObjectName(QStringLiteral("oxygen"));
        addLabelled(grid, m_oxygenLabel, m_oxygen);
        connect(m_oxygen, &ChoiceField::changed, this, [this] {
            showOxygen();
            emit edited();
        });
    }
    for (const Sign sign : m_signs) {
        if (definition(sign).isNumber)
            buildNumber(grid, sign, ageMonths);
    }
    if (m_oxygen != nullptr) {
        m_device = new OxygenDeviceBox(this);
        addLabelled(grid, m_deviceLabel, m_device);
        connect(m_device, &QComboBox::currentIndexChanged, this, &CorrectionFields::edited);
    }
    if (has(m_signs, Sign::Consciousness)) {
        m_consciousness = new ChoiceField(this);
        m_consciousness->setObjectName(QStringLiteral("consciousness"));
        addLabelled(grid, m_consciousnessLabel, m_consciousness);
        connect(m_consciousness, &ChoiceField::changed, this, &CorrectionFields::edited);
    }
    m_method = new QLineEdit(this);
    m_method->setObjectName(QStringLiteral("method"));
    addLabelled(grid, m_methodLabel, m_method);
    m_note = new QLineEdit(this);
    m_note->setObjectName(QStringLiteral("note"));
    addLabelled(grid, m_noteLabel, m_note);
    for (QLineEdit* line : {m_method, m_note}) {
        line->setMaxLength(400);
        connect(line, &QLineEdit::textChanged, this, &CorrectionFields::edited);
    }
}

void CorrectionFields::buildNumber(QGridLayout* grid, Sign sign, std::optional<int> ageMonths)
{
    auto* row = new NumberRow(sign, *m_units, this);
    row->placeIn(grid, grid->rowCount());
    row->editor()->setFixedWidth(Theme::instance().px(128));
    row->setPatient(VitalRecord(), ageMonths, 0);
    m_rows.push_back(row);
    connect(row, &NumberRow::edited, this, [this] {
        if (m_rows.size() == 2 && m_oxygen == nullptr)
            NumberRow::comparePressures(*m_rows.front(), *m_rows.back());
        emit edited();
    });
}

void CorrectionFields::fill()
{
    retranslate(); // the choices have to be there before one is chosen
    m_time->setTime(QDateTime::fromMSecsSinceEpoch(m_before.at.utcMs()));
    m_timeText = m_time->text();
    for (NumberRow* row : m_rows) {
        const auto value = m_before.values.find(row->sign());
        if (value != m_before.values.end())
            row->restore(value->second.value.toString(), value->second.unit);
    }
    m_method->setText(m_before.method);
    m_note->setText(m_before.note);
    if (m_consciousness != nullptr && m_before.consciousness)
        m_consciousness->choose(static_cast<int>(*m_before.consciousness));
    if (m_oxygen == nullptr || !m_before.oxygen)
        return;
    const OxygenDelivery& oxygen = *m_before.oxygen;
    m_oxygen->choose(oxygen.source == OxygenDelivery::Source::Air ? 0 : 1);
    m_device->choose(oxygen.device);
    for (NumberRow* row : m_rows) {
        const auto& part = row->sign() == Sign::OxygenFlow ? oxygen.flowLPerMin : oxygen.fractionPercent;
        if (part)
            row->restore(part->toString(), definition(row->sign()).unit);
    }
    showOxygen();
}

void CorrectionFields::showOxygen()
{
    const bool isOxygen = m_oxygen->chosen() == 1;
    for (NumberRow* row : m_rows) {
        for (QWidget* part : {static_cast<QWidget*>(row->labelWidget()), static_cast<QWidget*>(row->editor()),
                 static_cast<QWidget*>(row->unitButton())})
            part->setVisible(isOxygen);
        row->messageWidget()->setVisible(isOxygen && !row->messageWidget()->text().isEmpty());
    }
    m_deviceLabel->setVisible(isOxygen);
    m_device->setVisible(isOxygen);
}

void CorrectionFields::judgeTime()
{
    const QString problem
        = m_time->isNow() ? tr("Write when it was measured.") : m_time->problem(QDateTime::currentDateTime());
    workbench::setState(
        m_time, problem.isEmpty() ? workbench::FieldState::Plain : workbench::FieldState::Refuse);
    m_timeProblem->setText(problem);
    m_timeProblem->setVisible(!problem.isEmpty());
}

OxygenDelivery CorrectionFields::oxygen() const
{
    OxygenDelivery delivery;
    if (m_oxygen->chosen() != 1)
        return delivery;
    delivery.source = OxygenDelivery::Source::Oxygen;
    delivery.device = m_device->device();
    for (const NumberRow* row : m_rows) {
        const auto entered = row->entered();
        auto& part = row->sign() == Sign::OxygenFlow ? delivery.flowLPerMin : delivery.fractionPercent;
        if (entered)
            part = entered->value;
    }
    return delivery;
}

std::optional<Correction> CorrectionFields::correction() const
{
    Correction correction = m_before;
    if (m_time->text() != m_timeText) {
        const auto time = m_time->isNow() ? std::nullopt : m_time->time(QDateTime::currentDateTime());
        if (!time)
            return std::nullopt;
        correction.at = base::Moment::fromDateTime(*time, base::Moment::Precision::Minute);
    }
    correction.values.clear();
    const bool partsCount = m_oxygen == nullptr || m_oxygen->chosen() == 1;
    for (const NumberRow* row : m_rows) {
        const bool isRefused
            = row->state() == NumberRow::State::Refused || row->state() == NumberRow::State::NotDone;
        if (isRefused && partsCount)
            return std::nullopt;
        if (const auto entered = row->entered(); entered && m_oxygen == nullptr)
            correction.values.emplace(row->sign(), *entered);
    }
    if (m_consciousness != nullptr)
        correction.consciousness = m_consciousness->chosen() < 0
            ? std::nullopt
            : std::optional(static_cast<Consciousness>(m_consciousness->chosen()));
    if (m_oxygen != nullptr)
        correction.oxygen = m_oxygen->chosen() < 0 ? std::nullopt : std::optional(oxygen());
    correction.method = m_method->text().trimmed();
    correction.note = m_note->text().trimmed();
    const bool isEmpty = correction.values.empty() && !correction.consciousness && !correction.oxygen;
    return isEmpty ? std::nullopt : std::optional(correction);
}

QByteArray CorrectionFields::written() const
{
    QStringList parts{m_time->text(), m_method->text(), m_note->text()};
    for (const NumberRow* row : m_rows)
        parts << row->editor()->text() << row->unit();
    if (m_oxygen != nullptr)
        parts << QString::number(m_oxygen->chosen()) << m_device->device();
    if (m_consciousness != nullptr)
        parts << QString::number(m_consciousness->chosen());
    return parts.join(QChar::Null).toUtf8();
}

bool CorrectionFields::isChanged() const
{
    return written() != m_opened;
}

void CorrectionFields::focusFirst()
{
    if (!m_rows.empty() && !m_rows.front()->editor()->isHidden()) {
        m_rows.front()->editor()->setFocus(Qt::OtherFocusReason);
        m_rows.front()->editor()->selectAll();
    } else if (QWidget* choice = m_oxygen != nullptr ? m_oxygen : m_consciousness) {
        choice->setFocus(Qt::OtherFocusReason);
    }
}

void CorrectionFields::retranslate()
{
    m_timeLabel->setText(tr("&Measured"));
    m_time->setAccessibleName(tr("Time of measurement"));
    m_methodLabel->setText(tr("&How"));
    m_method->setPlaceholderText(tr("by ear, monitor bed 3", "how it was measured, as examples"));
    m_noteLabel->setText(tr("&Note"));
    for (NumberRow* row : m_rows)
        row->retranslate();
    if (m_oxygen != nullptr) {
        m_oxygenLabel->setText(SignText::label(Sign::SupplementalOxygen));
        offerOxygen(*m_oxygen);
        m_deviceLabel->setText(tr("&Device"));
        m_device->retranslate();
    }
    if (m_consciousness != nullptr) {
        m_consciousnessLabel->setText(SignText::label(Sign::Consciousness));
        offerConsciousness(*m_consciousness);
    }
    judgeTime();
}

void CorrectionFields::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace twinward::vitals
