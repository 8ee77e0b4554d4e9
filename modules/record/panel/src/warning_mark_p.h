#pragma once

// A triangle with an exclamation mark, drawn, so that no font has to have it: the shape that goes with a
// warning's colour and word.

#include "workbench/theme.h"

#include <QWidget>

namespace twinward::record {

class WarningMark : public QWidget
{
    Q_OBJECT

public:
    explicit WarningMark(QWidget* parent = nullptr);
    void setRole(workbench::Theme::Role role);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    workbench::Theme::Role m_role = workbench::Theme::Role::Danger;
};

} // namespace twinward::record
