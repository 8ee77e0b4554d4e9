// The viewer with mouse and keys in a real window: what is drawn is what the objects hold, planes follow each
// other, every step can be undone, marks land in the record.

#include "imaging_view/operators.h"
#include "imaging_view/plane_geometry.h"
#include "imaging_view/shade.h"
#include "viewer_desk.h"

#include <QComboBox>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QtTest/QtTest>
#include <QWheelEvent>

using namespace twinward;
using namespace twinward::imaging;
using namespace twinward::imaging::test;

class TestViewer : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void firstImageComesLongBeforeTheLast();
    void pictureIsTheSlicesOwn();
    void wheelAndKeysGoThroughTheSlices();
    void crossHairIsSharedByThePlanes();
    void everyStepIsUndone();
    void rightDragChangesTheWindow();
    void presetsSetTheWindow();
    void tiltedPlaneBecomesOblique();
    void slabShowsTheLargest();
    void layoutsPutViewsInPlace();
    void volumeIsDrawnCoarselyThenFinely();
    void distanceIsKeptAsAFindingAndTakenBack();
    void keyImageKeepsItsSentence();
    void marksAreDrawnByKeyboard();
    void timelinesEntryOpensItsSeries();

private:
    void open(record::Role role = record::Role::Physician);
    [[nodiscard]] const ExamScene& scene() const { return m_desk->panel->exam().scene(); }
    [[nodiscard]] std::vector<const record::Entry*> findings() const
    {
        const auto chart = m_desk->context->chart();
        return chart ? chart->current<record::ImagingFinding>() : std::vector<const record::Entry*>{};
    }

    std::unique_ptr<ViewerDesk> m_desk;
};

void TestViewer::initTestCase()
{
    if (chest().isEmpty())
        QSKIP("ct-chest is not here: the viewer was not tried on a real chest.");
    workbench::Theme::instance().apply();
}

