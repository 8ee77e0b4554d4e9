#pragma once

// What there is to put on: OpenXR's loader, a runtime, a headset, and what they offer. Asked for before a
// session is started, and by whoever has to find out why none starts.

#include "base/error.h"
#include "headset/capability.h"

#include <chrono>
#include <QSize>
#include <QString>
#include <vector>

namespace twinward::headset {

struct ViewSize
{
    QSize recommended; // pixels
    QSize largest;
};

struct RuntimeReport
{
    QString manifest; // the file that names the runtime; empty where the loader found it by other means
    QString runtime;
    QString version;
    QStringList extensions; // all that the runtime has
    QString headset; // the system's own name
    std::vector<ViewSize> views; // left, right
    int mostLayers = 0;
    QStringList blendModes; // OPAQUE, ADDITIVE, ALPHA_BLEND; the runtime's favourite first
    QStringList spaces; // VIEW, LOCAL, STAGE ...
    std::vector<float> refreshHz; // empty where the runtime doesn't tell
    QString opengl; // versions of OpenGL that the runtime takes, "4.0 to 4.6"
    QString renderer; // the graphics card that would draw
    QStringList formats; // of pictures, by OpenGL's names
    Capabilities capabilities;
    // What is missing, the first that stands in the way first; empty: a session can start.
    std::vector<base::Error> troubles;
};

// Never longer than `patience`, whatever the runtime does: what didn't answer by then is a trouble.
[[nodiscard]] RuntimeReport probe(std::chrono::milliseconds patience = std::chrono::seconds(5));

} // namespace twinward::headset
