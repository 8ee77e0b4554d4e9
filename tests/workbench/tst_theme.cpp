#include "workbench/theme.h"

#include <algorithm>
#include <cmath>
#include <QApplication>
#include <QCheckBox>
#include <QFontMetricsF>
#include <QListWidget>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

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
    void indicatorsStandOutFromTheirGround_data();
    void indicatorsStandOutFromTheirGround();
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

void TestTheme::indicatorsStandOutFromTheirGround_data()
{
    QTest::addColumn<Theme::Mode>("mode");
    QTest::addColumn<bool>("ticked");
    for (const bool ticked : {false, true}) {
        QTest::addRow("light, %s", ticked ? "ticked" : "not ticked") << Theme::Mode::Light << ticked;
        QTest::addRow("dark, %s", ticked ? "ticked" : "not ticked") << Theme::Mode::Dark << ticked;
    }
}

// WCAG 2.1, 1.4.11: what tells a control from its ground has 3:1. Measured on what is drawn.
void TestTheme::indicatorsStandOutFromTheirGround()
{
    QFETCH(Theme::Mode, mode);
    QFETCH(bool, ticked);
    Theme::instance().setMode(mode);
    Theme::instance().apply();
    QWidget window;
    auto* box = new QCheckBox(QStringLiteral("Light and shade"));
    auto* choice = new QRadioButton(QStringLiteral("One of them"));
    auto* list = new QListWidget;
    auto* item = new QListWidgetItem(QStringLiteral("One of many"), list);
    box->setChecked(ticked);
    choice->setChecked(ticked);
    item->setCheckState(ticked ? Qt::Checked : Qt::Unchecked);
    auto* column = new QVBoxLayout(&window);
    for (QWidget* each :
        {static_cast<QWidget*>(box), static_cast<QWidget*>(choice), static_cast<QWidget*>(list)})
        column->addWidget(each);
    window.resize(240, 160);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    const QImage picture = window.grab().toImage();
    const QString folder = qEnvironmentVariable("TWINWARD_PICTURES");
    if (!folder.isEmpty())
        picture.save(
            QStringLiteral("%1/indicators-%2.png").arg(folder, QString::fromLatin1(QTest::currentDataTag())));
    for (const QWidget* each :
        {static_cast<QWidget*>(box), static_cast<QWidget*>(choice), list->viewport()}) {
        const QRect area(each->mapTo(&window, QPoint(0, 0)), each->size());
        const int row = each == list->viewport() ? list->visualItemRect(item).center().y() + area.top()
                                                 : area.center().y();
        const QColor ground = picture.pixelColor(area.right() - 4, row);
        // the left edge of the indicator on its middle line is the strongest there
        double best = 0;
        for (int x = area.left() + 2; x < area.left() + 12; ++x)
            best = std::max(best, contrast(picture.pixelColor(x, row), ground));
        QVERIFY2(best >= 3,
            qPrintable(QStringLiteral("%1: %2:1")
                           .arg(QString::fromLatin1(each->metaObject()->className()))
                           .arg(best, 0, 'f', 2)));
    }
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
