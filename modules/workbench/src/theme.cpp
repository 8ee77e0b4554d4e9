#include "workbench/theme.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QFontMetricsF>
#include <QStyleFactory>

// A static library's resources are dropped by the linker unless something names them; must stand outside
// namespaces.
static void keepResources()
{
    Q_INIT_RESOURCE(workbench);
}

namespace twinward::workbench {

namespace {

struct Pair
{
    QRgb light;
    QRgb dark;
};

// The house's table of colours; tst_theme checks each text and ground pair for 4.5:1.
Pair pairOf(Theme::Role role)
{
    switch (role) {
    case Theme::Role::Window:
        return {0xF4F6F8, 0x11161C};
    case Theme::Role::Surface:
        return {0xFFFFFF, 0x1A2129};
    case Theme::Role::Line:
        return {0xD5DBE3, 0x2E3945};
    case Theme::Role::Text:
        return {0x17212B, 0xE8EDF3};
    case Theme::Role::Secondary:
        return {0x556270, 0x9DABBA};
    case Theme::Role::Accent:
        return {0x0A6C8F, 0x55B8DB};
    case Theme::Role::Selection:
        return {0xD7ECF4, 0x163A4A};
    case Theme::Role::Good:
        return {0x297539, 0x6CC483};
    case Theme::Role::Caution:
        return {0x8A5A00, 0xE5B04A};
    case Theme::Role::Danger:
        return {0xB3261E, 0xFF8A80};
    case Theme::Role::OnAccent:
        return {0xFFFFFF, 0x11161C};
    }
    return {0, 0};
}

bool hasTabularFigures(const QString& family)
{
    QFont font(family);
    font.setPixelSize(40);
    const QFontMetricsF metrics(font);
    const qreal width = metrics.horizontalAdvance(QLatin1Char('0'));
    return std::ranges::all_of(std::string_view("123456789"),
        [&](char digit) { return std::abs(metrics.horizontalAdvance(QLatin1Char(digit)) - width) < 0.1; });
}

QString familyWithTabularFigures()
{
    const QString system = QFontDatabase::systemFont(QFontDatabase::GeneralFont).family();
    const QStringList installed = QFontDatabase::families();
    for (const QString& family : {system, QStringLiteral("Noto Sans"), QStringLiteral("DejaVu Sans")}) {
        if ((family == system || installed.contains(family)) && hasTabularFigures(family))
            return family;
    }
    return system;
}

} // namespace

Theme::Theme()
    : m_family(familyWithTabularFigures())
    , m_systemDark(QApplication::palette().color(QPalette::Window).lightnessF() < 0.5)
{
    keepResources();
}

Theme& Theme::instance()
{
    static Theme theme;
    return theme;
}

void Theme::setMode(Mode mode)
{
    if (mode == m_mode)
        return;
    m_mode = mode;
    apply();
}

void Theme::setSystemDark(bool dark)
{
    if (dark == m_systemDark)
        return;
    m_systemDark = dark;
    if (m_mode == Mode::System)
        apply();
}

bool Theme::isDark() const
{
    return m_mode == Mode::Dark || (m_mode == Mode::System && m_systemDark);
}

void Theme::setScale(double factor)
{
    const double bounded = std::clamp(factor, 1.0, 2.0);
    if (bounded == m_scale)
        return;
    m_scale = bounded;
    apply();
}

void Theme::setTouch(bool touch)
{
    if (touch == m_touch)
        return;
    m_touch = touch;
    apply();
}

int Theme::rowHeight() const
{
    return px(m_touch ? 36 : 28);
}

int Theme::px(int pixels) const
{
    return static_cast<int>(std::lround(pixels * m_scale));
}

QColor Theme::color(Role role) const
{
    return color(role, isDark());
}

QColor Theme::color(Role role, bool dark)
{
    const Pair pair = pairOf(role);
    return QColor::fromRgb(dark ? pair.dark : pair.light);
}

// Okabe and Ito, "Color Universal Design" (2008); their black is the theme's text colour, so that it shows on
// dark.
QColor Theme::series(int index) const
{
    static constexpr std::array<QRgb, 7> colours
        = {0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9, 0xF0E442};
    const int place = ((index % 8) + 8) % 8;
    return place == 7 ? color(Role::Text) : QColor::fromRgb(colours[static_cast<size_t>(place)]);
}

QFont Theme::font(Type type, QFont::Weight weight) const
{
    static constexpr std::array<int, 5> sizes = {11, 13, 15, 20, 28};
    QFont font(m_family);
    font.setPixelSize(px(sizes[static_cast<size_t>(type)]));
    font.setWeight(weight);
    return font;
}

QPalette Theme::palette() const
{
    const QColor text = color(Role::Text);
    const QColor faint = color(Role::Secondary);
    QPalette palette;
    palette.setColor(QPalette::Window, color(Role::Window));
    palette.setColor(QPalette::WindowText, text);
    palette.setColor(QPalette::Base, color(Role::Surface));
    palette.setColor(QPalette::AlternateBase, color(Role::Window));
    palette.setColor(QPalette::Text, text);
    palette.setColor(QPalette::Button, color(Role::Surface));
    palette.setColor(QPalette::ButtonText, text);
    palette.setColor(QPalette::BrightText, color(Role::Danger));
    palette.setColor(QPalette::Highlight, color(Role::Selection));
    palette.setColor(QPalette::HighlightedText, text);
    palette.setColor(QPalette::Link, color(Role::Accent));
    palette.setColor(QPalette::LinkVisited, color(Role::Accent));
    palette.setColor(QPalette::PlaceholderText, faint);
    palette.setColor(QPalette::ToolTipBase, color(Role::Surface));
    palette.setColor(QPalette::ToolTipText, text);
    palette.setColor(QPalette::Mid, color(Role::Line));
    palette.setColor(QPalette::Midlight, color(Role::Line));
    palette.setColor(QPalette::Dark, color(Role::Line));
    palette.setColor(QPalette::Light, color(Role::Surface));
    palette.setColor(QPalette::Shadow, color(Role::Line));
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, faint);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, color(Role::Line));
    return palette;
}

