#pragma once

// Are you sure, and why: asked before a person is removed.

#include "record/roster.h"

#include <QDialog>

namespace twinward::ledger {

class RemovalDialog : public QDialog
{
    Q_OBJECT

public:
    explicit RemovalDialog(const record::Member& member, QWidget* parent = nullptr); // deletes itself

signals:
    void agreed(twinward::record::UserId user, const QString& reason);
};

} // namespace twinward::ledger
