// A scene as bytes: what is written is read, whatever a scene holds; what is no scene is refused.

#include "imaging/scene.h"

#include "base/cbor.h"

#include <cmath>
#include <QtTest/QtTest>
#include <rapidcheck.h>

using namespace twinward;
using namespace twinward::imaging;

namespace {

double number()
{
    return *rc::gen::inRange(-1'000'000, 1'000'000) / 64.0;
}
double share()
{
    return *rc::gen::inRange(0, 65) / 64.0;
}
Vec3 point()
{
    return {number(), number(), number()};
}
Vec3 direction()
{
    const double a = number();
    const double b = number();
    return {std::cos(a) * std::cos(b), std::sin(a) * std::cos(b), std::sin(b)};
}
QString word()
{
    return QString::fromStdString(*rc::gen::container<std::string>(rc::gen::inRange('a', 'z')))
        + QStringLiteral("肺");
}
template <class T, class Make> std::vector<T> some(Make make)
{
    std::vector<T> made;
    for (int left = *rc::gen::inRange(0, 5); left > 0; --left)
        made.push_back(make());
    return made;
}

ExamScene anyScene()
{
    ExamScene scene;
    scene.patient = record::PatientId::random();
    scene.layers = some<Layer>([] {
        Layer layer{
            word(), word(), *rc::gen::inRange(0, 9), {number(), share() + 1, word()}, word(), share()};
        layer.toPatient[3] = number();
        layer.frame = *rc::gen::inRange(0, 500);
        return layer;
    });
    scene.layout = *rc::gen::element(Layout::One, Layout::OneByTwo, Layout::TwoByTwo, Layout::StackAndPlanes);
    scene.planes = some<PlaneView>([] {
        PlaneView plane;
        plane.kind = *rc::gen::element(PlaneView::Kind::Axial, PlaneView::Kind::Oblique);
        plane.normal = direction();
        plane.projection = *rc::gen::element(Projection::Slice, Projection::Maximum, Projection::Minimum);
        plane.slabMm = share() * 40;
        plane.zoom = share() + 0.1;
        plane.panMm = {number(), number()};
        return plane;
    });
    scene.volume.transfer = some<TransferPoint>([] {
        return TransferPoint{number(), share(), qRgb(1, 2, 3)};
    });
    if (*rc::gen::arbitrary<bool>())
        scene.volume.clipBox = std::array<Vec3, 2>{point(), point()};
    scene.volume.clipPlanes = some<ClipPlane>([] { return ClipPlane{point(), direction()}; });
    scene.cursor = point();
    if (*rc::gen::arbitrary<bool>())
        scene.pointer = point();
    scene.marks = some<Mark>([] {
        Mark mark;
        mark.shape = record::ImagingFinding::Shape::Freehand;
        mark.points = some<Vec3>(point);
        mark.text = word();
        if (*rc::gen::arbitrary<bool>())
            mark.event = record::EventId::random();
        return mark;
    });
    scene.meshes = some<MeshLayer>([] { return MeshLayer{word(), word(), qRgba(9, 8, 7, 6), share()}; });
    return scene;
}

} // namespace

class TestExamScene : public QObject
{
    Q_OBJECT

private slots:
    void anySceneComesBackAsItWas();
    void cutShortItIsRefused();
    void changedBytesAreRefusedOrSound();
    void fieldsOfANewerWriterArePassedOver();
    void newerFormatIsNamed();
    void whatCantBeDrawnIsRefused();
};

void TestExamScene::anySceneComesBackAsItWas()
{
    QVERIFY(rc::check([] {
        const ExamScene scene = anyScene();
        const auto decoded = decodeScene(encodeScene(scene));
        RC_ASSERT(decoded.has_value());
        RC_ASSERT(*decoded == scene);
    }));
}

void TestExamScene::cutShortItIsRefused()
{
    QVERIFY(rc::check([] {
        const QByteArray bytes = encodeScene(anyScene());
        const auto size = *rc::gen::inRange<qsizetype>(0, bytes.size());
        RC_ASSERT(!decodeScene(bytes.first(size)).has_value());
    }));
}

void TestExamScene::changedBytesAreRefusedOrSound()
{
    QVERIFY(rc::check([] {
        QByteArray bytes = encodeScene(anyScene());
        const auto at = *rc::gen::inRange<qsizetype>(0, bytes.size());
        bytes[at] = *rc::gen::arbitrary<char>();
        const auto decoded = decodeScene(bytes);
        if (!decoded)
            return;
        const auto again = decodeScene(encodeScene(*decoded));
        RC_ASSERT(again.has_value());
        RC_ASSERT(*again == *decoded);
    }));
}

void TestExamScene::fieldsOfANewerWriterArePassedOver()
{
    // given a scene as an array of nine fields, written with a tenth
    const QByteArray bytes = encodeScene(ExamScene());
    QVERIFY(bytes.startsWith("\x82\x01\x89"));
    QByteArray newer = bytes;
    newer[2] = '\x8a';
    newer.append("\x65later");

    const auto decoded = decodeScene(newer);

    QVERIFY(decoded.has_value());
    QVERIFY(*decoded == ExamScene());
}

void TestExamScene::newerFormatIsNamed()
{
    QByteArray bytes = encodeScene(ExamScene());
    bytes[1] = 2;
    const auto decoded = decodeScene(bytes);
    QVERIFY(!decoded);
    QCOMPARE(decoded.error().code, base::ErrorCode::Unsupported);
}

void TestExamScene::whatCantBeDrawnIsRefused()
{
    ExamScene scene;
    scene.layers.push_back({});
    scene.layers.front().window.width = 0;
    QVERIFY(!decodeScene(encodeScene(scene)));
    scene = ExamScene();
    scene.planes.push_back({});
    scene.planes.front().normal = {0, 0, 0};
    QVERIFY(!decodeScene(encodeScene(scene)));
    scene = ExamScene();
    scene.planes.push_back({});
    scene.planes.front().layer = 3; // there is none
    QVERIFY(!decodeScene(encodeScene(scene)));
    scene = ExamScene();
    scene.cursor[1] = std::nan("");
    QVERIFY(!decodeScene(encodeScene(scene)));
}

QTEST_GUILESS_MAIN(TestExamScene)
#include "tst_exam_scene.moc"
