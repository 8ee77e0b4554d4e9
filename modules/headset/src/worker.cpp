#include "instance_p.h"
#include "running_p.h"
#include "shared_p.h"

#include <QLoggingCategory>
#include <utility>

namespace twinward::headset {

using base::Error;
using base::ErrorCode;

namespace {

Q_LOGGING_CATEGORY(log, "twinward.headset")

// While looking for what was lost, that it was lost is what to show.
Phase shownFor(Phase phase, Phase before)
{
    return phase == Phase::NoRuntime && before == Phase::RuntimeLost ? before : phase;
}

// A headset that is switched on later is seen by the runtime that is there: it need not be loaded again.
bool waitForHeadset(Instance& instance, Shared& shared)
{
    while (true) {
        try {
            instance.findHeadset();
            return true;
        } catch (const Trouble& trouble) {
            if (trouble.phase != Phase::NoHeadset)
                throw;
            shared.tell(trouble.phase, trouble.error);
        }
        if (shared.rest(shared.options.lookAgain))
            return false;
    }
}

enum class Ending { Stopped, LeftByRuntime, Lost, Failed };

struct Outcome
{
    Ending ending = Ending::Stopped;
    Phase phase = Phase::Off;
    std::optional<Error> error;
};

// From looking for a runtime to the end of a session.
Ending tryOnce(Shared& shared, std::unique_ptr<Stage>& stage)
{
    Instance instance;
    if (!waitForHeadset(instance, shared))
        return Ending::Stopped;
    shared.tell(Phase::Starting);
    auto graphics = Graphics::make();
    if (!graphics)
        throw Trouble(Phase::Failed, graphics.error());
    if (!stage)
        stage = shared.makeStage();
    Running running(instance, **graphics, shared, *stage);
    return running.run() == Running::End::Stopped ? Ending::Stopped : Ending::LeftByRuntime;
}

Outcome tryAndTell(Shared& shared, std::unique_ptr<Stage>& stage)
{
    try {
        return {tryOnce(shared, stage), Phase::Off, std::nullopt};
    } catch (const Trouble& trouble) {
        const Ending ending = trouble.phase == Phase::Failed ? Ending::Failed : Ending::Lost;
        return {ending, trouble.phase, trouble.error};
    } catch (const std::exception& error) {
        return {Ending::Failed, Phase::Failed,
            Error{ErrorCode::Io, QStringLiteral("The headset's picture could not be drawn"),
                QString::fromUtf8(error.what()),
                QStringLiteral("Start it again; if it stays so, report this line.")}};
    }
}

// Tries until somebody doesn't want it any more, or it makes no sense to.
void serve(Shared& shared, std::unique_ptr<Stage>& stage)
{
    Phase shown = Phase::Off;
    QString logged; // each second the same is no news
    while (shared.isWanted()) {
        const Outcome outcome = tryAndTell(shared, stage);
        shown = shownFor(outcome.phase, shown);
        const QString words = outcome.error ? outcome.error->message() : QString();
        if (std::exchange(logged, words) != words)
            qCInfo(log).noquote() << "headset:" << words;
        if (outcome.ending == Ending::LeftByRuntime || outcome.ending == Ending::Failed) {
            shared.giveUp();
            shared.tell(shown, outcome.error);
            return;
        }
        if (outcome.ending == Ending::Lost) {
            shared.tell(shown, outcome.error);
            (void)shared.rest(shared.options.lookAgain);
        }
    }
    shared.tell(Phase::Off);
}

} // namespace

void work(const std::shared_ptr<Shared>& shared)
{
    std::unique_ptr<Stage> stage; // lives on this thread from its first session to the last
    std::unique_lock lock(shared->mutex);
    while (!shared->quit) {
        shared->changed.wait(lock, [&] { return shared->wanted || shared->quit; });
        if (shared->quit)
            break;
        lock.unlock();
        serve(*shared, stage);
        lock.lock();
    }
    lock.unlock();
    stage.reset();
    lock.lock();
    shared->ended = true;
    shared->changed.notify_all();
}

} // namespace twinward::headset
