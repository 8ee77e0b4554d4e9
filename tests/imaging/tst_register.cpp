// Moves that are known are found again: of bodies made of formulas, of the chest CT and of the head MR.

#include "real_volume.h"

#include <QTest>
#include <random>

using namespace twinward::imaging;
using twinward::base::ErrorCode;

namespace {

// A body with nothing symmetric about it.
double body(const Vec3& at)
{
    const auto blob = [&at](const Vec3& centre, double radius, double value) {
        const double d = distanceMm(at, centre) / radius;
        return value * std::exp(-d * d);
    };
    return blob({0, 0, 0}, 45, 600) + blob({25, 10, -8}, 12, 700) + blob({-20, 22, 15}, 9, -500)
        + blob({5, -28, 20}, 14, 400) + blob({-12, -15, -25}, 8, 900) + blob({30, -20, 25}, 7, 800);
}

Grid bodyGrid()
{
    return phantom::turnedGrid({64, 64, 48}, {2, 2, 2.5}, {0, 0, 0});
}

// The body after it was moved: what lay at p lies at move · p.
template <class Value>
std::shared_ptr<Volume> moved(const Matrix4& move, const Grid& grid, const Value& value)
{
    const Matrix4 back = invertedRigid(move);
    return phantom::volumeOf(grid, [&](const Vec3& at) { return value(applied(back, at)); });
}

// How far two transforms lay the corners of a grid apart at worst.
double farthest(const Matrix4& a, const Matrix4& b, const Grid& grid)
{
    double worst = 0;
    for (int corner = 0; corner < 8; ++corner) {
        const std::array<int, 3> voxel{(corner & 1) * (grid.size[0] - 1),
            (corner >> 1 & 1) * (grid.size[1] - 1), (corner >> 2 & 1) * (grid.size[2] - 1)};
        const Vec3 point = centreOf(grid, voxel);
        worst = std::max(worst, distanceMm(applied(a, point), applied(b, point)));
    }
    return worst;
}

// The volume as another examination would show it: every other voxel, moved, with noise and other numbers.
std::shared_ptr<Volume> otherExamination(const Volume& volume, const Matrix4& move, double sign)
{
    Grid grid = volume.grid;
    for (size_t axis = 0; axis < 3; ++axis) {
        const int step = std::max(1, static_cast<int>(2.2 / grid.spacing[axis]));
        grid.spacing[axis] *= step;
        grid.size[axis] /= step;
    }
    const Matrix4 back = invertedRigid(move);
    std::mt19937 random(7);
    std::normal_distribution<double> noise(0, 15);
    return phantom::volumeOf(grid, [&](const Vec3& at) {
        const double value = interpolated(volume, applied(back, at)).value_or(volume.intercept);
        return std::clamp(sign * value + noise(random), -32000.0, 32000.0);
    });
}

class RegisterTest : public QObject
{
    Q_OBJECT

private slots:
    void transformsComposeAndInvert();
    void knownMovesOfABodyAreFound_data();
    void knownMovesOfABodyAreFound();
    void otherContrastIsFoundByInformation();
    void theMoveOfARealExaminationIsFound_data();
    void theMoveOfARealExaminationIsFound();
    void whatDoesNotFitIsSaidNotTo();
    void whatCannotBeMatchedIsRefused();
    void matchingCanBeCancelled();
};

} // namespace

void RegisterTest::transformsComposeAndInvert()
{
    const Matrix4 a = rigid({10, -20, 30}, {4, 5, -6}, {100, 50, -20});
    const Matrix4 b = rigid({-3, 7, 90}, {-14, 2, 8}, {0, 0, 0});
    const Vec3 point{12, -7, 33};
    QVERIFY(distanceMm(applied(multiplied(a, b), point), applied(a, applied(b, point))) < 1e-9);
    QVERIFY(distanceMm(applied(invertedRigid(a), applied(a, point)), point) < 1e-9);
    // The centre is only shifted; x is turned first.
    QVERIFY(distanceMm(applied(a, {100, 50, -20}), {104, 55, -26}) < 1e-9);
    QVERIFY(distanceMm(applied(rigid({90, 0, 90}, {}, {}), {0, 1, 0}), {0, 0, 1}) < 1e-9);
}

void RegisterTest::knownMovesOfABodyAreFound_data()
{
    QTest::addColumn<Vec3>("degrees");
    QTest::addColumn<Vec3>("shift");
    QTest::addRow("not moved") << Vec3{0, 0, 0} << Vec3{0, 0, 0};
    QTest::addRow("a little") << Vec3{2, -1, 3} << Vec3{1.3, -2.2, 0.7};
    QTest::addRow("turned") << Vec3{-8, 12, 10} << Vec3{4, 6, -9};
    QTest::addRow("far away") << Vec3{3, 5, -4} << Vec3{20, -25, 15};
}

