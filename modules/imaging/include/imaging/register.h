#pragma once

// How a prior examination lies to a current one: turned and moved, never stretched. Found by comparing the
// grey values, coarse first; with measures of how well it fits, so that a poor fit is seen for what it is.

#include "imaging/volume.h"
#include "ledger/vault.h"

namespace twinward::imaging {

// Row major, takes homogeneous points (mm in the patient system of the one) to the other's.
using Matrix4 = std::array<double, 16>;
[[nodiscard]] Matrix4 identityMatrix();
[[nodiscard]] Matrix4 multiplied(const Matrix4& a, const Matrix4& b); // a · b: b is applied first
[[nodiscard]] Matrix4 invertedRigid(const Matrix4& m);
[[nodiscard]] Vec3 applied(const Matrix4& m, const Vec3& point);
// Angles in degrees about x, y, z through `centre` (x first), then the shift in mm.
[[nodiscard]] Matrix4 rigid(const Vec3& degrees, const Vec3& shiftMm, const Vec3& centre);

enum class Similarity : quint8 {
    MutualInformation, // normalised (Studholme 1999): CT with MR, contrast with none
    SquaredDifferences, // the same modality and unit
};

struct RegistrationOptions
{
    Similarity similarity = Similarity::MutualInformation;
    Matrix4 start = {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1};
    double finestMm = 2; // spacing of the last level
};

enum class RegistrationQuality : quint8 { Good, Doubtful, Failed };

struct Registration
{
    Matrix4 movingToFixed{1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1}; // for Layer::toPatient
    // Two halves of the voxels, each matched alone, lay the volumes this far apart at worst: what is below a
    // voxel or two is as good as it gets.
    double disagreementMm = 0;
    double overlap = 0; // share of the smaller volume that lies in the other, 0 to 1
    double correlation = 0; // of the grey values where both are, -1 to 1
    double information = 0; // normalised mutual information, 1 (none) to 2
    double startInformation = 0; // the same before
    RegistrationQuality quality = RegistrationQuality::Failed;
    QString why; // English, where it is not Good
};

// Both volumes must be filled. InvalidInput: colour, a single slice, or volumes with nothing in them; Busy:
// slices that are not there yet; Cancelled.
[[nodiscard]] base::Result<Registration> registerRigid(const Volume& fixed, const Volume& moving,
    const RegistrationOptions& options = {}, const ledger::ProgressFn& progress = {});

} // namespace twinward::imaging
