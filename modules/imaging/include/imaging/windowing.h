#pragma once

// From stored values to the 8 bits of a screen: modality rescale or table, window or table, inversion
// (PS3.3 C.11.1, C.11.2, C.11.6). One look-up per pixel for up to 16 bits.

#include "imaging/frame.h"

namespace twinward::imaging {

struct Shading
{
    double slope = 1;
    double intercept = 0;
    std::optional<LookupTable> modalityLut; // in place of slope and intercept
    Window window;
    VoiFunction function = VoiFunction::Linear;
    std::optional<LookupTable> voiLut; // in place of the window
    bool inverted = false;
    std::optional<int> padding; // stored value drawn black, or the first of a range
    std::optional<int> paddingLimit;
    friend bool operator==(const Shading&, const Shading&) = default;
};

// What the object itself asks for: its first window, else its first table, else the whole range of `pixels`
// without padding.
[[nodiscard]] Shading shadingOf(const ObjectHeader& header, int frame, const Frame& pixels);

// A value after the modality's rescale, on the screen: 0 to 255. The formulas of C.11.2.1.2 and C.11.2.1.3.
[[nodiscard]] double brightness(double value, const Window& window, VoiFunction function);

class DisplayTable
{
public:
    DisplayTable(SampleType type, const Shading& shading);
    // Grey frames of the table's type: rows * columns bytes. Colour frames are copied as they are, three
    // bytes a pixel.
    void apply(const Frame& frame, quint8* out) const;
    [[nodiscard]] QByteArray apply(const Frame& frame) const;

private:
    [[nodiscard]] quint8 shade(double stored) const;

    SampleType m_type;
    Shading m_shading;
    std::vector<quint8> m_table; // by stored value, as its bits say; empty for 32 bits and floats
};

} // namespace twinward::imaging
