#include "palette_delegate_p.h"

#include "workbench/theme.h"

#include <QPainter>

namespace twinward::workstation {

using workbench::Theme;

void PaletteDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Theme& theme = Theme::instance();
    painter->save();
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, theme.color(Theme::Role::Selection));
    QRect line = option.rect.adjusted(theme.px(8), 0, -theme.px(8), 0);
    const QString keys = index.data(KeysRole).toString();
    painter->setFont(theme.font(Theme::Type::Body, QFont::DemiBold));
    painter->setPen(theme.color(Theme::Role::Secondary));
    const int keysWidth = std::max(theme.px(80), painter->fontMetrics().horizontalAdvance(keys));
    painter->drawText(line, Qt::AlignRight | Qt::AlignVCenter, keys);
    line.setRight(line.right() - keysWidth - theme.px(12));
    painter->setFont(theme.font(Theme::Type::Small));
    const QString group = index.data(GroupRole).toString();
    painter->drawText(line, Qt::AlignRight | Qt::AlignVCenter, group);
    line.setRight(line.right() - painter->fontMetrics().horizontalAdvance(group) - theme.px(12));
    painter->setFont(theme.font(Theme::Type::Body));
    painter->setPen(theme.color(Theme::Role::Text));
    const QString text = index.data(Qt::DisplayRole).toString();
    painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
        painter->fontMetrics().elidedText(text, Qt::ElideRight, line.width()));
    painter->restore();
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    return {QStyledItemDelegate::sizeHint(option, index).width(), Theme::instance().rowHeight()};
}

} // namespace twinward::workstation
