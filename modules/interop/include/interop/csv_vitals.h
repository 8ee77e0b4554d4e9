#pragma once

// Vitals from a spreadsheet or a device's CSV file. Nothing is guessed into the record: the program proposes
// what each column means, a person confirms or changes it, and only then does the file come in. Rows whose
// patient is not known, whose time can't be read or whose value is impossible are refused with their place.

#include "interop/fhir_import.h"
#include "vitals/round.h"

namespace twinward::interop {

// A file as a table: RFC 4180 quoting; comma, semicolon, tab or bar, whichever the first line uses most;
// UTF-8, or UTF-16 with a byte order mark, or else ISO 8859-1.
struct CsvTable
{
    QStringList header;
    struct Row
    {
        int line = 0; // where it begins in the file, from 1
        QStringList cells;
    };
    std::vector<Row> rows;
};
[[nodiscard]] base::Result<CsvTable> readCsv(const QByteArray& bytes);

struct CsvColumn
{
    enum class Meaning : quint8 { Ignored, Patient, Time, Date, Clock, Sign, BloodPressure, Note };
    QString header;
    Meaning meaning = Meaning::Ignored;
    vitals::Sign sign = vitals::Sign::HeartRate; // where Meaning::Sign
    QString unit; // UCUM; empty where the column does not say and more than one is usual: a person must
};

struct CsvMapping
{
    enum class DateOrder : quint8 { YearMonthDay, DayMonthYear, MonthDayYear };
    std::vector<CsvColumn> columns;
    DateOrder dateOrder = DateOrder::YearMonthDay;
    bool dateOrderIsCertain = true; // false: 03/04/2026 could be either, and a person must say

    // What is still missing before a file can come in by it.
    struct Gap
    {
        enum class Missing : quint8 { Patient, Time, Sign, Unit, DateOrder };
        Missing missing = Missing::Patient;
        QString header; // of the column whose unit it is
    };
    [[nodiscard]] std::vector<Gap> missing() const;
    [[nodiscard]] QStringList gaps() const; // the same in English, for a terminal
    [[nodiscard]] QByteArray toJson() const; // for a person to read, change and give back
    [[nodiscard]] static base::Result<CsvMapping> fromJson(const QByteArray& json);
};

// From the names of the columns and, for the order of dates, their content.
[[nodiscard]] CsvMapping proposeCsvMapping(const CsvTable& table);

// The request's paths are CSV files that all follow the mapping. Refused as a whole where the mapping has
// gaps or the file's columns are not the mapping's.
[[nodiscard]] base::Result<ImportReport> importCsvVitals(ledger::Vault& vault, const ImportRequest& request,
    const CsvMapping& mapping, const ledger::ProgressFn& progress = {});

// What the rows of a file would become, without writing anything.
struct CsvCheck
{
    struct Row
    {
        int line = 0;
        vitals::ChartedRound round; // as far as it could be read
        std::optional<base::Error> refused;
        bool isEmpty = false; // nothing but a patient and a time
    };
    std::vector<Row> first;
    quint64 rows = 0;
    quint64 refused = 0;
    std::vector<Refusal> refusals; // the first ImportLimits::refusalsListed of them
};

// Reads the whole file by the mapping against the vault's patients, and gives the first `shown` rows in full.
// Cancelled where progress, which counts rows, says so. InvalidInput where the mapping has gaps.
[[nodiscard]] base::Result<CsvCheck> checkCsvVitals(const ledger::Vault& vault, const QString& file,
    const CsvTable& table, const CsvMapping& mapping, size_t shown, const ledger::ProgressFn& progress = {});

// The file at a path, bounded as readCsv bounds it.
[[nodiscard]] base::Result<CsvTable> readCsvFile(const QString& path);

} // namespace twinward::interop
