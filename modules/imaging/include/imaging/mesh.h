#pragma once

// The surface of a segmentation as triangles in the patient, closed and without a seam: for drawing, for
// printing, for measuring. Written as STL and PLY.

#include "imaging/segmentation.h"

namespace twinward::imaging {

struct Mesh
{
    std::vector<std::array<float, 3>> vertices; // mm in the DICOM patient system
    std::vector<std::array<quint32, 3>> triangles; // counter-clockwise seen from outside
    friend bool operator==(const Mesh&, const Mesh&) = default;
};

// Marching cubes (Lorensen and Cline 1987) on the mask's voxel centres; on ambiguous faces the inside is kept
// apart on both sides of the face, so that each edge has exactly two triangles. The grid's border is closed.
[[nodiscard]] base::Result<Mesh> surfaceOf(
    const Mask& mask, const Grid& grid, const ledger::ProgressFn& progress = {});
// Taubin 1995 (lambda 0.5, mu -0.53): takes off the stairs and keeps the volume.
[[nodiscard]] base::Result<Mesh> smoothed(Mesh mesh, int passes, const ledger::ProgressFn& progress = {});
// Collapses the edges that change the shape least (Garland and Heckbert 1997) until that many triangles are
// left or none can go without tearing the surface.
[[nodiscard]] base::Result<Mesh> decimated(
    const Mesh& mesh, size_t triangles, const ledger::ProgressFn& progress = {});

[[nodiscard]] double volumeMl(const Mesh& mesh); // by the divergence theorem; of a closed mesh
[[nodiscard]] double areaMm2(const Mesh& mesh);
// Every edge has exactly two triangles that run along it in opposite directions.
[[nodiscard]] bool isWatertight(const Mesh& mesh);
// One normal per vertex, by the area of the triangles around it.
[[nodiscard]] std::vector<std::array<float, 3>> normalsOf(const Mesh& mesh);

// Binary. Neither says whose it is.
[[nodiscard]] QByteArray toStl(const Mesh& mesh);
[[nodiscard]] QByteArray toPly(const Mesh& mesh, QRgb colour);

} // namespace twinward::imaging
