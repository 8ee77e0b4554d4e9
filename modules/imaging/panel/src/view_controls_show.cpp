// What the controls beside the views say: the scene's values, in the present language.

#include "view_controls_p.h"

#include "imaging_view/presets.h"
#include "imaging_view/scene_picture.h"
#include "imaging_view/shade.h"
#include "patient_words_p.h"
#include "transfer_editor_p.h"

#include <algorithm>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QGroupBox>
#include <QLabel>
#include <QPushButton>
#include <QSlider>

namespace twinward::imaging {

void ViewControls::show()
{
    m_showing = true;
    const LayerContent* ground = m_exam.ground();
    const QString modality = ground == nullptr ? QString() : ground->series().modality;
    if (modality != m_modality) {
        m_modality = modality;
        retranslate();
        m_showing = true;
    }
    const bool volume = m_exam.isVolume();
    const ExamScene& scene = m_exam.scene();
    const bool cast = volume && cellsOf(scene.layout).size() > scene.planes.size();
    m_planeBox->setEnabled(ground != nullptr);
    for (QWidget* each : std::initializer_list<QWidget*>{
             m_kindLabel, m_kind, m_projectionLabel, m_projection, m_slabLabel, m_slab})
        each->setVisible(volume);
    for (QGroupBox* each : {m_volumeBox, m_clipBox})
        each->setVisible(cast);
    m_secondBox->setVisible(m_exam.layerCount() > 1);
    const bool mixed
        = std::ranges::any_of(scene.planes, [](const PlaneView& plane) { return plane.layer < 0; });
    for (QWidget* each : std::initializer_list<QWidget*>{m_opacityLabel, m_opacity})
        each->setVisible(mixed);
    showPlane();
    if (cast)
        showVolume();
    m_showing = false;
}

void ViewControls::showPlane()
{
    const ExamScene& scene = m_exam.scene();
    const size_t at = m_views.current();
    if (at >= scene.planes.size() || scene.layers.empty())
        return;
    const PlaneView& plane = scene.planes[at];
    m_kind->setCurrentIndex(static_cast<int>(plane.kind));
    m_projection->setCurrentIndex(static_cast<int>(plane.projection));
    m_slab->setValue(plane.slabMm);
    const size_t layer = static_cast<size_t>(std::clamp(plane.layer, 0, m_exam.layerCount() - 1));
    const Window& window = scene.layers[layer].window;
    const auto presets = windowPresets(m_modality);
    const auto found = std::ranges::find_if(presets, [&](const WindowPreset& preset) {
        return preset.window.centre == window.centre && preset.window.width == window.width;
    });
    const bool own = window == m_exam.ownWindow(static_cast<int>(layer));
    m_window->setCurrentIndex(found != presets.end() ? static_cast<int>(found - presets.begin()) + 1
            : own                                    ? 0
                                                     : -1);
    m_colour->setCurrentIndex(static_cast<int>(colourMapNames().indexOf(scene.layers[0].colourMap)));
    if (scene.layers.size() > 1) {
        m_opacity->setValue(qRound(scene.layers[1].opacity * 100));
        m_secondColour->setCurrentIndex(
            static_cast<int>(colourMapNames().indexOf(scene.layers[1].colourMap)));
    }
}

void ViewControls::showVolume()
{
    const VolumeView& view = m_exam.scene().volume;
    const auto presets = volumePresets(m_modality);
    const auto found = std::ranges::find(presets, view.preset, &VolumePreset::id);
    m_preset->setCurrentIndex(found == presets.end() ? 0 : static_cast<int>(found - presets.begin()) + 1);
    m_transfer->setPoints(view.transfer);
    if (m_exam.ground()->isComplete())
        m_transfer->setVolume(m_exam.ground()->volume());
    m_shaded->setChecked(view.shaded);
    m_lights[0]->setValue(qRound(view.ambient * 100));
    m_lights[1]->setValue(qRound(view.diffuse * 100));
    m_lights[2]->setValue(qRound(view.specular * 100));
    const auto whole = bounds();
    const auto box = view.clipBox.value_or(whole);
    for (size_t side = 0; side < m_clips.size(); ++side) {
        const size_t axis = side / 2;
        const double size = std::max(whole[1][axis] - whole[0][axis], 1e-6);
        const double taken = side % 2 == 0 ? box[0][axis] - whole[0][axis] : whole[1][axis] - box[1][axis];
        m_clips[side]->setValue(qRound(taken / size * 100));
    }
    m_clipNothing->setEnabled(view.clipBox.has_value() || !view.clipPlanes.empty());
}

void ViewControls::retranslate()
{
    m_showing = true;
    m_planeBox->setTitle(tr("View"));
    m_windowLabel->setText(tr("W&indow"));
    m_colourLabel->setText(tr("Colo&urs"));
    m_kindLabel->setText(tr("Pl&ane"));
    m_projectionLabel->setText(tr("Sla&b"));
    m_slabLabel->setText(tr("T&hickness"));
    m_slab->setSuffix(QChar(0x2009) + tr("mm"));
    m_window->clear();
    m_window->addItem(tr("The series' own"));
    for (const WindowPreset& preset : windowPresets(m_modality))
        m_window->addItem(words::preset(preset.id));
    m_kind->clear();
    for (int kind = 0; kind <= static_cast<int>(PlaneView::Kind::Stack); ++kind)
        m_kind->addItem(nameOf(static_cast<PlaneView::Kind>(kind)));
    m_projection->clear();
    for (int each = 0; each <= static_cast<int>(Projection::Minimum); ++each)
        m_projection->addItem(words::projection(static_cast<Projection>(each)));
    for (QComboBox* box : {m_colour, m_secondColour}) {
        box->clear();
        for (const QString& name : colourMapNames())
            box->addItem(words::colourMap(name));
    }
    m_volumeBox->setTitle(tr("Volume"));
    m_presetLabel->setText(tr("Prese&t"));
    m_preset->clear();
    m_preset->addItem(tr("Own colours"));
    for (const VolumePreset& preset : volumePresets(m_modality))
        m_preset->addItem(words::preset(preset.id));
    m_shaded->setText(tr("Li&ght and shade"));
    m_lightLabels[0]->setText(tr("Ambient"));
    m_lightLabels[1]->setText(tr("Diffuse"));
    m_lightLabels[2]->setText(tr("Shine"));
    m_clipBox->setTitle(tr("Cut away"));
    const std::array<QString, 6> sides{tr("From the right"), tr("From the left"), tr("From the front"),
        tr("From the back"), tr("From the feet"), tr("From the head")};
    for (size_t i = 0; i < sides.size(); ++i)
        m_clipLabels[i]->setText(sides[i]);
    m_clipAtPlane->setText(tr("Cut at this plane"));
    m_clipNothing->setText(tr("Show it whole"));
    m_secondBox->setTitle(tr("Second series"));
    m_opacityLabel->setText(tr("&Opacity"));
    m_secondColourLabel->setText(tr("Co&lours"));
    m_register->setText(tr("Align with the first"));
    m_removeSecond->setText(tr("Take it away"));
    m_showing = false;
    show();
}

void ViewControls::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QScrollArea::changeEvent(event);
}

} // namespace twinward::imaging
