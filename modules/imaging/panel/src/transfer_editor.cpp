#include "transfer_editor_p.h"

#include "patient_words_p.h"
#include "picture_maker_p.h"
#include "workbench/theme.h"
#include "workbench/when_done.h"

#include <algorithm>
#include <cmath>
#include <QColorDialog>
#include <QEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QtConcurrent/QtConcurrentRun>

namespace twinward::imaging {

using workbench::Theme;

namespace {

constexpr int bars = 128;
constexpr double near = 9; // pixels

} // namespace

TransferEditor::TransferEditor(QWidget* parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Transfer function"));
    setToolTip(tr("Drag points; double click adds one or changes its colour; Delete removes it"));
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void TransferEditor::setPoints(const std::vector<TransferPoint>& points)
{
    if (m_points == points)
        return;
    m_points = points;
    if (m_chosen && *m_chosen >= m_points.size())
        m_chosen.reset();
    update();
}

void TransferEditor::setVolume(const VolumePtr& volume)
{
    if (m_volume == volume)
        return;
    m_volume = volume;
    m_histogram = {};
    if (!volume)
        return;
    auto future = QtConcurrent::run(&drawingPool(), [volume] {
        // Every fourth voxel along each axis: the shape is what is asked for.
        std::vector<float> values;
        const auto& size = volume->grid.size;
        for (int k = 0; k < size[2]; k += 4) {
            for (int j = 0; j < size[1]; j += 4) {
                for (int i = 0; i < size[0]; i += 4) {
                    if (const auto value = volume->value(i, j, k))
                        values.push_back(static_cast<float>(*value));
                }
            }
        }
        Histogram made;
        if (values.empty())
            return made;
        const auto [low, high] = std::ranges::minmax(values);
        made.low = low;
        made.high = std::max(high, low + 1);
        made.bars.resize(bars);
        for (const float value : values) {
            const double share = (value - made.low) / (made.high - made.low);
            ++made.bars[static_cast<size_t>(std::min(share * bars, bars - 1.0))];
        }
        for (float& bar : made.bars)
            bar = std::log1p(bar);
        const float most = *std::ranges::max_element(made.bars);
        for (float& bar : made.bars)
            bar /= most;
        return made;
    });
    workbench::whenDone(future, this, [this, volume](const Histogram& made) {
        if (volume != m_volume)
            return;
        m_histogram = made;
        update();
    });
}

QRectF TransferEditor::area() const
{
    return QRectF(rect()).adjusted(8, 8, -8, -24);
}

QPointF TransferEditor::positionOf(size_t point) const
{
    const QRectF a = area();
    const TransferPoint& p = m_points[point];
    const double share = (p.value - m_histogram.low) / (m_histogram.high - m_histogram.low);
    return {a.left() + std::clamp(share, 0.0, 1.0) * a.width(), a.bottom() - p.opacity * a.height()};
}

TransferPoint TransferEditor::pointAt(const QPointF& position) const
{
    const QRectF a = area();
    const double share = std::clamp((position.x() - a.left()) / a.width(), 0.0, 1.0);
    TransferPoint point;
    point.value = m_histogram.low + share * (m_histogram.high - m_histogram.low);
    point.opacity = std::clamp((a.bottom() - position.y()) / a.height(), 0.0, 1.0);
    point.colour = qRgb(255, 255, 255);
    for (size_t i = 0; i + 1 < m_points.size(); ++i) {
        if (m_points[i].value <= point.value && point.value <= m_points[i + 1].value)
            point.colour = m_points[i].colour;
    }
    return point;
}

void TransferEditor::paintEvent(QPaintEvent* /*event*/)
{
    const Theme& theme = Theme::instance();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF a = area();
    painter.fillRect(a, theme.color(Theme::Role::Surface));
    QColor tint = theme.color(Theme::Role::Secondary);
    tint.setAlpha(70);
    for (size_t i = 0; i < m_histogram.bars.size(); ++i) {
        const double wide = a.width() / bars;
        const double high = m_histogram.bars[i] * a.height();
        painter.fillRect(
            QRectF(a.left() + static_cast<double>(i) * wide, a.bottom() - high, wide, high), tint);
    }
    painter.setPen(theme.color(Theme::Role::Line));
    painter.drawRect(a);
    QPainterPath path;
    for (size_t i = 0; i < m_points.size(); ++i) {
        if (i == 0)
            path.moveTo(positionOf(i));
        else
            path.lineTo(positionOf(i));
    }
    painter.setPen(QPen(theme.color(Theme::Role::Accent), 2));
    painter.drawPath(path);
    for (size_t i = 0; i < m_points.size(); ++i) {
        const bool chosen = m_chosen == i;
        painter.setPen(QPen(
            theme.color(chosen && hasFocus() ? Theme::Role::Accent : Theme::Role::Text), chosen ? 2.5 : 1));
        painter.setBrush(QColor(m_points[i].colour));
        painter.drawEllipse(positionOf(i), 5, 5);
    }
    painter.setFont(theme.font(Theme::Type::Small));
    painter.setPen(theme.color(Theme::Role::Secondary));
    const QRectF foot(a.left(), a.bottom() + 2, a.width(), 20);
    const QString unit = m_volume ? words::unit(m_volume->unit) : QString();
    const auto number = [&](double value) {
        return (QLocale().toString(qRound64(value)) + QChar(0x2009) + unit).trimmed();
    };
    painter.drawText(foot, Qt::AlignLeft | Qt::AlignVCenter, number(m_histogram.low));
    painter.drawText(foot, Qt::AlignRight | Qt::AlignVCenter, number(m_histogram.high));
    if (m_chosen) {
        painter.setPen(theme.color(Theme::Role::Text));
        //: value of a point of the transfer function, its opacity
        painter.drawText(foot, Qt::AlignCenter,
            tr("%1, %2 %")
                .arg(number(m_points[*m_chosen].value))
                .arg(qRound(m_points[*m_chosen].opacity * 100)));
    }
}

void TransferEditor::mousePressEvent(QMouseEvent* event)
{
    m_chosen.reset();
    for (size_t i = 0; i < m_points.size(); ++i) {
        if (QLineF(positionOf(i), event->position()).length() <= near)
            m_chosen = i;
    }
    m_dragging = m_chosen.has_value();
    ++m_gesture;
    update();
}

void TransferEditor::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_dragging || !m_chosen)
        return;
    const TransferPoint at = pointAt(event->position());
    moveChosen(at.value, at.opacity, QStringLiteral("transfer%1").arg(m_gesture));
}

