#include "exam_drawing_p.h"

#include "headset_scene/hand_models.h"
#include "imaging/vec.h"
#include "stage_labels_p.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>

namespace twinward::headset {

namespace {

// Numbers of what the painters hold.
enum ModelNumber { RoomModel, BodyModel, MarksModel, HandModels, RayModels = HandModels + 2 };
enum PictureNumber { VignettePicture, Slices = 10, Labels = 100, Signs = 300, Boards = 400 };

constexpr qint64 uploadBytes = 8 << 20; // a frame
constexpr int cardSteps = 3; // of raySteps: a graphics card begins where software ends
constexpr float ghost = 0.45F; // opacity of the body beside the images
constexpr float labelDegrees = 1.5F; // the text is half of it
constexpr float signHeightM = 0.32F;
constexpr QRgb handColour = 0xFFC9D4DC;
constexpr QRgb rayColour = 0xFF55B8DB; // the dark theme's accent

Model modelOf(const imaging::Mesh& mesh, QRgb colour)
{
    Model model;
    const auto normals = imaging::normalsOf(mesh);
    model.vertices.reserve(mesh.vertices.size());
    const std::array<quint8, 4> bytes{static_cast<quint8>(qRed(colour)), static_cast<quint8>(qGreen(colour)),
        static_cast<quint8>(qBlue(colour)), 255};
    for (size_t i = 0; i < mesh.vertices.size(); ++i) {
        const auto& [x, y, z] = mesh.vertices[i];
        const auto& [nx, ny, nz] = normals[i];
        model.vertices.push_back({{x, y, z}, {nx, ny, nz}, bytes});
    }
    for (const auto& triangle : mesh.triangles)
        model.indices.insert(model.indices.end(), triangle.begin(), triangle.end());
    return model;
}

// On its back on the couch, the head at the pillow's end, the back on the couch.
QMatrix4x4 lyingOn(const Place& couch)
{
    constexpr float backBelowHipsM = 0.11F;
    QMatrix4x4 place;
    place.translate(couch.at);
    place.rotate(couch.turnDegrees, 0, 1, 0);
    place.translate(0.05F, backBelowHipsM, 0);
    QMatrix4x4 axes; // left, back and head of the patient in the room
    axes.setColumn(0, {0, 0, -1, 0});
    axes.setColumn(1, {0, -1, 0, 0});
    axes.setColumn(2, {-1, 0, 0, 0});
    place *= axes;
    place.scale(0.001F);
    return place;
}

// Clear within 24 degrees of the middle, dark beyond 37; as wide as any view is.
constexpr float vignetteTangent = 4;
QImage vignettePicture()
{
    constexpr int side = 256;
    QImage picture(side, side, QImage::Format_RGBA8888_Premultiplied);
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            const double radius = std::hypot(x - side / 2.0 + 0.5, y - side / 2.0 + 0.5) / (side / 2.0);
            const double tangent = radius * double{vignetteTangent};
            const double dark = std::clamp((tangent - 0.445) / (0.754 - 0.445), 0.0, 1.0);
            picture.setPixelColor(x, y, QColor(0, 0, 0, static_cast<int>(255 * dark)));
        }
    }
    return picture;
}

// Patient to eye.
imaging::RayEye eyeOf(const EyeView& eye, const Placement& placement)
{
    return {eye.view * placement.matrix(), eye.projection};
}

// Light is worked out once for each room, however often one comes back to it.
Model roomModel(const QString& id)
{
    static std::mutex mutex;
    static std::map<QString, Model> made;
    const std::lock_guard lock(mutex);
    const auto known = made.find(id);
    if (known != made.end())
        return known->second;
    const auto room = roomOf(id);
    return made[id] = room ? litModel(*room) : Model{};
}

// What one stands on until the room is ready.
Model bareFloor()
{
    Model floor;
    constexpr float tileM = 0.5F;
    for (int x = -8; x < 8; ++x) {
        for (int z = -8; z < 8; ++z) {
            const QRgb colour = (x + z) % 2 == 0 ? 0xFF4A555F : 0xFF424C56;
            addBox(floor,
                {{(static_cast<float>(x) + 0.5F) * tileM, -0.01F, (static_cast<float>(z) + 0.5F) * tileM}, 0},
                {tileM, 0.02F, tileM}, 0, tileM, colour);
        }
    }
    return floor;
}

} // namespace

