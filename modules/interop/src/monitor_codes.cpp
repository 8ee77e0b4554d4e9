#include "csv_p.h"
#include "hl7_map_p.h"

#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

// Outside every namespace, as Q_INIT_RESOURCE must be.
static void initialiseResources()
{
    Q_INIT_RESOURCE(interop);
}

namespace twinward::interop {

namespace {

struct Table
{
    QHash<QString, MonitorCode> codes;
    QHash<QString, QString> units;
    QSet<QString> vitals;
};

Table load()
{
    initialiseInteropTables();
    QFile file(QStringLiteral(":/twinward/interop/monitor_codes.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("monitor_codes.json is missing from the program");
    const QJsonObject root = QJsonDocument::fromJson(file.readAll()).object();
    Table table;
    for (const QJsonValue& value : root[u"codes"].toArray())
        table.codes.insert(
            value[u"mdc"].toString(), {value[u"loinc"].toString(), value[u"display"].toString()});
    for (const QJsonValue& value : root[u"units"].toArray())
        table.units.insert(value[u"as_sent"].toString().toLower(), value[u"ucum"].toString());
    for (const QJsonValue& value : root[u"vitals"].toArray())
        table.vitals.insert(value.toString());
    return table;
}

const Table& table()
{
    static const Table loaded = load();
    return loaded;
}

} // namespace

// By name, so that no link of a static library can lose the tables.
void initialiseInteropTables()
{
    initialiseResources();
}

const MonitorCode* monitorCode(const QString& mdc)
{
    const auto found = table().codes.constFind(mdc);
    return found == table().codes.constEnd() ? nullptr : &*found;
}

QString ucumUnit(const QString& asSent)
{
    return table().units.value(asSent.toLower(), asSent);
}

bool isVitalSign(const QString& loinc)
{
    return table().vitals.contains(loinc);
}

} // namespace twinward::interop
