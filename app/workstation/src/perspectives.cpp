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
            {{{{ids({"patients"}), 1}}, 3},
                {{{ids({"registration", "details", "visits", "summary"}), 1}}, 4}},
            QStringLiteral("patients"), QStringLiteral("details")},
        {QStringLiteral("ward"), QT_TRANSLATE_NOOP("Perspectives", "Ward round"),
            {{{{ids({"ward-round", "patients"}), 1}}, 3},
                {{{ids({"vitals-charts", "timeline", "live-feed"}), 3}, {ids({"early-warning", "notes"}), 2}},
                    6},
                {{{ids({"vitals-form", "medications"}), 1}}, 4}},
            QStringLiteral("patients"), QStringLiteral("vitals-charts")},
        {QStringLiteral("consulting"), QT_TRANSLATE_NOOP("Perspectives", "Consulting"),
            {{{{ids({"patients"}), 1}}, 5},
                {{{ids({"timeline", "vitals-charts", "vitals-form"}), 3},
                     {ids({"notes", "visits", "procedures"}), 2}},
                    10},
                {{{ids({"problems", "documents"}), 2},
                     {ids({"medications", "allergies", "early-warning"}), 3}},
                    6}},
            QStringLiteral("patients"), QStringLiteral("timeline")},
        {QStringLiteral("images"), QT_TRANSLATE_NOOP("Perspectives", "Images"),
            {{{{ids({"images", "patients", "timeline", "headset"}), 1}}, 1}}, QStringLiteral("patients"),
            QStringLiteral("images")},
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
