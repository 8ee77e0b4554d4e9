#pragma once

// Colours, sizes and spacing of the house, light and dark (all text pairs checked for 4.5:1 by a test),
// applied to the whole application. Painted widgets ask here and repaint on changed().

#include <QColor>
#include <QFont>
#include <QObject>
#include <QPalette>

namespace twinward::workbench {

class Theme : public QObject
{
    Q_OBJECT

public:
    enum class Mode { System, Light, Dark };
    enum class Role {
        Window,
        Surface,
        Line,
        Text,
        Secondary,
        Accent,
        Selection,
        Good,
        Caution,
        Danger,
        OnAccent
    };
    enum class Type { Small, Body, Heading, Large, Huge }; // 11, 13, 15, 20, 28 px at 100 %

    static Theme& instance();

    void setMode(Mode mode);
    [[nodiscard]] Mode mode() const { return m_mode; }
    [[nodiscard]] bool isDark() const;
    void setScale(double factor); // 1.0 to 2.0
    [[nodiscard]] double scale() const { return m_scale; }
    void setTouch(bool touch); // NOLINT: a plain property. Rows of 36 px instead of 28
    [[nodiscard]] bool isTouch() const { return m_touch; }
    [[nodiscard]] int rowHeight() const; // scaled

    [[nodiscard]] QColor color(Role role) const;
    [[nodiscard]] static QColor color(Role role, bool dark);
    [[nodiscard]] QColor series(int index) const; // Okabe and Ito's eight, colour-blind safe
    [[nodiscard]] QFont font(Type type, QFont::Weight weight = QFont::Normal) const; // tabular figures
    [[nodiscard]] int px(int pixels) const; // a length of the 4 px grid, scaled

    // The desktop changed between light and dark; matters in Mode::System.
    void setSystemDark(bool dark); // NOLINT: a plain property

    void apply(); // to qApp: palette, style sheet, font

signals:
    void changed();

private:
    Theme();
    [[nodiscard]] QPalette palette() const;
    [[nodiscard]] QString styleSheet() const;

    QString m_family; // the system's font, or one with figures of equal width
    bool m_systemDark = false;
    Mode m_mode = Mode::System;
    double m_scale = 1.0;
    bool m_touch = false;
};

} // namespace twinward::workbench
