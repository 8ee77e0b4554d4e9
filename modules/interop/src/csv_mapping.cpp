#include "csv_p.h"
#include "record/patient_index.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace twinward::interop {

using Meaning = CsvColumn::Meaning;

namespace {

const QMap<Meaning, QString>& meaningNames()
{
    static const QMap<Meaning, QString> names{{Meaning::Ignored, QStringLiteral("ignored")},
        {Meaning::Patient, QStringLiteral("patient")}, {Meaning::Time, QStringLiteral("time")},
        {Meaning::Date, QStringLiteral("date")}, {Meaning::Clock, QStringLiteral("clock")},
        {Meaning::Sign, QStringLiteral("sign")}, {Meaning::BloodPressure, QStringLiteral("bloodPressure")},
        {Meaning::Note, QStringLiteral("note")}};
    return names;
}

const QStringList& orderNames()
{
    static const QStringList names{
        QStringLiteral("year-month-day"), QStringLiteral("day-month-year"), QStringLiteral("month-day-year")};
    return names;
}

const QJsonObject& headerTable()
{
    static const QJsonObject table = [] {
        initialiseInteropTables();
        QFile file(QStringLiteral(":/twinward/interop/csv_headers.json"));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("csv_headers.json is missing from the program");
        return QJsonDocument::fromJson(file.readAll()).object();
    }();
    return table;
}

// "Temp (°C)", "temp_c" and "Temp [C]" are the word "temp" and perhaps a unit.
struct HeaderWords
{
    QString name;
    QString unit;
};

HeaderWords wordsOf(const QString& header)
{
    QString name = header;
    QString unit;
    const qsizetype open = std::max(header.indexOf(u'('), header.indexOf(u'['));
    if (open > 0) {
        name = header.left(open);
        unit = header.mid(open + 1);
        if (unit.endsWith(u')') || unit.endsWith(u']'))
            unit.chop(1);
    }
    return {record::foldedForSearch(name), unit.trimmed()};
}

bool names(const QJsonValue& list, const QString& name)
{
    for (const QJsonValue& alias : list.toArray()) {
        if (alias.toString() == name)
            return true;
    }
    return false;
}

QString unitFor(vitals::Sign sign, const QString& said)
{
    const vitals::SignDefinition& definition = vitals::definition(sign);
    if (said.isEmpty()) // where only one unit is usual there is nothing to ask
        return definition.entryUnits.size() == 1 ? definition.unit : QString();
    if (definition.entryUnits.contains(said))
        return said;
    return definition.spellings.value(said);
}

CsvColumn columnFor(const QString& header)
{
    CsvColumn column;
    column.header = header;
    const HeaderWords words = wordsOf(header);
    const QJsonObject& table = headerTable();
    for (const Meaning meaning : {Meaning::Patient, Meaning::Time, Meaning::Date, Meaning::Clock,
             Meaning::Note, Meaning::BloodPressure}) {
        if (names(table[meaningNames()[meaning]], words.name)) {
            column.meaning = meaning;
            if (meaning == Meaning::BloodPressure)
                column.unit = unitFor(vitals::Sign::SystolicPressure,
                    words.unit.isEmpty() ? QStringLiteral("mm[Hg]") : words.unit);
            return column;
        }
    }
    const QJsonObject signs = table[u"signs"].toObject();
    for (const vitals::Sign sign : vitals::allSigns()) {
        if (!names(signs[vitals::definition(sign).key], words.name))
            continue;
        column.meaning = Meaning::Sign;
        column.sign = sign;
        column.unit = vitals::definition(sign).isNumber ? unitFor(sign, words.unit) : QString();
        // Pressures are in millimetres of mercury wherever nobody says otherwise; a temperature or a weight
        // is not so sure.
        if (column.unit.isEmpty() && words.unit.isEmpty()
            && (sign == vitals::Sign::SystolicPressure || sign == vitals::Sign::DiastolicPressure))
            column.unit = QStringLiteral("mm[Hg]");
        return column;
    }
    return column;
}

// 31/12/2026 can only begin with the day, 12/31/2026 only with the month, 2026-12-31 only with the year.
void decideDateOrder(const CsvTable& table, CsvMapping& mapping)
{
    bool couldBeDay = true;
    bool couldBeMonth = true;
    bool beginsWithYear = true;
    bool seen = false;
    for (size_t i = 0; i < mapping.columns.size(); ++i) {
        if (mapping.columns[i].meaning != Meaning::Time && mapping.columns[i].meaning != Meaning::Date)
            continue;
        for (const CsvTable::Row& row : table.rows) {
            const auto parts = i < static_cast<size_t>(row.cells.size())
                ? dateNumbers(row.cells[static_cast<qsizetype>(i)])
                : std::nullopt;
            if (!parts)
                continue;
            seen = true;
            beginsWithYear = beginsWithYear && (*parts)[0] > 31;
            couldBeDay = couldBeDay && (*parts)[1] <= 12;
            couldBeMonth = couldBeMonth && (*parts)[0] <= 12;
        }
    }
    using Order = CsvMapping::DateOrder;
    if (!seen || beginsWithYear)
        return;
    mapping.dateOrder = couldBeDay ? Order::DayMonthYear : Order::MonthDayYear;
    mapping.dateOrderIsCertain = couldBeDay != couldBeMonth;
}

} // namespace

