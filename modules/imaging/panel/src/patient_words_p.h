#pragma once

// What views and lists write of patients, studies, series and presets, translated.

#include "imaging/geometry.h"
#include "imaging/library.h"
#include "imaging/scene.h"

namespace twinward::imaging::words {

[[nodiscard]] QStringList patient(const DicomPatient& patient);
[[nodiscard]] QString day(const base::Moment& moment);
[[nodiscard]] QString study(const Study& study); // its date and description
[[nodiscard]] QString series(const Series& series); // "CT 3 · Thorax 1.0"
[[nodiscard]] QString slab(Projection projection, double mm);
[[nodiscard]] QString projection(Projection projection);
[[nodiscard]] QString preset(const QString& id); // a window's or a volume's
// As written after a number: nothing for "US", which is DICOM's word for unspecified (PS3.3 C.11.1.1.2).
[[nodiscard]] QString unit(const QString& rescaleType);
[[nodiscard]] QString colourMap(const QString& name);
// Why a stack is no volume, or what to mind of one that is: one sentence.
[[nodiscard]] QString fault(GeometryFault fault);
// That the pixels are not those the scanner made, how much was lost and how; empty where nothing was.
[[nodiscard]] QString loss(const ObjectHeader& header);

} // namespace twinward::imaging::words
