#include "score_view_p.h"

#include "units_p.h"
#include "when_p.h"
#include "workbench/theme.h"
#include "workbench/widgets.h"

#include <QEvent>
#include <QGridLayout>
#include <QPainter>

namespace twinward::vitals {

using workbench::Theme;
using workbench::Tone;

// ---- badge and chip ----

ScoreBadge::ScoreBadge(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setScore(std::nullopt);
}

void ScoreBadge::setScore(const std::optional<Score>& score)
{
    m_band = score ? score->band : Band::None;
    if (!score || m_band == Band::None)
        m_text = QStringLiteral("–");
    else
        m_text = score->complete ? QString::number(score->total) : QStringLiteral("≥ %1").arg(score->total);
    setAccessibleName(tr("Early warning score: %1").arg(m_text));
    updateGeometry();
    update();
}

QSize ScoreBadge::sizeHint() const
{
    const Theme& theme = Theme::instance();
    const QFontMetrics metrics(theme.font(Theme::Type::Huge, QFont::Bold));
    return {std::max(theme.px(72), metrics.horizontalAdvance(m_text) + theme.px(24)), theme.px(56)};
}

void ScoreBadge::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const BandColours colours = bandColours(m_band);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colours.ground);
    painter.drawRoundedRect(rect(), 4, 4);
    painter.setPen(colours.figure.isValid() ? colours.figure : Theme::instance().color(Theme::Role::Text));
    painter.setFont(Theme::instance().font(Theme::Type::Huge, QFont::Bold));
    painter.drawText(rect(), Qt::AlignCenter, m_text);
}

PointsChip::PointsChip(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void PointsChip::setPoints(std::optional<int> points)
{
    m_points = points;
    setAccessibleName(points ? tr("%1 points").arg(*points) : tr("Missing"));
    update();
}

QString PointsChip::text() const
{
    return m_points ? QString::number(*m_points) : QStringLiteral("?");
}

QSize PointsChip::sizeHint() const
{
    return {Theme::instance().px(28), Theme::instance().px(20)};
}

void PointsChip::paintEvent(QPaintEvent* /*event*/)
{
    const Theme& theme = Theme::instance();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    if (m_points) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(pointColours(*m_points).ground);
    } else {
        painter.setPen(QPen(theme.color(Theme::Role::Secondary), 1, Qt::DashLine));
        painter.setBrush(Qt::NoBrush);
    }
    painter.drawRoundedRect(box, 3, 3);
    const QColor figure = m_points ? pointColours(*m_points).figure : theme.color(Theme::Role::Secondary);
    painter.setPen(figure.isValid() ? figure : theme.color(Theme::Role::Text));
    painter.setFont(theme.font(Theme::Type::Body, QFont::DemiBold));
    painter.drawText(rect(), Qt::AlignCenter, text());
}

// ---- the whole ----

ScoreView::ScoreView(Units& units, Detail detail, QWidget* parent)
    : QWidget(parent)
    , m_units(units)
    , m_detail(detail)
    , m_badge(new ScoreBadge(this))
    , m_band(new QLabel(this))
    , m_state(new QLabel(this))
    , m_scale(new QLabel(this))
    , m_response(new QLabel(this))
{
    const Theme& theme = Theme::instance();
    m_badge->setObjectName(QStringLiteral("scoreBadge"));
    for (QLabel* text : {m_band, m_state, m_scale, m_response})
        text->setWordWrap(true);
    workbench::setTone(m_scale, Tone::Secondary);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(8), theme.px(8), theme.px(8), theme.px(8));
    column->setSpacing(theme.px(8));
    auto* head = new QHBoxLayout;
    head->setSpacing(theme.px(12));
    head->addWidget(m_badge);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_band);
    words->addWidget(m_state);
    head->addLayout(words, 1);
    column->addLayout(head);
    auto* grid = new QGridLayout;
    makeRows(grid);
    column->addLayout(grid);
    column->addWidget(m_scale);
    column->addWidget(m_response);
    column->addStretch();
    connect(&units, &Units::changed, this, &ScoreView::rewrite);
    connect(&Theme::instance(), &Theme::changed, this, &ScoreView::rewrite);
    rewrite();
}

void ScoreView::makeRows(QGridLayout* grid)
{
    const Theme& theme = Theme::instance();
    grid->setHorizontalSpacing(theme.px(8));
    grid->setVerticalSpacing(theme.px(4));
    grid->setColumnStretch(m_detail == Detail::Full ? 3 : 0, 1);
    int line = 0;
    for (const Sign sign : News2::builtIn().signs()) {
        InputRow row{new QLabel(this), new QLabel(this), new QLabel(this), new workbench::ElidedLabel(this),
            new PointsChip(this)};
        row.value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        row.age->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        row.rule->setVisible(m_detail == Detail::Full);
        workbench::setTone(row.rule, Tone::Secondary);
        grid->addWidget(row.name, line, 0);
        grid->addWidget(row.value, line, 1);
        grid->addWidget(row.age, line, 2);
        grid->addWidget(row.rule, line, 3);
        grid->addWidget(row.points, line, 4);
        m_rows.emplace_back(sign, row);
        ++line;
    }
}

