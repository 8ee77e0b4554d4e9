#pragma once

// How the clinical tables in resources/vitals are read: strictly, so that a slip in a data file is found when
// it is loaded, with the place, and not at a bedside.

#include "base/error.h"
#include "vitals/vital_sign.h"

#include <QJsonArray>
#include <QJsonObject>
#include <stdexcept>

namespace twinward::vitals::tables {

// Thrown and caught within this module only.
class TableError : public std::runtime_error
{
public:
    explicit TableError(const QString& what)
        : std::runtime_error(what.toStdString())
    { }
};

// The object at the top of a table's file, whose "table" says `name`.
[[nodiscard]] QJsonObject parse(const QByteArray& json, const QString& name);

[[nodiscard]] double number(const QJsonObject& object, const QString& key);
[[nodiscard]] std::optional<double> optionalNumber(const QJsonObject& object, const QString& key);
[[nodiscard]] int integer(const QJsonObject& object, const QString& key);
[[nodiscard]] QString text(const QJsonObject& object, const QString& key);
[[nodiscard]] QStringList texts(const QJsonObject& object, const QString& key);
[[nodiscard]] QJsonObject object(const QJsonObject& parent, const QString& key);
[[nodiscard]] std::vector<QJsonObject> objects(const QJsonObject& parent, const QString& key);
[[nodiscard]] Sign sign(const QJsonObject& object); // its "sign"
void expectUnit(const QJsonObject& object, Sign sign); // its "unit" is the sign's canonical one

[[nodiscard]] QByteArray builtIn(const QString& fileName);

// What `read` makes of the file, or the error it threw, named after the table.
template <class T, class Reader>
[[nodiscard]] base::Result<T> guarded(const QString& table, const Reader& read)
{
    try {
        return read();
    } catch (const TableError& error) {
        return base::fail(base::ErrorCode::InvalidInput, QString::fromStdString(error.what()), table);
    }
}

// A built-in table is part of the program: one that can't be read is a broken build.
template <class T> [[nodiscard]] T orDie(base::Result<T> table)
{
    if (!table)
        qFatal("%s", qPrintable(table.error().message()));
    return std::move(*table);
}

} // namespace twinward::vitals::tables