void RegisterTest::knownMovesOfABodyAreFound()
{
    QFETCH(Vec3, degrees);
    QFETCH(Vec3, shift);
    const auto fixed = phantom::volumeOf(bodyGrid(), body);
    const Matrix4 move = rigid(degrees, shift, {0, 0, 0});
    const auto moving = moved(move, bodyGrid(), body);
    for (const Similarity similarity : {Similarity::MutualInformation, Similarity::SquaredDifferences}) {
        const auto found = registerRigid(*fixed, *moving, {similarity, identityMatrix(), 2});
        QVERIFY(found);
        const double error = farthest(multiplied(found->movingToFixed, move), identityMatrix(), bodyGrid());
        QVERIFY2(error < 1, qPrintable(QString::number(error)));
        QVERIFY(found->quality == RegistrationQuality::Good);
        QVERIFY(found->information >= found->startInformation - 0.01);
        QVERIFY(found->overlap > 0.5 && found->overlap <= 1);
    }
}

void RegisterTest::otherContrastIsFoundByInformation()
{
    const auto fixed = phantom::volumeOf(bodyGrid(), body);
    const Matrix4 move = rigid({4, -6, 5}, {5, 3, -4}, {0, 0, 0});
    const auto moving
        = moved(move, bodyGrid(), [](const Vec3& at) { return 900 - 0.8 * std::abs(body(at) - 300); });
    const auto found = registerRigid(*fixed, *moving);
    QVERIFY(found);
    const double error = farthest(multiplied(found->movingToFixed, move), identityMatrix(), bodyGrid());
    QVERIFY2(error < 2, qPrintable(QString::number(error)));
}

void RegisterTest::theMoveOfARealExaminationIsFound_data()
{
    QTest::addColumn<QString>("archive");
    QTest::addColumn<double>("sign");
    QTest::addRow("chest") << QStringLiteral("ct-chest/lidc-0314.tar.xz") << 1.0;
    QTest::addRow("head") << QStringLiteral("mr-head/studyforrest-T1w.tar.xz") << 1.0;
    QTest::addRow("head with turned contrast") << QStringLiteral("mr-head/studyforrest-T1w.tar.xz") << -1.0;
}

void RegisterTest::theMoveOfARealExaminationIsFound()
{
    QFETCH(QString, archive);
    QFETCH(double, sign);
    const auto fixed = test::volumeIn(test::unpacked(archive));
    if (!fixed)
        QSKIP("The real volumes are not there: registering is tested on made ones alone");
    const Grid& grid = fixed->grid;
    const Vec3 middle = toPatient(grid, {grid.size[0] / 2.0, grid.size[1] / 2.0, grid.size[2] / 2.0});
    const Matrix4 move = rigid({3, -4, 6}, {12, -7, 9}, middle);
    const auto moving = otherExamination(*fixed, move, sign);
    QElapsedTimer timer;
    timer.start();
    const auto found = registerRigid(*fixed, *moving);
    QVERIFY(found);
    const double error = farthest(multiplied(found->movingToFixed, move), identityMatrix(), grid);
    qInfo("%lld ms, error %.2f mm, halves disagree %.2f mm, information %.3f (was %.3f), correlation %.3f",
        timer.elapsed(), error, found->disagreementMm, found->information, found->startInformation,
        found->correlation);
    QVERIFY2(error < 1.5, qPrintable(QString::number(error)));
    QVERIFY(found->quality == RegistrationQuality::Good);
    QVERIFY(found->information > found->startInformation);
}

void RegisterTest::whatDoesNotFitIsSaidNotTo()
{
    const auto fixed = phantom::volumeOf(bodyGrid(), body);
    std::mt19937 random(3);
    std::uniform_real_distribution<double> noise(-500, 500);
    const auto noisy = phantom::volumeOf(bodyGrid(), [&](const Vec3&) { return noise(random); });
    for (const Similarity similarity : {Similarity::MutualInformation, Similarity::SquaredDifferences}) {
        const auto found = registerRigid(*fixed, *noisy, {similarity, identityMatrix(), 2});
        QVERIFY(found);
        QVERIFY2(
            found->quality != RegistrationQuality::Good, qPrintable(QString::number(found->information)));
        QVERIFY(!found->why.isEmpty());
    }
}

void RegisterTest::whatCannotBeMatchedIsRefused()
{
    const auto good = phantom::volumeOf(bodyGrid(), body);
    const auto flat = phantom::volumeOf(bodyGrid(), [](const Vec3&) { return 5; });
    QCOMPARE(registerRigid(*good, *flat).error().code, ErrorCode::InvalidInput);
    Grid single = bodyGrid();
    single.size[2] = 1;
    QCOMPARE(registerRigid(*phantom::volumeOf(single, body), *good).error().code, ErrorCode::InvalidInput);
    const auto loading = phantom::volumeOf(bodyGrid(), body);
    loading->filled[40] = false;
    QCOMPARE(registerRigid(*good, *loading).error().code, ErrorCode::Busy);
    loading->samples = 3;
    QCOMPARE(registerRigid(*good, *loading).error().code, ErrorCode::Unsupported);
}

void RegisterTest::matchingCanBeCancelled()
{
    const auto fixed = phantom::volumeOf(bodyGrid(), body);
    int calls = 0;
    const auto found
        = registerRigid(*fixed, *fixed, {}, [&calls](const twinward::ledger::Progress& progress) {
              return progress.done <= progress.total && ++calls < 40;
          });
    QCOMPARE(found.error().code, ErrorCode::Cancelled);
}

QTEST_GUILESS_MAIN(RegisterTest)
#include "tst_register.moc"
