#include "headset_panel_p.h"

#include "frame_chart_p.h"
#include "frame_costs_p.h"
#include "headset_scene/room.h"
#include "mirror_view_p.h"
#include "words_p.h"
#include "workbench/theme.h"
#include "workbench/widgets.h"

#include <QComboBox>
#include <QEvent>
#include <QFormLayout>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

namespace twinward::headset {

using workbench::Theme;
using workbench::Tone;

namespace {

constexpr int framesMs = 250;
constexpr int narrow = 620; // px at 100 %: under it one column

template <class Value> void fill(QComboBox* box, const std::vector<std::pair<QString, Value>>& choices)
{
    const QSignalBlocker quiet(box);
    const QVariant kept = box->currentData();
    box->clear();
    for (const auto& [words, value] : choices)
        box->addItem(words, static_cast<int>(value));
    box->setCurrentIndex(std::max(0, box->findData(kept)));
}

void select(QComboBox* box, const QVariant& value)
{
    const QSignalBlocker quiet(box);
    box->setCurrentIndex(std::max(0, box->findData(value)));
}

QLabel* makeNote(const char* name)
{
    auto* note = new QLabel;
    note->setObjectName(QString::fromLatin1(name));
    note->setWordWrap(true);
    workbench::setTone(note, Tone::Secondary);
    return note;
}

const QString realRoom = QStringLiteral("real");

} // namespace

HeadsetPanel::HeadsetPanel(workbench::Workspace& workspace, QWidget* parent)
    : Panel(parent)
    , m_headset(Headset::of(workspace))
    , m_enter(new QPushButton)
    , m_state(new QLabel)
    , m_todo(makeNote("headsetTodo"))
    , m_particulars(makeNote("headsetParticulars"))
    , m_form(new QFormLayout)
    , m_room(addChoice("headsetRoom", QT_TR_NOOP("Room")))
    , m_posture(addChoice("headsetPosture", QT_TR_NOOP("You are")))
    , m_hand(addChoice("headsetHand", QT_TR_NOOP("Tool hand")))
    , m_tool(addChoice("headsetTool", QT_TR_NOOP("Tool")))
    , m_shown(addChoice("headsetShown", QT_TR_NOOP("Images")))
    , m_beds(new QToolButton)
    , m_images(makeNote("headsetImages"))
    , m_body(makeNote("headsetBody"))
    , m_ward(makeNote("headsetWard"))
    , m_mirror(new MirrorView)
    , m_chart(new FrameChart)
    , m_costs(makeNote("headsetCosts"))
    , m_missed(makeNote("headsetMissed"))
{
    layOut();
    connect(m_enter, &QPushButton::clicked, this, [this] {
        if (m_headset.isEntered() && m_headset.state().phase != Phase::Failed)
            m_headset.leave();
        else
            m_headset.enter();
    });
    connect(&m_headset, &Headset::changed, this, &HeadsetPanel::showState);
    connect(&m_headset, &Headset::choicesChanged, this, &HeadsetPanel::showChoices);
    connect(&m_headset, &Headset::contentChanged, this, &HeadsetPanel::showContent);
    connect(&m_headset, &Headset::mirrorReady, this, &HeadsetPanel::showMirror);
    m_frames.setInterval(framesMs);
    connect(&m_frames, &QTimer::timeout, this, &HeadsetPanel::showFrames);
    retranslate();
}

QComboBox* HeadsetPanel::addChoice(const char* name, const char* label)
{
    auto* box = new QComboBox;
    box->setObjectName(QString::fromLatin1(name));
    auto* words = new QLabel;
    words->setBuddy(box);
    m_form->addRow(words, box);
    m_labels.emplace_back(words, label);
    connect(box, &QComboBox::activated, this, &HeadsetPanel::take);
    return box;
}

QWidget* HeadsetPanel::makeSide()
{
    const Theme& theme = Theme::instance();
    m_enter->setObjectName(QStringLiteral("headsetEnter"));
    m_enter->setMinimumHeight(theme.px(44));
    workbench::setKind(m_enter, workbench::ButtonKind::Primary);
    m_state->setObjectName(QStringLiteral("headsetState"));
    m_state->setWordWrap(true);
    m_state->setFont(theme.font(Theme::Type::Body, QFont::DemiBold));
    m_particulars->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_beds->setObjectName(QStringLiteral("headsetBeds"));
    m_beds->setPopupMode(QToolButton::InstantPopup);
    m_beds->setMenu(new QMenu(m_beds));
    connect(m_beds->menu(), &QMenu::aboutToShow, this, &HeadsetPanel::fillBeds);
    auto* side = new QWidget;
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(theme.px(12), theme.px(12), theme.px(12), theme.px(12));
    column->setSpacing(theme.px(8));
    column->addWidget(m_enter);
    column->addWidget(m_state);
    column->addWidget(m_todo);
    column->addWidget(m_particulars);
    column->addSpacing(theme.px(4));
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setSpacing(theme.px(8));
    m_form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    column->addLayout(m_form);
    column->addWidget(m_beds, 0, Qt::AlignLeft);
    column->addSpacing(theme.px(4));
    for (QLabel* note : {m_images, m_body, m_ward})
        column->addWidget(note);
    column->addStretch(1);
    return side;
}

QWidget* HeadsetPanel::makeView()
{
    const Theme& theme = Theme::instance();
    m_mirror->setObjectName(QStringLiteral("headsetMirror"));
    m_chart->setObjectName(QStringLiteral("headsetFrames"));
    auto* view = new QWidget;
    auto* column = new QVBoxLayout(view);
    column->setContentsMargins(0, 0, 0, theme.px(8));
    column->setSpacing(theme.px(4));
    column->addWidget(m_mirror, 3);
    column->addWidget(m_chart, 1);
    for (QLabel* note : {m_costs, m_missed}) {
        note->setContentsMargins(theme.px(8), 0, theme.px(8), 0);
        column->addWidget(note);
    }
    return view;
}

void HeadsetPanel::layOut()
{
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* all = new QWidget;
    m_columns = new QBoxLayout(QBoxLayout::LeftToRight, all);
    m_columns->setContentsMargins(0, 0, 0, 0);
    m_columns->setSpacing(0);
    QWidget* side = makeSide();
    side->setMaximumWidth(Theme::instance().px(360));
    m_columns->addWidget(side, 2);
    m_columns->addWidget(makeView(), 3);
    scroll->setWidget(all);
    page->addWidget(scroll);
}

void HeadsetPanel::resizeEvent(QResizeEvent* event)
{
    const bool isNarrow = width() < Theme::instance().px(narrow);
    m_columns->setDirection(isNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_columns->itemAt(0)->widget()->setMaximumWidth(isNarrow ? QWIDGETSIZE_MAX : Theme::instance().px(360));
    Panel::resizeEvent(event);
}

void HeadsetPanel::showEvent(QShowEvent* event)
{
    Panel::showEvent(event);
    showState();
}

void HeadsetPanel::focusFirst()
{
    m_enter->setFocus();
}

void HeadsetPanel::fillRooms()
{
    const QSignalBlocker quiet(m_room);
    m_room->clear();
    for (const QString& id : roomIds())
        m_room->addItem(Words::room(id), id);
    // Offered once a headset has said that it can, and where it was chosen before.
    const bool real = m_headset.capabilities().testFlag(Capability::Passthrough)
        || m_headset.choices().background == Background::RealRoom;
    if (real)
        m_room->addItem(tr("The real room"), realRoom);
}

void HeadsetPanel::take()
{
    Choices choices = m_headset.choices();
    const QString room = m_room->currentData().toString();
    choices.background = room == realRoom ? Background::RealRoom : Background::Drawn;
    if (room != realRoom)
        choices.room = room;
    choices.posture = static_cast<Posture>(m_posture->currentData().toInt());
    choices.dominant = static_cast<Side>(m_hand->currentData().toInt());
    choices.tool = static_cast<HandTool>(m_tool->currentData().toInt());
    choices.shown = static_cast<Shown>(m_shown->currentData().toInt());
    m_headset.choose(choices);
}

void HeadsetPanel::showState()
{
    const SessionState state = m_headset.state();
    const bool stays = m_headset.isEntered() && state.phase != Phase::Failed;
    m_enter->setText(stays ? tr("Leave the headset   H") : tr("Enter the headset   H"));
    m_enter->setAccessibleName(stays ? tr("Leave the headset") : tr("Enter the headset"));
    const Words::Told told = Words::state(m_headset.isEntered() ? state : SessionState{});
    m_state->setText(told.what);
    const bool isWell = state.isRunning() || state.phase == Phase::Starting || !m_headset.isEntered();
    workbench::setTone(m_state,
        isWell                             ? Tone::Plain
            : state.phase == Phase::Failed ? Tone::Danger
                                           : Tone::Caution);
    m_todo->setText(told.todo);
    m_todo->setVisible(!told.todo.isEmpty());
    const bool says = m_headset.isEntered() && state.trouble.has_value();
    m_particulars->setText(says ? state.trouble->message() : QString());
    m_particulars->setVisible(says);
    if (!state.isRunning() || !m_headset.isEntered())
        m_mirror->setPicture({});
    m_mirror->setWords(m_headset.isEntered() ? told.what : tr("What you see in the headset is shown here."));
    if (m_headset.isEntered())
        m_frames.start();
    else
        m_frames.stop();
    if (m_room->findData(realRoom) < 0)
        showChoices();
    showContent();
    showFrames();
}

void HeadsetPanel::showChoices()
{
    fillRooms();
    const Choices& choices = m_headset.choices();
    select(m_room, choices.background == Background::RealRoom ? realRoom : choices.room);
    select(m_posture, static_cast<int>(choices.posture));
    select(m_hand, static_cast<int>(choices.dominant));
    select(m_tool, static_cast<int>(choices.tool));
    select(m_shown, static_cast<int>(choices.shown));
}

void HeadsetPanel::showContent()
{
    const Content content = m_headset.content();
    const auto images = [&content] {
        switch (content.images) {
        case Content::Images::NoViewer:
        case Content::Images::None:
            return tr("No images are open: choose a series in the Images panel to have it in the room.");
        case Content::Images::Reading:
            return tr("The images are being read; they appear in the room when all slices are there.");
        case Content::Images::NotAVolume:
            return tr(
                "The open series is no volume and is not shown in the room. It stays in the Images panel.");
        case Content::Images::Unreadable:
            return tr("Not all of the open series could be read, and half of it is not shown in the room.");
        case Content::Images::There:
            break;
        }
        return tr("The volume that is open in the Images panel is in the room.");
    };
    m_images->setText(images());
    m_body->setText(content.body ? tr("The figure on the couch: %1 cm, %2 kg, as last measured. No likeness.")
                                       .arg(QLocale().toString(content.body->heightCm, 'f', 0),
                                           QLocale().toString(content.body->weightKg, 'f', 0))
                                 : tr("Nobody lies on the couch: height and weight are not in the record."));
    const bool isInWard = m_headset.choices().room == QLatin1String("ward")
        && m_headset.choices().background == Background::Drawn && m_headset.isEntered();
    m_beds->setVisible(isInWard);
    m_ward->setVisible(isInWard);
    QString ward = tr("%n sign(s) over the beds.", nullptr, content.signs);
    if (content.bedsElsewhere > 0)
        ward += QLatin1Char(' ')
            + tr("%n patient(s) lie in beds that this room does not have.", nullptr, content.bedsElsewhere);
    m_ward->setText(ward);
}

// Made when it is opened: whoever was admitted meanwhile is in it.
void HeadsetPanel::fillBeds()
{
    QMenu* menu = m_beds->menu();
    menu->clear();
    for (const Headset::Bed& bed : m_headset.beds()) {
        QAction* action = menu->addAction(bed.label);
        action->setCheckable(true);
        action->setChecked(bed.isShown);
        connect(action, &QAction::toggled, this, [this, patient = bed.patient](bool on) {
            m_headset.setBed(patient, on ? Headset::OnTheBed::Shown : Headset::OnTheBed::Hidden);
        });
    }
    if (menu->isEmpty())
        menu->addAction(tr("Nobody has a bed"))->setEnabled(false);
}

void HeadsetPanel::showMirror()
{
    // One may still be under way when it is left.
    if (!isVisible() || !m_headset.isEntered() || !m_headset.state().isRunning())
        return;
    if (const auto picture = m_headset.takeMirror())
        m_mirror->setPicture(*picture);
}

void HeadsetPanel::showFrames()
{
    const FrameTimes* times = m_headset.frameTimes();
    if (!isVisible())
        return;
    m_chart->setFrames(
        times != nullptr && m_headset.isEntered() ? times->records() : std::vector<FrameRecord>{});
    m_chart->setVisible(!m_chart->frames().empty());
    const FrameCosts costs = costsOf(m_chart->frames());
    const auto ms = [](double value) { return QLocale().toString(value, 'f', 1); };
    m_costs->setText(costs.drawn == 0
            ? tr("Frame times are shown while the headset runs.")
            : tr("Half of the frames took %1 ms or less, 95 % %2 ms, 99 % %3 ms; the display allows %4 ms.")
                  .arg(ms(costs.percentilesMs[0]), ms(costs.percentilesMs[1]), ms(costs.percentilesMs[2]),
                      ms(costs.budgetMs)));
    QStringList causes;
    for (const auto& [cause, count] : costs.late)
        causes.append(
            tr("%1: %2", "why a picture was late: how many frames").arg(Words::cause(cause)).arg(count));
    m_missed->setVisible(costs.drawn > 0);
    m_missed->setText(costs.missed == 0
            ? tr("No picture was missed in the last 10 seconds.")
            : tr("%n picture(s) missed in the last 10 seconds. Late frames by cause: %1.", nullptr,
                costs.missed)
                  .arg(causes.join(QStringLiteral(", "))));
    workbench::setTone(m_missed, costs.missed == 0 ? Tone::Secondary : Tone::Caution);
}

void HeadsetPanel::retranslate()
{
    for (const auto& [label, words] : m_labels) {
        label->setText(tr(words));
        label->buddy()->setAccessibleName(tr(words));
    }
    fill<Posture>(m_posture, {{tr("Standing"), Posture::Standing}, {tr("Sitting"), Posture::Seated}});
    fill<Side>(m_hand, {{tr("Right"), Side::Right}, {tr("Left"), Side::Left}});
    std::vector<std::pair<QString, HandTool>> tools;
    for (const HandTool tool : {HandTool::Point, HandTool::Clip, HandTool::Measure, HandTool::Window})
        tools.emplace_back(Words::tool(tool), tool);
    fill<HandTool>(m_tool, tools);
    std::vector<std::pair<QString, Shown>> shown;
    for (const Shown each : {Shown::Both, Shown::Volume, Shown::Planes})
        shown.emplace_back(Words::shown(each), each);
    fill<Shown>(m_shown, shown);
    m_beds->setText(tr("Signs over the beds"));
    m_beds->setAccessibleName(m_beds->text());
    m_mirror->setAccessibleName(tr("What the wearer sees"));
    m_chart->setAccessibleName(tr("Frame times of the last 10 seconds"));
    showChoices();
    showState();
}

void HeadsetPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Panel::changeEvent(event);
}

} // namespace twinward::headset
