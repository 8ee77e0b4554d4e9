#pragma once

// What the columns of a table can mean, in the user's language.

#include "interop/csv_vitals.h"

#include <QCoreApplication>

namespace twinward::interop {

class CsvWords
{
    Q_DECLARE_TR_FUNCTIONS(CsvWords)

public:
    // Every meaning a column can have, in the order it is offered.
    struct Choice
    {
        CsvColumn::Meaning meaning = CsvColumn::Meaning::Ignored;
        vitals::Sign sign = vitals::Sign::HeartRate; // where it is a sign
    };
    [[nodiscard]] static const std::vector<Choice>& choices();
    [[nodiscard]] static int indexOf(const CsvColumn& column);

    [[nodiscard]] static QString meaning(const Choice& choice);
    [[nodiscard]] static QString order(CsvMapping::DateOrder order);
    [[nodiscard]] static QString missing(const CsvMapping::Gap& gap); // one sentence, what to do
    // UCUM units a column of this meaning may be in; empty where it has none.
    [[nodiscard]] static QStringList units(const Choice& choice);
};

} // namespace twinward::interop
