// A frame, in the order that keeps the hands where they are: wait, hands, the stage's update, begin, eyes as
// late as can be, draw, submit what was drawn.

#include "running_p.h"

#include <cmath>

namespace twinward::headset {

namespace {

constexpr std::chrono::seconds betweenLogs(5);

} // namespace

void Running::frame()
{
    collectGpuTimes();
    const auto started = Clock::now();
    auto state = typed<XrFrameState>(XR_TYPE_FRAME_STATE);
    const auto waitInfo = typed<XrFrameWaitInfo>(XR_TYPE_FRAME_WAIT_INFO);
    check(xrWaitFrame(m_session.get(), &waitInfo, &state), "xrWaitFrame");
    m_graphics.makeCurrent();
    const auto waited = Clock::now();

    FrameRecord record;
    record.predictedNs = state.predictedDisplayTime;
    rememberPeriod(Nanoseconds(state.predictedDisplayPeriod));
    record.period = m_period;
    record.wait = waited - started;
    record.quality = m_quality.quality();
    record.focused = m_state == XR_SESSION_STATE_FOCUSED;
    record.number = m_shared.times.add(record);
    m_qualities[record.number % m_qualities.size()] = record.quality;

    m_passthrough.set(m_shared.background);
    m_room = m_spaces.room(m_shared.posture);
    const Inputs inputs = readInputs(state.predictedDisplayTime);
    FrameTime time;
    time.predictedNs = state.predictedDisplayTime;
    time.sinceLast = std::chrono::nanoseconds(m_lastSeen == 0 ? 0 : state.predictedDisplayTime - m_lastSeen);
    time.period = record.period;
    time.quality = record.quality;
    time.passthrough = m_passthrough.isOn();
    m_lastSeen = state.predictedDisplayTime;
    m_stage.update(inputs, time);
    m_layers = m_stage.layers();
    const auto pulses = m_stage.pulses();
    if (record.focused) {
        for (const Pulse& pulse : pulses)
            m_actions.send(pulse);
    }
    const auto updated = Clock::now();
    record.update = updated - waited;

    const auto beginInfo = typed<XrFrameBeginInfo>(XR_TYPE_FRAME_BEGIN_INFO);
    check(xrBeginFrame(m_session.get(), &beginInfo), "xrBeginFrame");
    m_graphics.makeCurrent();
    record.drawn = state.shouldRender == XR_TRUE && draw(state.predictedDisplayTime, record);
    const auto drawn = Clock::now();
    record.draw = drawn - updated;
    submit(state.predictedDisplayTime, record.drawn);
    record.submit = Clock::now() - drawn;
    m_shared.times.complete(record);
    if (Clock::now() - m_lastLog > betweenLogs)
        writeLog();
}

// A runtime that lets slow programs draw every second or third picture says so by a longer period. Pictures
// are missed all the same, and quality is for the display's own: as the runtime tells its rate, else the
// shortest there was.
void Running::rememberPeriod(Nanoseconds period)
{
    if (m_refreshHz > 0)
        m_period = Nanoseconds(std::llround(1e9 / static_cast<double>(m_refreshHz)));
    else if (period.count() > 0 && (m_period.count() == 0 || period < m_period))
        m_period = period;
}

Inputs Running::readInputs(XrTime when)
{
    m_actions.sync();
    Inputs inputs;
    inputs.focused = m_state == XR_SESSION_STATE_FOCUSED;
    inputs.recentred = std::exchange(m_recentred, false);
    constexpr XrSpaceLocationFlags located
        = XR_SPACE_LOCATION_ORIENTATION_VALID_BIT | XR_SPACE_LOCATION_POSITION_VALID_BIT;
    auto head = typed<XrSpaceLocation>(XR_TYPE_SPACE_LOCATION);
    check(xrLocateSpace(m_spaces.head(), m_room, when, &head), "xrLocateSpace");
    if ((head.locationFlags & located) == located)
        inputs.head = m_head = fromXr(head.pose);
    m_actions.read(inputs, m_room, when);
    if (m_hands && inputs.focused)
        m_hands->read(inputs, m_room, when);
    return inputs;
}

bool Running::draw(XrTime when, const FrameRecord& record)
{
    m_submittedQuads = m_quads.submitted(m_layers, m_room, m_spaces.head(), m_mostLayers);
    for (const int eye : {0, 1})
        m_views[static_cast<size_t>(eye)] = m_eyes.begin(eye, record.quality.scale);
    const bool located = locateEyes(when);
    if (located)
        drawEyes(record);
    for (const int eye : {0, 1})
        m_eyes.release(eye);
    return located;
}

bool Running::locateEyes(XrTime when)
{
    auto info = typed<XrViewLocateInfo>(XR_TYPE_VIEW_LOCATE_INFO);
    info.viewConfigurationType = XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO;
    info.displayTime = when;
    info.space = m_room;
    auto state = typed<XrViewState>(XR_TYPE_VIEW_STATE);
    std::array<XrView, 2> found{typed<XrView>(XR_TYPE_VIEW), typed<XrView>(XR_TYPE_VIEW)};
    std::uint32_t count = 0;
    check(xrLocateViews(m_session.get(), &info, &state, 2, &count, found.data()), "xrLocateViews");
    constexpr XrViewStateFlags valid = XR_VIEW_STATE_ORIENTATION_VALID_BIT | XR_VIEW_STATE_POSITION_VALID_BIT;
    if (count != 2 || (state.viewStateFlags & valid) != valid)
        return false;
    for (size_t i = 0; i < found.size(); ++i) {
        EyeView& view = m_views[i];
        view.pose = fromXr(found[i].pose);
        const XrFovf& fov = found[i].fov;
        view.fov = {fov.angleLeft, fov.angleRight, fov.angleUp, fov.angleDown};
        view.nearM = m_shared.options.nearM;
        view.farM = m_shared.options.farM;
        view.view = view.pose.inverse().matrix();
        view.projection = projection(view.fov, view.nearM, view.farM);
    }
    return true;
}

void Running::drawEyes(const FrameRecord& record)
{
    m_timer.begin(record.number);
    m_stage.prepare(m_views);
    for (const EyeView& view : m_views) {
        m_eyes.clear(view);
        m_stage.draw(view);
    }
    m_timer.end();
    m_mirror.copy(m_views[0], m_head, m_layers);
    if (auto picture = m_mirror.take())
        m_shared.show(std::move(*picture));
    glBindFramebuffer(GL_FRAMEBUFFER, 0);
    glFlush();
}

void Running::submit(XrTime when, bool drawn)
{
    std::vector<const XrCompositionLayerBaseHeader*> layers;
    std::array<XrCompositionLayerProjectionView, 2> eyes{};
    auto picture = typed<XrCompositionLayerProjection>(XR_TYPE_COMPOSITION_LAYER_PROJECTION);
    if (drawn) {
        if (const auto* behind = m_passthrough.layer())
            layers.push_back(behind);
        eyes = {m_eyes.submitted(m_views[0]), m_eyes.submitted(m_views[1])};
        picture.space = m_room;
        picture.viewCount = eyes.size();
        picture.views = eyes.data();
        if (m_passthrough.isOn())
            picture.layerFlags = XR_COMPOSITION_LAYER_BLEND_TEXTURE_SOURCE_ALPHA_BIT;
        layers.push_back(reinterpret_cast<const XrCompositionLayerBaseHeader*>(&picture));
        for (const auto& quad : m_submittedQuads)
            layers.push_back(reinterpret_cast<const XrCompositionLayerBaseHeader*>(&quad));
    }
    auto info = typed<XrFrameEndInfo>(XR_TYPE_FRAME_END_INFO);
    info.displayTime = when;
    info.environmentBlendMode = m_passthrough.blendMode();
    info.layerCount = static_cast<std::uint32_t>(layers.size());
    info.layers = layers.data();
    check(xrEndFrame(m_session.get(), &info), "xrEndFrame");
    m_graphics.makeCurrent();
}

void Running::collectGpuTimes()
{
    for (const auto& measured : m_timer.take()) {
        m_shared.times.setGpu(measured.frame, measured.time);
        const Quality drawn = m_qualities[measured.frame % m_qualities.size()];
        m_quality.measured(measured.time, m_period, drawn);
        if (m_refresh && std::abs(m_refreshHz - m_askedHz) < 0.5F)
            m_refresh->measured(measured.time, drawn);
    }
    chooseRefreshRate();
}

} // namespace twinward::headset
