#include "boards_p.h"

#include "base/cbor.h"
#include "board_page_p.h"
#include "workbench/theme.h"
#include "workbench/when_done.h"

#include <algorithm>
#include <QApplication>
#include <QElapsedTimer>
#include <QKeyEvent>
#include <QLoggingCategory>

namespace twinward::headset {

using workbench::Theme;

namespace {

Q_LOGGING_CATEGORY(log, "twinward.headset.boards")

const QString placesKey = QStringLiteral("headset/boards");
constexpr int tickMs = 22; // three boards that all change: each some fifteen times a second
constexpr int drawMs = 6; // of a tick
constexpr int storeMs = 1000;
constexpr QSize panelPixels{860, 600}; // at 100 %

// So that the smallest letters, of 11 pixels, are 0.6° high at 1.2 m: 12.6 mm.
double widthM(QSize pixels)
{
    constexpr double letterM = 0.0126;
    const int letterPixels = Theme::instance().font(Theme::Type::Small).pixelSize();
    return pixels.width() * letterM / letterPixels;
}

QSize scaled(QSize pixels)
{
    const Theme& theme = Theme::instance();
    return {theme.px(pixels.width()), theme.px(pixels.height())};
}

QByteArray encode(const QHash<QString, Pose>& places)
{
    base::CborWriter writer;
    writer.array(static_cast<quint64>(places.size()) * 8);
    for (auto place = places.begin(); place != places.end(); ++place) {
        const QQuaternion& turn = place->orientation;
        const QVector3D& at = place->position;
        writer.text(place.key());
        for (const float value : {turn.scalar(), turn.x(), turn.y(), turn.z(), at.x(), at.y(), at.z()})
            writer.real(value);
    }
    return writer.data();
}

QHash<QString, Pose> decode(const QByteArray& bytes)
{
    if (bytes.isEmpty())
        return {};
    QHash<QString, Pose> places;
    base::CborReader reader(bytes);
    reader.enterArray(800);
    while (!reader.failed() && reader.hasNext()) {
        const QString name = reader.text();
        std::array<float, 7> values{};
        for (float& value : values)
            value = static_cast<float>(reader.real());
        const Pose pose{QQuaternion(values[0], values[1], values[2], values[3]).normalized(),
            {values[4], values[5], values[6]}};
        const bool isInReach = pose.position.length() < 20 && !pose.orientation.isNull();
        if (isInReach)
            places.insert(name, pose);
    }
    reader.leaveArray();
    return reader.failed() ? QHash<QString, Pose>{} : places;
}

bool isKey(const QEvent& event)
{
    switch (event.type()) {
    case QEvent::ShortcutOverride:
    case QEvent::KeyPress:
    case QEvent::KeyRelease:
    case QEvent::InputMethod:
        return true;
    default:
        return false;
    }
}

} // namespace

Boards::Boards(workbench::Workspace& workspace, QObject* parent)
    : QObject(parent)
    , m_workspace(workspace)
{
    m_tick.setInterval(tickMs);
    connect(&m_tick, &QTimer::timeout, this, &Boards::next);
    m_store.setSingleShot(true);
    m_store.setInterval(storeMs);
    connect(&m_store, &QTimer::timeout, this,
        [this] { m_workspace.session.putPrivate(placesKey, encode(m_places)); });
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        for (One& board : m_boards)
            board.scene->resize(scaled(board.pixels));
    });
    qApp->installEventFilter(this);
    restore();
}

Boards::~Boards()
{
    qApp->removeEventFilter(this);
    giveKeyboardBack();
}

void Boards::giveKeyboardBack()
{
    for (const One& board : m_boards)
        board.scene->dropFocus();
}

void Boards::restore()
{
    workbench::whenDone(
        m_workspace.session.getPrivate(placesKey), this, [this](const base::Result<QByteArray>& kept) {
            m_restored = true;
            m_places = decode(kept.value_or(QByteArray()));
            m_tick.start();
        });
}

// Each of these takes some milliseconds; a tick does one of them.
void Boards::add(const workbench::PanelFactory& factory)
{
    auto panel = std::make_shared<std::unique_ptr<workbench::Panel>>();
    auto page = std::make_shared<std::unique_ptr<QWidget>>();
    m_steps.push_back(
        {factory.id, [this, factory, panel] { panel->reset(factory.make(m_workspace, nullptr)); }});
    m_steps.push_back({factory.id, [this, factory, panel, page] {
                           *page = std::make_unique<BoardPage>(factory, m_workspace, panel->release());
                       }});
    m_steps.push_back({factory.id, [this, id = factory.id, page] { add(id, page->release(), panelPixels); }});
    if (m_restored && !m_tick.isActive())
        m_tick.start();
}

