// Rays through phantoms whose silhouettes and depths are known: from each eye, cut, from within, behind other
// things, over a framebuffer.

#include "ray_sight.h"

#include <algorithm>
#include <epoxy/gl.h>
#include <QtTest/QtTest>

using namespace twinward;
using namespace twinward::imaging;
using namespace twinward::imaging::test;

namespace {

constexpr QSize pixels{160, 150};
const Vec3 middle{3, -5, 4};
constexpr double radius = 20;

double distanceTo(const Sight& sight, const Vec3& point)
{
    return length(cross(point - sight.from, sight.along));
}

// How far along a line of sight the ball begins.
double entryOf(const Sight& sight)
{
    const double foot = dot(middle - sight.from, sight.along);
    return foot - std::sqrt(radius * radius - std::pow(distanceTo(sight, middle), 2));
}

} // namespace

class TestRayCaster : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void ballsHaveTheSilhouetteAndDepthOfBalls_data();
    void ballsHaveTheSilhouetteAndDepthOfBalls();
    void eyesSeeItAsFarApartAsTheyAre();
    void planesCutExactly();
    void boxesCutExactly();
    void fromWithinItIsAllAround();
    void raysEndAtWhatStandsInFront();
    void picturesAreLaidOverTheFramebuffer();
    void nothingIsDrawnBeforeAllIsThere();
    void volumesTooLargeAreMadeCoarser();

private:
    Stage m_stage;
};

void TestRayCaster::initTestCase()
{
    const QString fault = m_stage.open(ball(middle, radius));
    if (!m_stage.caster)
        QSKIP(qPrintable(QStringLiteral("Not tried here: ") + fault));
    QCOMPARE(fault, QString());
}

void TestRayCaster::ballsHaveTheSilhouetteAndDepthOfBalls_data()
{
    QTest::addColumn<int>("eye");
    QTest::newRow("parallel") << 0;
    QTest::newRow("left") << -1;
    QTest::newRow("right") << 1;
}

void TestRayCaster::ballsHaveTheSilhouetteAndDepthOfBalls()
{
    QFETCH(int, eye);
    const RayEye from = eye == 0 ? parallelEye(45) : eyeOfTwo(eye);
    const auto picture = m_stage.draw(hardLook(), from, pixels, {0.25, 1, 3000, 1});
    int inside = 0;
    for (int y = 0; y < pixels.height(); ++y) {
        for (int x = 0; x < pixels.width(); ++x) {
            const Sight sight = sightAt(from, x + 0.5, y + 0.5, pixels);
            const double distance = distanceTo(sight, middle);
            if (distance > radius + 0.2) {
                QCOMPARE(alphaAt(picture, x, y), 0.0);
                QCOMPARE(depthAt(picture, x, y), 1.0);
            } else if (distance < radius - 1) {
                QVERIFY(alphaAt(picture, x, y) > 0.98);
                const Vec3 hit = placeAt(from, x, y, pixels, depthAt(picture, x, y));
                // a quarter of a millimetre a step, a tenth to opacity, and the voxels' own rounding of a
                // sphere
                QVERIFY(std::abs(length(hit - sight.from) - entryOf(sight)) < 1.0);
                ++inside;
            }
        }
    }
    QVERIFY(inside > 500);
}

void TestRayCaster::eyesSeeItAsFarApartAsTheyAre()
{
    const auto middleOf = [&](int side) {
        const auto picture = m_stage.draw(hardLook(), eyeOfTwo(side), pixels, {0.25, 1, 3000, 1});
        double sum = 0;
        double all = 0;
        for (int y = 0; y < pixels.height(); ++y) {
            for (int x = 0; x < pixels.width(); ++x) {
                sum += alphaAt(picture, x, y) * (x + 0.5);
                all += alphaAt(picture, x, y);
            }
        }
        return sum / all;
    };
    const auto expected = [](int side) { // what a pinhole gives of the ball's middle
        const Vec3 clip = mapped(eyeOfTwo(side).projection * eyeOfTwo(side).view, middle);
        return (clip[0] + 1) / 2 * pixels.width();
    };
    const double disparity = middleOf(-1) - middleOf(1);
    QVERIFY(disparity > 10);
    QVERIFY(std::abs(disparity - (expected(-1) - expected(1))) < 0.25);
}

