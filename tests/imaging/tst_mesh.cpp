// Surfaces of segmentations: closed whatever the mask, as large as the voxels say, and written as they are.

#include "imaging/mesh.h"
#include "imaging/vec.h"
#include "plain_mask.h"

#include <QtEndian>
#include <QTest>

using namespace twinward::imaging;
using namespace twinward::imaging::plainly;
using twinward::base::ErrorCode;

namespace {

double highestError(const Mesh& mesh, double radius)
{
    double worst = 0;
    for (const auto& vertex : mesh.vertices)
        worst = std::max(worst, std::abs(length(Vec3{vertex[0], vertex[1], vertex[2]}) - radius));
    return worst;
}

float floatAt(const QByteArray& bytes, qsizetype offset)
{
    return qFromLittleEndian<float>(bytes.constData() + offset);
}

class MeshTest : public QObject
{
    Q_OBJECT

private slots:
    void everyMaskHasAClosedSurface();
    void theSurfaceLooksOutwards();
    void aBallsSurfaceHasItsVolumeAndArea();
    void smoothingKeepsTheVolume();
    void decimatingKeepsTheSurfaceClosedAndTheVolume();
    void anyMaskStaysClosedWhenDecimated();
    void emptyAndForeignMasksAreRefused();
    void workCanBeCancelled();
    void stlAndPlyHoldEveryTriangle();
};

} // namespace

void MeshTest::everyMaskHasAClosedSurface()
{
    QVERIFY(rc::check("watertight", [] {
        const Mask mask = anyMask();
        RC_PRE(!mask.isEmpty());
        const auto mesh = surfaceOf(mask, gridOf(size, {0.8, 0.9, 1.1}));
        RC_ASSERT(mesh.has_value());
        RC_ASSERT(isWatertight(*mesh));
        RC_ASSERT(volumeMl(*mesh) > 0);
    }));
}

void MeshTest::theSurfaceLooksOutwards()
{
    Grid grid = gridOf({20, 20, 20}, {1, 1, 1});
    for (const bool mirrored : {false, true}) {
        if (mirrored)
            grid.axes[2] = times(grid.axes[2], -1); // slices from head to foot
        const Vec3 middle = toPatient(grid, {9.5, 9.5, 9.5});
        const auto mesh = surfaceOf(ball(grid, 6, middle), grid);
        QVERIFY(mesh);
        QVERIFY(volumeMl(*mesh) > 0);
        const auto normals = normalsOf(*mesh);
        for (size_t i = 0; i < normals.size(); ++i) {
            const auto& vertex = mesh->vertices[i];
            const Vec3 outwards = minus({vertex[0], vertex[1], vertex[2]}, middle);
            QVERIFY(dot({normals[i][0], normals[i][1], normals[i][2]}, outwards) > 0);
        }
    }
}

void MeshTest::aBallsSurfaceHasItsVolumeAndArea()
{
    const Grid grid = phantom::turnedGrid({90, 90, 60}, {0.8, 0.8, 1.2}, {15, 25, 35});
    const Mask mask = ball(grid, 25);
    const auto mesh = surfaceOf(mask, grid);
    QVERIFY(std::abs(volumeMl(*mesh) - volumeMl(mask, grid)) < 0.01 * volumeMl(mask, grid));
    QVERIFY(highestError(*mesh, 25) < 1.2);
    const auto smooth = smoothed(*mesh, 15);
    QVERIFY(std::abs(areaMm2(*smooth) - 4 * std::numbers::pi * 625) < 0.02 * 4 * std::numbers::pi * 625);
}

void MeshTest::smoothingKeepsTheVolume()
{
    const Grid grid = gridOf({90, 90, 90}, {0.7, 0.7, 0.7});
    const Mask mask = ball(grid, 14, {-8, 0, 0}).united(ball(grid, 14, {8, 3, 0}));
    const auto rough = surfaceOf(mask, grid);
    const auto smooth = smoothed(*rough, 20);
    QVERIFY(isWatertight(*smooth));
    QVERIFY(areaMm2(*smooth) < areaMm2(*rough));
    QVERIFY(std::abs(volumeMl(*smooth) - volumeMl(mask, grid)) < 0.015 * volumeMl(mask, grid));
}