bool Boards::make()
{
    if (m_steps.empty())
        return false;
    const Step step = std::move(m_steps.front());
    m_steps.pop_front();
    QElapsedTimer taken;
    taken.start();
    step.make();
    qCDebug(log).noquote() << "headset: a step of board" << step.board << "took" << taken.elapsed() << "ms";
    return true;
}

// What is there is drawn between two panels that are made, so that nobody waits before an empty wall.
void Boards::next()
{
    m_isTurnToMake = !m_isTurnToMake;
    if (!m_isTurnToMake || !make())
        drawNext();
}

void Boards::add(const QString& name, QWidget* board, QSize pixels)
{
    const BoardId id = m_boards.size() + 1;
    auto scene = std::make_unique<BoardScene>(id, name, board, scaled(pixels));
    connect(scene.get(), &BoardScene::changed, this, [this] {
        if (m_restored && !m_tick.isActive())
            m_tick.start();
    });
    connect(scene.get(), &BoardScene::touched, this, [this, made = scene.get()] { activate(*made); });
    BoardOnStage shown;
    shown.id = id;
    m_onStage.push_back(shown);
    m_boards.push_back({std::move(scene), pixels});
}

QWidget* Boards::widget(const QString& name) const
{
    for (const One& board : m_boards) {
        if (board.scene->name() == name)
            return board.scene->widget();
    }
    return nullptr;
}

void Boards::moved(BoardId board, const Pose& pose)
{
    for (size_t i = 0; i < m_boards.size(); ++i) {
        if (m_onStage[i].id != board)
            continue;
        m_onStage[i].remembered = pose;
        m_places.insert(m_boards[i].scene->name(), pose);
        m_store.start();
    }
}

void Boards::point(const BoardPointer& pointer)
{
    for (const One& board : m_boards) {
        if (board.scene->id() == pointer.board) {
            board.scene->point(pointer);
            return; // all of this may be gone by now
        }
    }
}

std::vector<BoardOnStage> Boards::onStage() const
{
    const auto missing
        = std::ranges::find_if(m_onStage, [](const BoardOnStage& board) { return board.picture.isNull(); });
    return {m_onStage.begin(), missing};
}

// One a tick, round and round; the one that is begun until it is whole.
void Boards::drawNext()
{
    for (size_t tried = 0; tried < m_boards.size(); ++tried) {
        BoardScene& scene = *m_boards[m_next].scene;
        if (!scene.isDirty()) {
            m_next = (m_next + 1) % m_boards.size();
            continue;
        }
        const QImage* picture = scene.drawSome(std::chrono::milliseconds(drawMs));
        if (picture == nullptr)
            return;
        BoardOnStage& shown = m_onStage[m_next];
        m_next = (m_next + 1) % m_boards.size();
        shown.picture = *picture;
        shown.version = scene.version();
        shown.widthM = widthM(scene.pixels());
        if (!shown.remembered && m_places.contains(scene.name()))
            shown.remembered = m_places.value(scene.name());
        emit drawn();
        return;
    }
    if (m_steps.empty())
        m_tick.stop();
}

// One keyboard: the board that was touched last has it.
void Boards::activate(BoardScene& board)
{
    for (const One& other : m_boards) {
        if (other.scene.get() != &board)
            other.scene->dropFocus();
    }
    board.takeFocus();
}

BoardScene* Boards::typedInto() const
{
    for (const One& board : m_boards) {
        if (board.scene->isTypedInto())
            return board.scene.get();
    }
    return nullptr;
}

// A window that a board opened is at its size and place when it has been shown.
void Boards::settleLater(QWidget& shown)
{
    if (!shown.isWindow() || shown.graphicsProxyWidget() == nullptr)
        return;
    QTimer::singleShot(0, this, [this, window = QPointer<QWidget>(&shown)] {
        for (const One& board : m_boards) {
            if (window && window->isVisible() && board.scene->has(*window))
                board.scene->settle(*window);
        }
    });
}

bool Boards::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Show && watched->isWidgetType())
        settleLater(*static_cast<QWidget*>(watched));
    if (m_forwarding)
        return false;
    // Whoever takes the mouse at the desk has the keyboard there again.
    if (event->type() == QEvent::MouseButtonPress && watched->isWindowType()) {
        giveKeyboardBack();
        return false;
    }
    if (!isKey(*event))
        return false;
    BoardScene* board = typedInto();
    if (board == nullptr)
        return false;
    m_forwarding = true;
    const bool taken = board->type(event);
    m_forwarding = false;
    return taken;
}

} // namespace twinward::headset
