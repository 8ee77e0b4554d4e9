#pragma once

// One session with the runtime, from its making to its end: events, frames, pictures. Lives on the headset's
// thread.

#include "actions_p.h"
#include "eyes_p.h"
#include "gpu_timer_p.h"
#include "graphics_p.h"
#include "hands_p.h"
#include "headset/refresh_rate.h"
#include "mirror_p.h"
#include "quads_p.h"
#include "room_p.h"
#include "shared_p.h"

namespace twinward::headset {

// Checks what the runtime asks of OpenGL, as it wants to be asked; throws Trouble.
[[nodiscard]] Owned<XrSession> makeSession(const Instance& instance, const Graphics& graphics);

// In Hz; only where XR_FB_display_refresh_rate is enabled.
[[nodiscard]] std::vector<float> offeredRates(const Instance& instance, XrSession session);

class Running
{
public:
    // Throws Trouble; the graphics are current.
    Running(const Instance& instance, Graphics& graphics, Shared& shared, Stage& stage);
    ~Running();
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

    enum class End { Stopped, LeftByRuntime };
    // Until somebody ends it; throws Trouble for any other end.
    [[nodiscard]] End run();

private:
    using Clock = std::chrono::steady_clock;

    void askToLeave();
    void handleEvents();
    void enter(XrSessionState state);
    void showPhase(XrSessionState state);

    void frame();
    void rememberPeriod(Nanoseconds period);
    [[nodiscard]] Inputs readInputs(XrTime when);
    [[nodiscard]] bool draw(XrTime when, const FrameRecord& record);
    [[nodiscard]] bool locateEyes(XrTime when);
    void drawEyes(const FrameRecord& record);
    void submit(XrTime when, bool drawn);
    void collectGpuTimes();
    void writeLog();
    [[nodiscard]] StageFacts facts() const;
    [[nodiscard]] float readRefreshHz() const;
    void beginRefreshRate();
    void chooseRefreshRate();

    const Instance& m_instance;
    Graphics& m_graphics;
    Shared& m_shared;
    Stage& m_stage;

    Owned<XrSession> m_session;
    Spaces m_spaces;
    Passthrough m_passthrough;
    Actions m_actions;
    std::optional<Hands> m_hands;
    Eyes m_eyes;
    Quads m_quads;
    GpuTimer m_timer;
    Mirror m_mirror;
    size_t m_mostLayers; // panels beside the picture itself and passthrough

    XrSessionState m_state = XR_SESSION_STATE_UNKNOWN;
    bool m_begun = false; // between xrBeginSession and xrEndSession
    bool m_exiting = false;
    std::optional<Clock::time_point> m_leaving;
    bool m_recentred = false;

    QualityController m_quality;
    std::array<Quality, 16> m_qualities; // of the last frames, by number
    float m_refreshHz = 0; // as the runtime tells it; 0 where it doesn't
    std::optional<RefreshRateController> m_refresh; // where it can be chosen
    float m_askedHz = 0; // of the runtime, last
    Nanoseconds m_period{}; // the display's; 0: not known yet
    XrTime m_lastSeen = 0;
    Clock::time_point m_lastLog;
    std::uint64_t m_logged = 0;

    XrSpace m_room = XR_NULL_HANDLE; // of this frame, as all below
    Pose m_head; // where it was last seen
    std::array<EyeView, 2> m_views;
    std::vector<QuadLayer> m_layers;
    std::vector<XrCompositionLayerQuad> m_submittedQuads;
};

} // namespace twinward::headset
