#include "entry_editor_p.h"

#include "entry_form_p.h"
#include "record/event_codec.h"
#include "workbench/format.h"
#include "workbench/theme.h"
#include "workbench/when_done.h"

#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QVBoxLayout>

namespace twinward::record {

using workbench::Theme;

EntryEditor::EntryEditor(const EntryKind& kind, workbench::Session& session, QWidget* parent)
    : QFrame(parent)
    , m_kind(kind)
    , m_session(session)
{
    setObjectName(QStringLiteral("entryEditor"));
    setProperty("house", QStringLiteral("bar"));
    build();
    retranslate();
    hide();
}

void EntryEditor::build()
{
    const int gap = Theme::instance().px(8);
    m_title = new QLabel(this);
    m_kept = new QLabel(this);
    workbench::setTone(m_kept, workbench::Tone::Secondary);
    m_scroll = new QScrollArea(this);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_dangers = new QLabel(this);
    m_dangers->setObjectName(QStringLiteral("dangers"));
    m_problem = new QLabel(this);
    m_problem->setObjectName(QStringLiteral("problemText"));
    for (QLabel* label : {m_dangers, m_problem}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->hide();
    }
    workbench::setTone(m_dangers, workbench::Tone::Danger);
    workbench::setTone(m_problem, workbench::Tone::Caution);
    m_failure = new workbench::FailureBar(this);
    m_alreadyRead = new QLabel(this);
    m_alreadyRead->setWordWrap(true);
    workbench::setTone(m_alreadyRead, workbench::Tone::Secondary);
    m_alreadyRead->hide();
    buildButtons();

    auto* top = new QHBoxLayout;
    top->addWidget(m_title, 1);
    top->addWidget(m_kept);
    m_middle = new QBoxLayout(QBoxLayout::LeftToRight);
    m_middle->setSpacing(gap + gap / 2);
    m_middle->addWidget(m_scroll, 3);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(gap);
    buttons->addWidget(m_problem, 1);
    buttons->addStretch();
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_save);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(gap + gap / 2, gap, gap + gap / 2, gap);
    layout->setSpacing(gap);
    layout->addLayout(top);
    layout->addLayout(m_middle, 1);
    layout->addWidget(m_alreadyRead);
    layout->addWidget(m_dangers);
    layout->addWidget(m_failure);
    layout->addLayout(buttons);
}

// In the form, so that it scrolls with the fields where there is little room; goes with it.
void EntryEditor::buildSensitive()
{
    m_sensitive = new QCheckBox(m_form);
    m_sensitive->setObjectName(QStringLiteral("sensitive"));
    if (m_kind.mayBeSensitive())
        m_form->addBelow(m_sensitive);
    m_sensitive->setVisible(m_kind.mayBeSensitive());
    connect(m_sensitive, &QCheckBox::toggled, this, &EntryEditor::keep);
}

void EntryEditor::setAside(QWidget* widget)
{
    m_middle->addWidget(widget, 2);
}

void EntryEditor::buildButtons()
{
    m_save = new QPushButton(this);
    m_save->setObjectName(QStringLiteral("save"));
    workbench::setKind(m_save, workbench::ButtonKind::Primary);
    m_cancel = new QPushButton(this);
    m_cancel->setObjectName(QStringLiteral("cancel"));
    connect(m_save, &QPushButton::clicked, this, &EntryEditor::save);
    connect(m_cancel, &QPushButton::clicked, this, &EntryEditor::cancel);
    for (const auto& key : {QKeySequence(Qt::CTRL | Qt::Key_Return), QKeySequence(Qt::CTRL | Qt::Key_Enter)})
        new QShortcut(key, this, this, &EntryEditor::save, Qt::WidgetWithChildrenShortcut);
    new QShortcut(
        QKeySequence(Qt::Key_Escape), this, this, &EntryEditor::cancel, Qt::WidgetWithChildrenShortcut);
}

void EntryEditor::edit(const workbench::ChartPtr& chart, const Event& event, const QString& title)
{
    close();
    m_chart = chart;
    m_event = event;
    m_form = makeFormFor(event.body, chart, m_scroll);
    buildSensitive();
    m_scroll->setWidget(m_form);
    m_form->setAutoFillBackground(false); // the scroll area switches it on
    m_form->setBody(event.body);
    m_form->setOccurred(event.occurred);
    showSensitive();
    m_opened = encodeEvent(written());
    connect(m_form, &EntryForm::changed, this, &EntryEditor::keep);
    m_draft = std::make_unique<workbench::Draft>(m_session, m_kind.draftName(event));
    connect(m_draft.get(), &workbench::Draft::kept, this,
        [this] { m_kept->setText(m_draft && m_draft->isKept() ? tr("Draft kept") : QString()); });
    m_title->setText(title);
    m_title->setFont(Theme::instance().font(Theme::Type::Heading, QFont::DemiBold));
    m_kept->clear();
    m_failure->clear();
    m_problem->hide();
    m_form->show();
    m_scroll->setMinimumHeight(qMin(m_form->sizeHint().height(), Theme::instance().px(96)));
    judge();
    show();
    emit opened();
}

