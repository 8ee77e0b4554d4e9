#pragma once

// The headset's states, rooms, tools and causes in the user's language.

#include "headset/frame_times.h"
#include "headset/session.h"
#include "headset_scene/exam_hands.h"
#include "headset_scene/stage_link.h"

#include <QCoreApplication>

namespace twinward::headset {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Headset)

public:
    struct Told
    {
        QString what; // one sentence
        QString todo; // what to do now; empty where nothing is to be done
    };
    [[nodiscard]] static Told state(const SessionState& state);
    [[nodiscard]] static QString room(const QString& id);
    [[nodiscard]] static QString tool(HandTool tool);
    [[nodiscard]] static QString view(SavedView view);
    [[nodiscard]] static QString shown(Shown shown);
    [[nodiscard]] static QString cause(Lateness cause);
};

} // namespace twinward::headset
