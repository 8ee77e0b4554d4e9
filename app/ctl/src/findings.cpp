// twinctl findings: what was found on a patient's images, here and elsewhere.

#include "command.h"

#include "imaging/study_findings.h"

#include <CLI/CLI.hpp>
#include <iostream>

namespace twinward::ctl {

using base::ErrorCode;
using record::ImagingFinding;

namespace {

struct FindingsOptions
{
    std::string patient;
    std::string study;
};

// One finding with who says it, from the record or from a document.
struct Said
{
    const ImagingFinding& finding;
    QString author;
    base::Moment when;
    std::optional<record::EventId> event; // none: from elsewhere
    QString document; // SOP Instance UID
};

QString nameOf(ImagingFinding::Shape shape)
{
    switch (shape) {
    case ImagingFinding::Shape::Point:
        return QStringLiteral("point");
    case ImagingFinding::Shape::Distance:
        return QStringLiteral("distance");
    case ImagingFinding::Shape::Angle:
        return QStringLiteral("angle");
    case ImagingFinding::Shape::Ellipse:
        return QStringLiteral("ellipse");
    case ImagingFinding::Shape::Freehand:
        return QStringLiteral("freehand");
    case ImagingFinding::Shape::Annotation:
        return QStringLiteral("annotation");
    case ImagingFinding::Shape::KeyImage:
        return QStringLiteral("key-image");
    case ImagingFinding::Shape::Segmentation:
        return QStringLiteral("segmentation");
    }
    return {};
}

Json valuesJson(const ImagingFinding& finding)
{
    Json values = Json::array();
    for (const record::Component& value : finding.values) {
        Json one{{"name", utf8(value.code.label())}, {"system", utf8(value.code.coding.system)},
            {"code", utf8(value.code.coding.code)}};
        if (const auto* quantity = std::get_if<record::Quantity>(&value.value)) {
            one["value"] = utf8(quantity->value.toString()); // as written: 4.10 stays 4.10
            one["unit"] = utf8(quantity->unit);
        }
        values.push_back(std::move(one));
    }
    return values;
}

Json toJson(const Said& said)
{
    const ImagingFinding& finding = said.finding;
    Json object{{"from", said.event ? "here" : "elsewhere"}, {"author", utf8(said.author)},
        {"when", utf8(said.when.toString())}, {"shape", utf8(nameOf(finding.shape))},
        {"study", utf8(finding.studyUid)}, {"series", utf8(finding.seriesUid)},
        {"instance", utf8(finding.sopInstanceUid)}, {"frame", finding.frame}, {"text", utf8(finding.text)},
        {"values", valuesJson(finding)}, {"points", finding.points}};
    if (!finding.frameOfReferenceUid.isEmpty())
        object["frameOfReference"] = utf8(finding.frameOfReferenceUid);
    if (said.event)
        object["id"] = utf8(said.event->toString());
    else
        object["document"] = utf8(said.document);
    return object;
}

QStringList toRow(const Said& said)
{
    QStringList values;
    for (const record::Component& value : said.finding.values)
        values << QStringLiteral("%1 %2").arg(value.code.label(), imaging::displayValue(value));
    return {said.when.toString(), said.event ? QStringLiteral("here") : QStringLiteral("elsewhere"),
        said.author, nameOf(said.finding.shape), values.join(QStringLiteral(", ")), said.finding.text,
        QStringLiteral("%1 frame %2").arg(said.finding.sopInstanceUid).arg(said.finding.frame)};
}

class Listing
{
public:
    Listing(const ledger::Vault& vault, const record::Chart& chart, const Invocation& invocation)
        : m_vault(vault)
        , m_chart(chart)
        , m_roster(vault.roster())
        , m_invocation(invocation)
    { }

    void add(const QString& studyUid)
    {
        for (const record::Entry* entry : imaging::findingsOf(m_chart, studyUid)) {
            const record::RecordedEvent& recorded = entry->content();
            show({*entry->as<ImagingFinding>(), m_roster.nameOf(recorded.author), recorded.event.occurred,
                recorded.event.id, {}});
        }
        const auto elsewhere = imaging::findingsElsewhere(m_vault, m_chart, studyUid);
        for (const imaging::ReportedFinding& each : elsewhere.findings)
            show({each.finding, each.author, each.written, std::nullopt, each.documentUid});
        for (const imaging::RefusedObject& each : elsewhere.unread)
            std::cerr << "not read: " << utf8(each.name) << ": " << utf8(each.why) << '\n';
    }

    void finish() const
    {
        if (m_invocation.json)
            return;
        if (m_rows.empty())
            print(QStringLiteral("Nothing was found on these images."));
        else
            printTable({QStringLiteral("WHEN"), QStringLiteral("FROM"), QStringLiteral("AUTHOR"),
                           QStringLiteral("WHAT"), QStringLiteral("VALUES"), QStringLiteral("TEXT"),
                           QStringLiteral("IMAGE")},
                m_rows);
    }

private:
    void show(const Said& said)
    {
        if (m_invocation.json)
            print(toJson(said));
        else
            m_rows.push_back(toRow(said));
    }

    const ledger::Vault& m_vault;
    const record::Chart& m_chart;
    const record::Roster m_roster;
    const Invocation& m_invocation;
    std::vector<QStringList> m_rows;
};

Exit listFindings(const FindingsOptions& given, const Invocation& invocation)
{
    auto vault = openVault(invocation);
    if (!vault)
        return failed(vault.error(), invocation);
    const auto patient = findPatient(**vault, given.patient);
    if (!patient)
        return failed(patient.error(), invocation);
    const auto logged = logRead(**vault, invocation, record::AccessLogged::Action::ReadRecord, *patient,
        QStringLiteral("findings on images"));
    if (!logged)
        return failed(logged.error(), invocation);
    const auto chart = (*vault)->chart(*patient);
    if (!chart)
        return failed(chart.error(), invocation);
    Listing listing(**vault, *chart, invocation);
    bool isThere = given.study.empty();
    for (const imaging::Study& study : imaging::studiesOf(*chart)) {
        if (!given.study.empty() && study.uid != text(given.study))
            continue;
        isThere = true;
        listing.add(study.uid);
    }
    if (!isThere)
        return failed({ErrorCode::NotFound, QStringLiteral("The patient has no such study"),
                          text(given.study), QStringLiteral("twinctl chart lists what a patient has.")},
            invocation);
    listing.finish();
    return Exit::Done;
}

} // namespace

void addFindings(CLI::App& app, Invocation& invocation)
{
    auto* command = app.add_subcommand("findings",
        "Measures, notes, key images and segmentations on a patient's images, and what reports from "
        "elsewhere say of them");
    auto given = std::make_shared<FindingsOptions>();
    command->add_option("patient", given->patient, "The patient's id")->type_name("PATIENT")->required();
    command->add_option("--study", given->study, "One study's UID only")->type_name("UID");
    command->callback([given, &invocation] {
        invocation.run = [given, &invocation] { return listFindings(*given, invocation); };
    });
}

} // namespace twinward::ctl
