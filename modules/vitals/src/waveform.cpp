#include "vitals/waveform.h"

#include "waveform_file_p.h"

#include <algorithm>
#include <cmath>
#include <QFile>
#include <QFileInfo>

namespace twinward::vitals {

base::Result<QByteArray> readBounded(const QString& path, qint64 mostBytes)
{
    const QString name = QFileInfo(path).fileName();
    QFile file(path);
    if (!QFileInfo(path).isFile())
        return base::fail(base::ErrorCode::NotFound, QStringLiteral("The file is not there"), name);
    if (!file.open(QIODevice::ReadOnly)) {
        return base::fail(base::ErrorCode::Io, QStringLiteral("The file can't be read"), name,
            QStringLiteral("Check that you may read it."));
    }
    if (file.size() > mostBytes)
        return base::fail(base::ErrorCode::Unsupported, QStringLiteral("The file is too large"), name);
    QByteArray bytes = file.read(mostBytes);
    if (file.error() != QFileDevice::NoError)
        return base::fail(base::ErrorCode::Io, QStringLiteral("The file can't be read to its end"), name);
    return bytes;
}

qint64 Waveform::durationMs() const
{
    double longest = 0;
    for (const WaveformChannel& channel : channels) {
        if (channel.samplesPerSecond > 0)
            longest
                = std::max(longest, static_cast<double>(channel.samples.size()) / channel.samplesPerSecond);
    }
    return static_cast<qint64>(std::llround(longest * 1000));
}

int Waveform::channelIndex(QStringView name) const
{
    const auto found = std::ranges::find_if(channels, [name](const WaveformChannel& channel) {
        return name.compare(channel.name, Qt::CaseInsensitive) == 0;
    });
    return found == channels.end() ? -1 : static_cast<int>(found - channels.begin());
}

int Waveform::ecgChannel() const
{
    // The lead that shows QRS complexes best comes first; the bare "V" and "ECG" are monitors' names.
    for (const QStringView lead :
        {u"MLII", u"II", u"I", u"MCL1", u"ECG", u"V", u"V5", u"V2", u"III", u"ML5"}) {
        for (size_t i = 0; i < channels.size(); ++i) {
            const QString& name = channels[i].name;
            const bool named = lead.compare(name, Qt::CaseInsensitive) == 0;
            const bool prefixed = name.startsWith(u"ECG ", Qt::CaseInsensitive)
                && lead.compare(QStringView(name).mid(4), Qt::CaseInsensitive) == 0;
            if (named || prefixed)
                return static_cast<int>(i);
        }
    }
    return -1;
}

base::Result<Waveform> readWaveform(const QString& path, const WaveformLimits& limits)
{
    if (path.endsWith(u".hea", Qt::CaseInsensitive))
        return readWfdb(path, limits);
    if (path.endsWith(u".edf", Qt::CaseInsensitive))
        return readEdf(path, limits);
    return base::fail(base::ErrorCode::Unsupported, QStringLiteral("This kind of recording is not read"),
        QFileInfo(path).fileName(), QStringLiteral("Choose a WFDB header (.hea) or an EDF file (.edf)."));
}

} // namespace twinward::vitals
