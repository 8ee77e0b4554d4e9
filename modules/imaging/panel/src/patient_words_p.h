#pragma once

// What views and lists write of patients, studies, series and presets, translated.

#include "imaging/geometry.h"
#include "imaging/library.h"
#include "imaging/scene.h"
#include "imaging/segmentation.h"

namespace twinward::imaging::words {

[[nodiscard]] QStringList patient(const DicomPatient& patient);
[[nodiscard]] QString day(const base::Moment& moment);
[[nodiscard]] QString study(const Study& study); // its date and description
[[nodiscard]] QString series(const Series& series); // "CT 3 · Thorax 1.0"
// "Okonkwo, Ada, 12 Mar 2024": who says it in a report, and when; what the report leaves out is said.
[[nodiscard]] QString reportedBy(const QString& author, const base::Moment& written);
[[nodiscard]] QString shape(record::ImagingFinding::Shape shape);
[[nodiscard]] QString slab(Projection projection, double mm);
[[nodiscard]] QString projection(Projection projection);
[[nodiscard]] QString preset(const QString& id); // a window's or a volume's
// As written after a number: nothing for "US", which is DICOM's word for unspecified (PS3.3 C.11.1.1.2).
[[nodiscard]] QString unit(const QString& rescaleType);
[[nodiscard]] QString colourMap(const QString& name);
// Why a stack is no volume, or what to mind of one that is: one sentence.
[[nodiscard]] QString fault(GeometryFault fault);
// From where on an outline in fractions is drawn, and that it is only looked at; empty for others.
[[nodiscard]] QString fractions(const Segmentation& segmentation);
// That the pixels are not those the scanner made, how much was lost and how; empty where nothing was.
[[nodiscard]] QString loss(const ObjectHeader& header);

} // namespace twinward::imaging::words
