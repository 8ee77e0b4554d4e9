// An OpenXR API layer that makes a good runtime behave badly: what the file named by TWINWARD_HEADSET_FAULT
// says, happens. Loaded by the loader between the program and the runtime.

#define XR_USE_GRAPHICS_API_OPENGL
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <openxr/openxr.h>
#include <openxr/openxr_platform.h>
#include <string>

// The interface between the loader and its layers (OpenXR loader design, "API layer interaction"); its header
// is not part of the package.
struct XrApiLayerCreateInfo;
using CreateApiLayerInstance
    = XrResult(XRAPI_PTR*)(const XrInstanceCreateInfo*, const XrApiLayerCreateInfo*, XrInstance*);
struct XrNegotiateLoaderInfo
{
    int structType;
    std::uint32_t structVersion;
    std::size_t structSize;
    std::uint32_t minInterfaceVersion;
    std::uint32_t maxInterfaceVersion;
    XrVersion minApiVersion;
    XrVersion maxApiVersion;
};
struct XrNegotiateApiLayerRequest
{
    int structType;
    std::uint32_t structVersion;
    std::size_t structSize;
    std::uint32_t layerInterfaceVersion;
    XrVersion layerApiVersion;
    PFN_xrGetInstanceProcAddr getInstanceProcAddr;
    CreateApiLayerInstance createApiLayerInstance;
};
struct XrApiLayerNextInfo
{
    int structType;
    std::uint32_t structVersion;
    std::size_t structSize;
    char layerName[XR_MAX_API_LAYER_NAME_SIZE];
    PFN_xrGetInstanceProcAddr nextGetInstanceProcAddr;
    CreateApiLayerInstance nextCreateApiLayerInstance;
    XrApiLayerNextInfo* next;
};
struct XrApiLayerCreateInfo
{
    int structType;
    std::uint32_t structVersion;
    std::size_t structSize;
    void* loaderInstance;
    char settingsFileLocation[512];
    XrApiLayerNextInfo* nextInfo;
};

namespace {

PFN_xrGetInstanceProcAddr next = nullptr;
XrInstance theInstance = XR_NULL_HANDLE;
std::atomic<XrSession> theSession = XR_NULL_HANDLE;

bool faultIs(const char* name)
{
    const char* path = std::getenv("TWINWARD_HEADSET_FAULT");
    std::ifstream file(path == nullptr ? "" : path);
    std::string word;
    file >> word;
    return word == name;
}

template <class Function> Function below(const char* name)
{
    PFN_xrVoidFunction found = nullptr;
    next(theInstance, name, &found);
    return reinterpret_cast<Function>(found);
}

XrResult XRAPI_CALL getSystem(XrInstance instance, const XrSystemGetInfo* info, XrSystemId* system)
{
    if (faultIs("no-headset"))
        return XR_ERROR_FORM_FACTOR_UNAVAILABLE;
    return below<PFN_xrGetSystem>("xrGetSystem")(instance, info, system);
}

XrResult XRAPI_CALL createSession(XrInstance instance, const XrSessionCreateInfo* info, XrSession* session)
{
    if (faultIs("graphics-refused"))
        return XR_ERROR_GRAPHICS_DEVICE_INVALID;
    if (faultIs("taken"))
        return XR_ERROR_LIMIT_REACHED;
    const XrResult result = below<PFN_xrCreateSession>("xrCreateSession")(instance, info, session);
    theSession = XR_SUCCEEDED(result) ? *session : XR_NULL_HANDLE;
    return result;
}

XrResult XRAPI_CALL waitFrame(XrSession session, const XrFrameWaitInfo* info, XrFrameState* state)
{
    if (faultIs("session-lost"))
        return XR_ERROR_SESSION_LOST;
    const XrResult result = below<PFN_xrWaitFrame>("xrWaitFrame")(session, info, state);
    if (faultIs("nothing-to-draw"))
        state->shouldRender = XR_FALSE;
    return result;
}

XrResult XRAPI_CALL locateViews(XrSession session, const XrViewLocateInfo* info, XrViewState* state,
    std::uint32_t capacity, std::uint32_t* count, XrView* views)
{
    const XrResult result
        = below<PFN_xrLocateViews>("xrLocateViews")(session, info, state, capacity, count, views);
    if (faultIs("tracking-lost"))
        state->viewStateFlags = 0;
    return result;
}

XrResult XRAPI_CALL pollEvent(XrInstance instance, XrEventDataBuffer* event)
{
    if (theSession != XR_NULL_HANDLE && faultIs("loss-pending")) {
        const XrEventDataSessionStateChanged lost{XR_TYPE_EVENT_DATA_SESSION_STATE_CHANGED, nullptr,
            theSession.exchange(XR_NULL_HANDLE), XR_SESSION_STATE_LOSS_PENDING, 0};
        std::memcpy(event, &lost, sizeof(lost));
        return XR_SUCCESS;
    }
    if (theSession != XR_NULL_HANDLE && faultIs("user-quits"))
        below<PFN_xrRequestExitSession>("xrRequestExitSession")(theSession.exchange(XR_NULL_HANDLE));
    return below<PFN_xrPollEvent>("xrPollEvent")(instance, event);
}

XrResult XRAPI_CALL getInstanceProcAddr(XrInstance instance, const char* name, PFN_xrVoidFunction* function)
{
    const auto ours = [&](const char* which, auto* replacement) {
        if (std::strcmp(name, which) != 0)
            return false;
        *function = reinterpret_cast<PFN_xrVoidFunction>(replacement);
        return true;
    };
    if (ours("xrGetSystem", getSystem) || ours("xrCreateSession", createSession)
        || ours("xrWaitFrame", waitFrame) || ours("xrLocateViews", locateViews)
        || ours("xrPollEvent", pollEvent))
        return XR_SUCCESS;
    return next(instance, name, function);
}

XrResult XRAPI_CALL createApiLayerInstance(
    const XrInstanceCreateInfo* info, const XrApiLayerCreateInfo* layer, XrInstance* instance)
{
    next = layer->nextInfo->nextGetInstanceProcAddr;
    XrApiLayerCreateInfo after = *layer;
    after.nextInfo = layer->nextInfo->next;
    const XrResult result = layer->nextInfo->nextCreateApiLayerInstance(info, &after, instance);
    theInstance = *instance;
    return result;
}

} // namespace

extern "C" __attribute__((visibility("default"))) XrResult XRAPI_CALL xrNegotiateLoaderApiLayerInterface(
    const XrNegotiateLoaderInfo*, const char*, XrNegotiateApiLayerRequest* request)
{
    request->layerInterfaceVersion = 1;
    request->layerApiVersion = XR_CURRENT_API_VERSION;
    request->getInstanceProcAddr = getInstanceProcAddr;
    request->createApiLayerInstance = createApiLayerInstance;
    return XR_SUCCESS;
}
