#pragma once

// What the desktop's thread and the headset's know of each other. Either may outlive the other for a moment:
// a runtime that never answers keeps the headset's thread, and nobody waits for it.

#include "headset/latest.h"
#include "headset/session.h"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>

namespace twinward::headset {

struct Shared
{
    Shared(StageFactory stage, const SessionOptions& given)
        : makeStage(std::move(stage))
        , options(given)
    { }

    const StageFactory makeStage;
    const SessionOptions options;
    std::atomic<Background> background = Background::Drawn;
    std::atomic<Posture> posture = Posture::Standing;
    std::atomic<Capabilities::Int> capabilities = 0;
    std::atomic<std::chrono::steady_clock::time_point>
        lastSign{}; // that the thread isn't held by the runtime
    FrameTimes times;
    Latest<QImage> mirror;

    // Set by the desktop, under the mutex, and told through `changed`.
    std::mutex mutex;
    std::condition_variable changed;
    bool wanted = false; // start() and stop()
    bool quit = false;
    bool ended = false; // the thread has
    SessionState state;
    std::function<void(const SessionState&)> onState; // called under the mutex, from the headset's thread
    std::function<void()> onMirror;

    void tell(Phase phase, std::optional<base::Error> trouble = std::nullopt)
    {
        const std::lock_guard lock(mutex);
        if (state.phase == phase && state.trouble.has_value() == trouble.has_value()
            && (!trouble || state.trouble->what == trouble->what))
            return;
        state = {phase, std::move(trouble)};
        if (onState)
            onState(state);
    }
    void show(QImage picture)
    {
        mirror.put(std::move(picture));
        const std::lock_guard lock(mutex);
        if (onMirror)
            onMirror();
    }
    void sign() { lastSign = std::chrono::steady_clock::now(); }
    [[nodiscard]] bool isWanted()
    {
        const std::lock_guard lock(mutex);
        return wanted && !quit;
    }
    void giveUp()
    {
        const std::lock_guard lock(mutex);
        wanted = false;
    }
    // True where it was asked to stop before the time was over.
    bool rest(std::chrono::milliseconds time)
    {
        sign();
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, time, [this] { return !wanted || quit; });
    }
};

// What the headset's thread does, from its start to its end.
void work(const std::shared_ptr<Shared>& shared);

} // namespace twinward::headset
