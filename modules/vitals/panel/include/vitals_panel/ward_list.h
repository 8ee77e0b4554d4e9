#pragma once

// Who is on the ward round, read from the vault beside the session's own work: everybody with an open stay
// and a bed, and whoever the user added. The list is remembered under the user's key.

#include "vitals/ward.h"
#include "workbench/job.h"
#include "workbench/session.h"

namespace twinward::vitals {

struct WardPatient
{
    WardRow row;
    QString name;
    QString age; // "67 y"; empty where the birth date is not known
    QString bed; // "Ward A / 3"; empty without a stay
    bool isStaying = false; // an inpatient with a bed; others are there because somebody added them
};

class WardList : public QObject
{
    Q_OBJECT

public:
    explicit WardList(workbench::Session& session, QObject* parent = nullptr);

    [[nodiscard]] const std::vector<WardPatient>& patients() const { return m_patients; }
    void add(record::PatientId patient);
    void remove(record::PatientId patient);
    // Looks through every chart of the clinic for open stays.
    void search();
    [[nodiscard]] bool isRead() const { return m_isRead; } // the remembered list has been read at least once

signals:
    void changed();
    void searching(twinward::workbench::Job* job); // runs until the job has finished
    void failed(const twinward::base::Error& error);

private:
    enum class Listing { Stays, All };
    void take(const QByteArray& stored);
    void read(std::vector<record::PatientId> patients, Listing listing, workbench::Job* job);
    void put(const std::vector<WardPatient>& read);
    void store();
    void log(const std::vector<WardPatient>& read);

    workbench::Session& m_session;
    std::vector<record::PatientId> m_added;
    std::vector<record::PatientId> m_hidden; // taken off by hand, until the list is made again
    std::vector<WardPatient> m_patients;
    std::vector<record::PatientId> m_logged; // their access in this session is on record
    bool m_isRead = false;
};

// One patient's row, from their chart.
[[nodiscard]] WardPatient wardPatient(const record::Chart& chart, qint64 nowMs);

} // namespace twinward::vitals
