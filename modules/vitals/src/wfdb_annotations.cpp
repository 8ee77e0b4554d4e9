// WFDB annotation files in the MIT format, "annot(5)" of PhysioNet.

#include "vitals/waveform.h"

#include "waveform_file_p.h"

#include <algorithm>
#include <QFileInfo>

namespace twinward::vitals {

namespace {

// The two-byte words of the format: six bits of code, ten of data.
constexpr int skip = 59;
constexpr int number = 60;
constexpr int subtype = 61;
constexpr int channel = 62;
constexpr int auxiliary = 63;

} // namespace

bool Annotation::isBeat() const
{
    // The codes for which isqrs() of the WFDB library holds (ecgmap.h).
    constexpr int others[] = {25, 30, 34, 35, 38, 41};
    return (code >= 1 && code <= 13)
        || std::find(std::begin(others), std::end(others), code) != std::end(others);
}

base::Result<std::vector<Annotation>> readWfdbAnnotations(const QString& path, const WaveformLimits& limits)
{
    const auto bytes = readBounded(path, limits.fileBytes);
    if (!bytes)
        return base::fail(bytes.error());
    const auto* data = reinterpret_cast<const quint8*>(bytes->constData());
    const qsizetype size = bytes->size();
    const auto cut = [&path](qsizetype at) {
        return base::fail(base::ErrorCode::InvalidInput,
            QStringLiteral("The annotations end in the middle of one"),
            QStringLiteral("%1, byte %2").arg(QFileInfo(path).fileName()).arg(at));
    };

    std::vector<Annotation> annotations;
    qint64 sample = 0;
    qsizetype at = 0;
    while (at + 2 <= size) {
        const int word = data[at] | data[at + 1] << 8;
        const int code = word >> 10;
        const int value = word & 0x3FF;
        at += 2;
        if (word == 0)
            return annotations;
        if (code == skip) {
            if (at + 4 > size)
                return cut(at);
            // Four bytes as a PDP-11 wrote them: the high word first.
            const quint32 interval = static_cast<quint32>(data[at + 1]) << 24
                | static_cast<quint32>(data[at]) << 16 | static_cast<quint32>(data[at + 3]) << 8
                | data[at + 2];
            sample += static_cast<qint32>(interval);
            at += 4;
        } else if (code == auxiliary) {
            if (at + value > size)
                return cut(at);
            if (!annotations.empty()) {
                QByteArray note = bytes->mid(at, value);
                note.truncate(qstrnlen(note.constData(), static_cast<size_t>(note.size())));
                annotations.back().note = QString::fromUtf8(note);
            }
            at += value + value % 2;
        } else if (code != number && code != subtype && code != channel) {
            sample += value;
            annotations.push_back({sample, code, {}});
        }
    }
    return cut(at);
}

} // namespace twinward::vitals
