#pragma once

// The directory of a DICOM medium (PS3.10): which files it names.

#include "base/error.h"

#include <QStringList>

namespace twinward::imaging {

struct DicomDirFiles
{
    QStringList present; // paths, as they are on this disk
    QStringList missing; // as the directory writes them
};

[[nodiscard]] bool isDicomDirName(const QString& fileName);

// Names are looked up whatever their case (a CD is often mounted in lower case) and only below the
// directory's own folder.
[[nodiscard]] base::Result<DicomDirFiles> readDicomDir(const QString& path);

} // namespace twinward::imaging
