#include "exam_p.h"

#include "imaging_view/operators.h"
#include "imaging_view/plane_geometry.h"
#include "imaging_view/presets.h"
#include "imaging_view/reslice.h"
#include "imaging_view/scene_picture.h"
#include "imaging_view/shade.h"

#include <algorithm>

namespace twinward::imaging {

Exam::Exam(workbench::Session& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
{ }

void Exam::change(const QString& what, const Edit& edit, const QString& merge)
{
    ExamScene scene = m_undo.current();
    edit(scene);
    if (scene == m_undo.current())
        return;
    m_undo.push(std::move(scene), what, merge);
    follow();
    emit changed();
}

void Exam::settle(const Edit& edit)
{
    const ExamScene before = m_undo.current();
    m_undo.amendAll(edit);
    if (before != m_undo.current())
        emit changed();
}

// Not every step has as many layers.
void Exam::settleLayer(int layer, const std::function<void(Layer&)>& edit)
{
    settle([&](ExamScene& s) {
        if (static_cast<size_t>(layer) < s.layers.size())
            edit(s.layers[static_cast<size_t>(layer)]);
    });
}

void Exam::undo()
{
    if (!m_undo.undo())
        return;
    follow();
    emit changed();
}

void Exam::redo()
{
    if (!m_undo.redo())
        return;
    follow();
    emit changed();
}

void Exam::forget()
{
    for (LayerContent* content : m_known)
        content->deleteLater();
    m_known.clear();
    m_layers.clear();
}

// A step may have taken a series away or brought it back. Who draws hears of it before the scene is drawn.
void Exam::follow()
{
    std::vector<LayerContent*> wanted;
    for (const Layer& layer : scene().layers) {
        const auto found = std::ranges::find_if(m_known, [&](const LayerContent* content) {
            return content->series().uid == layer.seriesUid && std::ranges::count(wanted, content) == 0;
        });
        if (found != m_known.end())
            wanted.push_back(*found);
    }
    if (wanted == m_layers)
        return;
    m_layers = std::move(wanted);
    emit layersChanged();
    for (int layer = 0; layer < layerCount(); ++layer) {
        const LayerContent& content = *m_layers[static_cast<size_t>(layer)];
        if (!content.hasHeaders())
            continue;
        if (content.ownWindow() == Window()) { // it was read while it was away
            begin(layer);
            guessWindow(layer);
        }
        emit contentChanged(layer);
    }
}

void Exam::clear()
{
    forget();
    m_undo = UndoStack<ExamScene>(ExamScene());
    emit layersChanged();
    emit changed();
}

void Exam::removeSecond()
{
    if (m_layers.size() < 2)
        return;
    const VolumePtr ground = m_layers.front()->volume();
    change(tr("Take the second series away"), [&ground](ExamScene& scene) {
        scene.layers.pop_back();
        std::erase_if(scene.marks, [](const Mark& mark) { return mark.layer > 0; });
        if (std::ranges::all_of(scene.planes, [](const PlaneView& plane) { return plane.layer < 0; }))
            return;
        scene.layout = Layout::OneByTwo;
        if (ground)
            scene.planes = firstScene(*ground).planes;
        scene.planes.resize(std::min<size_t>(scene.planes.size(), ground ? 2 : 1));
        for (PlaneView& plane : scene.planes)
            plane.layer = -1;
    });
}

LayerContent* Exam::layer(int index) const
{
    return index >= 0 && index < layerCount() ? m_layers[static_cast<size_t>(index)] : nullptr;
}

void Exam::show(record::PatientId patient, const Study& study, const Series& series, Place place, int stack)
{
    Layer layer;
    layer.studyUid = study.uid;
    layer.seriesUid = series.uid;
    layer.stack = stack;
    ExamScene scene = m_undo.current();
    if (place == Place::Alone || m_layers.empty()) {
        // Single images are shown one by one, which says nothing of how the next volume is wanted.
        const Layout layout = isVolume() ? scene.layout : Layout::TwoByTwo;
        forget();
        scene = ExamScene();
        scene.layout = layout;
        scene.patient = patient;
    }
    m_laid = Layer().toPatient;
    // Two at a time: another takes the place of the second.
    if (m_layers.size() > 1) {
        m_layers.pop_back();
        scene.layers.pop_back();
        std::erase_if(scene.marks, [](const Mark& mark) { return mark.layer > 0; });
    }
    for (LayerContent* content : m_known) {
        if (std::ranges::count(m_layers, content) == 0)
            content->deleteLater();
    }
    m_known = m_layers;
    layer.opacity = m_layers.empty() ? 1 : 0.5;
    if (place == Place::Over)
        layer.colourMap = QStringLiteral("hot");
    scene.layers.push_back(layer);
    for (PlaneView& plane : scene.planes)
        plane.layer = -1;
    if (place == Place::Beside && scene.layers.size() > 1) {
        scene.layout = Layout::OneByTwo;
        PlaneView left = scene.planes.empty() ? PlaneView() : scene.planes.front();
        left.layer = 0;
        PlaneView right = left;
        right.layer = 1;
        scene.planes = {left, right};
    }
    // Undo begins with what is on show.
    m_undo = UndoStack<ExamScene>(std::move(scene));
    auto* content = new LayerContent(m_session, study, series, this);
    m_layers.push_back(content);
    m_known.push_back(content);
    adopt(content);
    emit layersChanged();
    emit changed();
    content->open(stack);
}

void Exam::adopt(LayerContent* content)
{
    const auto place = [this, content] {
        const auto found = std::ranges::find(m_layers, content);
        return found == m_layers.end() ? -1 : static_cast<int>(found - m_layers.begin());
    };
    connect(content, &LayerContent::opened, this, [this, content, place] {
        if (place() < 0)
            return;
        if (content->error())
            emit failed(*content->error());
        begin(place());
        emit contentChanged(place());
    });
    const auto tell = [this, place] {
        if (place() >= 0)
            emit contentChanged(place());
    };
    connect(content, &LayerContent::grew, this, [this, content, place, tell] {
        if (place() >= 0 && content->ownWindow() == Window())
            guessWindow(place());
        tell();
    });
    connect(content, &LayerContent::completed, this, [this, content, place, tell] {
        if (place() >= 0 && content->error() && content->hasHeaders())
            emit failed(*content->error());
        if (place() >= 0)
            guessWindow(place());
        tell();
    });
    connect(content, &LayerContent::frameArrived, this, [this, content, place, tell](int slice) {
        const int at = place();
        if (at < 0)
            return;
        const auto frame = content->error() ? nullptr : content->frame(slice);
        if (frame && content->ownWindow() == Window()) {
            const Window own = firstWindow(*frame, *content->headerOf(slice), content->frameRef(slice).frame);
            content->setOwnWindow(own);
            settleLayer(at, [&own](Layer& shown) { shown.window = own; });
        }
        if (content->error())
            emit failed(*content->error());
        tell();
    });
}

// Where a series is looked at from when it comes.
void Exam::begin(int layer)
{
    LayerContent& content = *m_layers[static_cast<size_t>(layer)];
    const auto grid = this->grid(layer);
    const bool says
        = content.volume() && (!content.volume()->windows.empty() || content.volume()->unit == u"HU");
    if (says)
        content.setOwnWindow(firstWindow(*content.volume()));
    if (layer > 0)
        layByMiddle();
    settleLayer(layer, [&](Layer& shown) {
        shown.stack = content.stackIndex();
        shown.window = content.ownWindow();
        if (layer > 0)
            shown.toPatient = m_laid;
    });
    if (layer > 0 || !grid)
        return;
    settle([&](ExamScene& s) {
        s.cursor = centreOf(*grid);
        s.planes = content.volume() ? firstScene(*content.volume()).planes
                                    : std::vector<PlaneView>{hang(PlaneView::Kind::Stack, *grid)};
        if (!content.volume())
            s.layout = Layout::One;
        s.volume.rotation = frontRotation();
    });
}

// What shares no place with the ground is laid middle on middle, so that there is something to see and align.
void Exam::layByMiddle()
{
    m_laid = Layer().toPatient;
    const auto one = grid(0);
    const auto other = grid(1);
    if (!one || !other || !m_layers[0]->volume() || !m_layers[1]->volume()
        || m_layers[0]->headerOf(0)->frameOfReferenceUid == m_layers[1]->headerOf(0)->frameOfReferenceUid
        || contains(*other, centreOf(*one)) || contains(*one, centreOf(*other)))
        return;
    const Vec3 way = centreOf(*one) - centreOf(*other);
    for (size_t axis = 0; axis < 3; ++axis)
        m_laid[axis * 4 + 3] = way[axis];
}

std::optional<Grid> Exam::grid(int layer) const
{
    const LayerContent* content = this->layer(layer);
    if (content == nullptr || content->stack() == nullptr)
        return std::nullopt;
    if (content->volume())
        return content->volume()->grid;
    const int frame = scene().layers[static_cast<size_t>(layer)].frame;
    const ObjectHeader* header = content->headerOf(frame);
    return header == nullptr ? std::nullopt
                             : std::optional(imageGrid(*header, content->frameRef(frame).frame));
}

bool Exam::isUnaligned() const
{
    const LayerContent* one = layer(0);
    const LayerContent* other = layer(1);
    if (one == nullptr || other == nullptr || !one->hasHeaders() || !other->hasHeaders() || !one->volume()
        || !other->volume() || scene().layers[1].toPatient != m_laid)
        return false;
    return one->headerOf(0)->frameOfReferenceUid != other->headerOf(0)->frameOfReferenceUid;
}

bool Exam::isVolume(int layer) const
{
    const LayerContent* content = this->layer(layer);
    return content != nullptr && content->volume() != nullptr;
}

std::optional<Grid> Exam::placedGrid(int layer) const
{
    auto grid = this->grid(layer);
    if (!grid || layer == 0)
        return grid;
    const auto& toPatient = scene().layers[static_cast<size_t>(layer)].toPatient;
    const Vec3 zero = outOfLayer(toPatient, {});
    grid->origin = outOfLayer(toPatient, grid->origin);
    for (Vec3& axis : grid->axes)
        axis = outOfLayer(toPatient, axis) - zero;
    return grid;
}

Window Exam::ownWindow(int layer) const
{
    const LayerContent* content = this->layer(layer);
    if (content == nullptr)
        return {};
    return content->ownWindow();
}

// Objects that say no window are shown as their values lie, judged once by the first slices and once by all.
// A window that a hand has chosen meanwhile stays.
void Exam::guessWindow(int layer)
{
    LayerContent& content = *m_layers[static_cast<size_t>(layer)];
    if (!content.volume())
        return;
    const Window before = content.ownWindow();
    content.setOwnWindow(firstWindow(*content.volume()));
    settleLayer(layer, [&](Layer& shown) {
        if (shown.window == before)
            shown.window = content.ownWindow();
    });
}

} // namespace twinward::imaging
