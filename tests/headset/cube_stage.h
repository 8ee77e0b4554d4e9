#pragma once

// A stage for the session's tests: one lit cube at a known place, and a record of everything the session told
// it.

#include "headset/stage.h"

#include <array>
#include <atomic>
#include <mutex>
#include <QImage>
#include <set>

namespace twinward::test {

struct Cube
{
    QVector3D middle{0, 1.6F, -1};
    float sideM = 0.2F;
};

// What the desktop's thread may ask at any moment.
struct StageDiary
{
    std::mutex mutex;
    int begun = 0;
    int ended = 0;
    std::uint64_t frames = 0; // updates
    std::uint64_t pictures = 0; // of which both eyes were drawn
    headset::StageFacts facts;
    headset::Inputs inputs;
    headset::FrameTime time;
    bool everPressed = false; // a trigger's edge was seen
    std::array<headset::EyeView, 2> views; // of the last frame
    std::array<QImage, 2> eyes; // of the last frame that was read back, first row on top
    // Of the last frame that was read back, left eye:
    float middleDepth = -1; // where the cube's middle is
    double hidden = 0; // part of the picture that is masked out
    bool middleHidden = false; // some of it within half of the width and height
    std::vector<std::array<int, 3>> objectsAtEnd; // textures, buffers, framebuffers, at each end()
    std::set<QString> faults; // whatever OpenGL complained about

    std::atomic<bool> readBack = false; // slow: only while a test looks
    std::atomic<bool> showPanel = false;
    std::atomic<bool> pulse = false;
    std::atomic<bool> failInUpdate = false;
    std::function<void()> inTheMiddle; // called once between the left eye and the right

    template <class Get> [[nodiscard]] auto read(Get get)
    {
        const std::lock_guard lock(mutex);
        return get(*this);
    }
};

[[nodiscard]] std::unique_ptr<headset::Stage> makeCubeStage(
    std::shared_ptr<StageDiary> diary, Cube cube = {});

} // namespace twinward::test
