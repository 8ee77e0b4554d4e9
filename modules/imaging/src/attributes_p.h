#pragma once

// Values out of a DCMTK dataset as our own types: trimmed text, finite numbers, moments. What is absent or
// can't be read is nothing, never a zero.

#include "base/moment.h"
#include "base/partial_date.h"
#include "dcmtk_p.h"

#include <array>
#include <optional>
#include <QStringList>
#include <vector>

namespace twinward::imaging {

[[nodiscard]] QString textOf(DcmItem& item, const DcmTagKey& tag); // the first value
[[nodiscard]] QStringList textsOf(DcmItem& item, const DcmTagKey& tag);
[[nodiscard]] QString wholeTextOf(DcmItem& item, const DcmTagKey& tag); // backslashes and lines as they are
[[nodiscard]] std::vector<double> numbersOf(
    DcmItem& item, const DcmTagKey& tag); // empty if one can't be read
[[nodiscard]] std::optional<double> numberOf(DcmItem& item, const DcmTagKey& tag);
[[nodiscard]] std::optional<qint64> integerOf(DcmItem& item, const DcmTagKey& tag);
template <size_t N>
[[nodiscard]] std::optional<std::array<double, N>> arrayOf(DcmItem& item, const DcmTagKey& tag)
{
    const std::vector<double> values = numbersOf(item, tag);
    if (values.size() != N)
        return std::nullopt;
    std::array<double, N> array{};
    std::copy(values.begin(), values.end(), array.begin());
    return array;
}
// The items of a sequence; empty where there is none.
[[nodiscard]] std::vector<DcmItem*> itemsOf(DcmItem& item, const DcmTagKey& tag);
[[nodiscard]] DcmItem* firstItemOf(DcmItem& item, const DcmTagKey& tag);
// The bytes of OB, OW, UN as they are in memory (words in the machine's order); empty where there are none.
[[nodiscard]] QByteArray bytesOf(DcmItem& item, const DcmTagKey& tag);

// Date, and time where there is one; offsetMinutes east of Greenwich, else the clock of this machine's zone.
[[nodiscard]] base::Moment momentFrom(
    const QString& date, const QString& time, std::optional<int> offsetMinutes);
// A DT value.
[[nodiscard]] base::Moment momentFrom(const QString& dateTime, std::optional<int> offsetMinutes);
[[nodiscard]] std::optional<int> zoneOf(DcmItem& dataset); // Timezone Offset From UTC, in minutes
[[nodiscard]] base::PartialDate dateFrom(const QString& date);
// "Family, Given Middle (ideographic)" from a PN.
[[nodiscard]] QString personName(const QString& name);

// A code sequence's item (0008,0100 ...).
struct CodedText
{
    QString value;
    QString scheme;
    QString meaning;
};
[[nodiscard]] CodedText codeOf(DcmItem& item, const DcmTagKey& sequence);

} // namespace twinward::imaging
