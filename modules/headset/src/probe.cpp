#include "headset/runtime.h"

#include "graphics_p.h"
#include "room_p.h"
#include "running_p.h"
#include "swapchain_p.h"

#include <condition_variable>
#include <thread>

namespace twinward::headset {

using base::Error;
using base::ErrorCode;

namespace {

QString nameOf(XrEnvironmentBlendMode mode)
{
    switch (mode) {
    case XR_ENVIRONMENT_BLEND_MODE_OPAQUE:
        return QStringLiteral("OPAQUE");
    case XR_ENVIRONMENT_BLEND_MODE_ADDITIVE:
        return QStringLiteral("ADDITIVE");
    case XR_ENVIRONMENT_BLEND_MODE_ALPHA_BLEND:
        return QStringLiteral("ALPHA_BLEND");
    default:
        return QString::number(mode);
    }
}

QString nameOf(XrReferenceSpaceType type)
{
    switch (type) {
    case XR_REFERENCE_SPACE_TYPE_VIEW:
        return QStringLiteral("VIEW");
    case XR_REFERENCE_SPACE_TYPE_LOCAL:
        return QStringLiteral("LOCAL");
    case XR_REFERENCE_SPACE_TYPE_STAGE:
        return QStringLiteral("STAGE");
    default:
        return QString::number(type); // newer than the headers this was built with
    }
}

void readRuntime(RuntimeReport& report, const Instance& instance)
{
    report.runtime = QString::fromUtf8(instance.properties().runtimeName);
    const XrVersion version = instance.properties().runtimeVersion;
    report.version = QStringLiteral("%1.%2.%3")
                         .arg(XR_VERSION_MAJOR(version))
                         .arg(XR_VERSION_MINOR(version))
                         .arg(XR_VERSION_PATCH(version));
    for (const std::string& extension : instance.offered())
        report.extensions.append(QString::fromStdString(extension));
}

void readHeadset(RuntimeReport& report, const Instance& instance)
{
    report.headset = QString::fromUtf8(instance.headset().systemName);
    report.mostLayers = static_cast<int>(instance.headset().graphicsProperties.maxLayerCount);
    for (const auto& view : instance.views()) {
        report.views.push_back({QSize(static_cast<int>(view.recommendedImageRectWidth),
                                    static_cast<int>(view.recommendedImageRectHeight)),
            QSize(static_cast<int>(view.maxImageRectWidth), static_cast<int>(view.maxImageRectHeight))});
    }
    for (const auto mode : instance.blendModes())
        report.blendModes.append(nameOf(mode));
    report.capabilities = instance.capabilities();
    const auto ask
        = instance.function<PFN_xrGetOpenGLGraphicsRequirementsKHR>("xrGetOpenGLGraphicsRequirementsKHR");
    auto needs = typed<XrGraphicsRequirementsOpenGLKHR>(XR_TYPE_GRAPHICS_REQUIREMENTS_OPENGL_KHR);
    check(ask(instance.handle(), instance.system(), &needs), "xrGetOpenGLGraphicsRequirementsKHR");
    report.opengl = QStringLiteral("%1.%2 to %3.%4")
                        .arg(XR_VERSION_MAJOR(needs.minApiVersionSupported))
                        .arg(XR_VERSION_MINOR(needs.minApiVersionSupported))
                        .arg(XR_VERSION_MAJOR(needs.maxApiVersionSupported))
                        .arg(XR_VERSION_MINOR(needs.maxApiVersionSupported));
}

// What only a session tells. It is made and never begun: nothing is shown.
void readSession(RuntimeReport& report, const Instance& instance)
{
    const auto graphics = Graphics::make();
    if (!graphics)
        throw Trouble(Phase::Failed, graphics.error());
    report.renderer = (*graphics)->renderer();
    const auto session = makeSession(instance, **graphics);
    for (const auto space : offeredSpaces(session.get())) {
        report.spaces.append(nameOf(space));
        if (space == XR_REFERENCE_SPACE_TYPE_STAGE)
            report.capabilities |= Capability::StageSpace;
    }
    const auto formats = offeredFormats(session.get());
    for (const auto format : formats)
        report.formats.append(nameOfFormat(format));
    if (chooseFormats(formats).depth == 0)
        report.capabilities.setFlag(Capability::DepthLayer, false);
    if (report.capabilities.testFlag(Capability::RefreshRate))
        report.refreshHz = offeredRates(instance, session.get());
    (*graphics)->makeCurrent(); // while the session goes
}

RuntimeReport ask()
{
    RuntimeReport report;
    try {
        report.manifest = activeManifest().value_or(QString());
        Instance instance;
        readRuntime(report, instance);
        instance.findHeadset();
        readHeadset(report, instance);
        readSession(report, instance);
    } catch (const Trouble& trouble) {
        report.troubles.push_back(trouble.error);
    } catch (const std::exception& error) {
        report.troubles.push_back(Error{ErrorCode::Io, QStringLiteral("The headset could not be asked"),
            QString::fromUtf8(error.what()), {}});
    }
    return report;
}

struct Answer
{
    std::mutex mutex;
    std::condition_variable given;
    std::optional<RuntimeReport> report;
};

} // namespace

RuntimeReport probe(std::chrono::milliseconds patience)
{
    const auto answer = std::make_shared<Answer>();
    // A thread of its own, which may be left behind: a runtime whose service hangs never answers.
    std::thread([answer] {
        RuntimeReport report = ask();
        const std::lock_guard lock(answer->mutex);
        answer->report = std::move(report);
        answer->given.notify_all();
    }).detach();
    std::unique_lock lock(answer->mutex);
    if (answer->given.wait_for(lock, patience, [&] { return answer->report.has_value(); }))
        return *answer->report;
    RuntimeReport report;
    report.manifest = activeManifest().value_or(QString());
    report.troubles.push_back(Error{ErrorCode::Busy, QStringLiteral("The headset's program doesn't answer"),
        QStringLiteral("%1 s, %2").arg(static_cast<double>(patience.count()) / 1000).arg(report.manifest),
        QStringLiteral("End it and start it again.")});
    return report;
}

} // namespace twinward::headset
