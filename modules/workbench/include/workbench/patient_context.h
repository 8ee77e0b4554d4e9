#pragma once

// What panels share while they are open: whose chart it is, the instant the linked cursor stands at, what is
// selected. A panel changes these here and follows their signals; panels don't know each other.

#include "base/error.h"
#include "workbench/session.h"

#include <optional>
#include <QObject>

namespace twinward::workbench {

class PatientContext : public QObject
{
    Q_OBJECT

public:
    explicit PatientContext(Session& session, QObject* parent = nullptr);

    [[nodiscard]] record::PatientId patient() const { return m_patient; } // none when no chart is open
    [[nodiscard]] ChartPtr chart() const { return m_chart; } // null while it loads
    void open(record::PatientId patient); // none closes
    [[nodiscard]] bool isLoading() const { return m_loading; }

    // Milliseconds since 1970 under the shared cursor; none when it is nowhere.
    [[nodiscard]] std::optional<qint64> cursorMs() const { return m_cursorMs; }
    void setCursorMs(std::optional<qint64> ms);

    [[nodiscard]] std::optional<record::EventId> selected() const { return m_selected; }
    void select(std::optional<record::EventId> event);

signals:
    void patientChanged(); // another patient: chart() is null until chartChanged
    void chartChanged(); // loaded, or something was committed to it
    void loadFailed(const twinward::base::Error& error);
    void cursorChanged();
    void selectionChanged();

private:
    void load();

    Session& m_session;
    record::PatientId m_patient;
    std::vector<record::PatientId> m_records; // read as this patient's: itself and those merged into it
    ChartPtr m_chart;
    std::optional<qint64> m_cursorMs;
    std::optional<record::EventId> m_selected;
    bool m_loading = false;
    bool m_stale = false; // something was committed while it loaded
    bool m_opened = false; // the access of this patient is logged already
    quint64 m_generation = 0; // answers for a patient who is no longer open are dropped
};

} // namespace twinward::workbench