void EntryEditor::restore(const workbench::ChartPtr& chart, const Event& blank)
{
    const QString name = m_kind.draftName(blank);
    auto* draft = new workbench::Draft(m_session, name, this);
    draft->restore([this, draft, chart, name](const QByteArray& state) {
        draft->deleteLater();
        const base::Result<Event> event = decodeEvent(state);
        if (state.isEmpty() || !event || m_kind.draftName(*event) != name || !m_kind.lists(*event))
            return;
        // Whatever stopped the program may have come between saving and forgetting the draft.
        workbench::whenDone(
            m_session.run([id = event->id](ledger::Vault& vault) { return vault.contains(id); }), this,
            [this, chart, event = *event](bool alreadySaved) {
                if (alreadySaved)
                    workbench::Draft(m_session, m_kind.draftName(event)).discard();
                else
                    openDraft(chart, event);
            });
    });
}

void EntryEditor::openDraft(const workbench::ChartPtr& chart, const Event& event)
{
    // Another patient may have been opened while the draft was read.
    const bool samePatient
        = (chart ? chart->patient() : PatientId()) == (m_chart ? m_chart->patient() : PatientId());
    if (isChanged() || !samePatient)
        return;
    edit(chart, event, tr("Not saved yet: kept from before"));
    m_opened.clear(); // all of it is unsaved
    keep();
}

void EntryEditor::close()
{
    if (!isOpen())
        return;
    saveDraft();
    m_draft.reset();
    m_scroll->takeWidget();
    m_form->deleteLater();
    m_form = nullptr;
    m_sensitive = nullptr;
    m_saving = false;
    m_save->setEnabled(true);
    hide();
    emit closed();
}

void EntryEditor::focusFirst()
{
    if (m_form != nullptr)
        m_form->focusFirst();
}

void EntryEditor::saveDraft()
{
    if (m_draft)
        m_draft->saveNow();
}

Event EntryEditor::written() const
{
    Event event = m_event;
    event.body = m_form->body();
    event.occurred = m_form->occurred();
    if (m_sensitive->isChecked())
        event.category = Category::Sensitive;
    else if (event.category == Category::Sensitive)
        event.category = defaultCategory(event.body);
    return event;
}

bool EntryEditor::isChanged() const
{
    return m_form != nullptr && encodeEvent(written()) != m_opened;
}

void EntryEditor::keep()
{
    m_kept->clear();
    if (isChanged())
        m_draft->set(encodeEvent(written()));
    m_problem->hide(); // said when saving is tried, not while somebody is still typing
    judge();
    emit edited();
}

// Beside the form where there is room, else under it.
void EntryEditor::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    m_middle->setDirection(
        width() < Theme::instance().px(640) ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    fitDangers();
}

// A warning is never cut: its lines count in what this needs at least, however narrow it is.
void EntryEditor::fitDangers()
{
    const QMargins margins = layout()->contentsMargins();
    const int lines = m_dangers->heightForWidth(width() - margins.left() - margins.right());
    m_dangers->setMinimumHeight(m_dangers->text().isEmpty() ? 0 : lines);
}

void EntryEditor::retranslate()
{
    if (m_sensitive != nullptr) {
        m_sensitive->setText(tr("Sensitive: only physicians can read it"));
        m_sensitive->setToolTip(mayRead(m_session.user().role, Category::Sensitive)
                ? QString()
                : tr("Not for your role: %1").arg(workbench::formatRole(m_session.user().role)));
        m_sensitive->setAccessibleDescription(m_sensitive->toolTip());
    }
    m_alreadyRead->setText(
        tr("Others could read it until now. From now on they don't see it, but may know what it said."));
    const bool danger = m_form != nullptr && !dangers().isEmpty();
    const QString keys = QKeySequence(Qt::CTRL | Qt::Key_Return).toString(QKeySequence::NativeText);
    m_save->setText(danger ? tr("%1…", "a button that asks first").arg(saveAnyway())
                           : tr("Save  %1", "shortcut").arg(keys));
    m_save->setAccessibleName(tr("Save"));
    m_cancel->setText(
        tr("Cancel  %1", "shortcut").arg(QKeySequence(Qt::Key_Escape).toString(QKeySequence::NativeText)));
    m_cancel->setAccessibleName(tr("Cancel"));
}

void EntryEditor::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

} // namespace twinward::record
