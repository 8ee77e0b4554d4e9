#pragma once

// Whom this user opened last, newest first: kept sealed under the user's own key, never in a settings file.

#include "workbench/patient_context.h"

#include <QObject>

namespace twinward::record {

class RecentPatients : public QObject
{
    Q_OBJECT

public:
    RecentPatients(workbench::Session& session, workbench::PatientContext& context, QObject* parent);

    [[nodiscard]] const std::vector<PatientId>& patients() const { return m_patients; }

signals:
    void changed();

private:
    void load();
    void remember(PatientId patient);

    workbench::Session& m_session;
    std::vector<PatientId> m_patients;
};

} // namespace twinward::record
