#include "imaging/waveform.h"

#include "object_access_p.h"

#include <cstring>
#include <limits>

namespace twinward::imaging {

namespace {

base::Error damaged(const QString& what)
{
    return {base::ErrorCode::InvalidInput, what, QStringLiteral("Waveform Sequence"), {}};
}

// How the samples of one group lie in its bytes: channel after channel for each moment, PS3.3 C.10.9.1.
struct Layout
{
    size_t channels = 0;
    size_t samples = 0;
    int bits = 0;
    QString interpretation;
    std::optional<qint64> padding;
    QByteArray bytes;
    [[nodiscard]] size_t width() const { return static_cast<size_t>(bits / 8); }
};

qint64 stored(const Layout& layout, size_t index)
{
    const char* at = layout.bytes.constData() + index * layout.width();
    const auto as = [at](auto value) -> qint64 {
        std::memcpy(&value, at, sizeof value);
        return value;
    };
    const bool isSigned = layout.interpretation.startsWith(QLatin1Char('S'));
    switch (layout.bits) {
    case 8:
        return isSigned ? as(qint8{}) : as(quint8{});
    case 16:
        return isSigned ? as(qint16{}) : as(quint16{});
    default:
        return isSigned ? as(qint32{}) : as(quint32{});
    }
}

base::Result<Layout> layoutOf(DcmItem& group)
{
    Layout layout;
    layout.channels = static_cast<size_t>(
        std::max<qint64>(0, integerOf(group, DCM_NumberOfWaveformChannels).value_or(0)));
    layout.samples
        = static_cast<size_t>(std::max<qint64>(0, integerOf(group, DCM_NumberOfWaveformSamples).value_or(0)));
    layout.bits = static_cast<int>(integerOf(group, DCM_WaveformBitsAllocated).value_or(0));
    layout.interpretation = textOf(group, DCM_WaveformSampleInterpretation);
    static const QStringList known{QStringLiteral("SB"), QStringLiteral("UB"), QStringLiteral("SS"),
        QStringLiteral("US"), QStringLiteral("SL"), QStringLiteral("UL")};
    if (!known.contains(layout.interpretation))
        return base::fail(base::ErrorCode::Unsupported,
            QStringLiteral("Waveform samples of the kind \"%1\" can't be read").arg(layout.interpretation));
    if (layout.bits != 8 && layout.bits != 16 && layout.bits != 32)
        return base::fail(damaged(QStringLiteral("Waveform Bits Allocated is %1").arg(layout.bits)));
    if (layout.channels == 0 || layout.samples == 0)
        return base::fail(damaged(QStringLiteral("A waveform has no channels or no samples")));
    layout.bytes = bytesOf(group, DCM_WaveformData);
    const auto available = static_cast<size_t>(layout.bytes.size()) / layout.width();
    if (layout.channels > available || layout.samples > available / layout.channels)
        return base::fail(damaged(QStringLiteral("A waveform of %1 channels of %2 samples is cut short")
                                      .arg(layout.channels)
                                      .arg(layout.samples)));
    const QByteArray padding = bytesOf(group, DCM_WaveformPaddingValue);
    if (static_cast<size_t>(padding.size()) >= layout.width()) {
        Layout one = layout;
        one.bytes = padding;
        layout.padding = stored(one, 0);
    }
    return layout;
}

WaveformChannel channelFrom(DcmItem& definition, const Layout& layout, size_t index)
{
    WaveformChannel channel;
    const CodedText source = codeOf(definition, DCM_ChannelSourceSequence);
    channel.label = textOf(definition, DCM_ChannelLabel);
    if (channel.label.isEmpty())
        channel.label = source.meaning;
    channel.sourceCode = source.value;
    channel.sourceScheme = source.scheme;
    channel.unit = codeOf(definition, DCM_ChannelSensitivityUnitsSequence).value;
    channel.skewSeconds = numberOf(definition, DCM_ChannelTimeSkew).value_or(0);
    // PS3.3 C.10.9.1.4.4: nominal sensitivity times its correction, and the baseline in the same unit.
    const double factor = numberOf(definition, DCM_ChannelSensitivity).value_or(1)
        * numberOf(definition, DCM_ChannelSensitivityCorrectionFactor).value_or(1);
    const double baseline = numberOf(definition, DCM_ChannelBaseline).value_or(0);
    channel.samples.resize(layout.samples);
    for (size_t i = 0; i < layout.samples; ++i) {
        const qint64 value = stored(layout, i * layout.channels + index);
        channel.samples[i] = value == layout.padding
            ? std::numeric_limits<float>::quiet_NaN()
            : static_cast<float>(static_cast<double>(value) * factor + baseline);
    }
    return channel;
}

base::Result<WaveformGroup> groupFrom(DcmItem& item)
{
    const auto layout = layoutOf(item);
    if (!layout)
        return base::fail(layout.error());
    WaveformGroup group;
    group.label = textOf(item, DCM_MultiplexGroupLabel);
    group.isOriginal = textOf(item, DCM_WaveformOriginality) != QLatin1String("DERIVED");
    group.samplesPerSecond = numberOf(item, DCM_SamplingFrequency).value_or(0);
    group.startsAfterMs = numberOf(item, DCM_MultiplexGroupTimeOffset).value_or(0);
    if (group.samplesPerSecond <= 0)
        return base::fail(damaged(QStringLiteral("A waveform has no sampling frequency")));
    const std::vector<DcmItem*> definitions = itemsOf(item, DCM_ChannelDefinitionSequence);
    if (definitions.size() != layout->channels)
        return base::fail(damaged(QStringLiteral("A waveform of %1 channels describes %2")
                                      .arg(layout->channels)
                                      .arg(definitions.size())));
    for (size_t i = 0; i < definitions.size(); ++i)
        group.channels.push_back(channelFrom(*definitions[i], *layout, i));
    return group;
}

WaveformNote noteFrom(DcmItem& item)
{
    WaveformNote note;
    note.name = codeOf(item, DCM_ConceptNameCodeSequence).meaning;
    note.value = wholeTextOf(item, DCM_UnformattedTextValue);
    if (note.value.isEmpty())
        note.value = textOf(item, DCM_NumericValue);
    if (note.value.isEmpty())
        note.value = codeOf(item, DCM_ConceptCodeSequence).meaning;
    note.unit = codeOf(item, DCM_MeasurementUnitsCodeSequence).value;
    const std::vector<double> channels
        = numbersOf(item, DCM_ReferencedWaveformChannels); // group, channel; from 1
    if (channels.size() >= 2) {
        note.group = static_cast<int>(channels[0]) - 1;
        note.channel = static_cast<int>(channels[1]) - 1;
    }
    for (const double position : numbersOf(item, DCM_ReferencedSamplePositions)) // from 1
        note.samples.push_back(static_cast<qint64>(position) - 1);
    return note;
}

} // namespace

base::Result<WaveformObject> readWaveform(const DicomObject& object)
{
    const auto dataset = itemOf(object);
    if (!dataset)
        return base::fail(dataset.error());
    WaveformObject waveform;
    for (DcmItem* item : itemsOf(**dataset, DCM_WaveformSequence)) {
        auto group = groupFrom(*item);
        if (!group)
            return base::fail(group.error());
        waveform.groups.push_back(std::move(*group));
    }
    if (waveform.groups.empty())
        return base::fail(damaged(QStringLiteral("There is no waveform in the object")));
    for (DcmItem* item : itemsOf(**dataset, DCM_WaveformAnnotationSequence))
        waveform.notes.push_back(noteFrom(*item));
    return waveform;
}

} // namespace twinward::imaging
