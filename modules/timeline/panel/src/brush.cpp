#include "brush_p.h"

#include "workbench/theme.h"

#include <array>

namespace twinward::timeline {

using workbench::Theme;

Measures Measures::ofTheme()
{
    const Theme& theme = Theme::instance();
    Measures measures;
    measures.headerWidth = theme.px(164);
    measures.tickRow = theme.px(18);
    measures.axisHeight = measures.tickRow * 3;
    measures.overviewHeight = theme.px(44);
    measures.scene.rowPx = theme.isTouch() ? theme.px(28) : theme.px(20);
    measures.scene.paddingPx = theme.px(4);
    LayoutMetrics& layout = measures.scene.layout;
    layout.glyphPx = theme.px(12);
    layout.mergePx = theme.px(32);
    layout.barPx = theme.px(8);
    layout.labelPx = theme.px(96);
    layout.gapPx = theme.px(4);
    return measures;
}

Brush Brush::ofTheme()
{
    const Theme& theme = Theme::instance();
    Brush brush;
    brush.window = theme.color(Theme::Role::Window);
    brush.surface = theme.color(Theme::Role::Surface);
    brush.line = theme.color(Theme::Role::Line);
    brush.text = theme.color(Theme::Role::Text);
    brush.secondary = theme.color(Theme::Role::Secondary);
    brush.accent = theme.color(Theme::Role::Accent);
    brush.selection = theme.color(Theme::Role::Selection);
    brush.caution = theme.color(Theme::Role::Caution);
    brush.danger = theme.color(Theme::Role::Danger);
    brush.onAccent = theme.color(Theme::Role::OnAccent);
    brush.small = theme.font(Theme::Type::Small);
    brush.body = theme.font(Theme::Type::Body);
    brush.strong = theme.font(Theme::Type::Body, QFont::DemiBold);
    brush.unit = theme.scale();
    brush.dark = theme.isDark();
    return brush;
}

QColor Brush::lane(Lane lane)
{
    // Places among Okabe and Ito's eight without the yellow, too pale on white; neighbours differ. The lane's
    // name says which it is, the colour only leads the eye.
    static constexpr std::array<int, laneCount> series{5, 1, 0, 4, 2, 3, 5, 1, 7, 0, 4, 7};
    return Theme::instance().series(series[static_cast<size_t>(lane)]);
}

QColor Brush::tint(const QColor& color, double alpha)
{
    QColor tinted = color;
    tinted.setAlphaF(static_cast<float>(alpha));
    return tinted;
}

} // namespace twinward::timeline
