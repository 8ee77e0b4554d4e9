// The viewer's commands: tools, layouts, cine, key images, comparing.

#include "images_panel_p.h"

#include "imaging/register.h"
#include "imaging_view/plane_geometry.h"
#include "segmenting_p.h"
#include "view_controls_p.h"
#include "workbench/job.h"
#include "workbench/when_done.h"
#include "workbench/widgets.h"

#include <QAction>
#include <QActionGroup>
#include <QPlainTextEdit>
#include <QTabWidget>
#include <QToolBar>
#include <QToolButton>

namespace twinward::imaging {

QAction* ImagesPanel::add(const char* name, const QKeySequence& key, const std::function<void()>& act)
{
    auto* action = new QAction(this);
    action->setObjectName(QString::fromLatin1(name));
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, act);
    addAction(action);
    m_commands.append(action);
    return action;
}

QAction* ImagesPanel::command(const char* name) const
{
    return findChild<QAction*>(QString::fromLatin1(name), Qt::FindDirectChildrenOnly);
}

void ImagesPanel::makeTools()
{
    struct Entry
    {
        const char* name;
        Qt::Key key;
        Tool tool;
    };
    static constexpr std::array<Entry, 10> tools{Entry{"cross", Qt::Key_X, Tool::Cross},
        Entry{"window", Qt::Key_W, Tool::Window}, Entry{"pan", Qt::Key_Y, Tool::Pan},
        Entry{"zoom", Qt::Key_Z, Tool::Zoom}, Entry{"distance", Qt::Key_L, Tool::Distance},
        Entry{"angle", Qt::Key_G, Tool::Angle}, Entry{"ellipse", Qt::Key_E, Tool::Ellipse},
        Entry{"freehand", Qt::Key_F, Tool::Freehand}, Entry{"probe", Qt::Key_B, Tool::Probe},
        Entry{"annotation", Qt::Key_A, Tool::Annotation}};
    auto* group = new QActionGroup(this);
    for (const Entry& entry : tools) {
        QAction* action = add(entry.name, entry.key, [this, tool = entry.tool] { m_views->setTool(tool); });
        action->setCheckable(true);
        action->setChecked(entry.tool == Tool::Cross);
        if (isMarking(entry.tool))
            action->setEnabled(m_marks->mayMark());
        group->addAction(action);
        m_tools->addAction(action);
    }
    m_tools->setToolButtonStyle(Qt::ToolButtonTextOnly);
    QAction* key = add("keyImage", Qt::Key_K, [this] { keyImage(); });
    key->setEnabled(m_marks->mayMark());
    m_tools->addAction(key);
    QAction* undo = add(
        "undo", QKeySequence::Undo, [this] { isSegmentsOpen() ? m_segmenting->undo() : m_exam->undo(); });
    QAction* redo = add(
        "redo", QKeySequence::Redo, [this] { isSegmentsOpen() ? m_segmenting->redo() : m_exam->redo(); });
    const auto judge = [this, undo, redo] {
        const bool segments = isSegmentsOpen();
        undo->setEnabled(segments ? m_segmenting->canUndo() : m_exam->canUndo());
        redo->setEnabled(segments ? m_segmenting->canRedo() : m_exam->canRedo());
    };
    connect(m_exam, &Exam::changed, this, judge);
    connect(m_segmenting, &Segmenting::changed, this, judge);
    connect(m_side, &QTabWidget::currentChanged, this, judge);
    judge();
}

void ImagesPanel::makeLooks()
{
    m_looks->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_looks->addAction(command("undo"));
    m_looks->addAction(command("redo"));
    m_looks->addSeparator();
    struct Entry
    {
        const char* name;
        Qt::Key key;
        Layout layout;
    };
    static constexpr std::array<Entry, 4> layouts{Entry{"layoutOne", Qt::Key_1, Layout::One},
        Entry{"layoutTwo", Qt::Key_2, Layout::OneByTwo}, Entry{"layoutFour", Qt::Key_3, Layout::TwoByTwo},
        Entry{"layoutStack", Qt::Key_4, Layout::StackAndPlanes}};
    for (const Entry& entry : layouts) {
        QAction* action
            = add(entry.name, Qt::ALT | entry.key, [this, layout = entry.layout] { setLayout(layout); });
        m_looks->addAction(action);
    }
    m_looks->addSeparator();
    QAction* cine = add("cine", Qt::Key_C, [this] { playOn(); });
    cine->setCheckable(true);
    m_looks->addAction(cine);
    m_looks->addAction(add("reset", Qt::Key_R, [this] { resetView(); }));
    m_looks->addSeparator();
    const auto with = [this](Exam::Place how) {
        if (const auto place = m_list->current())
            open(*place, how);
    };
    m_looks->addAction(add("over", Qt::SHIFT | Qt::Key_O, [with] { with(Exam::Place::Over); }));
    m_looks->addAction(add("beside", Qt::SHIFT | Qt::Key_B, [with] { with(Exam::Place::Beside); }));
    m_list->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_list->addActions({command("over"), command("beside")});
    connect(&m_cine, &QTimer::timeout, this, [this] {
        const Exam::Position at = m_exam->position(m_views->current());
        m_exam->goToSlice(m_views->current(), at.current + 1 < at.count ? at.current + 1 : 0);
    });
}

