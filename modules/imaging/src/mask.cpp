#include "imaging/mask.h"

#include <algorithm>
#include <bit>

namespace twinward::imaging {

namespace {

int ceilDivided(int value, int by)
{
    return (value + by - 1) / by;
}

bool isEmptyBrick(const Mask::Brick& brick)
{
    return std::all_of(brick.begin(), brick.end(), [](quint64 word) { return word == 0; });
}

// Grows the box by a word of bits at a place.
void include(std::optional<VoxelBox>& box, quint64 bits, int firstColumn, int j, int k)
{
    const int low = firstColumn + std::countr_zero(bits);
    const int high = firstColumn + 63 - std::countl_zero(bits);
    if (!box)
        box = VoxelBox{{low, j, k}, {high, j, k}};
    box->first = {std::min(box->first[0], low), std::min(box->first[1], j), std::min(box->first[2], k)};
    box->last = {std::max(box->last[0], high), std::max(box->last[1], j), std::max(box->last[2], k)};
}

} // namespace

bool VoxelBox::isEmpty() const
{
    return last[0] < first[0] || last[1] < first[1] || last[2] < first[2];
}

VoxelBox wholeBox(const std::array<int, 3>& size)
{
    return {{0, 0, 0}, {size[0] - 1, size[1] - 1, size[2] - 1}};
}

VoxelBox intersection(const VoxelBox& a, const VoxelBox& b)
{
    VoxelBox box;
    for (size_t axis = 0; axis < 3; ++axis) {
        box.first[axis] = std::max(a.first[axis], b.first[axis]);
        box.last[axis] = std::min(a.last[axis], b.last[axis]);
    }
    return box;
}

Mask::Mask(const std::array<int, 3>& size)
    : m_size{std::max(size[0], 0), std::max(size[1], 0), std::max(size[2], 0)}
    , m_bricks{ceilDivided(m_size[0], brickWidth), ceilDivided(m_size[1], brickHeight),
          ceilDivided(m_size[2], brickDepth)}
    , m_table(static_cast<size_t>(m_bricks[0]) * static_cast<size_t>(m_bricks[1])
          * static_cast<size_t>(m_bricks[2]))
{ }

size_t Mask::brickIndex(int word, int j, int k) const
{
    const size_t row = static_cast<size_t>(k / brickDepth) * static_cast<size_t>(m_bricks[1])
        + static_cast<size_t>(j / brickHeight);
    return row * static_cast<size_t>(m_bricks[0]) + static_cast<size_t>(word);
}

size_t Mask::wordIndex(int j, int k)
{
    return static_cast<size_t>(k % brickDepth) * brickHeight + static_cast<size_t>(j % brickHeight);
}

quint64 Mask::validBits(int word) const
{
    const int columns = m_size[0] - word * brickWidth;
    return columns >= brickWidth ? ~quint64{0} : (quint64{1} << columns) - 1;
}

bool Mask::contains(int i, int j, int k) const
{
    return i >= 0 && j >= 0 && k >= 0 && i < m_size[0] && j < m_size[1] && k < m_size[2];
}

bool Mask::at(int i, int j, int k) const
{
    return contains(i, j, k) && ((word(i / brickWidth, j, k) >> (i % brickWidth)) & 1) != 0;
}

void Mask::set(int i, int j, int k)
{
    if (contains(i, j, k))
        setWord(i / brickWidth, j, k, word(i / brickWidth, j, k) | (quint64{1} << (i % brickWidth)));
}

void Mask::clear(int i, int j, int k)
{
    if (contains(i, j, k))
        setWord(i / brickWidth, j, k, word(i / brickWidth, j, k) & ~(quint64{1} << (i % brickWidth)));
}

quint64 Mask::word(int word, int j, int k) const
{
    const auto& brick = m_table[brickIndex(word, j, k)];
    return brick ? (*brick)[wordIndex(j, k)] : 0;
}

void Mask::setWord(int word, int j, int k, quint64 bits)
{
    bits &= validBits(word);
    auto& brick = m_table[brickIndex(word, j, k)];
    if (!brick) {
        if (bits == 0)
            return;
        brick = std::make_shared<Brick>();
    } else if ((*brick)[wordIndex(j, k)] == bits) {
        return;
    } else if (brick.use_count() > 1) {
        brick = std::make_shared<Brick>(*brick);
    }
    (*brick)[wordIndex(j, k)] = bits;
}

qint64 Mask::count() const
{
    qint64 voxels = 0;
    for (const auto& brick : m_table) {
        if (!brick)
            continue;
        for (const quint64 bits : *brick)
            voxels += std::popcount(bits);
    }
    return voxels;
}

bool Mask::isEmpty() const
{
    return std::all_of(
        m_table.begin(), m_table.end(), [](const auto& brick) { return !brick || isEmptyBrick(*brick); });
}

template <class Look> void Mask::forEachWord(const Look& look) const
{
    for (int k = 0; k < m_size[2]; ++k) {
        for (int j = 0; j < m_size[1]; ++j) {
            for (int w = 0; w < m_bricks[0]; ++w) {
                const size_t index = brickIndex(w, j, k);
                if (m_table[index])
                    look(w, j, k, (*m_table[index])[wordIndex(j, k)], index);
            }
        }
    }
}

std::optional<VoxelBox> Mask::bounds() const
{
    std::optional<VoxelBox> box;
    forEachWord([&box](int w, int j, int k, quint64 bits, size_t /*brick*/) {
        if (bits != 0)
            include(box, bits, w * brickWidth, j, k);
    });
    return box;
}

std::optional<VoxelBox> Mask::differenceBounds(const Mask& other) const
{
    std::optional<VoxelBox> box;
    if (m_size != other.m_size)
        return wholeBox(m_size);
    const auto collect = [&box](const Mask& from, const Mask& against) {
        from.forEachWord([&](int w, int j, int k, quint64 bits, size_t brick) {
            if (from.m_table[brick] == against.m_table[brick])
                return;
            const quint64 changed = bits ^ against.word(w, j, k);
            if (changed != 0)
                include(box, changed, w * brickWidth, j, k);
        });
    };
    collect(*this, other);
    collect(other, *this);
    return box;
}

void Mask::fillBytes(const VoxelBox& box, quint8 value, quint8* out) const
{
    const VoxelBox inside = intersection(box, wholeBox(m_size));
    if (inside.isEmpty())
        return;
    const qint64 columns = box.last[0] - box.first[0] + 1;
    const qint64 rows = box.last[1] - box.first[1] + 1;
    for (int k = inside.first[2]; k <= inside.last[2]; ++k) {
        for (int j = inside.first[1]; j <= inside.last[1]; ++j) {
            quint8* row = out + ((k - box.first[2]) * rows + (j - box.first[1])) * columns;
            for (int w = inside.first[0] / brickWidth; w <= inside.last[0] / brickWidth; ++w) {
                for (quint64 bits = word(w, j, k); bits != 0; bits &= bits - 1) {
                    const int i = w * brickWidth + std::countr_zero(bits);
                    if (i >= inside.first[0] && i <= inside.last[0])
                        row[i - box.first[0]] = value;
                }
            }
        }
    }
}

qint64 Mask::ownBytes() const
{
    return static_cast<qint64>(sizeof(Brick))
        * std::count_if(m_table.begin(), m_table.end(),
            [](const auto& brick) { return brick && brick.use_count() == 1; });
}

template <class Combine> Mask Mask::combined(const Mask& other, Combine combine) const
{
    // Bricks that come out as one of the two went in stay shared with it.
    Mask result(m_size);
    if (m_size != other.m_size)
        return result;
    static const Brick nothing{};
    for (size_t index = 0; index < m_table.size(); ++index) {
        if (!m_table[index] && !other.m_table[index])
            continue;
        const Brick& a = m_table[index] ? *m_table[index] : nothing;
        const Brick& b = other.m_table[index] ? *other.m_table[index] : nothing;
        Brick made;
        for (size_t word = 0; word < made.size(); ++word)
            made[word] = combine(a[word], b[word]);
        if (made == a)
            result.m_table[index] = m_table[index];
        else if (made == b)
            result.m_table[index] = other.m_table[index];
        else if (!isEmptyBrick(made))
            result.m_table[index] = std::make_shared<Brick>(made);
    }
    return result;
}

Mask Mask::united(const Mask& other) const
{
    return combined(other, [](quint64 a, quint64 b) { return a | b; });
}

Mask Mask::intersected(const Mask& other) const
{
    return combined(other, [](quint64 a, quint64 b) { return a & b; });
}

Mask Mask::subtracted(const Mask& other) const
{
    return combined(other, [](quint64 a, quint64 b) { return a & ~b; });
}

Mask Mask::inverted() const
{
    Mask result(m_size);
    for (int k = 0; k < m_size[2]; ++k) {
        for (int j = 0; j < m_size[1]; ++j) {
            for (int w = 0; w < m_bricks[0]; ++w)
                result.setWord(w, j, k, ~word(w, j, k));
        }
    }
    return result;
}

bool operator==(const Mask& a, const Mask& b)
{
    if (a.m_size != b.m_size)
        return false;
    for (size_t index = 0; index < a.m_table.size(); ++index) {
        const auto& one = a.m_table[index];
        const auto& other = b.m_table[index];
        if (one == other)
            continue;
        const bool same = one && other ? *one == *other : isEmptyBrick(one ? *one : *other);
        if (!same)
            return false;
    }
    return true;
}

} // namespace twinward::imaging
