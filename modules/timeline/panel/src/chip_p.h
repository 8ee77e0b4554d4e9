#pragma once

// A small button that is on or off: a lane, a filter, a range. Says its state by a tick, not by colour alone.

#include <QAbstractButton>

namespace twinward::timeline {

class Chip : public QAbstractButton
{
    Q_OBJECT

public:
    explicit Chip(QWidget* parent = nullptr);
    void setCount(int count); // shown behind the text; none where it is negative
    void setMark(const QColor& color); // a spot before the text, as the lane is drawn
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    [[nodiscard]] QString countText() const;
    int m_count = -1;
    QColor m_mark;
};

} // namespace twinward::timeline
