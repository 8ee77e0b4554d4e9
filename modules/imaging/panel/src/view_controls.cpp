#include "view_controls_p.h"

#include "form_p.h"
#include "imaging_view/operators.h"
#include "imaging_view/plane_geometry.h"
#include "imaging_view/presets.h"
#include "imaging_view/shade.h"
#include "patient_words_p.h"
#include "transfer_editor_p.h"
#include "workbench/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QGroupBox>
#include <QLabel>
#include <QPushButton>
#include <QSlider>
#include <QVBoxLayout>

namespace twinward::imaging {

ViewControls::ViewControls(Exam& exam, ViewGrid& views, QWidget* parent)
    : QScrollArea(parent)
    , m_exam(exam)
    , m_views(views)
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* inside = new QWidget;
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(12);
    for (QGroupBox* box : {makePlane(), makeSecond(), makeVolume(), makeClip()})
        column->addWidget(box);
    column->addStretch();
    setWidget(inside);
    setMinimumWidth(workbench::Theme::instance().px(248));
    joinPlane();
    joinVolume();
    joinSecond();
    connect(&m_exam, &Exam::changed, this, [this] { show(); });
    connect(&m_exam, &Exam::contentChanged, this, [this] { show(); });
    connect(&m_exam, &Exam::layersChanged, this, [this] { show(); });
    connect(&m_views, &ViewGrid::currentChanged, this, [this] { show(); });
    retranslate();
}

QSlider* ViewControls::slider(const char* name)
{
    auto* made = new QSlider(Qt::Horizontal);
    made->setObjectName(QString::fromLatin1(name));
    made->setRange(0, 100);
    return made;
}

QGroupBox* ViewControls::makePlane()
{
    m_planeBox = new QGroupBox;
    auto* form = formOf(m_planeBox);
    m_window = new QComboBox;
    m_window->setObjectName(QStringLiteral("windowPreset"));
    m_colour = new QComboBox;
    m_kind = new QComboBox;
    m_kind->setObjectName(QStringLiteral("planeKind"));
    m_projection = new QComboBox;
    m_projection->setObjectName(QStringLiteral("projection"));
    m_slab = new QDoubleSpinBox;
    m_slab->setObjectName(QStringLiteral("slab"));
    m_slab->setRange(0, 500);
    m_slab->setDecimals(1);
    m_slab->setSingleStep(1);
    form->addRow(m_windowLabel = new QLabel, m_window);
    form->addRow(m_colourLabel = new QLabel, m_colour);
    form->addRow(m_kindLabel = new QLabel, m_kind);
    form->addRow(m_projectionLabel = new QLabel, m_projection);
    form->addRow(m_slabLabel = new QLabel, m_slab);
    m_windowLabel->setBuddy(m_window);
    m_colourLabel->setBuddy(m_colour);
    m_kindLabel->setBuddy(m_kind);
    m_projectionLabel->setBuddy(m_projection);
    m_slabLabel->setBuddy(m_slab);
    return m_planeBox;
}

QGroupBox* ViewControls::makeVolume()
{
    m_volumeBox = new QGroupBox;
    auto* form = formOf(m_volumeBox);
    m_preset = new QComboBox;
    m_preset->setObjectName(QStringLiteral("volumePreset"));
    form->addRow(m_presetLabel = new QLabel, m_preset);
    m_presetLabel->setBuddy(m_preset);
    m_transfer = new TransferEditor;
    m_transfer->setObjectName(QStringLiteral("transfer"));
    form->addRow(m_transfer);
    m_shaded = new QCheckBox;
    form->addRow(m_shaded);
    for (size_t i = 0; i < m_lights.size(); ++i) {
        static constexpr std::array<const char*, 3> names{"ambient", "diffuse", "specular"};
        m_lights[i] = slider(names[i]);
        form->addRow(m_lightLabels[i] = new QLabel, m_lights[i]);
        m_lightLabels[i]->setBuddy(m_lights[i]);
    }
    return m_volumeBox;
}

