#pragma once

// Recordings of monitors (ECG, pressure, pulse) read from the formats they are published in: WFDB headers
// with signal formats 16, 61, 80 and 212 and its MATLAB variant, and EDF. Files are hostile input: everything
// is bounded and checked, and a refusal names the file and the place.

#include "base/error.h"
#include "base/moment.h"

#include <limits>
#include <QString>
#include <QStringList>
#include <span>
#include <vector>

namespace twinward::vitals {

struct WaveformChannel
{
    QString name; // "MLII", "ABP"
    QString unit; // as written: "mV", "mmHg"
    double samplesPerSecond = 0;
    std::vector<float> samples; // in `unit`; NaN where the recording has none
};

struct Waveform
{
    QString record; // its name
    base::Moment start; // where the header gives one
    std::vector<WaveformChannel> channels;
    QStringList comments;

    [[nodiscard]] qint64 durationMs() const; // of the longest channel
    [[nodiscard]] int channelIndex(QStringView name) const; // ignoring case; -1 where there is none
    // The channel a heart rate is taken from: the first whose name is an ECG lead's; -1 where there is none.
    [[nodiscard]] int ecgChannel() const;
};

struct WaveformLimits
{
    qint64 fileBytes = 512LL * 1024 * 1024;
    int channels = 64;
    qint64 samples = 64LL * 1024 * 1024; // of all channels together
};

// By the name's end: .hea, or .edf. A WFDB header's signal files are looked for beside it and nowhere else.
[[nodiscard]] base::Result<Waveform> readWaveform(const QString& path, const WaveformLimits& limits = {});
[[nodiscard]] base::Result<Waveform> readWfdb(const QString& headerPath, const WaveformLimits& limits = {});
[[nodiscard]] base::Result<Waveform> readEdf(const QString& path, const WaveformLimits& limits = {});

// One mark of a WFDB annotation file (.atr): code as ecgcodes.h numbers it (1 normal beat, 5 PVC, 28 rhythm
// ...).
struct Annotation
{
    qint64 sample = 0;
    int code = 0;
    QString note;
    [[nodiscard]] bool isBeat() const; // the codes that mark a QRS complex
};
[[nodiscard]] base::Result<std::vector<Annotation>> readWfdbAnnotations(
    const QString& path, const WaveformLimits& limits = {});

} // namespace twinward::vitals
