#include "imaging/frame.h"

namespace twinward::imaging {

int bytesPerSample(SampleType type)
{
    switch (type) {
    case SampleType::U8:
    case SampleType::S8:
        return 1;
    case SampleType::U16:
    case SampleType::S16:
        return 2;
    case SampleType::U32:
    case SampleType::S32:
    case SampleType::F32:
        return 4;
    case SampleType::F64:
        return 8;
    }
    return 0;
}

} // namespace twinward::imaging
