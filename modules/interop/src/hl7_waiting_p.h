#pragma once

// How a message comes to wait.

#include "interop/hl7_waiting.h"

namespace twinward::interop {

// Durable when it returns. The same message again is kept once.
[[nodiscard]] base::Status letWait(ledger::Vault& vault, const QByteArray& message, const QString& why);

} // namespace twinward::interop
