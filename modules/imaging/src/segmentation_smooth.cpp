#include "imaging/segmentation.h"
#include "mask_words_p.h"
#include "parallel_p.h"

#include <cmath>

namespace twinward::imaging {

namespace {

// Counts up to 27 for 64 voxels at once: bit n of all counts is word n.
class BitCounter
{
public:
    void add(quint64 bits, size_t weight)
    {
        for (size_t place = weight; bits != 0 && place < m_places.size(); ++place) {
            const quint64 carry = m_places[place] & bits;
            m_places[place] ^= bits;
            bits = carry;
        }
    }
    // At least 14: 16 and more, or 14 and 15.
    [[nodiscard]] quint64 majority() const { return m_places[4] | (m_places[3] & m_places[2] & m_places[1]); }

private:
    std::array<quint64, 5> m_places{};
};

quint64 medianWord(const Mask& mask, int word, int j, int k)
{
    BitCounter counter;
    for (int dk = -1; dk <= 1; ++dk) {
        for (int dj = -1; dj <= 1; ++dj) {
            const quint64 here = wordOrNothing(mask, word, j + dj, k + dk);
            const quint64 left = (here << 1) | (wordOrNothing(mask, word - 1, j + dj, k + dk) >> 63);
            const quint64 right = (here >> 1) | (wordOrNothing(mask, word + 1, j + dj, k + dk) << 63);
            counter.add(here ^ left ^ right, 0);
            counter.add((here & left) | (here & right) | (left & right), 1);
        }
    }
    return counter.majority();
}

base::Result<Mask> medianPass(const Mask& mask, const Stage& stage)
{
    Mask smooth(mask.size());
    const auto bounds = mask.bounds();
    if (!bounds)
        return smooth;
    // What is set can only be set where something was: the median never reaches beyond the bounds.
    const int firstLayer = bounds->first[2] / Mask::brickDepth;
    const int layers = bounds->last[2] / Mask::brickDepth - firstLayer + 1;
    const bool finished = inParallel(layers, stage, [&](int layer) {
        const int from = std::max((firstLayer + layer) * Mask::brickDepth, bounds->first[2]);
        const int to = std::min((firstLayer + layer + 1) * Mask::brickDepth - 1, bounds->last[2]);
        for (int k = from; k <= to; ++k) {
            for (int j = bounds->first[1]; j <= bounds->last[1]; ++j) {
                for (int word = bounds->first[0] / 64; word <= bounds->last[0] / 64; ++word)
                    smooth.setWord(word, j, k, medianWord(mask, word, j, k));
            }
        }
    });
    if (!finished)
        return cancelled();
    return smooth;
}

// ---- morphology: a ball is a half width for each neighbouring row -----------------------------------------

struct BallRow
{
    int dj = 0;
    int dk = 0;
    int half = 0; // columns to either side
};

std::vector<BallRow> ballRows(const Grid& grid, double radiusMm)
{
    std::vector<BallRow> rows;
    const auto reach = [&](size_t axis) { return static_cast<int>(radiusMm / grid.spacing[axis]); };
    for (int dk = -reach(2); dk <= reach(2); ++dk) {
        for (int dj = -reach(1); dj <= reach(1); ++dj) {
            const double y = dj * grid.spacing[1];
            const double z = dk * grid.spacing[2];
            const double left = radiusMm * radiusMm - y * y - z * z;
            if (left >= 0)
                rows.push_back({dj, dk, static_cast<int>(std::sqrt(left) / grid.spacing[0])});
        }
    }
    return rows;
}

// A row of words with room on both sides, so that shifts need no cases.
class Row
{
public:
    Row(int words, int margin)
        : m_margin(static_cast<size_t>(margin))
        , m_words(static_cast<size_t>(words) + 2 * m_margin)
    { }

    void load(const Mask& mask, int j, int k, quint64 margin)
    {
        std::fill(m_words.begin(), m_words.end(), margin);
        const int words = mask.wordsPerRow();
        for (int word = 0; word < words; ++word)
            m_words[m_margin + static_cast<size_t>(word)] = mask.word(word, j, k);
        const int rest = mask.size()[0] % 64;
        if (margin != 0 && rest != 0)
            m_words[m_margin + static_cast<size_t>(words) - 1] |= ~quint64{0} << rest;
    }
    // Combines each voxel with those up to `half` columns to either side, in steps that double.
    template <class Combine> void widen(int half, const Combine& combine)
    {
        int width = 1;
        while (width < 2 * half + 1) {
            const int step = std::min(width, 2 * half + 1 - width);
            for (size_t at = m_words.size(); at-- > 0;)
                m_words[at] = combine(m_words[at], shifted(at, -step));
            width += step;
        }
        for (size_t at = 0; at < m_words.size(); ++at)
            m_words[at] = shifted(at, half);
    }
    [[nodiscard]] quint64 word(int word) const { return m_words[m_margin + static_cast<size_t>(word)]; }

private:
    // The word at `at` of the row moved by that many columns; beyond its ends it goes on as it ends.
    [[nodiscard]] quint64 shifted(size_t at, int columns) const
    {
        const auto get = [this](qsizetype index) {
            return m_words[static_cast<size_t>(
                std::clamp<qsizetype>(index, 0, static_cast<qsizetype>(m_words.size()) - 1))];
        };
        const int words = columns >= 0 ? columns / 64 : -((-columns + 63) / 64);
        const int bits = columns - words * 64;
        const auto low = static_cast<qsizetype>(at) + words;
        return bits == 0 ? get(low) : (get(low) >> bits) | (get(low + 1) << (64 - bits));
    }