// One chest for all tests: each begins with the series as it comes.
void TestViewer::open(record::Role role)
{
    if (!m_desk || m_desk->session->user().role != role) {
        m_desk.reset();
        m_desk = std::make_unique<ViewerDesk>(ImportSource{{chest()}, {}}, role);
        m_desk->openPatient();
        QTRY_VERIFY_WITH_TIMEOUT(!m_desk->panel->studies().empty(), 30'000);
    } else {
        m_desk->panel->open({0, 0});
    }
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->isRead(), 120'000);
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->plane(0)->isUpToDate(), 10'000);
    m_desk->plane(0)->setFocus();
}

void TestViewer::firstImageComesLongBeforeTheLast()
{
    // given a chart with a chest of 275 slices
    m_desk = std::make_unique<ViewerDesk>(ImportSource{{chest()}, {}});
    m_desk->openPatient();
    QElapsedTimer clock;
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->panel->exam().layerCount() == 1, 30'000);
    clock.start();

    // when the first picture is there
    const auto hasPicture = [this] {
        return !m_desk->panel->views().planes().empty() && !m_desk->plane(0)->picture().isNull();
    };
    while (!hasPicture() && clock.elapsed() < 30'000) // closer than QTRY looks: the rest takes little longer
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    QVERIFY(hasPicture());
    const qint64 first = clock.elapsed();
    const int arrived = m_desk->panel->exam().ground()->arrived();

    // then the rest is still to come
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->isRead(), 120'000);
    QCOMPARE(m_desk->panel->exam().ground()->arrived(), 275);
    QVERIFY2(arrived < 275, qPrintable(QString::number(arrived)));
    qInfo("first image after %lld ms, all 275 after %lld ms", first, clock.elapsed());
}

void TestViewer::pictureIsTheSlicesOwn()
{
    open();
    const PlaneWidget* axial = m_desk->plane(0);
    const VolumePtr volume = m_desk->panel->exam().ground()->volume();
    const PlaneFrame& frame = axial->frame();
    const Window window = scene().layers[0].window;
    int seen = 0;
    for (int y = 5; y < frame.size.height(); y += 7) {
        for (int x = 5; x < frame.size.width(); x += 7) {
            const auto value = interpolated(*volume, frame.toPatient({x + 0.5, y + 0.5}));
            if (!value)
                continue;
            ++seen;
            QVERIFY(std::abs(qGray(axial->picture().pixel(x, y)) - greyOf(*value, window)) <= 1);
        }
    }
    QVERIFY(seen > 1000);
}

void TestViewer::wheelAndKeysGoThroughTheSlices()
{
    open();
    PlaneWidget* axial = m_desk->plane(0);
    Exam& exam = m_desk->panel->exam();
    QCOMPARE(exam.position(0).count, 275);
    const int start = exam.position(0).current;
    QWheelEvent wheel(QPointF(50, 50), axial->mapToGlobal(QPointF(50, 50)), {}, {0, -120}, Qt::NoButton,
        Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(axial, &wheel);
    QCOMPARE(exam.position(0).current, start + 1);
    QTest::keyClick(axial, Qt::Key_Up);
    QCOMPARE(exam.position(0).current, start);
    QTest::keyClick(axial, Qt::Key_PageDown);
    QCOMPARE(exam.position(0).current, start + 10);
    QTest::keyClick(axial, Qt::Key_End);
    QCOMPARE(exam.position(0).current, 274);
    QTest::keyClick(axial, Qt::Key_Home);
    QCOMPARE(exam.position(0).current, 0);
    QVERIFY(axial->accessibleName().contains(QStringLiteral("image 1 of 275")));
}

void TestViewer::crossHairIsSharedByThePlanes()
{
    open();
    PlaneWidget* axial = m_desk->plane(0);
    const QPoint at(axial->width() / 2 + 60, axial->height() / 2 - 40);
    const Vec3 pointed = axial->patientAt(at);
    QTest::mouseClick(axial, Qt::LeftButton, {}, at);
    QVERIFY(length(scene().cursor - pointed) < 1e-6);
    for (const size_t other : {1U, 2U}) {
        QTRY_VERIFY(m_desk->plane(other)->isUpToDate());
        QVERIFY(std::abs(m_desk->plane(other)->frame().distanceTo(pointed)) < 1e-6);
    }
}

void TestViewer::everyStepIsUndone()
{
    open();
    PlaneWidget* axial = m_desk->plane(0);
    const ExamScene before = scene();
    QTest::keyClick(axial, Qt::Key_PageDown);
    drag(axial, Qt::RightButton, {100, 100}, {160, 130});
    drag(axial, Qt::MiddleButton, {100, 100}, {140, 90});
    QTest::keyClick(axial, Qt::Key_Plus);
    const ExamScene after = scene();
    QVERIFY(after != before);
    for (int step = 0; step < 4; ++step)
        m_desk->panel->command("undo")->trigger();
    QVERIFY(scene() == before); // a drag was one step
    QVERIFY(!m_desk->panel->command("undo")->isEnabled());
    for (int step = 0; step < 4; ++step)
        m_desk->panel->command("redo")->trigger();
    QVERIFY(scene() == after);
}

void TestViewer::rightDragChangesTheWindow()
{
    open();
    const Window before = scene().layers[0].window;
    drag(m_desk->plane(0), Qt::RightButton, {100, 100}, {160, 130});
    QVERIFY(scene().layers[0].window.width > before.width);
    QVERIFY(scene().layers[0].window.centre > before.centre);
}

void TestViewer::presetsSetTheWindow()
{
    open();
    auto* presets = m_desk->panel->findChild<QComboBox*>(QStringLiteral("windowPreset"));
    const int lung = presets->findText(QStringLiteral("Lung"));
    QVERIFY(lung > 0);
    presets->setCurrentIndex(lung);
    emit presets->activated(lung);
    QCOMPARE(scene().layers[0].window.centre, -600.0);
    QCOMPARE(scene().layers[0].window.width, 1500.0);
}

void TestViewer::tiltedPlaneBecomesOblique()
{
    open();
    drag(m_desk->plane(0), Qt::LeftButton, {100, 100}, {130, 140}, Qt::AltModifier);
    const PlaneView& plane = scene().planes[0];
    QCOMPARE(plane.kind, PlaneView::Kind::Oblique);
    QVERIFY(std::abs(length(plane.normal) - 1) < 1e-9);
    QVERIFY(std::abs(dot(plane.normal, plane.up)) < 1e-9);
    QVERIFY(std::abs(plane.normal[2]) < 0.999);
    m_desk->panel->command("undo")->trigger();
    QCOMPARE(scene().planes[0].kind, PlaneView::Kind::Axial);
}

void TestViewer::slabShowsTheLargest()
{
    open();
    const QImage thin = m_desk->plane(0)->picture();
    auto* projection = m_desk->panel->findChild<QComboBox*>(QStringLiteral("projection"));
    projection->setCurrentIndex(static_cast<int>(Projection::Maximum));
    emit projection->activated(static_cast<int>(Projection::Maximum));
    QCOMPARE(scene().planes[0].slabMm, 10.0);
    QTRY_VERIFY(m_desk->plane(0)->isUpToDate() && m_desk->plane(0)->picture() != thin);
    const QImage slab = m_desk->plane(0)->picture();
    for (int y = 0; y < thin.height(); y += 9) {
        for (int x = 0; x < thin.width(); x += 9)
            QVERIFY(qGray(slab.pixel(x, y)) + 30 >= qGray(thin.pixel(x, y))); // never darker than its middle
    }
}

void TestViewer::layoutsPutViewsInPlace()
{
    open();
    const auto visible = [this] {
        int count = 0;
        for (const PlaneWidget* plane : m_desk->panel->views().planes())
            count += plane->isVisible() ? 1 : 0;
        return count;
    };
    m_desk->panel->command("layoutOne")->trigger();
    QCOMPARE(visible(), 1);
    m_desk->panel->command("layoutTwo")->trigger();
    QCOMPARE(visible(), 2);
    m_desk->panel->command("layoutFour")->trigger();
    QCOMPARE(visible(), 3);
    QVERIFY(m_desk->panel->views().volume() != nullptr && m_desk->panel->views().volume()->isVisible());
    m_desk->panel->command("layoutStack")->trigger();
    QCOMPARE(visible(), 3);
    QTRY_VERIFY(m_desk->plane(0)->width() > m_desk->plane(1)->width());
    // a double click shows one view alone, and another brings the rest back
    QTest::mouseDClick(m_desk->plane(1), Qt::LeftButton);
    QTRY_COMPARE(visible(), 1);
    QTest::mouseDClick(m_desk->plane(1), Qt::LeftButton);
    QTRY_COMPARE(visible(), 3);
}

void TestViewer::volumeIsDrawnCoarselyThenFinely()
{
    open();
    m_desk->panel->command("layoutFour")->trigger();
    VolumeWidget* volume = m_desk->panel->views().volume();
    QVERIFY(volume != nullptr);
    QTRY_VERIFY_WITH_TIMEOUT(volume->isAtRest(), 120'000);
    const QImage front = volume->picture();
    int lit = 0;
    for (int y = 0; y < front.height(); y += 4) {
        for (int x = 0; x < front.width(); x += 4)
            lit += qGray(front.pixel(x, y)) > 40 ? 1 : 0;
    }
    QVERIFY2(lit > 500, qPrintable(QString::number(lit)));
    volume->setFocus();
    QTest::keyClick(volume, Qt::Key_Right);
    QTRY_VERIFY(!volume->isAtRest());
    QTRY_VERIFY_WITH_TIMEOUT(volume->isAtRest(), 60'000);
    QVERIFY(volume->picture() != front);
}

void TestViewer::distanceIsKeptAsAFindingAndTakenBack()
{
    open();
    const size_t before = findings().size();
    PlaneWidget* axial = m_desk->plane(0);
    m_desk->panel->command("distance")->trigger();
    const QPoint from(axial->width() / 2 - 50, axial->height() / 2);
    const QPoint to(axial->width() / 2 + 50, axial->height() / 2);
    const double mm = length(axial->patientAt(to) - axial->patientAt(from));

    drag(axial, Qt::LeftButton, from, to);

    QCOMPARE(scene().marks.size(), before + 1);
    QTRY_COMPARE_WITH_TIMEOUT(findings().size(), before + 1, 30'000);
    const auto* finding = findings().back()->as<record::ImagingFinding>();
    QCOMPARE(finding->shape, record::ImagingFinding::Shape::Distance);
    QVERIFY(finding->object.has_value()); // the DICOM report
    const auto& quantity = std::get<record::Quantity>(finding->values.at(0).value);
    QVERIFY(std::abs(quantity.value.value() - mm) < 0.06);
    QCOMPARE(finding->sopInstanceUid,
        m_desk->panel->exam()
            .ground()
            ->headerOf(m_desk->panel->exam().nearestSlice(0, axial->patientAt(from)))
            ->sopInstanceUid);
    QTRY_VERIFY(m_desk->panel->marks().values(scene().marks.back()).contains(QStringLiteral("mm")));

    // when it is undone, the record takes it back
    m_desk->panel->command("undo")->trigger();
    QCOMPARE(scene().marks.size(), before);
    QTRY_COMPARE_WITH_TIMEOUT(findings().size(), before, 30'000);
    // and done again
    m_desk->panel->command("redo")->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(findings().size(), before + 1, 30'000);
    m_desk->panel->command("cross")->trigger();
}

void TestViewer::keyImageKeepsItsSentence()
{
    open();
    const size_t before = findings().size();
    PlaneWidget* axial = m_desk->plane(0);
    m_desk->panel->command("keyImage")->trigger();
    auto* entry = axial->findChild<QLineEdit*>();
    QVERIFY(entry->isVisible());
    QTest::keyClicks(entry, QStringLiteral("Nodule in the right upper lobe"));
    QTest::keyClick(entry, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(findings().size(), before + 1, 30'000);
    bool found = false;
    for (const record::Entry* each : findings()) {
        const auto* finding = each->as<record::ImagingFinding>();
        found = found
            || (finding->shape == record::ImagingFinding::Shape::KeyImage
                && finding->text == QStringLiteral("Nodule in the right upper lobe"));
    }
    QVERIFY(found);
}

void TestViewer::marksAreDrawnByKeyboard()
{
    open();
    const size_t before = scene().marks.size();
    PlaneWidget* axial = m_desk->plane(0);
    m_desk->panel->command("distance")->trigger();
    axial->setFocus();
    QTest::keyClick(axial, Qt::Key_Return);
    for (int i = 0; i < 3; ++i)
        QTest::keyClick(axial, Qt::Key_Right, Qt::ShiftModifier);
    QTest::keyClick(axial, Qt::Key_Return);
    QCOMPARE(scene().marks.size(), before + 1);
    m_desk->panel->command("cross")->trigger();
    m_desk->panel->command("undo")->trigger();
    QCOMPARE(scene().marks.size(), before);
}

void TestViewer::timelinesEntryOpensItsSeries()
{
    open();
    const auto chart = m_desk->context->chart();
    const auto entries = chart->current<record::ImagingSeries>();
    QVERIFY(!entries.empty());
    m_desk->panel->exam().clear();
    m_desk->context->select(std::nullopt);
    m_desk->context->select(entries.front()->event().id);
    QTRY_COMPARE(m_desk->panel->exam().layerCount(), 1);
    QCOMPARE(m_desk->panel->exam().ground()->series().uid,
        entries.front()->as<record::ImagingSeries>()->seriesUid);
}

QTEST_MAIN(TestViewer)
#include "tst_viewer.moc"
