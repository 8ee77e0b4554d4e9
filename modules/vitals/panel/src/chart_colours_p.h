#pragma once

// The theme's colours as a chart needs them; on paper always the light ones, whatever the screen shows.

#include "workbench/theme.h"

namespace twinward::vitals {

struct ChartColours
{
    QColor surface;
    QColor text;
    QColor secondary;
    QColor line;
    QColor accent;
    QColor danger;

    bool isDark = false;

    // Okabe and Ito's colours, lighter on a dark ground, where their blue would sink.
    [[nodiscard]] QColor series(int index) const
    {
        const QColor colour = workbench::Theme::instance().series(index);
        return isDark && colour.lightnessF() < 0.5F ? colour.lighter(145) : colour;
    }
    // What the table and the score's blocks write in on a band's ground.
    [[nodiscard]] QColor on(const QColor& figure) const { return figure.isValid() ? figure : text; }

    [[nodiscard]] static ChartColours screen() { return of(workbench::Theme::instance().isDark()); }
    [[nodiscard]] static ChartColours paper() { return of(false); }

private:
    [[nodiscard]] static ChartColours of(bool dark) // NOLINT: as Theme::color has it
    {
        using workbench::Theme;
        return {Theme::color(Theme::Role::Surface, dark), Theme::color(Theme::Role::Text, dark),
            Theme::color(Theme::Role::Secondary, dark), Theme::color(Theme::Role::Line, dark),
            Theme::color(Theme::Role::Accent, dark), Theme::color(Theme::Role::Danger, dark), dark};
    }
};

} // namespace twinward::vitals
