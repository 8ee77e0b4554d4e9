#pragma once

// A row of a table read by a mapping: whose, when, which signs. Shared by the import and by the check that
// shows a person beforehand what an import would do.

#include "csv_p.h"
#include "record/patient_index.h"
#include "vitals/round.h"

#include <QHash>

namespace twinward::interop {

class CsvRowReader
{
public:
    // Both outlive the reader. Not for several threads at once: it remembers whom it has looked up.
    CsvRowReader(const CsvMapping& mapping, const record::PatientIndex& patients)
        : m_mapping(mapping)
        , m_patients(patients)
    { }

    // Fills the round as far as the row can be read; an Error says what of it can't be.
    [[nodiscard]] base::Status read(const CsvTable::Row& row, vitals::ChartedRound& round) const;

private:
    [[nodiscard]] base::Status readCell(
        const CsvColumn& column, const QString& cell, vitals::ChartedRound& round) const;
    [[nodiscard]] base::Status readPatient(const QString& cell, vitals::ChartedRound& round) const;
    [[nodiscard]] std::vector<record::PatientId> bearersOf(const QString& identifier) const;

    const CsvMapping& m_mapping;
    const record::PatientIndex& m_patients;
    mutable QHash<QString, std::vector<record::PatientId>> m_bearers; // a file names the same few many times
};

} // namespace twinward::interop
