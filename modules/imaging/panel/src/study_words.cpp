#include "study_words_p.h"

#include "workbench/format.h"

namespace twinward::imaging {

namespace {

QString sexWord(const QString& letter)
{
    if (letter == u"M")
        return workbench::formatSex(record::Sex::Male);
    if (letter == u"F")
        return workbench::formatSex(record::Sex::Female);
    return letter == u"O" ? workbench::formatSex(record::Sex::Other) : QString();
}

QString joined(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

} // namespace

QString StudyWords::person(const DicomPatient& patient)
{
    return joined({patient.name.isEmpty() ? tr("No name") : patient.name, sexWord(patient.sex),
        workbench::formatDate(patient.birthDate),
        patient.id.isEmpty() ? tr("no number") : tr("number %1").arg(patient.id)});
}

QString StudyWords::title(const QStringList& modalities, const QString& description)
{
    return joined({modalities.join(QStringLiteral(", ")), description});
}

QString StudyWords::images(quint64 count)
{
    return tr("%n image(s)", nullptr, static_cast<int>(count));
}

std::vector<workbench::RowsModel::Row> StudyWords::rows(const std::vector<Study>& studies)
{
    std::vector<workbench::RowsModel::Row> rows;
    for (const Study& study : studies) {
        quint64 count = 0;
        for (const Series& series : study.series)
            count += series.instances.size();
        rows.push_back({{workbench::formatMoment(study.time), title(study.modalities, study.description),
            images(count)}});
    }
    return rows;
}

QString StudyWords::difference(const PatientDifference& difference)
{
    switch (difference.field) {
    case PatientField::Name:
        return tr("The images say the name is %1, the record says %2.")
            .arg(difference.inImages, difference.inChart);
    case PatientField::BirthDate:
        return tr("The images say born %1, the record says %2.").arg(difference.inImages, difference.inChart);
    case PatientField::Sex:
        return tr("The images say the sex is %1, the record says %2.")
            .arg(difference.inImages, difference.inChart);
    }
    return {};
}

} // namespace twinward::imaging
