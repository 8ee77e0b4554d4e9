#include "headset_panel/headset.h"

#include "base/cbor.h"
#include "bed_signs_p.h"
#include "boards_p.h"
#include "desk_side_p.h"
#include "headset_scene/exam_stage.h"
#include "headset_scene/room.h"
#include "tool_board_p.h"
#include "workbench/when_done.h"

#include <QCoreApplication>

namespace twinward::headset {

using workbench::PatientContext;

namespace {

const QString choicesKey = QStringLiteral("headset/choices");
constexpr int offMs = 500;
const QString toolsName = QStringLiteral("tools");

QByteArray encode(const Choices& choices)
{
    base::CborWriter writer;
    writer.array(6).text(choices.room);
    for (const int value : {static_cast<int>(choices.background), static_cast<int>(choices.posture),
             static_cast<int>(choices.dominant), static_cast<int>(choices.tool),
             static_cast<int>(choices.shown)})
        writer.integer(value);
    return writer.data();
}

template <class Choice> Choice choiceIn(base::CborReader& reader, Choice last)
{
    const qint64 value = reader.integer();
    if (value < 0 || value > static_cast<qint64>(last))
        reader.markFailed();
    return static_cast<Choice>(value);
}

std::optional<Choices> decode(const QByteArray& bytes)
{
    base::CborReader reader(bytes);
    Choices choices;
    reader.enterArray(32);
    choices.room = reader.text();
    choices.background = choiceIn(reader, Background::RealRoom);
    choices.posture = choiceIn(reader, Posture::Seated);
    choices.dominant = choiceIn(reader, Side::Right);
    choices.tool = choiceIn(reader, HandTool::Window);
    choices.shown = choiceIn(reader, Shown::Planes);
    reader.leaveArray();
    if (reader.failed() || !roomIds().contains(choices.room))
        return std::nullopt;
    return choices;
}

// The session ends on its own time: who locks the desk does not wait for a runtime.
void letGo(HeadsetSession* session)
{
    session->disconnect();
    session->setParent(QCoreApplication::instance());
    QObject::connect(session, &HeadsetSession::stateChanged, session, [session](const SessionState& state) {
        if (state.phase == Phase::Off || state.phase == Phase::Failed)
            session->deleteLater();
    });
    const Phase phase = session->state().phase;
    session->stop();
    if (phase == Phase::Off || phase == Phase::Failed)
        session->deleteLater();
}

} // namespace

struct Headset::Parts
{
    QList<workbench::PanelFactory> factories;
    std::unique_ptr<DeskSide> desk;
    std::unique_ptr<BedSigns> beds;
    std::unique_ptr<Boards> boards; // only while somebody is in it
    ToolBoard* tools = nullptr; // the boards'
};

Headset& Headset::of(workbench::Workspace& workspace, const QList<workbench::PanelFactory>& boards)
{
    if (auto* known = workspace.context.findChild<Headset*>(QString(), Qt::FindDirectChildrenOnly))
        return *known;
    return *new Headset(workspace, boards);
}

void Headset::dismiss(PatientContext& context)
{
    delete context.findChild<Headset*>(QString(), Qt::FindDirectChildrenOnly);
}

Headset::Headset(workbench::Workspace& workspace, QList<workbench::PanelFactory> boards)
    : QObject(&workspace.context)
    , m_parts(std::make_unique<Parts>())
    , m_workspace(workspace)
    , m_link(std::make_shared<StageLink>())
    , m_makeStage(examStage)
{
    m_parts->factories = std::move(boards);
    m_parts->desk = std::make_unique<DeskSide>(m_workspace, m_link, nullptr);
    m_parts->beds = std::make_unique<BedSigns>(m_workspace, nullptr);
    DeskSide* desk = m_parts->desk.get();
    connect(desk, &DeskSide::contentChanged, this, &Headset::contentChanged);
    connect(desk, &DeskSide::pointed, this, [this](const BoardPointer& pointer) {
        if (m_parts->boards)
            m_parts->boards->point(pointer);
    });
    connect(desk, &DeskSide::boardMoved, this, [this](BoardId board, const Pose& pose) {
        if (m_parts->boards)
            m_parts->boards->moved(board, pose);
    });
    connect(desk, &DeskSide::chosen, this, [this](HandTool tool) {
        Choices choices = m_choices;
        choices.tool = tool;
        choose(choices);
    });
    connect(m_parts->beds.get(), &BedSigns::changed, this, [this] {
        m_parts->desk->setSigns(m_parts->beds->signs());
        emit contentChanged();
    });
    connect(m_parts->beds.get(), &BedSigns::failed, &workspace.session, &workbench::Session::failed);
    connect(&workspace.session, &workbench::Session::closing, this, &Headset::leave);
    restore();
}

Headset::~Headset()
{
    m_parts->boards.reset();
    m_parts->desk.reset(); // and the stage has nothing from here on
    if (m_session != nullptr)
        letGo(m_session);
}

void Headset::restore()
{
    workbench::whenDone(
        m_workspace.session.getPrivate(choicesKey), this, [this](const base::Result<QByteArray>& kept) {
            const auto choices = kept && !kept->isEmpty() ? decode(*kept) : std::nullopt;
            if (m_chosen || !choices)
                return;
            m_choices = *choices;
            apply();
        });
}

void Headset::choose(const Choices& choices)
{
    if (choices == m_choices)
        return;
    m_choices = choices;
    m_chosen = true;
    m_workspace.session.putPrivate(choicesKey, encode(choices));
    apply();
}

// To everybody whom a choice concerns.
void Headset::apply()
{
    m_parts->desk->setChoices(m_choices);
    if (m_parts->tools != nullptr)
        m_parts->tools->setChoices(m_choices);
    if (m_session != nullptr) {
        m_session->setBackground(m_choices.background);
        m_session->setPosture(m_choices.posture);
    }
    const bool isInWard
        = m_entered && m_choices.background == Background::Drawn && m_choices.room == QLatin1String("ward");
    if (isInWard)
        m_parts->beds->begin();
    else
        m_parts->beds->end();
    emit choicesChanged();
}

void Headset::enter()
{
    const bool failed = m_session != nullptr && m_session->state().phase == Phase::Failed;
    if (m_entered && !failed)
        return;
    m_entered = true;
    if (m_session == nullptr) {
        m_session = new HeadsetSession(m_makeStage(m_link), {}, this);
        connect(m_session, &HeadsetSession::stateChanged, this, &Headset::followState);
        connect(m_session, &HeadsetSession::mirrorReady, this, &Headset::mirrorReady);
    }
    m_parts->desk->begin();
    apply();
    m_session->start();
    emit changed();
}

void Headset::leave()
{
    if (!m_entered)
        return;
    m_entered = false;
    if (m_session != nullptr)
        m_session->stop();
    m_parts->tools = nullptr;
    m_parts->boards.reset();
    m_parts->desk->end();
    m_parts->beds->end();
    emit changed();
    emit contentChanged();
}

// Boards cost as much as panels do: there once the headset is, gone when it is left.
void Headset::followState()
{
    const SessionState now = state();
    if (now.isRunning() && m_entered && !m_parts->boards)
        openBoards();
    if (now.phase == Phase::Off && m_entered)
        QTimer::singleShot(offMs, this, &Headset::leaveIfOff);
    // Taken off: what is typed at the desk is the desk's.
    if (now.phase != Phase::Focused && m_parts->boards)
        m_parts->boards->giveKeyboardBack();
    if (m_parts->tools != nullptr)
        m_parts->tools->setPassthrough(capabilities().testFlag(Capability::Passthrough)
                ? ToolBoard::Passthrough::Offered
                : ToolBoard::Passthrough::NotThere);
    emit changed();
}

// Ended from the headset's own menu. Not the end of the time before, heard of after it was entered again.
void Headset::leaveIfOff()
{
    if (state().phase == Phase::Off)
        leave();
}

void Headset::openBoards()
{
    m_parts->boards = std::make_unique<Boards>(m_workspace, nullptr);
    Boards* boards = m_parts->boards.get();
    DeskSide* desk = m_parts->desk.get();
    connect(boards, &Boards::drawn, desk, [boards, desk] { desk->setBoards(boards->onStage()); });
    auto* tools = new ToolBoard;
    m_parts->tools = tools;
    tools->setChoices(m_choices);
    connect(tools, &ToolBoard::chosen, this, &Headset::choose);
    connect(tools, &ToolBoard::asked, desk, &DeskSide::ask);
    // Queued: the button is still being pressed, and leaving takes its board down.
    connect(tools, &ToolBoard::leaveAsked, this, &Headset::leave, Qt::QueuedConnection);
    imaging::LiveExam& exam = imaging::LiveExam::of(m_workspace.context);
    connect(tools, &ToolBoard::undoAsked, &exam, &imaging::LiveExam::undo);
    connect(tools, &ToolBoard::redoAsked, &exam, &imaging::LiveExam::redo);
    const auto judge = [tools, &exam] { tools->setSteps(exam.canUndo(), exam.canRedo()); };
    connect(&exam, &imaging::LiveExam::changed, tools, judge);
    judge();
    boards->add(toolsName, tools, ToolBoard::pixels);
    for (const workbench::PanelFactory& factory : m_parts->factories) {
        const bool isOffered = !factory.offered || factory.offered(m_workspace.session);
        if (isOffered)
            boards->add(factory);
    }
}

SessionState Headset::state() const
{
    return m_session != nullptr ? m_session->state() : SessionState{};
}

Capabilities Headset::capabilities() const
{
    return m_session != nullptr ? m_session->capabilities() : Capabilities{};
}

std::optional<QImage> Headset::takeMirror()
{
    return m_session != nullptr ? m_session->takeMirror() : std::nullopt;
}

const FrameTimes* Headset::frameTimes() const
{
    return m_session != nullptr ? &m_session->frameTimes() : nullptr;
}

Content Headset::content() const
{
    return {m_parts->desk->images(), m_parts->desk->body(), static_cast<int>(m_parts->beds->signs().size()),
        m_parts->beds->bedsElsewhere()};
}

std::vector<Headset::Bed> Headset::beds() const
{
    return m_parts->beds->beds();
}

void Headset::setBed(record::PatientId patient, OnTheBed how)
{
    m_parts->beds->setHidden(patient, how);
}

QWidget* Headset::boardWidget(const QString& name) const
{
    return m_parts->boards ? m_parts->boards->widget(name) : nullptr;
}

} // namespace twinward::headset
