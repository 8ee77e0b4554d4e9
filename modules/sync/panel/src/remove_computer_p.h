#pragma once

// Are you sure, and why: asked before a lost or stolen computer is removed from the clinic.

#include <QDialog>

namespace twinward::sync {

class RemoveComputer : public QDialog
{
    Q_OBJECT

public:
    RemoveComputer(const QString& name, QWidget* parent); // deletes itself

signals:
    void agreed(const QString& reason);
};

} // namespace twinward::sync
