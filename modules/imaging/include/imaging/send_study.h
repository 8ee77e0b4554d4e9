#pragma once

// A patient's study out of the vault to another DICOM node.

#include "imaging/library.h"
#include "imaging/pacs_client.h"

namespace twinward::imaging {

// The objects as they came, one by one in memory; what can't be read here is told, the rest is sent. The
// access is logged before anything leaves. Progress counts objects.
[[nodiscard]] base::Result<Transfer> sendStudy(ledger::Vault& vault, record::PatientId patient,
    const Study& study, const PacsNode& node, const ledger::ProgressFn& progress = {},
    const QString& purpose = QStringLiteral("TREAT"));

} // namespace twinward::imaging
