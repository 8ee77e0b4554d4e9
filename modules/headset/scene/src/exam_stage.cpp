#include "headset_scene/exam_stage.h"

#include "board_layers_p.h"
#include "exam_drawing_p.h"
#include "headset_scene/comfort.h"
#include "headset_scene/gestures.h"
#include "headset_scene/room.h"
#include "headset_scene/surface.h"

#include <algorithm>

namespace twinward::headset {

namespace {

constexpr float imagesM = 0.5F; // across, when they come
constexpr float snapDegrees = 8;
constexpr float turnSeconds = 0.35F;

Pose poseOf(const Place& place)
{
    return {QQuaternion::fromAxisAndAngle(0, 1, 0, place.turnDegrees), place.at};
}

class ExamStage : public Stage
{
public:
    explicit ExamStage(std::shared_ptr<StageLink> link)
        : m_link(std::move(link))
    { }

    void begin(const StageFacts& facts) override;
    void update(const Inputs& inputs, const FrameTime& time) override;
    void draw(const EyeView& eye) override;
    [[nodiscard]] std::vector<QuadLayer> layers() override;
    [[nodiscard]] std::vector<Pulse> pulses() override { return std::exchange(m_pulses, {}); }
    void end() override;

private:
    void adopt(DeskState desk);
    void adoptBoards(const std::vector<BoardOnStage>& boards);
    void enterRoom(const Pose& trackedHead);
    void hangBoards();
    void placeImages();
    void moveWearer(const Inputs& tracked);
    void handle(const Inputs& hands, float seconds);
    void handleOtherHand(const Inputs& hands);
    void answer(const StageRequest& request);
    void goToBeginning();
    void turnTo(const Placement& placement);
    void settleTurn(float seconds);
    void tell(std::vector<Deed> deeds);
    [[nodiscard]] QVector3D wearer() const;
    [[nodiscard]] Place spot(const char* kind) const;
    [[nodiscard]] std::optional<Place> couch() const;

    std::shared_ptr<StageLink> m_link;
    StageFacts m_facts;
    std::unique_ptr<ExamDrawing> m_drawing;
    std::unique_ptr<BoardLayers> m_boardLayers;

    DeskState m_desk;
    Room m_room;
    Pose m_rig; // what is tracked, to the room
    bool m_entered = false; // the wearer's place in the room is known
    std::optional<Pose> m_head; // in the room
    ExamDrawing::Frame m_frame;

    Examination m_exam;
    bool m_placed = false;
    quint64 m_deeds = 0;
    ExamHands m_hands;
    BareHands m_bareHands;
    std::array<SteadyAim, 2> m_aims;
    SnapTurn m_snapTurn;
    Vignette m_vignette;
    std::optional<Placement> m_turnFrom;
    Placement m_turnTo;
    float m_turned = 0; // share of the way

