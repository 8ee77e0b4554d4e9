#include "fuzzy_p.h"

#include <QString>

namespace twinward::workstation {

std::optional<int> fuzzyScore(QStringView search, QStringView text)
{
    const QString wanted = search.toString().toCaseFolded().remove(QLatin1Char(' '));
    const QString given = text.toString().toCaseFolded();
    int score = 0;
    qsizetype from = 0;
    qsizetype last = -2;
    for (const QChar letter : wanted) {
        // The beginning of a word before any other place: "vr" means Vitals Round, not "oVeRview".
        qsizetype place = last + 1 == from && from < given.size() && given[from] == letter ? from : -1;
        for (qsizetype i = from; place < 0 && i < given.size(); ++i) {
            if (given[i] == letter && (i == 0 || !given[i - 1].isLetterOrNumber()))
                place = i;
        }
        if (place < 0)
            place = given.indexOf(letter, from);
        if (place < 0)
            return std::nullopt;
        const bool wordStart = place == 0 || !given[place - 1].isLetterOrNumber();
        score += 1 + (wordStart ? 8 : 0) + (place == last + 1 ? 5 : 0);
        last = place;
        from = place + 1;
    }
    // Of two that fit alike the shorter is meant.
    return wanted.isEmpty() ? 0 : score * 16 - static_cast<int>(qMin<qsizetype>(given.size(), 200)) / 4;
}

} // namespace twinward::workstation
