// Models and pictures in an eye's view, drawn by OpenGL into memory and read back.

#include "eye_picture.h"
#include "gl_context_p.h"
#include "headset_scene/painters.h"
#include "headset_scene/room.h"

#include <QTest>

using namespace twinward;
using namespace twinward::headset;
using namespace twinward::headset::test;

class TestPainters : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_context = imaging::GlContext::make();
        if (!m_context)
            QSKIP(noOpenGl);
    }

    void eachEyeSeesAThingWhereItIs_data()
    {
        QTest::addColumn<QVector3D>("place");
        QTest::newRow("ahead") << QVector3D(0, 1.6F, -1);
        QTest::newRow("near, to the right and low") << QVector3D(0.2F, 1.4F, -0.5F);
        QTest::newRow("far, to the left and high") << QVector3D(-2, 2.5F, -5);
    }
    void eachEyeSeesAThingWhereItIs()
    {
        QFETCH(QVector3D, place);
        const QVector3D head(0, 1.6F, 0);
        EyePicture target;
        ModelPainter painter;
        Model ball;
        addBall(ball, {0, 0, 0}, 0.06F, qRgb(255, 0, 0));
        painter.set(1, ball);
        std::array<QPointF, 2> seen;
        for (const int eye : {0, 1}) {
            const EyeView view = target.begin(eye, head);
            QMatrix4x4 toRoom;
            toRoom.translate(place);
            painter.draw(view, 1, {toRoom});
            seen.at(static_cast<size_t>(eye)) = middleOfRed(target.picture());
            const QVector3D fromEye = place - view.pose.position;
            const QPointF expected(
                eyeSize.width() / 2.0 + pixelsPerTangent() * double{fromEye.x() / -fromEye.z()},
                eyeSize.height() / 2.0 - pixelsPerTangent() * double{fromEye.y() / -fromEye.z()});
            const QPointF off = seen.at(static_cast<size_t>(eye)) - expected;
            QVERIFY2(std::hypot(off.x(), off.y()) < 2.5,
                qPrintable(QStringLiteral("%1, %2 pixels off").arg(off.x()).arg(off.y())));
        }
        // what is near lies further apart in the two eyes
        const double disparity = seen[0].x() - seen[1].x();
        const double expected = pixelsPerTangent() * double{betweenEyesM / -place.z()};
        QVERIFY(std::abs(disparity - expected) < 1.0);
    }

    void whatIsNearerHidesWhatIsBehind()
    {
        EyePicture target;
        ModelPainter painter;
        Model red;
        addBall(red, {0, 1.6F, -2}, 0.3F, qRgb(255, 0, 0));
        Model blue;
        addBall(blue, {0, 1.6F, -1}, 0.3F, qRgb(0, 0, 255));
        painter.set(1, red);
        painter.set(2, blue);
        const EyeView view = target.begin(0, {0, 1.6F, 0});
        painter.draw(view, 2, {}); // the nearer one first
        painter.draw(view, 1, {});
        QCOMPARE(middleOfRed(target.picture()), QPointF(-1, -1));
    }

    void halfClearThingsLetThroughWhatIsBehind()
    {
        EyePicture target;
        ModelPainter painter;
        Model red;
        addBox(red, {{0, 1.6F, -3}, 0}, {3, 3, 0.1F}, 0, 1, qRgb(255, 0, 0));
        Model blue;
        addBox(blue, {{0, 1.6F, -1}, 0}, {0.5F, 0.5F, 0.1F}, 0, 1, qRgb(0, 0, 255));
        painter.set(1, red);
        painter.set(2, blue);
        const EyeView view = target.begin(0, {0, 1.6F, 0});
        painter.draw(view, 1, {{}, 1, Lighting::Baked});
        painter.draw(view, 2, {{}, 0.5F, Lighting::Baked});
        const QColor seen = target.picture().pixelColor(eyeSize.width() / 2, eyeSize.height() / 2);
        QVERIFY(seen.red() > 80); // a quarter of the light: its front and its back
        QVERIFY(seen.blue() > 200);
        QCOMPARE(seen.alpha(), 255);
    }

    void aPictureHangsTheRightWayRound()
    {
        EyePicture target;
        PicturePainter painter;
        QImage picture(64, 32, QImage::Format_RGB32);
        picture.fill(Qt::white);
        for (int y = 0; y < 8; ++y) {
            for (int x = 0; x < 16; ++x)
                picture.setPixelColor(x, y, Qt::red); // its upper left corner
        }
        painter.set(7, picture);
        const EyeView view = target.begin(0, {betweenEyesM / 2, 1.6F, 0});
        QMatrix4x4 place;
        place.translate(0, 1.6F, -1);
        place.scale(1, 0.5F, 1);
        painter.draw(view, 7, place, 1);
        const QImage seen = target.picture();
        const QPointF red = middleOfRed(seen);
        QVERIFY(std::abs(red.x() - (eyeSize.width() / 2.0 - 0.375 * pixelsPerTangent())) < 2);
        QVERIFY(std::abs(red.y() - (eyeSize.height() / 2.0 - 0.1875 * pixelsPerTangent())) < 2);
        const QColor white = seen.pixelColor(eyeSize.width() / 2, eyeSize.height() / 2);
        QVERIFY(white.red() > 250 && white.green() > 250); // as bright as on the screen
    }

    void everyRoomIsSeenFromWhereOneStands_data()
    {
        QTest::addColumn<QString>("id");
        for (const QString& id : roomIds())
            QTest::newRow(qPrintable(id)) << id;
    }
    void everyRoomIsSeenFromWhereOneStands()
    {
        QFETCH(QString, id);
        const Room room = *roomOf(id);
        EyePicture target;
        ModelPainter painter;
        painter.set(0, litModel(room));
        const QVector3D stand = room.spotsOf(QStringLiteral("stand")).front().place.at;
        for (const int eye : {0, 1}) {
            const EyeView view = target.begin(eye, stand + QVector3D(0, 1.6F, 0));
            painter.draw(view, 0, {{}, 1, Lighting::Baked});
            const QImage seen = target.picture();
            keep(seen, QStringLiteral("room-%1-%2.png").arg(id, eye == 0 ? "left" : "right"));
            // walls all around: no pixel is left empty, and light falls on them
            double sum = 0;
            for (int y = 0; y < seen.height(); ++y) {
                for (int x = 0; x < seen.width(); ++x) {
                    QCOMPARE(seen.pixelColor(x, y).alpha(), 255);
                    sum += seen.pixelColor(x, y).lightnessF();
                }
            }
            const double mean = sum / (seen.width() * seen.height());
            QVERIFY2(mean > 0.35 && mean < 0.95, qPrintable(QString::number(mean)));
        }
    }

private:
    std::unique_ptr<imaging::GlContext> m_context;
};

QTEST_MAIN(TestPainters)
#include "tst_painters.moc"
