#pragma once

// What the command line and the environment say: which vault, who, and whether to walk the tour. The same
// names as twinctl's.

#include "base/error.h"

#include <QStringList>

namespace twinward::workstation {

struct Options
{
    QString vaultFolder; // --vault, TWINWARD_VAULT, else the application's data folder
    QString user; // --user, TWINWARD_USER
    QString passphraseFile; // TWINWARD_PASSPHRASE_FILE: a file, because arguments and variables can be read
                            // by others
    QString tourFolder; // --tour: walk the main job, one picture a step into this folder
};

// arguments: without the program's name taken off. An Error holds what to print; Cancelled means that the
// text in `what` is what was asked for (--help, --version).
[[nodiscard]] base::Result<Options> readOptions(const QStringList& arguments);

} // namespace twinward::workstation