QGroupBox* ViewControls::makeClip()
{
    m_clipBox = new QGroupBox;
    auto* form = formOf(m_clipBox);
    for (size_t i = 0; i < m_clips.size(); ++i) {
        static constexpr std::array<const char*, 6> names{
            "clipRight", "clipLeft", "clipFront", "clipBack", "clipFeet", "clipHead"};
        m_clips[i] = slider(names[i]);
        form->addRow(m_clipLabels[i] = new QLabel, m_clips[i]);
        m_clipLabels[i]->setBuddy(m_clips[i]);
    }
    m_clipAtPlane = new QPushButton;
    m_clipAtPlane->setObjectName(QStringLiteral("clipAtPlane"));
    m_clipNothing = new QPushButton;
    form->addRow(m_clipAtPlane);
    form->addRow(m_clipNothing);
    return m_clipBox;
}

QGroupBox* ViewControls::makeSecond()
{
    m_secondBox = new QGroupBox;
    auto* form = formOf(m_secondBox);
    m_opacity = slider("opacity");
    m_secondColour = new QComboBox;
    m_secondColour->setObjectName(QStringLiteral("secondColour"));
    m_register = new QPushButton;
    m_register->setObjectName(QStringLiteral("register"));
    m_removeSecond = new QPushButton;
    m_removeSecond->setObjectName(QStringLiteral("removeSecond"));
    form->addRow(m_opacityLabel = new QLabel, m_opacity);
    form->addRow(m_secondColourLabel = new QLabel, m_secondColour);
    form->addRow(m_register);
    form->addRow(m_removeSecond);
    m_opacityLabel->setBuddy(m_opacity);
    m_secondColourLabel->setBuddy(m_secondColour);
    return m_secondBox;
}

void ViewControls::changePlane(const QString& what, const std::function<void(PlaneView&)>& edit)
{
    const size_t plane = m_views.current();
    if (m_showing || plane >= m_exam.scene().planes.size())
        return;
    m_exam.change(what, [&](ExamScene& scene) { edit(scene.planes[plane]); });
}

void ViewControls::changeVolume(
    const QString& what, const std::function<void(VolumeView&)>& edit, const QString& merge)
{
    if (!m_showing)
        m_exam.change(
            what, [&](ExamScene& scene) { edit(scene.volume); }, merge);
}

void ViewControls::joinPlane()
{
    connect(m_window, &QComboBox::activated, this, [this](int index) {
        const auto presets = windowPresets(m_modality);
        const PlaneWidget* plane = m_views.currentPlane();
        const PlaneView* view = plane == nullptr || plane->plane() >= m_exam.scene().planes.size()
            ? nullptr
            : &m_exam.scene().planes[plane->plane()];
        const int layer = view == nullptr ? 0 : std::max(0, view->layer);
        if (layer >= m_exam.layerCount() || index > static_cast<int>(presets.size()))
            return;
        const Window window
            = index == 0 ? m_exam.ownWindow(layer) : presets[static_cast<size_t>(index - 1)].window;
        m_exam.change(tr("Window"),
            [&](ExamScene& scene) { scene.layers[static_cast<size_t>(layer)].window = window; });
    });
    connect(m_colour, &QComboBox::activated, this, [this](int index) {
        if (m_exam.layerCount() > 0)
            m_exam.change(tr("Colours"),
                [&](ExamScene& scene) { scene.layers[0].colourMap = colourMapNames().value(index); });
    });
    connect(m_kind, &QComboBox::activated, this, [this](int index) {
        const auto grid = m_exam.grid();
        if (!grid)
            return;
        changePlane(tr("Plane"), [&](PlaneView& plane) {
            PlaneView hung = hang(static_cast<PlaneView::Kind>(index), *grid);
            plane.kind = hung.kind;
            plane.normal = hung.normal;
            plane.up = hung.up;
            plane.panMm = {};
        });
    });
    connect(m_projection, &QComboBox::activated, this, [this](int index) {
        changePlane(tr("Slab"), [&](PlaneView& plane) {
            plane.projection = static_cast<Projection>(index);
            if (plane.projection != Projection::Slice && plane.slabMm == 0)
                plane.slabMm = 10;
        });
    });
    connect(m_slab, &QDoubleSpinBox::valueChanged, this, [this](double mm) {
        changePlane(tr("Slab"), [&](PlaneView& plane) {
            plane.slabMm = mm;
            if (mm > 0 && plane.projection == Projection::Slice)
                plane.projection = Projection::Maximum;
        });
    });
}

