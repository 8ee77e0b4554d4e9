// Volumes drawn without a screen: what is solid is seen, from the right side, cut where it is clipped.

#include "imaging_view/operators.h"
#include "imaging_view/plane_geometry.h"
#include "imaging_view/presets.h"
#include "imaging_view/volume_renderer.h"
#include "phantom.h"

#include <algorithm>
#include <cmath>
#include <QtTest/QtTest>

using namespace twinward;
using namespace twinward::imaging;

namespace {

// A ball of bone at the patient's left, in air.
VolumePtr ball()
{
    const Grid grid = phantom::turnedGrid({64, 64, 64}, {2, 2, 2}, {0, 0, 0});
    return phantom::volumeOf(grid, [](const Vec3& p) { // with a soft rim, as scanners give it
        return std::clamp(800 - 150 * (std::hypot(p[0] - 25, p[1], p[2]) - 20), -1000.0, 800.0);
    });
}

VolumeView bone()
{
    VolumeView view = withPreset({}, volumePresets(QStringLiteral("CT")).front(), {40, 400, {}});
    view.rotation = frontRotation();
    return view;
}

double brightness(const QImage& image, const QRect& part)
{
    double sum = 0;
    for (int y = part.top(); y <= part.bottom(); ++y) {
        for (int x = part.left(); x <= part.right(); ++x)
            sum += qGray(image.pixel(x, y));
    }
    return sum / (part.width() * part.height());
}

constexpr QRect left{60, 90, 25, 20};
constexpr QRect right{115, 90, 25, 20};

} // namespace

class TestVolumeRenderer : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void patientsLeftIsOnTheRightFromTheFront();
    void turnedHalfRoundItIsOnTheLeft();
    void clippedAwayItIsGone();
    void movingAndAtRestAgree();
    void itIsDrawnAsAWhole();
    void surfacesAreDrawn();
    void surfacesHideWhatLiesBehindThem();
    void surfacesAreCutWhereTheVolumeIs();
    void stoppedItGivesNothing();
    void presetsSuitTheirModality();

private:
    QImage render(const VolumeView& view, Quality quality = Quality::Still) const;
    std::unique_ptr<VolumeRenderer> m_renderer;
};

void TestVolumeRenderer::initTestCase()
{
    auto made = VolumeRenderer::make();
    QVERIFY2(made.has_value(), qPrintable(made ? QString() : made.error().message()));
    m_renderer = std::move(*made);
    QVERIFY(m_renderer->render(bone(), {200, 200}, Quality::Still).isNull()); // nothing to be drawn yet
    QVERIFY(m_renderer->setVolume(RayVolume::prepare(ball(), RayCaster::leastLongestSide)).has_value());
}

QImage TestVolumeRenderer::render(const VolumeView& view, Quality quality) const
{
    return m_renderer->render(view, {200, 200}, quality);
}

void TestVolumeRenderer::patientsLeftIsOnTheRightFromTheFront()
{
    const QImage image = render(bone());
    QCOMPARE(image.size(), QSize(200, 200));
    QVERIFY(brightness(image, right) > 60);
    QVERIFY(brightness(image, left) < 5);
    QCOMPARE(orientationLetters(axesOf(bone())[0]), QStringLiteral("L"));
    QCOMPARE(orientationLetters(axesOf(bone())[1]), QStringLiteral("H"));
    QCOMPARE(orientationLetters(axesOf(bone())[2]), QStringLiteral("A"));
}

void TestVolumeRenderer::turnedHalfRoundItIsOnTheLeft()
{
    const VolumeView behind = turned(bone(), M_PI, 0);
    QCOMPARE(orientationLetters(axesOf(behind)[0]), QStringLiteral("R"));
    QVERIFY(brightness(render(behind), left) > 60);
    QVERIFY(brightness(render(behind), right) < 5);
}

void TestVolumeRenderer::clippedAwayItIsGone()
{
    VolumeView view = bone();
    view.clipPlanes.push_back({{0, 0, 0}, {-1, 0, 0}}); // the patient's right stays
    QVERIFY(brightness(render(view), right) < 5);
    view.clipPlanes.clear();
    view.clipBox = std::array<Vec3, 2>{Vec3{0, -60, -60}, Vec3{60, 60, 60}};
    QVERIFY(brightness(render(view), right) > 60);
    view.clipBox = std::array<Vec3, 2>{Vec3{-60, -60, -60}, Vec3{0, 60, 60}};
    QVERIFY(brightness(render(view), right) < 5);
}

void TestVolumeRenderer::movingAndAtRestAgree()
{
    const double moving = brightness(render(bone(), Quality::Moving), right);
    const double still = brightness(render(bone()), right);
    QVERIFY2(std::abs(moving - still) < 12, qPrintable(QStringLiteral("%1 %2").arg(moving).arg(still)));
}

