// twinctl import dicom: studies in.

#include "command.h"
#include "dicom_json.h"
#include "progress.h"

#include "imaging/import.h"

#include <algorithm>
#include <CLI/CLI.hpp>
#include <iostream>

namespace twinward::ctl {

using imaging::FilingDecision;
using imaging::ImportPlan;
using imaging::PatientField;
using imaging::PlannedStudy;

namespace {

struct DicomImport
{
    std::vector<std::string> paths;
    std::string patient;
    bool byNumber = false; // --match number
    bool asNew = false;
    std::vector<PatientField> confirmed;
};

const std::map<std::string, PatientField> fields{
    {"name", PatientField::Name}, {"birth-date", PatientField::BirthDate}, {"sex", PatientField::Sex}};

std::string fieldName(PatientField field)
{
    const auto found
        = std::find_if(fields.begin(), fields.end(), [&](const auto& each) { return each.second == field; });
    return found == fields.end() ? std::string() : found->first;
}

// Whose a study is, by what was said on the command line; nobody where that does not settle it.
class Deciding
{
public:
    Deciding(const DicomImport& given, record::PatientId named, const record::PatientIndex& index)
        : m_given(given)
        , m_named(named)
        , m_index(index)
    { }

    std::optional<FilingDecision> decide(size_t number, const PlannedStudy& study)
    {
        FilingDecision decision{number, m_named, std::nullopt, m_given.confirmed};
        if (m_given.asNew)
            decision = newPatient(decision, study.patient);
        else if (m_given.byNumber)
            decision.patient = onlyBearer(study.patient);
        const record::PatientRow* row = m_index.find(decision.patient);
        const bool isSettled = decision.registration
            || (row != nullptr && unconfirmed(imaging::differences(study.patient, row->details)).empty());
        return isSettled ? std::optional<FilingDecision>(decision) : std::nullopt;
    }

private:
    FilingDecision newPatient(FilingDecision decision, const imaging::DicomPatient& patient)
    {
        for (const auto& [known, id] : m_registered) {
            if (known == patient)
                decision.patient = id;
        }
        if (decision.patient.isNull()) {
            decision.patient = record::PatientId::random();
            m_registered.emplace_back(patient, decision.patient);
        }
        decision.registration = imaging::detailsFrom(patient);
        return decision;
    }

    // The one patient who bears the number that is written in the images.
    [[nodiscard]] record::PatientId onlyBearer(const imaging::DicomPatient& patient) const
    {
        std::vector<record::PatientId> bearers;
        for (const imaging::PatientMatch& match : imaging::matchPatient(patient, m_index)) {
            if (match.reasons.contains(QStringLiteral("identifier")))
                bearers.push_back(match.patient);
        }
        return bearers.size() == 1 ? bearers.front() : record::PatientId();
    }

    [[nodiscard]] std::vector<imaging::PatientDifference> unconfirmed(
        std::vector<imaging::PatientDifference> found) const
    {
        std::erase_if(found, [this](const imaging::PatientDifference& difference) {
            return std::find(m_given.confirmed.begin(), m_given.confirmed.end(), difference.field)
                != m_given.confirmed.end();
        });
        return found;
    }

    const DicomImport& m_given;
    record::PatientId m_named;
    const record::PatientIndex& m_index;
    std::vector<std::pair<imaging::DicomPatient, record::PatientId>> m_registered;
};

Json patientJson(const imaging::DicomPatient& patient)
{
    return {{"id", utf8(patient.id)}, {"name", utf8(patient.name)},
        {"birthDate", utf8(patient.birthDate.toString())}, {"sex", utf8(patient.sex)}};
}

Json candidatesJson(const PlannedStudy& study, const record::PatientIndex& index)
{
    Json list = Json::array();
    for (const imaging::PatientMatch& match : imaging::matchPatient(study.patient, index)) {
        Json candidate{{"patient", utf8(match.patient.toString())},
            {"name", utf8(index.find(match.patient)->name)}, {"score", match.score},
            {"reasons", Json::array()}, {"differences", Json::array()}};
        for (const QString& reason : match.reasons)
            candidate["reasons"].push_back(utf8(reason));
        for (const imaging::PatientDifference& difference : match.differences) {
            candidate["differences"].push_back(Json{{"field", fieldName(difference.field)},
                {"inImages", utf8(difference.inImages)}, {"inChart", utf8(difference.inChart)}});
        }
        list.push_back(std::move(candidate));
    }
    return list;
}

struct Outcome
{
    const ImportPlan& plan;
    const imaging::FilingReport& report;
    const record::PatientIndex& index;

