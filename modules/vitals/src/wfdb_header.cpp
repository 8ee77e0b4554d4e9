#include "wfdb_header_p.h"

#include <cmath>
#include <QDateTime>
#include <QRegularExpression>

namespace twinward::vitals {

namespace {

using base::ErrorCode;
using base::fail;

constexpr int formats[] = {16, 61, 80, 212};

base::Result<WfdbHeader> refuse(const QString& what, const QString& where, qsizetype line)
{
    return fail(ErrorCode::InvalidInput, what, QStringLiteral("%1, line %2").arg(where).arg(line),
        QStringLiteral("The recording is left out; ask its source for a whole copy."));
}

base::Moment startOf(const QString& time, const QString& date)
{
    const QDate day = QDate::fromString(date, QStringLiteral("d/M/yyyy"));
    const QTime clock = QTime::fromString(time.section(u'.', 0, 0), QStringLiteral("H:m:s"));
    if (!day.isValid() || !clock.isValid())
        return {};
    // The header gives no time zone.
    return base::Moment::fromDateTime(QDateTime(day, clock, Qt::UTC));
}

// record[/segments] signals [frequency[/counter[(base)]] [frames [time [date]]]]
bool readRecordLine(const QStringList& fields, WfdbHeader& header, int& signalCount)
{
    bool ok = fields.size() >= 2;
    if (!ok)
        return false;
    header.record = fields[0];
    signalCount = fields[1].toInt(&ok);
    if (ok && fields.size() > 2)
        header.framesPerSecond = fields[2].section(u'/', 0, 0).toDouble(&ok);
    if (ok && fields.size() > 3)
        header.frames = fields[3].toLongLong(&ok);
    if (fields.size() > 5)
        header.start = startOf(fields[4], fields[5]);
    return ok && header.frames >= 0 && std::isfinite(header.framesPerSecond) && header.framesPerSecond > 0
        && header.framesPerSecond <= 1e6;
}

// format[xSPF][:skew][+offset]
bool readFormat(const QString& field, WfdbSignal& signal)
{
    static const QRegularExpression shape(
        QStringLiteral(R"(^(\d{1,3})(?:x(\d{1,4}))?(?::(\d{1,6}))?(?:\+(\d{1,9}))?$)"));
    const QRegularExpressionMatch match = shape.match(field);
    if (!match.hasMatch())
        return false;
    signal.format = match.captured(1).toInt();
    signal.samplesPerFrame = match.captured(2).isEmpty() ? 1 : match.captured(2).toInt();
    signal.skewFrames = match.captured(3).toInt();
    signal.byteOffset = match.captured(4).toLongLong();
    return signal.samplesPerFrame > 0;
}

// gain[(baseline)][/units]; a gain of 0 means 200, uncalibrated.
bool readGain(const QString& field, WfdbSignal& signal, bool& baselineGiven)
{
    static const QRegularExpression shape(QStringLiteral(R"(^([-+0-9.eE]+)(?:\(([-+]?\d+)\))?(?:/(\S+))?$)"));
    const QRegularExpressionMatch match = shape.match(field);
    bool ok = match.hasMatch();
    const double gain = ok ? match.captured(1).toDouble(&ok) : 0;
    if (!ok || !std::isfinite(gain))
        return false;
    if (gain != 0)
        signal.gain = gain;
    baselineGiven = !match.captured(2).isEmpty();
    if (baselineGiven)
        signal.baseline = match.captured(2).toDouble(&ok);
    if (!match.captured(3).isEmpty())
        signal.units = match.captured(3);
    return ok;
}

bool isPlainName(const QString& name)
{
    static const QRegularExpression shape(QStringLiteral(R"(^[A-Za-z0-9_][A-Za-z0-9_.\-]{0,127}$)"));
    return shape.match(name).hasMatch();
}

// file format [gain [resolution [zero [initial [checksum [block [name]]]]]]]
QString readSignalLine(const QStringList& fields, WfdbSignal& signal)
{
    if (fields.size() < 2)
        return QStringLiteral("A signal needs a file and a format");
    signal.fileName = fields[0];
    if (!isPlainName(signal.fileName))
        return QStringLiteral("A signal file must lie beside its header");
    if (!readFormat(fields[1], signal))
        return QStringLiteral("The signal's format can't be read");
    if (std::find(std::begin(formats), std::end(formats), signal.format) == std::end(formats))
        return QStringLiteral("Signal format %1 is not supported").arg(signal.format);
    bool baselineGiven = false;
    if (fields.size() > 2 && !readGain(fields[2], signal, baselineGiven))
        return QStringLiteral("The signal's gain can't be read");
    if (fields.size() > 4) {
        bool ok = false;
        const double zero = fields[4].toDouble(&ok);
        if (!ok || !std::isfinite(zero))
            return QStringLiteral("The signal's zero can't be read");
        if (!baselineGiven)
            signal.baseline = zero;
    }
    signal.name = fields.mid(8).join(u' ');
    return {};
}

} // namespace

base::Result<WfdbHeader> parseWfdbHeader(
    const QByteArray& text, const QString& where, const WaveformLimits& limits)
{
    WfdbHeader header;
    int signalCount = -1;
    const QList<QByteArray> lines = text.split('\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString line = QString::fromUtf8(lines[i]).trimmed();
        if (line.startsWith(u'#')) {
            header.comments.append(line.mid(1).trimmed());
            continue;
        }
        if (line.isEmpty())
            continue;
        const QStringList fields = line.simplified().split(u' ');
        if (signalCount < 0) {
            if (fields[0].contains(u'/'))
                return fail(ErrorCode::Unsupported,
                    QStringLiteral("Recordings in several segments are not read"), where);
            if (!readRecordLine(fields, header, signalCount))
                return refuse(QStringLiteral("The record line can't be read"), where, i + 1);
            if (signalCount < 1 || signalCount > limits.channels)
                return refuse(QStringLiteral("%1 signals are not possible").arg(signalCount), where, i + 1);
            continue;
        }
        if (header.signalList.size() == static_cast<size_t>(signalCount))
            return refuse(QStringLiteral("There are more signals than announced"), where, i + 1);
        WfdbSignal signal;
        if (const QString wrong = readSignalLine(fields, signal); !wrong.isEmpty())
            return refuse(wrong, where, i + 1);
        header.signalList.push_back(std::move(signal));
    }
    if (signalCount < 0 || header.signalList.size() != static_cast<size_t>(signalCount))
        return refuse(QStringLiteral("There are fewer signals than announced"), where, lines.size());
    return header;
}

} // namespace twinward::vitals
