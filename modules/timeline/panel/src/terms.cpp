#include "terms_p.h"

#include "workbench/format.h"

#include <QCoreApplication>
#include <QHash>
#include <QLocale>

namespace twinward::timeline {

namespace {

struct Terms
{
    Q_DECLARE_TR_FUNCTIONS(Timeline)
};

using Phrases = QHash<QString, const char*>;

// FHIR condition-clinical, condition-ver-status, encounter-status, event-status, medication statuses,
// allergy criticality and our own medication actions.
const Phrases& statuses()
{
    static const Phrases phrases{
        {QStringLiteral("active"), QT_TRANSLATE_NOOP("Timeline", "Active")},
        {QStringLiteral("recurrence"), QT_TRANSLATE_NOOP("Timeline", "Recurrence")},
        {QStringLiteral("relapse"), QT_TRANSLATE_NOOP("Timeline", "Relapse")},
        {QStringLiteral("inactive"), QT_TRANSLATE_NOOP("Timeline", "Inactive")},
        {QStringLiteral("remission"), QT_TRANSLATE_NOOP("Timeline", "In remission")},
        {QStringLiteral("resolved"), QT_TRANSLATE_NOOP("Timeline", "Resolved")},
        {QStringLiteral("confirmed"), QT_TRANSLATE_NOOP("Timeline", "Confirmed")},
        {QStringLiteral("unconfirmed"), QT_TRANSLATE_NOOP("Timeline", "Not confirmed")},
        {QStringLiteral("provisional"), QT_TRANSLATE_NOOP("Timeline", "Provisional")},
        {QStringLiteral("differential"), QT_TRANSLATE_NOOP("Timeline", "One of several possibilities")},
        {QStringLiteral("refuted"), QT_TRANSLATE_NOOP("Timeline", "Ruled out")},
        {QStringLiteral("entered-in-error"), QT_TRANSLATE_NOOP("Timeline", "Entered in error")},
        {QStringLiteral("planned"), QT_TRANSLATE_NOOP("Timeline", "Planned")},
        {QStringLiteral("arrived"), QT_TRANSLATE_NOOP("Timeline", "Arrived")},
        {QStringLiteral("triaged"), QT_TRANSLATE_NOOP("Timeline", "Triaged")},
        {QStringLiteral("in-progress"), QT_TRANSLATE_NOOP("Timeline", "Under way")},
        {QStringLiteral("onleave"), QT_TRANSLATE_NOOP("Timeline", "On leave")},
        {QStringLiteral("finished"), QT_TRANSLATE_NOOP("Timeline", "Finished")},
        {QStringLiteral("completed"), QT_TRANSLATE_NOOP("Timeline", "Completed")},
        {QStringLiteral("cancelled"), QT_TRANSLATE_NOOP("Timeline", "Cancelled")},
        {QStringLiteral("stopped"), QT_TRANSLATE_NOOP("Timeline", "Stopped")},
        {QStringLiteral("on-hold"), QT_TRANSLATE_NOOP("Timeline", "On hold")},
        {QStringLiteral("draft"), QT_TRANSLATE_NOOP("Timeline", "Draft")},
        {QStringLiteral("intended"), QT_TRANSLATE_NOOP("Timeline", "Intended")},
        {QStringLiteral("not-taken"), QT_TRANSLATE_NOOP("Timeline", "Not taken")},
        {QStringLiteral("not-done"), QT_TRANSLATE_NOOP("Timeline", "Not done")},
        {QStringLiteral("preparation"), QT_TRANSLATE_NOOP("Timeline", "In preparation")},
        {QStringLiteral("unknown"), QT_TRANSLATE_NOOP("Timeline", "Not known")},
        {QStringLiteral("registered"), QT_TRANSLATE_NOOP("Timeline", "Registered, no result yet")},
        {QStringLiteral("preliminary"), QT_TRANSLATE_NOOP("Timeline", "Preliminary")},
        {QStringLiteral("final"), QT_TRANSLATE_NOOP("Timeline", "Final")},
        {QStringLiteral("amended"), QT_TRANSLATE_NOOP("Timeline", "Amended")},
        {QStringLiteral("corrected"), QT_TRANSLATE_NOOP("Timeline", "Corrected")},
        {QStringLiteral("high"), QT_TRANSLATE_NOOP("Timeline", "High risk")},
        {QStringLiteral("low"), QT_TRANSLATE_NOOP("Timeline", "Low risk")},
        {QStringLiteral("unable-to-assess"), QT_TRANSLATE_NOOP("Timeline", "Risk not known")},
        {QStringLiteral("prescribed"), QT_TRANSLATE_NOOP("Timeline", "Prescribed")},
        {QStringLiteral("given"), QT_TRANSLATE_NOOP("Timeline", "Given")},
        {QStringLiteral("stated"), QT_TRANSLATE_NOOP("Timeline", "Taken, as stated")},
    };
    return phrases;
}

// HL7 v3 ObservationInterpretation and ActEncounterCode.
const Phrases& codes()
{
    static const Phrases phrases{
        {QStringLiteral("N"), QT_TRANSLATE_NOOP("Timeline", "Normal")},
        {QStringLiteral("H"), QT_TRANSLATE_NOOP("Timeline", "High")},
        {QStringLiteral("L"), QT_TRANSLATE_NOOP("Timeline", "Low")},
        {QStringLiteral("HH"), QT_TRANSLATE_NOOP("Timeline", "Critically high")},
        {QStringLiteral("LL"), QT_TRANSLATE_NOOP("Timeline", "Critically low")},
        {QStringLiteral("A"), QT_TRANSLATE_NOOP("Timeline", "Abnormal")},
        {QStringLiteral("AA"), QT_TRANSLATE_NOOP("Timeline", "Critically abnormal")},
        {QStringLiteral("POS"), QT_TRANSLATE_NOOP("Timeline", "Positive")},
        {QStringLiteral("NEG"), QT_TRANSLATE_NOOP("Timeline", "Negative")},
        {QStringLiteral("AMB"), QT_TRANSLATE_NOOP("Timeline", "Outpatient")},
        {QStringLiteral("IMP"), QT_TRANSLATE_NOOP("Timeline", "In hospital")},
        {QStringLiteral("EMER"), QT_TRANSLATE_NOOP("Timeline", "Emergency")},
        {QStringLiteral("HH-VISIT"), QT_TRANSLATE_NOOP("Timeline", "At home")},
        {QStringLiteral("VR"), QT_TRANSLATE_NOOP("Timeline", "By telephone or video")},
    };
    return phrases;
}

QString phrase(const Phrases& phrases, const QString& code)
{
    const char* const found = phrases.value(code, nullptr);
    return found != nullptr ? Terms::tr(found) : code;
}

QString precisionNote(const base::Moment& moment)
{
    switch (moment.precision()) {
    case base::Moment::Precision::Year:
        return Terms::tr("only the year is known");
    case base::Moment::Precision::Month:
        return Terms::tr("only the month is known");
    case base::Moment::Precision::Day:
        return Terms::tr("time of day not known");
    default:
        break;
    }
    return {};
}

base::Moment endOf(const record::Event& event)
{
    if (const auto* visit = event.as<record::Encounter>())
        return visit->end;
    if (const auto* condition = event.as<record::Condition>())
        return condition->abatement;
    if (const auto* procedure = event.as<record::Procedure>())
        return procedure->end;
    const auto* medication = event.as<record::Medication>();
    return medication != nullptr ? medication->end : base::Moment();
}

} // namespace

Words words()
{
    return {Terms::tr("Yes"), Terms::tr("No")};
}

QString laneName(Lane lane)
{
    switch (lane) {
    case Lane::Visits:
        return Terms::tr("Visits");
    case Lane::Problems:
        return Terms::tr("Problems");
    case Lane::Medications:
        return Terms::tr("Medications");
    case Lane::Allergies:
        return Terms::tr("Allergies");
    case Lane::Vitals:
        return Terms::tr("Vitals");
    case Lane::Laboratory:
        return Terms::tr("Laboratory");
    case Lane::Procedures:
        return Terms::tr("Procedures");
    case Lane::Immunisations:
        return Terms::tr("Immunisations");
    case Lane::Imaging:
        return Terms::tr("Imaging");
    case Lane::Notes:
        return Terms::tr("Notes");
    case Lane::Documents:
        return Terms::tr("Documents");
    case Lane::Other:
        break;
    }
    return Terms::tr("Other");
}

QString fieldName(Field field)
{
    switch (field) {
    case Field::Value:
    case Field::Component:
        return Terms::tr("Value");
    case Field::Reference:
        return Terms::tr("Reference range");
    case Field::Interpretation:
        return Terms::tr("Reads as");
    case Field::Status:
        return Terms::tr("Status");
    case Field::Verification:
        return Terms::tr("Certainty");
    case Field::Criticality:
        return Terms::tr("Danger");
    case Field::Action:
        return Terms::tr("What was done");
    case Field::Dose:
        return Terms::tr("Dose");
    case Field::Route:
        return Terms::tr("Route");
    case Field::Frequency:
        return Terms::tr("How often");
    case Field::Reason:
        return Terms::tr("Reason");
    case Field::Reaction:
        return Terms::tr("Reaction");
    case Field::Lot:
        return Terms::tr("Lot number");
    case Field::Site:
        return Terms::tr("Site");
    case Field::Location:
        return Terms::tr("Place");
    case Field::VisitClass:
        return Terms::tr("Kind of visit");
    case Field::Method:
        return Terms::tr("How measured");
    case Field::Note:
        return Terms::tr("Note");
    case Field::Text:
        return Terms::tr("Text");
    case Field::ContentType:
        return Terms::tr("File type");
    case Field::Size:
        return Terms::tr("Size");
    case Field::ResourceType:
        return Terms::tr("Resource");
    case Field::Code:
        return Terms::tr("Code");
    case Field::Ended:
        return Terms::tr("Ended");
    }
    return {};
}

QString fieldText(const Detail& detail)
{
    switch (detail.field) {
    case Field::Status:
    case Field::Verification:
    case Field::Criticality:
    case Field::Action:
        return phrase(statuses(), detail.text);
    case Field::Interpretation:
        return phrase(codes(), detail.text);
    case Field::VisitClass: // "HH" is critically high for a result, and home health for a visit
        return phrase(codes(), detail.text == u"HH" ? QStringLiteral("HH-VISIT") : detail.text);
    case Field::Size:
        return QLocale().formattedDataSize(detail.text.toLongLong());
    case Field::Ended:
        return {}; // part of the time
    default:
        break;
    }
    return detail.text;
}

QString itemName(const Item& item)
{
    return item.label.isEmpty() ? Terms::tr("%1, no words recorded", "kind of entry").arg(laneName(item.lane))
                                : item.label;
}

QString whenText(const record::Event& event, const Item& item)
{
    if (!item.isDated())
        return Terms::tr("Date not known");
    const QString begin = workbench::formatMoment(event.occurred);
    const base::Moment endMoment = endOf(event);
    const QString end = workbench::formatMoment(endMoment);
    QString when = begin;
    if (!end.isEmpty() && end != begin)
        when = Terms::tr("%1 to %2", "a span of time").arg(begin, end);
    else if (item.active && item.canEnd)
        when = Terms::tr("Since %1").arg(begin);
    const QString note = precisionNote(event.occurred);
    return note.isEmpty() ? when : Terms::tr("%1 (%2)", "a time (how exactly it is known)").arg(when, note);
}

QStringList markNames(Marks marks)
{
    QStringList names;
    if (marks.testFlag(Mark::Conflict))
        names << Terms::tr("Conflict");
    if (marks.testFlag(Mark::NotAuthorised))
        names << Terms::tr("Not authorised");
    if (marks.testFlag(Mark::Retracted))
        names << Terms::tr("Retracted");
    if (marks.testFlag(Mark::Amended))
        names << Terms::tr("Amended");
    return names;
}

QString spokenText(const record::Event& event, const Item& item)
{
    const QString said = Terms::tr("%1: %2. %3.", "lane, entry, time")
                             .arg(laneName(item.lane), itemName(item), whenText(event, item));
    const QString separator
        = QLocale().language() == QLocale::Chinese ? QStringLiteral("、") : QStringLiteral(", ");
    const QString marks = markNames(item.marks).join(separator);
    return marks.isEmpty() ? said : Terms::tr("%1 %2.", "sentence, state").arg(said, marks);
}

} // namespace twinward::timeline