void TransferEditor::mouseReleaseEvent(QMouseEvent* /*event*/)
{
    m_dragging = false;
}

void TransferEditor::mouseDoubleClickEvent(QMouseEvent* event)
{
    m_dragging = false;
    if (m_chosen) {
        chooseColour();
        return;
    }
    const TransferPoint added = pointAt(event->position());
    const auto after = std::ranges::upper_bound(m_points, added.value, {}, &TransferPoint::value);
    m_chosen = static_cast<size_t>(after - m_points.begin());
    m_points.insert(after, added);
    tell({});
}

void TransferEditor::chooseColour()
{
    const QColor colour
        = QColorDialog::getColor(QColor(m_points[*m_chosen].colour), this, tr("Colour of this value"));
    if (!colour.isValid() || !m_chosen || *m_chosen >= m_points.size())
        return;
    m_points[*m_chosen].colour = colour.rgb();
    tell({});
}

// A point stays between its neighbours.
void TransferEditor::moveChosen(double value, double opacity, const QString& merge)
{
    const size_t at = *m_chosen;
    const double low = at == 0 ? m_histogram.low : m_points[at - 1].value;
    const double high = at + 1 == m_points.size() ? m_histogram.high : m_points[at + 1].value;
    m_points[at].value = std::clamp(value, std::min(low, high), std::max(low, high));
    m_points[at].opacity = std::clamp(opacity, 0.0, 1.0);
    tell(merge);
}

void TransferEditor::tell(const QString& merge)
{
    update();
    emit edited(m_points, merge);
}

void TransferEditor::keyPressEvent(QKeyEvent* event)
{
    if (m_points.empty())
        return QWidget::keyPressEvent(event);
    if (event->key() == Qt::Key_PageDown || event->key() == Qt::Key_PageUp || !m_chosen) {
        const size_t last = m_points.size() - 1;
        const size_t from = m_chosen.value_or(0);
        m_chosen = !m_chosen                 ? 0
            : event->key() == Qt::Key_PageUp ? (from == 0 ? last : from - 1)
                                             : (from == last ? 0 : from + 1);
        update();
        return;
    }
    const double step = (m_histogram.high - m_histogram.low) / 200;
    const TransferPoint& point = m_points[*m_chosen];
    const QString merge = QStringLiteral("transfer-key");
    switch (event->key()) {
    case Qt::Key_Left:
        return moveChosen(point.value - step, point.opacity, merge);
    case Qt::Key_Right:
        return moveChosen(point.value + step, point.opacity, merge);
    case Qt::Key_Up:
        return moveChosen(point.value, point.opacity + 0.02, merge);
    case Qt::Key_Down:
        return moveChosen(point.value, point.opacity - 0.02, merge);
    case Qt::Key_Insert: {
        TransferPoint added = point;
        added.value += step * 4;
        m_points.insert(m_points.begin() + static_cast<qptrdiff>(*m_chosen) + 1, added);
        return tell({});
    }
    case Qt::Key_Delete:
        if (m_points.size() > 2) {
            m_points.erase(m_points.begin() + static_cast<qptrdiff>(*m_chosen));
            m_chosen.reset();
            tell({});
        }
        return;
    case Qt::Key_Return:
        return chooseColour();
    default:
        QWidget::keyPressEvent(event);
    }
}

void TransferEditor::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Transfer function"));
        setToolTip(tr("Drag points; double click adds one or changes its colour; Delete removes it"));
    }
    QWidget::changeEvent(event);
}

} // namespace twinward::imaging