// The rows are drawn a few at a time: where two lots of them meet nothing is to be seen.
void TestVolumeRenderer::itIsDrawnAsAWhole()
{
    VolumeView view = bone();
    view.zoom = 2.5;
    view.pan = {-0.9, 0};
    view.shaded = false;
    const QImage image = m_renderer->render(view, {150, 300}, Quality::Still);
    const int middle = 75;
    QVERIFY(qGray(image.pixel(middle, 150)) > 60);
    for (int y = 40; y < 260; ++y) {
        const int step = std::abs(qGray(image.pixel(middle, y)) - qGray(image.pixel(middle, y - 1)));
        QVERIFY2(step < 40, qPrintable(QStringLiteral("%1: %2").arg(y).arg(step)));
    }
    // and a ball is as high as it is wide
    int high = 0;
    int wide = 0;
    const QImage whole = m_renderer->render(bone(), {400, 300}, Quality::Still);
    for (int y = 0; y < 300; ++y) {
        int lit = 0;
        for (int x = 0; x < 400; ++x)
            lit += qGray(whole.pixel(x, y)) > 20 ? 1 : 0;
        wide = std::max(wide, lit);
        high += lit > 0 ? 1 : 0;
    }
    QVERIFY2(std::abs(high - wide) <= 2, qPrintable(QStringLiteral("%1 %2").arg(high).arg(wide)));
}

void TestVolumeRenderer::surfacesAreDrawn()
{
    auto mesh = std::make_shared<Mesh>();
    mesh->vertices = {{-50, -40, -20}, {-10, -40, -20}, {-30, -40, 20}};
    mesh->triangles = {{0, 1, 2}};
    m_renderer->setSurfaces({{mesh, qRgb(255, 0, 0), 1}});
    const QImage image = render(bone());
    m_renderer->setSurfaces({});
    const QColor colour = image.pixelColor(65, 100);
    QVERIFY2(colour.red() > 80 && colour.green() < 40, qPrintable(colour.name()));
    QVERIFY(brightness(image, right) > 60); // and the volume with it
}

void TestVolumeRenderer::surfacesHideWhatLiesBehindThem()
{
    // a sheet through the middle of the ball, seen from the front: its half in front hides the sheet
    auto mesh = std::make_shared<Mesh>();
    mesh->vertices = {{-60, 0, -60}, {60, 0, -60}, {60, 0, 60}, {-60, 0, 60}};
    mesh->triangles = {{0, 1, 2}, {0, 2, 3}};
    m_renderer->setSurfaces({{mesh, qRgb(255, 0, 0), 1}});
    const QImage image = render(bone());
    // the same sheet in front of it hides the ball
    for (auto& vertex : mesh->vertices)
        vertex[1] = -55;
    m_renderer->setSurfaces({{std::make_shared<Mesh>(*mesh), qRgb(255, 0, 0), 1}});
    const QImage behind = render(bone());
    m_renderer->setSurfaces({{std::make_shared<Mesh>(*mesh), qRgb(255, 0, 0), 0.5}});
    const QImage through = render(bone());
    m_renderer->setSurfaces({});
    const QPoint onBall = right.center();
    const auto isRed = [](QRgb colour) { return qRed(colour) > 100 && qGreen(colour) < 40; };
    QVERIFY(!isRed(image.pixel(onBall)));
    QVERIFY(isRed(image.pixel(70, 60)));
    QVERIFY(isRed(behind.pixel(onBall)));
    QVERIFY(!isRed(through.pixel(onBall)) && qGreen(through.pixel(onBall)) > 40);
}

void TestVolumeRenderer::surfacesAreCutWhereTheVolumeIs()
{
    auto mesh = std::make_shared<Mesh>();
    mesh->vertices = {{-60, -55, -60}, {60, -55, -60}, {60, -55, 60}, {-60, -55, 60}};
    mesh->triangles = {{0, 1, 2}, {0, 2, 3}};
    m_renderer->setSurfaces({{mesh, qRgb(255, 0, 0), 1}});
    VolumeView view = bone();
    view.clipPlanes.push_back({{0, 0, 0}, {-1, 0, 0}}); // the patient's right stays
    const QImage image = render(view);
    m_renderer->setSurfaces({});
    QVERIFY(brightness(image, left) > 40);
    QVERIFY(brightness(image, right) < 5);
}

void TestVolumeRenderer::stoppedItGivesNothing()
{
    const std::atomic<bool> stop{true};
    QVERIFY(m_renderer->render(bone(), {200, 200}, Quality::Still, &stop).isNull());
    QVERIFY(!render(bone()).isNull());
}

void TestVolumeRenderer::presetsSuitTheirModality()
{
    QVERIFY(windowPresets(QStringLiteral("CT")).size() > 5);
    QVERIFY(windowPresets(QStringLiteral("MR")).empty());
    for (const QString& modality : {QStringLiteral("CT"), QStringLiteral("MR"), QStringLiteral("PT")}) {
        QVERIFY(!volumePresets(modality).empty());
        for (const VolumePreset& preset : volumePresets(modality)) {
            const VolumeView view = withPreset({}, preset, {500, 1000, {}});
            QVERIFY(view.transfer.size() > 2);
            QVERIFY(std::ranges::is_sorted(view.transfer, {}, &TransferPoint::value));
            QVERIFY(std::ranges::all_of(
                view.transfer, [](const TransferPoint& p) { return p.opacity >= 0 && p.opacity <= 1; }));
            if (preset.relative)
                QVERIFY(view.transfer.back().value <= 1000);
        }
    }
}

QTEST_GUILESS_MAIN(TestVolumeRenderer)
#include "tst_volume_renderer.moc"
