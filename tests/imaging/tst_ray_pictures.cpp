// What rays make of a volume against the same sum worked out on the processor in double precision, and
// against itself: with empty space walked through, with larger steps, with fewer rays.

#include "imaging_view/plane_geometry.h"
#include "ray_sight.h"

#include <algorithm>
#include <QtTest/QtTest>

using namespace twinward;
using namespace twinward::imaging;
using namespace twinward::imaging::test;

namespace {

constexpr QSize pixels{72, 64};
constexpr double stepMm = 0.5;

// A soft shell around a dense core, off the middle, so that rays meet air, haze, surface and haze again.
VolumePtr onion()
{
    const Grid grid = phantom::turnedGrid({60, 66, 50}, {1, 0.9, 1.3}, {15, 25, -30});
    return phantom::volumeOf(grid, [](const Vec3& p) {
        const double core = 900 - 120 * (length(p - Vec3{-6, 2, 3}) - 9);
        const double shell = -300 + 250 * std::cos((length(p) - 22) * 0.6);
        return std::clamp(length(p) > 26 ? -1000.0 : std::max(core, shell), -1000.0, 1500.0);
    });
}

VolumeView softLook()
{
    VolumeView view;
    view.transfer = {{-1000, 0, qRgb(20, 40, 90)}, {-400, 0, qRgb(80, 160, 220)},
        {-100, 0.08, qRgb(220, 150, 120)}, {100, 0.02, qRgb(230, 220, 190)}, {600, 0.6, qRgb(255, 250, 240)},
        {1500, 0.9, qRgb(255, 255, 255)}};
    view.ambient = 0.3;
    view.diffuse = 0.7;
    view.specular = 0.2;
    return view;
}

// The textbook's trilinear value; the outermost beyond the centres.
double valueAt(const Volume& volume, const Vec3& voxel)
{
    std::array<int, 3> low{};
    Vec3 share{};
    for (size_t axis = 0; axis < 3; ++axis) {
        const int last = volume.grid.size[axis] - 1;
        const double at = std::clamp(voxel[axis], 0.0, static_cast<double>(last));
        low[axis] = std::min(static_cast<int>(at), last - 1);
        share[axis] = at - low[axis];
    }
    double sum = 0;
    for (int corner = 0; corner < 8; ++corner) {
        double weight = 1;
        std::array<int, 3> at = low;
        for (size_t axis = 0; axis < 3; ++axis) {
            const int upper = corner >> axis & 1;
            at[axis] += upper;
            weight *= upper != 0 ? share[axis] : 1 - share[axis];
        }
        sum += weight * *volume.value(at[0], at[1], at[2]);
    }
    return sum;
}

struct Light
{
    Vec3 colour{};
    double opacity = 0; // of a mm
};
Light transferAt(const std::vector<TransferPoint>& points, double value)
{
    auto after = std::ranges::upper_bound(points, value, {}, &TransferPoint::value);
    if (after == points.begin())
        ++after;
    if (after == points.end())
        --after;
    const TransferPoint& from = *(after - 1);
    const double share = std::clamp((value - from.value) / (after->value - from.value), 0.0, 1.0);
    const auto mix = [share](double a, double b) { return a + (b - a) * share; };
    return {{mix(qRed(from.colour), qRed(after->colour)) / 255,
                mix(qGreen(from.colour), qGreen(after->colour)) / 255,
                mix(qBlue(from.colour), qBlue(after->colour)) / 255},
        mix(from.opacity, after->opacity)};
}

// The sum over one ray, sample by sample, to the very end: colour and opacity.
std::array<double, 4> castPlainly(const Volume& volume, const VolumeView& look, const Sight& sight)
{
    const GridMap map(volume.grid);
    const Vec3 from = map.toIndex(sight.from);
    const Vec3 along = map.directionToIndex(sight.along);
    double begin = 0;
    double end = 1e9;
    for (size_t axis = 0; axis < 3; ++axis) {
        const double a = (-0.5 - from[axis]) / along[axis];
        const double b = (volume.grid.size[axis] - 0.5 - from[axis]) / along[axis];
        begin = std::max(begin, std::min(a, b));
        end = std::min(end, std::max(a, b));
    }
    std::array<double, 4> sum{};
    for (double t = begin + stepMm / 2; t < end; t += stepMm) {
        const Vec3 at = from + along * t;
        const Light light = transferAt(look.transfer, valueAt(volume, at));
        if (light.opacity <= 0)
            continue;
        Vec3 gradient{};
        for (size_t axis = 0; axis < 3; ++axis) {
            Vec3 step{};
            step[axis] = 1;
            gradient[axis] = valueAt(volume, at + step) - valueAt(volume, at - step);
        }
        Vec3 normal{};
        for (size_t axis = 0; axis < 3; ++axis)
            normal = normal + map.rows[axis] * gradient[axis];
        const double facing = length(normal) > 1e-9 ? std::abs(dot(normal, sight.along)) / length(normal) : 0;
        const double shine = look.specular * std::pow(std::max(2 * facing * facing - 1, 0.0), 20);
        const double share = (1 - sum[3]) * (1 - std::pow(1 - light.opacity, stepMm));
        for (size_t part = 0; part < 3; ++part) {
            const double lit = light.colour[part] * (look.ambient + look.diffuse * facing) + shine;
            sum[part] += share * std::min(look.shaded ? lit : light.colour[part], 1.0);
        }
        sum[3] += share;
    }
    return sum;
}

struct Difference
{
    double mean = 0; // levels of 255
    int largest = 0;
};
Difference between(const QImage& a, const QImage& b)
{
    Difference found;
    for (int y = 0; y < a.height(); ++y) {
        for (int i = 0; i < 4 * a.width(); ++i) {
            const int apart = std::abs(a.constScanLine(y)[i] - b.constScanLine(y)[i]);
            found.mean += apart;
            found.largest = std::max(found.largest, apart);
        }
    }
    found.mean /= 4.0 * a.width() * a.height();
    return found;
}

} // namespace

