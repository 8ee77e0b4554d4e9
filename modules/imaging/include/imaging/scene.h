#pragma once

// What is looked at and how: the one state of an examination. The viewer only draws it; a headset or a
// colleague elsewhere draws and changes the same one. Plain values, serialisable, comparable: undo is keeping
// the old one.

#include "base/error.h"
#include "imaging/header.h"
#include "record/event.h"

#include <QColor>
#include <QSize>

namespace twinward::imaging {

enum class Projection : quint8 { Slice, Maximum, Mean, Minimum };

// One cutting plane with its own zoom and pan.
struct PlaneView
{
    enum class Kind : quint8 { Axial, Coronal, Sagittal, Oblique, Stack };
    Kind kind = Kind::Axial;
    Vec3 normal{0, 0, 1};
    Vec3 up{0, -1, 0};
    Projection projection = Projection::Slice;
    double slabMm = 0; // 0: the slice itself
    double zoom = 1; // 1 fits the grid into the view
    std::array<double, 2> panMm{}; // of the picture under the view: to the right, down
    int layer = -1; // the one it shows alone (comparing); -1: all of them, the first as the ground
    friend bool operator==(const PlaneView&, const PlaneView&) = default;
};

struct TransferPoint
{
    double value = 0; // in the volume's unit
    double opacity = 0; // 0 to 1
    QRgb colour = 0;
    friend bool operator==(const TransferPoint&, const TransferPoint&) = default;
};

struct ClipPlane
{
    Vec3 point{};
    Vec3 normal{0, 0, 1}; // what lies on this side stays
    friend bool operator==(const ClipPlane&, const ClipPlane&) = default;
};

struct VolumeView
{
    QString preset; // of resources/imaging; empty when the points were edited
    std::vector<TransferPoint> transfer; // by value
    std::optional<std::array<Vec3, 2>> clipBox; // opposite corners in the patient
    std::vector<ClipPlane> clipPlanes;
    bool shaded = true;
    double ambient = 0.2;
    double diffuse = 0.8;
    double specular = 0.2;
    std::array<double, 4> rotation{0, 0, 0, 1}; // quaternion x y z w, from the patient to the view
    double zoom = 1;
    std::array<double, 2> pan{};
    friend bool operator==(const VolumeView&, const VolumeView&) = default;
};

// One series in the scene. What lies in it is found at toPatient · its own coordinates.
struct Layer
{
    QString studyUid;
    QString seriesUid;
    int stack = 0;
    Window window;
    QString colourMap; // empty: grey
    double opacity = 1; // of the layer above another (fusion)
    std::array<double, 16> toPatient{
        1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1}; // registration, row major
    int frame = 0; // the one on show where the stack is no volume
    friend bool operator==(const Layer&, const Layer&) = default;
};

// A measure or mark that is being drawn or was saved; saved ones carry the event they are kept in.
struct Mark
{
    record::ImagingFinding::Shape shape = record::ImagingFinding::Shape::Distance;
    std::vector<Vec3> points;
    Vec3 normal{0, 0, 1}; // of the plane it was drawn on
    QString text;
    int layer = 0;
    QString sopInstanceUid;
    qint64 frame = 1;
    std::optional<record::EventId> event;
    friend bool operator==(const Mark&, const Mark&) = default;
};

struct MeshLayer
{
    QString name;
    QString id; // of the segmentation or mesh it draws
    QRgb colour = 0;
    double opacity = 1;
    friend bool operator==(const MeshLayer&, const MeshLayer&) = default;
};

enum class Layout : quint8 { One, OneByTwo, TwoByTwo, StackAndPlanes };

struct ExamScene
{
    record::PatientId patient;
    std::vector<Layer> layers; // the first is the ground
    Layout layout = Layout::TwoByTwo;
    std::vector<PlaneView> planes; // as the layout places them; places left over show the volume
    VolumeView volume;
    Vec3 cursor{}; // the linked cross-hair
    std::optional<Vec3> pointer; // what a colleague points at
    std::vector<Mark> marks;
    std::vector<MeshLayer> meshes;
    friend bool operator==(const ExamScene&, const ExamScene&) = default;
};

// CBOR, versioned; fields a newer writer added are passed over. Hostile bytes give an error.
[[nodiscard]] QByteArray encodeScene(const ExamScene& scene);
[[nodiscard]] base::Result<ExamScene> decodeScene(const QByteArray& bytes);

} // namespace twinward::imaging
