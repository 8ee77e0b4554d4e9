#include "timeline_panel_p.h"

#include "card_text_p.h"
#include "details_card_p.h"
#include "filter_bar_p.h"
#include "terms_p.h"
#include "workbench/when_done.h"
#include "workbench/where_saved.h"
#include "workbench/widgets.h"

#include <algorithm>
#include <QAction>
#include <QDateTime>
#include <QEvent>
#include <QStackedLayout>
#include <QtConcurrent/QtConcurrentRun>
#include <QVBoxLayout>

namespace twinward::timeline {

namespace {

constexpr int clockMs = 30'000; // how often the line of now moves

// Outlives the panel, so that closing or locking doesn't lose the place; ends with the program.
QHash<record::PatientId, ViewState>& rememberedViews()
{
    static QHash<record::PatientId, ViewState> views;
    return views;
}

} // namespace

TimelinePanel::TimelinePanel(workbench::Workspace& workspace, QWidget* parent)
    : Panel(parent)
    , m_workspace(workspace)
    , m_view(new TimelineView)
    , m_filters(new FilterBar)
    , m_hidden(workspace.session, QStringLiteral("timeline/hiddenLanes"))
    , m_card(new DetailsCard(m_view))
    , m_empty(new workbench::EmptyState)
    , m_failure(new workbench::FailureBar)
{
    m_full = new QWidget;
    auto* full = new QVBoxLayout(m_full);
    full->setContentsMargins(0, 0, 0, 0);
    full->setSpacing(0);
    full->addWidget(m_filters);
    full->addWidget(m_view, 1);
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    page->addWidget(m_failure);
    m_pages = new QStackedLayout;
    m_pages->addWidget(m_full);
    m_pages->addWidget(m_empty);
    page->addLayout(m_pages, 1);
    makeCommands();
    joinView();
    joinFilters();
    workbench::PatientContext& context = m_workspace.context;
    connect(&context, &workbench::PatientContext::patientChanged, this, &TimelinePanel::patientChanged);
    connect(&context, &workbench::PatientContext::chartChanged, this, &TimelinePanel::chartChanged);
    connect(&context, &workbench::PatientContext::selectionChanged, this, &TimelinePanel::selectFromContext);
    connect(&context, &workbench::PatientContext::cursorChanged, this,
        [this] { m_view->setSharedCursor(m_workspace.context.cursorMs()); });
    connect(&context, &workbench::PatientContext::loadFailed, this, [this](const base::Error& error) {
        m_failed = true;
        m_failure->show(error);
        showState();
    });
    connect(
        &m_clock, &QTimer::timeout, this, [this] { m_view->setNow(QDateTime::currentMSecsSinceEpoch()); });
    m_clock.start(clockMs);
    auto& saved = workbench::WhereSaved::of(m_workspace.session);
    m_nameOf = [this](record::UserId user) { return m_workspace.session.roster().nameOf(user); };
    m_whereOf = [&saved](record::EventId event) { return saved.textFor(event); };
    connect(&saved, &workbench::WhereSaved::changed, this, [this] {
        if (m_card->isVisible() && m_onCard)
            m_card->replace(m_onCard());
    });
    retranslate();
    tell();
}

TimelinePanel::~TimelinePanel()
{
    remember();
}

void TimelinePanel::makeCommands()
{
    const auto command = [this](const QKeySequence& key, auto&& act) {
        auto* action = new QAction(this);
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, this, act);
        addAction(action);
        m_commands << action;
    };
    using Range = TimelineView::Range;
    command(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F), [this] { m_filters->focusSearch(); });
    command(QKeySequence(Qt::Key_F3), [this] { m_view->goToHit(TimelineView::Step::Next); });
    command(QKeySequence(Qt::SHIFT | Qt::Key_F3), [this] { m_view->goToHit(TimelineView::Step::Previous); });
    command(QKeySequence(Qt::Key_0), [this] { m_view->showAll(); });
    command(QKeySequence(Qt::Key_1), [this] { m_view->showRange(Range::Day); });
    command(QKeySequence(Qt::Key_2), [this] { m_view->showRange(Range::Week); });
    command(QKeySequence(Qt::Key_3), [this] { m_view->showRange(Range::Month); });
    command(QKeySequence(Qt::Key_4), [this] { m_view->showRange(Range::Year); });
    command(QKeySequence(Qt::Key_Plus), [this] { m_view->zoomBy(1.5); });
    command(QKeySequence(Qt::Key_Minus), [this] { m_view->zoomBy(1 / 1.5); });
    command(QKeySequence(Qt::Key_C), [this] { m_view->toggleLane(); });
}

