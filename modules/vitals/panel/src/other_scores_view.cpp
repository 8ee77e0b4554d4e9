#include "other_scores_view_p.h"

#include "sign_text_p.h"
#include "units_p.h"
#include "vitals/bedside_scores.h"
#include "vitals/paediatric.h"
#include "when_p.h"
#include "workbench/format.h"
#include "workbench/theme.h"
#include "workbench/widgets.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>

namespace twinward::vitals {

using workbench::Theme;
using workbench::Tone;

OtherScoresView::OtherScoresView(Units& units, QWidget* parent)
    : QWidget(parent)
    , m_units(units)
    , m_grid(new QGridLayout(this))
{
    const Theme& theme = Theme::instance();
    m_grid->setContentsMargins(theme.px(8), 0, theme.px(8), theme.px(8));
    m_grid->setHorizontalSpacing(theme.px(12));
    m_grid->setVerticalSpacing(theme.px(4));
    m_grid->setColumnStretch(2, 1);
    connect(&units, &Units::changed, this, &OtherScoresView::rewrite);
}

void OtherScoresView::setVitals(const ChartVitalsPtr& vitals, qint64 nowMs)
{
    m_vitals = vitals;
    m_nowMs = nowMs;
    rewrite();
}

void OtherScoresView::rewrite()
{
    while (QLayoutItem* item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_line = 0;
    if (!m_vitals)
        return;
    constexpr int adultMonths = 18 * 12;
    const bool isChild = m_vitals->factors.ageMonths && *m_vitals->factors.ageMonths < adultMonths;
    if (isChild)
        writeChild();
    writeAdult();
}

void OtherScoresView::addHeading(const QString& text)
{
    auto* label = new QLabel(text, this);
    label->setFont(Theme::instance().font(Theme::Type::Body, QFont::DemiBold));
    label->setContentsMargins(0, Theme::instance().px(8), 0, 0);
    m_grid->addWidget(label, m_line++, 0, 1, 3);
}

void OtherScoresView::addRow(const QString& name, const QString& value, const QString& from, Weight weight)
{
    auto* nameLabel = new QLabel(name, this);
    auto* valueLabel = new QLabel(value, this);
    auto* fromLabel = new QLabel(from, this);
    valueLabel->setAlignment(Qt::AlignRight | Qt::AlignTop);
    nameLabel->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    fromLabel->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    fromLabel->setWordWrap(true);
    valueLabel->setFont(Theme::instance().font(Theme::Type::Body, QFont::DemiBold));
    workbench::setTone(valueLabel, weight == Weight::Caution ? Tone::Caution : Tone::Plain);
    workbench::setTone(fromLabel, Tone::Secondary);
    m_grid->addWidget(nameLabel, m_line, 0);
    m_grid->addWidget(valueLabel, m_line, 1);
    m_grid->addWidget(fromLabel, m_line, 2);
    ++m_line;
}

void OtherScoresView::addNote(const QString& text)
{
    auto* label = new QLabel(text, this);
    label->setWordWrap(true);
    label->setFont(Theme::instance().font(Theme::Type::Small));
    workbench::setTone(label, Tone::Secondary);
    m_grid->addWidget(label, m_line++, 0, 1, 3);
}

QString OtherScoresView::inputs(const std::vector<ScoreInput>& from) const
{
    QStringList said;
    for (const ScoreInput& input : from) {
        const QString name = SignText::shortLabel(input.sign);
        if (input.state == ScoreInput::State::Missing || !input.value)
            said << tr("%1 missing", "sign").arg(name);
        else
            said << tr("%1 %2, %3", "sign, value, how long ago")
                        .arg(name, SignText::value(input.sign, *input.value, m_units.unit(input.sign)),
                            When::age(input.ageMinutes.value_or(0) * 60'000));
    }
    return said.join(QStringLiteral(" · "));
}

void OtherScoresView::addDerived(const QString& name, const Derived& derived, const QString& unit)
{
    const QString value
        = derived.value ? QString::number(*derived.value, 'f', derived.decimals) : QStringLiteral("–");
    addRow(name, derived.value && !unit.isEmpty() ? workbench::formatWithUnit(value, unit) : value,
        inputs(derived.inputs), Weight::Plain);
}

void OtherScoresView::addScore(const Score& score)
{
    if (score.applies == NotApplicable::TooYoung || score.applies == NotApplicable::Pregnant)
        return;
    const QString total = score.complete ? tr("%1 of 3", "points of a score").arg(score.total)
                                         : tr("at least %1 of 3", "points of a score").arg(score.total);
    QStringList fired;
    for (const ScoreInput& input : score.inputs) {
        if (input.points > 0)
            fired << tr("%1 %2", "sign, range")
                         .arg(SignText::shortLabel(input.sign),
                             input.sign == Sign::Consciousness
                                 ? SignText::value(input.sign, input.value.value_or(0), {})
                                 : SignText::range(input.ruleLow, input.ruleHigh, 0));
    }
    QString from = inputs(score.inputs);
    if (!fired.isEmpty())
        from = tr("Fired: %1\n%2", "rules, inputs").arg(fired.join(QStringLiteral(" · ")), from);
    addRow(QStringLiteral("qSOFA"), total, from, score.band == Band::High ? Weight::Caution : Weight::Plain);
}

void OtherScoresView::writeAdult()
{
    const VitalRecord& record = m_vitals->record;
    addHeading(tr("Worked out from the values"));
    addScore(qsofa(record, m_vitals->factors, m_nowMs));
    const QString pressureUnit = m_units.unit(Sign::SystolicPressure);
    Derived mean = meanArterialPressure(record, m_nowMs);
    if (mean.value) {
        mean.value = convert(Sign::SystolicPressure, *mean.value, mean.unit, pressureUnit);
        mean.decimals = decimalsIn(Sign::SystolicPressure, pressureUnit);
    }
    addDerived(tr("Mean arterial pressure"), mean, SignText::unit(pressureUnit));
    addDerived(tr("Shock index"), shockIndex(record, m_nowMs), {});
    const Derived bodyMass = bodyMassIndex(record, m_vitals->factors, m_nowMs);
    constexpr int adultMonths = 18 * 12;
    if (!m_vitals->factors.ageMonths || *m_vitals->factors.ageMonths >= adultMonths)
        addDerived(tr("Body mass index"), bodyMass, QStringLiteral("kg/m²"));
    addNote(tr("qSOFA: Seymour, JAMA 2016;315:762. Mean pressure: diastolic plus a third of the pulse "
               "pressure. Shock "
               "index: Allgöwer and Burri 1967. Body mass index: WHO 2000."));
}

void OtherScoresView::writeChild()
{
    const std::vector<AgeFinding> findings
        = PaediatricRanges::builtIn().assess(m_vitals->record, m_vitals->factors, m_nowMs);
    if (findings.empty())
        return;
    addHeading(tr("Against the usual range for the child's age"));
    QStringList sources;
    for (const AgeFinding& finding : findings) {
        const QString range
            = SignText::range(finding.band.low, finding.band.high, definition(finding.sign).decimals);
        const QString of = tr("usual %1 at %2", "range, age")
                               .arg(range, SignText::tr(finding.band.label.toUtf8().constData()));
        if (!sources.contains(finding.source))
            sources << finding.source;
        if (finding.place == AgeFinding::Place::Missing || !finding.value) {
            addRow(SignText::label(finding.sign), tr("missing"), of, Weight::Caution);
            continue;
        }
        const bool isOutside = finding.place != AgeFinding::Place::Normal;
        const QString mark = finding.place == AgeFinding::Place::Above
            ? tr("▲ above")
            : (finding.place == AgeFinding::Place::Below ? tr("▼ below") : tr("within"));
        addRow(SignText::label(finding.sign),
            SignText::value(finding.sign, *finding.value, m_units.unit(finding.sign)),
            tr("%1 · %2 · %3", "place, range, how long ago")
                .arg(mark, of, When::age(finding.ageMinutes.value_or(0) * 60'000)),
            isOutside ? Weight::Caution : Weight::Plain);
    }
    addNote(sources.join(QStringLiteral("; ")));
}

void OtherScoresView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        rewrite();
}

} // namespace twinward::vitals
