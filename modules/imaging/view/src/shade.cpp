#include "imaging_view/shade.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <QHash>

namespace twinward::imaging {

namespace {

using Map = std::array<QRgb, 256>;

struct Stop
{
    int at;
    QRgb colour;
};

Map gradient(std::initializer_list<Stop> stops)
{
    Map map{};
    for (auto stop = stops.begin(); stop + 1 != stops.end(); ++stop) {
        const Stop& next = *(stop + 1);
        for (int i = stop->at; i <= next.at; ++i) {
            const double share = static_cast<double>(i - stop->at) / (next.at - stop->at);
            const auto mix = [share](int from, int to) {
                return static_cast<int>(std::lround(from + (to - from) * share));
            };
            map[static_cast<size_t>(i)] = qRgb(mix(qRed(stop->colour), qRed(next.colour)),
                mix(qGreen(stop->colour), qGreen(next.colour)), mix(qBlue(stop->colour), qBlue(next.colour)));
        }
    }
    return map;
}

// "hot" runs like the Hot Metal palette of DICOM PS3.6 annex B: black, red, orange, white.
const QHash<QString, Map>& maps()
{
    static const QHash<QString, Map> all{
        {QString(), gradient({{0, qRgb(0, 0, 0)}, {255, qRgb(255, 255, 255)}})},
        {QStringLiteral("inverse"), gradient({{0, qRgb(255, 255, 255)}, {255, qRgb(0, 0, 0)}})},
        {QStringLiteral("hot"),
            gradient({{0, qRgb(0, 0, 0)}, {128, qRgb(255, 0, 0)}, {191, qRgb(255, 128, 0)},
                {255, qRgb(255, 255, 255)}})},
        {QStringLiteral("rainbow"),
            gradient({{0, qRgb(0, 0, 128)}, {64, qRgb(0, 160, 255)}, {128, qRgb(0, 220, 80)},
                {192, qRgb(255, 230, 0)}, {255, qRgb(220, 0, 0)}})},
        {QStringLiteral("cool"),
            gradient({{0, qRgb(0, 0, 0)}, {128, qRgb(20, 110, 160)}, {255, qRgb(190, 250, 255)}})}};
    return all;
}

// The window as a line: grey = value * factor + offset, before it is held within 0 and 255.
struct Line
{
    explicit Line(const Window& window)
    {
        const double width = std::max(window.width - 1, 1e-6);
        factor = static_cast<float>(255 / width);
        offset = static_cast<float>(127.5 - 255 * (window.centre - 0.5) / width);
    }
    [[nodiscard]] int grey(float value) const
    {
        return static_cast<int>(std::clamp(value * factor + offset, 0.F, 255.F) + 0.5F);
    }
    float factor;
    float offset;
};

double fromTable(const LookupTable& table, double stored)
{
    const auto last = static_cast<double>(table.values.size() - 1);
    return table.values[static_cast<size_t>(std::clamp(stored - table.firstMapped, 0.0, last))];
}

struct Rescale
{
    double slope = 1;
    double intercept = 0;
    const LookupTable* table = nullptr; // in place of both

    [[nodiscard]] double operator()(double stored) const
    {
        return table != nullptr ? fromTable(*table, stored) : stored * slope + intercept;
    }
};

Rescale rescaleOf(const ObjectHeader& header, int number)
{
    Rescale rescale;
    if (number >= 0 && number < static_cast<int>(header.frames.size())) {
        const FrameHeader& frame = header.frames[static_cast<size_t>(number)];
        rescale.slope = frame.rescaleSlope;
        rescale.intercept = frame.rescaleIntercept;
    }
    if (header.modalityLut && !header.modalityLut->values.empty())
        rescale.table = &*header.modalityLut;
    return rescale;
}

// A window of this explanation stands for the object's own table of brightness.
const QString ownTable = QStringLiteral("VOI LUT");

bool hasTable(const ObjectHeader& header)
{
    return !header.voiLuts.empty() && !header.voiLuts.front().values.empty();
}

// The brightness of a rescaled value, 0 to 255.
class Brightness
{
public:
    Brightness(const ObjectHeader& header, const Window& window)
        : m_line(window)
        , m_window(window)
        , m_function(header.voiFunction)
        , m_table(hasTable(header) && window.explanation == ownTable ? &header.voiLuts.front() : nullptr)
    { }

