#pragma once

// A series of slices in a vault, and a hand that marks them.

#include "imaging/finding.h"
#include "imaging/study_findings.h"
#include "made_objects.h"

namespace twinward::imaging::test {

using Shape = record::ImagingFinding::Shape;

inline const base::Moment now = *base::Moment::fromString(u"2026-02-03T04:05:06Z");

class Marked
{
public:
    Marked()
    {
        const auto plan = scan({{}, stackOf({}, 4)});
        const auto decisions = clinic.allTo(*plan);
        patient = decisions.front().patient;
        if (!file(*clinic.vault, *plan, decisions))
            qFatal("nothing was filed");
        const Series series = studies().front().series.front();
        headers = readHeaders(*clinic.vault, series).value();
    }

    [[nodiscard]] std::vector<Study> studies() const { return clinic.studies(patient); }
    [[nodiscard]] record::Chart chart() const { return clinic.vault->chart(patient).value(); }
    [[nodiscard]] QString study() const { return headers.front().studyUid; }

    record::EventId add(Shape shape, size_t slice)
    {
        const ObjectHeader& header = headers[slice];
        const Grid grid = imageGrid(header, 0);
        Mark mark;
        mark.shape = shape;
        mark.text = QStringLiteral("slice %1").arg(slice);
        if (shape == Shape::Distance)
            mark.points = {centreOf(grid, {0, 0, 0}), centreOf(grid, {3, 4, 0})};
        auto finding = findingOf(mark, {header, 0, nullptr});
        const auto object = writeReport({*finding}, {{header}, QStringLiteral("chen"), now});
        if (!finding || !object)
            qFatal("no finding");
        finding->object = clinic.vault->storeBlob(patient, record::Category::Imaging, *object).value();
        record::Event event;
        event.patient = patient;
        event.category = record::Category::Imaging;
        event.occurred = now;
        event.body = *finding;
        if (!clinic.vault->commit({event}))
            qFatal("not committed");
        return event.id;
    }

    ImagingClinic clinic;
    record::PatientId patient;
    std::vector<ObjectHeader> headers;
};

} // namespace twinward::imaging::test
