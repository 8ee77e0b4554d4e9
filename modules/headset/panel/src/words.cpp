#include "words_p.h"

namespace twinward::headset {

Words::Told Words::state(const SessionState& state)
{
    switch (state.phase) {
    case Phase::Off:
        return {tr("Nobody is in the headset."), {}};
    case Phase::NoRuntime:
        return {tr("No OpenXR runtime answers: the headset's own program is not installed, not chosen or not "
                   "running."),
            tr("Install the headset's program (SteamVR, Monado, WiVRn …), make it the active OpenXR runtime "
               "and start it. It is looked for every second and begins by itself.")};
    case Phase::NoHeadset:
        return {tr("The headset's program is running, and no headset is connected."),
            tr("Plug the headset in, switch it on and put it on. It begins by itself.")};
    case Phase::Starting:
        return {tr("The headset is starting."), {}};
    case Phase::Idle:
        return {tr("The headset is ready and shows nothing at the moment."),
            tr("Put it on. If it is on your head, close what else it shows.")};
    case Phase::Visible:
        return {tr("The headset shows the examination, and another program has your hands."),
            tr("Close the headset's own menu to have your hands back.")};
    case Phase::Focused:
        return {tr("You are in the headset."), {}};
    case Phase::RuntimeLost:
        return {tr("The headset's program has ended. Nothing at the desk was lost."),
            tr("Start it again. It is looked for every second and goes on by itself.")};
    case Phase::GraphicsLost:
        return {tr("The graphics card was reset or can't drive this headset. Nothing at the desk was lost."),
            tr("It is tried again by itself. If it stays so, plug the headset into the other graphics card "
               "or "
               "update its driver.")};
    case Phase::NotAnswering:
        return {tr("The headset's program does not answer. The desk is not affected."),
            tr("End that program and start it again; this goes on by itself.")};
    case Phase::Failed:
        return {tr("The headset could not be used."), tr("Do what the line below says, then enter again.")};
    }
    return {};
}

QString Words::room(const QString& id)
{
    if (id == u"consulting")
        return tr("Consulting room");
    if (id == u"ward")
        return tr("Ward");
    if (id == u"operating")
        return tr("Operating room");
    return id;
}

QString Words::tool(HandTool tool)
{
    switch (tool) {
    case HandTool::Point:
        return tr("Point");
    case HandTool::Clip:
        return tr("Cut");
    case HandTool::Measure:
        return tr("Measure");
    case HandTool::Window:
        return tr("Window", "of grey values");
    }
    return {};
}

QString Words::view(SavedView view)
{
    switch (view) {
    case SavedView::Front:
        return tr("Front");
    case SavedView::Back:
        return tr("Back");
    case SavedView::Left:
        return tr("Left", "side of the patient");
    case SavedView::Right:
        return tr("Right", "side of the patient");
    case SavedView::Head:
        return tr("From the head");
    case SavedView::Feet:
        return tr("From the feet");
    }
    return {};
}

QString Words::shown(Shown shown)
{
    switch (shown) {
    case Shown::Both:
        return tr("Volume and planes");
    case Shown::Volume:
        return tr("Volume");
    case Shown::Planes:
        return tr("Planes");
    }
    return {};
}

QString Words::cause(Lateness cause)
{
    switch (cause) {
    case Lateness::OnTime:
        return tr("in time");
    case Lateness::Graphics:
        return tr("graphics card");
    case Lateness::Update:
        return tr("reading the hands");
    case Lateness::Drawing:
        return tr("drawing");
    case Lateness::Runtime:
        return tr("headset's program or a busy computer");
    case Lateness::NotFocused:
        return tr("another program in front");
    }
    return {};
}

} // namespace twinward::headset
