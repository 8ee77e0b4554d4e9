#pragma once

// What every use of DCMTK in this module begins with, and the small change between its types and ours.

#include "base/error.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

#include <QByteArray>
#include <QString>

namespace twinward::imaging {

// Once a process, however often it is called: DCMTK's own log is switched off (it would write names of
// patients to the terminal), its decoders are registered, its sockets and TLS made ready.
void startDcmtk();

[[nodiscard]] OFString toDcmtk(const QString& text); // UTF-8
[[nodiscard]] QString fromDcmtk(const OFString& text); // UTF-8

// The dataset as a DICOM Part 10 file in memory, in the transfer syntax it came in; compressed pixels stay as
// they are.
[[nodiscard]] base::Result<QByteArray> toPart10(DcmFileFormat& file);

} // namespace twinward::imaging
