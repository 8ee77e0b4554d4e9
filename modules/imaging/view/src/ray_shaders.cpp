#include "ray_shaders_p.h"

namespace twinward::imaging::shaders {

// Positions are in voxels, voxel centres at whole numbers; t is in mm along the ray from its start at the
// near plane. Loops within loops so that rays which leap, walk and light wait for each other least; software
// OpenGL runs both sides of every branch for eight rays at once, and leaves loops only.
const char* const cast = R"(#version 450 core
layout(local_size_x = 8, local_size_y = 8) in;
layout(binding = 0) uniform sampler3D volume;
layout(binding = 1) uniform usampler3D distances;
layout(binding = 2) uniform sampler1D transfer;   // colour, and extinction in bits for a mm
layout(binding = 3) uniform sampler2D sceneDepth;
layout(rgba16f, binding = 0) writeonly uniform image2D colourOut;
layout(r32f, binding = 1) writeonly uniform image2D depthOut;
layout(std430, binding = 0) readonly buffer Planes { vec4 planes[]; }; // a voxel stays where it is on the plus side

uniform mat4 clipToVoxel;
uniform mat4 voxelToClip;
uniform mat3 voxelToMm;
uniform mat3 mmToVoxel;
uniform ivec2 rays;
uniform vec2 pixels;     // of the whole picture
uniform float coarseness;
uniform int planeCount;
uniform float stepMm;
uniform float mostSamples;
uniform float jitter;
uniform uint leap;       // 0: walk through empty space
uniform bool hasScene;
uniform vec2 toTable;    // what the volume reads to a place in the table
uniform vec4 light;      // ambient, diffuse, specular, whether there is any
uniform float hitOpacity;

const float brick = 8.0;
const float opaque = 0.995;
const float together = 0.98;    // what may pass through samples that share one light

vec3 voxelOf(vec3 clip)
{
    vec4 at = clipToVoxel * vec4(clip, 1.0);
    return at.xyz / at.w;
}

// Interleaved gradient noise (Jimenez 2014): even over any few neighbours.
float noise(vec2 at)
{
    return fract(52.9829189 * fract(dot(at, vec2(0.06711056, 0.00583715))));
}

void main()
{
    ivec2 ray = ivec2(gl_GlobalInvocationID.xy);
    if (any(greaterThanEqual(ray, rays)))
        return;
    vec3 size = vec3(textureSize(volume, 0));
    vec3 texel = 1.0 / size;
    ivec3 lastBrick = textureSize(distances, 0) - 1;
    vec2 pixel = min((vec2(ray) + 0.5) * coarseness, pixels - 0.5);
    vec2 at = pixel / pixels * 2.0 - 1.0;
    vec3 near = voxelOf(vec3(at, -1.0));
    vec3 far = voxelOf(vec3(at, 1.0));
    float reach = length(voxelToMm * (far - near));
    vec3 along = (far - near) / reach;   // voxels a mm
    vec3 alongMm = voxelToMm * along;
    vec3 inverse = 1.0 / mix(along, vec3(1e-9), lessThan(abs(along), vec3(1e-9)));

    vec3 a = (-0.5 - near) * inverse;
    vec3 b = (size - 0.5 - near) * inverse;
    vec3 enter = min(a, b);
    vec3 leave = max(a, b);
    float begin = max(max(max(enter.x, enter.y), enter.z), 0.0);
    float end = min(min(min(leave.x, leave.y), leave.z), reach);
    for (int i = 0; i < planeCount; ++i) {
        float height = dot(planes[i].xyz, near) + planes[i].w;
        float slope = dot(planes[i].xyz, along);
        bool beside = abs(slope) < 1e-9;
        float cut = -height / (beside ? 1.0 : slope);
        begin = !beside && slope > 0.0 ? max(begin, cut) : begin;
        end = !beside && slope < 0.0 ? min(end, cut) : end;
        end = beside && height < 0.0 ? -1.0 : end;
    }
    float depth = 1.0;
    if (hasScene) {
        depth = texelFetch(sceneDepth, ivec2(pixel), 0).r;
        end = min(end, dot(voxelToMm * (voxelOf(vec3(at, depth * 2.0 - 1.0)) - near), alongMm));
        depth = 1.0;
    }

    float stride = max(stepMm, (end - begin) / mostSamples);
    float first = begin + stride * (0.5 + (noise(vec2(ray)) - 0.5) * jitter);
    int count = int(ceil((end - first) / stride)); // below or at 0: nothing
    vec3 move = along * stride;
    vec3 start = near + along * first;
    vec3 upper = vec3(greaterThan(move, vec3(0.0)));
    vec3 steps = inverse / stride;

    vec3 colour = vec3(0.0);
    float clear = 1.0;
    float hit = -1.0;
    int i = 0;
    int checked = 0; // up to here something is to be seen
    while (i < count) {
        // Leap to the next brick with something in it.
        while (i < count && i >= checked) {
            vec3 p = start + move * float(i);
            ivec3 in_brick = clamp(ivec3(p / brick), ivec3(0), lastBrick);
            uint empty = texelFetch(distances, in_brick, 0).r * leap;
            float around = float(max(empty, 1u)) - 1.0;
            vec3 edge = (vec3(in_brick) + upper + (upper * 2.0 - 1.0) * around) * brick;
            vec3 exits = (edge - p) * steps;
            int next = i + max(1, int(ceil(min(min(exits.x, exits.y), exits.z))));
            checked = next;
            i = empty > 0u ? next : i;
        }
        // Walk until there is enough to be lit: through haze several samples share one light.
        vec3 sum = vec3(0.0);
        float through = 1.0;
        float place = 0.0;
        while (i < min(count, checked) && through > together) {
            vec3 p = start + move * float(i);
            float value = texture(volume, (p + 0.5) * texel).r;
            vec4 found = texture(transfer, value * toTable.x + toTable.y);
            float passed = exp2(-found.a * stride);
            float part = through * (1.0 - passed);
            sum += found.rgb * part;
            place += float(i) * part;
            through *= passed;
            ++i;
        }
        float gathered = max(1.0 - through, 1e-6);
        vec3 mean = sum / gathered;
        vec3 p = start + move * (place / gathered);
        // Light it: the gradient from both neighbours along each axis, as VTK takes it. (From the four corners
        // of a tetrahedron, what is curved across two axes leans it over: bone was 11 % darker.)
        vec3 lit = mean;
        if (light.w > 0.0) {
            vec3 c = (p + 0.5) * texel;
            vec3 x = vec3(texel.x, 0.0, 0.0);
            vec3 y = vec3(0.0, texel.y, 0.0);
            vec3 z = vec3(0.0, 0.0, texel.z);
            vec3 gradient = vec3(texture(volume, c + x).r - texture(volume, c - x).r,
                texture(volume, c + y).r - texture(volume, c - y).r,
                texture(volume, c + z).r - texture(volume, c - z).r);
            vec3 normal = gradient * mmToVoxel; // the transposed matrix on the left
            float facing = abs(dot(normal, alongMm)) * inversesqrt(max(dot(normal, normal), 1e-20));
            float shine = max(2.0 * facing * facing - 1.0, 0.0);
            float squared = shine * shine;
            float fourth = squared * squared;
            shine = fourth * fourth * fourth * fourth * fourth; // to the 20th
            lit = min(mean * (light.x + light.y * facing) + light.z * shine, vec3(1.0));
        }
        colour += lit * (clear * (1.0 - through));
        clear *= through;
        hit = hit < 0.0 && 1.0 - clear >= hitOpacity ? first + stride * float(i - 1) : hit;
        if (1.0 - clear > opaque)
            i = count;
    }
    if (hit >= 0.0) {
        vec4 clip = voxelToClip * vec4(near + along * hit, 1.0);
        depth = clamp(clip.z / clip.w * 0.5 + 0.5, 0.0, 1.0);
    }
    imageStore(colourOut, ray, vec4(colour, 1.0 - clear));
    imageStore(depthOut, ray, vec4(depth));
}
)";

