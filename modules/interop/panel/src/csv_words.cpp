#include "csv_words_p.h"

#include "vitals_panel/sign_words.h"

#include <algorithm>

namespace twinward::interop {

using Meaning = CsvColumn::Meaning;

const std::vector<CsvWords::Choice>& CsvWords::choices()
{
    static const std::vector<Choice> all = [] {
        std::vector<Choice> list;
        for (const Meaning meaning : {Meaning::Ignored, Meaning::Patient, Meaning::Time, Meaning::Date,
                 Meaning::Clock, Meaning::Note, Meaning::BloodPressure})
            list.push_back({meaning, {}});
        for (const vitals::Sign sign : vitals::allSigns()) {
            // Air or oxygen is told by the flow and the fraction.
            if (sign != vitals::Sign::SupplementalOxygen)
                list.push_back({Meaning::Sign, sign});
        }
        return list;
    }();
    return all;
}

int CsvWords::indexOf(const CsvColumn& column)
{
    const auto& all = choices();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Choice& choice) {
        return choice.meaning == column.meaning
            && (choice.meaning != Meaning::Sign || choice.sign == column.sign);
    });
    return found == all.end() ? 0 : static_cast<int>(found - all.begin());
}

QString CsvWords::meaning(const Choice& choice)
{
    switch (choice.meaning) {
    case Meaning::Ignored:
        return tr("Not taken");
    case Meaning::Patient:
        return tr("Patient's number");
    case Meaning::Time:
        return tr("Date and time");
    case Meaning::Date:
        return tr("Date");
    case Meaning::Clock:
        return tr("Time of day");
    case Meaning::Note:
        return tr("Note");
    case Meaning::BloodPressure:
        return tr("Blood pressure, as 120/80");
    case Meaning::Sign:
        return vitals::signLabel(choice.sign);
    }
    return {};
}

QString CsvWords::order(CsvMapping::DateOrder order)
{
    switch (order) {
    case CsvMapping::DateOrder::YearMonthDay:
        return tr("Year first: 2026-11-20");
    case CsvMapping::DateOrder::DayMonthYear:
        return tr("Day first: 20/11/2026");
    case CsvMapping::DateOrder::MonthDayYear:
        return tr("Month first: 11/20/2026");
    }
    return {};
}

QString CsvWords::missing(const CsvMapping::Gap& gap)
{
    using Missing = CsvMapping::Gap::Missing;
    switch (gap.missing) {
    case Missing::Patient:
        return tr("Say which column holds the patient's number.");
    case Missing::Time:
        return tr("Say which column holds the time.");
    case Missing::Sign:
        return tr("Say which column holds a vital sign.");
    case Missing::Unit:
        return tr("Say the unit of “%1”.").arg(gap.header);
    case Missing::DateOrder:
        return tr("Say whether dates begin with the day or the month.");
    }
    return {};
}

QStringList CsvWords::units(const Choice& choice)
{
    if (choice.meaning == Meaning::BloodPressure)
        return vitals::definition(vitals::Sign::SystolicPressure).entryUnits;
    if (choice.meaning != Meaning::Sign || !vitals::definition(choice.sign).isNumber)
        return {};
    return vitals::definition(choice.sign).entryUnits;
}

} // namespace twinward::interop
