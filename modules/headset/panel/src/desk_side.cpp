#include "desk_side_p.h"

#include "vitals/vital_record.h"
#include "workbench/when_done.h"

#include <algorithm>
#include <mutex>
#include <QDateTime>
#include <QPointer>
#include <QtConcurrent/QtConcurrentRun>

namespace twinward::headset {

using imaging::ExamScene;
using workbench::PatientContext;

namespace {

constexpr int sendMs = 8;

std::optional<BodyShape> bodyFrom(const record::Chart& chart)
{
    const vitals::VitalRecord record = vitals::VitalRecord::read(chart);
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const vitals::Sample* height = record.latest(vitals::Sign::Height, now);
    const vitals::Sample* weight = record.latest(vitals::Sign::Weight, now);
    if (height == nullptr || weight == nullptr)
        return std::nullopt;
    return BodyShape{height->value, weight->value, chart.details().sex};
}

bool isSameImages(const ExamScene& one, const ExamScene& other)
{
    return one.patient == other.patient && !one.layers.empty() && !other.layers.empty()
        && one.layers.front().seriesUid == other.layers.front().seriesUid
        && one.layers.front().stack == other.layers.front().stack;
}

} // namespace

// Outlives the desk's side: the stage may report until its thread has ended.
struct DeskSide::Bell
{
    std::mutex mutex;
    DeskSide* desk = nullptr;
    bool rung = false;

