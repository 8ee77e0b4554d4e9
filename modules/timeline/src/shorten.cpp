#include "timeline/shorten.h"

#include <algorithm>

namespace twinward::timeline {

namespace {

constexpr qsizetype fewest = 3; // characters that still say something

// Back to before the word that a cut at `length` would go through, where that word holds a figure.
qsizetype safeCut(const QString& text, qsizetype length)
{
    qsizetype begin = length;
    while (begin > 0 && !text[begin - 1].isSpace())
        --begin;
    qsizetype end = length;
    while (end < text.size() && !text[end].isSpace())
        ++end;
    const auto word = QStringView(text).mid(begin, end - begin);
    const bool figure = std::any_of(word.begin(), word.end(), [](QChar c) { return c.isDigit(); });
    if (length < end && figure)
        length = begin;
    // Half of a character outside the basic plane is none.
    if (length > 0 && length < text.size() && text[length - 1].isHighSurrogate())
        --length;
    return length;
}

QString cut(const QString& text, qsizetype length)
{
    const QString kept = text.left(safeCut(text, length)).trimmed();
    return kept.size() < fewest ? QString() : kept + QChar(0x2026);
}

} // namespace

QString shortenedToLength(const QString& text, qsizetype length)
{
    return text.size() <= length ? text : cut(text, length);
}

QString shortenedToWidth(const QString& text, double width, const MeasureText& measure)
{
    const double whole = measure(text);
    if (whole <= width)
        return text;
    // Begin where letters of one width would end; then the few steps to the truth.
    auto length = static_cast<qsizetype>(static_cast<double>(text.size()) * width / whole);
    length = std::clamp<qsizetype>(length, 0, text.size());
    while (length > 0 && measure(cut(text, length)) > width)
        --length;
    return cut(text, length);
}

} // namespace twinward::timeline