    size_t m_margin;
    std::vector<quint64> m_words;
};

template <class Combine>
base::Result<Mask> combinedOverBall(const Mask& mask, const std::vector<BallRow>& ball,
    const VoxelBox& target, quint64 outside, const Combine& combine, const Stage& stage)
{
    int widest = 0;
    for (const BallRow& row : ball)
        widest = std::max(widest, row.half);
    const int margin = widest / 64 + 2;
    Mask result(mask.size());
    const int firstLayer = target.first[2] / Mask::brickDepth;
    const int layers = target.last[2] / Mask::brickDepth - firstLayer + 1;
    const bool finished = inParallel(layers, stage, [&](int layer) {
        Row row(mask.wordsPerRow(), margin);
        std::vector<quint64> made(static_cast<size_t>(mask.wordsPerRow()));
        const int from = std::max((firstLayer + layer) * Mask::brickDepth, target.first[2]);
        const int to = std::min((firstLayer + layer + 1) * Mask::brickDepth - 1, target.last[2]);
        for (int k = from; k <= to; ++k) {
            for (int j = target.first[1]; j <= target.last[1]; ++j) {
                std::fill(made.begin(), made.end(), outside);
                for (const BallRow& part : ball) {
                    if (j + part.dj < 0 || j + part.dj >= mask.size()[1] || k + part.dk < 0
                        || k + part.dk >= mask.size()[2])
                        continue;
                    row.load(mask, j + part.dj, k + part.dk, outside);
                    row.widen(part.half, combine);
                    for (size_t word = 0; word < made.size(); ++word)
                        made[word] = combine(made[word], row.word(static_cast<int>(word)));
                }
                for (size_t word = 0; word < made.size(); ++word)
                    result.setWord(static_cast<int>(word), j, k, made[word]);
            }
        }
    });
    if (!finished)
        return cancelled();
    return result;
}

base::Result<Mask> dilated(
    const Mask& mask, const Grid& grid, const std::vector<BallRow>& ball, double radiusMm, const Stage& stage)
{
    const auto bounds = mask.bounds();
    if (!bounds)
        return mask;
    VoxelBox target = *bounds;
    for (size_t axis = 0; axis < 3; ++axis) {
        const int reach = static_cast<int>(radiusMm / grid.spacing[axis]);
        target.first[axis] -= reach;
        target.last[axis] += reach;
    }
    return combinedOverBall(
        mask, ball, intersection(target, wholeBox(mask.size())), 0,
        [](quint64 a, quint64 b) { return a | b; }, stage);
}

// Beyond the grid counts as set: what the border cuts is not eaten from there.
base::Result<Mask> eroded(const Mask& mask, const std::vector<BallRow>& ball, const Stage& stage)
{
    const auto bounds = mask.bounds();
    if (!bounds)
        return mask;
    return combinedOverBall(
        mask, ball, *bounds, ~quint64{0}, [](quint64 a, quint64 b) { return a & b; }, stage);
}

} // namespace

base::Result<Mask> medianSmoothed(const Mask& mask, int passes, const ledger::ProgressFn& progress)
{
    Mask smooth = mask;
    const auto layers = static_cast<quint64>(layersOf(mask));
    for (int pass = 0; pass < passes; ++pass) {
        const auto done = static_cast<quint64>(pass) * layers;
        auto next = medianPass(smooth, {progress, done, static_cast<quint64>(passes) * layers});
        if (!next)
            return next;
        smooth = std::move(*next);
    }
    return smooth;
}

base::Result<Mask> morphed(
    const Mask& mask, const Grid& grid, Morphology kind, double radiusMm, const ledger::ProgressFn& progress)
{
    if (!(radiusMm >= 0 && radiusMm <= 100))
        return base::fail(base::ErrorCode::InvalidInput,
            QStringLiteral("The radius must be from 0 to 100 mm"), QString::number(radiusMm));
    const std::vector<BallRow> ball = ballRows(grid, radiusMm);
    const auto layers = static_cast<quint64>(layersOf(mask));
    const Stage only{progress, 0, 0};
    const Stage first{progress, 0, 2 * layers};
    const Stage second{progress, layers, 2 * layers};
    switch (kind) {
    case Morphology::Dilate:
        return dilated(mask, grid, ball, radiusMm, only);
    case Morphology::Erode:
        return eroded(mask, ball, only);
    case Morphology::Open: {
        const auto shrunk = eroded(mask, ball, first);
        return shrunk ? dilated(*shrunk, grid, ball, radiusMm, second) : shrunk;
    }
    case Morphology::Close: {
        const auto grown = dilated(mask, grid, ball, radiusMm, first);
        return grown ? eroded(*grown, ball, second) : grown;
    }
    }
    return mask;
}

} // namespace twinward::imaging