    [[nodiscard]] int operator()(double value) const
    {
        if (m_table != nullptr) {
            const double full = std::pow(2.0, m_table->bits) - 1;
            return std::clamp(static_cast<int>(std::lround(fromTable(*m_table, value) * 255 / full)), 0, 255);
        }
        const double width = std::max(m_window.width, 1e-6);
        switch (m_function) {
        case VoiFunction::Linear:
            break;
        case VoiFunction::LinearExact:
            return static_cast<int>(
                std::lround(std::clamp((value - m_window.centre) / width + 0.5, 0.0, 1.0) * 255));
        case VoiFunction::Sigmoid:
            return static_cast<int>(
                std::lround(255 / (1 + std::exp(-4 * (value - m_window.centre) / width))));
        }
        return m_line.grey(static_cast<float>(value));
    }

private:
    Line m_line;
    Window m_window;
    VoiFunction m_function;
    const LookupTable* m_table;
};

// Each stored value is looked up once where there are few of them, not once a pixel.
template <class Sample> class Grey
{
public:
    Grey(const Rescale& rescale, const Brightness& brightness, const Map& map)
        : m_rescale(rescale)
        , m_brightness(brightness)
        , m_map(map)
    {
        if constexpr (isSmall) {
            m_colours.resize(size_t{1} << (8 * sizeof(Sample)));
            for (int value = lowest; value <= std::numeric_limits<Sample>::max(); ++value)
                m_colours[static_cast<size_t>(value - lowest)] = computed(value);
        }
    }

    [[nodiscard]] QImage operator()(const Frame& frame) const
    {
        QImage image(frame.columns, frame.rows, QImage::Format_RGB32);
        const char* from = frame.data.constData();
        for (int y = 0; y < frame.rows; ++y) {
            auto* out = reinterpret_cast<QRgb*>(image.scanLine(y));
            for (int x = 0; x < frame.columns; ++x, from += sizeof(Sample)) {
                Sample value{};
                std::memcpy(&value, from, sizeof value);
                if constexpr (isSmall)
                    out[x] = m_colours[static_cast<size_t>(value - lowest)];
                else
                    out[x] = computed(static_cast<double>(value));
            }
        }
        return image;
    }

private:
    static constexpr bool isSmall = std::is_integral_v<Sample> && sizeof(Sample) <= 2;
    static constexpr int lowest = isSmall ? static_cast<int>(std::numeric_limits<Sample>::lowest()) : 0;

    [[nodiscard]] QRgb computed(double stored) const
    {
        return m_map[static_cast<size_t>(m_brightness(m_rescale(stored)))];
    }

    Rescale m_rescale;
    Brightness m_brightness;
    const Map& m_map;
    std::vector<QRgb> m_colours;
};

QImage colour(const Frame& frame)
{
    QImage image(frame.columns, frame.rows, QImage::Format_RGB32);
    const int bytes = bytesPerSample(frame.type);
    const auto* from = reinterpret_cast<const uchar*>(frame.data.constData());
    const int high = Q_BYTE_ORDER == Q_LITTLE_ENDIAN ? bytes - 1 : 0; // 16-bit colour: its upper byte
    for (int y = 0; y < frame.rows; ++y) {
        auto* out = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < frame.columns; ++x, from += 3 * bytes)
            out[x] = qRgb(from[high], from[bytes + high], from[2 * bytes + high]);
    }
    return image;
}

double sampleAt(const Frame& frame, qsizetype index)
{
    const char* at = frame.data.constData() + index * bytesPerSample(frame.type);
    const auto read = [at]<class T>(T value) {
        std::memcpy(&value, at, sizeof value);
        return static_cast<double>(value);
    };
    switch (frame.type) {
    case SampleType::U8:
        return read(quint8());
    case SampleType::S8:
        return read(qint8());
    case SampleType::U16:
        return read(quint16());
    case SampleType::S16:
        return read(qint16());
    case SampleType::U32:
        return read(quint32());
    case SampleType::S32:
        return read(qint32());
    case SampleType::F32:
        return read(float());
    case SampleType::F64:
        return read(double());
    }
    return 0;
}

bool isPadding(const PixelFormat& pixels, double stored)
{
    if (!pixels.padding)
        return false;
    const int other = pixels.paddingLimit.value_or(*pixels.padding);
    return stored >= std::min(*pixels.padding, other) && stored <= std::max(*pixels.padding, other);
}

bool isWhole(const Frame& frame)
{
    const qint64 pixels = static_cast<qint64>(frame.rows) * frame.columns;
    return pixels > 0 && frame.data.size() >= pixels * frame.samples * bytesPerSample(frame.type);
}

} // namespace

const Map& colourMap(const QString& name)
{
    const auto found = maps().constFind(name);
    return found == maps().cend() ? *maps().constFind(QString()) : *found;
}

QStringList colourMapNames()
{
    return {QString(), QStringLiteral("inverse"), QStringLiteral("hot"), QStringLiteral("rainbow"),
        QStringLiteral("cool")};
}

int greyOf(double value, const Window& window)
{
    return Line(window).grey(static_cast<float>(value));
}

QImage shade(const Raster& raster, const Window& window, const QString& name)
{
    QImage image(raster.size, QImage::Format_RGB32);
    const Line line(window);
    const Map& map = colourMap(name);
    const float* from = raster.values.data();
    for (int y = 0; y < image.height(); ++y) {
        auto* out = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < image.width(); ++x, ++from)
            out[x] = *from == *from ? map[static_cast<size_t>(line.grey(*from))] : qRgb(0, 0, 0);
    }
    return image;
}

