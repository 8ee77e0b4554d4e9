#pragma once

// When it was measured: empty means the moment of saving; otherwise a time of day, a date with a time, or so
// many minutes ago. The future is refused, and what was understood stands beside it in full.

#include <optional>
#include <QDateTime>
#include <QLineEdit>

namespace twinward::vitals {

// "14:05", "1405", "19 Nov 14:05", "2026-11-19 14:05", "-20" (minutes ago). None where it is none of these.
[[nodiscard]] std::optional<QDateTime> readTime(QStringView text, const QDateTime& now);

class TimeField : public QLineEdit
{
    Q_OBJECT

public:
    explicit TimeField(QWidget* parent = nullptr);

    [[nodiscard]] bool isNow() const { return text().trimmed().isEmpty(); }
    // None while what stands there can't be read or lies ahead.
    [[nodiscard]] std::optional<QDateTime> time(const QDateTime& now) const;
    void setTime(const QDateTime& time);
    // Why it is refused, translated; empty where it is not.
    [[nodiscard]] QString problem(const QDateTime& now) const;
    // What it means, in full: "20 Nov 2026, 14:05 · 15 min ago".
    [[nodiscard]] QString meaning(const QDateTime& now) const;
};

} // namespace twinward::vitals
