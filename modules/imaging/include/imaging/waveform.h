#pragma once

// Waveforms kept as DICOM (12-lead ECG, haemodynamics, sound): channels in their own unit, ready to be drawn,
// and what the recorder wrote about them. PS3.3 C.10.9 and C.10.10.

#include "imaging/dicom_object.h"

namespace twinward::imaging {

struct WaveformChannel
{
    QString label; // as written: "I", "aVR"; else the source's meaning: "Lead I (Einthoven)"
    QString sourceCode; // of Channel Source: "5.6.3-9-1"
    QString sourceScheme; // "SCPECG", "MDC"
    QString unit; // UCUM code as written: "uV", "mV", "mm[Hg]"; empty where the samples have none
    double skewSeconds = 0; // how much later than its group this channel was sampled
    std::vector<float> samples; // in `unit`; NaN where the recording has none
};

// Channels sampled together.
struct WaveformGroup
{
    QString label; // "RHYTHM", "MEDIAN BEAT"
    bool isOriginal = true; // else derived: averaged, filtered
    double samplesPerSecond = 0;
    double startsAfterMs = 0; // the acquisition's time
    std::vector<WaveformChannel> channels; // all of one length
};

// A remark or a measured value of the recorder.
struct WaveformNote
{
    QString name; // "RR Interval"; empty for free text
    QString value; // "982", "RITMO SINUSALE"
    QString unit; // "ms"
    int group = -1; // of the waveform it is about; -1 where it says none
    int channel = -1; // -1: all of the group
    std::vector<qint64> samples; // where, from 0; empty: all of it
};

struct WaveformObject
{
    std::vector<WaveformGroup> groups;
    std::vector<WaveformNote> notes;
};

// InvalidInput: no waveform, or one that is not what its own numbers say. Unsupported: mu-law and A-law.
[[nodiscard]] base::Result<WaveformObject> readWaveform(const DicomObject& object);

} // namespace twinward::imaging
