#pragma once

// A volume made ready for RayCaster: numbers a graphics card reads as they are, its brick map, and where its
// voxels lie. Made once, on all cores, from any thread; no OpenGL.

#include "imaging/volume.h"
#include "imaging_view/brick_map.h"
#include "imaging_view/plane_geometry.h"

namespace twinward::imaging {

class RayVolume
{
public:
    enum class Format : quint8 { Unsigned8, Unsigned16, Signed16 };

    // Of a grey volume that has all its slices; null for others. longestSide: RayCaster::longestSide();
    // longer volumes, and those over 400 million voxels, are made coarser, which note() tells.
    [[nodiscard]] static std::shared_ptr<const RayVolume> prepare(const VolumePtr& volume, int longestSide);

    [[nodiscard]] const Grid& grid() const { return m_grid; } // of the voxels kept
    [[nodiscard]] Format format() const { return m_format; }
    [[nodiscard]] const QByteArray& voxels() const { return m_voxels; }
    // value = what the card reads (0 to 1, or -1 to 1 where signed) * scale() + offset()
    [[nodiscard]] double scale() const { return m_scale; }
    [[nodiscard]] double offset() const { return m_offset; }
    [[nodiscard]] const BrickMap& bricks() const { return m_bricks; }
    [[nodiscard]] const QString& note() const { return m_note; } // English; empty where nothing was lost

private:
    RayVolume() = default;
    Grid m_grid;
    Format m_format = Format::Signed16;
    QByteArray m_voxels;
    double m_scale = 1;
    double m_offset = 0;
    BrickMap m_bricks;
    QString m_note;
};

} // namespace twinward::imaging
