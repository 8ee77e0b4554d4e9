#include "headset/session.h"

#include "shared_p.h"

#include <QLoggingCategory>
#include <QPointer>
#include <QTimer>
#include <thread>

namespace twinward::headset {

namespace {

Q_LOGGING_CATEGORY(log, "twinward.headset")

constexpr std::chrono::milliseconds betweenChecks(500);
constexpr std::chrono::seconds longestEnd(4);

} // namespace

struct HeadsetSession::Parts
{
    std::shared_ptr<Shared> shared;
    std::thread thread;
    QTimer watch; // that the runtime doesn't keep the thread
    bool silent = false;

    // Held by the runtime: it works, or should be stopping, and hasn't been seen for a while.
    [[nodiscard]] bool isSilent()
    {
        {
            const std::lock_guard lock(shared->mutex);
            const bool over = shared->state.phase == Phase::Off || shared->state.phase == Phase::Failed;
            if (over && !shared->wanted) {
                watch.stop();
                return false;
            }
        }
        return std::chrono::steady_clock::now() - shared->lastSign.load() > shared->options.patience;
    }
};

HeadsetSession::HeadsetSession(StageFactory stage, SessionOptions options, QObject* parent)
    : QObject(parent)
    , m_parts(std::make_unique<Parts>())
{
    qRegisterMetaType<SessionState>();
    auto& shared = m_parts->shared;
    shared = std::make_shared<Shared>(std::move(stage), options);
    shared->onState = [this](const SessionState& state) {
        QMetaObject::invokeMethod(
            this, [this, state] { emit stateChanged(state); }, Qt::QueuedConnection);
    };
    shared->onMirror
        = [this] { QMetaObject::invokeMethod(this, &HeadsetSession::mirrorReady, Qt::QueuedConnection); };
    connect(&m_parts->watch, &QTimer::timeout, this, [this] {
        const bool silent = m_parts->isSilent();
        if (std::exchange(m_parts->silent, silent) != silent)
            emit stateChanged(state());
    });
    m_parts->watch.setInterval(betweenChecks);
}

HeadsetSession::~HeadsetSession()
{
    auto& shared = m_parts->shared;
    bool ended = false;
    {
        std::unique_lock lock(shared->mutex);
        shared->onState = nullptr; // nothing reaches this object from here on
        shared->onMirror = nullptr;
        shared->quit = true;
        shared->changed.notify_all();
        ended = !m_parts->thread.joinable()
            || shared->changed.wait_for(lock, longestEnd, [&] { return shared->ended; });
    }
    if (!m_parts->thread.joinable())
        return;
    if (ended) {
        m_parts->thread.join();
    } else {
        qCWarning(log) << "headset: the runtime doesn't let go; it is left alone";
        m_parts->thread.detach();
    }
}

void HeadsetSession::start()
{
    auto& shared = m_parts->shared;
    shared->sign();
    m_parts->silent = false;
    {
        const std::lock_guard lock(shared->mutex);
        shared->wanted = true;
        shared->changed.notify_all();
    }
    if (!m_parts->thread.joinable())
        m_parts->thread = std::thread([kept = shared] { work(kept); });
    m_parts->watch.start();
}

void HeadsetSession::stop()
{
    const std::lock_guard lock(m_parts->shared->mutex);
    m_parts->shared->wanted = false;
    m_parts->shared->changed.notify_all();
}

SessionState HeadsetSession::state() const
{
    if (m_parts->silent)
        return {Phase::NotAnswering,
            base::Error{base::ErrorCode::Busy, QStringLiteral("The headset's program doesn't answer"), {},
                QStringLiteral(
                    "End it and start it again; this goes on by itself. The desktop is not affected.")}};
    const std::lock_guard lock(m_parts->shared->mutex);
    return m_parts->shared->state;
}

Capabilities HeadsetSession::capabilities() const
{
    return Capabilities::fromInt(m_parts->shared->capabilities);
}

void HeadsetSession::setBackground(Background background)
{
    m_parts->shared->background = background;
}

void HeadsetSession::setPosture(Posture posture)
{
    m_parts->shared->posture = posture;
}

std::optional<QImage> HeadsetSession::takeMirror()
{
    return m_parts->shared->mirror.take();
}

const FrameTimes& HeadsetSession::frameTimes() const
{
    return m_parts->shared->times;
}

} // namespace twinward::headset
