#pragma once

// Masks 64 voxels at a time: what the operations on them share.

#include "imaging/mask.h"

namespace twinward::imaging {

// Where a word is, and some of its bits.
struct WordBits
{
    int word = 0;
    int j = 0;
    int k = 0;
    quint64 bits = 0;
};

// The word, or none of its bits outside the grid.
[[nodiscard]] inline quint64 wordOrNothing(const Mask& mask, int word, int j, int k)
{
    const bool inside = word >= 0 && j >= 0 && k >= 0 && word < mask.wordsPerRow() && j < mask.size()[1]
        && k < mask.size()[2];
    return inside ? mask.word(word, j, k) : 0;
}

enum class Neighbours : quint8 { Faces, All }; // 6 or 26

// Takes out of `remaining` what hangs together with the seed, and gives it.
[[nodiscard]] std::vector<WordBits> takeConnected(
    Mask& remaining, const WordBits& seed, Neighbours neighbours);

// Layers of bricks: threads that work on different ones never write the same brick.
[[nodiscard]] inline int layersOf(const Mask& mask)
{
    return (mask.size()[2] + Mask::brickDepth - 1) / Mask::brickDepth;
}

} // namespace twinward::imaging