void TestRayCaster::planesCutExactly()
{
    VolumeView look = hardLook();
    const Vec3 normal = normalised({0.3, 0.8, -0.4}); // what is nearer to the eye goes
    look.clipPlanes = {{middle, normal}};
    const RayEye eye = parallelEye(45);
    const auto picture = m_stage.draw(look, eye, pixels, {0.25, 1, 3000, 1});
    int compared = 0;
    for (int y = 0; y < pixels.height(); ++y) {
        for (int x = 0; x < pixels.width(); ++x) {
            const Sight sight = sightAt(eye, x + 0.5, y + 0.5, pixels);
            const double cut = dot(middle - sight.from, normal) / dot(sight.along, normal);
            if (length(sight.from + sight.along * cut - middle) > radius - 1)
                continue;
            const Vec3 hit = placeAt(eye, x, y, pixels, depthAt(picture, x, y));
            QVERIFY(std::abs(length(hit - sight.from) - cut) < 0.4);
            ++compared;
        }
    }
    QVERIFY(compared > 500);

    look.clipPlanes.push_back({middle, normal * -1}); // nothing is on both sides
    look.clipPlanes.back().point = middle - normal;
    QCOMPARE(alphaAt(m_stage.draw(look, eye, pixels), 80, 75), 0.0);
}

void TestRayCaster::boxesCutExactly()
{
    VolumeView look = hardLook();
    look.clipBox
        = {{{middle[0] + 60, middle[1] + 5, middle[2] - 60}, {middle[0], middle[1] - 60, middle[2] + 60}}};
    const RayEye eye = parallelEye(45);
    const auto picture = m_stage.draw(look, eye, pixels);
    const auto at = [&](const Vec3& point) {
        const Vec3 clip = mapped(eye.projection * eye.view, point);
        return QPoint(static_cast<int>((clip[0] + 1) / 2 * pixels.width()),
            static_cast<int>((1 - clip[1]) / 2 * pixels.height()));
    };
    const QPoint kept = at(middle + Vec3{2, 0, 0});
    const QPoint gone = at(middle - Vec3{2, 0, 0});
    QVERIFY(alphaAt(picture, kept.x(), kept.y()) > 0.98);
    QCOMPARE(alphaAt(picture, gone.x(), gone.y()), 0.0);
}

void TestRayCaster::fromWithinItIsAllAround()
{
    RayEye eye;
    eye.projection.perspective(80, 1, 0.01F, 50);
    eye.view.lookAt({0.003F, -0.005F, 0.004F}, {1, 0.3F, 0.2F}, {0, 0, 1});
    eye.view.scale(0.001F);
    const auto picture = m_stage.draw(hardLook(), eye, {64, 64});
    for (int y = 0; y < 64; ++y) {
        for (int x = 0; x < 64; ++x) {
            QVERIFY(alphaAt(picture, x, y) > 0.98);
            QVERIFY(depthAt(picture, x, y) >= 0);
            QVERIFY(depthAt(picture, x, y) < 0.5); // at the near plane, as close as the first step
        }
    }
}

void TestRayCaster::raysEndAtWhatStandsInFront()
{
    const RayEye eye = parallelEye(45);
    // the left half has a wall in front of the ball, the right one behind its first surface
    const auto depthOf = [&](double y) {
        return static_cast<float>(mapped(eye.projection * eye.view, {0, y, 0})[2] / 2 + 0.5);
    };
    std::vector<float> walls(static_cast<size_t>(pixels.width()) * pixels.height());
    for (size_t i = 0; i < walls.size(); ++i)
        walls[i] = i % pixels.width() < 80 ? depthOf(-100) : depthOf(middle[1]);
    GLuint depth = 0;
    glCreateTextures(GL_TEXTURE_2D, 1, &depth);
    glTextureStorage2D(depth, 1, GL_DEPTH_COMPONENT32F, pixels.width(), pixels.height());
    glTextureSubImage2D(
        depth, 0, 0, 0, pixels.width(), pixels.height(), GL_DEPTH_COMPONENT, GL_FLOAT, walls.data());
    m_stage.caster->setLook(hardLook());
    m_stage.caster->cast(eye, pixels, {}, depth);
    const auto picture = m_stage.caster->read();
    glDeleteTextures(1, &depth);

    for (int x = 0; x < 80; ++x)
        QCOMPARE(alphaAt(picture, x, 68), 0.0);
    QVERIFY(alphaAt(picture, 88, 68) > 0.98);
    QCOMPARE(glGetError(), static_cast<GLenum>(GL_NO_ERROR));
}

