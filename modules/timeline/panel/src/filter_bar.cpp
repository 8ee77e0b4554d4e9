#include "filter_bar_p.h"

#include "brush_p.h"
#include "chip_p.h"
#include "terms_p.h"
#include "workbench/flow_layout.h"
#include "workbench/theme.h"
#include "workbench/widgets.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

namespace twinward::timeline {

FilterBar::FilterBar(QWidget* parent)
    : QWidget(parent)
{
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(8, 8, 8, 8);
    rows->setSpacing(8);
    makeRanges();
    makeSearch();
    makeChips();
    auto* first = new QHBoxLayout;
    first->setSpacing(4);
    for (Chip* range : m_ranges)
        first->addWidget(range);
    first->addStretch();
    first->addWidget(m_foundLabel);
    first->addWidget(m_search);
    first->addWidget(m_previous);
    first->addWidget(m_next);
    rows->addLayout(first);
    auto* chips = new workbench::FlowLayout(4);
    for (Chip* lane : m_lanes)
        chips->addWidget(lane);
    for (Chip* chip : {m_activeOnly, m_inView, m_attention, m_retracted, m_reset})
        chips->addWidget(chip);
    rows->addLayout(chips);
    setStory(nullptr);
    retranslate();
}

void FilterBar::makeRanges()
{
    using Range = TimelineView::Range;
    constexpr std::array ranges{Range::Day, Range::Week, Range::Month, Range::Year, Range::Lifetime};
    for (size_t i = 0; i < ranges.size(); ++i) {
        m_ranges[i] = new Chip(this);
        connect(m_ranges[i], &Chip::clicked, this, [this, range = ranges[i]] { emit rangeChosen(range); });
    }
}

void FilterBar::makeSearch()
{
    m_foundLabel = new QLabel(this);
    workbench::setTone(m_foundLabel, workbench::Tone::Secondary);
    m_search = new QLineEdit(this);
    m_search->setObjectName(QStringLiteral("timelineSearch"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(workbench::Theme::instance().px(240));
    m_search->installEventFilter(this);
    connect(m_search, &QLineEdit::textChanged, this, &FilterBar::searchChanged);
    const auto arrow = [this](Qt::ArrowType type, TimelineView::Step step) {
        auto* button = new QToolButton(this);
        button->setArrowType(type);
        button->setAutoRaise(true);
        connect(button, &QToolButton::clicked, this, [this, step] { emit stepRequested(step); });
        return button;
    };
    m_previous = arrow(Qt::LeftArrow, TimelineView::Step::Previous);
    m_next = arrow(Qt::RightArrow, TimelineView::Step::Next);
}

void FilterBar::makeChips()
{
    const auto chip = [this](bool checked) { // NOLINT: the state it begins with
        auto* made = new Chip(this);
        made->setCheckable(true);
        made->setChecked(checked);
        connect(made, &Chip::clicked, this, &FilterBar::readChips);
        return made;
    };
    for (size_t lane = 0; lane < laneCount; ++lane) {
        m_lanes[lane] = chip(true);
        m_lanes[lane]->setMark(Brush::lane(static_cast<Lane>(lane)));
    }
    m_activeOnly = chip(false);
    m_inView = chip(false);
    m_attention = chip(false);
    m_retracted = chip(false);
    m_reset = new Chip(this);
    connect(m_reset, &Chip::clicked, this, &FilterBar::showEverything);
    connect(m_inView, &Chip::toggled, this,
        [this](bool on) { m_filter.range = on ? std::optional(m_window) : std::nullopt; });
}

void FilterBar::setStory(const Story* story)
{
    for (size_t lane = 0; lane < laneCount; ++lane) {
        const size_t count = story != nullptr ? story->lane(static_cast<Lane>(lane)).size() : 0;
        m_lanes[lane]->setVisible(count > 0);
        m_lanes[lane]->setCount(static_cast<int>(count));
    }
    const int retracted = story != nullptr ? story->count(Mark::Retracted) : 0;
    int attention = 0;
    if (story != nullptr) {
        for (const Item& item : story->items())
            attention += item.marks.testAnyFlags(Mark::Conflict | Mark::NotAuthorised) ? 1 : 0;
    }
    m_retracted->setCount(retracted);
    m_retracted->setVisible(retracted > 0 || m_retracted->isChecked());
    m_attention->setCount(attention);
    m_attention->setVisible(attention > 0 || m_attention->isChecked());
    m_reset->setVisible(!(m_filter == Filter()));
}

void FilterBar::readChips()
{
    for (size_t lane = 0; lane < laneCount; ++lane)
        m_filter.hiddenLanes.set(lane, !m_lanes[lane]->isChecked());
    m_filter.activeOnly = m_activeOnly->isChecked();
    m_filter.show = m_attention->isChecked() ? Filter::Show::ConflictsAndUnauthorised
        : m_retracted->isChecked()           ? Filter::Show::WithRetracted
                                             : Filter::Show::WithoutRetracted;
    m_reset->setVisible(!(m_filter == Filter()));
    emit filterChanged();
}

QSet<QString> FilterBar::hiddenLanes() const
{
    QSet<QString> hidden;
    for (size_t lane = 0; lane < laneCount; ++lane) {
        if (m_filter.hiddenLanes.test(lane))
            hidden.insert(QString::number(lane));
    }
    return hidden;
}

void FilterBar::setHiddenLanes(const QSet<QString>& lanes)
{
    for (size_t lane = 0; lane < laneCount; ++lane)
        m_lanes[lane]->setChecked(!lanes.contains(QString::number(lane)));
    readChips();
}

void FilterBar::showEverything()
{
    for (Chip* lane : m_lanes)
        lane->setChecked(true);
    for (Chip* chip : {m_activeOnly, m_inView, m_attention, m_retracted})
        chip->setChecked(false);
    readChips();
}

void FilterBar::setFound(int position, int found)
{
    m_position = position;
    m_found = found;
    rewriteFound();
}

void FilterBar::rewriteFound()
{
    const bool any = m_found > 0;
    m_previous->setEnabled(any);
    m_next->setEnabled(any);
    if (m_search->text().trimmed().isEmpty())
        m_foundLabel->clear();
    else if (!any)
        m_foundLabel->setText(tr("Nothing found"));
    else if (m_position == 0)
        m_foundLabel->setText(tr("%n found", nullptr, m_found));
    else
        m_foundLabel->setText(tr("%1 of %2", "place among what was found").arg(m_position).arg(m_found));
}

void FilterBar::focusSearch()
{
    m_search->setFocus();
    m_search->selectAll();
}

void FilterBar::clearSearch()
{
    m_search->clear();
}

QString FilterBar::searchText() const
{
    return m_search->text();
}

bool FilterBar::searchKey(int key, Qt::KeyboardModifiers modifiers)
{
    switch (key) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        emit stepRequested(
            modifiers.testFlag(Qt::ShiftModifier) ? TimelineView::Step::Previous : TimelineView::Step::Next);
        return true;
    case Qt::Key_Escape:
        clearSearch();
        emit searchLeft();
        return true;
    case Qt::Key_Down:
        emit searchLeft();
        return true;
    default:
        break;
    }
    return false;
}

bool FilterBar::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        return searchKey(key->key(), key->modifiers());
    }
    if (watched == m_search && event->type() == QEvent::ShortcutOverride
        && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void FilterBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void FilterBar::retranslate()
{
    m_ranges[0]->setText(tr("Day"));
    m_ranges[1]->setText(tr("Week"));
    m_ranges[2]->setText(tr("Month"));
    m_ranges[3]->setText(tr("Year"));
    m_ranges[4]->setText(tr("Lifetime"));
    m_ranges[0]->setAccessibleName(tr("Show one day"));
    m_ranges[1]->setAccessibleName(tr("Show one week"));
    m_ranges[2]->setAccessibleName(tr("Show one month"));
    m_ranges[3]->setAccessibleName(tr("Show one year"));
    m_ranges[4]->setAccessibleName(tr("Show the whole life"));
    for (size_t i = 0; i < m_ranges.size(); ++i) {
        m_ranges[i]->setToolTip(tr("%1 (%2)", "what it does (key)")
                                    .arg(m_ranges[i]->accessibleName(), QString::number((i + 1) % 5)));
        m_ranges[i]->updateGeometry();
    }
    m_search->setPlaceholderText(tr("Search the timeline"));
    m_search->setAccessibleName(tr("Search the timeline"));
    m_search->setToolTip(tr("Ctrl+Shift+F or /; Enter goes to the next, Shift+Enter to the one before"));
    m_previous->setAccessibleName(tr("Previous found entry"));
    m_previous->setToolTip(tr("Previous found entry (Shift+F3)"));
    m_next->setAccessibleName(tr("Next found entry"));
    m_next->setToolTip(tr("Next found entry (F3)"));
    retranslateChips();
    rewriteFound();
}

void FilterBar::retranslateChips()
{
    for (size_t lane = 0; lane < laneCount; ++lane) {
        const QString name = laneName(static_cast<Lane>(lane));
        m_lanes[lane]->setText(name);
        m_lanes[lane]->setAccessibleName(tr("Show %1", "name of a lane").arg(name));
        m_lanes[lane]->updateGeometry();
    }
    m_activeOnly->setText(tr("Active only"));
    m_activeOnly->setToolTip(
        tr("Hides problems, medications, allergies and visits that are over; all else stays"));
    m_inView->setText(tr("Only what is in view"));
    m_inView->setToolTip(
        tr("Leaves out everything outside the time that is shown now, for moving and searching too"));
    m_attention->setText(tr("To be looked at"));
    m_attention->setToolTip(tr("Shows only conflicts and what was signed without the right to"));
    m_retracted->setText(tr("Retracted"));
    m_retracted->setToolTip(tr("Shows what was taken back, too"));
    m_reset->setText(tr("Show everything"));
    for (Chip* chip : {m_activeOnly, m_inView, m_attention, m_retracted, m_reset}) {
        chip->setAccessibleName(chip->text());
        chip->updateGeometry();
    }
}

} // namespace twinward::timeline
