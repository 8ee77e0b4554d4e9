#include "fhir_write_p.h"

namespace twinward::interop::fhir {

namespace {

constexpr auto dicomCodes = "http://dicom.nema.org/resources/ontology/DCM";

// How FHIR writes a DICOM UID as an identifier: http://hl7.org/fhir/R4/imagingstudy.html, "identifier".
QByteArray uidIdentifier(const QString& uid)
{
    return JsonObject()
        .text("system", QStringLiteral("urn:dicom:uid"))
        .text("value", uid.isEmpty() ? QString() : QStringLiteral("urn:oid:") + uid)
        .json();
}

QByteArray modalityJson(const QString& modality)
{
    return JsonObject()
        .text("system", QString::fromLatin1(dicomCodes))
        .text("code", modality.isEmpty() ? QStringLiteral("OT") : modality)
        .json();
}

// The class of an object is not kept with the event, and R4 asks for one.
QByteArray instanceJson(const record::ImagingInstance& instance)
{
    JsonObject object;
    object.text("uid", instance.sopInstanceUid).raw("sopClass", unknownJson());
    if (instance.number > 0)
        object.raw("number", QByteArray::number(instance.number));
    return object.json();
}

QByteArray seriesJson(const record::ImagingSeries& series, const base::Moment& started)
{
    JsonObject object;
    object.text("uid", series.seriesUid);
    if (series.seriesNumber > 0)
        object.raw("number", QByteArray::number(series.seriesNumber));
    object.raw("modality", modalityJson(series.modality))
        .text("description", series.seriesDescription)
        .raw("numberOfInstances", QByteArray::number(series.instances.size()));
    if (!series.bodyPart.isEmpty())
        object.object("bodySite", JsonObject().text("display", series.bodyPart));
    object.text(
        "started", started.precision() >= base::Moment::Precision::Day ? started.toString() : QString());
    std::vector<QByteArray> instances;
    instances.reserve(series.instances.size());
    for (const record::ImagingInstance& instance : series.instances)
        instances.push_back(instanceJson(instance));
    return object.array("instance", instances).json();
}

QString shapeName(record::ImagingFinding::Shape shape)
{
    using Shape = record::ImagingFinding::Shape;
    switch (shape) {
    case Shape::Point:
        return QStringLiteral("Point on an image");
    case Shape::Distance:
        return QStringLiteral("Distance on an image");
    case Shape::Angle:
        return QStringLiteral("Angle on an image");
    case Shape::Ellipse:
    case Shape::Freehand:
        return QStringLiteral("Region of an image");
    case Shape::Annotation:
        return QStringLiteral("Remark on an image");
    case Shape::KeyImage:
        return QStringLiteral("Key image");
    case Shape::Segmentation:
        return QStringLiteral("Segmentation of images");
    }
    return {};
}

QByteArray imageComponent(const record::ImagingFinding& finding)
{
    JsonObject code;
    code.text("text", QStringLiteral("SOP Instance UID and frame"));
    return JsonObject()
        .object("code", code)
        .text("valueString", QStringLiteral("%1 %2").arg(finding.sopInstanceUid).arg(finding.frame))
        .json();
}

} // namespace

void writeImagingStudy(JsonObject& resource, const record::Event& event, const WriteContext& context)
{
    const auto& series = *event.as<record::ImagingSeries>();
    std::vector<QByteArray> identifiers{uidIdentifier(series.studyUid)};
    if (!series.accession.isEmpty()) {
        const JsonObject kind
            = codedJson("http://terminology.hl7.org/CodeSystem/v2-0203", QStringLiteral("ACSN"));
        identifiers.push_back(JsonObject().object("type", kind).text("value", series.accession).json());
    }
    resource.array("identifier", identifiers)
        .text("status", QStringLiteral("available"))
        .array("modality", {modalityJson(series.modality)})
        .object("subject", referenceJson(context.patientUrl))
        .text("started", event.occurred.toString())
        .raw("numberOfSeries", "1")
        .raw("numberOfInstances", QByteArray::number(series.instances.size()))
        .text("description", series.studyDescription)
        .array("series", {seriesJson(series, event.occurred)});
}

void writeImagingFinding(JsonObject& resource, const record::Event& event, const WriteContext& context)
{
    const auto& finding = *event.as<record::ImagingFinding>();
    JsonObject code;
    code.text("text", shapeName(finding.shape));
    JsonObject study;
    study.text("type", QStringLiteral("ImagingStudy")).raw("identifier", uidIdentifier(finding.studyUid));
    resource.text("status", QStringLiteral("final"))
        .array("category",
            {codedJson(
                "http://terminology.hl7.org/CodeSystem/observation-category", QStringLiteral("imaging"))
                    .json()})
        .object("code", code)
        .object("subject", referenceJson(context.patientUrl))
        .text("effectiveDateTime", event.occurred.toString())
        .text("valueString", finding.text);
    if (!finding.studyUid.isEmpty())
        resource.array("derivedFrom", {study.json()});
    std::vector<QByteArray> components;
    if (!finding.sopInstanceUid.isEmpty())
        components.push_back(imageComponent(finding));
    for (const record::Component& value : finding.values)
        components.push_back(componentJson(value).json());
    resource.array("component", components);
}

} // namespace twinward::interop::fhir