ExamDrawing::ExamDrawing()
    : m_roomMaker([](const QString& id) { return roomModel(id); })
    , m_bodyMaker([](const BodyShape& shape) { return modelOf(bodyOf(shape), 0xFFB7C7CF); })
    , m_slicer([](const SliceJob& job) { return roomSlices(job); })
{
    if (auto rays = imaging::RayCaster::make())
        m_rays = std::move(*rays);
    if (auto surfaces = imaging::SurfacePainter::make())
        m_surfaces = std::move(*surfaces);
    m_pictures.set(VignettePicture, vignettePicture());
    m_models.set(RoomModel, bareFloor());
}

ExamDrawing::~ExamDrawing() = default;

void ExamDrawing::show(const DeskState& desk)
{
    if (desk.room != m_roomAsked) {
        m_roomAsked = desk.room;
        m_roomMaker.ask(desk.room);
    }
    if (desk.body != m_body) {
        m_body = desk.body;
        m_bodyShown = false;
        if (m_body)
            m_bodyMaker.ask(*m_body);
    }
    if (m_rays && desk.rays != m_volume) {
        m_volume = desk.rays;
        m_uploaded = false;
        const bool taken = m_rays->setVolume(m_volume).has_value();
        m_fits = taken && m_volume; // otherwise the planes are shown
    }
    if (m_surfaces)
        m_surfaces->set(desk.meshes);
    setSigns(desk);
    m_desk = desk;
}

// The desk's state comes with every picture of a board; a sign is drawn again where it is another.
void ExamDrawing::setSigns(const DeskState& desk)
{
    std::vector<std::pair<Spot, BedSign>> signs;
    const auto room = roomOf(desk.room);
    for (const Spot& spot : room ? room->spotsOf(QStringLiteral("bed")) : std::vector<Spot>()) {
        for (const BedSign& sign : desk.signs) {
            if (sign.bed != spot.name)
                continue;
            const size_t at = signs.size();
            const bool same = at < m_signs.size() && m_signs[at].second.bed == sign.bed
                && m_signs[at].second.version == sign.version;
            if (!same)
                m_pictures.set(Signs + static_cast<int>(at), sign.picture);
            signs.emplace_back(spot, sign);
        }
    }
    m_signs = std::move(signs);
}

void ExamDrawing::showExam(const Examination& exam, const std::optional<imaging::Mark>& drawing)
{
    if (m_rays)
        m_rays->setLook(exam.scene.volume);
    if (m_surfaces)
        m_surfaces->setLook(exam.scene.volume);
    const bool another = exam.scene.planes != m_sliceJob.scene.planes
        || exam.scene.cursor != m_sliceJob.scene.cursor || exam.scene.layers != m_sliceJob.scene.layers
        || m_desk.ground != m_sliceJob.ground;
    if (another) {
        m_sliceJob = {exam.scene, m_desk.ground};
        m_slicer.ask(m_sliceJob);
    }
    std::vector<RoomMark> marks = roomMarks(exam.scene, drawing, m_desk);
    const float scale = exam.placement.metresPerMm;
    if (marks != m_marks || std::abs(scale / m_marksScale - 1) > 0.05F) {
        m_marks = std::move(marks);
        m_marksScale = scale;
        setMarks(exam.placement);
    }
}

// Lines in millimetres of the patient, as thick as 1.5 mm of the room.
void ExamDrawing::setMarks(const Placement& placement)
{
    const float radius = 0.00075F / placement.metresPerMm;
    Model model;
    m_labels.clear();
    for (const RoomMark& mark : m_marks) {
        addMark(model, mark, radius);
        if (mark.words.isEmpty() || mark.ends.empty())
            continue;
        const QImage picture = labelPicture(mark.words, inkOf(mark.whose));
        m_pictures.set(Labels + static_cast<int>(m_labels.size()), picture);
        m_labels.push_back({mark.ends.back(), picture.size(), mark.words});
    }
    m_models.set(MarksModel, model);
}

void ExamDrawing::showHands(
    const Inputs& hands, const std::array<std::optional<float>, 2>& rays, Side dominant)
{
    for (const Side side : bothSides) {
        const int i = static_cast<int>(side);
        const HandInput& hand = hands.hand(side);
        m_models.set(HandModels + i, handModel(hand, handColour));
        const auto& length = rays[static_cast<size_t>(side)];
        // One ray at a time: the tool's, and the other hand's only on a board.
        const bool shows = hand.aim && (length || side == dominant);
        m_models.set(RayModels + i, shows ? rayModel(*hand.aim, length.value_or(0.6F), rayColour) : Model{});
    }
}

