#include "headset/capability.h"

namespace twinward::headset {

QStringList describe(Capabilities capabilities)
{
    QStringList words;
    const auto name = [&](Capability capability, const QString& word) {
        if (capabilities.testFlag(capability))
            words.append(word);
    };
    name(Capability::VisibilityMask, QStringLiteral("visibility mask"));
    name(Capability::DepthLayer, QStringLiteral("depth for reprojection"));
    name(Capability::HandTracking, QStringLiteral("bare hands"));
    name(Capability::RefreshRate, QStringLiteral("refresh rate"));
    name(Capability::Passthrough, QStringLiteral("passthrough"));
    name(Capability::StageSpace, QStringLiteral("floor"));
    return words;
}

} // namespace twinward::headset