void TestRayCaster::picturesAreLaidOverTheFramebuffer()
{
    std::array<GLuint, 2> textures{};
    glCreateTextures(GL_TEXTURE_2D, 2, textures.data());
    glTextureStorage2D(textures[0], 1, GL_RGBA8, 200, 200);
    glTextureStorage2D(textures[1], 1, GL_DEPTH_COMPONENT32F, 200, 200);
    GLuint target = 0;
    glCreateFramebuffers(1, &target);
    glNamedFramebufferTexture(target, GL_COLOR_ATTACHMENT0, textures[0], 0);
    glNamedFramebufferTexture(target, GL_DEPTH_ATTACHMENT, textures[1], 0);
    glBindFramebuffer(GL_FRAMEBUFFER, target);
    glViewport(0, 0, 200, 200);
    glClearColor(0, 0, 1, 1);
    glClear(GL_COLOR_BUFFER_BIT | GL_DEPTH_BUFFER_BIT);

    m_stage.caster->setLook(hardLook());
    m_stage.caster->cast(parallelEye(45), {150, 150}, {0.5, 2, 3000, 1}); // each ray four pixels
    m_stage.caster->compose(QRect(40, 30, 150, 150));

    QImage colour(200, 200, QImage::Format_RGBA8888);
    std::vector<float> depth(200 * 200);
    glReadPixels(0, 0, 200, 200, GL_RGBA, GL_UNSIGNED_BYTE, colour.bits());
    glReadPixels(0, 0, 200, 200, GL_DEPTH_COMPONENT, GL_FLOAT, depth.data());
    QCOMPARE(glGetError(), static_cast<GLenum>(GL_NO_ERROR));
    glBindFramebuffer(GL_FRAMEBUFFER, 0);
    glDeleteFramebuffers(1, &target);
    glDeleteTextures(2, textures.data());

    const Vec3 clip = mapped(parallelEye(45).projection * parallelEye(45).view, middle);
    const int x = 40 + static_cast<int>((clip[0] + 1) / 2 * 150);
    const int y = 30 + static_cast<int>((clip[1] + 1) / 2 * 150);
    QVERIFY(colour.pixelColor(x, y).red() > colour.pixelColor(x, y).blue() + 80);
    const auto at
        = [&](int px, int py) { return depth[static_cast<size_t>(py) * 200 + static_cast<size_t>(px)]; };
    QVERIFY(at(x, y) < 1);
    for (const QPoint& empty : {QPoint(45, 35), QPoint(10, 10), QPoint(195, 100)}) {
        QCOMPARE(colour.pixelColor(empty), QColor(0, 0, 255));
        QCOMPARE(at(empty.x(), empty.y()), 1.F);
    }
}

void TestRayCaster::nothingIsDrawnBeforeAllIsThere()
{
    auto made = RayCaster::make();
    QVERIFY(made.has_value());
    RayCaster& caster = **made;
    caster.setLook(hardLook());
    caster.cast(parallelEye(45), pixels, {});
    QVERIFY(caster.read().colour.isNull());
    const auto volume = RayVolume::prepare(ball(middle, radius), RayCaster::longestSide());
    QVERIFY(caster.setVolume(volume).has_value());
    QVERIFY(!caster.uploadSome(1)); // one slice at least
    caster.cast(parallelEye(45), pixels, {});
    QVERIFY(caster.read().colour.isNull());
    for (int slice = 1; slice < 63; ++slice)
        QVERIFY(!caster.uploadSome(1));
    QVERIFY(caster.uploadSome(1));
    caster.cast(parallelEye(45), pixels, {});
    QCOMPARE(caster.read().colour.size(), pixels);
}

void TestRayCaster::volumesTooLargeAreMadeCoarser()
{
    const auto whole = RayVolume::prepare(ball(middle, radius), 2048);
    QCOMPARE(whole->note(), QString());
    const auto coarse = RayVolume::prepare(ball(middle, radius), 40);
    QCOMPARE(coarse->grid().size, (std::array<int, 3>{40, 36, 32}));
    QVERIFY(coarse->note().contains(QLatin1String("40")));

    Stage other;
    QCOMPARE(other.open(ball(middle, radius)), QString());
    QVERIFY(other.caster->setVolume(coarse).has_value());
    QVERIFY(other.caster->uploadSome(1 << 24));
    const RayEye eye = parallelEye(45);
    const auto picture = other.draw(hardLook(), eye, pixels);
    for (int x = 0; x < pixels.width(); ++x) {
        const double distance = distanceTo(sightAt(eye, x + 0.5, 68.5, pixels), middle);
        if (std::abs(distance - radius) > 1.5)
            QCOMPARE(alphaAt(picture, x, 68) > 0.5, distance < radius);
    }
    other.caster = nullptr; // while its context is current
    m_stage.context->makeCurrent();
}

QTEST_GUILESS_MAIN(TestRayCaster)
#include "tst_ray_caster.moc"
