#pragma once

// For whom a bundle is, and where it goes.

#include "computer_rows_p.h"

#include <QDialog>

class QComboBox;

namespace twinward::sync {

class BundleDialog : public QDialog
{
    Q_OBJECT

public:
    BundleDialog(
        const std::vector<ComputerRow>& computers, const QString& clinic, QWidget* parent); // deletes itself

signals:
    // device: none for all of them.
    void chosen(const QString& path, twinward::record::DeviceId device);

private:
    void choosePlace();

    std::vector<record::DeviceId> m_devices; // in the order of the box
    QString m_clinic;
    QComboBox* m_forWhom;
};

} // namespace twinward::sync
