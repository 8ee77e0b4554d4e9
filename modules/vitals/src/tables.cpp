#include "tables_p.h"

#include <QFile>
#include <QJsonDocument>

// Outside any namespace, as Q_INIT_RESOURCE must be.
static void initialiseVitalsTables()
{
    Q_INIT_RESOURCE(vitals);
}

namespace twinward::vitals::tables {

QJsonObject parse(const QByteArray& json, const QString& name)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (!document.isObject()) {
        throw TableError(QStringLiteral("The table is not JSON: %1 at byte %2")
                             .arg(error.errorString(), QString::number(error.offset)));
    }
    QJsonObject top = document.object();
    if (top.value(QLatin1String("table")).toString() != name)
        throw TableError(QStringLiteral("This is not the table \"%1\"").arg(name));
    return top;
}

double number(const QJsonObject& object, const QString& key)
{
    const QJsonValue value = object.value(key);
    if (!value.isDouble())
        throw TableError(QStringLiteral("\"%1\" must be a number").arg(key));
    return value.toDouble();
}

std::optional<double> optionalNumber(const QJsonObject& object, const QString& key)
{
    return object.contains(key) ? std::optional<double>(number(object, key)) : std::nullopt;
}

int integer(const QJsonObject& object, const QString& key)
{
    const double value = number(object, key);
    const int whole = static_cast<int>(value);
    if (static_cast<double>(whole) != value)
        throw TableError(QStringLiteral("\"%1\" must be a whole number").arg(key));
    return whole;
}

QString text(const QJsonObject& object, const QString& key)
{
    const QJsonValue value = object.value(key);
    if (!value.isString())
        throw TableError(QStringLiteral("\"%1\" must be text").arg(key));
    return value.toString();
}

QStringList texts(const QJsonObject& object, const QString& key)
{
    if (!object.value(key).isArray())
        throw TableError(QStringLiteral("\"%1\" must be a list").arg(key));
    QStringList list;
    for (const auto& value : object.value(key).toArray()) {
        if (!value.isString())
            throw TableError(QStringLiteral("\"%1\" must be a list of texts").arg(key));
        list.append(value.toString());
    }
    return list;
}

QJsonObject object(const QJsonObject& parent, const QString& key)
{
    if (!parent.value(key).isObject())
        throw TableError(QStringLiteral("\"%1\" must be an object").arg(key));
    return parent.value(key).toObject();
}

std::vector<QJsonObject> objects(const QJsonObject& parent, const QString& key)
{
    if (!parent.value(key).isArray() || parent.value(key).toArray().isEmpty())
        throw TableError(QStringLiteral("\"%1\" must be a list and not empty").arg(key));
    std::vector<QJsonObject> list;
    for (const auto& value : parent.value(key).toArray()) {
        if (!value.isObject())
            throw TableError(QStringLiteral("\"%1\" must be a list of objects").arg(key));
        list.push_back(value.toObject());
    }
    return list;
}

Sign sign(const QJsonObject& object)
{
    const QString key = text(object, QStringLiteral("sign"));
    const std::optional<Sign> found = signFromKey(key);
    if (!found)
        throw TableError(QStringLiteral("There is no sign \"%1\"").arg(key));
    return *found;
}

void expectUnit(const QJsonObject& object, Sign sign)
{
    const QString unit = text(object, QStringLiteral("unit"));
    if (unit != definition(sign).unit) {
        throw TableError(QStringLiteral("\"%1\" is not the unit of %2").arg(unit, definition(sign).key));
    }
}

QByteArray builtIn(const QString& fileName)
{
    initialiseVitalsTables();
    QFile file(QStringLiteral(":/twinward/vitals/") + fileName);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace twinward::vitals::tables
