#pragma once

// The patient's body as a plain figure on the couch, of the height and weight in the record: something to
// point at while talking, no likeness and no measurement.

#include "imaging/mesh.h"
#include "record/event.h"

namespace twinward::headset {

struct BodyShape
{
    double heightCm = 0; // 40 to 230; others are taken to the nearer end
    double weightKg = 0; // its body mass index is kept between 10 and 55
    record::Sex sex = record::Sex::Unknown;
    friend bool operator==(const BodyShape&, const BodyShape&) = default;
};

// Lying on its back, arms at its sides, in millimetres of the DICOM patient system with the origin between
// the hip joints; closed, some 20,000 triangles. Lengths of the segments are shares of the height: Drillis
// and Contini 1966, as in Winter, Biomechanics and Motor Control of Human Movement (2009), figure 4.1; heads
// of children are larger, from a quarter of the height at birth. Girths follow the square root of the body
// mass index, from their shares where it is ordinary for the height. Takes tenths of a second; from any
// thread.
[[nodiscard]] imaging::Mesh bodyOf(const BodyShape& shape);

} // namespace twinward::headset
