// EDF and continuous EDF+: Kemp et al., Electroencephalogr Clin Neurophysiol 1992;82:391-393, and Kemp and
// Olivan, Clin Neurophysiol 2003;114:1755-1761.

#include "vitals/waveform.h"

#include "waveform_file_p.h"

#include <cmath>
#include <QDateTime>
#include <QFileInfo>

namespace twinward::vitals {

namespace {

using base::ErrorCode;
using base::fail;

constexpr qsizetype fixedHeader = 256;
constexpr qsizetype headerPerSignal = 256;

// The header's fields are ASCII of fixed width, padded with spaces.
class Fields
{
public:
    explicit Fields(const QByteArray& bytes)
        : m_bytes(bytes)
    { }

    QString text(qsizetype width)
    {
        QString field = QString::fromLatin1(m_bytes.mid(m_at, width)).trimmed();
        m_at += width;
        return field;
    }

    double number(qsizetype width)
    {
        bool ok = false;
        const double value = text(width).toDouble(&ok);
        m_failed = m_failed || !ok || !std::isfinite(value);
        return ok ? value : 0;
    }

    qint64 integer(qsizetype width)
    {
        bool ok = false;
        const qint64 value = text(width).toLongLong(&ok);
        m_failed = m_failed || !ok;
        return value;
    }

    [[nodiscard]] bool failed() const { return m_failed; }

private:
    const QByteArray& m_bytes;
    qsizetype m_at = 0;
    bool m_failed = false;
};

struct EdfSignal
{
    QString label;
    QString unit;
    double physicalMinimum = 0;
    double physicalMaximum = 0;
    double digitalMinimum = 0;
    double digitalMaximum = 0;
    qint64 samplesPerRecord = 0;

