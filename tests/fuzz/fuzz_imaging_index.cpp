// The index of a series of images, as a peer may have sent it: refused, or the same when it is written again.

#include "imaging/index.h"

#include <cstdlib>

using namespace twinward::imaging;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, size_t size)
{
    const auto headers
        = decodeIndex(QByteArray(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size)));
    if (!headers)
        return 0;
    const auto again = decodeIndex(encodeIndex(*headers));
    if (!again || *again != *headers)
        std::abort();
    return 0;
}
