#pragma once

// A birth date as people give it: a date, a month, a year, or only how old somebody is about. What was
// understood is shown in full beside the field while it is typed.

#include "base/partial_date.h"

#include <QLabel>
#include <QLineEdit>

namespace twinward::record {

// "17 May 1980", "1980-05", "5/1980", "1980"; "about 45", "45 years", "45岁" give the year, "7 months" year
// and month. None where it can't be read, or only in two ways (4/5/1980), or lies after today or over 130
// years before.
[[nodiscard]] std::optional<base::PartialDate> readBirthDate(QStringView text, QDate today);

class BirthDateField : public QWidget
{
    Q_OBJECT

public:
    explicit BirthDateField(QWidget* parent = nullptr);

    void setDate(const base::PartialDate& date);
    [[nodiscard]] std::optional<base::PartialDate> date() const; // null where the field is empty
    [[nodiscard]] QLineEdit* line() const { return m_line; }
    [[nodiscard]] QString problem() const; // translated; empty where there is none

signals:
    void changed();

protected:
    void changeEvent(QEvent* event) override;

private:
    void showReading();

    QLineEdit* m_line;
    QLabel* m_reading;
};

} // namespace twinward::record
