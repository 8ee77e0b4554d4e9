#include "message_words_p.h"

#include "base/unit.h"
#include "workbench/format.h"

#include <algorithm>

namespace twinward::interop {

using namespace record;

namespace {

QString textOf(const Value& value)
{
    if (const auto* quantity = std::get_if<Quantity>(&value))
        return quantity->comparator
            + workbench::formatWithUnit(quantity->value.toString(), base::unitForDisplay(quantity->unit));
    if (const auto* coded = std::get_if<Concept>(&value))
        return coded->label();
    if (const auto* words = std::get_if<QString>(&value))
        return *words;
    return {};
}

QString textOf(const Observation& observation)
{
    QStringList parts{observation.code.label(), textOf(observation.value)};
    for (const Component& component : observation.components)
        parts << component.code.label() << textOf(component.value);
    parts.removeAll(QString());
    return parts.join(u' ');
}

// Does any name here share a word with any that was sent?
bool namesAgree(const PatientDetails& here, const PatientDetails& sent)
{
    const auto words = [](const PatientDetails& details) {
        QStringList all;
        for (const HumanName& name : details.names)
            all << name.display().toCaseFolded().split(u' ', Qt::SkipEmptyParts);
        return all;
    };
    const QStringList known = words(here);
    const QStringList said = words(sent);
    return known.isEmpty() || said.isEmpty()
        || std::any_of(said.begin(), said.end(), [&](const QString& word) { return known.contains(word); });
}

} // namespace

QString MessageWords::numbers(const PatientDetails& details)
{
    QStringList values;
    for (const Identifier& identifier : details.identifiers)
        values << identifier.value;
    values.removeDuplicates();
    return values.join(QStringLiteral(", "));
}

QString MessageWords::person(const PatientDetails& details)
{
    QStringList parts{workbench::formatName(details), workbench::formatSex(details.sex),
        workbench::formatDate(details.birthDate), numbers(details)};
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

QString MessageWords::entry(const Body& body)
{
    if (const auto* observation = std::get_if<Observation>(&body))
        return textOf(*observation);
    if (const auto* encounter = std::get_if<Encounter>(&body))
        return encounter->location.isEmpty() ? tr("A visit") : tr("A visit: %1").arg(encounter->location);
    if (const auto* allergy = std::get_if<Allergy>(&body))
        return tr("Allergy: %1").arg(allergy->code.label());
    if (const auto* condition = std::get_if<Condition>(&body))
        return tr("Problem: %1").arg(condition->code.label());
    if (const auto* document = std::get_if<Document>(&body))
        return tr("Document: %1").arg(document->title);
    if (std::holds_alternative<Retraction>(body))
        return tr("Takes something back that was sent before");
    return tr("Another entry");
}

QStringList MessageWords::differences(const PatientDetails& here, const PatientDetails& sent)
{
    QStringList sentences;
    if (!namesAgree(here, sent))
        sentences << tr("Another name: %1 here, %2 in the message.")
                         .arg(workbench::formatName(here), workbench::formatName(sent));
    if (!here.birthDate.isNull() && !sent.birthDate.isNull()
        && !here.birthDate.isCompatibleWith(sent.birthDate))
        sentences << tr("Another birth date: %1 here, %2 in the message.")
                         .arg(workbench::formatDate(here.birthDate), workbench::formatDate(sent.birthDate));
    if (here.sex != Sex::Unknown && sent.sex != Sex::Unknown && here.sex != sent.sex)
        sentences << tr("Another sex: %1 here, %2 in the message.")
                         .arg(workbench::formatSex(here.sex), workbench::formatSex(sent.sex));
    return sentences;
}

} // namespace twinward::interop