const char* const corners = R"(#version 450 core
out vec2 place;
void main()
{
    place = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0;
    gl_Position = vec4(place * 2.0 - 1.0, 0.0, 1.0);
}
)";

const char* const lay = R"(#version 450 core
layout(binding = 0) uniform sampler2D colour;
layout(binding = 1) uniform sampler2D depth;
uniform vec2 rays;       // of the images that were cast
uniform vec2 perPlace;   // rays across the rectangle: its last may be cut
uniform bool linear;
uniform bool depths;
in vec2 place;
out vec4 result;

vec3 decoded(vec3 c)
{
    return mix(c / 12.92, pow((c + 0.055) / 1.055, vec3(2.4)), greaterThan(c, vec3(0.04045)));
}

void main()
{
    vec2 at = clamp(place * perPlace, vec2(0.5), rays - 0.5);
    if (depths) {
        float hit = texelFetch(depth, ivec2(at), 0).r;
        if (hit >= 1.0)
            discard;
        gl_FragDepth = hit;
        result = vec4(0.0);
        return;
    }
    gl_FragDepth = gl_FragCoord.z;
    vec4 c = texture(colour, at / vec2(textureSize(colour, 0)));
    if (linear && c.a > 0.0)
        c.rgb = decoded(c.rgb / c.a) * c.a;
    result = c;
}
)";

} // namespace twinward::imaging::shaders
