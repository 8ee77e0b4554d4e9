#pragma once

// Widgets in a row that goes on in the next line where the panel is narrow: a dock is as wide as there is
// room, and its buttons and chips must stay in reach.

#include <QLayout>

namespace twinward::workbench {

class FlowLayout : public QLayout
{
    Q_OBJECT

public:
    explicit FlowLayout(int spacing);
    ~FlowLayout() override;

    void addItem(QLayoutItem* item) override { m_items.append(item); }
    [[nodiscard]] int count() const override { return static_cast<int>(m_items.size()); }
    [[nodiscard]] QLayoutItem* itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem* takeAt(int index) override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return {}; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override { return minimumSize(); }
    [[nodiscard]] QSize minimumSize() const override;
    void setGeometry(const QRect& box) override;

private:
    enum class Places { Measure, Set };
    int place(const QRect& box, Places places) const; // the height it takes

    QList<QLayoutItem*> m_items;
};

} // namespace twinward::workbench
