#pragma once

// What hangs over the beds of the ward: who lies there, their early-warning score with the age of what it
// rests on, their last vital signs. Read only while somebody stands in the ward.

#include "headset_panel/headset.h"
#include "vitals_panel/ward_list.h"
#include "workbench/hidden_names.h"

#include <QTimer>

namespace twinward::headset {

class BedSigns : public QObject
{
    Q_OBJECT

public:
    BedSigns(workbench::Workspace& workspace, QObject* parent);

    void begin(); // reads the ward, and logs that it did
    void end(); // nothing is shown or kept

    [[nodiscard]] const std::vector<BedSign>& signs() const { return m_signs; }
    [[nodiscard]] int bedsElsewhere() const { return m_elsewhere; }
    [[nodiscard]] std::vector<Headset::Bed> beds() const;
    void setHidden(record::PatientId patient, Headset::OnTheBed how);

signals:
    void changed();
    void failed(const twinward::base::Error& error);

private:
    void draw();

    workbench::Workspace& m_workspace;
    workbench::HiddenNames m_hidden; // patients' ids
    std::unique_ptr<vitals::WardList> m_ward;
    std::vector<BedSign> m_signs;
    QTimer m_minute; // ages are told
    std::uint64_t m_version = 0;
    int m_elsewhere = 0;
};

// "Ward A / 3": the ward and the bed in it. Without a stroke the whole is the bed.
struct BedPlace
{
    QString ward;
    QString bed;
};
[[nodiscard]] BedPlace bedPlace(const QString& location);

[[nodiscard]] QImage bedSignPicture(const vitals::WardPatient& patient, qint64 nowMs);

} // namespace twinward::headset