void blend(QImage& ground, const Raster& raster, const Window& window, const QString& name, double opacity)
{
    if (raster.size != ground.size())
        return;
    const Line line(window);
    const Map& map = colourMap(name);
    const int share = static_cast<int>(std::lround(std::clamp(opacity, 0.0, 1.0) * 256));
    const float* from = raster.values.data();
    const auto mix = [share](int under, int over) { return under + (over - under) * share / 256; };
    for (int y = 0; y < ground.height(); ++y) {
        auto* out = reinterpret_cast<QRgb*>(ground.scanLine(y));
        for (int x = 0; x < ground.width(); ++x, ++from) {
            if (*from != *from)
                continue;
            const QRgb over = map[static_cast<size_t>(line.grey(*from))];
            out[x] = qRgb(mix(qRed(out[x]), qRed(over)), mix(qGreen(out[x]), qGreen(over)),
                mix(qBlue(out[x]), qBlue(over)));
        }
    }
}

QImage frameImage(
    const Frame& frame, const ObjectHeader& header, int number, const Window& window, const QString& name)
{
    if (!isWhole(frame))
        return {};
    if (frame.samples == 3)
        return bytesPerSample(frame.type) <= 2 ? colour(frame) : QImage();
    const Rescale rescale = rescaleOf(header, number);
    Map map = colourMap(name);
    const Brightness brightness(header, window);
    if (header.inverted)
        std::ranges::reverse(map);
    switch (frame.type) {
    case SampleType::U8:
        return Grey<quint8>(rescale, brightness, map)(frame);
    case SampleType::S8:
        return Grey<qint8>(rescale, brightness, map)(frame);
    case SampleType::U16:
        return Grey<quint16>(rescale, brightness, map)(frame);
    case SampleType::S16:
        return Grey<qint16>(rescale, brightness, map)(frame);
    case SampleType::U32:
        return Grey<quint32>(rescale, brightness, map)(frame);
    case SampleType::S32:
        return Grey<qint32>(rescale, brightness, map)(frame);
    case SampleType::F32:
        return Grey<float>(rescale, brightness, map)(frame);
    case SampleType::F64:
        return Grey<double>(rescale, brightness, map)(frame);
    }
    return {};
}

std::optional<double> valueAt(const Frame& frame, const ObjectHeader& header, int number, int column, int row)
{
    if (frame.samples != 1 || !isWhole(frame) || column < 0 || row < 0 || column >= frame.columns
        || row >= frame.rows)
        return std::nullopt;
    return rescaleOf(header, number)(sampleAt(frame, static_cast<qsizetype>(row) * frame.columns + column));
}

Window firstWindow(const Volume& volume)
{
    for (const Window& window : volume.windows) {
        if (window.width > 1 || (window.width > 0 && volume.type == SampleType::F32))
            return window;
    }
    if (volume.unit == QLatin1String("HU"))
        return {40, 400, {}}; // soft tissue, until another is chosen
    double low = std::numeric_limits<double>::max();
    double high = std::numeric_limits<double>::lowest();
    const auto& size = volume.grid.size;
    for (int k = 0; k < size[2]; ++k) {
        for (int j = 0; j < size[1]; j += 4) {
            for (int i = 0; i < size[0]; i += 4) {
                if (const auto value = volume.value(i, j, k)) {
                    low = std::min(low, *value);
                    high = std::max(high, *value);
                }
            }
        }
    }
    return high > low ? Window{(low + high) / 2, high - low, {}} : Window{0.5, 1, {}};
}

Window firstWindow(const Frame& frame, const ObjectHeader& header, int number)
{
    if (number >= 0 && number < static_cast<int>(header.frames.size())) {
        for (const Window& window : header.frames[static_cast<size_t>(number)].windows) {
            if (window.width > 0)
                return window;
        }
    }
    if (frame.samples != 1 || !isWhole(frame))
        return {128, 256, {}};
    const Rescale rescale = rescaleOf(header, number);
    double low = std::numeric_limits<double>::max();
    double high = std::numeric_limits<double>::lowest();
    const qsizetype pixels = static_cast<qsizetype>(frame.rows) * frame.columns;
    for (qsizetype i = 0; i < pixels; ++i) {
        const double stored = sampleAt(frame, i);
        if (isPadding(header.pixels, stored))
            continue;
        low = std::min(low, rescale(stored));
        high = std::max(high, rescale(stored));
    }
    const QString explanation = hasTable(header) ? ownTable : QString();
    return high > low ? Window{(low + high) / 2, high - low + 1, explanation} : Window{0.5, 1, explanation};
}

} // namespace twinward::imaging
