#include "instance_p.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace twinward::headset {

using base::Error;
using base::ErrorCode;

namespace {

// Asked for where they are offered; only the first is needed.
constexpr std::array wanted{XR_KHR_OPENGL_ENABLE_EXTENSION_NAME, XR_KHR_VISIBILITY_MASK_EXTENSION_NAME,
    XR_KHR_COMPOSITION_LAYER_DEPTH_EXTENSION_NAME, XR_EXT_HAND_TRACKING_EXTENSION_NAME,
    XR_FB_DISPLAY_REFRESH_RATE_EXTENSION_NAME, XR_FB_PASSTHROUGH_EXTENSION_NAME};

// Whatever a runtime says before it has started, there is none to use.
Trouble notStarting(XrResult result, const char* call)
{
    Trouble trouble = troubleOf(result, call);
    if (result == XR_ERROR_RUNTIME_UNAVAILABLE || result == XR_ERROR_API_VERSION_UNSUPPORTED
        || result == XR_ERROR_API_LAYER_NOT_PRESENT)
        return trouble;
    const QString where = trouble.error.where + QStringLiteral(", ") + activeManifest().value_or(QString());
    return {Phase::NoRuntime,
        Error{ErrorCode::NotFound, QStringLiteral("The headset's program is installed and is not running"),
            where,
            QStringLiteral("Start it (SteamVR, Monado's service, WiVRn ...): this starts by itself then.")}};
}

} // namespace

Instance::Instance()
{
    if (const auto manifest = activeManifest(); !manifest)
        throw Trouble(Phase::NoRuntime, manifest.error());
    try {
        const auto blank = typed<XrExtensionProperties>(XR_TYPE_EXTENSION_PROPERTIES);
        const auto list = [](std::uint32_t capacity, std::uint32_t* count, XrExtensionProperties* all) {
            return xrEnumerateInstanceExtensionProperties(nullptr, capacity, count, all);
        };
        for (const auto& extension :
            listed<XrExtensionProperties>(list, "xrEnumerateInstanceExtensionProperties", blank))
            m_offered.insert(extension.extensionName);
    } catch (const Trouble&) {
        throw notStarting(XR_ERROR_RUNTIME_UNAVAILABLE, "xrEnumerateInstanceExtensionProperties");
    }
    if (!m_offered.contains(XR_KHR_OPENGL_ENABLE_EXTENSION_NAME))
        throw Trouble(Phase::Failed,
            Error{ErrorCode::Unsupported, QStringLiteral("The headset's program takes no OpenGL pictures"),
                QStringLiteral("XR_KHR_opengl_enable"),
                QStringLiteral("Choose another OpenXR runtime: Monado, SteamVR and WiVRn take them.")});
    create();
}

void Instance::create()
{
    std::vector<const char*> names;
    for (const char* name : wanted) {
        if (m_offered.contains(name)) {
            names.push_back(name);
            m_enabled.insert(name);
        }
    }
    auto info = typed<XrInstanceCreateInfo>(XR_TYPE_INSTANCE_CREATE_INFO);
    std::strncpy(info.applicationInfo.applicationName, "Twinward", XR_MAX_APPLICATION_NAME_SIZE - 1);
    info.applicationInfo.applicationVersion = 1;
    info.applicationInfo.apiVersion = XR_MAKE_VERSION(1, 0, 0);
    info.enabledExtensionCount = static_cast<std::uint32_t>(names.size());
    info.enabledExtensionNames = names.data();
    XrInstance instance = XR_NULL_HANDLE;
    if (const XrResult result = xrCreateInstance(&info, &instance); XR_FAILED(result))
        throw notStarting(result, "xrCreateInstance");
    m_instance = {instance, xrDestroyInstance};
    check(xrGetInstanceProperties(instance, &m_properties), "xrGetInstanceProperties");
}

void Instance::findHeadset()
{
    auto info = typed<XrSystemGetInfo>(XR_TYPE_SYSTEM_GET_INFO);
    info.formFactor = XR_FORM_FACTOR_HEAD_MOUNTED_DISPLAY;
    check(xrGetSystem(handle(), &info, &m_system), "xrGetSystem");
    readHeadset();
}

void Instance::readHeadset()
{
    auto hands = typed<XrSystemHandTrackingPropertiesEXT>(XR_TYPE_SYSTEM_HAND_TRACKING_PROPERTIES_EXT);
    auto passthrough
        = typed<XrSystemPassthroughPropertiesFB>(XR_TYPE_SYSTEM_PASSTHROUGH_PROPERTIES_FB, nullptr);
    m_headset.next = nullptr;
    const auto chain = [&](const char* extension, auto& structure) {
        if (m_enabled.contains(extension)) {
            structure.next = m_headset.next;
            m_headset.next = &structure;
        }
    };
    chain(XR_EXT_HAND_TRACKING_EXTENSION_NAME, hands);
    chain(XR_FB_PASSTHROUGH_EXTENSION_NAME, passthrough);
    check(xrGetSystemProperties(handle(), m_system, &m_headset), "xrGetSystemProperties");
    m_headset.next = nullptr;

    constexpr auto stereo = XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO;
    m_views = listed<XrViewConfigurationView>(
        [&](auto capacity, auto count, auto all) {
            return xrEnumerateViewConfigurationViews(handle(), m_system, stereo, capacity, count, all);
        },
        "xrEnumerateViewConfigurationViews", typed<XrViewConfigurationView>(XR_TYPE_VIEW_CONFIGURATION_VIEW));
    if (m_views.size() != 2)
        throw Trouble(Phase::Failed,
            Error{ErrorCode::Unsupported, QStringLiteral("This headset doesn't have a picture for each eye"),
                QString::fromUtf8(m_headset.systemName), {}});
    m_blendModes = listed<XrEnvironmentBlendMode>(
        [&](auto capacity, auto count, auto all) {
            return xrEnumerateEnvironmentBlendModes(handle(), m_system, stereo, capacity, count, all);
        },
        "xrEnumerateEnvironmentBlendModes");

    const auto has = [&](const char* extension) { return m_enabled.contains(extension); };
    const auto blends = [&](XrEnvironmentBlendMode mode) {
        return std::ranges::find(m_blendModes, mode) != m_blendModes.end();
    };
    m_passthroughExtension
        = has(XR_FB_PASSTHROUGH_EXTENSION_NAME) && passthrough.supportsPassthrough == XR_TRUE;
    m_capabilities = {};
    m_capabilities.setFlag(Capability::VisibilityMask, has(XR_KHR_VISIBILITY_MASK_EXTENSION_NAME));
    m_capabilities.setFlag(Capability::DepthLayer, has(XR_KHR_COMPOSITION_LAYER_DEPTH_EXTENSION_NAME));
    m_capabilities.setFlag(Capability::HandTracking,
        has(XR_EXT_HAND_TRACKING_EXTENSION_NAME) && hands.supportsHandTracking == XR_TRUE);
    m_capabilities.setFlag(Capability::RefreshRate, has(XR_FB_DISPLAY_REFRESH_RATE_EXTENSION_NAME));
    m_capabilities.setFlag(Capability::Passthrough,
        m_passthroughExtension || blends(XR_ENVIRONMENT_BLEND_MODE_ALPHA_BLEND)
            || blends(XR_ENVIRONMENT_BLEND_MODE_ADDITIVE));
}

} // namespace twinward::headset
