#include "card_text_p.h"

#include "terms_p.h"
#include "timeline/shorten.h"
#include "workbench/came_from.h"
#include "workbench/format.h"
#include "workbench/theme.h"

#include <algorithm>
#include <QCoreApplication>

namespace twinward::timeline {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Timeline)
};

using workbench::Theme;

constexpr qsizetype shortText = 160; // characters of a long text beside the mouse
constexpr size_t shortList = 8;
constexpr size_t fullList = 500;

QString colour(Theme::Role role)
{
    return Theme::instance().color(role).name();
}

QString styled(const QString& text, Theme::Role role)
{
    return QStringLiteral("<span style='color:%1'>%2</span>").arg(colour(role), text);
}

QString paragraph(const QString& html)
{
    return QStringLiteral("<p style='margin:0 0 4px 0'>%1</p>").arg(html);
}

QString escaped(const QString& text)
{
    return text.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>"));
}

QString row(const QString& name, const QString& text)
{
    return QStringLiteral(
        "<tr><td style='color:%1;padding:1px 12px 1px 0'>%2</td><td style='padding:1px 0'>%3</td></tr>")
        .arg(colour(Theme::Role::Secondary), escaped(name), escaped(text));
}

QString shortened(const QString& text, CardText::Length length)
{
    return length == CardText::Length::Full ? text : shortenedToLength(text, shortText);
}

QString rows(const record::Event& event, CardText::Length length)
{
    QString html;
    for (const Detail& detail : detailsOf(event, words())) {
        const QString text = fieldText(detail);
        if (text.isEmpty() || (length == CardText::Length::Short && detail.field == Field::Code))
            continue;
        html += row(fieldName(detail.field), shortened(text, length));
    }
    return html;
}

QString recordedText(const record::RecordedEvent& version, const NameOfUser& nameOf)
{
    const QString when = workbench::formatDateTime(QDateTime::fromMSecsSinceEpoch(version.recorded.wallMs()));
    if (const auto& origin = version.event.origin) {
        const QString who = Text::tr("%1 at %2; taken in %3 by %4", "person, clinic, time, person")
                                .arg(origin->authorName, origin->clinicName, when, nameOf(version.author));
        const QString ended = workbench::cameFromLong(*origin);
        return ended.isEmpty() ? who : Text::tr("%1. %2", "who and when, a sentence").arg(who, ended);
    }
    return Text::tr("%1, by %2", "time, person").arg(when, nameOf(version.author));
}

// Why somebody must look at it, in whole sentences.
QString warnings(const record::Entry& entry, const Item& item, const NameOfUser& nameOf)
{
    QString html;
    if (entry.event().category == record::Category::Sensitive)
        html += paragraph(
            styled(escaped(Text::tr("Sensitive: only physicians can read it.")), Theme::Role::Caution));
    if (item.marks.testFlag(Mark::Conflict)) {
        html += paragraph(
            styled(escaped(Text::tr("Conflict: %n version(s) did not know of each other. Both are kept until "
                                    "somebody settles it.",
                       nullptr, static_cast<int>(entry.heads.size()))),
                Theme::Role::Caution));
    }
    for (const record::EventId& version : entry.notAuthorised) {
        const auto found = std::find_if(entry.versions.begin(), entry.versions.end(),
            [&](const record::RecordedEvent& recorded) { return recorded.event.id == version; });
        if (found == entry.versions.end())
            continue;
        html += paragraph(
            styled(escaped(Text::tr("Not authorised: signed by %1, whose role does not allow it.")
                               .arg(nameOf(found->author))),
                Theme::Role::Danger));
    }
    if (const auto* retraction = entry.current().event.as<record::Retraction>()) {
        const QString who = recordedText(entry.current(), nameOf);
        const QString said = retraction->reason.isEmpty()
            ? Text::tr("Retracted %1.", "time and person").arg(who)
            : Text::tr("Retracted %1: %2", "time and person, reason").arg(who, retraction->reason);
        html += paragraph(styled(escaped(said), Theme::Role::Danger));
    }
    return html;
}

