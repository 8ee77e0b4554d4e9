#include "imaging_view/shade.h"

#include "base/parallel.h"
#include "imaging/windowing.h"
#include "paint_p.h"

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

constexpr size_t stripRows = 64;

// A window of this explanation stands for the object's own table of brightness.
const QString ownTable = QStringLiteral("VOI LUT");

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
    return WindowLine(window).grey(static_cast<float>(value));
}

QImage shade(const Raster& raster, const Window& window, const QString& name)
{
    QImage image(raster.size, QImage::Format_RGB32);
    const WindowLine line(window);
    const Palette palette(name);
    uchar* to = image.bits();
    const qsizetype bytes = image.bytesPerLine();
    const auto rows = static_cast<size_t>(image.height());
    const auto width = static_cast<size_t>(image.width());
    base::runParallel(
        rows, base::workersFor(rows, stripRows), stripRows, [&](size_t, size_t begin, size_t end) {
            for (size_t y = begin; y < end; ++y)
                palette.paint(raster.values.data() + y * width, image.width(), line,
                    reinterpret_cast<QRgb*>(to + static_cast<qsizetype>(y) * bytes));
        });
    return image;
}

void blend(QImage& ground, const Raster& raster, const Window& window, const QString& name, double opacity)
{
    if (raster.size != ground.size())
        return;
    const WindowLine line(window);
    const float* from = raster.values.data();
    for (int y = 0; y < ground.height(); ++y, from += ground.width())
        mixRow(from, ground.width(), line, colourMap(name), shareOf(opacity),
            reinterpret_cast<QRgb*>(ground.scanLine(y)));
}

QImage frameImage(
    const Frame& frame, const ObjectHeader& header, int number, const Window& window, const QString& name)
{
    if (!isWhole(frame))
        return {};
    if (frame.samples == 3)
        return bytesPerSample(frame.type) <= 2 ? colour(frame) : QImage();
    Shading display = shadingOf(header, number, frame);
    if (window.explanation != ownTable) {
        display.window = window;
        display.voiLut.reset();
    }
    const QByteArray levels = DisplayTable(frame.type, display).apply(frame);
    const Map& map = colourMap(name);
    QImage image(frame.columns, frame.rows, QImage::Format_RGB32);
    const auto* from = reinterpret_cast<const uchar*>(levels.constData());
    for (int y = 0; y < frame.rows; ++y) {
        auto* out = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < frame.columns; ++x)
            out[x] = map[*from++];
    }
    return image;
}

std::optional<double> valueAt(const Frame& frame, const ObjectHeader& header, int number, int column, int row)
{
    if (frame.samples != 1 || !isWhole(frame) || column < 0 || row < 0 || column >= frame.columns
        || row >= frame.rows)
        return std::nullopt;
    const double stored = sampleAt(frame, static_cast<qsizetype>(row) * frame.columns + column);
    const Shading display = shadingOf(header, number, frame);
    if (!display.modalityLut)
        return stored * display.slope + display.intercept;
    const LookupTable& table = *display.modalityLut;
    if (table.values.empty())
        return std::nullopt;
    const auto last = static_cast<double>(table.values.size() - 1);
    return table.values[static_cast<size_t>(std::clamp(stored - table.firstMapped, 0.0, last))];
}

Window firstWindow(const Volume& volume)
{
    for (const Window& window : volume.windows) {
        if (window.width > 1 || (window.width > 0 && volume.type == SampleType::F32))
            return window;
    }
    if (volume.unit == QLatin1String("HU"))
        return {40, 400, {}}; // soft tissue, until another is chosen
    // Nearly the whole range of what is not air: one bright vessel must not darken a head. A sample of about
    // a hundred thousand voxels is enough for that, and takes no time.
    const auto& size = volume.grid.size;
    const int every = std::max(1, size[2] / 24);
    const int across = std::max(1, size[0] / 64);
    std::vector<double> values;
    for (int k = size[2] / 2 % every; k < size[2]; k += every) {
        for (int j = 0; j < size[1]; j += across) {
            for (int i = 0; i < size[0]; i += across) {
                if (const auto value = volume.value(i, j, k))
                    values.push_back(*value);
            }
        }
    }
    if (values.empty())
        return {0.5, 1, {}};
    std::ranges::sort(values);
    const double low = values.front();
    const auto tissue = std::ranges::upper_bound(values, low + (values.back() - low) * 0.03);
    const auto high = tissue + (values.end() - tissue) * 99 / 100;
    const double top = high == values.end() ? values.back() : *high;
    return top > low ? Window{(low + top) / 2, top - low, {}} : Window{low, 1, {}};
}

Window firstWindow(const Frame& frame, const ObjectHeader& header, int number)
{
    if (frame.samples != 1 || !isWhole(frame))
        return {128, 256, {}};
    const Shading display = shadingOf(header, number, frame);
    Window window = display.window;
    if (display.voiLut)
        window.explanation = ownTable;
    window.width = std::max(window.width, 1e-3);
    return window;
}

} // namespace twinward::imaging