    std::vector<Board> m_boards;
    std::vector<Board> m_overAll; // no hand is before them: they lie over the picture, at their own sharpness
    BoardHands m_boardHands;
    std::vector<Pulse> m_pulses;
};

void ExamStage::begin(const StageFacts& facts)
{
    m_facts = facts;
    m_drawing = std::make_unique<ExamDrawing>();
    m_boardLayers = std::make_unique<BoardLayers>();
    m_drawing->show(m_desk);
}

void ExamStage::end()
{
    if (m_head && m_placed) {
        StageReport report;
        report.seen = seenFrom(m_exam.scene.volume, m_exam.placement, *m_head);
        m_link->report(std::move(report));
    }
    m_boardLayers.reset();
    m_drawing.reset();
    m_entered = false;
}

Place ExamStage::spot(const char* kind) const
{
    const auto spots = m_room.spotsOf(QString::fromLatin1(kind));
    return spots.empty() ? Place{} : spots.front().place;
}

std::optional<Place> ExamStage::couch() const
{
    for (const Spot& bed : m_room.spotsOf(QStringLiteral("bed"))) {
        if (!m_desk.bed.isEmpty() && bed.name == m_desk.bed)
            return bed.place;
    }
    const auto couches = m_room.spotsOf(QStringLiteral("couch"));
    return couches.empty() ? std::nullopt : std::optional(couches.front().place);
}

QVector3D ExamStage::wearer() const
{
    return m_head ? m_head->position : spot("stand").at + QVector3D(0, 1.6F, 0);
}

void ExamStage::adopt(DeskState desk)
{
    const bool another = desk.ground && (!m_placed || desk.ground->grid != m_exam.grid);
    if (desk.room != m_room.id) {
        m_room = roomOf(desk.room).value_or(Room{});
        m_entered = false;
    }
    // What hands did and the desk has not taken yet stands here.
    if (desk.lastDeed == m_deeds || another)
        m_exam.scene = desk.scene;
    if (desk.ground)
        m_exam.grid = desk.ground->grid;
    if (!desk.ground)
        m_placed = false;
    else if (another)
        placeImages();
    if (desk.tool != m_hands.tool())
        m_hands.choose(desk.tool);
    adoptBoards(desk.boards);
    const bool isAsked = desk.request.number != m_desk.request.number && desk.request.number != 0;
    m_desk = std::move(desk);
    m_drawing->show(m_desk);
    if (isAsked)
        answer(m_desk.request);
}

void ExamStage::placeImages()
{
    m_exam.placement = before(m_exam.grid, spot("volume").at, wearer(), imagesM);
    m_turnFrom.reset();
    m_placed = true;
}

void ExamStage::adoptBoards(const std::vector<BoardOnStage>& boards)
{
    std::vector<Board> hung;
    int place = 0;
    for (const BoardOnStage& board : boards) {
        if (board.picture.isNull())
            continue;
        const double height = board.widthM * board.picture.height() / board.picture.width();
        Board made{board.id, {{}, {board.widthM, height}}};
        const auto old = std::find_if(
            m_boards.begin(), m_boards.end(), [&](const Board& other) { return other.id == board.id; });
        if (old != m_boards.end())
            made.panel.pose = old->panel.pose;
        else if (board.remembered)
            made.panel.pose = *board.remembered;
        else
            made.panel.pose = hungAround(poseOf(spot("stand")), wearer().y() - 0.1F, place, board.widthM);
        ++place;
        hung.push_back(made);
    }
    m_boards = std::move(hung);
}

void ExamStage::hangBoards()
{
    if (!m_head)
        return;
    QVector3D ahead = m_head->forward();
    ahead.setY(0);
    const Pose stand{
        QQuaternion::fromDirection(-ahead, {0, 1, 0}), {m_head->position.x(), 0, m_head->position.z()}};
    StageReport report;
    for (size_t i = 0; i < m_boards.size(); ++i) {
        m_boards[i].panel.pose = hungAround(
            stand, m_head->position.y() - 0.1F, static_cast<int>(i), m_boards[i].panel.metres.width());
        report.movedBoards.emplace_back(m_boards[i].id, m_boards[i].panel.pose);
    }
    m_link->report(std::move(report));
}

void ExamStage::enterRoom(const Pose& trackedHead)
{
    m_rig = standingAt(poseOf(spot("stand")), trackedHead);
    m_head = m_rig * trackedHead;
    m_entered = true;
    if (m_placed)
        placeImages();
}

void ExamStage::moveWearer(const Inputs& tracked)
{
    if (!tracked.head)
        return;
    if (!m_entered || tracked.recentred)
        enterRoom(*tracked.head);
    const float left = tracked.hand(Side::Left).thumbstick.x();
    const float right = tracked.hand(Side::Right).thumbstick.x();
    const float degrees = m_snapTurn.update(std::abs(left) > std::abs(right) ? left : right);
    if (degrees != 0) {
        m_rig = turnedAbout(m_rig, tracked.head->position, degrees);
        m_vignette.moved();
    }
    m_head = m_rig * *tracked.head;
}

void ExamStage::update(const Inputs& inputs, const FrameTime& time)
{
    const float seconds = std::chrono::duration<float>(time.sinceLast).count();
    if (auto desk = m_link->toStage.take())
        adopt(std::move(*desk));
    m_vignette.update(seconds);
    moveWearer(inputs);
    Inputs hands = inRoom(m_rig, inputs);
    m_bareHands.update(hands);
    for (const Side side : bothSides) {
        HandInput& hand = hands.hand(side);
        SteadyAim& steady = m_aims[static_cast<size_t>(side)];
        if (hand.aim)
            hand.aim = steady.update(*hand.aim, seconds);
        else
            steady.reset();
    }
    handle(hands, seconds);
    settleTurn(seconds);
    m_drawing->settle();
    m_frame = {m_exam.placement, couch(), time.passthrough, m_vignette.strength(), time.quality.detail,
        m_facts.software};
}

void ExamStage::handle(const Inputs& hands, float seconds)
{
    StageReport report;
    report.pointers = m_boardHands.update(m_boards, hands, seconds);
    if (m_boardHands.wasMoved()) {
        for (const Board& board : m_boards)
            report.movedBoards.emplace_back(board.id, board.panel.pose);
    }
    for (const BoardPointer& pointer : report.pointers) {
        if (pointer.kind == BoardPointer::Kind::Press)
            m_pulses.push_back({m_desk.dominant});
    }
    m_link->report(std::move(report));

    std::array<std::optional<float>, 2> rays{
        m_boardHands.rayLength(Side::Left), m_boardHands.rayLength(Side::Right)};
    if (m_placed) {
        ExamHands::Settings settings;
        settings.dominant = m_desk.dominant;
        if (!m_exam.scene.planes.empty())
            settings.slices
                = imaging::slicesOf(m_exam.scene.planes.front(), m_exam.grid, m_exam.scene.cursor);
        const auto surface = [this](const imaging::Vec3& from, const imaging::Vec3& direction) {
            return firstVisible(*m_desk.ground, m_exam.scene.volume, from, direction);
        };
        const bool held = m_hands.isHolding();
        tell(m_hands.update(m_exam, hands, seconds, m_boardHands.taken(), settings, surface));
        if (m_hands.isHolding())
            m_turnFrom.reset();
        else if (held && m_head) {
            if (const auto near = savedViewNear(m_exam.placement, m_head->position, snapDegrees))
                turnTo(turnedTo(m_exam.placement, *near, m_head->position));
        }
        auto& ray = rays[static_cast<size_t>(m_desk.dominant)];
        const HandInput& hand = hands.hand(m_desk.dominant);
        if (!ray && m_hands.pointedAt() && hand.aim)
            ray = (*m_hands.pointedAt() - hand.aim->position).length();
    }
    handleOtherHand(hands);
    m_drawing->showExam(m_exam, m_hands.drawing());
    m_drawing->showHands(hands, rays, m_desk.dominant);
    const auto isFree = [&](const Board& board) {
        return !std::ranges::any_of(
            hands.hands, [&](const HandInput& hand) { return isBefore(hand, board.panel, wearer()); });
    };
    m_overAll = m_boards;
    const auto hidden = std::stable_partition(m_overAll.begin(), m_overAll.end(), isFree);
    m_drawing->showBoards({hidden, m_overAll.end()}, m_desk.boards);
    m_overAll.erase(hidden, m_overAll.end());
}

void ExamStage::answer(const StageRequest& request)
{
    switch (request.kind) {
    case StageRequest::Kind::Turn:
        if (m_placed)
            turnTo(turnedTo(m_exam.placement, request.view, wearer()));
        break;
    case StageRequest::Kind::Beginning:
        goToBeginning();
        break;
    case StageRequest::Kind::GatherBoards:
        hangBoards();
        break;
    }
}

void ExamStage::goToBeginning()
{
    if (!m_placed)
        return;
    turnTo(before(m_exam.grid, spot("volume").at, wearer(), imagesM));
    if (!m_exam.scene.volume.clipPlanes.empty()) {
        m_exam.scene.volume.clipPlanes.clear();
        tell({{Deed::Kind::Clip, 0, {}}});
    }
}

// Views, and the way back to the beginning.
void ExamStage::handleOtherHand(const Inputs& hands)
{
    for (const Side side : bothSides) {
        if (hands.hand(side).menu.pressed())
            hangBoards();
    }
    const Side side = m_desk.dominant == Side::Right ? Side::Left : Side::Right;
    const HandInput& hand = hands.hand(side);
    if (!m_placed || !m_head)
        return;
    if (hand.primary.pressed())
        goToBeginning();
    if (hand.secondary.pressed()) {
        const auto now = savedViewNear(m_exam.placement, m_head->position, 45);
        const size_t next = now ? (static_cast<size_t>(*now) + 1) % allSavedViews.size() : 0;
        turnTo(turnedTo(m_exam.placement, allSavedViews.at(next), m_head->position));
    }
}

void ExamStage::turnTo(const Placement& placement)
{
    m_turnFrom = m_exam.placement;
    m_turnTo = placement;
    m_turned = 0;
}

void ExamStage::settleTurn(float seconds)
{
    if (!m_turnFrom)
        return;
    m_turned += seconds / turnSeconds;
    m_exam.placement = between(*m_turnFrom, m_turnTo, m_turned);
    if (m_turned >= 1)
        m_turnFrom.reset();
}

void ExamStage::tell(std::vector<Deed> deeds)
{
    StageReport report;
    for (Deed& deed : deeds) {
        if (deed.kind == Deed::Kind::Moved)
            continue; // where the images are in the room is the wearer's own
        report.deeds.push_back({++m_deeds, std::move(deed), m_exam.scene});
    }
    m_link->report(std::move(report));
}

void ExamStage::draw(const EyeView& eye)
{
    EyeView placed = eye;
    placed.pose = m_rig * eye.pose;
    placed.view = eye.view * m_rig.inverse().matrix();
    m_drawing->draw(placed, m_frame);
}

std::vector<QuadLayer> ExamStage::layers()
{
    return m_boardLayers->of(m_overAll, m_desk.boards, m_boardHands.dots(), m_rig.inverse());
}

} // namespace

StageFactory examStage(std::shared_ptr<StageLink> link)
{
    return [link = std::move(link)] { return std::make_unique<ExamStage>(link); };
}

} // namespace twinward::headset