void ExamDrawing::showBoards(const std::vector<Board>& boards, const std::vector<BoardOnStage>& pictures)
{
    m_boards = boards;
    for (const Board& board : boards) {
        const auto shown = std::ranges::find(pictures, board.id, &BoardOnStage::id);
        const auto known = m_boardPictures.find(board.id);
        if (shown == pictures.end() || (known != m_boardPictures.end() && known->second == shown->version))
            continue;
        m_pictures.set(Boards + static_cast<int>(board.id), shown->picture);
        m_boardPictures[board.id] = shown->version;
    }
}

void ExamDrawing::settle()
{
    if (auto room = m_roomMaker.take())
        m_models.set(RoomModel, *room);
    if (auto body = m_bodyMaker.take()) {
        m_models.set(BodyModel, *body);
        m_bodyShown = m_body.has_value();
    }
    if (auto slices = m_slicer.take()) {
        m_slices = std::move(*slices);
        for (size_t i = 0; i < m_slices.size(); ++i)
            m_pictures.set(Slices + static_cast<int>(i), m_slices[i].picture);
    }
    if (m_fits && !m_uploaded)
        m_uploaded = m_rays->uploadSome(uploadBytes);
}

void ExamDrawing::draw(const EyeView& eye, const Frame& frame)
{
    if (!frame.roomIsReal)
        m_models.draw(eye, RoomModel, {{}, 1, Lighting::Baked});
    if (m_surfaces)
        m_surfaces->draw(eyeOf(eye, frame.placement), imaging::RayCaster::Colours::Linear);
    drawMarks(eye, frame);
    for (const int i : {0, 1}) {
        m_models.draw(eye, HandModels + i, {});
        m_models.draw(eye, RayModels + i, {{}, 1, Lighting::Baked});
    }
    if (!frame.roomIsReal)
        drawSigns(eye);
    drawBoards(eye);
    drawBody(eye, frame);
    drawSlices(eye, frame);
    drawVolume(eye, frame);
    if (frame.vignette > 0) {
        // Just before the near plane, over the whole view.
        QMatrix4x4 place = eye.pose.matrix();
        place.translate(0, 0, -2 * eye.nearM);
        place.scale(2 * vignetteTangent * 2 * eye.nearM);
        m_pictures.draw(eye, VignettePicture, place, frame.vignette);
    }
}

void ExamDrawing::drawBody(const EyeView& eye, const Frame& frame)
{
    if (m_bodyShown && frame.couch)
        m_models.draw(eye, BodyModel, {lyingOn(*frame.couch), m_desk.ground ? ghost : 1});
}

void ExamDrawing::drawSlices(const EyeView& eye, const Frame& frame)
{
    if (m_desk.shown == Shown::Volume && m_uploaded)
        return;
    for (size_t i = 0; i < m_slices.size(); ++i) {
        m_pictures.draw(eye, Slices + static_cast<int>(i), frame.placement.matrix() * m_slices[i].place, 1);
    }
}

void ExamDrawing::drawMarks(const EyeView& eye, const Frame& frame)
{
    m_models.draw(eye, MarksModel, {frame.placement.matrix(), 1});
    for (size_t i = 0; i < m_labels.size(); ++i) {
        const QVector3D at = frame.placement.toRoom(m_labels[i].at) + QVector3D(0, 0.01F, 0);
        m_pictures.draw(eye, Labels + static_cast<int>(i),
            labelPlace(at, eye.pose.position, m_labels[i].pixels, labelDegrees), 1);
    }
}

void ExamDrawing::drawSigns(const EyeView& eye)
{
    for (size_t i = 0; i < m_signs.size(); ++i) {
        const auto& [spot, sign] = m_signs[i];
        const QVector3D over = spot.place.at + QVector3D(0, 1.15F, 0);
        m_pictures.draw(eye, Signs + static_cast<int>(i),
            signPlace(over, eye.pose.position, sign.picture.size(), signHeightM), 1);
    }
}

void ExamDrawing::drawBoards(const EyeView& eye)
{
    for (const Board& board : m_boards) {
        QMatrix4x4 place = board.panel.pose.matrix();
        place.scale(static_cast<float>(board.panel.metres.width()),
            static_cast<float>(board.panel.metres.height()), 1);
        m_pictures.draw(eye, Boards + static_cast<int>(board.id), place, 1);
    }
}

void ExamDrawing::drawVolume(const EyeView& eye, const Frame& frame)
{
    if (!m_uploaded || m_desk.shown == Shown::Planes)
        return;
    const int step = frame.detail + (frame.isSoftware ? 0 : cardSteps);
    m_rays->cast(eyeOf(eye, frame.placement), eye.rect.size(), imaging::rayQuality(step), eye.depthTexture);
    m_rays->compose(eye.rect, imaging::RayCaster::Colours::Linear);
}

} // namespace twinward::headset
