#pragma once

// RayCaster's programs, in GLSL 4.50.

namespace twinward::imaging::shaders {

extern const char* const cast; // a ray for each invocation
extern const char* const corners; // one triangle over all of the viewport
extern const char* const lay; // what was cast over what is there

} // namespace twinward::imaging::shaders
