// Renders the timeline as it meets different people and screens, and leaves a picture of each in
// looks/timeline/ under the build folder for an eye to judge. What a machine can judge is asserted.

#include "lifelike.h"
#include "timeline_panel/timeline_view.h"
#include "workbench/theme.h"

#include <QDir>
#include <QLocale>
#include <QtTest/QtTest>

using namespace twinward;
using namespace twinward::timeline;
using namespace twinward::timeline::test;
using workbench::Theme;

namespace {

QImage picture(TimelineView& view, const QString& name)
{
    QImage image(view.size(), QImage::Format_ARGB32_Premultiplied);
    view.render(&image);
    const QDir folder(QStringLiteral(TWINWARD_BUILD_DIR "/looks/timeline"));
    folder.mkpath(QStringLiteral("."));
    image.save(folder.filePath(name + QStringLiteral(".png")));
    return image;
}

int coloursOf(const QImage& image)
{
    QSet<QRgb> colours;
    for (int y = 0; y < image.height(); y += 2) {
        for (int x = 0; x < image.width(); x += 2)
            colours.insert(image.pixel(x, y));
    }
    return static_cast<int>(colours.size());
}

// Items in sight whose place on the picture is as empty as the ground beside it.
int notDrawn(const TimelineView& view, const QImage& image)
{
    int missing = 0;
    for (quint32 item = 0; item < view.story()->items().size(); ++item) {
        const QRect rect = view.rectOf(item).toRect().intersected(image.rect());
        if (rect.width() < 8 || rect.height() < 8)
            continue;
        bool drawn = false;
        const QColor ground = Theme::instance().color(Theme::Role::Surface);
        for (int x = rect.left(); x < rect.right() && !drawn; ++x)
            drawn = image.pixelColor(x, rect.center().y()) != ground;
        missing += drawn ? 0 : 1;
    }
    return missing;
}

void prepare(TimelineView& view, const std::shared_ptr<const Story>& story, qint64 nowMs)
{
    view.resize(1280, 760);
    view.setNow(nowMs);
    view.setStory(story);
}

} // namespace

class TestTimelineLooks : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void everyKind_data();
    void everyKind();
    void twentyThousand();
    void oneDay();
    void empty();
    void chinese();
    void longNames();
};

void TestTimelineLooks::init()
{
    Theme::instance().setMode(Theme::Mode::Light);
    Theme::instance().setScale(1.0);
    Theme::instance().apply();
}

void TestTimelineLooks::cleanup()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
}

void TestTimelineLooks::everyKind_data()
{
    QTest::addColumn<Theme::Mode>("mode");
    QTest::addColumn<double>("scale");
    QTest::newRow("light") << Theme::Mode::Light << 1.0;
    QTest::newRow("dark") << Theme::Mode::Dark << 1.0;
    QTest::newRow("light-150") << Theme::Mode::Light << 1.5;
}

void TestTimelineLooks::everyKind()
{
    QFETCH(Theme::Mode, mode);
    QFETCH(double, scale);
    Theme::instance().setMode(mode);
    Theme::instance().setScale(scale);
    Theme::instance().apply();
    Lifelike life;
    TimelineView view;
    prepare(view, life.ofEveryKind(), life.f.nowMs);
    Filter filter;
    filter.show = Filter::Show::WithRetracted;
    view.setFilter(filter);
    view.setHits(view.story()->search(u"hypertension"));

    const QImage image = picture(view, QString::fromUtf8(QTest::currentDataTag()));

    QVERIFY(coloursOf(image) > 20);
    QCOMPARE(notDrawn(view, image), 0);
    QCOMPARE(image.pixelColor(image.width() / 2, 2), Theme::instance().color(Theme::Role::Window));
}

void TestTimelineLooks::twentyThousand()
{
    Lifelike life;
    TimelineView view;
    prepare(view, life.ofSize(20'000), life.f.nowMs);
    QCOMPARE(notDrawn(view, picture(view, QStringLiteral("dense-lifetime"))), 0);

    view.showRange(TimelineView::Range::Year);
    QCOMPARE(notDrawn(view, picture(view, QStringLiteral("dense-year"))), 0);

    view.showRange(TimelineView::Range::Month);
    QCOMPARE(notDrawn(view, picture(view, QStringLiteral("dense-month"))), 0);
}

void TestTimelineLooks::oneDay()
{
    Lifelike life;
    life.addVisit(moment("2026-11-20T08:15:00Z"));
    life.addVisit(moment("2026-11-20T10:40:00Z"));
    TimelineView view;
    prepare(view, life.ofEveryKind(), life.f.nowMs);
    view.select(view.story()->find(life.f.events[2].event.id));
    view.showRange(TimelineView::Range::Day);

    QCOMPARE(notDrawn(view, picture(view, QStringLiteral("day"))), 0);
}

void TestTimelineLooks::empty()
{
    StoryFixture f;
    TimelineView view;
    prepare(view, f.tell(), f.nowMs);

    QVERIFY(coloursOf(picture(view, QStringLiteral("empty"))) > 2);
}

void TestTimelineLooks::chinese()
{
    QLocale::setDefault(QLocale(QLocale::Chinese, QLocale::China));
    StoryFixture f;
    f.add(StoryFixture::problem(QStringLiteral("2型糖尿病伴有肾脏并发症")), moment("2010-05"));
    f.add(StoryFixture::problem(QStringLiteral("高血压")), moment("2004"));
    f.add(StoryFixture::prescribed(QStringLiteral("盐酸二甲双胍片 0.5 g")), moment("2012-04-01"));
    f.add(Note{QStringLiteral("查房记录"), QStringLiteral("夜间咳嗽，精神可。")},
        moment("2024-03-01T08:00:00+08:00"));
    f.add(
        StoryFixture::measured(Observation::Group::Vital, QStringLiteral("心率"), 72, QStringLiteral("/min")),
        moment("2024-03-01T08:00:00+08:00"));
    TimelineView view;
    prepare(view, f.tell(), f.nowMs);

    QCOMPARE(notDrawn(view, picture(view, QStringLiteral("chinese"))), 0);
}

void TestTimelineLooks::longNames()
{
    StoryFixture f;
    const QString name = QStringLiteral(
        "Hypertensive chronic kidney disease with stage 5 chronic kidney disease or end stage renal "
        "disease, on haemodialysis three times a week since the transplant was rejected");
    f.add(StoryFixture::problem(name), moment("2019-05-02"));
    f.add(StoryFixture::problem(name, QStringLiteral("resolved")), moment("2025-11-02"));
    f.add(Note{name, name}, moment("2021-05-02T08:00:00Z"));
    f.add(Note{name, name}, moment("2026-11-19T08:00:00Z"));
    TimelineView view;
    prepare(view, f.tell(), f.nowMs);
    view.resize(700, 400);

    QCOMPARE(notDrawn(view, picture(view, QStringLiteral("long-names"))), 0);
}

QTEST_MAIN(TestTimelineLooks)
#include "tst_timeline_looks.moc"
