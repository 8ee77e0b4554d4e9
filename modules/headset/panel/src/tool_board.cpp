#include "tool_board_p.h"

#include "headset_scene/room.h"
#include "words_p.h"
#include "workbench/theme.h"
#include "workbench/widgets.h"

#include <QButtonGroup>
#include <QEvent>
#include <QLabel>
#include <QSignalBlocker>

namespace twinward::headset {

using workbench::Theme;

namespace {

constexpr int columns = 3;
constexpr int buttonHeight = 48; // for a fingertip
constexpr HandTool tools[] = {HandTool::Point, HandTool::Clip, HandTool::Measure, HandTool::Window};

void check(QButtonGroup* group, int id)
{
    if (QAbstractButton* button = group->button(id))
        button->setChecked(true);
}

} // namespace

ToolBoard::ToolBoard()
    : m_grid(new QGridLayout(this))
    , m_tools(new QButtonGroup(this))
    , m_rooms(new QButtonGroup(this))
{
    addTools();
    addViews();
    addRooms();
    layOut();
    write();
    setChoices({});
}

QLabel* ToolBoard::head(std::function<QString()> words)
{
    auto* label = new QLabel;
    workbench::setTone(label, workbench::Tone::Secondary);
    const int row = m_place == 0 ? 0 : (m_place - 1) / columns + 1;
    m_place = row * columns + columns; // a whole row for itself
    m_grid->addWidget(label, row, 0, 1, columns);
    m_heads.emplace_back(label, std::move(words));
    return label;
}

QPushButton* ToolBoard::add(
    const char* name, std::function<QString()> words, const std::function<void()>& act)
{
    auto* button = new QPushButton;
    button->setObjectName(QString::fromLatin1(name));
    button->setFocusPolicy(Qt::NoFocus);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(button, &QPushButton::clicked, this, act);
    m_grid->addWidget(button, m_place / columns, m_place % columns);
    ++m_place;
    m_words.emplace_back(button, std::move(words));
    return button;
}

void ToolBoard::addTools()
{
    head([] { return tr("In your hand"); });
    for (const HandTool tool : tools) {
        QPushButton* button = add(
            "tool", [tool] { return Words::tool(tool); },
            [this, tool] {
                m_choices.tool = tool;
                emit chosen(m_choices);
            });
        button->setCheckable(true);
        button->setObjectName(QStringLiteral("tool%1").arg(static_cast<int>(tool)));
        m_tools->addButton(button, static_cast<int>(tool));
    }
    m_undo = add(
        "undo", [] { return tr("Undo"); }, [this] { emit undoAsked(); });
    m_redo = add(
        "redo", [] { return tr("Redo"); }, [this] { emit redoAsked(); });
}

void ToolBoard::addViews()
{
    head([] { return tr("Turn the images"); });
    for (const SavedView view : allSavedViews) {
        add(
            "view", [view] { return Words::view(view); },
            [this, view] {
                emit asked({0, StageRequest::Kind::Turn, view});
            })
            ->setObjectName(QStringLiteral("view%1").arg(static_cast<int>(view)));
    }
    add(
        "beginning", [] { return tr("As at first"); },
        [this] {
            emit asked({0, StageRequest::Kind::Beginning, {}});
        });
    add(
        "shown", [this] { return Words::shown(m_choices.shown); },
        [this] {
            m_choices.shown = static_cast<Shown>((static_cast<int>(m_choices.shown) + 1) % 3);
            emit chosen(m_choices);
        });
    add(
        "gather", [] { return tr("Boards to me"); },
        [this] {
            emit asked({0, StageRequest::Kind::GatherBoards, {}});
        });
}

void ToolBoard::addRooms()
{
    head([] { return tr("Room"); });
    const QStringList rooms = roomIds();
    for (int i = 0; i < rooms.size(); ++i) {
        QPushButton* button = add(
            "room", [id = rooms[i]] { return Words::room(id); },
            [this, id = rooms[i]] {
                m_choices.room = id;
                m_choices.background = Background::Drawn;
                emit chosen(m_choices);
            });
        button->setObjectName(QStringLiteral("room-") + rooms[i]);
        button->setCheckable(true);
        m_rooms->addButton(button, i);
    }
    m_real = add(
        "room-real", [] { return tr("The real room"); },
        [this] {
            m_choices.background = Background::RealRoom;
            emit chosen(m_choices);
        });
    m_real->setCheckable(true);
    m_rooms->addButton(m_real, static_cast<int>(rooms.size()));
    m_real->hide();
    m_place = (m_place + columns - 1) / columns * columns + columns - 1; // the last of its row
    QPushButton* leave = add(
        "leave", [] { return tr("Leave"); }, [this] { emit leaveAsked(); });
    workbench::setKind(leave, workbench::ButtonKind::Primary);
}

void ToolBoard::layOut()
{
    const Theme& theme = Theme::instance();
    m_grid->setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(12));
    m_grid->setSpacing(theme.px(8));
    for (int column = 0; column < columns; ++column)
        m_grid->setColumnStretch(column, 1);
    for (const auto& [button, words] : m_words)
        button->setMinimumHeight(theme.px(buttonHeight));
}

void ToolBoard::setChoices(const Choices& choices)
{
    m_choices = choices;
    const QSignalBlocker quietTools(m_tools);
    const QSignalBlocker quietRooms(m_rooms);
    check(m_tools, static_cast<int>(choices.tool));
    const int rooms = static_cast<int>(roomIds().size());
    check(m_rooms,
        choices.background == Background::RealRoom ? rooms
                                                   : static_cast<int>(roomIds().indexOf(choices.room)));
    write();
}

void ToolBoard::setPassthrough(Passthrough there)
{
    m_real->setVisible(there == Passthrough::Offered);
}

void ToolBoard::setSteps(bool canUndo, bool canRedo)
{
    m_undo->setEnabled(canUndo);
    m_redo->setEnabled(canRedo);
}

void ToolBoard::write()
{
    for (const auto& [button, words] : m_words) {
        button->setText(words());
        button->setAccessibleName(words());
    }
    for (const auto& [label, words] : m_heads)
        label->setText(words());
}

void ToolBoard::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        write();
    QWidget::changeEvent(event);
}

} // namespace twinward::headset
