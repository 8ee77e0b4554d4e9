#pragma once

// Lengths, angles, areas and grey values of what is drawn on an image, on any plane. A number comes with its
// unit and with how far it can be trusted: an object that gives no spacing is measured in pixels, one that
// gives it at the detector says so; millimetres in the patient only where the object gives them.

#include "imaging/scene.h"
#include "imaging/volume.h"

namespace twinward::imaging {

enum class Calibration : quint8 {
    InPatient, // cross-sections, and Pixel Spacing that was calibrated
    AtDetector, // Imager Pixel Spacing alone: larger than in the patient (PS3.3 10.7.1.3)
    None, // pixels
};

// How one frame is measured. Cross-sections are drawn in the patient's millimetres; a frame that lies nowhere
// in the patient (radiograph, ultrasound, photograph) in a space of its own: column · spacing[1],
// row · spacing[0], 0, which is imageGrid(). The centre of the first pixel is the origin.
struct Ruler
{
    Calibration calibration = Calibration::None;
    bool placed = false; // a cross-section
    std::array<double, 2> spacing{1, 1}; // mm between rows, between columns; 1 where it is not known
    // Height and width of a pixel where nothing says how large they are: lengths stay in pixels, angles are
    // those of the picture in its right shape.
    std::array<double, 2> aspect{1, 1};
    // Ultrasound: a mark that lies in one of them altogether is measured by it.
    std::vector<UltrasoundRegion> regions;
    friend bool operator==(const Ruler&, const Ruler&) = default;
};
[[nodiscard]] Ruler rulerOf(const ObjectHeader& header, int frame);

// The grid of one frame: in the patient where it has a plane, else in its own space.
[[nodiscard]] Grid imageGrid(const ObjectHeader& header, int frame);

// ---- geometry: mm in, mm, mm² and degrees out
// -----------------------------------------------------------------------------------------

[[nodiscard]] double distanceMm(const Vec3& a, const Vec3& b);
// At `vertex`, 0 to 180. 0 where an arm has no length.
[[nodiscard]] double angleDegrees(const Vec3& a, const Vec3& vertex, const Vec3& b);
// Of the closed polygon; half the length of the vector area (Newell), so that its plane need not be known.
[[nodiscard]] double polygonAreaMm2(const std::vector<Vec3>& points);
// The ends of one axis, then of the other, as DICOM writes an ellipse (PS3.3 C.18.9.1.2): pi·a·b.
[[nodiscard]] double ellipseAreaMm2(const std::vector<Vec3>& axisEnds);
// Does the outline cross itself? Its area would then be no area of anything.
[[nodiscard]] bool crossesItself(const std::vector<Vec3>& points, const Vec3& normal);

// ---- grey values
// ---------------------------------------------------------------------------------------

// The voxel a point lies in (nearest centre); none outside the grid.
[[nodiscard]] std::optional<std::array<int, 3>> voxelAt(const Grid& grid, const Vec3& point);
[[nodiscard]] Vec3 centreOf(const Grid& grid, const std::array<int, 3>& voxel);
// In voxels, not rounded, whether or not it is inside. Right for sheared grids too.
[[nodiscard]] Vec3 toVoxel(const Grid& grid, const Vec3& point);
[[nodiscard]] Vec3 toPatient(const Grid& grid, const Vec3& voxel);

// What the probe shows: the value of the voxel itself, rescaled, never between two voxels.
[[nodiscard]] std::optional<double> probe(const Volume& volume, const Vec3& point);
// Between the eight voxels around the point (trilinear); none outside or where a slice is missing.
[[nodiscard]] std::optional<double> interpolated(const Volume& volume, const Vec3& point);

struct RoiStatistics
{
    qint64 samples = 0;
    double mean = 0;
    double deviation = 0; // of the population: all voxels of the region are there (divided by n)
    double minimum = 0;
    double maximum = 0;
    friend bool operator==(const RoiStatistics&, const RoiStatistics&) = default;
};
// Over the rescaled values inside an ellipse (four axis ends) or a freehand outline (three points and more).
// On a slice of the grid: of the voxels whose centre is inside. On any other plane: of samples as close as
// the grid's smallest spacing, interpolated. InvalidInput: too small to hold a voxel, wrong number of points,
// too large, outside the volume, or slices that are not there yet; Unsupported: colour.
[[nodiscard]] base::Result<RoiStatistics> regionStatistics(const Volume& volume,
    record::ImagingFinding::Shape shape, const std::vector<Vec3>& points, const Vec3& normal);

// ---- all of it for one mark
// ----------------------------------------------------------------------------

// What the numbers are: SNOMED CT's codes as DICOM TID 1410 and CID 7469 use them. Panels translate by these.
namespace measure_code {
inline const QString snomed = QStringLiteral("http://snomed.info/sct");
inline const QString own = QStringLiteral("urn:twinward:measure"); // at the detector: no mistaking it
inline const QString length = QStringLiteral("410668003");
inline const QString angle = QStringLiteral("1483009");
inline const QString area = QStringLiteral("42798000");
inline const QString volume = QStringLiteral("118565006");
inline const QString mean = QStringLiteral("373098007");
inline const QString deviation = QStringLiteral("386136009");
inline const QString minimum = QStringLiteral("255605001");
inline const QString maximum = QStringLiteral("56851009");
inline const QString value = QStringLiteral("pixel-value");
inline const QString lengthAtDetector = QStringLiteral("length-at-detector");
inline const QString areaAtDetector = QStringLiteral("area-at-detector");
} // namespace measure_code

// The values of a mark, in the order they are shown, with UCUM units: mm, mm2, deg, [hnsf'U] (HU), {pixels}
// for both. Lengths and areas to one decimal, angles to one, grey values to one where the mean needs it.
// `volume` may be none where its pixels are not there: then no grey values. Marks without numbers
// (annotation, key image) have no values. InvalidInput: too few points, or an outline that crosses itself.
[[nodiscard]] base::Result<std::vector<record::Component>> measure(
    const Mark& mark, const Ruler& ruler, const Volume* volume);

// "12.3 mm", "4.1 cm²" (areas of 100 mm² and more), "−412 HU": the number of one value as it is drawn.
[[nodiscard]] QString displayValue(const record::Component& component);

} // namespace twinward::imaging
