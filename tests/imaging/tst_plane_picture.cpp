// Pictures of planes made in one go against cutting and shading one after the other, over any plane, window,
// slab and grid; what happens to the memory they are drawn into.

#include "imaging_view/operators.h"
#include "imaging_view/plane_picture.h"
#include "imaging_view/shade.h"
#include "phantom.h"

#include <QtTest/QtTest>
#include <rapidcheck.h>

using namespace twinward::imaging;

namespace {

double anywhere(const Vec3& p)
{
    return 400 * std::sin(p[0] / 9) + 300 * std::cos(p[1] / 7) + 3 * p[2];
}

double between(int low, int high)
{
    return *rc::gen::inRange(low * 100, high * 100) / 100.0;
}

template <class Sample> void fillFrom(Volume& volume, double scale)
{
    auto* out = reinterpret_cast<Sample*>(volume.voxels.data());
    const auto& size = volume.grid.size;
    for (int k = 0; k < size[2]; ++k) {
        for (int j = 0; j < size[1]; ++j) {
            for (int i = 0; i < size[0]; ++i)
                *out++ = static_cast<Sample>((anywhere(centreOf(volume.grid, {i, j, k})) + 1000) * scale);
        }
    }
}

// Turned, sheared as by a gantry, with slices that have not arrived, of every type that volumes have.
std::shared_ptr<Volume> anyVolume()
{
    const std::array<int, 3> size{
        *rc::gen::inRange(2, 40), *rc::gen::inRange(2, 36), *rc::gen::inRange(2, 30)};
    const bool upright = *rc::gen::arbitrary<bool>();
    const Vec3 turn = upright ? Vec3{} : Vec3{between(-40, 40), between(-40, 40), between(-40, 40)};
    Grid grid = phantom::turnedGrid(size, {between(1, 2), between(1, 2), between(1, 4)}, turn);
    if (*rc::gen::arbitrary<bool>())
        grid.axes[2] = normalised(grid.axes[2] + grid.axes[1] * 0.3);
    const auto type = *rc::gen::element(SampleType::S16, SampleType::U16, SampleType::U8, SampleType::F32);
    auto volume = phantom::emptyVolume(grid, type);
    if (type == SampleType::U8)
        fillFrom<quint8>(*volume, 0.125);
    else if (type == SampleType::U16)
        fillFrom<quint16>(*volume, 20);
    else if (type == SampleType::F32)
        fillFrom<float>(*volume, 1);
    else
        fillFrom<qint16>(*volume, 1);
    volume->slope = *rc::gen::element(1.0, -0.5, 0.125);
    volume->intercept = between(-1000, 1000);
    if (*rc::gen::arbitrary<bool>())
        volume->filled[*rc::gen::inRange<size_t>(0, volume->filled.size())] = false;
    return volume;
}

Cut anyCut(const Grid& grid)
{
    Cut cut;
    cut.frame.right = rotated({1, 0, 0}, {0, 0, 1}, between(0, 6));
    cut.frame.down = rotated({0, 0, 1}, cut.frame.right, between(0, 6));
    if (*rc::gen::arbitrary<bool>()) { // along the grid, either way round
        const size_t right = *rc::gen::inRange<size_t>(0, 3);
        const size_t down = (right + *rc::gen::inRange<size_t>(1, 3)) % 3;
        cut.frame.right = grid.axes[right] * *rc::gen::element(1.0, -1.0);
        cut.frame.down = grid.axes[down] * *rc::gen::element(1.0, -1.0);
    }
    cut.frame.centre = {between(-30, 30), between(-30, 30), between(-30, 30)};
    cut.frame.mmPerPixel = between(0, 3) + 0.05;
    cut.frame.size = {*rc::gen::inRange(1, 140), *rc::gen::inRange(1, 140)};
    cut.projection
        = *rc::gen::element(Projection::Slice, Projection::Maximum, Projection::Mean, Projection::Minimum);
    cut.slabMm = *rc::gen::element(0.0, 5.0, 10.0);
    return cut;
}

PlaneLook anyLook()
{
    const auto map = *rc::gen::element("", "inverse", "hot", "rainbow", "cool", "unknown");
    return {{between(-1500, 1500), between(1, 3000), {}}, QString::fromLatin1(map)};
}

// One grey level of rounding is allowed; colour maps turn it into their own steps of at most six.
void assertAlike(const QImage& made, const QImage& expected, bool grey)
{
    RC_ASSERT(made.size() == expected.size());
    const int most = grey ? 1 : 6;
    for (int y = 0; y < made.height(); ++y) {
        for (int x = 0; x < made.width(); ++x) {
            const QRgb a = made.pixel(x, y);
            const QRgb b = expected.pixel(x, y);
            RC_ASSERT(std::abs(qRed(a) - qRed(b)) <= most);
            RC_ASSERT(std::abs(qGreen(a) - qGreen(b)) <= most);
            RC_ASSERT(std::abs(qBlue(a) - qBlue(b)) <= most);
        }
    }
}

bool isGrey(const PlaneLook& look)
{
    return look.colourMap.isEmpty() || look.colourMap == QLatin1String("unknown");
}

} // namespace

