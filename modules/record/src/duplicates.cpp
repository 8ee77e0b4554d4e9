#include "record/duplicates.h"

#include <algorithm>
#include <array>

namespace twinward::record {

namespace {

// Winkler, "String Comparator Metrics and Enhanced Decision Rules in the Fellegi-Sunter Model of Record
// Linkage", 1990: prefix of up to 4 letters, scaling 0.1. From 0 (nothing alike) to 1 (the same).
double jaroWinkler(QStringView a, QStringView b)
{
    if (a == b)
        return 1;
    if (a.isEmpty() || b.isEmpty())
        return 0;
    const qsizetype reach = std::max<qsizetype>(0, std::max(a.size(), b.size()) / 2 - 1);
    std::vector<bool> usedA(static_cast<size_t>(a.size()));
    std::vector<bool> usedB(static_cast<size_t>(b.size()));
    double matches = 0;
    for (qsizetype i = 0; i < a.size(); ++i) {
        for (qsizetype j = std::max<qsizetype>(0, i - reach); j < std::min(b.size(), i + reach + 1); ++j) {
            if (usedB[static_cast<size_t>(j)] || a[i] != b[j])
                continue;
            usedA[static_cast<size_t>(i)] = usedB[static_cast<size_t>(j)] = true;
            ++matches;
            break;
        }
    }
    if (matches == 0)
        return 0;
    double outOfPlace = 0;
    for (qsizetype i = 0, j = 0; i < a.size(); ++i) {
        if (!usedA[static_cast<size_t>(i)])
            continue;
        while (!usedB[static_cast<size_t>(j)])
            ++j;
        outOfPlace += a[i] != b[j] ? 1 : 0;
        ++j;
    }
    const double jaro = (matches / static_cast<double>(a.size()) + matches / static_cast<double>(b.size())
                            + (matches - outOfPlace / 2) / matches)
        / 3;
    int prefix = 0;
    while (prefix < 4 && prefix < a.size() && prefix < b.size() && a[prefix] == b[prefix])
        ++prefix;
    return jaro + prefix * 0.1 * (1 - jaro);
}

// American Soundex (National Archives, "The Soundex Indexing System"); empty for what is not Latin script.
QByteArray soundex(QStringView word)
{
    constexpr std::array<char, 26> digit{'0', '1', '2', '3', '0', '1', '2', '-', '0', '2', '2', '4', '5', '5',
        '0', '1', '2', '6', '2', '3', '0', '1', '-', '2', '0',
        '2'}; // '0' a vowel, '-' h and w, which part nothing
    QByteArray code;
    char last = 0;
    for (const QChar c : word) {
        const char16_t letter = c.toLower().unicode();
        if (letter < u'a' || letter > u'z')
            return {};
        const char d = digit[letter - u'a'];
        if (code.isEmpty())
            code += static_cast<char>(letter);
        else if (d != '0' && d != '-' && d != last)
            code += d;
        if (d != '-')
            last = d;
        if (code.size() == 4)
            break;
    }
    return code.isEmpty() ? code : code.leftJustified(4, '0');
}

struct ComparableName
{
    QString sorted; // folded words in alphabetical order: the order of family and given name does not matter
    QList<QByteArray> sounds; // in the same order
};

std::vector<ComparableName> comparableNames(const PatientDetails& details)
{
    std::vector<ComparableName> names;
    for (const HumanName& name : details.names) {
        const QString whole = name.family.isEmpty() && name.given.isEmpty()
            ? name.text
            : name.family + u' ' + name.given.join(u' ');
        QStringList words = foldedForSearch(whole).split(u' ', Qt::SkipEmptyParts);
        words.sort();
        ComparableName comparable{words.join(u' '), {}};
        for (const QString& word : words)
            comparable.sounds << soundex(word);
        std::sort(comparable.sounds.begin(), comparable.sounds.end());
        if (!comparable.sorted.isEmpty())
            names.push_back(std::move(comparable));
    }
    return names;
}

struct Agreement
{
    double value = 0; // 0 to 1
    const char* reason = nullptr;
};

Agreement nameAgreement(const std::vector<ComparableName>& a, const std::vector<ComparableName>& b)
{
    Agreement best;
    for (const ComparableName& x : a) {
        for (const ComparableName& y : b) {
            const bool soundsAlike = !x.sounds.contains(QByteArray()) && x.sounds == y.sounds;
            const double letters = jaroWinkler(x.sorted, y.sorted);
            const double value = soundsAlike ? std::max(letters, 0.92) : letters;
            if (value > best.value)
                best = {value, letters >= 0.92 ? "name" : soundsAlike ? "name-sounds-alike" : nullptr};
        }
    }
    return best;
}

// None where one of them is not known.
std::optional<Agreement> birthAgreement(const base::PartialDate& a, const base::PartialDate& b)
{
    if (a.isNull() || b.isNull())
        return std::nullopt;
    if (a == b && a.isComplete())
        return Agreement{1, "birth-date"};
    if (a.isCompatibleWith(b))
        return Agreement{0.8, "birth-year"};
    if (a.year() == b.year() && a.month() == b.day() && a.day() == b.month())
        return Agreement{0.8, "birth-date"}; // day and month the wrong way round
    if (a.isComplete() && b.isComplete()) {
        const int same = (a.year() == b.year() ? 1 : 0) + (a.month() == b.month() ? 1 : 0)
            + (a.day() == b.day() ? 1 : 0);
        if (same == 2)
            return Agreement{0.6, "birth-year"}; // one of three mistyped
    }
    return Agreement{std::abs(a.year() - b.year()) <= 1 ? 0.4 : 0.0, nullptr};
}

bool sharesIdentifier(const PatientDetails& a, const PatientDetails& b)
{
    return std::any_of(a.identifiers.begin(), a.identifiers.end(), [&](const Identifier& mine) {
        return !mine.value.isEmpty()
            && std::any_of(b.identifiers.begin(), b.identifiers.end(), [&](const Identifier& theirs) {
                   return mine.value == theirs.value && mine.system == theirs.system;
               });
    });
}

QString digitsOf(const QString& phone)
{
    QString digits;
    for (const QChar c : phone) {
        if (c.isDigit())
            digits += c;
    }
    return digits.right(8); // with or without the country's prefix
}

DuplicateCandidate compare(
    const PatientDetails& candidate, const std::vector<ComparableName>& names, const PatientRow& row)
{
    DuplicateCandidate result{row.id, 0, {}};
    const Agreement name = nameAgreement(names, comparableNames(row.details));
    if (name.reason != nullptr)
        result.reasons << QString::fromLatin1(name.reason);
    // Names that share no more than some letters say nothing, whatever the birth date: many are born on one
    // day.
    const double alike = name.value < 0.75 ? 0 : name.value;
    // A name alone is common: without a birth date to compare, the likeness counts for less.
    const auto birth = birthAgreement(candidate.birthDate, row.details.birthDate);
    double score = birth ? 0.6 * alike + 0.4 * birth->value : 0.85 * alike;
    if (birth && birth->reason != nullptr)
        result.reasons << QString::fromLatin1(birth->reason);
    if (candidate.sex != Sex::Unknown && row.details.sex != Sex::Unknown) {
        if (candidate.sex == row.details.sex)
            result.reasons << QStringLiteral("sex");
        else
            score -= 0.15;
    }
    const QString phone = digitsOf(candidate.phone);
    if (phone.size() >= 6 && phone == digitsOf(row.details.phone)) {
        result.reasons << QStringLiteral("phone");
        score += 0.15;
    }
    if (sharesIdentifier(candidate, row.details)) {
        result.reasons.prepend(QStringLiteral("identifier"));
        score = 1;
    }
    result.score = std::clamp(score, 0.0, 1.0);
    return result;
}

} // namespace

std::vector<DuplicateCandidate> likelyDuplicates(
    const PatientDetails& candidate, const PatientIndex& index, double threshold, size_t limit)
{
    const std::vector<ComparableName> names = comparableNames(candidate);
    std::vector<DuplicateCandidate> likely;
    for (const PatientRow* row : index.rows()) {
        if (!row->mergedInto.isNull())
            continue;
        DuplicateCandidate compared = compare(candidate, names, *row);
        const bool said
            = !compared.reasons.isEmpty() && compared.reasons != QStringList{QStringLiteral("sex")};
        if (compared.score >= threshold && said)
            likely.push_back(std::move(compared));
    }
    std::sort(likely.begin(), likely.end(), [](const DuplicateCandidate& a, const DuplicateCandidate& b) {
        return std::tie(b.score, a.patient) < std::tie(a.score, b.patient);
    });
    if (likely.size() > limit)
        likely.resize(limit);
    return likely;
}

} // namespace twinward::record
