// Two examinations in the viewer, in a real window: laid over each other, side by side, aligned. What is
// drawn is held against what the voxels say; every step is undone to the picture there was before.

#include "imaging/register.h"
#include "imaging_view/operators.h"
#include "imaging_view/plane_geometry.h"
#include "imaging_view/shade.h"
#include "pictures.h"
#include "prior_study.h"
#include "two_desk.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSlider>
#include <QtTest/QtTest>

using namespace twinward;
using namespace twinward::imaging;
using namespace twinward::imaging::test;

class TestViewerTwo : public QObject, protected TwoDesk
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_desk.reset(); }
    void theCurrentExaminationOpensFirst();
    void whatLiesOverIsMixedInByItsOpacityAndColours();
    void opacityAndColoursAreUndoneToTheSamePicture();
    void sideBySideEachShowsItsOwn();
    void sideBySideSlicesGoTogether();
    void unalignedExaminationsAreSaidToBe();
    void aligningIsAppliedAndUndone();
    void comparingInFourShowsTwoPlanesOfEach();
    void zoomAndPanGoTogether();
    void theSecondIsTakenAway();
    void takenAwayItComesBackByUndo();
    void everyStepWithTwoIsUndone();
};

void TestViewerTwo::initTestCase()
{
    if (chest().isEmpty())
        QSKIP("ct-chest is not here: nothing was laid over or compared with a real chest.");
    workbench::Theme::instance().setMode(workbench::Theme::Mode::Light);
    workbench::Theme::instance().apply();
    m_folder = std::make_unique<QTemporaryDir>(QStringLiteral(TWINWARD_BUILD_DIR "/prior-XXXXXX"));
    QVERIFY(writePrior(chest(), m_folder->path()) > 80);
    m_desk = std::make_unique<ViewerDesk>(ImportSource{{chest(), m_folder->path()}, {}});
    m_folder.reset();
    m_desk->openPatient();
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->isRead(), 120'000);
    const auto& studies = m_desk->panel->studies();
    for (size_t study = 0; study < studies.size(); ++study) {
        if (studies[study].uid == priorStudy)
            m_prior = SeriesList::Place{study, 0};
    }
    QVERIFY(m_prior.has_value());
}

void TestViewerTwo::theCurrentExaminationOpensFirst()
{
    QVERIFY(m_desk->panel->exam().ground()->study().uid != priorStudy);
    QCOMPARE(m_prior->study, size_t{1}); // newest first
    QCOMPARE(m_desk->panel->studies()[1].time.toDateTime().date(), QDate(1998, 1, 1));
}

