#pragma once

// A WFDB header (.hea) as PhysioNet's "header(5)" describes it: which signal files there are and how to read
// them.

#include "vitals/waveform.h"

namespace twinward::vitals {

struct WfdbSignal
{
    QString fileName; // beside the header; never a path
    int format = 0; // 16, 61, 80 or 212
    int samplesPerFrame = 1;
    int skewFrames = 0;
    qint64 byteOffset = 0;
    double gain = 200; // units of the ADC per physical unit
    double baseline = 0; // ADC units at physical zero
    QString units = QStringLiteral("mV");
    QString name;
};

struct WfdbHeader
{
    QString record;
    double framesPerSecond = 250;
    qint64 frames = 0; // 0: as many as the files hold
    base::Moment start;
    std::vector<WfdbSignal> signalList;
    QStringList comments;
};

[[nodiscard]] base::Result<WfdbHeader> parseWfdbHeader(
    const QByteArray& text, const QString& where, const WaveformLimits& limits);

} // namespace twinward::vitals
