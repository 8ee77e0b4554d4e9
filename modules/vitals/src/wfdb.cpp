// WFDB signal files: formats 16 and 61 (two bytes), 80 (one byte) and 212 (twelve bits), "signal(5)" of
// PhysioNet.

#include "vitals/waveform.h"

#include "waveform_file_p.h"
#include "wfdb_header_p.h"

#include <cmath>
#include <QFileInfo>

namespace twinward::vitals {

namespace {

using base::ErrorCode;
using base::fail;

constexpr float missing = std::numeric_limits<float>::quiet_NaN();

// Signals that lie interleaved in one file.
struct SignalGroup
{
    size_t first = 0;
    size_t last = 0; // past the end
    qint64 samplesPerFrame = 0;
};

// One sample after the other; the smallest value of each format says "no sample".
class SampleReader
{
public:
    SampleReader(const QByteArray& bytes, int format, qint64 offset)
        : m_bytes(reinterpret_cast<const quint8*>(bytes.constData()) + offset)
        , m_size(bytes.size() - offset)
        , m_format(format)
    { }

    [[nodiscard]] qint64 count() const
    {
        if (m_format == 80)
            return m_size;
        return m_format == 212 ? m_size / 3 * 2 + (m_size % 3 == 2 ? 1 : 0) : m_size / 2;
    }

    // index < count()
    [[nodiscard]] std::optional<int> at(qint64 index) const
    {
        int value = 0;
        int none = 0;
        if (m_format == 212) {
            const quint8* pair = m_bytes + index / 2 * 3;
            const int raw
                = index % 2 == 0 ? pair[0] | (pair[1] & 0x0F) << 8 : pair[2] | (pair[1] & 0xF0) << 4;
            value = raw >= 2048 ? raw - 4096 : raw;
            none = -2048;
        } else if (m_format == 80) {
            value = m_bytes[index] - 128;
            none = -128;
        } else {
            const quint8* two = m_bytes + index * 2;
            const int raw = m_format == 61 ? two[0] << 8 | two[1] : two[1] << 8 | two[0];
            value = raw >= 32768 ? raw - 65536 : raw;
            none = -32768;
        }
        return value == none ? std::nullopt : std::optional<int>(value);
    }

private:
    const quint8* m_bytes;
    qint64 m_size;
    int m_format;
};

base::Result<std::vector<SignalGroup>> groupsOf(const WfdbHeader& header, const QString& where)
{
    std::vector<SignalGroup> groups;
    for (size_t i = 0; i < header.signalList.size(); ++i) {
        const WfdbSignal& signal = header.signalList[i];
        if (groups.empty() || header.signalList[groups.back().first].fileName != signal.fileName)
            groups.push_back({i, i, 0});
        const WfdbSignal& first = header.signalList[groups.back().first];
        if (first.format != signal.format || first.byteOffset != signal.byteOffset)
            return fail(ErrorCode::InvalidInput, QStringLiteral("One signal file has two formats"), where);
        groups.back().last = i + 1;
        groups.back().samplesPerFrame += signal.samplesPerFrame;
    }
    return groups;
}

WaveformChannel channelOf(const WfdbHeader& header, const WfdbSignal& signal)
{
    WaveformChannel channel;
    channel.name = signal.name;
    channel.unit = signal.units;
    channel.samplesPerSecond = header.framesPerSecond * signal.samplesPerFrame;
    return channel;
}

void readSignal(const SampleReader& reader, const WfdbSignal& signal, qint64 frames, qint64 firstInFrame,
    qint64 samplesPerFrame, WaveformChannel& channel)
{
    channel.samples.assign(static_cast<size_t>(frames * signal.samplesPerFrame), missing);
    // A skewed signal was written so many frames late.
    for (qint64 frame = signal.skewFrames; frame < frames; ++frame) {
        for (qint64 i = 0; i < signal.samplesPerFrame; ++i) {
            const auto raw = reader.at(frame * samplesPerFrame + firstInFrame + i);
            const auto place = static_cast<size_t>((frame - signal.skewFrames) * signal.samplesPerFrame + i);
            if (raw)
                channel.samples[place] = static_cast<float>((*raw - signal.baseline) / signal.gain);
        }
    }
}

} // namespace

base::Result<Waveform> readWfdb(const QString& headerPath, const WaveformLimits& limits)
{
    const QFileInfo info(headerPath);
    const auto text = readBounded(headerPath, std::min<qint64>(limits.fileBytes, 1024 * 1024));
    if (!text)
        return fail(text.error());
    const auto header = parseWfdbHeader(*text, info.fileName(), limits);
    if (!header)
        return fail(header.error());
    const auto groups = groupsOf(*header, info.fileName());
    if (!groups)
        return fail(groups.error());

    Waveform waveform;
    waveform.record = header->record;
    waveform.start = header->start;
    waveform.comments = header->comments;
    qint64 samplesLeft = limits.samples;
    for (const SignalGroup& group : *groups) {
        const WfdbSignal& first = header->signalList[group.first];
        const auto bytes = readBounded(info.dir().filePath(first.fileName), limits.fileBytes);
        if (!bytes)
            return fail(bytes.error());
        const qint64 size = bytes->size();
        const SampleReader reader(*bytes, first.format, std::min(first.byteOffset, size));
        const qint64 held = reader.count() / group.samplesPerFrame;
        const qint64 frames = header->frames > 0 ? header->frames : held;
        if (first.byteOffset > size || frames > held || frames < 1) {
            return fail(ErrorCode::InvalidInput,
                QStringLiteral("The signal file is shorter than its header says"),
                QStringLiteral("%1: %2 of %3 frames").arg(first.fileName).arg(held).arg(frames),
                QStringLiteral("Copy the recording again; nothing of it was read."));
        }
        if (frames > samplesLeft / group.samplesPerFrame)
            return fail(ErrorCode::Unsupported, QStringLiteral("The recording is too long"), info.fileName());
        samplesLeft -= frames * group.samplesPerFrame;
        qint64 firstInFrame = 0;
        for (size_t i = group.first; i < group.last; ++i) {
            const WfdbSignal& signal = header->signalList[i];
            waveform.channels.push_back(channelOf(*header, signal));
            readSignal(reader, signal, frames, firstInFrame, group.samplesPerFrame, waveform.channels.back());
            firstInFrame += signal.samplesPerFrame;
        }
    }
    return waveform;
}

} // namespace twinward::vitals