    void ring()
    {
        const std::lock_guard lock(mutex);
        if (desk == nullptr || std::exchange(rung, true))
            return;
        QMetaObject::invokeMethod(
            desk, [to = desk] { to->takeReport(); }, Qt::QueuedConnection);
    }
};

DeskSide::DeskSide(workbench::Workspace& workspace, std::shared_ptr<StageLink> link, QObject* parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_exam(imaging::LiveExam::of(workspace.context))
    , m_link(std::move(link))
    , m_bell(std::make_shared<Bell>())
{
    m_bell->desk = this;
    m_link->wake = [bell = m_bell] { bell->ring(); };
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &DeskSide::send);
    connect(&m_exam, &imaging::LiveExam::changed, this, &DeskSide::sendSoon);
    connect(&m_exam, &imaging::LiveExam::surfacesChanged, this, &DeskSide::sendSoon);
    connect(&m_exam, &imaging::LiveExam::contentChanged, this, [this] {
        prepare();
        sendSoon();
        emit contentChanged();
    });
    connect(&workspace.context, &PatientContext::patientChanged, this, [this] {
        m_body.reset();
        send(); // at once: nothing of the one is shown beside the other's
        emit contentChanged();
    });
    connect(&workspace.context, &PatientContext::chartChanged, this, &DeskSide::readBody);
    readBody();
}

DeskSide::~DeskSide()
{
    {
        const std::lock_guard lock(m_bell->mutex);
        m_bell->desk = nullptr;
    }
    m_link->toStage.put({});
}

void DeskSide::begin()
{
    m_on = true;
    prepare();
    readBody();
    send();
}

void DeskSide::end()
{
    m_on = false;
    m_soon.stop();
    m_ground.reset();
    m_rays.reset();
    m_link->toStage.put({});
    m_exam.settle([](ExamScene& scene) { scene.pointer.reset(); });
}

void DeskSide::setChoices(const Choices& choices)
{
    m_choices = choices;
    sendSoon();
}

void DeskSide::setBoards(std::vector<BoardOnStage> boards)
{
    m_boards = std::move(boards);
    sendSoon();
}

void DeskSide::setSigns(std::vector<BedSign> signs)
{
    m_signs = std::move(signs);
    sendSoon();
}

void DeskSide::ask(StageRequest request)
{
    request.number = m_request.number + 1;
    m_request = request;
    sendSoon();
}

bool DeskSide::isOfThisPatient() const
{
    const record::PatientId patient = m_workspace.context.patient();
    return !patient.isNull() && m_exam.scene().patient == patient;
}

Content::Images DeskSide::images() const
{
    using Images = Content::Images;
    if (!m_exam.isThere())
        return Images::NoViewer;
    if (!isOfThisPatient() || m_exam.scene().layers.empty())
        return Images::None;
    switch (m_exam.groundState()) {
    case imaging::LiveExam::Ground::Reading:
        return Images::Reading;
    case imaging::LiveExam::Ground::NotAVolume:
        return Images::NotAVolume;
    case imaging::LiveExam::Ground::Failed:
        return Images::Unreadable;
    case imaging::LiveExam::Ground::Complete:
        return Images::There;
    }
    return Images::None;
}

// Once the volume is whole: half of it would pass for all of it.
void DeskSide::prepare()
{
    const imaging::VolumePtr ground = images() == Content::Images::There ? m_exam.ground() : nullptr;
    if (!m_on || ground == m_ground)
        return;
    m_ground = ground;
    m_rays.reset();
    if (!ground)
        return;
    auto made = QtConcurrent::run(
        [ground] { return imaging::RayVolume::prepare(ground, imaging::RayCaster::leastLongestSide); });
    workbench::whenDone(made, this, [this, ground](const std::shared_ptr<const imaging::RayVolume>& rays) {
        if (ground != m_ground)
            return;
        m_rays = rays;
        sendSoon();
    });
}

void DeskSide::readBody()
{
    const workbench::ChartPtr chart = m_workspace.context.chart();
    if (!chart)
        return;
    auto read = QtConcurrent::run([chart] { return bodyFrom(*chart); });
    workbench::whenDone(read, this, [this, patient = chart->patient()](const std::optional<BodyShape>& body) {
        if (patient != m_workspace.context.patient())
            return;
        m_body = body;
        sendSoon();
        emit contentChanged();
    });
}

void DeskSide::sendSoon()
{
    if (m_on && !m_soon.isActive())
        m_soon.start(sendMs);
}

void DeskSide::send()
{
    m_soon.stop();
    if (!m_on)
        return;
    DeskState state;
    if (isOfThisPatient()) {
        state.scene = m_exam.scene();
        if (images() == Content::Images::There && m_ground == m_exam.ground()) {
            state.ground = m_ground;
            state.rays = m_rays;
        }
        state.meshes = m_exam.surfaces();
        for (const imaging::LiveExam::Reported& each : m_exam.reported())
            state.others.push_back({each.mark, each.words});
        for (const imaging::Mark& mark : state.scene.marks) {
            if (mark.event)
                state.values.insert(*mark.event, m_exam.values(mark));
        }
    }
    state.body = m_body;
    state.room = m_choices.room;
    state.boards = m_boards;
    state.signs = m_signs;
    state.dominant = m_choices.dominant;
    state.tool = m_choices.tool;
    state.shown = m_choices.shown;
    state.request = m_request;
    state.lastDeed = m_lastDeed;
    m_link->toStage.put(std::move(state));
}

void DeskSide::takeReport()
{
    {
        const std::lock_guard lock(m_bell->mutex);
        m_bell->rung = false;
    }
    const StageReport report = m_link->take();
    for (const StageReport::Done& done : report.deeds)
        apply(done);
    for (const auto& [board, pose] : report.movedBoards)
        emit boardMoved(board, pose);
    if (report.seen)
        showSeen(*report.seen);
    if (report.chosen)
        emit chosen(*report.chosen);
    if (!report.deeds.empty())
        send(); // the stage waits to hear that the desk has it
    queue(report.pointers);
    handOn();
}

// Of a hand that moves on, only where it is now.
void DeskSide::queue(const std::vector<BoardPointer>& pointers)
{
    using Kind = BoardPointer::Kind;
    for (const BoardPointer& pointer : pointers) {
        const bool isPassed = !m_pointers.empty() && pointer.kind == Kind::Move
            && m_pointers.back().kind == Kind::Move && m_pointers.back().board == pointer.board;
        if (isPassed)
            m_pointers.pop_back();
        m_pointers.push_back(pointer);
    }
}

// A menu or dialog that a board opens runs the event loop inside this: what comes then goes on from here, in
// order, and the rest of it may find that there is no headset any more.
void DeskSide::handOn()
{
    const QPointer<DeskSide> self(this);
    while (!self.isNull() && !m_pointers.empty()) {
        const BoardPointer pointer = m_pointers.front();
        m_pointers.pop_front();
        emit pointed(pointer);
    }
}

void DeskSide::apply(const StageReport::Done& done)
{
    m_lastDeed = done.number;
    // Done to what is no longer on show: another patient was opened, or another series.
    if (!isOfThisPatient() || !isSameImages(done.scene, m_exam.scene()))
        return;
    const QString merge
        = done.deed.movement == 0 ? QString() : QStringLiteral("headset%1").arg(done.deed.movement);
    const ExamScene& after = done.scene;
    switch (done.deed.kind) {
    case Deed::Kind::Clip:
        m_exam.change(
            tr("Clip"), [&](ExamScene& scene) { scene.volume.clipPlanes = after.volume.clipPlanes; }, merge);
        break;
    case Deed::Kind::Window:
        m_exam.change(
            tr("Window"),
            [&](ExamScene& scene) { scene.layers.front().window = after.layers.front().window; }, merge);
        break;
    case Deed::Kind::Scroll: // as the desk names the first view's, so that a turn of the stick is one step
        m_exam.change(
            tr("Scroll"), [&](ExamScene& scene) { scene.cursor = after.cursor; }, QStringLiteral("scroll0"));
        break;
    case Deed::Kind::Point:
        m_exam.settle([&](ExamScene& scene) { scene.pointer = after.pointer; });
        break;
    case Deed::Kind::Measured:
        if (done.deed.mark)
            m_exam.addMark(*done.deed.mark);
        break;
    case Deed::Kind::Undo:
        m_exam.undo();
        break;
    case Deed::Kind::Redo:
        m_exam.redo();
        break;
    case Deed::Kind::Moved:
        break;
    }
}

// The desk's view of the volume goes on where the hands left it. No step to undo: nothing of it was done to
// the examination.
void DeskSide::showSeen(const imaging::VolumeView& seen)
{
    if (!isOfThisPatient())
        return;
    m_exam.settle([&seen](ExamScene& scene) {
        scene.volume.rotation = seen.rotation;
        scene.volume.zoom = seen.zoom;
        scene.volume.pan = seen.pan;
    });
}

} // namespace twinward::headset
