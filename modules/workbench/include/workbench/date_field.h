#pragma once

// A date typed by hand that can't be misread: 20 Nov 2026, 2026-11-20, 20.11.2026, 2026年11月20日; where
// allowed, also only a month or a year. What was understood is written back in full when the field is left.

#include "base/partial_date.h"

#include <optional>
#include <QLineEdit>

namespace twinward::workbench {

// The date a person means; none where it can't be one or could be two (4/5/2026).
[[nodiscard]] std::optional<base::PartialDate> readDate(QStringView text);

class DateField : public QLineEdit
{
    Q_OBJECT

public:
    enum class Accept { WholeDate, PartOfDate };
    explicit DateField(Accept accept, QWidget* parent = nullptr);

    void setDate(const base::PartialDate& date);
    // Empty field: a null date. None while what stands there is no date, or not one that is accepted.
    [[nodiscard]] std::optional<base::PartialDate> date() const;
    // Dates outside are refused; null leaves that side open.
    void setRange(QDate earliest, QDate latest);
    // Why it is refused, translated; empty where it is not.
    [[nodiscard]] QString problem() const;

signals:
    void dateChanged();

protected:
    void focusOutEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void judge();
    void retranslate();

    Accept m_accept;
    QDate m_earliest;
    QDate m_latest;
};

} // namespace twinward::workbench