void ViewControls::joinVolume()
{
    connect(m_preset, &QComboBox::activated, this, [this](int index) {
        const auto presets = volumePresets(m_modality);
        if (index < 1 || index > static_cast<int>(presets.size()) || !m_exam.isVolume())
            return;
        changeVolume(tr("Volume preset"), [&](VolumeView& view) {
            view = withPreset(view, presets[static_cast<size_t>(index - 1)], m_exam.ownWindow(0));
        });
    });
    connect(m_transfer, &TransferEditor::edited, this,
        [this](const std::vector<TransferPoint>& points, const QString& merge) {
            changeVolume(
                tr("Transfer function"),
                [&](VolumeView& view) {
                    view.transfer = points;
                    view.preset.clear();
                },
                merge);
        });
    connect(m_shaded, &QCheckBox::toggled, this,
        [this](bool on) { changeVolume(tr("Light"), [on](VolumeView& view) { view.shaded = on; }); });
    static constexpr std::array<double VolumeView::*, 3> lights{
        &VolumeView::ambient, &VolumeView::diffuse, &VolumeView::specular};
    for (size_t i = 0; i < m_lights.size(); ++i) {
        connect(m_lights[i], &QSlider::valueChanged, this, [this, i](int percent) {
            changeVolume(
                tr("Light"), [&](VolumeView& view) { view.*lights[i] = percent / 100.0; },
                QStringLiteral("light%1").arg(i));
        });
    }
    for (size_t i = 0; i < m_clips.size(); ++i)
        connect(m_clips[i], &QSlider::valueChanged, this,
            [this, i](int percent) { clip(static_cast<int>(i), percent); });
    connect(m_clipAtPlane, &QPushButton::clicked, this, [this] {
        const size_t plane = m_views.current();
        if (plane >= m_exam.scene().planes.size())
            return;
        // What lies behind the plane, seen as the view shows it, stays.
        const ClipPlane cut{m_exam.scene().cursor, m_exam.scene().planes[plane].normal};
        changeVolume(tr("Cut the volume"), [&](VolumeView& view) { view.clipPlanes = {cut}; });
    });
    connect(m_clipNothing, &QPushButton::clicked, this, [this] {
        changeVolume(tr("Whole volume"), [](VolumeView& view) {
            view.clipPlanes.clear();
            view.clipBox.reset();
        });
    });
}

void ViewControls::joinSecond()
{
    connect(m_opacity, &QSlider::valueChanged, this, [this](int percent) {
        if (!m_showing && m_exam.layerCount() > 1)
            m_exam.change(
                tr("Opacity"), [&](ExamScene& scene) { scene.layers[1].opacity = percent / 100.0; },
                QStringLiteral("opacity"));
    });
    connect(m_secondColour, &QComboBox::activated, this, [this](int index) {
        if (m_exam.layerCount() > 1)
            m_exam.change(tr("Colours"),
                [&](ExamScene& scene) { scene.layers[1].colourMap = colourMapNames().value(index); });
    });
    connect(m_register, &QPushButton::clicked, this, &ViewControls::registerAsked);
    connect(m_removeSecond, &QPushButton::clicked, this, &ViewControls::removeAsked);
}

std::array<Vec3, 2> ViewControls::bounds() const
{
    std::array<Vec3, 2> found{Vec3{1e9, 1e9, 1e9}, Vec3{-1e9, -1e9, -1e9}};
    if (const auto grid = m_exam.grid()) {
        for (const Vec3& corner : cornersOf(*grid)) {
            for (size_t axis = 0; axis < 3; ++axis) {
                found[0][axis] = std::min(found[0][axis], corner[axis]);
                found[1][axis] = std::max(found[1][axis], corner[axis]);
            }
        }
    }
    return found;
}

// Each side of the box by how much of the volume it takes away.
void ViewControls::clip(int side, int percent)
{
    if (m_showing || !m_exam.isVolume())
        return;
    const auto axis = static_cast<size_t>(side / 2);
    const size_t end = static_cast<size_t>(side % 2);
    const auto whole = bounds();
    const double size = whole[1][axis] - whole[0][axis];
    changeVolume(
        tr("Clip box"),
        [&](VolumeView& view) {
            auto box = view.clipBox.value_or(whole);
            box[end][axis]
                = end == 0 ? whole[0][axis] + size * percent / 100 : whole[1][axis] - size * percent / 100;
            view.clipBox = box;
        },
        QStringLiteral("clip%1").arg(side));
}

} // namespace twinward::imaging