void TimelinePanel::joinView()
{
    connect(m_view, &TimelineView::selectionChanged, this, &TimelinePanel::selectedHere);
    connect(m_view, &TimelineView::cursorMoved, this,
        [this](std::optional<qint64> ms) { m_workspace.context.setCursorMs(ms); });
    connect(m_view, &TimelineView::windowChanged, this, [this] {
        const Viewport& seen = m_view->viewport();
        m_filters->setWindow({static_cast<qint64>(seen.firstMs()), static_cast<qint64>(seen.lastMs())});
        m_card->close();
    });
    connect(m_view, &TimelineView::hovered, this, &TimelinePanel::hovered);
    connect(m_view, &TimelineView::opened, this, &TimelinePanel::opened);
    connect(m_view, &TimelineView::dismissed, this, &TimelinePanel::dismissed);
    connect(m_view, &TimelineView::searchRequested, this, [this] { m_filters->focusSearch(); });
    connect(m_card, &DetailsCard::itemChosen, this, [this](quint32 item) {
        const QRect at = m_card->geometry();
        m_view->select(item);
        openItem(item, QRect(at.topLeft(), QSize(1, 1)));
    });
}

void TimelinePanel::joinFilters()
{
    connect(m_filters, &FilterBar::filterChanged, this, [this] {
        m_view->setFilter(m_filters->filter());
        m_hidden.set(m_filters->hiddenLanes());
        countFound();
    });
    connect(&m_hidden, &workbench::HiddenNames::changed, m_filters,
        [this] { m_filters->setHiddenLanes(m_hidden.names()); });
    connect(m_filters, &FilterBar::rangeChosen, m_view, &TimelineView::showRange);
    connect(m_filters, &FilterBar::searchChanged, this, &TimelinePanel::search);
    connect(m_filters, &FilterBar::stepRequested, m_view, &TimelineView::goToHit);
    connect(m_filters, &FilterBar::searchLeft, m_view, qOverload<>(&QWidget::setFocus));
}

void TimelinePanel::focusFirst()
{
    if (m_pages->currentWidget() == m_full)
        m_view->setFocus();
    else
        setFocus();
}

void TimelinePanel::patientChanged()
{
    remember();
    m_failed = false;
    m_failure->clear();
    m_card->close();
    m_filters->clearSearch();
    m_shown = {};
    ++m_generation;
    m_view->setStory(nullptr);
    m_filters->setStory(nullptr);
    showState();
}

void TimelinePanel::chartChanged()
{
    m_failed = false;
    m_failure->clear();
    tell();
}

void TimelinePanel::tell()
{
    const workbench::ChartPtr chart = m_workspace.context.chart();
    showState();
    if (!chart)
        return;
    const Telling telling{QTimeZone::systemTimeZone(), QDateTime::currentMSecsSinceEpoch(), words()};
    auto story = QtConcurrent::run([chart, telling] {
        return std::shared_ptr<const Story>(std::make_shared<Story>(Story::tell(chart, telling)));
    });
    workbench::whenDone(
        story, this, [this, generation = ++m_generation](const std::shared_ptr<const Story>& made) {
            if (generation == m_generation)
                told(made);
        });
}

void TimelinePanel::told(const std::shared_ptr<const Story>& story)
{
    const record::PatientId patient = story->chart().patient();
    m_view->setNow(QDateTime::currentMSecsSinceEpoch());
    m_view->setStory(story);
    if (m_shown != patient) {
        m_shown = patient;
        const auto left = rememberedViews().constFind(patient);
        if (left != rememberedViews().cend())
            m_view->restore(*left);
    }
    m_filters->setStory(story.get());
    m_view->setFilter(m_filters->filter());
    search(m_filters->searchText());
    selectFromContext();
    showState();
}

void TimelinePanel::remember()
{
    if (!m_shown.isNull() && m_view->story())
        rememberedViews().insert(m_shown, m_view->state());
}

void TimelinePanel::showState()
{
    const bool full = m_view->story() && !m_view->story()->items().empty();
    m_pages->setCurrentWidget(full ? m_full : static_cast<QWidget*>(m_empty));
    if (full)
        return;
    if (m_workspace.context.patient().isNull())
        m_empty->setText(tr("Open a patient to see their timeline."));
    else if (m_failed)
        m_empty->setText(tr("The record could not be read."));
    else if (m_view->story())
        m_empty->setText(tr(
            "Nothing has been recorded for this patient yet. Press V to chart vitals or N to write a note."));
    else
        m_empty->setText(tr("Reading the record …"));
}

