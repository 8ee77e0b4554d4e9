#pragma once

// The real volumes the tests work on, read from their files without a vault.

#include "dicom_data.h"
#include "imaging/dicom_object.h"
#include "imaging/geometry.h"
#include "phantom.h"

#include <QDirIterator>

namespace twinward::imaging::test {

// The largest volume among the folder's objects; none where there is none.
inline std::shared_ptr<Volume> volumeIn(const QString& folder)
{
    std::vector<DicomObject> objects;
    std::vector<ObjectHeader> headers;
    QDirIterator files(folder, QDir::Files, QDirIterator::Subdirectories);
    while (!folder.isEmpty() && files.hasNext()) {
        auto object = DicomObject::read(contentOf(files.next()), QStringLiteral("file"));
        if (!object || object->header().frames.empty())
            continue;
        headers.push_back(object->header());
        objects.push_back(std::move(*object));
    }
    const auto stacks = arrange(headers);
    if (stacks.empty() || !stacks.front().grid)
        return nullptr;
    const Stack& stack = stacks.front();
    const ObjectHeader& first = headers[static_cast<size_t>(stack.frames.front().instance)];
    auto volume = phantom::emptyVolume(*stack.grid, sampleType(first.pixels));
    volume->slope = first.frames.front().rescaleSlope;
    volume->intercept = first.frames.front().rescaleIntercept;
    volume->unit = first.rescaleType;
    volume->modality = first.modality;
    for (size_t k = 0; k < stack.frames.size(); ++k) {
        const auto frame
            = objects[static_cast<size_t>(stack.frames[k].instance)].frame(stack.frames[k].frame);
        if (!frame)
            return nullptr;
        std::memcpy(volume->voxels.data() + static_cast<qint64>(k) * volume->sliceBytes(),
            frame->data.constData(), static_cast<size_t>(volume->sliceBytes()));
    }
    return volume;
}

} // namespace twinward::imaging::test
