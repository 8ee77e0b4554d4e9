#pragma once

// Which voxels of a grid belong to something: one bit each, kept in bricks that copies share until one of
// them changes. Copying is cheap, so undo is keeping the old mask; empty parts take no room.

#include <array>
#include <memory>
#include <optional>
#include <QtGlobal>
#include <vector>

namespace twinward::imaging {

// Voxels from `first` to `last`, both included.
struct VoxelBox
{
    std::array<int, 3> first{};
    std::array<int, 3> last{-1, -1, -1};
    [[nodiscard]] bool isEmpty() const;
    friend bool operator==(const VoxelBox&, const VoxelBox&) = default;
};
[[nodiscard]] VoxelBox wholeBox(const std::array<int, 3>& size);
[[nodiscard]] VoxelBox intersection(const VoxelBox& a, const VoxelBox& b);

class Mask
{
public:
    // 64 × 16 × 16 voxels: a row of a brick is one word.
    static constexpr int brickWidth = 64;
    static constexpr int brickHeight = 16;
    static constexpr int brickDepth = 16;
    using Brick = std::array<quint64, size_t{brickHeight} * brickDepth>;

    Mask() = default;
    explicit Mask(const std::array<int, 3>& size);

    [[nodiscard]] const std::array<int, 3>& size() const { return m_size; }
    [[nodiscard]] int wordsPerRow() const { return m_bricks[0]; }

    // Outside the grid: not set.
    [[nodiscard]] bool at(int i, int j, int k) const;
    void set(int i, int j, int k);
    void clear(int i, int j, int k);

    // 64 voxels of a row at once, from column 64 · word; voxel 64 · word is the lowest bit. Bits beyond the
    // grid are never set. Different bricks may be written by different threads.
    [[nodiscard]] quint64 word(int word, int j, int k) const;
    void setWord(int word, int j, int k, quint64 bits);

    [[nodiscard]] qint64 count() const;
    [[nodiscard]] bool isEmpty() const; // no voxel is set
    [[nodiscard]] std::optional<VoxelBox> bounds() const;
    // Bytes, one per voxel of the box, rows then slices: `value` where set, untouched elsewhere. For drawing.
    void fillBytes(const VoxelBox& box, quint8 value, quint8* out) const;
    // Bricks that both share are not looked at: what changed between a mask and its older copy.
    [[nodiscard]] std::optional<VoxelBox> differenceBounds(const Mask& other) const;
    [[nodiscard]] qint64 ownBytes() const; // of the bricks no copy shares

    [[nodiscard]] Mask united(const Mask& other) const;
    [[nodiscard]] Mask intersected(const Mask& other) const;
    [[nodiscard]] Mask subtracted(const Mask& other) const;
    [[nodiscard]] Mask inverted() const;

    friend bool operator==(const Mask& a, const Mask& b);

private:
    template <class Combine> [[nodiscard]] Mask combined(const Mask& other, Combine combine) const;
    template <class Look> void forEachWord(const Look& look) const;
    [[nodiscard]] bool contains(int i, int j, int k) const;
    [[nodiscard]] static size_t wordIndex(int j, int k);
    [[nodiscard]] size_t brickIndex(int word, int j, int k) const;
    [[nodiscard]] quint64 validBits(int word) const;

    std::array<int, 3> m_size{};
    std::array<int, 3> m_bricks{};
    std::vector<std::shared_ptr<Brick>> m_table; // none: empty
};

} // namespace twinward::imaging