void TimelinePanel::selectFromContext()
{
    if (m_selecting || !m_view->story())
        return;
    const auto event = m_workspace.context.selected();
    const std::optional<quint32> item = event ? m_view->story()->find(*event) : std::nullopt;
    m_selecting = true;
    m_view->select(item && m_view->scene().isShown(*item) ? item : std::nullopt);
    m_selecting = false;
    countFound();
}

void TimelinePanel::selectedHere()
{
    countFound();
    m_card->close();
    const auto item = m_view->selected();
    if (item && m_view->hasFocus())
        hovered({*item}, m_view->rectOf(*item).toRect());
    if (m_selecting)
        return;
    m_selecting = true;
    m_workspace.context.select(item ? std::optional(m_view->story()->items()[*item].id) : std::nullopt);
    m_selecting = false;
}

void TimelinePanel::search(const QString& text)
{
    if (!m_view->story())
        return;
    m_view->setHits(m_view->story()->search(text));
    countFound();
}

void TimelinePanel::countFound()
{
    const std::vector<quint32> shown = m_view->scene().shownOf(m_view->hits());
    int position = 0;
    if (m_view->selected()) {
        const auto here = std::lower_bound(shown.begin(), shown.end(), *m_view->selected());
        if (here != shown.end() && *here == *m_view->selected())
            position = static_cast<int>(here - shown.begin()) + 1;
    }
    m_filters->setFound(position, static_cast<int>(shown.size()));
}

void TimelinePanel::hovered(const std::vector<quint32>& items, const QRect& at)
{
    if (m_card->isOpened())
        return;
    if (items.empty()) {
        m_card->close();
        return;
    }
    using Length = CardText::Length;
    m_onCard = [this, items, story = m_view->story()] {
        return items.size() == 1 ? itemText(*story, items.front(), Length::Short)
                                 : itemsText(*story, items, Length::Short);
    };
    m_card->showBeside(m_onCard(), at.isEmpty() ? m_view->rect() : at);
}

QString TimelinePanel::itemText(
    const Story& story, quint32 item, CardText::Length length, const QString& sourceNote) const
{
    return CardText{story, m_nameOf, m_whereOf}.ofItem(item, length, sourceNote);
}

QString TimelinePanel::itemsText(
    const Story& story, const std::vector<quint32>& items, CardText::Length length) const
{
    return CardText{story, m_nameOf, m_whereOf}.ofItems(items, length);
}

void TimelinePanel::opened(const std::vector<quint32>& items, const QRect& at)
{
    m_onCard = {};
    if (items.size() == 1)
        openItem(items.front(), at);
    else
        m_card->open(itemsText(*m_view->story(), items, CardText::Length::Full), at);
}

void TimelinePanel::openItem(quint32 item, const QRect& at)
{
    const std::shared_ptr<const Story> story = m_view->story();
    const auto say = [this, story, item](const QString& note) {
        m_onCard = [this, story, item, note] { return itemText(*story, item, CardText::Length::Full, note); };
        return m_onCard();
    };
    m_card->open(say({}), at);
    const record::EventId event = story->items()[item].id;
    auto source = m_workspace.session.run([event](ledger::Vault& vault) { return vault.readSource(event); });
    workbench::whenDone(source, this, [this, story, item, say, at](const base::Result<QByteArray>& read) {
        if (!m_card->isOpened() || m_view->story() != story || m_view->selected() != item)
            return;
        const QString kept = read ? locale().formattedDataSize(read->size()) : QString();
        const QString note = !read ? tr("The document it came from could not be read.")
            : read->isEmpty()      ? tr("Entered here")
                                   : tr("Imported: a document of %1 is kept with it", "size").arg(kept);
        m_card->open(say(note), at);
    });
}

void TimelinePanel::dismissed()
{
    // One thing at a time: the card, then the search, then the selection.
    if (m_card->isVisible())
        m_card->close();
    else if (!m_filters->searchText().isEmpty())
        m_filters->clearSearch();
    else
        m_view->select(std::nullopt);
}

void TimelinePanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        tell(); // labels hold words of ours
    }
    Panel::changeEvent(event);
}

void TimelinePanel::retranslate()
{
    const QStringList texts{tr("Search the timeline"), tr("Next found entry"), tr("Previous found entry"),
        tr("Show the whole life"), tr("Show one day"), tr("Show one week"), tr("Show one month"),
        tr("Show one year"), tr("Zoom in on the timeline"), tr("Zoom out of the timeline"),
        tr("Collapse or open the lane")};
    for (qsizetype i = 0; i < m_commands.size(); ++i)
        m_commands[i]->setText(texts[i]);
    showState();
}

} // namespace twinward::timeline