void MeshTest::decimatingKeepsTheSurfaceClosedAndTheVolume()
{
    const Grid grid = gridOf({90, 90, 90}, {0.7, 0.7, 0.7});
    const Mask mask = ball(grid, 25).subtracted(ball(grid, 8)); // with a hollow
    const auto smooth = smoothed(*surfaceOf(mask, grid), 15);
    const auto light = decimated(*smooth, smooth->triangles.size() / 10);
    QVERIFY(light);
    QVERIFY(light->triangles.size() <= smooth->triangles.size() / 10);
    QVERIFY(isWatertight(*light));
    QVERIFY(std::abs(volumeMl(*light) - volumeMl(*smooth)) < 0.005 * volumeMl(*smooth));
    QVERIFY(*decimated(*light, 1000000) == *light);
}

void MeshTest::anyMaskStaysClosedWhenDecimated()
{
    for (unsigned seed = 1; seed <= 4; ++seed) {
        for (const double share : {0.02, 0.1, 0.5, 0.9}) {
            const auto mesh = surfaceOf(randomMask(seed, share), gridOf(size, {0.8, 0.9, 1.1}));
            for (const size_t triangles : {size_t{0}, size_t{2000}}) {
                const auto light = decimated(*mesh, triangles);
                QVERIFY(light);
                QVERIFY(isWatertight(*light));
            }
        }
    }
}

void MeshTest::emptyAndForeignMasksAreRefused()
{
    const Grid grid = gridOf({20, 20, 20}, {1, 1, 1});
    QCOMPARE(surfaceOf(Mask(grid.size), grid).error().code, ErrorCode::InvalidInput);
    QCOMPARE(surfaceOf(randomMask(1, 0.5), grid).error().code, ErrorCode::InvalidInput);
    QVERIFY(!isWatertight({}));
    // A surface with a hole.
    Mesh open = *surfaceOf(ball(grid, 5), grid);
    open.triangles.pop_back();
    QVERIFY(!isWatertight(open));
}

void MeshTest::workCanBeCancelled()
{
    const Grid grid = gridOf({60, 60, 60}, {1, 1, 1});
    const auto stop = [](const twinward::ledger::Progress&) { return false; };
    QCOMPARE(surfaceOf(ball(grid, 25), grid, stop).error().code, ErrorCode::Cancelled);
    const Mesh mesh = *surfaceOf(ball(grid, 25), grid);
    QCOMPARE(smoothed(mesh, 3, stop).error().code, ErrorCode::Cancelled);
    QCOMPARE(decimated(mesh, 100, stop).error().code, ErrorCode::Cancelled);
}

void MeshTest::stlAndPlyHoldEveryTriangle()
{
    const Grid grid = gridOf({20, 20, 20}, {1, 1, 1});
    const Mesh mesh = *surfaceOf(ball(grid, 5), grid);
    const auto triangles = static_cast<qsizetype>(mesh.triangles.size());
    const auto vertices = static_cast<qsizetype>(mesh.vertices.size());

    const QByteArray stl = toStl(mesh);
    QVERIFY(!stl.startsWith("solid"));
    QCOMPARE(stl.size(), 84 + 50 * triangles);
    QCOMPARE(qFromLittleEndian<quint32>(stl.constData() + 80), static_cast<quint32>(triangles));
    for (qsizetype t = 0; t < triangles; ++t) {
        const qsizetype at = 84 + 50 * t;
        const Vec3 normal{floatAt(stl, at), floatAt(stl, at + 4), floatAt(stl, at + 8)};
        QVERIFY(std::abs(length(normal) - 1) < 1e-5);
        const auto& second = mesh.vertices[mesh.triangles[static_cast<size_t>(t)][1]];
        QCOMPARE(floatAt(stl, at + 24), second[0]);
        QCOMPARE(floatAt(stl, at + 28), second[1]);
    }

    const QByteArray ply = toPly(mesh, qRgb(1, 2, 3));
    QVERIFY(ply.startsWith("ply\nformat binary_little_endian 1.0\n"));
    QVERIFY(ply.contains("element vertex " + QByteArray::number(vertices) + "\n"));
    const qsizetype body = ply.indexOf("end_header\n") + 11;
    QCOMPARE(ply.size(), body + vertices * 15 + triangles * 13);
    QCOMPARE(floatAt(ply, body), mesh.vertices[0][0]);
    QCOMPARE(ply.mid(body + 12, 3), QByteArray("\1\2\3"));
    QCOMPARE(ply[body + vertices * 15], '\3');
    QCOMPARE(qFromLittleEndian<quint32>(ply.constData() + body + vertices * 15 + 5), mesh.triangles[0][1]);
}

QTEST_APPLESS_MAIN(MeshTest)
#include "tst_mesh.moc"
