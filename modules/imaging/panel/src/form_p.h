#pragma once

// How the controls beside the views lay out a group's rows.

#include <QFormLayout>
#include <QGroupBox>

namespace twinward::imaging {

inline QFormLayout* formOf(QGroupBox* box)
{
    auto* form = new QFormLayout(box);
    form->setContentsMargins(8, 8, 8, 8);
    form->setSpacing(4);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    return form;
}

} // namespace twinward::imaging