void ScoreView::setScore(const std::optional<Score>& score)
{
    m_score = score;
    rewrite();
}

QString ScoreView::headline() const
{
    if (!m_score)
        return {};
    if (m_score->applies != NotApplicable::Applies && m_score->band == Band::None)
        return SignText::notApplicable(m_score->applies);
    if (m_score->isEmpty())
        return tr("Nothing to score yet");
    const QString band = SignText::band(m_score->band);
    return m_score->complete ? tr("NEWS2: %1", "band").arg(band)
                             : tr("NEWS2: %1 or higher", "band").arg(band);
}

void ScoreView::writeHead()
{
    m_badge->setScore(m_score && !m_score->isEmpty() ? m_score : std::nullopt);
    m_band->setFont(Theme::instance().font(Theme::Type::Heading, QFont::DemiBold));
    m_band->setText(headline());
    QStringList said;
    Tone tone = Tone::Secondary;
    if (m_score && m_score->applies == NotApplicable::AgeUnknown)
        said << SignText::notApplicable(m_score->applies);
    if (m_score && m_score->band != Band::None && !m_score->complete) {
        said << tr("Missing: %1").arg(SignText::list(m_score->missing()));
        tone = Tone::Caution;
    }
    if (m_score && m_score->complete && m_score->singleThree && m_score->total < 5)
        said << tr("3 in a single parameter");
    workbench::setTone(m_state, tone);
    m_state->setText(said.join(QLatin1Char('\n')));
    m_state->setVisible(!said.isEmpty());
    const bool usesScale2 = m_score && m_score->scale == SpO2Scale::Scale2;
    m_scale->setText(usesScale2 ? tr("SpO₂ is scored on scale 2 (88–92 %).") : QString());
    m_scale->setVisible(usesScale2);
    const bool hasResponse = m_detail == Detail::Full && m_score && m_score->band != Band::None;
    m_response->setText(hasResponse ? SignText::response(News2::builtIn().response(*m_score)) : QString());
    m_response->setVisible(hasResponse);
}

void ScoreView::setInputs(Inputs inputs)
{
    if (inputs == m_inputs)
        return;
    m_inputs = inputs;
    rewrite();
}

void ScoreView::rewrite()
{
    writeHead();
    const bool isForAdults = !m_score
        || (m_score->applies != NotApplicable::TooYoung && m_score->applies != NotApplicable::Pregnant);
    const bool isShown = isForAdults && m_inputs == Inputs::Shown;
    for (auto& [sign, row] : m_rows) {
        for (QWidget* part : {static_cast<QWidget*>(row.name), static_cast<QWidget*>(row.value),
                 static_cast<QWidget*>(row.age), static_cast<QWidget*>(row.points)})
            part->setVisible(isShown);
        row.rule->setVisible(isShown && m_detail == Detail::Full);
        const ScoreInput* found = nullptr;
        if (m_score) {
            for (const ScoreInput& input : m_score->inputs) {
                if (input.sign == sign)
                    found = &input;
            }
        }
        writeInput(row, sign, found);
    }
}

void ScoreView::writeInput(InputRow& row, Sign sign, const ScoreInput* input)
{
    row.name->setText(SignText::label(sign));
    const bool isThere = input != nullptr && input->state != ScoreInput::State::Missing && input->value;
    const bool isScored = isThere && m_score->band != Band::None;
    row.points->setPoints(isScored ? std::optional<int>(input->points) : std::nullopt);
    row.value->setText(isThere ? SignText::value(sign, *input->value, m_units.unit(sign)) : tr("missing"));
    workbench::setTone(row.value, isThere ? Tone::Plain : Tone::Caution);
    const bool isAged = isThere && input->state == ScoreInput::State::Aged;
    // Of what is missing, the age of the last value there was: too old to count.
    const bool hasAge = input != nullptr && input->ageMinutes && (!isThere || *input->ageMinutes > 0);
    row.age->setText(hasAge ? When::age(*input->ageMinutes * 60'000) : QString());
    workbench::setTone(row.age, isAged || !isThere ? Tone::Caution : Tone::Secondary);
    row.rule->setFullText(isScored ? SignText::rule(*input) : QString());
    if (isThere && input->conflict)
        row.rule->setFullText(tr("Two versions differ: the worse one counts"));
}

void ScoreView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        rewrite();
}

} // namespace twinward::vitals