void TestViewerTwo::whatLiesOverIsMixedInByItsOpacityAndColours()
{
    // given a prior laid over the current chest
    add(Exam::Place::Over);
    take("fusion-light");
    const VolumePtr ground = m_desk->panel->exam().layer(0)->volume();
    const VolumePtr over = m_desk->panel->exam().layer(1)->volume();
    const auto mixed = [&](double opacity, const QString& colours) {
        return [=, this](const Vec3& at) -> std::optional<QRgb> {
            const auto under = interpolated(*ground, at);
            const auto above = interpolated(*over, at);
            if (!under || !above)
                return std::nullopt;
            const int grey = greyOf(*under, scene().layers[0].window);
            const QRgb colour
                = colourMap(colours)[static_cast<size_t>(greyOf(*above, scene().layers[1].window))];
            const auto mix = [&](int other) { return qRound(grey + (other - grey) * opacity); };
            return qRgb(mix(qRed(colour)), mix(qGreen(colour)), mix(qBlue(colour)));
        };
    };
    QVERIFY2(agreement(0, mixed(0.5, QStringLiteral("hot"))) > 0.98, "half of it, in hot metal");

    // when it is made fainter, and shown in other colours
    control<QSlider>("opacity")->setValue(20);
    QTRY_VERIFY_WITH_TIMEOUT(isCalm(), 30'000);
    QVERIFY(agreement(0, mixed(0.2, QStringLiteral("hot"))) > 0.98);
    choose("secondColour", static_cast<int>(colourMapNames().indexOf(QStringLiteral("cool"))));
    QTRY_VERIFY_WITH_TIMEOUT(isCalm(), 30'000);

    // then every pixel is mixed of both
    QVERIFY(agreement(0, mixed(0.2, QStringLiteral("cool"))) > 0.98);
    QVERIFY(agreement(1, mixed(0.2, QStringLiteral("cool"))) > 0.9); // across the thick slices of the prior
    QVERIFY(agreement(0, mixed(0.5, QStringLiteral("hot"))) < 0.5);
}

void TestViewerTwo::opacityAndColoursAreUndoneToTheSamePicture()
{
    add(Exam::Place::Over);
    const QImage before = seen(0);
    control<QSlider>("opacity")->setValue(80);
    choose("secondColour", static_cast<int>(colourMapNames().indexOf(QStringLiteral("rainbow"))));
    QTRY_VERIFY_WITH_TIMEOUT(isCalm(), 30'000);
    const QImage after = seen(0);
    QVERIFY(difference(before, after) > 0.2);

    m_desk->panel->command("undo")->trigger();
    m_desk->panel->command("undo")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(isCalm(), 30'000);
    QVERIFY(difference(before, seen(0)) < 0.001);
    QCOMPARE(control<QSlider>("opacity")->value(), 50);

    m_desk->panel->command("redo")->trigger();
    m_desk->panel->command("redo")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(isCalm(), 30'000);
    QVERIFY(difference(after, seen(0)) < 0.001);
}

void TestViewerTwo::sideBySideEachShowsItsOwn()
{
    add(Exam::Place::Beside);
    QVERIFY(m_desk->plane(0)->isVisible() && m_desk->plane(1)->isVisible());
    QVERIFY(m_desk->plane(0)->x() < m_desk->plane(1)->x());
    take("compare-light");
    for (const size_t side : {size_t{0}, size_t{1}}) {
        const VolumePtr own = m_desk->panel->exam().layer(static_cast<int>(side))->volume();
        const double agrees = agreement(side, [&](const Vec3& at) -> std::optional<QRgb> {
            const auto value = interpolated(*own, at);
            if (!value)
                return std::nullopt;
            const int grey = greyOf(*value, scene().layers[side].window);
            return qRgb(grey, grey, grey);
        });
        QVERIFY2(agrees > 0.98, qPrintable(QStringLiteral("side %1: %2").arg(side).arg(agrees)));
    }
}

void TestViewerTwo::sideBySideSlicesGoTogether()
{
    add(Exam::Place::Beside);
    Exam& exam = m_desk->panel->exam();
    const int priorAt = exam.position(1).current;
    const QImage left = seen(0);
    const QImage right = seen(1);
    // when the current one is scrolled by nine slices of 1 mm
    m_desk->plane(0)->setFocus();
    for (int i = 0; i < 9; ++i)
        QTest::keyClick(m_desk->plane(0), Qt::Key_Down);
    QTRY_VERIFY_WITH_TIMEOUT(isCalm(), 30'000);
    // then the prior went three of its own of 3 mm the same way, and both pictures are others
    QCOMPARE(std::abs(exam.position(1).current - priorAt), 3);
    QVERIFY(std::abs(m_desk->plane(1)->frame().distanceTo(m_desk->plane(0)->frame().centre)) < 1e-6);
    QVERIFY(difference(left, seen(0)) > 0.02);
    QVERIFY(difference(right, seen(1)) > 0.02);
    // and the prior leads as well
    const int currentAt = exam.position(0).current;
    m_desk->plane(1)->setFocus();
    QTest::keyClick(m_desk->plane(1), Qt::Key_Up);
    QCOMPARE(std::abs(exam.position(0).current - currentAt), 3);
}

void TestViewerTwo::unalignedExaminationsAreSaidToBe()
{
    openAlone();
    auto* note = control<QLabel>("imagesNote");
    QVERIFY(!note->isVisible());
    add(Exam::Place::Beside);
    QVERIFY(note->isVisible());
    QVERIFY(note->text().contains(QStringLiteral("not aligned")));
}

void TestViewerTwo::aligningIsAppliedAndUndone()
{
    add(Exam::Place::Beside);
    const QImage before = seen(1);
    const auto unlike
        = [this] { return difference(m_desk->plane(0)->picture(), m_desk->plane(1)->picture(), 40); };
    const double unaligned = unlike();

    // when the prior is aligned with the current one
    control<QPushButton>("register")->click();
    QTRY_VERIFY_WITH_TIMEOUT(scene().layers[1].toPatient != identityMatrix(), 180'000);
    QTRY_VERIFY_WITH_TIMEOUT(isCalm(), 30'000);
    take("compare-aligned-light");

    // then what was moved lies where it was, and both sides show the same
    for (const Vec3& corner : cornersOf(m_desk->panel->exam().ground()->volume()->grid))
        QVERIFY(length(applied(scene().layers[1].toPatient, corner + priorShift) - corner) < 1.5);
    QVERIFY2(unlike() < unaligned / 2, qPrintable(QStringLiteral("%1, was %2").arg(unlike()).arg(unaligned)));
    QVERIFY(!control<QLabel>("imagesNote")->isVisible());

    // and undo brings back the picture there was, redo the aligned one
    const QImage aligned = seen(1);
    QVERIFY(difference(before, aligned) > 0.02);
    m_desk->panel->command("undo")->trigger();
    QCOMPARE(scene().layers[1].toPatient, identityMatrix());
    QTRY_VERIFY_WITH_TIMEOUT(isCalm(), 30'000);
    QVERIFY(difference(before, seen(1)) < 0.001);
    QVERIFY(control<QLabel>("imagesNote")->isVisible());
    m_desk->panel->command("redo")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(isCalm(), 30'000);
    QVERIFY(difference(aligned, seen(1)) < 0.001);
}

void TestViewerTwo::comparingInFourShowsTwoPlanesOfEach()
{
    add(Exam::Place::Beside);
    m_desk->panel->command("layoutFour")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(isCalm(), 60'000);
    QCOMPARE(scene().planes.size(), size_t{4});
    for (size_t plane = 0; plane < 4; ++plane) {
        QVERIFY(m_desk->plane(plane)->isVisible());
        QCOMPARE(scene().planes[plane].layer, static_cast<int>(plane % 2));
    }
    QCOMPARE(scene().planes[2].kind, scene().planes[3].kind);
    QVERIFY(scene().planes[2].kind != scene().planes[0].kind);
    QVERIFY(m_desk->plane(2)->y() > m_desk->plane(0)->y());
    take("compare-four-light");
    m_desk->panel->command("layoutTwo")->trigger();
    QCOMPARE(scene().planes.size(), size_t{2});
    QTRY_VERIFY(!m_desk->plane(2)->isVisible());
}

void TestViewerTwo::theSecondIsTakenAway()
{
    openAlone();
    const QImage alone = seen(0);
    add(Exam::Place::Over);
    QVERIFY(difference(alone, seen(0)) > 0.2);
    control<QPushButton>("removeSecond")->click();
    QCOMPARE(m_desk->panel->exam().layerCount(), 1);
    QTRY_VERIFY_WITH_TIMEOUT(isCalm(), 30'000);
    QVERIFY(difference(alone, seen(0)) < 0.001);
    // side by side there are two views of the one again
    add(Exam::Place::Beside);
    control<QPushButton>("removeSecond")->click();
    QTRY_VERIFY_WITH_TIMEOUT(isCalm(), 30'000);
    QCOMPARE(scene().planes.size(), size_t{2});
    for (const PlaneView& plane : scene().planes)
        QCOMPARE(plane.layer, -1);
}

void TestViewerTwo::takenAwayItComesBackByUndo()
{
    // given a mark on the prior, beside the current examination
    add(Exam::Place::Beside);
    const auto findings
        = [this] { return m_desk->context->chart()->current<record::ImagingFinding>().size(); };
    const size_t before = findings();
    m_desk->panel->command("distance")->trigger();
    const QPoint middle = m_desk->plane(1)->rect().center();
    drag(m_desk->plane(1), Qt::LeftButton, middle + QPoint(-60, 0), middle + QPoint(60, 0));
    m_desk->panel->command("cross")->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(findings(), before + 1, 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(isCalm(), 30'000);
    const ExamScene beside = scene();
    const QImage left = seen(0);
    const QImage right = seen(1);
    // when the prior is taken away and that is undone
    control<QPushButton>("removeSecond")->click();
    QCOMPARE(m_desk->panel->exam().layerCount(), 1);
    QTRY_VERIFY_WITH_TIMEOUT(isCalm(), 30'000);
    m_desk->panel->command("undo")->trigger();
    // then it is there again as it was, and so is what was marked on it
    QCOMPARE(m_desk->panel->exam().layerCount(), 2);
    QTRY_VERIFY_WITH_TIMEOUT(isCalm(), 30'000);
    QVERIFY(scene() == beside);
    QVERIFY(difference(left, seen(0)) < 0.005);
    QVERIFY(difference(right, seen(1)) < 0.005);
    QVERIFY(control<QPushButton>("removeSecond")->isVisible());
    // and taken away again by redo; in the record the mark stays one all the while
    m_desk->panel->command("redo")->trigger();
    QCOMPARE(m_desk->panel->exam().layerCount(), 1);
    QTRY_VERIFY_WITH_TIMEOUT(isCalm(), 30'000);
    m_desk->panel->command("undo")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(isCalm(), 30'000);
    QCOMPARE(scene().marks.size(), beside.marks.size());
    QCOMPARE(findings(), before + 1);
    // and undone once more it goes out of the record, being one's own
    m_desk->panel->command("undo")->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(findings(), before, 30'000);
}

void TestViewerTwo::zoomAndPanGoTogether()
{
    add(Exam::Place::Beside);
    const double apart = scene().planes[1].zoom / scene().planes[0].zoom;
    QTest::keyClick(m_desk->plane(0), Qt::Key_Plus);
    QTest::keyClick(m_desk->plane(1), Qt::Key_Plus);
    QVERIFY(scene().planes[0].zoom > 1.3);
    QVERIFY(std::abs(scene().planes[1].zoom / scene().planes[0].zoom - apart) < 1e-9);
    const QPoint middle = m_desk->plane(1)->rect().center();
    drag(m_desk->plane(1), Qt::MiddleButton, middle, middle + QPoint(30, -20));
    QVERIFY(scene().planes[1].panMm != (std::array<double, 2>{}));
    QCOMPARE(scene().planes[0].panMm, scene().planes[1].panMm);
    // one step of undo for both
    m_desk->panel->command("undo")->trigger();
    QCOMPARE(scene().planes[0].panMm, (std::array<double, 2>{}));
    QCOMPARE(scene().planes[1].panMm, (std::array<double, 2>{}));
    m_desk->panel->command("reset")->trigger();
    QCOMPARE(scene().planes[0].zoom, scene().planes[1].zoom);
}

void TestViewerTwo::everyStepWithTwoIsUndone()
{
    add(Exam::Place::Beside);
    const ExamScene start = scene();
    const QImage left = seen(0);
    const QImage right = seen(1);
    std::vector<ExamScene> steps{start};
    const auto did = [&] {
        QVERIFY(scene() != steps.back());
        steps.push_back(scene());
    };
    m_desk->plane(1)->setFocus();
    QTest::keyClick(m_desk->plane(1), Qt::Key_PageDown);
    did();
    QTest::keyClick(m_desk->plane(1), Qt::Key_Plus);
    did();
    choose("windowPreset", 2);
    did();
    choose("secondColour", 1);
    did();
    m_desk->panel->command("layoutOne")->trigger();
    did();
    for (size_t at = steps.size() - 1; at > 0; --at) {
        QVERIFY(scene() == steps[at]);
        m_desk->panel->command("undo")->trigger();
    }
    QVERIFY(scene() == start);
    QTRY_VERIFY_WITH_TIMEOUT(isCalm(), 30'000);
    QVERIFY(difference(left, seen(0)) < 0.005);
    QVERIFY(difference(right, seen(1)) < 0.005);
    for (size_t at = 1; at < steps.size(); ++at) {
        m_desk->panel->command("redo")->trigger();
        QVERIFY(scene() == steps[at]);
    }
}

QTEST_MAIN(TestViewerTwo)
#include "tst_viewer_two.moc"
