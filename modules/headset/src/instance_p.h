#pragma once

// The runtime, as far as it goes without a session: its extensions, the headset, what that can do.

#include "xr_p.h"

#include <set>

namespace twinward::headset {

class Instance
{
public:
    // Throws Trouble with Phase::NoRuntime where none starts.
    Instance();
    Instance(const Instance&) = delete;
    Instance& operator=(const Instance&) = delete;

    // Throws with Phase::NoHeadset while there is none; may be asked again.
    void findHeadset();

    [[nodiscard]] XrInstance handle() const { return m_instance.get(); }
    [[nodiscard]] XrSystemId system() const { return m_system; }
    [[nodiscard]] const XrInstanceProperties& properties() const { return m_properties; }
    [[nodiscard]] const XrSystemProperties& headset() const { return m_headset; }
    [[nodiscard]] const std::set<std::string>& offered() const { return m_offered; }
    [[nodiscard]] const std::vector<XrViewConfigurationView>& views() const { return m_views; } // two
    [[nodiscard]] const std::vector<XrEnvironmentBlendMode>& blendModes() const { return m_blendModes; }
    // What session, system and extensions make possible; StageSpace is known with a session only.
    [[nodiscard]] Capabilities capabilities() const { return m_capabilities; }
    [[nodiscard]] bool hasPassthroughExtension() const { return m_passthroughExtension; }

    // Of an extension that is enabled.
    template <class Function> [[nodiscard]] Function function(const char* name) const
    {
        PFN_xrVoidFunction found = nullptr;
        check(xrGetInstanceProcAddr(m_instance.get(), name, &found), name);
        return reinterpret_cast<Function>(found);
    }

private:
    void create();
    void readHeadset();

    std::set<std::string> m_offered;
    std::set<std::string> m_enabled;
    Owned<XrInstance> m_instance;
    XrInstanceProperties m_properties = typed<XrInstanceProperties>(XR_TYPE_INSTANCE_PROPERTIES);
    XrSystemId m_system = XR_NULL_SYSTEM_ID;
    XrSystemProperties m_headset = typed<XrSystemProperties>(XR_TYPE_SYSTEM_PROPERTIES);
    std::vector<XrViewConfigurationView> m_views;
    std::vector<XrEnvironmentBlendMode> m_blendModes;
    Capabilities m_capabilities;
    bool m_passthroughExtension = false;
};

// The file that tells the loader which runtime to take, as the loader looks for it (OpenXR loader design,
// "Active Runtime"); an error where there is none.
[[nodiscard]] base::Result<QString> activeManifest();

} // namespace twinward::headset
