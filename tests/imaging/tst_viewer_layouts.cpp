// The viewer's layouts and cine in a real window: views fill it without holes, show what their planes say,
// and undo brings back the picture there was.

#include "imaging_view/operators.h"
#include "imaging_view/shade.h"
#include "pictures.h"
#include "viewer_desk.h"

#include <QPainter>
#include <QtTest/QtTest>

using namespace twinward;
using namespace twinward::imaging;
using namespace twinward::imaging::test;

class TestViewerLayouts : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_desk.reset(); }
    void init();
    void viewsFillTheWindow_data();
    void viewsFillTheWindow();
    void everyPlaneShowsItsOwnCut();
    void undoBringsBackTheLayoutAndItsPicture();
    void cineRunsThroughTheImagesAndRound();
    void cineStopsWhenAnotherSeriesIsOpened();

private:
    [[nodiscard]] std::vector<QWidget*> visibleViews() const;
    [[nodiscard]] QImage seen() const;
    [[nodiscard]] QAction* command(const char* name) const { return m_desk->panel->command(name); }

    std::unique_ptr<ViewerDesk> m_desk;
};

void TestViewerLayouts::initTestCase()
{
    if (chest().isEmpty())
        QSKIP("ct-chest is not here: layouts were not tried on a real chest.");
    workbench::Theme::instance().apply();
    m_desk = std::make_unique<ViewerDesk>(ImportSource{{chest()}, {}});
    m_desk->openPatient();
    QTRY_VERIFY_WITH_TIMEOUT(!m_desk->panel->studies().empty(), 30'000);
}

void TestViewerLayouts::init()
{
    m_desk->panel->open({0, 0});
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->isRead(), 120'000);
    command("layoutFour")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->isCalm(), 60'000);
}

std::vector<QWidget*> TestViewerLayouts::visibleViews() const
{
    std::vector<QWidget*> views;
    for (PlaneWidget* plane : m_desk->panel->views().planes()) {
        if (plane->isVisible())
            views.push_back(plane);
    }
    if (VolumeWidget* volume = m_desk->panel->views().volume(); volume != nullptr && volume->isVisible())
        views.push_back(volume);
    return views;
}

void TestViewerLayouts::viewsFillTheWindow_data()
{
    QTest::addColumn<QByteArray>("layout");
    QTest::addColumn<size_t>("views");
    QTest::newRow("1x1") << QByteArray("layoutOne") << size_t{1};
    QTest::newRow("1x2") << QByteArray("layoutTwo") << size_t{2};
    QTest::newRow("2x2") << QByteArray("layoutFour") << size_t{4};
    QTest::newRow("1+3") << QByteArray("layoutStack") << size_t{4};
}

void TestViewerLayouts::viewsFillTheWindow()
{
    QFETCH(QByteArray, layout);
    QFETCH(size_t, views);
    command(layout.constData())->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->isCalm(), 60'000);
    const auto shown = visibleViews();
    QCOMPARE(shown.size(), views);
    QRegion covered;
    for (const QWidget* view : shown) {
        QVERIFY(!covered.intersects(view->geometry()));
        QVERIFY(view->width() >= 160 && view->height() >= 160);
        covered += view->geometry();
    }
    // only the lines between them are left
    QRegion left(m_desk->panel->views().rect());
    left -= covered;
    int area = 0;
    for (const QRect& rect : left)
        area += rect.width() * rect.height();
    const QRect whole = m_desk->panel->views().rect();
    QVERIFY(area < (whole.width() + whole.height()) * 8);
    // and every view shows something
    for (QWidget* view : shown) {
        QImage black(view->size(), QImage::Format_RGB32);
        black.fill(Qt::black);
        QVERIFY(difference(view->grab().toImage(), black, 24) > 0.05);
    }
}

void TestViewerLayouts::everyPlaneShowsItsOwnCut()
{
    const VolumePtr volume = m_desk->panel->exam().ground()->volume();
    const Window window = m_desk->panel->exam().scene().layers[0].window;
    for (const size_t plane : {size_t{0}, size_t{1}, size_t{2}}) {
        const QImage& picture = m_desk->plane(plane)->picture();
        const PlaneFrame& frame = m_desk->plane(plane)->frame();
        int seen = 0;
        int agrees = 0;
        for (int y = 4; y < picture.height(); y += 6) {
            for (int x = 4; x < picture.width(); x += 6) {
                const auto value = interpolated(*volume, frame.toPatient({x + 0.5, y + 0.5}));
                if (!value)
                    continue;
                ++seen;
                agrees += std::abs(qGray(picture.pixel(x, y)) - greyOf(*value, window)) <= 2 ? 1 : 0;
            }
        }
        QVERIFY2(seen > 1000 && agrees > seen * 0.99, qPrintable(QStringLiteral("plane %1").arg(plane)));
    }
}

// All views but the volume, which grows sharper when its full detail is ready, whenever that is.
QImage TestViewerLayouts::seen() const
{
    ViewGrid& views = m_desk->panel->views();
    QImage picture = views.grab().toImage();
    if (const VolumeWidget* volume = views.volume(); volume != nullptr && volume->isVisible()) {
        QPainter painter(&picture);
        painter.fillRect(QRect(volume->mapTo(&views, QPoint()), volume->size()), Qt::black);
    }
    return picture;
}

void TestViewerLayouts::undoBringsBackTheLayoutAndItsPicture()
{
    const QImage four = seen();
    command("layoutOne")->trigger();
    command("layoutStack")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->isCalm(), 60'000);
    const QImage stack = seen();
    QVERIFY(difference(four, stack) > 0.1);
    command("undo")->trigger();
    QCOMPARE(visibleViews().size(), size_t{1});
    command("undo")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->isCalm() && difference(four, seen()) < 0.01, 60'000);
    command("redo")->trigger();
    command("redo")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->isCalm() && difference(stack, seen()) < 0.01, 60'000);
}

void TestViewerLayouts::cineRunsThroughTheImagesAndRound()
{
    Exam& exam = m_desk->panel->exam();
    m_desk->plane(0)->setFocus();
    QTest::keyClick(m_desk->plane(0), Qt::Key_End);
    QTest::keyClick(m_desk->plane(0), Qt::Key_Up);
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->isCalm(), 30'000);
    const QImage last = m_desk->plane(0)->picture();
    const int start = exam.position(0).current;
    QCOMPARE(start, 273);
    // when it is played
    std::vector<int> seen;
    connect(&exam, &Exam::changed, this, [&] { seen.push_back(exam.position(0).current); });
    command("cine")->trigger();
    QVERIFY(command("cine")->isChecked());
    QTRY_VERIFY_WITH_TIMEOUT(seen.size() >= 5, 30'000);
    command("cine")->trigger();
    disconnect(&exam, nullptr, this, nullptr);
    // then image follows image, and after the last comes the first
    for (size_t i = 0; i < seen.size(); ++i)
        QCOMPARE(seen[i], (start + 1 + static_cast<int>(i)) % 275);
    QVERIFY(!command("cine")->isChecked());
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->isCalm(), 30'000);
    QVERIFY(difference(last, m_desk->plane(0)->picture()) > 0.05);
    QCOMPARE(exam.position(0).current, seen.back()); // it stands where it was stopped
    // and undo goes back to where it began to move
    command("undo")->trigger();
    QVERIFY(exam.position(0).current != seen.back());
}

void TestViewerLayouts::cineStopsWhenAnotherSeriesIsOpened()
{
    command("cine")->trigger();
    const int start = m_desk->panel->exam().position(0).current;
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->panel->exam().position(0).current != start, 10'000);
    m_desk->panel->open({0, 0});
    QVERIFY(!command("cine")->isChecked());
}

QTEST_MAIN(TestViewerLayouts)
#include "tst_viewer_layouts.moc"