void ImagesPanel::retranslate()
{
    struct Text
    {
        const char* name;
        QString text;
        QString tip;
    };
    const std::vector<Text> texts{{"cross", tr("Cross-hair"), tr("Point; the other planes follow")},
        {"window", tr("Window"), tr("Drag for brightness and contrast; the right button always does")},
        {"pan", tr("Pan"), tr("Drag the picture; the middle button always does")},
        {"zoom", tr("Zoom"), tr("Drag up and down; Ctrl and wheel always does")},
        {"distance", tr("Distance"), tr("Measure a length")},
        {"angle", tr("Angle"), tr("Measure an angle: three points")},
        {"ellipse", tr("Ellipse"), tr("Mean, deviation, smallest, largest and area inside an ellipse")},
        {"freehand", tr("Outline"), tr("The same inside an outline drawn by hand")},
        {"probe", tr("Value"), tr("The value at a point")},
        {"annotation", tr("Note"), tr("Write on the image")},
        {"keyImage", tr("Key image"), tr("Keep this image with a sentence, on the timeline")},
        {"undo", tr("Undo"), {}}, {"redo", tr("Redo"), {}}, {"layoutOne", tr("1"), tr("One view")},
        {"layoutTwo", tr("1×2"), tr("Two views")},
        {"layoutFour", tr("2×2"), tr("Three planes and the volume")},
        {"layoutStack", tr("1+3"), tr("One large view and three small ones")},
        {"cine", tr("Play"), tr("Run through the images")},
        {"reset", tr("Reset"), tr("The view as it was when the series came")},
        {"over", tr("Lay over"), tr("Lay the series chosen in the list over the one shown")},
        {"beside", tr("Compare"), tr("Show the series chosen in the list beside the one shown")}};
    for (const Text& text : texts) {
        QAction* action = command(text.name);
        action->setText(text.text);
        const QString key = action->shortcut().toString(QKeySequence::NativeText);
        const QString tip = text.tip.isEmpty() ? text.text : text.tip;
        action->setToolTip(key.isEmpty() ? tip : tr("%1 (%2)").arg(tip, key));
        for (const QToolBar* bar : {m_tools, m_looks}) {
            if (auto* button = qobject_cast<QToolButton*>(bar->widgetForAction(action)))
                button->setAccessibleName(tip);
        }
    }
    m_report->setAccessibleName(tr("Report"));
    m_tools->setAccessibleName(tr("Tools"));
    m_looks->setAccessibleName(tr("Views"));
    retranslateSegmenting();
}

namespace {

// One of each series beside the other, and a second pair under it where there is room for four.
void comparePlanes(ExamScene& scene, const Grid& grid)
{
    using Kind = PlaneView::Kind;
    scene.planes.resize(std::min<size_t>(scene.planes.size(), 2));
    if (scene.planes.size() < 2
        || (scene.layout != Layout::TwoByTwo && scene.layout != Layout::StackAndPlanes))
        return;
    PlaneView below = hang(scene.planes.front().kind == Kind::Coronal ? Kind::Axial : Kind::Coronal, grid);
    for (const int layer : {0, 1}) {
        below.layer = layer;
        scene.planes.push_back(below);
    }
}

} // namespace

