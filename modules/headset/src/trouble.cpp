#include "xr_p.h"

#include <openxr/openxr_reflection.h>

namespace twinward::headset {

using base::Error;
using base::ErrorCode;

QString nameOf(XrResult result)
{
    switch (result) {
#define TWINWARD_NAME(name, value)                                                                           \
    case name:                                                                                               \
        return QStringLiteral(#name);
        XR_LIST_ENUM_XrResult(TWINWARD_NAME)
#undef TWINWARD_NAME
            default : break;
    }
    return QStringLiteral("XrResult %1").arg(static_cast<int>(result));
}

namespace {

struct Words
{
    XrResult result;
    Phase phase;
    ErrorCode code;
    const char* what;
    const char* todo;
};

constexpr const char* turnOn = "Plug the headset in, switch it on and put it on: it starts by itself.";
constexpr const char* startService
    = "Start the headset's own program (SteamVR, Monado, WiVRn ...): this starts again by itself.";
constexpr const char* noOther = "Close other programs that use the headset and try again.";

constexpr Words table[] = {
    {XR_ERROR_RUNTIME_UNAVAILABLE, Phase::NoRuntime, ErrorCode::NotFound,
        "No OpenXR runtime answers: the headset's own program is not installed or not chosen",
        "Install the headset's program and make it the active OpenXR runtime there; it starts by itself."},
    {XR_ERROR_FORM_FACTOR_UNAVAILABLE, Phase::NoHeadset, ErrorCode::NotFound,
        "The headset's program is running and no headset is connected", turnOn},
    {XR_ERROR_FORM_FACTOR_UNSUPPORTED, Phase::NoHeadset, ErrorCode::Unsupported,
        "The active OpenXR runtime has no headset to put on",
        "Choose the program of your headset as the active OpenXR runtime."},
    {XR_ERROR_INSTANCE_LOST, Phase::RuntimeLost, ErrorCode::Io, "The headset's program has ended",
        startService},
    {XR_ERROR_RUNTIME_FAILURE, Phase::RuntimeLost, ErrorCode::Io, "The headset's program has failed",
        startService},
    {XR_ERROR_SESSION_LOST, Phase::RuntimeLost, ErrorCode::Io, "The headset was lost", turnOn},
    {XR_ERROR_API_VERSION_UNSUPPORTED, Phase::Failed, ErrorCode::Unsupported,
        "The headset's program doesn't speak OpenXR 1.0", "Update the headset's program."},
    {XR_ERROR_API_LAYER_NOT_PRESENT, Phase::Failed, ErrorCode::NotFound,
        "An OpenXR layer that was asked for is not installed",
        "Install it, or clear the environment variable XR_ENABLE_API_LAYERS."},
    {XR_ERROR_GRAPHICS_DEVICE_INVALID, Phase::GraphicsLost, ErrorCode::Unsupported,
        "The headset's program refuses this graphics card",
        "The headset must be driven by the graphics card it is plugged into."},
    {XR_ERROR_OUT_OF_MEMORY, Phase::Failed, ErrorCode::Io, "There is not enough memory for the headset",
        "Close other programs and try again."},
    {XR_ERROR_LIMIT_REACHED, Phase::Failed, ErrorCode::Busy, "The headset's program takes nobody more",
        noOther},
    {XR_ERROR_SWAPCHAIN_FORMAT_UNSUPPORTED, Phase::Failed, ErrorCode::Unsupported,
        "The headset's program takes no picture that can be drawn here",
        "Update the graphics driver and the headset's program."},
};

} // namespace

Trouble troubleOf(XrResult result, const char* call)
{
    const QString where = QStringLiteral("%1 answered %2").arg(QString::fromLatin1(call), nameOf(result));
    for (const Words& words : table) {
        if (words.result == result)
            return {words.phase,
                Error{words.code, QString::fromLatin1(words.what), where, QString::fromLatin1(words.todo)}};
    }
    return {Phase::Failed,
        Error{ErrorCode::Io, QStringLiteral("The headset's program refused what was asked of it"), where,
            QStringLiteral("Update it, then try again. If that doesn't help, report this line.")}};
}

} // namespace twinward::headset
