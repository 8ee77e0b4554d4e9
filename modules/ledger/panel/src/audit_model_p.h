#pragma once

// The access log as a table: who read what, when and why; newest first, filtered.

#include "record/roster.h"
#include "workbench/session.h"

#include <QAbstractTableModel>
#include <QDate>

namespace twinward::ledger {

struct AuditFilter
{
    QString text; // in any column
    record::UserId user; // none: everybody
    std::optional<record::AccessLogged::Action> action;
    QDate from; // null: open on that side
    QDate to;
};

class AuditModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { When, Who, What, Patient, Detail, Why, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setEvents(std::vector<record::RecordedEvent> events, const record::Roster& roster,
        workbench::PatientIndexPtr patients);
    void setFilter(const AuditFilter& filter);
    [[nodiscard]] size_t total() const { return m_events.size(); }
    void retranslate();

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    [[nodiscard]] static QString actionText(record::AccessLogged::Action action);
    [[nodiscard]] static QString detailText(const record::AccessLogged& access);
    [[nodiscard]] static QString purposeText(const QString& purpose);

private:
    [[nodiscard]] QString text(const record::RecordedEvent& recorded, int column) const;
    [[nodiscard]] bool passes(const record::RecordedEvent& recorded) const;
    void refilter();

    std::vector<record::RecordedEvent> m_events; // newest first
    std::vector<size_t> m_shown; // indexes into m_events
    record::Roster m_roster;
    workbench::PatientIndexPtr m_patients;
    AuditFilter m_filter;
};

} // namespace twinward::ledger