QString versionText(
    const record::Entry& entry, const record::RecordedEvent& version, const NameOfUser& nameOf)
{
    QString kind;
    const bool head
        = std::find(entry.heads.begin(), entry.heads.end(), version.event.id) != entry.heads.end();
    const bool refused = std::find(entry.notAuthorised.begin(), entry.notAuthorised.end(), version.event.id)
        != entry.notAuthorised.end();
    if (refused)
        kind = Text::tr("Not authorised");
    else if (entry.state == record::EntryState::Conflict && head)
        kind = Text::tr("In conflict");
    else if (version.event.as<record::Retraction>() != nullptr)
        kind = Text::tr("Retraction");
    else
        kind = head ? Text::tr("Current") : Text::tr("Replaced");
    QString html = paragraph(
        QStringLiteral("<b>%1</b> %2")
            .arg(escaped(kind), styled(escaped(recordedText(version, nameOf)), Theme::Role::Secondary)));
    const QString label = labelOf(version.event, words()).text();
    if (!label.isEmpty())
        html += paragraph(escaped(label));
    const QString when = workbench::formatMoment(version.event.occurred);
    html += QStringLiteral("<table cellspacing=0 cellpadding=0>%1%2</table>")
                .arg(when.isEmpty() ? QString() : row(Text::tr("When"), when),
                    rows(version.event, CardText::Length::Short));
    return html;
}

QString itemLink(const Story& story, quint32 index)
{
    const Item& item = story.items()[index];
    const record::Event& event = story.entry(item).event();
    QString marks = markNames(item.marks).join(QStringLiteral(" · "));
    if (!marks.isEmpty())
        marks = QStringLiteral(" ") + styled(escaped(marks), Theme::Role::Caution);
    return QStringLiteral("<tr><td style='padding:1px 12px 1px 0'>%1</td><td style='padding:1px 0'>"
                          "<a style='color:%2;text-decoration:none' href='item:%3'>%4</a>%5</td></tr>")
        .arg(styled(escaped(workbench::formatMoment(event.occurred)), Theme::Role::Secondary),
            colour(Theme::Role::Text), QString::number(index), escaped(itemName(item)), marks);
}

} // namespace

QString CardText::ofItem(quint32 index, Length length, const QString& sourceNote) const
{
    const Item& item = story.items()[index];
    const record::Entry& entry = story.entry(item);
    const record::Event& event = entry.event();
    QString html = paragraph(styled(escaped(laneName(item.lane)), Theme::Role::Secondary));
    html += paragraph(QStringLiteral("<b>%1</b>").arg(escaped(shortened(itemName(item), length))));
    html += warnings(entry, item, nameOf);
    html += QStringLiteral("<table cellspacing=0 cellpadding=0>");
    html += row(Text::tr("When"), whenText(event, item));
    html += rows(event, length);
    html += row(Text::tr("Recorded"), recordedText(entry.content(), nameOf));
    if (!sourceNote.isEmpty())
        html += row(Text::tr("Source"), sourceNote);
    if (const QString where = whereOf(entry.current().event.id); !where.isEmpty())
        html += row(Text::tr("Saved"), where);
    html += QStringLiteral("</table>");
    if (!entry.isAmended())
        return html;
    if (length == Length::Short)
        return html
            + paragraph(styled(escaped(Text::tr("%n version(s); Enter shows them.", nullptr,
                                   static_cast<int>(entry.versions.size()))),
                Theme::Role::Secondary));
    html += QStringLiteral("<hr>");
    for (const record::RecordedEvent& version : entry.versions)
        html += versionText(entry, version, nameOf);
    return html;
}

QString CardText::ofItems(const std::vector<quint32>& items, Length length) const
{
    QString html
        = paragraph(QStringLiteral("<b>%1</b>")
                        .arg(escaped(Text::tr("%n entries", nullptr, static_cast<int>(items.size())))));
    html += QStringLiteral("<table cellspacing=0 cellpadding=0>");
    const size_t most = std::min(items.size(), length == Length::Short ? shortList : fullList);
    for (size_t i = 0; i < most; ++i)
        html += itemLink(story, items[i]);
    html += QStringLiteral("</table>");
    if (most < items.size()) {
        html += paragraph(
            styled(escaped(Text::tr("and %n more", nullptr, static_cast<int>(items.size() - most))),
                Theme::Role::Secondary));
    }
    return html;
}

} // namespace twinward::timeline
