#include "text_p.h"

#include "base/unit.h"
#include "record/allergy_match.h"
#include "workbench/format.h"

#include <QCoreApplication>

namespace twinward::record::text {

namespace {

struct RecordText
{
    Q_DECLARE_TR_FUNCTIONS(RecordText)
};

QString orAsWritten(const char* known, const QString& code)
{
    return known != nullptr ? RecordText::tr(known) : code;
}

const char* lookUp(const QString& code, std::initializer_list<std::pair<const char*, const char*>> words)
{
    for (const auto& [key, word] : words) {
        if (code == QLatin1String(key))
            return word;
    }
    return nullptr;
}

} // namespace

QString recorded(base::HybridTime when)
{
    return workbench::formatDateTime(QDateTime::fromMSecsSinceEpoch(when.wallMs()));
}

QString born(const PatientDetails& details)
{
    if (details.birthDate.isNull())
        return RecordText::tr("Birth date not recorded");
    return RecordText::tr("born %1").arg(workbench::formatDate(details.birthDate));
}

QString otherNames(const PatientDetails& details)
{
    QStringList others;
    const QString main = details.displayName();
    for (const HumanName& name : details.names) {
        const QString shown = name.display();
        if (!shown.isEmpty() && shown != main && !others.contains(shown))
            others << shown;
    }
    return others.join(RecordText::tr(", ", "between the items of a list"));
}

QString identifierTypeShort(const Identifier& identifier)
{
    const QString& type = identifier.type;
    if (type.isEmpty())
        return RecordText::tr("No.", "an identifier of no known type, before the number");
    if (type.contains(QLatin1String("medical record"), Qt::CaseInsensitive))
        return RecordText::tr("MRN", "short for medical record number");
    return orAsWritten(lookUp(type,
                           {{"National identity number", QT_TRANSLATE_NOOP("RecordText", "National ID")},
                               {"Insurance number", QT_TRANSLATE_NOOP("RecordText", "Insurance no.")},
                               {"Passport number", QT_TRANSLATE_NOOP("RecordText", "Passport")}}),
        type);
}

QString mainIdentifier(const PatientDetails& details)
{
    if (details.identifiers.empty())
        return {};
    const auto chosen
        = std::find_if(details.identifiers.begin(), details.identifiers.end(), [](const Identifier& id) {
              return id.type.contains(QLatin1String("medical record"), Qt::CaseInsensitive)
                  && !id.value.isEmpty();
          });
    const Identifier& main = chosen != details.identifiers.end() ? *chosen : details.identifiers.front();
    return RecordText::tr("%1 %2", "kind of identifier, number").arg(identifierTypeShort(main), main.value);
}

QString clinicalStatus(const QString& code)
{
    return orAsWritten(lookUp(code,
                           {{"active", QT_TRANSLATE_NOOP("RecordText", "Active")},
                               {"recurrence", QT_TRANSLATE_NOOP("RecordText", "Come back")},
                               {"relapse", QT_TRANSLATE_NOOP("RecordText", "Relapsed")},
                               {"inactive", QT_TRANSLATE_NOOP("RecordText", "Inactive")},
                               {"remission", QT_TRANSLATE_NOOP("RecordText", "In remission")},
                               {"resolved", QT_TRANSLATE_NOOP("RecordText", "Resolved")}}),
        code);
}

QString verificationStatus(const QString& code)
{
    return orAsWritten(lookUp(code,
                           {{"confirmed", QT_TRANSLATE_NOOP("RecordText", "Confirmed")},
                               {"provisional", QT_TRANSLATE_NOOP("RecordText", "Suspected")},
                               {"unconfirmed", QT_TRANSLATE_NOOP("RecordText", "Not confirmed")},
                               {"differential", QT_TRANSLATE_NOOP("RecordText", "One of several possible")},
                               {"refuted", QT_TRANSLATE_NOOP("RecordText", "Ruled out")},
                               {"entered-in-error", QT_TRANSLATE_NOOP("RecordText", "Entered by mistake")}}),
        code);
}

QString criticality(const QString& code)
{
    return orAsWritten(lookUp(code,
                           {{"high", QT_TRANSLATE_NOOP("RecordText", "Severe")},
                               {"low", QT_TRANSLATE_NOOP("RecordText", "Mild")},
                               {"unable-to-assess", QT_TRANSLATE_NOOP("RecordText", "Severity not known")}}),
        code);
}

QString action(Medication::Action action)
{
    switch (action) {
    case Medication::Action::Prescribed:
        return RecordText::tr("Prescribed");
    case Medication::Action::Given:
        return RecordText::tr("Given");
    case Medication::Action::Stopped:
        return RecordText::tr("Stopped");
    case Medication::Action::Stated:
        break;
    }
    return RecordText::tr("Taken, as told");
}

QString encounterClass(const QString& code)
{
    return orAsWritten(lookUp(code,
                           {{"AMB", QT_TRANSLATE_NOOP("RecordText", "Clinic visit")},
                               {"IMP", QT_TRANSLATE_NOOP("RecordText", "Stay on a ward")},
                               {"EMER", QT_TRANSLATE_NOOP("RecordText", "Emergency")},
                               {"HH", QT_TRANSLATE_NOOP("RecordText", "Home visit")},
                               {"VR", QT_TRANSLATE_NOOP("RecordText", "By telephone or video")}}),
        code);
}

QString encounterStatus(const QString& code)
{
    return orAsWritten(lookUp(code,
                           {{"planned", QT_TRANSLATE_NOOP("RecordText", "Planned")},
                               {"arrived", QT_TRANSLATE_NOOP("RecordText", "Arrived")},
                               {"triaged", QT_TRANSLATE_NOOP("RecordText", "Triaged")},
                               {"in-progress", QT_TRANSLATE_NOOP("RecordText", "Going on")},
                               {"onleave", QT_TRANSLATE_NOOP("RecordText", "On leave")},
                               {"finished", QT_TRANSLATE_NOOP("RecordText", "Closed")},
                               {"cancelled", QT_TRANSLATE_NOOP("RecordText", "Cancelled")}}),
        code);
}

QString careStatus(const QString& code)
{
    return orAsWritten(lookUp(code,
                           {{"completed", QT_TRANSLATE_NOOP("RecordText", "Done")},
                               {"in-progress", QT_TRANSLATE_NOOP("RecordText", "Going on")},
                               {"preparation", QT_TRANSLATE_NOOP("RecordText", "Planned")},
                               {"not-done", QT_TRANSLATE_NOOP("RecordText", "Not done")},
                               {"stopped", QT_TRANSLATE_NOOP("RecordText", "Stopped")}}),
        code);
}

Choices choices(const QStringList& codes, QString (*word)(const QString&))
{
    return [codes, word] {
        QList<QPair<QString, QString>> pairs;
        for (const QString& code : codes)
            pairs.append({code, word(code)});
        return pairs;
    };
}

QString kind(Kind kind)
{
    switch (kind) {
    case Kind::PatientDetails:
        return RecordText::tr("Personal details");
    case Kind::Encounter:
        return RecordText::tr("Visit");
    case Kind::Observation:
        return RecordText::tr("Observation");
    case Kind::Condition:
        return RecordText::tr("Problem");
    case Kind::Allergy:
        return RecordText::tr("Allergy");
    case Kind::Medication:
        return RecordText::tr("Medication");
    case Kind::Procedure:
        return RecordText::tr("Procedure");
    case Kind::Immunisation:
        return RecordText::tr("Immunisation");
    case Kind::Note:
        return RecordText::tr("Note");
    case Kind::Document:
        return RecordText::tr("Document");
    case Kind::ImagingSeries:
        return RecordText::tr("Images");
    case Kind::ImagingFinding:
        return RecordText::tr("Finding on an image");
    case Kind::MergedInto:
        return RecordText::tr("Merge of two records");
    case Kind::Retraction:
        return RecordText::tr("Taken back");
    default:
        return RecordText::tr("Other entry");
    }
}

QString duplicateReason(const QString& machineWord)
{
    return orAsWritten(lookUp(machineWord,
                           {{"identifier", QT_TRANSLATE_NOOP("RecordText", "same identifier")},
                               {"name", QT_TRANSLATE_NOOP("RecordText", "similar name")},
                               {"name-sounds-alike", QT_TRANSLATE_NOOP("RecordText", "name sounds alike")},
                               {"birth-date", QT_TRANSLATE_NOOP("RecordText", "same birth date")},
                               {"birth-year", QT_TRANSLATE_NOOP("RecordText", "same year of birth")},
                               {"sex", QT_TRANSLATE_NOOP("RecordText", "same sex")},
                               {"phone", QT_TRANSLATE_NOOP("RecordText", "same phone")},
                               {"referral", QT_TRANSLATE_NOOP("RecordText", "was sent there from here")}}),
        machineWord);
}

QString value(const Value& value)
{
    if (const auto* quantity = std::get_if<Quantity>(&value)) {
        const QString number = quantity->comparator + quantity->value.toString();
        return workbench::formatWithUnit(number, base::unitForDisplay(quantity->unit));
    }
    if (const auto* coded = std::get_if<Concept>(&value))
        return coded->label();
    if (const auto* words = std::get_if<QString>(&value))
        return *words;
    if (const auto* yes = std::get_if<bool>(&value))
        return *yes ? RecordText::tr("Yes") : RecordText::tr("No");
    return {};
}

QString allergy(const Allergy& allergy)
{
    return isNoKnownAllergies(allergy) ? RecordText::tr("No known allergies") : allergy.code.label();
}

QString medicationLine(const Medication& medication)
{
    QStringList parts{medication.code.label(), medication.dose, medication.route, medication.frequency};
    parts.removeAll(QString());
    return parts.join(RecordText::tr(", ", "between the items of a list"));
}

} // namespace twinward::record::text
