// Recordings from anywhere: a WFDB header with its signal file, annotations, or an EDF file, by the first
// byte.

#include "vitals/waveform.h"

#include <cstdlib>
#include <QFile>
#include <QTemporaryDir>

using namespace twinward::vitals;

namespace {

const QTemporaryDir& folder()
{
    static const QTemporaryDir made;
    return made;
}

QString write(const QString& name, const QByteArray& bytes)
{
    QFile file(folder().filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        std::abort();
    return file.fileName();
}

// Whatever was read keeps what the header promises.
void check(const WaveformLimits& limits, const Waveform& waveform)
{
    qint64 samples = 0;
    for (const WaveformChannel& channel : waveform.channels)
        samples += static_cast<qint64>(channel.samples.size());
    const bool kept
        = samples <= limits.samples && static_cast<int>(waveform.channels.size()) <= limits.channels + 1;
    if (!kept || waveform.durationMs() < 0)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, size_t size)
{
    if (size == 0)
        return 0;
    const QByteArray bytes(reinterpret_cast<const char*>(data + 1), static_cast<qsizetype>(size - 1));
    WaveformLimits limits;
    limits.samples = 100'000;
    limits.fileBytes = 1'000'000;
    if (data[0] % 3 == 0) {
        // The header up to the first zero byte, the signals behind it.
        const qsizetype end = bytes.indexOf('\0');
        write(QStringLiteral("r.dat"), end < 0 ? QByteArray(600, '\1') : bytes.mid(end + 1));
        const auto read = readWfdb(write(QStringLiteral("r.hea"), bytes.left(end)), limits);
        if (read)
            check(limits, *read);
    } else if (data[0] % 3 == 1) {
        (void)readWfdbAnnotations(write(QStringLiteral("r.atr"), bytes), limits);
    } else {
        const auto read = readEdf(write(QStringLiteral("r.edf"), bytes), limits);
        if (read)
            check(limits, *read);
    }
    return 0;
}