    [[nodiscard]] const imaging::FiledStudy* filed(size_t study) const
    {
        for (const imaging::FiledStudy& each : report.studies) {
            if (each.study == study)
                return &each;
        }
        return nullptr;
    }
    [[nodiscard]] bool isComplete() const
    {
        for (size_t study = 0; study < plan.studies.size(); ++study) {
            if (filed(study) == nullptr || filed(study)->failure)
                return false;
        }
        return !plan.studies.empty() && !report.cancelled;
    }
};

Json studyJson(const Outcome& outcome, size_t number)
{
    const PlannedStudy& study = outcome.plan.studies[number];
    Json object{{"study", utf8(study.uid)}, {"description", utf8(study.header().studyDescription)},
        {"time", utf8(study.header().studyTime.toString())}, {"modality", utf8(study.header().modality)},
        {"images", study.instances()}, {"patientInImages", patientJson(study.patient)}};
    if (study.namesOthersToo)
        object["namesOthersToo"] = true;
    const imaging::FiledStudy* filed = outcome.filed(number);
    if (filed == nullptr) {
        object["candidates"] = candidatesJson(study, outcome.index);
        return object;
    }
    object["patient"] = utf8(filed->patient.toString());
    object["added"] = filed->added;
    object["alreadyHere"] = filed->alreadyHere;
    object["refused"] = refusalsJson(filed->refused);
    if (filed->failure)
        object["error"] = utf8(filed->failure->message());
    return object;
}

void showJson(const Outcome& outcome)
{
    Json object{{"outcome", outcome.isComplete() ? "complete" : "not-all-filed"},
        {"files", outcome.plan.filesRead}, {"otherFiles", outcome.plan.otherFiles.size()},
        {"duplicates", outcome.plan.duplicates}, {"refusedCount", outcome.plan.refusedCount},
        {"refused", refusalsJson(outcome.plan.refused)}, {"studies", Json::array()}};
    for (size_t study = 0; study < outcome.plan.studies.size(); ++study)
        object["studies"].push_back(studyJson(outcome, study));
    print(object);
}

void showCandidates(const PlannedStudy& study, const record::PatientIndex& index)
{
    std::cerr << "not filed: " << utf8(study.uid) << " of \"" << utf8(study.patient.name) << "\"\n";
    for (const imaging::PatientMatch& match : imaging::matchPatient(study.patient, index)) {
        QStringList differences;
        for (const imaging::PatientDifference& each : match.differences)
            differences << QStringLiteral("%1 \"%2\" there, \"%3\" here")
                               .arg(text(fieldName(each.field)), each.inImages, each.inChart);
        std::cerr << "  perhaps " << utf8(match.patient.toString()) << ' '
                  << utf8(index.find(match.patient)->name) << " ("
                  << utf8(match.reasons.join(QStringLiteral(", ")))
                  << (differences.isEmpty() ? "" : "; " + utf8(differences.join(QStringLiteral("; "))))
                  << ")\n";
    }
}

void showTable(const Outcome& outcome)
{
    std::vector<QStringList> rows;
    for (size_t number = 0; number < outcome.plan.studies.size(); ++number) {
        const PlannedStudy& study = outcome.plan.studies[number];
        const imaging::FiledStudy* filed = outcome.filed(number);
        rows.push_back({study.header().studyTime.toString().left(10), study.header().modality,
            study.patient.name, study.header().studyDescription, QString::number(study.instances()),
            filed != nullptr ? QString::number(filed->added) : QStringLiteral("-"),
            filed != nullptr ? QString::number(filed->alreadyHere) : QStringLiteral("-")});
    }
    printTable({QStringLiteral("DATE"), QStringLiteral("KIND"), QStringLiteral("PATIENT IN IMAGES"),
                   QStringLiteral("STUDY"), QStringLiteral("IMAGES"), QStringLiteral("ADDED"),
                   QStringLiteral("ALREADY HERE")},
        rows);
    for (size_t number = 0; number < outcome.plan.studies.size(); ++number) {
        const imaging::FiledStudy* filed = outcome.filed(number);
        if (filed == nullptr)
            showCandidates(outcome.plan.studies[number], outcome.index);
        else if (filed->failure)
            std::cerr << "not filed: " << utf8(filed->uid) << ": " << utf8(filed->failure->message()) << '\n';
        for (const imaging::RefusedObject& each :
            filed != nullptr ? filed->refused : std::vector<imaging::RefusedObject>())
            std::cerr << "refused: " << utf8(each.name) << ": " << utf8(each.why) << '\n';
    }
    for (const imaging::RefusedObject& each : outcome.plan.refused)
        std::cerr << "refused: " << utf8(each.name) << ": " << utf8(each.why) << '\n';
}

Exit conclude(const Outcome& outcome, const Invocation& invocation)
{
    invocation.json ? showJson(outcome) : showTable(outcome);
    if (outcome.isComplete())
        return Exit::Done;
    if (!invocation.json)
        std::cerr << (outcome.plan.studies.empty() ? "twinctl: there are no images here\n"
                                                   : "twinctl: not every study was filed: say whose they are "
                                                     "with --patient, --match or --new, and "
                                                     "confirm what differs with --confirm\n");
    return Exit::Failed;
}

Exit importDicom(const DicomImport& given, const Invocation& invocation)
{
    auto vault = openVault(invocation);
    if (!vault)
        return failed(vault.error(), invocation);
    record::PatientId named;
    if (!given.patient.empty()) {
        const auto found = findPatient(**vault, given.patient);
        if (!found)
            return failed(found.error(), invocation);
        named = *found;
    }
    imaging::ImportSource source;
    for (const std::string& path : given.paths)
        source.paths.append(text(path));
    ProgressLine progress(QStringLiteral("Reading file"));
    const auto plan = imaging::scan(std::move(source), progress.function());
    progress.clear();
    if (!plan)
        return failed(plan.error(), invocation);
    const auto index = (*vault)->patients();
    Deciding deciding(given, named, *index);
    std::vector<FilingDecision> decisions;
    for (size_t study = 0; study < plan->studies.size(); ++study) {
        if (const auto decision = deciding.decide(study, plan->studies[study]))
            decisions.push_back(*decision);
    }
    ProgressLine filing(QStringLiteral("Importing byte"));
    const auto report = imaging::file(**vault, *plan, decisions, filing.function(), text(invocation.purpose));
    filing.clear();
    return report ? conclude({*plan, *report, *index}, invocation) : failed(report.error(), invocation);
}

} // namespace

void addDicomImport(CLI::App& app, Invocation& invocation)
{
    auto* dicom = app.get_subcommand("import")->add_subcommand("dicom",
        "Images: DICOM files, folders, DICOMDIR, zip; says what is there until it is told whose it is");
    auto given = std::make_shared<DicomImport>();
    dicom->add_option("path", given->paths, "Files and folders")->type_name("PATH")->required();
    auto* whose = dicom->add_option_group("whose");
    whose->add_option("--patient", given->patient, "All of it is this patient's")->type_name("ID");
    whose->add_option("--match", "number: whoever bears the number in the images, where nothing else differs")
        ->check(CLI::IsMember({"number"}))
        ->each([given](const std::string&) { given->byNumber = true; });
    whose->add_flag("--new", given->asNew, "Register whoever the images name");
    whose->require_option(0, 1);
    dicom->add_option("--confirm", given->confirmed, "You have compared it: name, birth-date, sex may differ")
        ->transform(CLI::CheckedTransformer(fields));
    dicom->callback([given, &invocation] {
        invocation.run = [given, &invocation] { return importDicom(*given, invocation); };
    });
}

} // namespace twinward::ctl