class TestRayPictures : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void raysAreTheSumWorkedOutOnTheProcessor_data();
    void raysAreTheSumWorkedOutOnTheProcessor();
    void emptySpaceMayBeLeaptOver();
    void otherSampleTypesLookTheSame();
    void fewerRaysAndLargerStepsCostSharpnessOnly();

private:
    Stage m_stage;
};

void TestRayPictures::initTestCase()
{
    const QString fault = m_stage.open(onion());
    if (!m_stage.caster)
        QSKIP(qPrintable(QStringLiteral("Not tried here: ") + fault));
    QCOMPARE(fault, QString());
}

void TestRayPictures::raysAreTheSumWorkedOutOnTheProcessor_data()
{
    QTest::addColumn<bool>("shaded");
    QTest::addColumn<bool>("parallel");
    QTest::newRow("lit, parallel") << true << true;
    QTest::newRow("lit, an eye's") << true << false;
    QTest::newRow("unlit, an eye's") << false << false;
}

void TestRayPictures::raysAreTheSumWorkedOutOnTheProcessor()
{
    QFETCH(bool, shaded);
    QFETCH(bool, parallel);
    VolumeView look = softLook();
    look.shaded = shaded;
    const RayEye eye = parallel ? parallelEye(34) : eyeOfTwo(1);
    const auto volume = onion();
    const auto picture = m_stage.draw(look, eye, pixels, {stepMm, 1, 3000, 0});
    QImage expected(pixels, QImage::Format_RGBA8888_Premultiplied);
    for (int y = 0; y < pixels.height(); ++y) {
        for (int x = 0; x < pixels.width(); ++x) {
            const auto sum = castPlainly(*volume, look, sightAt(eye, x + 0.5, y + 0.5, pixels));
            for (size_t part = 0; part < 4; ++part)
                expected.scanLine(y)[4 * static_cast<size_t>(x) + part]
                    = static_cast<uchar>(std::lround(sum[part] * 255));
        }
    }
    // Early ends may lose 0.5 % of a ray; the card's table has 2048 entries and its numbers 16 bits.
    const Difference apart = between(picture.colour, expected);
    QVERIFY2(apart.mean < 0.5, qPrintable(QString::number(apart.mean)));
    QVERIFY2(apart.largest <= 8, qPrintable(QString::number(apart.largest)));
}

void TestRayPictures::emptySpaceMayBeLeaptOver()
{
    for (const RayEye& eye : {parallelEye(34), eyeOfTwo(-1)}) {
        const auto leapt = m_stage.draw(softLook(), eye, pixels, {stepMm, 1, 3000, 1});
        const auto walked
            = m_stage.draw(softLook(), eye, pixels, {stepMm, 1, 3000, 1, RayQuality::Space::Walked});
        QVERIFY(between(leapt.colour, walked.colour).largest <= 1);
        QVERIFY(between(leapt.colour, QImage(pixels, QImage::Format_RGBA8888_Premultiplied)).mean > 1);
        for (size_t i = 0; i < leapt.depth.size(); ++i)
            QVERIFY(std::abs(leapt.depth[i] - walked.depth[i]) < 1e-6F);
    }
}

void TestRayPictures::otherSampleTypesLookTheSame()
{
    const RayEye eye = parallelEye(34);
    const RayQuality quality{stepMm, 1, 3000, 0};
    const auto expected = m_stage.draw(softLook(), eye, pixels, quality);
    const auto volume = onion();
    const auto* stored = reinterpret_cast<const qint16*>(volume->voxels.constData());
    const auto count = static_cast<size_t>(volume->voxels.size()) / sizeof(qint16);

    const auto fractions = phantom::emptyVolume(volume->grid, SampleType::F32);
    const auto lifted = phantom::emptyVolume(volume->grid, SampleType::U16);
    lifted->slope = 0.125;
    lifted->intercept = -2000;
    for (size_t i = 0; i < count; ++i) {
        reinterpret_cast<float*>(fractions->voxels.data())[i] = stored[i];
        reinterpret_cast<quint16*>(lifted->voxels.data())[i] = static_cast<quint16>((stored[i] + 2000) * 8);
    }
    for (const auto& other : {fractions, lifted}) {
        QCOMPARE(m_stage.show(other), QString());
        QVERIFY(between(m_stage.draw(softLook(), eye, pixels, quality).colour, expected.colour).largest <= 3);
    }
    QCOMPARE(m_stage.show(onion()), QString());
}

void TestRayPictures::fewerRaysAndLargerStepsCostSharpnessOnly()
{
    const RayEye eye = parallelEye(34);
    const auto fine = m_stage.draw(softLook(), eye, pixels, {0.25, 1, 3000, 0});
    const auto coarse = m_stage.draw(softLook(), eye, pixels, {0.5, 2, 3000, 0});
    QCOMPARE(coarse.colour.size(), QSize(36, 32));
    const QImage larger = coarse.colour.scaled(pixels).convertToFormat(QImage::Format_RGBA8888_Premultiplied);
    QVERIFY(between(fine.colour, larger).mean < 6);
    const auto capped = m_stage.draw(softLook(), eye, pixels, {0.25, 1, 60, 0}); // over a millimetre each
    QVERIFY(between(fine.colour, capped.colour).mean < 3);
    QVERIFY(between(fine.colour, capped.colour).largest > 0);
}

QTEST_GUILESS_MAIN(TestRayPictures)
#include "tst_ray_pictures.moc"
