#pragma once

// The headset: finds a runtime and a headset, starts when they are there, draws a Stage frame by frame on a
// thread and an OpenGL context of its own, and says at any moment what is the matter. Nothing that the
// headset, its runtime or its graphics do stops the desktop: it never waits for this, and this never for it.

#include "base/error.h"
#include "headset/frame_times.h"
#include "headset/stage.h"

#include <chrono>
#include <memory>
#include <QImage>
#include <QMetaType>
#include <QObject>

namespace twinward::headset {

enum class Phase {
    Off,
    NoRuntime, // no OpenXR runtime, or its service is not running; looked for again every second
    NoHeadset, // a runtime and no headset; looked for again every second
    Starting,
    Idle, // running, and not shown: taken off, or another program is in front
    Visible, // shown, and the hands belong to another program
    Focused, // shown, with the hands
    RuntimeLost, // it ended in mid-session; looked for again every second
    GraphicsLost, // the graphics card was reset; tried again
    NotAnswering, // the runtime has kept the session waiting for seconds
    Failed, // what can't be mended by waiting; start() tries again
};

struct SessionState
{
    Phase phase = Phase::Off;
    // What is the matter and what to do; nothing where all is well.
    std::optional<base::Error> trouble;

    [[nodiscard]] bool isRunning() const
    {
        return phase == Phase::Idle || phase == Phase::Visible || phase == Phase::Focused;
    }
};

// What is behind the picture.
enum class Background { Drawn, RealRoom };
// Where the origin is: under the middle of the room, or under the chair.
enum class Posture { Standing, Seated };

struct SessionOptions
{
    float nearM = 0.05F;
    float farM = 60;
    // Width and height of the largest picture drawn, in those the runtime recommends; never over its limits.
    float sharpest = 1;
    QualityLimits quality;
    QSize mirror{640, 640}; // the largest picture mirrored to the desktop; empty: none
    std::chrono::milliseconds lookAgain{1000}; // for a runtime or a headset that was not there
    std::chrono::milliseconds patience{5000}; // with a runtime that doesn't answer
};

class HeadsetSession : public QObject
{
    Q_OBJECT
public:
    explicit HeadsetSession(StageFactory stage, SessionOptions options = {}, QObject* parent = nullptr);
    ~HeadsetSession() override; // stops; waits a moment, and no longer than a moment

    void start();
    // Returns at once; Off follows. What was drawn last stays readable.
    void stop();
    [[nodiscard]] SessionState state() const;
    [[nodiscard]] Capabilities capabilities() const; // of the session that runs or ran last

    // Taken up in the next frame; RealRoom where the headset has it, see Capability::Passthrough.
    void setBackground(Background background);
    void setPosture(Posture posture);

    // The left eye's last picture, smaller, where there is a new one since this was last called; at most some
    // thirty a second. Never waits.
    [[nodiscard]] std::optional<QImage> takeMirror();
    // Of the last minutes; any thread.
    [[nodiscard]] const FrameTimes& frameTimes() const;

signals:
    // In this object's own thread.
    void stateChanged(const twinward::headset::SessionState& state);
    void mirrorReady();

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace twinward::headset

Q_DECLARE_METATYPE(twinward::headset::SessionState)
