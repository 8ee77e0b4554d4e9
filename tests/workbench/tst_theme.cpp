#include "workbench/theme.h"

#include <algorithm>
#include <cmath>
#include <QApplication>
#include <QFontMetricsF>
#include <QSignalSpy>
#include <QTest>

using twinward::workbench::Theme;

class TestTheme : public QObject
{
    Q_OBJECT

private slots:
    void everyTextIsReadableOnEveryGround_data();
    void everyTextIsReadableOnEveryGround();
    void figuresLineUp();
    void everythingGrowsWithTheScale();
    void theStyleSheetHasNoNameLeftOpen();
    void aChangeIsTold();
};

namespace {

// WCAG 2.1, relative luminance and contrast ratio.
double luminance(const QColor& colour)
{
    const auto linear
        = [](double part) { return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF())
        + 0.0722 * linear(colour.blueF());
}

double contrast(const QColor& one, const QColor& other)
{
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

} // namespace

void TestTheme::everyTextIsReadableOnEveryGround_data()
{
    using Role = Theme::Role;
    QTest::addColumn<Role>("text");
    QTest::addColumn<Role>("ground");
    QTest::addColumn<bool>("dark");
    struct Named
    {
        const char* name;
        Role role;
    };
    const Named texts[] = {{"text", Role::Text}, {"secondary", Role::Secondary}, {"accent", Role::Accent},
        {"good", Role::Good}, {"caution", Role::Caution}, {"danger", Role::Danger}};
    const Named grounds[]
        = {{"window", Role::Window}, {"surface", Role::Surface}, {"selection", Role::Selection}};
    for (const bool dark : {false, true}) {
        const char* theme = dark ? "dark" : "light";
        for (const Named& text : texts) {
            for (const Named& ground : grounds)
                QTest::addRow("%s: %s on %s", theme, text.name, ground.name)
                    << text.role << ground.role << dark;
        }
        QTest::addRow("%s: on accent", theme) << Role::OnAccent << Role::Accent << dark;
    }
}

void TestTheme::everyTextIsReadableOnEveryGround()
{
    QFETCH(Theme::Role, text);
    QFETCH(Theme::Role, ground);
    QFETCH(bool, dark);
    const double ratio = contrast(Theme::color(text, dark), Theme::color(ground, dark));
    QVERIFY2(ratio >= 4.5, qPrintable(QStringLiteral("%1:1").arg(ratio, 0, 'f', 2)));
}

void TestTheme::figuresLineUp()
{
    const Theme& theme = Theme::instance();
    for (const Theme::Type type : {Theme::Type::Small, Theme::Type::Body, Theme::Type::Heading,
             Theme::Type::Large, Theme::Type::Huge}) {
        for (const QFont::Weight weight : {QFont::Normal, QFont::DemiBold}) {
            const QFontMetricsF metrics(theme.font(type, weight));
            for (char digit = '1'; digit <= '9'; ++digit)
                QCOMPARE(metrics.horizontalAdvance(QLatin1Char(digit)),
                    metrics.horizontalAdvance(QLatin1Char('0')));
        }
    }
}

void TestTheme::everythingGrowsWithTheScale()
{
    Theme& theme = Theme::instance();
    theme.setScale(1.0);
    QCOMPARE(theme.rowHeight(), 28);
    theme.setTouch(true);
    QCOMPARE(theme.rowHeight(), 36);
    theme.setTouch(false);
    theme.setScale(2.0);
    QCOMPARE(theme.rowHeight(), 56);
    QCOMPARE(theme.font(Theme::Type::Body).pixelSize(), 26);
    QCOMPARE(QApplication::font().pixelSize(), 26);
    theme.setScale(9.0);
    QCOMPARE(theme.scale(), 2.0);
    theme.setScale(1.0);
}

void TestTheme::theStyleSheetHasNoNameLeftOpen()
{
    Theme::instance().apply();
    const QString sheet = qApp->styleSheet();
    QVERIFY(sheet.contains(QLatin1String("QPushButton")));
    QVERIFY2(!sheet.contains(QLatin1Char('@')), qPrintable(sheet.mid(sheet.indexOf(QLatin1Char('@')), 40)));
    QVERIFY2(!sheet.contains(QLatin1String("dp")),
        qPrintable(sheet.mid(sheet.indexOf(QLatin1String("dp")) - 20, 40)));
}

void TestTheme::aChangeIsTold()
{
    Theme& theme = Theme::instance();
    theme.setMode(Theme::Mode::Light);
    QSignalSpy changed(&theme, &Theme::changed);
    theme.setMode(Theme::Mode::Dark);
    QCOMPARE(changed.count(), 1);
    QVERIFY(theme.isDark());
    QCOMPARE(QApplication::palette().color(QPalette::Window), Theme::color(Theme::Role::Window, true));
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