    [[nodiscard]] bool isAnnotations() const { return label == u"EDF Annotations"; }
};

struct EdfHeader
{
    base::Moment start;
    bool continuous = true;
    qint64 headerBytes = 0;
    qint64 records = 0;
    double recordSeconds = 0;
    std::vector<EdfSignal> signalList;
    qint64 samplesPerRecord = 0; // of all signals
};

base::Moment startOf(const QString& date, const QString& time)
{
    const QDate written = QDate::fromString(date, QStringLiteral("dd.MM.yy"));
    const QTime clock = QTime::fromString(time, QStringLiteral("HH.mm.ss"));
    if (!written.isValid() || !clock.isValid())
        return {};
    // Two digits of the year: 85 to 99 are of the last century (EDF's specification).
    const int year = written.year() % 100;
    const QDate day(year + (year >= 85 ? 1900 : 2000), written.month(), written.day());
    return base::Moment::fromDateTime(QDateTime(day, clock, Qt::UTC));
}

base::Result<EdfHeader> parseHeader(
    const QByteArray& bytes, const QString& where, const WaveformLimits& limits)
{
    const auto broken = [&where](const QString& what) {
        return fail(ErrorCode::InvalidInput, what, where, QStringLiteral("The recording is left out."));
    };
    if (bytes.size() < fixedHeader || !bytes.startsWith("0       "))
        return broken(QStringLiteral("This is not an EDF file"));
    Fields fields(bytes);
    EdfHeader header;
    fields.text(8 + 80 + 80);
    const QString date = fields.text(8);
    header.start = startOf(date, fields.text(8));
    header.headerBytes = fields.integer(8);
    header.continuous = !fields.text(44).startsWith(u"EDF+D");
    header.records = fields.integer(8);
    header.recordSeconds = fields.number(8);
    const auto count = fields.integer(4);
    if (fields.failed() || count < 1 || count > limits.channels + 1 || header.recordSeconds <= 0
        || header.headerBytes != fixedHeader + count * headerPerSignal || bytes.size() < header.headerBytes)
        return broken(QStringLiteral("The EDF header is not right"));
    header.signalList.resize(static_cast<size_t>(count));
    const auto each = [&header](const auto& read) {
        for (EdfSignal& signal : header.signalList)
            read(signal);
    };
    each([&](EdfSignal& signal) { signal.label = fields.text(16); });
    each([&](EdfSignal&) { fields.text(80); });
    each([&](EdfSignal& signal) { signal.unit = fields.text(8); });
    each([&](EdfSignal& signal) { signal.physicalMinimum = fields.number(8); });
    each([&](EdfSignal& signal) { signal.physicalMaximum = fields.number(8); });
    each([&](EdfSignal& signal) { signal.digitalMinimum = fields.number(8); });
    each([&](EdfSignal& signal) { signal.digitalMaximum = fields.number(8); });
    each([&](EdfSignal&) { fields.text(80); });
    each([&](EdfSignal& signal) { signal.samplesPerRecord = fields.integer(8); });
    for (const EdfSignal& signal : header.signalList) {
        const bool scaled = signal.isAnnotations() || signal.digitalMaximum > signal.digitalMinimum;
        if (signal.samplesPerRecord < 1 || signal.samplesPerRecord > limits.samples || !scaled)
            return broken(QStringLiteral("The EDF signal \"%1\" is not right").arg(signal.label));
        header.samplesPerRecord += signal.samplesPerRecord;
    }
    if (fields.failed())
        return broken(QStringLiteral("The EDF header is not right"));
    return header;
}

void readSignal(const QByteArray& bytes, const EdfHeader& header, const EdfSignal& signal,
    qint64 firstInRecord, WaveformChannel& channel)
{
    const auto* data = reinterpret_cast<const quint8*>(bytes.constData()) + header.headerBytes;
    const double gain
        = (signal.physicalMaximum - signal.physicalMinimum) / (signal.digitalMaximum - signal.digitalMinimum);
    channel.samples.reserve(static_cast<size_t>(header.records * signal.samplesPerRecord));
    for (qint64 record = 0; record < header.records; ++record) {
        const quint8* at = data + (record * header.samplesPerRecord + firstInRecord) * 2;
        for (qint64 i = 0; i < signal.samplesPerRecord; ++i, at += 2) {
            const auto raw = static_cast<qint16>(at[0] | at[1] << 8);
            channel.samples.push_back(
                static_cast<float>(signal.physicalMinimum + (raw - signal.digitalMinimum) * gain));
        }
    }
}

} // namespace

base::Result<Waveform> readEdf(const QString& path, const WaveformLimits& limits)
{
    const QString where = QFileInfo(path).fileName();
    const auto bytes = readBounded(path, limits.fileBytes);
    if (!bytes)
        return fail(bytes.error());
    auto header = parseHeader(*bytes, where, limits);
    if (!header)
        return fail(header.error());
    if (!header->continuous)
        return fail(
            ErrorCode::Unsupported, QStringLiteral("Discontinuous EDF+ recordings are not read"), where);
    const qint64 held = (bytes->size() - header->headerBytes) / (header->samplesPerRecord * 2);
    if (header->records == -1) // the recorder did not come to write how many
        header->records = held;
    if (header->records < 1 || header->records > held) {
        return fail(ErrorCode::InvalidInput, QStringLiteral("The file is shorter than its header says"),
            QStringLiteral("%1: %2 of %3 records").arg(where).arg(held).arg(header->records),
            QStringLiteral("Copy the recording again; nothing of it was read."));
    }
    if (header->records > limits.samples / header->samplesPerRecord)
        return fail(ErrorCode::Unsupported, QStringLiteral("The recording is too long"), where);

    Waveform waveform;
    waveform.record = QFileInfo(path).completeBaseName();
    waveform.start = header->start;
    qint64 firstInRecord = 0;
    for (const EdfSignal& signal : header->signalList) {
        if (!signal.isAnnotations()) {
            WaveformChannel channel;
            channel.name = signal.label;
            channel.unit = signal.unit;
            channel.samplesPerSecond = static_cast<double>(signal.samplesPerRecord) / header->recordSeconds;
            readSignal(*bytes, *header, signal, firstInRecord, channel);
            waveform.channels.push_back(std::move(channel));
        }
        firstInRecord += signal.samplesPerRecord;
    }
    if (waveform.channels.empty())
        return fail(ErrorCode::InvalidInput, QStringLiteral("The recording holds annotations only"), where);
    return waveform;
}

} // namespace twinward::vitals