void ImagesPanel::setLayout(Layout layout)
{
    const auto grid = m_exam->grid();
    if (!grid)
        return;
    using Kind = PlaneView::Kind;
    const bool comparing = m_exam->layerCount() > 1
        && std::ranges::any_of(m_exam->scene().planes, [](const PlaneView& p) { return p.layer >= 0; });
    m_exam->change(tr("Layout"), [&](ExamScene& scene) {
        scene.layout = layout;
        if (comparing)
            comparePlanes(scene, *grid);
        if (!m_exam->isVolume() || comparing)
            return;
        // As many planes as the layout takes; from 2×2 on the last place is the volume's.
        const size_t wanted = layout == Layout::One ? 1 : layout == Layout::OneByTwo ? 2 : 3;
        for (const Kind kind : {Kind::Axial, Kind::Sagittal, Kind::Coronal}) {
            const bool there = std::ranges::any_of(
                scene.planes, [kind](const PlaneView& plane) { return plane.kind == kind; });
            if (scene.planes.size() < wanted && !there)
                scene.planes.push_back(hang(kind, *grid));
        }
        while (scene.planes.size() < wanted)
            scene.planes.push_back(hang(Kind::Oblique, *grid));
        if (scene.planes.size() > wanted)
            scene.planes.resize(wanted);
    });
}

void ImagesPanel::stopPlaying()
{
    m_cine.stop();
    command("cine")->setChecked(false);
}

// At the speed the object says, else 12 a second.
void ImagesPanel::playOn()
{
    if (m_cine.isActive()) {
        m_cine.stop();
        return;
    }
    const LayerContent* ground = m_exam->ground();
    const ObjectHeader* header = ground == nullptr ? nullptr : ground->headerOf(0);
    const double ms = header == nullptr ? 0 : header->frameTimeMs.value_or(0);
    m_cine.start(ms >= 10 && ms <= 2000 ? static_cast<int>(ms) : 83);
}

void ImagesPanel::keyImage()
{
    PlaneWidget* plane = m_views->currentPlane();
    if (plane == nullptr || m_exam->layerCount() == 0)
        return;
    plane->askText(tr("Why this image matters, in one sentence; Enter to keep"), {16, plane->height() - 64},
        [this, plane](const QString& text) {
            Mark mark;
            mark.shape = record::ImagingFinding::Shape::KeyImage;
            mark.text = text;
            mark.layer = std::max(0, m_exam->scene().planes[plane->plane()].layer);
            m_marks->add(std::move(mark));
        });
}

void ImagesPanel::resetView()
{
    const auto grid = m_exam->grid();
    const size_t at = m_views->current();
    if (!grid || at >= m_exam->scene().planes.size())
        return;
    m_exam->change(tr("Reset the view"), [&](ExamScene& scene) {
        for (const size_t each : m_exam->linked(at)) {
            PlaneView& plane = scene.planes[each];
            const int layer = plane.layer;
            // A plane that was tilted goes back to the axes it is nearest to.
            plane = hang(plane.kind, *grid);
            plane.layer = layer;
            scene.layers[static_cast<size_t>(std::max(0, layer))].window
                = m_exam->ownWindow(std::max(0, layer));
        }
    });
}

// Turns and moves the second series onto the first.
void ImagesPanel::align()
{
    const LayerContent* fixed = m_exam->layer(0);
    const LayerContent* moving = m_exam->layer(1);
    if (fixed == nullptr || moving == nullptr || !fixed->isComplete() || !moving->isComplete()
        || !fixed->volume() || !moving->volume())
        return;
    auto* job = new workbench::Job(m_workspace.session, this);
    m_progress->follow(job, tr("Aligning the series"));
    auto future = m_workspace.session.runBeside(
        [a = fixed->volume(), b = moving->volume(), progress = job->progress()](
            ledger::Vault&) { return registerRigid(*a, *b, {}, progress); });
    workbench::whenDone(
        future, this, [this, job, uid = moving->series().uid](const base::Result<Registration>& found) {
            job->finish();
            job->deleteLater();
            if (!found) {
                if (found.error().code != base::ErrorCode::Cancelled)
                    fail(found.error());
                return;
            }
            if (m_exam->layerCount() < 2 || m_exam->layer(1)->series().uid != uid)
                return;
            if (found->quality != RegistrationQuality::Good) {
                fail(base::Error{base::ErrorCode::InvalidInput,
                    QStringLiteral("The alignment may be wrong: look before you trust it"), found->why, {}});
            }
            if (found->quality != RegistrationQuality::Failed)
                m_exam->change(
                    tr("Align"), [&](ExamScene& scene) { scene.layers[1].toPatient = found->movingToFixed; });
        });
}

} // namespace twinward::imaging
