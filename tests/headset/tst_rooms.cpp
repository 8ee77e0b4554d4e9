// Rooms, their light, and the body: closed, faced outwards, light enough, and where they say they are.

#include "headset_scene/body.h"
#include "headset_scene/room.h"

#include <cmath>
#include <QTest>
#include <rapidcheck.h>

using namespace twinward;
using namespace twinward::headset;

namespace {

// Six times the volume inside, by the divergence theorem.
double volumeOf(const Model& model)
{
    double sum = 0;
    for (size_t i = 0; i < model.indices.size(); i += 3) {
        const QVector3D& a = model.vertices[model.indices[i]].position;
        const QVector3D& b = model.vertices[model.indices[i + 1]].position;
        const QVector3D& c = model.vertices[model.indices[i + 2]].position;
        sum += double{QVector3D::dotProduct(a, QVector3D::crossProduct(b, c))} / 6;
    }
    return sum;
}

void compareWithin(double actual, double expected, double share)
{
    QVERIFY2(std::abs(actual - expected) <= share * expected,
        qPrintable(QStringLiteral("%1 instead of %2").arg(actual).arg(expected)));
}

void normalsLookOut(const Model& model)
{
    for (size_t i = 0; i < model.indices.size(); i += 3) {
        const Vertex& a = model.vertices[model.indices[i]];
        const Vertex& b = model.vertices[model.indices[i + 1]];
        const Vertex& c = model.vertices[model.indices[i + 2]];
        const QVector3D face = QVector3D::crossProduct(b.position - a.position, c.position - a.position);
        if (face.length() > 1e-7F)
            QVERIFY(QVector3D::dotProduct(face, a.normal + b.normal + c.normal) > 0);
    }
}

} // namespace

class TestRooms : public QObject
{
    Q_OBJECT

private slots:
    void shapesAreSolidAndFaceOutwards()
    {
        Model box;
        addBox(box, {{1, 2, 3}, 30}, {0.5F, 0.4F, 0.3F}, 0, 0.1F, qRgb(1, 2, 3));
        compareWithin(volumeOf(box), 0.5 * 0.4 * 0.3, 1e-4);
        normalsLookOut(box);
        Model round;
        addBox(round, {{}, 0}, {0.5F, 0.4F, 0.3F}, 0.05F, 0.1F, qRgb(1, 2, 3));
        QVERIFY(volumeOf(round) < volumeOf(box));
        QVERIFY(volumeOf(round) > 0.9 * volumeOf(box));
        normalsLookOut(round);
        Model cylinder;
        addCylinder(cylinder, {{}, 0}, 2, 0.3F, 0.3F, 0.2F, qRgb(1, 2, 3));
        compareWithin(volumeOf(cylinder), M_PI * 0.09 * 2, 0.02);
        normalsLookOut(cylinder);
        Model cone;
        addCylinder(cone, {{}, 0}, 1, 0.3F, 0, 0.2F, qRgb(1, 2, 3));
        compareWithin(volumeOf(cone), M_PI * 0.09 / 3, 0.02);
        Model ball;
        addBall(ball, {0, 1, 0}, 0.5F, qRgb(1, 2, 3));
        compareWithin(volumeOf(ball), M_PI / 6, 0.04);
        normalsLookOut(ball);
    }

    void placesGoThereAndBack()
    {
        QVERIFY(rc::check("places", [] {
            const auto number = [] { return static_cast<float>(*rc::gen::inRange(-4000, 4000)) / 1000; };
            const Place place{{number(), number(), number()}, 90 * number()};
            const QVector3D point(number(), number(), number());
            RC_ASSERT((toRoom(place, fromRoom(place, point)) - point).length() < 1e-4F);
            const Place inner{{number(), number(), number()}, 90 * number()};
            RC_ASSERT(
                (toRoom(joined(place, inner), point) - toRoom(place, toRoom(inner, point))).length() < 1e-3F);
        }));
    }

    void thereAreThreeRooms()
    {
        QCOMPARE(roomIds(), QStringList({"consulting", "ward", "operating"}));
        QVERIFY(!roomOf(QStringLiteral("cellar")));
    }

