#include "running_p.h"

#include <algorithm>
#include <QLoggingCategory>

namespace twinward::headset {

using base::Error;
using base::ErrorCode;

namespace {

Q_LOGGING_CATEGORY(log, "twinward.headset")

constexpr std::chrono::milliseconds betweenLooks(20); // for events, while no frames are wanted
constexpr std::chrono::milliseconds longestLeaving(2000); // a runtime gets to say goodbye

QString versionOf(XrVersion version)
{
    return QStringLiteral("%1.%2").arg(XR_VERSION_MAJOR(version)).arg(XR_VERSION_MINOR(version));
}

} // namespace

Owned<XrSession> makeSession(const Instance& instance, const Graphics& graphics)
{
    const auto ask
        = instance.function<PFN_xrGetOpenGLGraphicsRequirementsKHR>("xrGetOpenGLGraphicsRequirementsKHR");
    auto needs = typed<XrGraphicsRequirementsOpenGLKHR>(XR_TYPE_GRAPHICS_REQUIREMENTS_OPENGL_KHR);
    check(ask(instance.handle(), instance.system(), &needs), "xrGetOpenGLGraphicsRequirementsKHR");
    const XrVersion here = XR_MAKE_VERSION(graphics.major(), graphics.minor(), 0);
    if (here < needs.minApiVersionSupported)
        throw Trouble(Phase::Failed,
            Error{ErrorCode::Unsupported,
                QStringLiteral("The headset's program needs OpenGL %1, and the graphics driver has %2")
                    .arg(versionOf(needs.minApiVersionSupported), versionOf(here)),
                graphics.renderer(), QStringLiteral("Install or update the graphics card's driver.")});
    auto info = typed<XrSessionCreateInfo>(XR_TYPE_SESSION_CREATE_INFO);
    info.next = graphics.binding();
    info.systemId = instance.system();
    XrSession session = XR_NULL_HANDLE;
    check(xrCreateSession(instance.handle(), &info, &session), "xrCreateSession");
    return {session, xrDestroySession};
}

std::vector<float> offeredRates(const Instance& instance, XrSession session)
{
    const auto ask
        = instance.function<PFN_xrEnumerateDisplayRefreshRatesFB>("xrEnumerateDisplayRefreshRatesFB");
    return listed<float>(
        [&](auto capacity, auto count, auto all) { return ask(session, capacity, count, all); },
        "xrEnumerateDisplayRefreshRatesFB");
}

Running::Running(const Instance& instance, Graphics& graphics, Shared& shared, Stage& stage)
    : m_instance(instance)
    , m_graphics(graphics)
    , m_shared(shared)
    , m_stage(stage)
    , m_session(makeSession(instance, graphics))
    , m_spaces(m_session.get())
    , m_passthrough(instance, m_session.get())
    , m_actions(instance, m_session.get())
    , m_eyes(instance, m_session.get(), graphics, shared.options.sharpest)
    , m_quads(m_session.get(), chooseFormats(offeredFormats(m_session.get())).colour, graphics)
    , m_mirror(shared.options.mirror)
    , m_mostLayers(std::max(instance.headset().graphicsProperties.maxLayerCount, 2U) - 2)
    , m_quality(shared.options.quality)
    , m_lastLog(Clock::now())
{
    Capabilities capabilities = instance.capabilities();
    if (capabilities.testFlag(Capability::HandTracking))
        m_hands.emplace(instance, m_session.get());
    capabilities.setFlag(Capability::DepthLayer, m_eyes.hasDepthLayer());
    capabilities.setFlag(Capability::StageSpace, m_spaces.knowsFloor());
    shared.capabilities = capabilities.toInt();
    shared.times.clear();
    graphics.makeCurrent();
    beginRefreshRate();
    stage.begin(facts());
    qCInfo(log).noquote() << "headset:" << instance.headset().systemName << "with"
                          << instance.properties().runtimeName << "drawn by" << graphics.renderer()
                          << "offers" << describe(capabilities).join(QStringLiteral(", "));
}

Running::~Running()
{
    m_graphics.makeCurrent();
    try {
        m_stage.end();
    } catch (const std::exception& error) {
        qCWarning(log) << "headset: what was shown did not end well:" << error.what();
    }
    writeLog();
    m_graphics.makeCurrent(); // OpenXR and OpenGL objects go now, last made first
}

StageFacts Running::facts() const
{
    StageFacts facts;
    facts.capabilities = Capabilities::fromInt(m_shared.capabilities);
    facts.renderer = m_graphics.renderer();
    facts.software = m_graphics.isSoftware();
    facts.largestEye = m_eyes.largest();
    facts.refreshHz = m_refreshHz;
    facts.mostLayers = static_cast<int>(m_mostLayers);
    return facts;
}

float Running::readRefreshHz() const
{
    if (!m_instance.capabilities().testFlag(Capability::RefreshRate))
        return 0;
    const auto ask = m_instance.function<PFN_xrGetDisplayRefreshRateFB>("xrGetDisplayRefreshRateFB");
    float rate = 0;
    return XR_SUCCEEDED(ask(m_session.get(), &rate)) ? rate : 0;
}

void Running::beginRefreshRate()
{
    m_refreshHz = readRefreshHz();
    if (m_refreshHz <= 0)
        return;
    if (auto rates = offeredRates(m_instance, m_session.get()); rates.size() > 1)
        m_refresh.emplace(std::move(rates), m_refreshHz, m_shared.options.quality);
    m_askedHz = m_refreshHz;
}

// Asked once for each change; a runtime that does not do it is not asked again.
void Running::chooseRefreshRate()
{
    if (!m_refresh || m_refresh->hz() == m_askedHz)
        return;
    m_askedHz = m_refresh->hz();
    const auto ask = m_instance.function<PFN_xrRequestDisplayRefreshRateFB>("xrRequestDisplayRefreshRateFB");
    const XrResult result = ask(m_session.get(), m_askedHz);
    qCInfo(log).noquote() << "headset:" << m_askedHz << "pictures a second are asked for, after"
                          << m_refreshHz;
    if (XR_FAILED(result)) {
        qCWarning(log).noquote() << "headset: the runtime keeps its rate:" << result;
        m_refresh.reset();
    }
}

Running::End Running::run()
{
    while (true) {
        m_shared.sign();
        handleEvents();
        if (m_exiting)
            return m_leaving ? End::Stopped : End::LeftByRuntime;
        if (m_graphics.isLost())
            throw Trouble(Phase::GraphicsLost,
                Error{ErrorCode::Io, QStringLiteral("The graphics card was reset"), m_graphics.renderer(),
                    QStringLiteral("It starts again by itself; if this happens often, update the driver.")});
        if (!m_shared.isWanted()) {
            if (!m_begun || (m_leaving && Clock::now() - *m_leaving > longestLeaving))
                return End::Stopped;
            if (!m_leaving)
                askToLeave();
        }
        if (m_begun)
            frame();
        else
            (void)m_shared.rest(betweenLooks);
    }
}

void Running::askToLeave()
{
    m_leaving = Clock::now();
    const XrResult result = xrRequestExitSession(m_session.get());
    if (result != XR_ERROR_SESSION_NOT_RUNNING)
        check(result, "xrRequestExitSession");
}

void Running::handleEvents()
{
    while (true) {
        auto event = typed<XrEventDataBuffer>(XR_TYPE_EVENT_DATA_BUFFER);
        if (check(xrPollEvent(m_instance.handle(), &event), "xrPollEvent") == XR_EVENT_UNAVAILABLE)
            return;
        switch (event.type) {
        case XR_TYPE_EVENT_DATA_SESSION_STATE_CHANGED:
            enter(reinterpret_cast<const XrEventDataSessionStateChanged&>(event).state);
            break;
        case XR_TYPE_EVENT_DATA_INSTANCE_LOSS_PENDING:
            throw troubleOf(XR_ERROR_INSTANCE_LOST, "XrEventDataInstanceLossPending");
        case XR_TYPE_EVENT_DATA_INTERACTION_PROFILE_CHANGED:
            m_actions.readProfiles();
            break;
        case XR_TYPE_EVENT_DATA_REFERENCE_SPACE_CHANGE_PENDING:
            m_recentred = true;
            break;
        case XR_TYPE_EVENT_DATA_DISPLAY_REFRESH_RATE_CHANGED_FB:
            m_refreshHz = readRefreshHz();
            break;
        case XR_TYPE_EVENT_DATA_VISIBILITY_MASK_CHANGED_KHR:
            m_eyes.readMask(static_cast<int>(
                reinterpret_cast<const XrEventDataVisibilityMaskChangedKHR&>(event).viewIndex & 1U));
            break;
        default:
            break;
        }
    }
}

void Running::enter(XrSessionState state)
{
    m_state = state;
    if (state == XR_SESSION_STATE_READY) {
        auto info = typed<XrSessionBeginInfo>(XR_TYPE_SESSION_BEGIN_INFO);
        info.primaryViewConfigurationType = XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO;
        check(xrBeginSession(m_session.get(), &info), "xrBeginSession");
        m_begun = true;
        m_lastSeen = 0;
    } else if (state == XR_SESSION_STATE_STOPPING) {
        check(xrEndSession(m_session.get()), "xrEndSession");
        m_begun = false;
    } else if (state == XR_SESSION_STATE_EXITING) {
        m_exiting = true;
    } else if (state == XR_SESSION_STATE_LOSS_PENDING) {
        throw troubleOf(XR_ERROR_SESSION_LOST, "XrEventDataSessionStateChanged: LOSS_PENDING");
    }
    m_graphics.makeCurrent();
    showPhase(state);
}

void Running::showPhase(XrSessionState state)
{
    switch (state) {
    case XR_SESSION_STATE_IDLE:
    case XR_SESSION_STATE_SYNCHRONIZED:
    case XR_SESSION_STATE_STOPPING:
        m_shared.tell(Phase::Idle);
        break;
    case XR_SESSION_STATE_VISIBLE:
        m_shared.tell(Phase::Visible);
        break;
    case XR_SESSION_STATE_FOCUSED:
        m_shared.tell(Phase::Focused);
        break;
    default:
        break;
    }
}

void Running::writeLog()
{
    const auto frames = m_shared.times.records(m_logged);
    if (frames.empty())
        return;
    m_logged = frames.back().number;
    m_lastLog = Clock::now();
    if (const QString words = describe(summarise(frames)); !words.isEmpty())
        qCInfo(log).noquote() << "headset:" << words;
}

} // namespace twinward::headset
