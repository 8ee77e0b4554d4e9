#pragma once

// Outlining parts of a volume by value, by seed and by hand. All of it works on masks in memory and gives new
// masks back: whoever calls keeps the old one to undo. Long work runs on all cores and can be cancelled.

#include "imaging/mask.h"
#include "imaging/volume.h"
#include "ledger/vault.h"
#include "record/coding.h"

#include <QRgb>

namespace twinward::imaging {

struct Segment
{
    QString label;
    QRgb colour = 0xffe64a19;
    record::Concept category; // Segmented Property Category (CID 7150); empty: Tissue
    record::Concept type; // Segmented Property Type; empty: Tissue
    Mask mask;
    friend bool operator==(const Segment&, const Segment&) = default;
};

// Segments on the grid of one stack. Segments may overlap. A plain value: undo is keeping the old one.
struct Segmentation
{
    // Where the object gives a fraction for each voxel (PS3.3 C.8.20.2.3) the masks hold those of one half
    // or more. That can be looked at; whoever edits or writes it as an outline would make up an edge.
    enum class Fractions : quint8 { None, Occupancy, Probability };
    Fractions fractions = Fractions::None;
    Grid grid;
    QString studyUid;
    QString seriesUid; // of the images it outlines
    QString frameOfReferenceUid;
    QString label;
    std::vector<Segment> segments;
    friend bool operator==(const Segmentation&, const Segmentation&) = default;
};

[[nodiscard]] double voxelVolumeMl(const Grid& grid); // right for sheared grids too
[[nodiscard]] double volumeMl(const Mask& mask, const Grid& grid); // voxels · volume of one

// Voxels from low to high, both included, in the volume's unit. Colour volumes and slices that are not there
// yet are Unsupported and Busy. For a preview give the box of what is on the screen.
struct ValueRange
{
    double low = 0;
    double high = 0;
};
[[nodiscard]] base::Result<Mask> threshold(const Volume& volume, const ValueRange& range,
    const VoxelBox& within, const ledger::ProgressFn& progress = {});
// What hangs together with the seed (across faces: 6 neighbours), inside the range and the box. Empty where
// the seed's own value is out of range. InvalidInput: a seed outside the box.
[[nodiscard]] base::Result<Mask> regionGrow(const Volume& volume, const std::array<int, 3>& seed,
    const ValueRange& range, const VoxelBox& within, const ledger::ProgressFn& progress = {});
// The range that a seed suggests: mean ± 2.5 deviations of the 5 × 5 × 5 voxels around it (as ITK's
// ConfidenceConnectedImageFilter starts).
[[nodiscard]] std::optional<ValueRange> rangeAround(const Volume& volume, const std::array<int, 3>& seed);

// A stroke of the brush: every voxel whose centre is within the radius of the line from `from` to `to`. A
// disc paints the layer of voxels around the plane only (half a step to either side).
struct Brush
{
    enum class Shape : quint8 { Sphere, Disc };
    enum class Action : quint8 { Paint, Erase };
    Shape shape = Shape::Disc;
    Action action = Action::Paint;
    double radiusMm = 5;
    Vec3 normal{0, 0, 1}; // of the plane that is painted on; for Disc
    std::optional<ValueRange> onlyWithin; // paint only on these values
};
void stroke(
    Mask& mask, const Grid& grid, const Volume* volume, const Brush& brush, const Vec3& from, const Vec3& to);

// Majority of the 3 × 3 × 3 voxels around, `passes` times: takes off single voxels, fills pin holes.
[[nodiscard]] base::Result<Mask> medianSmoothed(
    const Mask& mask, int passes, const ledger::ProgressFn& progress = {});
// With a ball of that radius in mm: grown, shrunk; opened (thin bridges go), closed (thin gaps go).
enum class Morphology : quint8 { Dilate, Erode, Open, Close };
[[nodiscard]] base::Result<Mask> morphed(const Mask& mask, const Grid& grid, Morphology kind, double radiusMm,
    const ledger::ProgressFn& progress = {});

// Parts that hang together across faces, edges or corners (26 neighbours), the largest first.
struct Island
{
    qint64 voxels = 0;
    VoxelBox bounds;
};
[[nodiscard]] std::vector<Island> islands(const Mask& mask);
[[nodiscard]] Mask largestIsland(const Mask& mask);
[[nodiscard]] Mask withoutIslandsBelow(const Mask& mask, qint64 voxels);
[[nodiscard]] Mask islandAt(const Mask& mask, const std::array<int, 3>& voxel); // empty where it is not set
// Hollows that the mask closes all around become part of it.
[[nodiscard]] Mask holesFilled(const Mask& mask);

// What a plane cuts: rows of `width` bytes from the top left, `value` where a sample lies in the mask.
// `right` and `down` are the steps from sample to sample in mm.
struct PlaneRaster
{
    Vec3 topLeft{};
    Vec3 right{1, 0, 0};
    Vec3 down{0, 1, 0};
    int width = 0;
    int height = 0;
};
void rasterise(const Mask& mask, const Grid& grid, const PlaneRaster& raster, quint8 value, quint8* out);

} // namespace twinward::imaging
