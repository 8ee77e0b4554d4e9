#pragma once

// A line of the palette: what it does on the left, its group and its keys on the right.

#include <QStyledItemDelegate>

namespace twinward::workstation {

class PaletteDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    enum Role { KeysRole = Qt::UserRole + 1, GroupRole };
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(
        QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace twinward::workstation