    void eachRoomHasWhatOneStandsBeside_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<int>("couches");
        QTest::addColumn<int>("beds");
        QTest::newRow("consulting") << "consulting" << 1 << 0;
        QTest::newRow("ward") << "ward" << 0 << 6;
        QTest::newRow("operating") << "operating" << 1 << 0;
    }
    void eachRoomHasWhatOneStandsBeside()
    {
        QFETCH(QString, id);
        QFETCH(int, couches);
        QFETCH(int, beds);
        const auto room = roomOf(id);
        QVERIFY(room);
        QCOMPARE(room->spotsOf(QStringLiteral("stand")).size(), size_t{1});
        QCOMPARE(room->spotsOf(QStringLiteral("volume")).size(), size_t{1});
        QCOMPARE(room->spotsOf(QStringLiteral("couch")).size(), static_cast<size_t>(couches));
        QCOMPARE(room->spotsOf(QStringLiteral("bed")).size(), static_cast<size_t>(beds));
        QStringList names;
        for (const Spot& bed : room->spotsOf(QStringLiteral("bed")))
            names.append(bed.name);
        names.sort();
        QCOMPARE(names, beds == 0 ? QStringList() : QStringList({"1", "2", "3", "4", "5", "6"}));
        for (const Spot& spot : room->spots) {
            QVERIFY(std::abs(spot.place.at.x()) < room->size.x() / 2);
            QVERIFY(std::abs(spot.place.at.z()) < room->size.z() / 2);
        }
        // Whoever arrives must not stand in the furniture.
        const QVector3D stand = room->spotsOf(QStringLiteral("stand")).front().place.at;
        for (const Part& part : room->parts) {
            const QVector3D inner = fromRoom(part.place, stand + QVector3D(0, 0.5F, 0));
            const QVector3D half = part.size / 2;
            QVERIFY(std::abs(inner.x()) > half.x() || std::abs(inner.y()) > half.y()
                || std::abs(inner.z()) > half.z());
        }
    }

    void roomsAreLightEnoughForALaptop()
    {
        for (const QString& id : roomIds()) {
            const Model model = litModel(*roomOf(id));
            QVERIFY(model.indices.size() / 3 < 200'000);
            QVERIFY(model.vertices.size() > 1000);
        }
    }

    void lightFallsWhereNothingStandsInItsWay()
    {
        // given a lamp over a table over a floor
        Room room;
        room.parts = {{Part::Shape::Box, {{0, -0.05F, 0}, 0}, {6, 0.1F, 6}, 0, qRgb(200, 200, 200), false},
            {Part::Shape::Box, {{0, 1, 0}, 0}, {1, 0.05F, 1}, 0, qRgb(200, 200, 200), false},
            {Part::Shape::Box, {{0, 2.5F, 0}, 0}, {1.6F, 0.03F, 1.6F}, 0, qRgb(255, 255, 255), true}};
        const Model model = litModel(room);
        const auto floorAt = [&](float x) {
            int nearest = 0;
            float least = 1e9F;
            for (const Vertex& vertex : model.vertices) {
                const float far = (vertex.position - QVector3D(x, 0, 0)).length();
                if (vertex.normal.y() > 0.9F && far < least) {
                    least = far;
                    nearest = vertex.colour[0];
                }
            }
            return nearest;
        };
        // then the floor beside the table is lighter than the floor beneath it, and the lamp is as bright as
        // it is
        QVERIFY(floorAt(1.5F) > floorAt(0) + 20);
        QVERIFY(floorAt(1.5F) > floorAt(2.9F));
        QCOMPARE(int{model.vertices.back().colour[0]}, 255);
    }

    void bodiesAreClosedAndAsLongAsThePatient_data()
    {
        QTest::addColumn<double>("height");
        QTest::addColumn<double>("weight");
        QTest::addColumn<int>("sex");
        QTest::newRow("man") << 178.0 << 80.0 << int(record::Sex::Male);
        QTest::newRow("woman") << 163.0 << 95.0 << int(record::Sex::Female);
        QTest::newRow("child") << 105.0 << 17.0 << int(record::Sex::Unknown);
        QTest::newRow("newborn") << 51.0 << 3.4 << int(record::Sex::Female);
    }
    void bodiesAreClosedAndAsLongAsThePatient()
    {
        QFETCH(double, height);
        QFETCH(double, weight);
        QFETCH(int, sex);
        const imaging::Mesh body = bodyOf({height, weight, static_cast<record::Sex>(sex)});
        QVERIFY(imaging::isWatertight(body));
        QVERIFY(body.triangles.size() <= 20'000);
        float low = 1e9F;
        float high = -1e9F;
        for (const auto& vertex : body.vertices) {
            low = std::min(low, vertex[2]);
            high = std::max(high, vertex[2]);
        }
        compareWithin(double{high - low}, 10 * height, 0.04);
        // About as much water as they weigh.
        compareWithin(imaging::volumeMl(body) / 1000, weight, 0.4);
    }

    void whatWasMistypedStillGivesABody()
    {
        QVERIFY(imaging::isWatertight(bodyOf({0, 0, record::Sex::Unknown})));
        QVERIFY(imaging::isWatertight(bodyOf({900, 5000, record::Sex::Unknown})));
    }
};

QTEST_APPLESS_MAIN(TestRooms)
#include "tst_rooms.moc"
