#pragma once

// The language on the screen, switched while running: the program's translations and Qt's own.

#include <QString>

namespace twinward::workstation {

void setLanguage(const QString& code); // "en" or "zh_CN"

} // namespace twinward::workstation
