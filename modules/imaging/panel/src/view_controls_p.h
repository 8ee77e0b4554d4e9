#pragma once

// The controls beside the views: what the chosen plane shows, the volume's look, what lies over it.

#include "view_grid_p.h"

#include <QScrollArea>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QGroupBox;
class QLabel;
class QPushButton;
class QSlider;

namespace twinward::imaging {

class TransferEditor;

class ViewControls : public QScrollArea
{
    Q_OBJECT

public:
    ViewControls(Exam& exam, ViewGrid& views, QWidget* parent = nullptr);

signals:
    void registerAsked(); // align the second series with the first
    void removeAsked(); // show the first alone

protected:
    void changeEvent(QEvent* event) override;

private:
    QGroupBox* makePlane();
    QGroupBox* makeVolume();
    QGroupBox* makeClip();
    QGroupBox* makeSecond();
    void joinPlane();
    void joinVolume();
    void joinSecond();
    QSlider* slider(const char* name); // 0 to 100
    void retranslate();
    void show(); // what the scene says
    using QWidget::show;
    void showPlane();
    void showVolume();
    void changePlane(const QString& what, const std::function<void(PlaneView&)>& edit);
    void changeVolume(
        const QString& what, const std::function<void(VolumeView&)>& edit, const QString& merge = {});
    void clip(int side, int percent);
    [[nodiscard]] std::array<Vec3, 2> bounds() const; // of the ground, in the patient

    Exam& m_exam;
    ViewGrid& m_views;
    bool m_showing = false; // values are set by the scene, not by the hand
    QString m_modality; // whose presets are listed

    QGroupBox* m_planeBox;
    QLabel* m_windowLabel;
    QComboBox* m_window;
    QLabel* m_colourLabel;
    QComboBox* m_colour;
    QLabel* m_kindLabel;
    QComboBox* m_kind;
    QLabel* m_projectionLabel;
    QComboBox* m_projection;
    QLabel* m_slabLabel;
    QDoubleSpinBox* m_slab;

    QGroupBox* m_volumeBox;
    QLabel* m_presetLabel;
    QComboBox* m_preset;
    TransferEditor* m_transfer;
    QCheckBox* m_shaded;
    std::array<QLabel*, 3> m_lightLabels{};
    std::array<QSlider*, 3> m_lights{}; // ambient, diffuse, specular

    QGroupBox* m_clipBox;
    std::array<QLabel*, 6> m_clipLabels{};
    std::array<QSlider*, 6> m_clips{}; // from the right, left, front, back, feet, head
    QPushButton* m_clipAtPlane;
    QPushButton* m_clipNothing;

    QGroupBox* m_secondBox;
    QLabel* m_opacityLabel;
    QSlider* m_opacity;
    QLabel* m_secondColourLabel;
    QComboBox* m_secondColour;
    QPushButton* m_register;
    QPushButton* m_removeSecond;
};

} // namespace twinward::imaging
