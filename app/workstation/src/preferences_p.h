#pragma once

// How this computer's window looks and when it locks: not secret, so kept in the desktop's settings, where
// they are known before anybody unlocks.

#include "workbench/theme.h"

#include <QByteArray>
#include <QString>

namespace twinward::workstation {

struct Preferences
{
    workbench::Theme::Mode mode = workbench::Theme::Mode::System;
    double scale = 1.0;
    bool touch = false;
    QString language; // "en", "zh_CN"
    int lockAfterMinutes = 10;
    QByteArray geometry;

    [[nodiscard]] static Preferences load(); // the desktop's language where none was chosen
    void save() const;
};

} // namespace twinward::workstation
