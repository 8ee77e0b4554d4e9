#include "version_card_p.h"

#include "workbench/came_from.h"
#include "workbench/format.h"
#include "workbench/theme.h"
#include "workbench/widgets.h"

#include <QFormLayout>

namespace twinward::record {

using workbench::Theme;

VersionCard::VersionCard(const QString& title, const RecordedEvent& version, const Roster& roster,
    const text::Fields& other, QWidget* parent)
    : QFrame(parent)
{
    const Member* author = roster.find(version.author);
    QString who = author != nullptr
        ? tr("%1 (%2)", "name, role").arg(author->name, workbench::formatRole(author->role))
        : tr("Unknown person");
    if (const auto& origin = version.event.origin) {
        who = tr("%1 (%2) at %3, taken in by %4", "name, role, clinic, name")
                  .arg(origin->authorName, workbench::formatRole(origin->role), origin->clinicName,
                      roster.nameOf(version.author));
    }
    QString subtitle = tr("%1, %2", "who, when").arg(who, text::recorded(version.recorded));
    if (const auto& origin = version.event.origin) {
        const QString ended = workbench::cameFromLong(*origin);
        if (!ended.isEmpty())
            subtitle = tr("%1. %2", "who and when, a sentence").arg(subtitle, ended);
    }
    build(title, subtitle, text::fields(version.event), other);
}

VersionCard::VersionCard(const QString& title, const QString& subtitle, const text::Fields& fields,
    const text::Fields& other, QWidget* parent)
    : QFrame(parent)
{
    build(title, subtitle, fields, other);
}

void VersionCard::build(
    const QString& title, const QString& subtitle, const text::Fields& fields, const text::Fields& other)
{
    setProperty("house", QStringLiteral("bar"));
    setAccessibleName(tr("%1: %2", "which version, who and when").arg(title, subtitle));
    const Theme& theme = Theme::instance();
    m_layout = new QVBoxLayout(this);
    m_layout->setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8));
    m_layout->setSpacing(theme.px(4));
    auto* heading = new QLabel(title, this);
    heading->setFont(theme.font(Theme::Type::Heading, QFont::DemiBold));
    auto* by = new QLabel(subtitle, this);
    by->setWordWrap(true);
    workbench::setTone(by, workbench::Tone::Secondary);
    m_layout->addWidget(heading);
    m_layout->addWidget(by);
    auto* rows = new QFormLayout;
    rows->setHorizontalSpacing(theme.px(12));
    rows->setVerticalSpacing(theme.px(4));
    for (const auto& [label, value] : fields) {
        auto* name = new QLabel(label, this);
        workbench::setTone(name, workbench::Tone::Secondary);
        auto* words = new QLabel(value, this);
        words->setTextFormat(Qt::PlainText);
        words->setWordWrap(true);
        words->setTextInteractionFlags(Qt::TextSelectableByMouse);
        if (!other.isEmpty() && !other.contains(QPair<QString, QString>(label, value))) {
            words->setFont(theme.font(Theme::Type::Body, QFont::Bold));
            workbench::setTone(words, workbench::Tone::Caution);
            words->setText(tr("≠ %1", "a value that differs from the other version").arg(value));
            words->setAccessibleName(tr("Differs: %1").arg(value));
        }
        rows->addRow(name, words);
    }
    m_layout->addLayout(rows);
    m_layout->addStretch();
}

void VersionCard::warn(const QString& sentence)
{
    auto* warning = new QLabel(sentence, this);
    warning->setWordWrap(true);
    workbench::setTone(warning, workbench::Tone::Danger);
    m_layout->insertWidget(2, warning);
}

void VersionCard::addBottom(QWidget* widget)
{
    m_layout->addWidget(widget);
}

} // namespace twinward::record
