#pragma once

// The panels of the vault itself: who works here, who read what, and whether the record is whole.

#include "workbench/panel.h"

namespace twinward::ledger {

[[nodiscard]] QList<workbench::PanelFactory> panels();

// Asks for the old passphrase and the new one; a dialog that deletes itself. The shell offers it in its menu.
void changePassphrase(workbench::Session& session, QWidget* parent);

} // namespace twinward::ledger
