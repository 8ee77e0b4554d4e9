#include "perspectives_p.h"

#include <algorithm>
#include <QtGlobal>

namespace twinward::workstation {

namespace {

QStringList ids(std::initializer_list<const char*> names)
{
    QStringList list;
    for (const char* name : names)
        list.append(QString::fromLatin1(name));
    return list;
}

} // namespace

const std::vector<Perspective>& perspectives()
{
    static const std::vector<Perspective> all = {
        {QStringLiteral("reception"), QT_TRANSLATE_NOOP("Perspectives", "Reception"),
            {{{{ids({"patients"})}}, 3}, {{{ids({"registration", "summary"})}}, 4}},
            QStringLiteral("patients")},
        {QStringLiteral("ward"), QT_TRANSLATE_NOOP("Perspectives", "Ward round"),
            {{{{ids({"patients", "ward"})}}, 3}, {{{ids({"vitals_chart", "timeline"})}}, 6},
                {{{ids({"vitals_round"})}}, 4}},
            QStringLiteral("vitals_round")},
        {QStringLiteral("consulting"), QT_TRANSLATE_NOOP("Perspectives", "Consulting"),
            {{{{ids({"patients"})}}, 2}, {{{ids({"timeline", "vitals_chart"}), 3}, {ids({"notes"}), 2}}, 5},
                {{{ids({"problems"}), 1}, {ids({"medications"}), 1}, {ids({"allergies"}), 1}}, 3}},
            QStringLiteral("timeline")},
    };
    return all;
}

const Perspective& perspective(const QString& id)
{
    const auto& all = perspectives();
    const auto found = std::ranges::find(all, id, &Perspective::id);
    return found == all.end() ? all.front() : *found;
}

} // namespace twinward::workstation
