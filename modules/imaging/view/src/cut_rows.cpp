#include "aligned_p.h"
#include "base/parallel.h"
#include "sampling_p.h"
#include "slanted_p.h"

namespace twinward::imaging {

namespace {

constexpr size_t alignedRows = 64; // long enough that lines of voxels are seldom read twice
constexpr size_t slantedRows = 16;

template <class Sample> void cutTyped(const Volume& volume, const Cut& cut, const RowWork& work)
{
    const Sampling sampling(volume, cut);
    const auto* voxels = reinterpret_cast<const Sample*>(volume.voxels.constData());
    const auto rows = static_cast<size_t>(cut.frame.size.height());
    const auto aligned = alignmentOf(sampling);
    const size_t piece = aligned ? alignedRows : slantedRows;
    base::runParallel(rows, base::workersFor(rows, piece), piece, [&](size_t, size_t begin, size_t end) {
        const int first = static_cast<int>(begin);
        const int last = static_cast<int>(end);
        if (aligned)
            AlignedStrip<Sample>(sampling, *aligned, voxels).draw(first, last, work);
        else
            SlantedStrip<Sample>(sampling, voxels).draw(first, last, work);
    });
}

} // namespace

bool cutRows(const Volume& volume, const Cut& cut, const RowWork& work)
{
    if (volume.samples != 1 || cut.frame.size.isEmpty() || volume.voxels.isEmpty())
        return false;
    switch (volume.type) {
    case SampleType::U8:
        cutTyped<quint8>(volume, cut, work);
        return true;
    case SampleType::U16:
        cutTyped<quint16>(volume, cut, work);
        return true;
    case SampleType::S16:
        cutTyped<qint16>(volume, cut, work);
        return true;
    case SampleType::F32:
        cutTyped<float>(volume, cut, work);
        return true;
    default:
        return false;
    }
}

} // namespace twinward::imaging
