#pragma once

// Structured reports, key object notes and what else is an SR document, as a person reads them: headings,
// texts, values with units, and what they point to. PS3.3 C.17.3.

#include "imaging/dicom_object.h"

namespace twinward::imaging {

// An image, waveform or other object a report points to.
struct ReportReference
{
    QString sopClassUid;
    QString sopInstanceUid;
    std::vector<int> frames; // from 1; empty: all
};

struct ReportItem
{
    QString valueType; // CONTAINER, TEXT, NUM, CODE, IMAGE ... as written
    QString relationship; // CONTAINS, HAS PROPERTIES, INFERRED FROM ...
    QString name; // what it is about: the concept's meaning
    QString nameCode; // "121071"
    QString nameScheme; // "DCM"
    QString value; // as written; a code's meaning; a number as written
    QString valueCode;
    QString valueScheme;
    QString unit; // UCUM code
    std::vector<double> points; // of SCOORD (column, row) or SCOORD3D (x, y, z), one after the other
    QString graphic; // POINT, POLYLINE, CIRCLE ...
    std::optional<ReportReference> reference;
    std::vector<ReportItem> items;
};

struct Report
{
    ReportItem root;
    bool isComplete = false; // Completion Flag COMPLETE
    bool isVerified = false; // a person has signed for it
    QString verifiedBy;
    base::Moment written;
};

// InvalidInput where there is no document in the object.
[[nodiscard]] base::Result<Report> readReport(const DicomObject& object);

// One line for each item, two spaces deeper for each level: "Mean: 12.4 mm". Images that are only listed are
// counted.
[[nodiscard]] QString plainText(const Report& report);

} // namespace twinward::imaging
