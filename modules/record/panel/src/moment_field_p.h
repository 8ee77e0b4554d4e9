#pragma once

// When something happened, as exactly as it is known: a date (whole or in part) and, where known, the time.

#include "base/moment.h"

#include <QWidget>

class QLineEdit;

namespace twinward::workbench {
class DateField;
}

namespace twinward::record {

class MomentField : public QWidget
{
    Q_OBJECT

public:
    explicit MomentField(QWidget* parent = nullptr);

    void setMoment(const base::Moment& moment);
    // None while what stands there can't be read or lies in the future; a null moment where it is empty.
    [[nodiscard]] std::optional<base::Moment> moment() const;
    [[nodiscard]] QString problem() const; // translated; empty where there is none

signals:
    void changed();

protected:
    void changeEvent(QEvent* event) override;

private:
    void judge();
    void retranslate();
    [[nodiscard]] std::optional<QTime> time() const; // invalid where empty, none where it can't be read

    workbench::DateField* m_date;
    QLineEdit* m_time;
    base::Moment m_set; // given back while the fields still say the same: seconds are not lost by looking
};

} // namespace twinward::record
