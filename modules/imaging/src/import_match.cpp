#include "imaging/import.h"

#include "record/duplicates.h"

#include <algorithm>

namespace twinward::imaging {

namespace {

constexpr size_t mostMatches = 8;

record::Sex sexOf(const QString& dicom)
{
    if (dicom == QLatin1String("F"))
        return record::Sex::Female;
    if (dicom == QLatin1String("M"))
        return record::Sex::Male;
    return dicom == QLatin1String("O") ? record::Sex::Other : record::Sex::Unknown;
}

// "Family, Given Middle (ideographic)", as DicomPatient writes a name, in its parts.
std::vector<record::HumanName> namesOf(const QString& written)
{
    std::vector<record::HumanName> names;
    QString latin = written.trimmed();
    QString other;
    const qsizetype bracket = latin.indexOf(QLatin1String(" ("));
    if (bracket >= 0 && latin.endsWith(u')')) {
        other = latin.mid(bracket + 2).chopped(1).trimmed();
        latin.truncate(bracket);
    }
    if (!latin.isEmpty()) {
        record::HumanName name;
        name.family = latin.section(QLatin1String(", "), 0, 0).trimmed();
        name.given = latin.section(QLatin1String(", "), 1).split(u' ', Qt::SkipEmptyParts);
        name.use = QStringLiteral("official");
        names.push_back(std::move(name));
    }
    if (!other.isEmpty()) {
        record::HumanName name;
        name.text = other;
        name.use = names.empty() ? QStringLiteral("official") : QStringLiteral("usual");
        names.push_back(std::move(name));
    }
    return names;
}

QStringList foldedWords(const record::HumanName& name)
{
    const QString whole = name.family.isEmpty() && name.given.isEmpty()
        ? name.text
        : name.family + u' ' + name.given.join(u' ');
    QStringList words = record::foldedForSearch(whole).split(u' ', Qt::SkipEmptyParts);
    words.sort();
    return words;
}

bool sharesName(const std::vector<record::HumanName>& a, const std::vector<record::HumanName>& b)
{
    return std::any_of(a.begin(), a.end(), [&](const record::HumanName& mine) {
        return std::any_of(b.begin(), b.end(),
            [&](const record::HumanName& theirs) { return foldedWords(mine) == foldedWords(theirs); });
    });
}

// Hospitals write no system with their numbers, or one of their own: the number alone has to do, which is one
// more reason why a person confirms.
std::vector<record::PatientId> bearersOf(const QString& number, const record::PatientIndex& index)
{
    std::vector<record::PatientId> found;
    if (number.isEmpty())
        return found;
    for (const record::PatientRow* row : index.search(number, 200)) {
        const auto& identifiers = row->details.identifiers;
        const bool bears = std::any_of(identifiers.begin(), identifiers.end(),
            [&](const record::Identifier& each) { return each.value == number; });
        if (bears)
            found.push_back(row->id);
    }
    return found;
}

} // namespace

record::PatientDetails detailsFrom(const DicomPatient& patient)
{
    record::PatientDetails details;
    details.names = namesOf(patient.name);
    if (!patient.id.isEmpty())
        details.identifiers.push_back({patient.issuer, patient.id, QStringLiteral("Patient ID in images")});
    details.birthDate = patient.birthDate;
    details.sex = sexOf(patient.sex);
    return details;
}

std::vector<PatientMatch> matchPatient(const DicomPatient& patient, const record::PatientIndex& index)
{
    std::vector<PatientMatch> matches;
    const auto add = [&](record::PatientId id, double score, const QStringList& reasons) {
        const record::PatientId read = index.resolve(id);
        const auto known = std::find_if(
            matches.begin(), matches.end(), [&](const PatientMatch& each) { return each.patient == read; });
        const record::PatientRow* row = index.find(read);
        if (row == nullptr)
            return;
        if (known == matches.end()) {
            matches.push_back({read, score, reasons, differences(patient, row->details)});
            return;
        }
        for (const QString& reason : reasons) {
            if (!known->reasons.contains(reason))
                known->reasons.push_back(reason);
        }
    };
    for (const record::PatientId bearer : bearersOf(patient.id, index))
        add(bearer, 1, {QStringLiteral("identifier")});
    for (const record::DuplicateCandidate& candidate : record::likelyDuplicates(detailsFrom(patient), index))
        add(candidate.patient, candidate.score, candidate.reasons);
    const auto bears
        = [](const PatientMatch& match) { return match.reasons.contains(QStringLiteral("identifier")); };
    std::stable_sort(matches.begin(), matches.end(), [&](const PatientMatch& a, const PatientMatch& b) {
        if (bears(a) != bears(b))
            return bears(a);
        return a.score != b.score ? a.score > b.score : a.differences.size() < b.differences.size();
    });
    if (matches.size() > mostMatches)
        matches.resize(mostMatches);
    return matches;
}

std::vector<PatientDifference> differences(const DicomPatient& patient, const record::PatientDetails& chart)
{
    std::vector<PatientDifference> found;
    const auto names = namesOf(patient.name);
    if (!names.empty() && !chart.names.empty() && !sharesName(names, chart.names))
        found.push_back({PatientField::Name, patient.name, chart.displayName()});
    if (!patient.birthDate.isNull() && !chart.birthDate.isNull()
        && !patient.birthDate.isCompatibleWith(chart.birthDate))
        found.push_back({PatientField::BirthDate, patient.birthDate.toString(), chart.birthDate.toString()});
    const record::Sex sex = sexOf(patient.sex);
    if (sex != record::Sex::Unknown && chart.sex != record::Sex::Unknown && sex != chart.sex)
        found.push_back({PatientField::Sex, record::sexName(sex), record::sexName(chart.sex)});
    return found;
}

} // namespace twinward::imaging