QString Theme::styleSheet() const
{
    QFile file(QStringLiteral(":/workbench/theme.qss"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString sheet = QString::fromUtf8(file.readAll());
    struct Name
    {
        QLatin1String key;
        Role role;
    };
    // Longer names first: @secondary must not be read as @... of a shorter one.
    static const std::array<Name, 11> names = {{{QLatin1String("@secondary"), Role::Secondary},
        {QLatin1String("@selection"), Role::Selection}, {QLatin1String("@onaccent"), Role::OnAccent},
        {QLatin1String("@surface"), Role::Surface}, {QLatin1String("@caution"), Role::Caution},
        {QLatin1String("@window"), Role::Window}, {QLatin1String("@accent"), Role::Accent},
        {QLatin1String("@danger"), Role::Danger}, {QLatin1String("@line"), Role::Line},
        {QLatin1String("@text"), Role::Text}, {QLatin1String("@good"), Role::Good}}};
    for (const Name& name : names)
        sheet.replace(name.key, color(name.role).name());
    // Pictures in the colour of what stands on the accent.
    sheet.replace(QLatin1String("@shade"), isDark() ? QLatin1String("dark") : QLatin1String("light"));
    sheet.replace(QLatin1String("@row"), QString::number(rowHeight()) + QLatin1String("px"));
    sheet.replace(
        QLatin1String("@field"), QString::number(rowHeight() - 2 - 2 * px(4)) + QLatin1String("px"));
    // Lengths of the grid: 8dp is 8 px at 100 %. The longest first, so that 12dp is not read as 2dp.
    for (const int length :
        {320, 96, 80, 64, 48, 40, 32, 28, 24, 20, 16, 15, 13, 12, 11, 10, 8, 6, 5, 4, 2, 1}) {
        sheet.replace(QLatin1String(" ") + QString::number(length) + QLatin1String("dp"),
            QLatin1String(" ") + QString::number(px(length)) + QLatin1String("px"));
    }
    return sheet;
}

void Theme::apply()
{
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setPalette(palette());
    QApplication::setFont(font(Type::Body));
    qApp->setStyleSheet(styleSheet());
    emit changed();
}

} // namespace twinward::workbench
