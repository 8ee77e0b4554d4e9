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
    void fastAndFullAgree();
    void shadersAgreeWithTheProcessor();
    void surfacesAreDrawn();
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
    m_renderer->setVolume(
        CastVolume::prepare(ball(), Detail::Fast), CastVolume::prepare(ball(), Detail::Full));
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

void TestVolumeRenderer::fastAndFullAgree()
{
    const double fast = brightness(render(bone(), Quality::Moving), right);
    const double full = brightness(render(bone()), right);
    QVERIFY2(std::abs(fast - full) < 12, qPrintable(QStringLiteral("%1 %2").arg(fast).arg(full)));
}

void TestVolumeRenderer::shadersAgreeWithTheProcessor()
{
    auto shaders = VolumeRenderer::make(Caster::Shaders);
    QVERIFY(shaders.has_value());
    (*shaders)->setVolume(nullptr, CastVolume::prepare(ball(), Detail::Full));
    const QImage image = (*shaders)->render(bone(), {200, 200}, Quality::Moving);
    const double cast = brightness(render(bone()), right);
    const double shaded = brightness(image, right);
    // Two ways of lighting, one in whole numbers: near enough for the eye.
    const double off = std::abs(cast - shaded) / std::max(cast, shaded);
    QVERIFY2(off < 0.15, qPrintable(QStringLiteral("%1 %2").arg(cast).arg(shaded)));
    QVERIFY(brightness(image, left) < 5);
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
