#pragma once

// The examination's stage as a session calls it, with a wearer who stands still: what a test shows it, does
// by hand and sees.

#include "eye_picture.h"
#include "headset_scene/exam_stage.h"
#include "headset_scene/room.h"
#include "imaging_view/scene_picture.h"
#include "phantom.h"

#include <QElapsedTimer>
#include <QTest>

namespace twinward::headset::test {

inline constexpr std::chrono::nanoseconds frameTime = std::chrono::milliseconds(14);

// A dense ball of 60 mm in air.
inline imaging::VolumePtr ball()
{
    const imaging::Grid grid = imaging::phantom::turnedGrid({100, 100, 100}, {2, 2, 2}, {0, 0, 0});
    return imaging::phantom::volumeOf(
        grid, [](const imaging::Vec3& p) { return imaging::length(p) < 60 ? 800.0 : -1000.0; });
}

inline DeskState deskWith(const imaging::VolumePtr& ground)
{
    DeskState desk;
    desk.room = QStringLiteral("consulting");
    desk.ground = ground;
    if (!ground)
        return desk;
    desk.scene = imaging::firstScene(*ground);
    desk.scene.layers.resize(1);
    desk.rays = imaging::RayVolume::prepare(ground, 2048);
    desk.scene.volume.transfer
        = {{-1000, 0, qRgb(0, 0, 0)}, {300, 0, qRgb(255, 0, 0)}, {700, 1, qRgb(255, 0, 0)}};
    desk.scene.volume.shaded = false;
    desk.shown = Shown::Volume;
    return desk;
}

inline QImage boardPicture()
{
    QImage picture(400, 300, QImage::Format_ARGB32_Premultiplied);
    picture.fill(QColor(0x1A, 0x21, 0x29));
    return picture;
}

inline QElapsedTimer started()
{
    QElapsedTimer timer;
    timer.start();
    return timer;
}

// The stage as a session calls it, with a wearer who stands still at the room's spot.
struct Theatre
{
    Theatre()
    {
        link = std::make_shared<StageLink>();
        stage = examStage(link)();
        StageFacts facts;
        facts.software = true;
        stage->begin(facts);
        inputs.focused = true;
        inputs.head = Pose{{}, head};
    }
    ~Theatre() { stage->end(); }

    void update(int frames = 1)
    {
        for (int i = 0; i < frames; ++i) {
            FrameTime time;
            time.sinceLast = frameTime;
            time.period = frameTime;
            time.quality.detail = 6;
            stage->update(inputs, time);
            for (HandInput& hand : inputs.hands) {
                for (Button* button : {&hand.grab, &hand.trigger, &hand.menu, &hand.primary, &hand.secondary})
                    button->changed = false;
            }
        }
    }
    void show(DeskState desk)
    {
        desk.lastDeed = lastDeed;
        link->toStage.put(std::move(desk));
        update();
    }
    // Threads make rooms and bodies, and the volume comes piece by piece: until nothing new has come for a
    // while.
    void settle()
    {
        QElapsedTimer calm = started();
        QImage before;
        for (QElapsedTimer all = calm; all.elapsed() < 60'000 && calm.elapsed() < 2500;) {
            update(4);
            QTest::qWait(100);
            const QImage now = seen(0);
            if (now != before)
                calm.restart();
            before = now;
        }
    }
    QImage seen(int eye)
    {
        EyeView view = target.begin(eye, head);
        stage->draw(view);
        return target.picture();
    }
    StageReport told()
    {
        StageReport report = link->take();
        if (!report.deeds.empty())
            lastDeed = report.deeds.back().number;
        return report;
    }
    void hand(Side side, const QVector3D& place, const QVector3D& towards)
    {
        HandInput& hand = inputs.hand(side);
        hand.profile = QStringLiteral("/interaction_profiles/oculus/touch_controller");
        hand.aim = Pose{QQuaternion::fromDirection((place - towards).normalized(), {0, 1, 0}), place};
        hand.grip = hand.aim;
    }

    const QVector3D head{0, 1.6F, 0}; // as the runtime tracks it
    std::shared_ptr<StageLink> link;
    std::unique_ptr<Stage> stage;
    EyePicture target;
    Inputs inputs;
    quint64 lastDeed = 0;
};

// Where the images stand for who stands at the room's spot: tracked metres.
inline QVector3D imagesAt(const QString& roomId)
{
    const Room room = *roomOf(roomId);
    return room.spotsOf(QStringLiteral("volume")).front().place.at
        - room.spotsOf(QStringLiteral("stand")).front().place.at;
}

} // namespace twinward::headset::test
