#pragma once

// Windows and volume looks to choose from, of resources/imaging/presets.json, which names their source.

#include "imaging/scene.h"
#include "imaging/volume.h"

namespace twinward::imaging {

struct WindowPreset
{
    QString id; // "ct-lung"; panels translate by it
    QString modality;
    Window window;
};

struct VolumePreset
{
    QString id;
    QString modality; // empty: for any
    bool relative = false; // values are shares of the series' own window, 0 to 1
    std::vector<TransferPoint> points;
    bool shaded = true;
    double ambient = 0.2;
    double diffuse = 0.8;
    double specular = 0.2;
};

// Those for the modality, in the order of the table.
[[nodiscard]] std::vector<WindowPreset> windowPresets(const QString& modality);
[[nodiscard]] std::vector<VolumePreset> volumePresets(const QString& modality); // never empty

// The look with the preset's points and lighting, turned into the volume's unit; the rest stays as it is.
[[nodiscard]] VolumeView withPreset(VolumeView view, const VolumePreset& preset, const Window& own);

// From in front, head up.
[[nodiscard]] std::array<double, 4> frontRotation();

} // namespace twinward::imaging