class TestPlanePicture : public QObject
{
    Q_OBJECT

private slots:
    void picturesAreWhatCuttingAndShadingGive();
    void layersAreWhatCuttingAndBlendingGive();
    void memoryIsUsedAgainWhereNobodyHoldsIt();
    void whatCantBeCutIsNoPicture();
};

void TestPlanePicture::picturesAreWhatCuttingAndShadingGive()
{
    QVERIFY(rc::check([] {
        const auto volume = anyVolume();
        const Cut cut = anyCut(volume->grid);
        const PlaneLook look = anyLook();
        QImage picture(cut.frame.size, QImage::Format_RGB32);
        picture.fill(Qt::green); // nothing of what was there stays
        drawPlane(picture, *volume, cut, look);
        assertAlike(picture, shade(reslice(*volume, cut), look.window, look.colourMap), isGrey(look));
    }));
}

void TestPlanePicture::layersAreWhatCuttingAndBlendingGive()
{
    QVERIFY(rc::check([] {
        const auto volume = anyVolume();
        const Cut cut = anyCut(volume->grid);
        const PlaneLook look = anyLook();
        const double opacity = between(0, 1);
        QImage picture(cut.frame.size, QImage::Format_RGB32);
        picture.fill(QColor(20, 90, 200));
        QImage expected = picture.copy();
        layPlane(picture, *volume, cut, look, opacity);
        blend(expected, reslice(*volume, cut), look.window, look.colourMap, opacity);
        assertAlike(picture, expected, isGrey(look));
    }));
}

void TestPlanePicture::memoryIsUsedAgainWhereNobodyHoldsIt()
{
    const auto volume = phantom::volumeOf(phantom::turnedGrid({20, 20, 20}, {1, 1, 1}, {0, 0, 0}), anywhere);
    const Cut cut{{{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, 0.5, {32, 32}}, Projection::Slice, 0};
    QImage picture;
    drawPlane(picture, *volume, cut, {{0, 500, {}}, {}});
    const uchar* const memory = picture.constBits();

    drawPlane(picture, *volume, cut, {{100, 500, {}}, {}});
    QCOMPARE(picture.constBits(), memory);

    const QImage held = picture;
    const QRgb before = held.pixel(16, 16);
    drawPlane(picture, *volume, cut, {{-300, 500, {}}, {}});
    QVERIFY(picture.constBits() != memory);
    QCOMPARE(held.pixel(16, 16), before);
    QVERIFY(picture.pixel(16, 16) != before);
}

void TestPlanePicture::whatCantBeCutIsNoPicture()
{
    const auto coloured = phantom::emptyVolume(phantom::turnedGrid({4, 4, 4}, {1, 1, 1}, {0, 0, 0}));
    coloured->samples = 3;
    QImage picture(8, 8, QImage::Format_RGB32);
    drawPlane(picture, *coloured, {{{}, {1, 0, 0}, {0, 1, 0}, 1, {8, 8}}, Projection::Slice, 0}, {});
    QVERIFY(picture.isNull());
}

QTEST_GUILESS_MAIN(TestPlanePicture)
#include "tst_plane_picture.moc"
