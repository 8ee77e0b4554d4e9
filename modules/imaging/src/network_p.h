#pragma once

// What the client and the server of DICOM's network share.

#include "dcmtk_p.h"
#include "imaging/storage_server.h"

#include <dcmtk/dcmnet/assoc.h>
#include <dcmtk/dcmtls/tlslayer.h>

#include <memory>
#include <span>

namespace twinward::imaging {

// Transfer syntaxes this program reads, the best to send first.
[[nodiscard]] std::span<const char*> readableSyntaxes();

// For either role. InvalidInput names the file that can't be used.
[[nodiscard]] base::Result<std::unique_ptr<DcmTLSTransportLayer>> makeTlsLayer(
    const TlsFiles& files, T_ASC_NetworkRole role);

// What a failed association or command means for a person.
[[nodiscard]] base::Error networkError(const OFCondition& condition, const QString& where);

// What a DIMSE status other than success says (PS3.7 annex C, PS3.4 tables B.2-1, C.4-1 to C.4-3).
[[nodiscard]] QString statusText(quint16 status);

} // namespace twinward::imaging
