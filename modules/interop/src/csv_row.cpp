#include "csv_row_p.h"

#include <algorithm>
#include <QDateTime>

namespace twinward::interop {

using base::ErrorCode;
using Meaning = CsvColumn::Meaning;

namespace {

constexpr qint64 futureToleranceMs = 5 * 60'000; // clocks of devices differ by minutes

base::Status notReadable(const CsvColumn& column, const QString& cell)
{
    return base::fail(ErrorCode::InvalidInput, QStringLiteral("«%1» can't be read").arg(cell.left(40)),
        QStringLiteral("column «%1»").arg(column.header));
}

base::Status readNumber(
    const CsvColumn& column, vitals::Sign sign, const QString& cell, vitals::ChartedRound& round)
{
    const auto number = base::Decimal::fromUserInput(cell);
    if (!number)
        return notReadable(column, cell);
    if (sign == vitals::Sign::OxygenFlow || sign == vitals::Sign::OxygenFraction) {
        if (!round.oxygen)
            round.oxygen.emplace();
        const bool flow = sign == vitals::Sign::OxygenFlow;
        (flow ? round.oxygen->flowLPerMin : round.oxygen->fractionPercent) = *number;
        if (flow ? number->value() > 0 : number->value() > 21)
            round.oxygen->source = vitals::OxygenDelivery::Source::Oxygen;
        return {};
    }
    round.values[sign] = {*number, column.unit};
    return {};
}

} // namespace

base::Status CsvRowReader::read(const CsvTable::Row& row, vitals::ChartedRound& round) const
{
    QString date;
    QString clock;
    base::Status status;
    for (size_t i = 0; i < m_mapping.columns.size() && i < static_cast<size_t>(row.cells.size()); ++i) {
        const CsvColumn& column = m_mapping.columns[i];
        const QString& cell = row.cells[static_cast<qsizetype>(i)];
        if (cell.isEmpty() || column.meaning == Meaning::Ignored)
            continue;
        if (column.meaning == Meaning::Time || column.meaning == Meaning::Date)
            date = cell;
        else if (column.meaning == Meaning::Clock)
            clock = cell;
        else if (const auto done = readCell(column, cell, round); !done && status)
            status = done;
    }
    const QString when = clock.isEmpty() ? date : date + u' ' + clock;
    round.at = csvTime(when, m_mapping.dateOrder);
    if (!status)
        return status;
    if (round.at.isNull())
        return base::fail(
            ErrorCode::InvalidInput, QStringLiteral("The time «%1» can't be read").arg(when.left(40)));
    if (round.at.utcMs() > QDateTime::currentMSecsSinceEpoch() + futureToleranceMs)
        return base::fail(
            ErrorCode::InvalidInput, QStringLiteral("The time «%1» lies in the future").arg(when.left(40)));
    if (round.patient.isNull())
        return base::fail(ErrorCode::InvalidInput, QStringLiteral("The row names no patient"));
    return {};
}

base::Status CsvRowReader::readCell(
    const CsvColumn& column, const QString& cell, vitals::ChartedRound& round) const
{
    switch (column.meaning) {
    case Meaning::Patient:
        return readPatient(cell, round);
    case Meaning::Note:
        round.note = cell;
        return {};
    case Meaning::BloodPressure: {
        const QStringList parts = cell.split(u'/');
        if (parts.size() != 2)
            return notReadable(column, cell);
        if (const auto done = readNumber(column, vitals::Sign::SystolicPressure, parts[0], round); !done)
            return done;
        return readNumber(column, vitals::Sign::DiastolicPressure, parts[1], round);
    }
    case Meaning::Sign: {
        if (column.sign != vitals::Sign::Consciousness)
            return readNumber(column, column.sign, cell, round);
        const auto level = vitals::consciousnessFromKey(cell.left(1).toUpper());
        if (!level || cell.size() != 1)
            return notReadable(column, cell);
        round.consciousness = *level;
        return {};
    }
    default:
        return {};
    }
}

std::vector<record::PatientId> CsvRowReader::bearersOf(const QString& identifier) const
{
    const auto known = m_bearers.constFind(identifier);
    if (known != m_bearers.constEnd())
        return *known;
    std::vector<record::PatientId> bearers;
    for (const record::PatientRow* row : m_patients.search(identifier)) {
        const auto& own = row->details.identifiers;
        const bool bears = std::any_of(
            own.begin(), own.end(), [&](const record::Identifier& one) { return one.value == identifier; });
        const record::PatientId patient = m_patients.resolve(row->id);
        if (bears && std::find(bearers.begin(), bearers.end(), patient) == bearers.end())
            bearers.push_back(patient);
    }
    m_bearers.insert(identifier, bearers);
    return bearers;
}

base::Status CsvRowReader::readPatient(const QString& cell, vitals::ChartedRound& round) const
{
    if (const auto id = record::PatientId::fromString(cell); id && m_patients.find(*id) != nullptr) {
        round.patient = m_patients.resolve(*id);
        return {};
    }
    const std::vector<record::PatientId> bearers = bearersOf(cell);
    if (bearers.size() != 1) {
        return base::fail(ErrorCode::NotFound,
            bearers.empty()
                ? QStringLiteral("Nobody here has the identifier «%1»").arg(cell.left(40))
                : QStringLiteral("More than one patient has the identifier «%1»").arg(cell.left(40)));
    }
    round.patient = bearers.front();
    return {};
}

} // namespace twinward::interop
