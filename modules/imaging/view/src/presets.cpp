#include "imaging_view/presets.h"

#include <cmath>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

// Outside any namespace, as Q_INIT_RESOURCE must be.
static void initialiseImagingTables()
{
    Q_INIT_RESOURCE(imaging);
}

namespace twinward::imaging {

namespace {

struct Table
{
    std::vector<WindowPreset> windows;
    std::vector<VolumePreset> volumes;
};

VolumePreset readVolume(const QJsonObject& object)
{
    VolumePreset preset;
    preset.id = object.value(QLatin1String("id")).toString();
    preset.modality = object.value(QLatin1String("modality")).toString();
    preset.relative = object.value(QLatin1String("relative")).toBool();
    preset.shaded = object.value(QLatin1String("shaded")).toBool();
    preset.ambient = object.value(QLatin1String("ambient")).toDouble();
    preset.diffuse = object.value(QLatin1String("diffuse")).toDouble();
    preset.specular = object.value(QLatin1String("specular")).toDouble();
    for (const QJsonValue& each : object.value(QLatin1String("points")).toArray()) {
        const QJsonArray point = each.toArray();
        preset.points.push_back(
            {point.at(0).toDouble(), point.at(1).toDouble(), QColor(point.at(2).toString()).rgb()});
    }
    return preset;
}

Table readTable()
{
    initialiseImagingTables();
    QFile file(QStringLiteral(":/twinward/imaging/presets.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the table of image presets is not built in");
    const QJsonObject top = QJsonDocument::fromJson(file.readAll()).object();
    Table table;
    for (const QJsonValue& each : top.value(QLatin1String("windows")).toArray()) {
        const QJsonObject object = each.toObject();
        table.windows.push_back(
            {object.value(QLatin1String("id")).toString(), object.value(QLatin1String("modality")).toString(),
                {object.value(QLatin1String("centre")).toDouble(),
                    object.value(QLatin1String("width")).toDouble(), {}}});
    }
    for (const QJsonValue& each : top.value(QLatin1String("volumes")).toArray())
        table.volumes.push_back(readVolume(each.toObject()));
    return table;
}

const Table& table()
{
    static const Table read = readTable();
    return read;
}

} // namespace

std::vector<WindowPreset> windowPresets(const QString& modality)
{
    std::vector<WindowPreset> found;
    for (const WindowPreset& preset : table().windows) {
        if (preset.modality == modality)
            found.push_back(preset);
    }
    return found;
}

std::vector<VolumePreset> volumePresets(const QString& modality)
{
    std::vector<VolumePreset> found;
    for (const VolumePreset& preset : table().volumes) {
        if (preset.modality == modality || preset.modality.isEmpty())
            found.push_back(preset);
    }
    return found;
}

VolumeView withPreset(VolumeView view, const VolumePreset& preset, const Window& own)
{
    view.preset = preset.id;
    view.transfer = preset.points;
    if (preset.relative) {
        for (TransferPoint& point : view.transfer)
            point.value = own.centre + (point.value - 0.5) * own.width;
    }
    view.shaded = preset.shaded;
    view.ambient = preset.ambient;
    view.diffuse = preset.diffuse;
    view.specular = preset.specular;
    return view;
}

std::array<double, 4> frontRotation()
{
    return {-std::sqrt(0.5), 0, 0, std::sqrt(0.5)}; // a quarter turn about the axis to the patient's left
}

} // namespace twinward::imaging
