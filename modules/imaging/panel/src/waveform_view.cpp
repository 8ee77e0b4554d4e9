#include "waveform_view_p.h"

#include "workbench/theme.h"

#include <algorithm>
#include <cmath>
#include <QLocale>
#include <QPainter>

namespace twinward::imaging {

using workbench::Theme;

namespace {

constexpr double pixelsPerMm = 96 / 25.4;
constexpr double mmPerSecond = 25; // as the paper runs (AHA/ACC/HRS 2007, part I)
constexpr double mmPerMillivolt = 10;
constexpr int leadMm = 24; // a lead's share of the height

// What a unit is in millivolts; none for what is no voltage.
std::optional<double> millivolts(const QString& unit)
{
    if (unit == QLatin1String("uV"))
        return 0.001;
    if (unit == QLatin1String("mV"))
        return 1;
    if (unit == QLatin1String("V"))
        return 1000;
    return std::nullopt;
}

// "Lead I (Einthoven)" is I on every paper.
QString shortLabel(const QString& label)
{
    QString text = label;
    if (text.startsWith(QLatin1String("Lead ")))
        text.remove(0, 5);
    const qsizetype remark = text.indexOf(QLatin1String(" ("));
    return remark > 0 ? text.first(remark) : text;
}

} // namespace

class WaveformView::Paper : public QWidget
{
public:
    void set(const WaveformObject& waveform)
    {
        m_waveform = waveform;
        const int leads = this->leads();
        double seconds = 0;
        if (group() != nullptr && group()->samplesPerSecond > 0 && leads > 0)
            seconds
                = static_cast<double>(group()->channels.front().samples.size()) / group()->samplesPerSecond;
        m_size = QSize(static_cast<int>((seconds * mmPerSecond + 20) * mm()),
            static_cast<int>((leads * leadMm + 8) * mm()) + notesHeight());
        setFixedSize(m_size);
        update();
    }

    [[nodiscard]] int leads() const
    {
        return group() == nullptr ? 0 : static_cast<int>(group()->channels.size());
    }

protected:
    void paintEvent(QPaintEvent* event) override
    {
        QPainter painter(this);
        painter.fillRect(event->rect(), paper());
        paintSquares(painter, event->rect());
        if (group() == nullptr)
            return;
        painter.setRenderHint(QPainter::Antialiasing);
        for (int lead = 0; lead < leads(); ++lead)
            paintLead(painter, event->rect(), lead);
        paintNotes(painter);
    }

private:
    static double mm() { return pixelsPerMm * Theme::instance().scale(); }
    static QColor paper() { return Theme::instance().isDark() ? QColor(26, 22, 24) : QColor(255, 250, 248); }
    static QColor ink() { return Theme::instance().color(Theme::Role::Text); }

    // The rhythm, not the averaged beat.
    [[nodiscard]] const WaveformGroup* group() const
    {
        const auto found = std::ranges::find_if(
            m_waveform.groups, [](const WaveformGroup& each) { return each.isOriginal; });
        if (found != m_waveform.groups.end())
            return &*found;
        return m_waveform.groups.empty() ? nullptr : &m_waveform.groups.front();
    }

    [[nodiscard]] QStringList noteLines() const
    {
        QStringList lines;
        for (const WaveformNote& note : m_waveform.notes) {
            const QString value = (note.value + QChar(0x2009) + note.unit).trimmed();
            lines.append(note.name.isEmpty() ? value : WaveformView::tr("%1: %2").arg(note.name, value));
        }
        return lines;
    }

    [[nodiscard]] int notesHeight() const
    {
        return static_cast<int>(noteLines().size()) * Theme::instance().px(18) + Theme::instance().px(24);
    }

    void paintSquares(QPainter& painter, const QRect& part) const
    {
        const bool dark = Theme::instance().isDark();
        const QColor thin = dark ? QColor(62, 44, 46) : QColor(250, 222, 216);
        const QColor thick = dark ? QColor(96, 62, 64) : QColor(238, 180, 170);
        const auto colourOf = [&](int line) { return line % 5 == 0 ? thick : thin; };
        for (int line = static_cast<int>(part.left() / mm()); line * mm() <= part.right(); ++line) {
            painter.setPen(colourOf(line));
            painter.drawLine(QPointF(line * mm(), part.top()), QPointF(line * mm(), part.bottom()));
        }
        for (int line = static_cast<int>(part.top() / mm()); line * mm() <= part.bottom(); ++line) {
            painter.setPen(colourOf(line));
            painter.drawLine(QPointF(part.left(), line * mm()), QPointF(part.right(), line * mm()));
        }
    }

    void paintLead(QPainter& painter, const QRect& part, int lead) const
    {
        const WaveformChannel& channel = group()->channels[static_cast<size_t>(lead)];
        const double base = (lead * leadMm + leadMm / 2.0 + 4) * mm();
        const double left = 15 * mm();
        const auto unit = millivolts(channel.unit);
        // What is no voltage fills its strip, and says its range.
        double scale = unit.value_or(1) * mmPerMillivolt * mm();
        if (!unit) {
            double most = 1e-9;
            for (const float sample : channel.samples) {
                if (!std::isnan(sample))
                    most = std::max(most, std::abs(static_cast<double>(sample)));
            }
            scale = leadMm * 0.4 * mm() / most;
        }
        painter.setPen(QPen(ink(), 1.2));
        QPolygonF line;
        const auto flush = [&] {
            painter.drawPolyline(line);
            line.clear();
        };
        const double step = mmPerSecond * mm() / group()->samplesPerSecond;
        for (size_t i = 0; i < channel.samples.size(); ++i) {
            const double x
                = left + (static_cast<double>(i) + channel.skewSeconds * group()->samplesPerSecond) * step;
            if (x < part.left() - 4 || x > part.right() + 4)
                continue;
            if (std::isnan(channel.samples[i]))
                flush(); // gaps are gaps
            else
                line.append({x, base - static_cast<double>(channel.samples[i]) * scale});
        }
        flush();
        painter.setFont(Theme::instance().font(Theme::Type::Body, QFont::DemiBold));
        painter.drawText(QPointF(2 * mm(), base + 6 * mm()), shortLabel(channel.label));
        if (unit) // 1 mV, to judge the size by
            painter.drawPolyline(QPolygonF({{8 * mm(), base}, {9 * mm(), base}, {9 * mm(), base - 10 * mm()},
                {12 * mm(), base - 10 * mm()}, {12 * mm(), base}, {13 * mm(), base}}));
    }

    void paintNotes(QPainter& painter) const
    {
        const Theme& theme = Theme::instance();
        painter.setFont(theme.font(Theme::Type::Small));
        painter.setPen(ink());
        double y = (leads() * leadMm + 8) * mm();
        painter.drawText(QPointF(2 * mm(), y),
            WaveformView::tr("25 mm/s, 10 mm/mV, %1 samples a second")
                .arg(QLocale().toString(group()->samplesPerSecond)));
        for (const QString& line : noteLines()) {
            y += theme.px(18);
            painter.drawText(QPointF(2 * mm(), y), line);
        }
    }

    WaveformObject m_waveform;
    QSize m_size;
};

WaveformView::WaveformView(QWidget* parent)
    : QScrollArea(parent)
    , m_paper(new Paper)
{
    setWidget(m_paper);
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Electrocardiogram"));
    connect(&Theme::instance(), &Theme::changed, m_paper, qOverload<>(&QWidget::update));
}

void WaveformView::setWaveform(const WaveformObject& waveform)
{
    m_paper->set(waveform);
}

int WaveformView::leads() const
{
    return m_paper->leads();
}

} // namespace twinward::imaging
