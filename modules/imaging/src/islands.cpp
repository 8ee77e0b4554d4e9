#include "imaging/segmentation.h"
#include "mask_words_p.h"

#include <algorithm>
#include <bit>

namespace twinward::imaging {

namespace {

// All bits that a run of `allowed` connects to `bits`: doubling steps to both sides (Kogge and Stone).
quint64 spread(quint64 bits, quint64 allowed)
{
    quint64 up = bits;
    quint64 through = allowed;
    for (int step = 1; step < 64; step *= 2) {
        up |= through & (up << step);
        through &= through << step;
    }
    quint64 down = bits;
    through = allowed;
    for (int step = 1; step < 64; step *= 2) {
        down |= through & (down >> step);
        through &= through >> step;
    }
    return up | down;
}

class Flood
{
public:
    Flood(Mask& remaining, Neighbours neighbours)
        : m_remaining(remaining)
        , m_neighbours(neighbours)
    { }

    std::vector<WordBits> take(const WordBits& seed)
    {
        m_taken.clear();
        offer(seed.word, seed.j, seed.k, seed.bits);
        while (!m_pending.empty()) {
            const WordBits next = m_pending.back();
            m_pending.pop_back();
            visit(next);
        }
        return std::move(m_taken);
    }

private:
    void offer(int word, int j, int k, quint64 bits)
    {
        const quint64 left = bits & wordOrNothing(m_remaining, word, j, k);
        if (left != 0)
            m_pending.push_back({word, j, k, left});
    }

    void visit(const WordBits& place)
    {
        const quint64 allowed = m_remaining.word(place.word, place.j, place.k);
        const quint64 found = spread(place.bits & allowed, allowed);
        if (found == 0)
            return;
        m_remaining.setWord(place.word, place.j, place.k, allowed & ~found);
        m_taken.push_back({place.word, place.j, place.k, found});

        const bool all = m_neighbours == Neighbours::All;
        const quint64 beside = all ? found | (found << 1) | (found >> 1) : found;
        for (int dk = -1; dk <= 1; ++dk) {
            for (int dj = -1; dj <= 1; ++dj) {
                const bool isRow = dj == 0 && dk == 0;
                if (!all && dj != 0 && dk != 0)
                    continue;
                if (!isRow)
                    offer(place.word, place.j + dj, place.k + dk, beside);
                if (!isRow && !all)
                    continue;
                if ((found & 1) != 0)
                    offer(place.word - 1, place.j + dj, place.k + dk, quint64{1} << 63);
                if ((found >> 63) != 0)
                    offer(place.word + 1, place.j + dj, place.k + dk, 1);
            }
        }
    }

    Mask& m_remaining;
    Neighbours m_neighbours;
    std::vector<WordBits> m_pending;
    std::vector<WordBits> m_taken;
};

qint64 voxelsOf(const std::vector<WordBits>& parts)
{
    qint64 voxels = 0;
    for (const WordBits& part : parts)
        voxels += std::popcount(part.bits);
    return voxels;
}

VoxelBox boundsOf(const std::vector<WordBits>& parts)
{
    VoxelBox box{{parts.front().word * 64 + 63, parts.front().j, parts.front().k}, {-1, -1, -1}};
    for (const WordBits& part : parts) {
        const int low = part.word * 64 + std::countr_zero(part.bits);
        const int high = part.word * 64 + 63 - std::countl_zero(part.bits);
        box.first
            = {std::min(box.first[0], low), std::min(box.first[1], part.j), std::min(box.first[2], part.k)};
        box.last
            = {std::max(box.last[0], high), std::max(box.last[1], part.j), std::max(box.last[2], part.k)};
    }
    return box;
}

Mask maskOf(const std::array<int, 3>& size, const std::vector<WordBits>& parts)
{
    Mask mask(size);
    for (const WordBits& part : parts)
        mask.setWord(part.word, part.j, part.k, mask.word(part.word, part.j, part.k) | part.bits);
    return mask;
}

template <class Use> void forEachIsland(const Mask& mask, const Use& use)
{
    Mask remaining = mask;
    Flood flood(remaining, Neighbours::All);
    for (int k = 0; k < mask.size()[2]; ++k) {
        for (int j = 0; j < mask.size()[1]; ++j) {
            for (int word = 0; word < mask.wordsPerRow(); ++word) {
                while (const quint64 bits = remaining.word(word, j, k))
                    use(flood.take({word, j, k, bits & (~bits + 1)}));
            }
        }
    }
}

} // namespace

std::vector<WordBits> takeConnected(Mask& remaining, const WordBits& seed, Neighbours neighbours)
{
    return Flood(remaining, neighbours).take(seed);
}

std::vector<Island> islands(const Mask& mask)
{
    std::vector<Island> found;
    forEachIsland(mask, [&found](const std::vector<WordBits>& parts) {
        found.push_back({voxelsOf(parts), boundsOf(parts)});
    });
    std::stable_sort(
        found.begin(), found.end(), [](const Island& a, const Island& b) { return a.voxels > b.voxels; });
    return found;
}

Mask largestIsland(const Mask& mask)
{
    std::vector<WordBits> largest;
    qint64 voxels = 0;
    forEachIsland(mask, [&](std::vector<WordBits> parts) {
        const qint64 size = voxelsOf(parts);
        if (size > voxels) {
            voxels = size;
            largest = std::move(parts);
        }
    });
    return maskOf(mask.size(), largest);
}

Mask withoutIslandsBelow(const Mask& mask, qint64 voxels)
{
    Mask kept = mask;
    forEachIsland(mask, [&](const std::vector<WordBits>& parts) {
        if (voxelsOf(parts) >= voxels)
            return;
        for (const WordBits& part : parts)
            kept.setWord(part.word, part.j, part.k, kept.word(part.word, part.j, part.k) & ~part.bits);
    });
    return kept;
}

Mask islandAt(const Mask& mask, const std::array<int, 3>& voxel)
{
    if (!mask.at(voxel[0], voxel[1], voxel[2]))
        return Mask(mask.size());
    Mask remaining = mask;
    const WordBits seed{voxel[0] / 64, voxel[1], voxel[2], quint64{1} << (voxel[0] % 64)};
    return maskOf(mask.size(), takeConnected(remaining, seed, Neighbours::All));
}

Mask holesFilled(const Mask& mask)
{
    // What the outside does not reach, from the grid's six sides, is inside.
    Mask hollows = mask.inverted();
    Flood flood(hollows, Neighbours::Faces);
    const auto& size = mask.size();
    const int lastWord = mask.wordsPerRow() - 1;
    for (int k = 0; k < size[2]; ++k) {
        for (int j = 0; j < size[1]; ++j) {
            const bool onSide = j == 0 || k == 0 || j == size[1] - 1 || k == size[2] - 1;
            for (int word = 0; word <= lastWord; ++word) {
                quint64 start = onSide ? ~quint64{0} : 0;
                if (word == 0)
                    start |= 1;
                if (word == lastWord)
                    start |= quint64{1} << ((size[0] - 1) % 64);
                if ((hollows.word(word, j, k) & start) != 0)
                    (void)flood.take({word, j, k, start});
            }
        }
    }
    return mask.united(hollows);
}

} // namespace twinward::imaging