CsvMapping proposeCsvMapping(const CsvTable& table)
{
    CsvMapping mapping;
    for (const QString& header : table.header) {
        CsvColumn column = columnFor(header);
        // What a column before it means already is not meant twice.
        const bool taken
            = std::any_of(mapping.columns.begin(), mapping.columns.end(), [&](const CsvColumn& other) {
                  return column.meaning != Meaning::Ignored && other.meaning == column.meaning
                      && (column.meaning != Meaning::Sign || other.sign == column.sign);
              });
        if (taken)
            column.meaning = Meaning::Ignored;
        mapping.columns.push_back(std::move(column));
    }
    decideDateOrder(table, mapping);
    return mapping;
}

std::vector<CsvMapping::Gap> CsvMapping::missing() const
{
    std::vector<Gap> gaps;
    const auto has = [this](Meaning meaning) {
        return std::any_of(columns.begin(), columns.end(),
            [&](const CsvColumn& column) { return column.meaning == meaning; });
    };
    if (!has(Meaning::Patient))
        gaps.push_back({Gap::Missing::Patient, {}});
    if (!has(Meaning::Time) && !(has(Meaning::Date) && has(Meaning::Clock)))
        gaps.push_back({Gap::Missing::Time, {}});
    if (!has(Meaning::Sign) && !has(Meaning::BloodPressure))
        gaps.push_back({Gap::Missing::Sign, {}});
    for (const CsvColumn& column : columns) {
        const bool needsUnit = column.meaning == Meaning::BloodPressure
            || (column.meaning == Meaning::Sign && vitals::definition(column.sign).isNumber);
        if (needsUnit && column.unit.isEmpty())
            gaps.push_back({Gap::Missing::Unit, column.header});
    }
    if (!dateOrderIsCertain)
        gaps.push_back({Gap::Missing::DateOrder, {}});
    return gaps;
}

QStringList CsvMapping::gaps() const
{
    QStringList words;
    for (const Gap& gap : missing()) {
        switch (gap.missing) {
        case Gap::Missing::Patient:
            words << QStringLiteral("which column names the patient");
            break;
        case Gap::Missing::Time:
            words << QStringLiteral("which column holds the time (or the date and the clock)");
            break;
        case Gap::Missing::Sign:
            words << QStringLiteral("which column holds a vital sign");
            break;
        case Gap::Missing::Unit:
            words << QStringLiteral("the unit of «%1»").arg(gap.header);
            break;
        case Gap::Missing::DateOrder:
            words << QStringLiteral("whether dates begin with the day or the month");
            break;
        }
    }
    return words;
}

QByteArray CsvMapping::toJson() const
{
    QJsonArray list;
    for (const CsvColumn& column : columns) {
        QJsonObject object{{QStringLiteral("header"), column.header},
            {QStringLiteral("meaning"), meaningNames()[column.meaning]}};
        if (column.meaning == Meaning::Sign)
            object.insert(QStringLiteral("sign"), vitals::definition(column.sign).key);
        if (column.meaning == Meaning::Sign || column.meaning == Meaning::BloodPressure)
            object.insert(QStringLiteral("unit"), column.unit);
        list.append(object);
    }
    const QJsonObject root{{QStringLiteral("columns"), list},
        {QStringLiteral("dateOrder"),
            dateOrderIsCertain ? orderNames()[static_cast<int>(dateOrder)] : QString()}};
    return QJsonDocument(root).toJson();
}

base::Result<CsvMapping> CsvMapping::fromJson(const QByteArray& json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (!document.isObject()) {
        return base::fail(base::ErrorCode::InvalidInput, QStringLiteral("The mapping is no JSON object"),
            QStringLiteral("byte %1: %2").arg(error.offset).arg(error.errorString()));
    }
    CsvMapping mapping;
    const QString order = document[u"dateOrder"].toString();
    mapping.dateOrderIsCertain = orderNames().contains(order);
    mapping.dateOrder = static_cast<DateOrder>(std::max<qsizetype>(0, orderNames().indexOf(order)));
    for (const QJsonValue& value : document[u"columns"].toArray()) {
        CsvColumn column;
        column.header = value[u"header"].toString();
        const QString meaning = value[u"meaning"].toString();
        if (!meaningNames().values().contains(meaning)) {
            return base::fail(base::ErrorCode::InvalidInput,
                QStringLiteral("«%1» is no meaning of a column").arg(meaning), column.header,
                QStringLiteral("Use one of: %1.")
                    .arg(QStringList(meaningNames().values()).join(QStringLiteral(", "))));
        }
        column.meaning = meaningNames().key(meaning);
        if (column.meaning == Meaning::Sign) {
            const auto sign = vitals::signFromKey(value[u"sign"].toString());
            if (!sign)
                return base::fail(base::ErrorCode::InvalidInput,
                    QStringLiteral("«%1» is no vital sign").arg(value[u"sign"].toString()), column.header);
            column.sign = *sign;
        }
        column.unit = value[u"unit"].toString();
        mapping.columns.push_back(std::move(column));
    }
    return mapping;
}

} // namespace twinward::interop
