#include "imaging/windowing.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

namespace twinward::imaging {

namespace {

template <class T, class Use> void eachSample(const Frame& frame, Use use)
{
    const auto* at = reinterpret_cast<const T*>(frame.data.constData());
    const qsizetype count = qsizetype(frame.rows) * frame.columns * frame.samples;
    for (qsizetype i = 0; i < count; ++i)
        use(i, at[i]);
}

template <class Use> void each(const Frame& frame, Use use)
{
    switch (frame.type) {
    case SampleType::U8:
        return eachSample<quint8>(frame, use);
    case SampleType::S8:
        return eachSample<qint8>(frame, use);
    case SampleType::U16:
        return eachSample<quint16>(frame, use);
    case SampleType::S16:
        return eachSample<qint16>(frame, use);
    case SampleType::U32:
        return eachSample<quint32>(frame, use);
    case SampleType::S32:
        return eachSample<qint32>(frame, use);
    case SampleType::F32:
        return eachSample<float>(frame, use);
    case SampleType::F64:
        return eachSample<double>(frame, use);
    }
}

bool isPadding(const Shading& shading, double stored)
{
    if (!shading.padding)
        return false;
    const int first = *shading.padding;
    const int last = shading.paddingLimit.value_or(first);
    return stored >= std::min(first, last) && stored <= std::max(first, last);
}

double lookUp(const LookupTable& table, double value)
{
    if (table.values.empty())
        return value;
    const double index = std::clamp(
        std::floor(value) - table.firstMapped, 0.0, static_cast<double>(table.values.size()) - 1);
    return table.values[static_cast<size_t>(index)];
}

double rescaled(const Shading& shading, double stored)
{
    return shading.modalityLut ? lookUp(*shading.modalityLut, stored)
                               : stored * shading.slope + shading.intercept;
}

// All of the values, black to white.
Window wholeRange(const Shading& shading, const Frame& pixels)
{
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    each(pixels, [&](qsizetype, auto stored) {
        const auto value = static_cast<double>(stored);
        if (!std::isfinite(value) || isPadding(shading, value))
            return;
        low = std::min(low, value);
        high = std::max(high, value);
    });
    if (low > high)
        return {0, 1, {}};
    const double first = rescaled(shading, low);
    const double last = rescaled(shading, high);
    return {(first + last) / 2 + 0.5, std::abs(last - first) + 1, {}};
}

} // namespace

double brightness(double value, const Window& window, VoiFunction function)
{
    const double centre = window.centre;
    const double width = window.width;
    double part = 0;
    switch (function) {
    case VoiFunction::Linear: // C.11.2.1.2.1
        if (width <= 1)
            part = value <= centre - 0.5 ? 0 : 1;
        else
            part = (value - (centre - 0.5)) / (width - 1) + 0.5;
        break;
    case VoiFunction::LinearExact: // C.11.2.1.3.2
        part = (value - centre) / width + 0.5;
        break;
    case VoiFunction::Sigmoid: // C.11.2.1.3.1
        part = 1 / (1 + std::exp(-4 * (value - centre) / width));
        break;
    }
    return std::clamp(part, 0.0, 1.0) * 255;
}

Shading shadingOf(const ObjectHeader& header, int frame, const Frame& pixels)
{
    Shading shading;
    const FrameHeader own = frame >= 0 && static_cast<size_t>(frame) < header.frames.size()
        ? header.frames[static_cast<size_t>(frame)]
        : FrameHeader();
    shading.slope = own.rescaleSlope;
    shading.intercept = own.rescaleIntercept;
    shading.modalityLut = header.modalityLut;
    shading.function = header.voiFunction;
    shading.inverted = header.inverted;
    shading.padding = header.pixels.padding;
    shading.paddingLimit = header.pixels.paddingLimit;
    if (!own.windows.empty())
        shading.window = own.windows.front();
    else if (!header.voiLuts.empty())
        shading.voiLut = header.voiLuts.front();
    else
        shading.window = wholeRange(shading, pixels);
    return shading;
}

DisplayTable::DisplayTable(SampleType type, const Shading& shading)
    : m_type(type)
    , m_shading(shading)
{
    const int bytes = bytesPerSample(type);
    if (bytes > 2)
        return;
    const int count = bytes == 1 ? 256 : 65536;
    const bool isSigned = type == SampleType::S8 || type == SampleType::S16;
    m_table.resize(static_cast<size_t>(count));
    for (int bits = 0; bits < count; ++bits) {
        const int stored = isSigned && bits >= count / 2 ? bits - count : bits;
        m_table[static_cast<size_t>(bits)] = shade(stored);
    }
}

quint8 DisplayTable::shade(double stored) const
{
    if (isPadding(m_shading, stored) || std::isnan(stored))
        return 0;
    const double value = rescaled(m_shading, stored);
    double bright = 0;
    if (m_shading.voiLut)
        bright = lookUp(*m_shading.voiLut, value) * 255 / ((1 << m_shading.voiLut->bits) - 1);
    else
        bright = brightness(value, m_shading.window, m_shading.function);
    const auto level = static_cast<quint8>(std::lround(std::clamp(bright, 0.0, 255.0)));
    return m_shading.inverted ? static_cast<quint8>(255 - level) : level;
}

void DisplayTable::apply(const Frame& frame, quint8* out) const
{
    if (frame.samples == 3) {
        std::memcpy(out, frame.data.constData(), static_cast<size_t>(frame.data.size()));
    } else if (frame.type != m_type || m_table.empty()) {
        each(frame, [&](qsizetype i, auto stored) { out[i] = shade(static_cast<double>(stored)); });
    } else if (bytesPerSample(m_type) == 1) {
        eachSample<quint8>(frame, [&](qsizetype i, quint8 bits) { out[i] = m_table[bits]; });
    } else {
        eachSample<quint16>(frame, [&](qsizetype i, quint16 bits) { out[i] = m_table[bits]; });
    }
}

QByteArray DisplayTable::apply(const Frame& frame) const
{
    QByteArray out(qsizetype(frame.rows) * frame.columns * frame.samples, Qt::Uninitialized);
    apply(frame, reinterpret_cast<quint8*>(out.data()));
    return out;
}

} // namespace twinward::imaging
