// The examination's stage without a runtime: what each eye sees of it, and what hands make of it.

#include "gl_context_p.h"
#include "imaging_view/presets.h"
#include "real_volume.h"
#include "theatre.h"

#include <QGuiApplication>
#include <QPainter>
#include <QTest>

using namespace twinward;
using namespace twinward::headset;
using namespace twinward::headset::test;

namespace {

bool isYellow(const QColor& colour) // this clinic's own
{
    return colour.red() > colour.blue() + 60 && colour.green() > colour.blue() + 40;
}

bool isViolet(const QColor& colour) // others'
{
    return colour.red() > colour.green() + 30 && colour.blue() > colour.green() + 20;
}

int pixelsOf(const QImage& image, bool (*is)(const QColor&))
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            count += is(image.pixelColor(x, y)) ? 1 : 0;
    }
    return count;
}

} // namespace

class TestExamStage : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_context = imaging::GlContext::make();
        if (!m_context)
            QSKIP(noOpenGl);
    }

    void theImagesStandInTheRoomInBothEyes()
    {
        Theatre theatre;
        theatre.show(deskWith(ball()));
        theatre.settle();
        const QVector3D at = imagesAt(QStringLiteral("consulting"));
        std::array<QPointF, 2> seen;
        for (const int eye : {0, 1}) {
            const QImage picture = theatre.seen(eye);
            keep(picture, QStringLiteral("stage-ball-%1.png").arg(eye == 0 ? "left" : "right"));
            seen.at(static_cast<size_t>(eye)) = middleOfRed(picture);
            const QVector3D fromEye
                = at - theatre.head - QVector3D((static_cast<float>(eye) - 0.5F) * betweenEyesM, 0, 0);
            const QPointF expected(
                eyeSize.width() / 2.0 + pixelsPerTangent() * double{fromEye.x() / -fromEye.z()},
                eyeSize.height() / 2.0 - pixelsPerTangent() * double{fromEye.y() / -fromEye.z()});
            const QPointF off = seen.at(static_cast<size_t>(eye)) - expected;
            QVERIFY2(std::hypot(off.x(), off.y()) < 4,
                qPrintable(QStringLiteral("%1, %2 pixels off").arg(off.x()).arg(off.y())));
        }
        const double disparity = seen[0].x() - seen[1].x();
        QVERIFY(std::abs(disparity - pixelsPerTangent() * double{betweenEyesM / -at.z()}) < 2);
    }

    void aHandCarriesTheImages()
    {
        Theatre theatre;
        theatre.show(deskWith(ball()));
        theatre.settle();
        const QPointF before = middleOfRed(theatre.seen(0));
        const QVector3D at = imagesAt(QStringLiteral("consulting"));
        theatre.hand(Side::Right, at, at + QVector3D(0, 0, -1));
        theatre.inputs.hand(Side::Right).grab = {true, true};
        theatre.update();
        theatre.hand(Side::Right, at + QVector3D(0.15F, 0, 0), at + QVector3D(0.15F, 0, -1));
        theatre.update();
        const QPointF after = middleOfRed(theatre.seen(0));
        const double moved = pixelsPerTangent() * 0.15 / double{-at.z()};
        QVERIFY2(std::abs(after.x() - before.x() - moved) < 6,
            qPrintable(QString::number(after.x() - before.x())));
        QVERIFY(theatre.told().deeds.empty()); // where it is in the room is the wearer's own
    }

    void aClipPlaneInTheHandCutsAndIsTold()
    {
        Theatre theatre;
        DeskState desk = deskWith(ball());
        desk.room = QStringLiteral("operating"); // where the images are straight ahead
        desk.tool = HandTool::Clip;
        theatre.show(desk);
        theatre.settle();
        const int whole = redPixels(theatre.seen(0));
        const QVector3D at = imagesAt(desk.room);
        theatre.hand(Side::Right, at, at + QVector3D(0, 0, -1));
        theatre.inputs.hand(Side::Right).trigger = {true, true};
        theatre.update();
        // what is to the right stays: half of the ball
        const int half = redPixels(theatre.seen(0));
        QVERIFY2(half > whole * 0.35 && half < whole * 0.65,
            qPrintable(QStringLiteral("%1 of %2").arg(half).arg(whole)));
        const StageReport report = theatre.told();
        QCOMPARE(report.deeds.size(), size_t{1});
        QVERIFY(report.deeds[0].deed.kind == Deed::Kind::Clip);
        QCOMPARE(report.deeds[0].scene.volume.clipPlanes.size(), size_t{1});
        QVERIFY(std::abs(report.deeds[0].scene.volume.clipPlanes[0].point[0]) < 5);
    }

    void whatOthersFoundIsDrawnApart()
    {
        Theatre theatre;
        DeskState desk = deskWith(ball());
        desk.room = QStringLiteral("operating");
        imaging::Mark mark;
        mark.points = {{-80, -90, 0}, {80, -90, 0}}; // before the ball
        desk.scene.marks = {mark};
        theatre.show(desk);
        theatre.settle();
        const QImage own = theatre.seen(0);
        desk.scene.marks.clear();
        desk.others = {{mark, QStringLiteral("160.0 mm  Elsewhere, 2 May")}};
        theatre.show(desk);
        theatre.update(4);
        const QImage others = theatre.seen(0);
        keep(others, QStringLiteral("stage-others.png"));
        const int solid = pixelsOf(own, isYellow);
        const int dashed = pixelsOf(others, isViolet);
        QVERIFY(pixelsOf(own, isViolet) < 5);
        QVERIFY(pixelsOf(others, isYellow) < pixelsOf(own, isYellow) / 4);
        QVERIFY2(solid > 10 && dashed > 30, qPrintable(QStringLiteral("%1 %2").arg(solid).arg(dashed)));
    }

    void whatHandsDidStandsUntilTheDeskHasTakenIt()
    {
        Theatre theatre;
        DeskState desk = deskWith(ball());
        desk.tool = HandTool::Clip;
        theatre.show(desk);
        const QVector3D at = imagesAt(QStringLiteral("consulting"));
        theatre.hand(Side::Right, at, at + QVector3D(0, 0, -1));
        theatre.inputs.hand(Side::Right).trigger = {true, true};
        theatre.update();
        theatre.inputs.hand(Side::Right).trigger = {false, true};
        theatre.update();
        // an older state of the desk comes: it does not know of the cut yet
        theatre.link->toStage.put(desk);
        theatre.update();
        theatre.inputs.hand(Side::Right).trigger = {true, true};
        theatre.hand(Side::Right, at + QVector3D(0.02F, 0, 0), at + QVector3D(0.02F, 0, -1));
        theatre.update();
        const StageReport report = theatre.told();
        QCOMPARE(report.deeds.back().scene.volume.clipPlanes.size(), size_t{1});
        // the desk took it back: once it knows of all deeds, its word counts
        DeskState undone = desk;
        undone.lastDeed = report.deeds.back().number;
        theatre.inputs.hand(Side::Right).trigger = {false, true};
        theatre.link->toStage.put(undone);
        theatre.update();
        theatre.stage->end();
        const StageReport last = theatre.link->take();
        QVERIFY(last.seen);
        QVERIFY(last.seen->clipPlanes.empty());
        theatre.stage->begin({});
    }

    void aTriggerPressesTheBoardItPointsAt()
    {
        Theatre theatre;
        DeskState desk = deskWith(nullptr);
        desk.boards = {{7, boardPicture(), 1, 0.8, {}}};
        theatre.show(desk);
        const auto layers = theatre.stage->layers();
        QCOMPARE(layers.size(), size_t{1});
        QCOMPARE(layers[0].id, std::uint64_t{7});
        QVERIFY(glIsTexture(layers[0].texture) == GL_TRUE);
        QVERIFY((layers[0].pose.position - theatre.head).length() < 1.3F); // at arm's length and a bit
        // a quarter from its left, half-way down
        const QVector3D target
            = layers[0].pose.map({static_cast<float>(-0.25 * layers[0].metres.width()), 0, 0});
        theatre.hand(Side::Right, {0.2F, 1.2F, 0}, target);
        theatre.inputs.hand(Side::Right).trigger = {true, true};
        theatre.update();
        const StageReport report = theatre.told();
        const auto press = std::find_if(report.pointers.begin(), report.pointers.end(),
            [](const BoardPointer& pointer) { return pointer.kind == BoardPointer::Kind::Press; });
        QVERIFY(press != report.pointers.end());
        QCOMPARE(press->board, BoardId{7});
        QVERIFY(std::abs(press->place.x() - 0.25) < 0.01 && std::abs(press->place.y() - 0.5) < 0.01);
        QCOMPARE(theatre.stage->pulses().size(), size_t{1}); // felt in the hand
        // and a dot shows where, before the board
        const auto pointed = theatre.stage->layers();
        QCOMPARE(pointed.size(), size_t{2});
        QVERIFY((pointed[1].pose.position - target).length() < 0.01F);
    }

    void aHandBeforeABoardIsSeen()
    {
        Theatre theatre;
        DeskState desk = deskWith(nullptr);
        QImage red = boardPicture();
        red.fill(Qt::red);
        desk.boards = {{7, red, 1, 0.8, {}}};
        theatre.show(desk);
        const Pose board = theatre.stage->layers()[0].pose;
        QVERIFY(redPixels(theatre.seen(0)) < 20); // it lies over the picture, at its own sharpness
        // half-way to it
        const QVector3D place = (theatre.head + board.position) / 2;
        theatre.hand(Side::Right, place, place + QVector3D(0, 1, 0));
        theatre.update();
        QVERIFY(theatre.stage->layers().empty());
        const QImage covered = theatre.seen(0);
        keep(covered, QStringLiteral("stage-hand-before-board.png"));
        QVERIFY(redPixels(covered) > 5000);
        // but where the hand is: not as much as the board alone
        theatre.hand(Side::Right, place + QVector3D(0, 0, 10), place + QVector3D(0, 1, 10));
        theatre.hand(Side::Left, board.map({0.45F, 0, 0.02F}), board.map({0.45F, 1, 0.02F}));
        theatre.update();
        const int whole = redPixels(theatre.seen(0));
        QVERIFY2(redPixels(covered) < whole - 100,
            qPrintable(QStringLiteral("%1 of %2").arg(redPixels(covered)).arg(whole)));
        theatre.inputs.hand(Side::Left) = {};
        // taken away, the board is sharp again
        theatre.hand(Side::Right, {0.3F, 0.9F, -0.2F}, {0.3F, 0, -0.2F});
        theatre.update();
        QCOMPARE(theatre.stage->layers().size(), size_t{1});
        QVERIFY(redPixels(theatre.seen(0)) < 20);
    }

    void aBoardIsCarriedAndItsPlaceTold()
    {
        Theatre theatre;
        DeskState desk = deskWith(nullptr);
        desk.boards = {{7, boardPicture(), 1, 0.8, {}}};
        theatre.show(desk);
        const Pose before = theatre.stage->layers()[0].pose;
        theatre.hand(Side::Left, {0, 1.2F, 0}, before.position);
        theatre.inputs.hand(Side::Left).grab = {true, true};
        theatre.update();
        const Pose grip = *theatre.inputs.hand(Side::Left).grip;
        theatre.inputs.hand(Side::Left).grip = Pose{grip.orientation, grip.position + QVector3D(0, 0.2F, 0)};
        theatre.update();
        theatre.inputs.hand(Side::Left).grab = {false, true};
        theatre.update();
        const Pose after = theatre.stage->layers()[0].pose;
        QVERIFY((after.position - before.position - QVector3D(0, 0.2F, 0)).length() < 1e-3F);
        QCOMPARE(theatre.told().movedBoards.size(), size_t{1});
    }

    void theStickTurnsTheWearerAndTheWorldDarkensAtItsEdge()
    {
        Theatre theatre;
        theatre.show(deskWith(ball()));
        theatre.settle();
        const QPointF before = middleOfRed(theatre.seen(0));
        theatre.hand(Side::Right, {0.2F, 1.2F, 0}, {0.2F, 1.2F, -1});
        theatre.inputs.hand(Side::Right).thumbstick = {1, 0}; // to the right: the world goes to the left
        theatre.update();
        const QImage turned = theatre.seen(0);
        QVERIFY(middleOfRed(turned).x() < before.x() - 30);
        QVERIFY(turned.pixelColor(4, eyeSize.height() / 2).lightness() < 12);
        theatre.update(60);
        QVERIFY(theatre.seen(0).pixelColor(4, eyeSize.height() / 2).lightness() > 30);
    }

    void theRealRoomIsLeftFree()
    {
        Theatre theatre;
        theatre.show(deskWith(ball()));
        theatre.settle();
        FrameTime time;
        time.sinceLast = frameTime;
        time.passthrough = true;
        theatre.stage->update(theatre.inputs, time);
        const QImage picture = theatre.seen(0);
        QCOMPARE(picture.pixelColor(5, 5).alpha(), 0);
        QVERIFY(redPixels(picture) > 500); // over it, the images
    }

    void aRealChestStandsInEveryRoom_data()
    {
        QTest::addColumn<QString>("room");
        for (const QString& id : roomIds())
            QTest::newRow(qPrintable(id)) << id;
    }
    void aRealChestStandsInEveryRoom()
    {
        QFETCH(QString, room);
        if (!imaging::test::haveDicomData())
            QSKIP("No real images: put the data beside the project (tests use ../shared/data)");
        if (!m_chest)
            m_chest = imaging::test::volumeIn(imaging::test::chest());
        QVERIFY(m_chest);
        Theatre theatre;
        DeskState desk = deskWith(m_chest);
        desk.room = room;
        const auto presets = imaging::volumePresets(QStringLiteral("CT"));
        desk.scene.volume = imaging::withPreset(desk.scene.volume, presets.front(), {40, 400, {}});
        desk.body = BodyShape{172, 70, record::Sex::Male};
        desk.bed = QStringLiteral("1");
        // out of the way of the hands
        desk.boards = {{7, boardPicture(), 1, 0.8, Pose{{}, {-3, 1.5F, -1}}}};
        for (const char* bed : {"1", "2", "3", "4", "5", "6"}) {
            QImage sign(480, 200, QImage::Format_ARGB32_Premultiplied);
            sign.fill(QColor(0xFF, 0xFF, 0xFF));
            QPainter painter(&sign);
            painter.drawText(sign.rect(), Qt::AlignCenter, QString::fromLatin1(bed));
            desk.signs.push_back({QString::fromLatin1(bed), sign, 1});
        }
        theatre.show(desk);
        // both hands take it, make it larger and bring it nearer
        const QVector3D at = imagesAt(room);
        const auto hold = [&](float apart, const QVector3D& by, bool grabs) {
            for (const Side side : bothSides) {
                const QVector3D place = at + by + QVector3D(side == Side::Left ? -apart : apart, 0, 0);
                theatre.hand(side, place, place + QVector3D(0, 0.2F, -1));
                Button& grab = theatre.inputs.hand(side).grab;
                grab = {grabs, grab.down != grabs};
            }
            theatre.update(2);
        };
        const QVector3D nearer(-0.5F * at.x(), 0.06F, 0.22F);
        hold(0.12F, {}, true);
        hold(0.2F, nearer, true);
        hold(0.2F, nearer, false);
        theatre.update(40);
        theatre.settle();
        // walls all around
        const QPoint ceiling(eyeSize.width() / 2, 2);
        for (QElapsedTimer timer = started();
             timer.elapsed() < 120'000 && theatre.seen(0).pixelColor(ceiling).alpha() < 255;) {
            QTest::qWait(200);
            theatre.update();
        }
        QCOMPARE(theatre.seen(0).pixelColor(ceiling).alpha(), 255);
        const QImage left = theatre.seen(0);
        const QImage right = theatre.seen(1);
        keep(left, QStringLiteral("stage-%1-left.png").arg(room));
        keep(right, QStringLiteral("stage-%1-right.png").arg(room));
        QVERIFY(left != right);
        // without the images the middle looks different
        DeskState empty = desk;
        empty.ground.reset();
        empty.rays.reset();
        theatre.show(empty);
        theatre.settle();
        QVERIFY(theatre.seen(0) != left);
    }

private:
    std::unique_ptr<imaging::GlContext> m_context;
    imaging::VolumePtr m_chest;
};

QTEST_MAIN(TestExamStage)
#include "tst_exam_stage.moc"
