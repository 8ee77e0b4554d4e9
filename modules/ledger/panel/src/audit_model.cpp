#include "audit_model_p.h"

#include "workbench/format.h"

#include <algorithm>
#include <QDateTime>

namespace twinward::ledger {

using record::AccessLogged;
using record::RecordedEvent;

void AuditModel::setEvents(
    std::vector<RecordedEvent> events, const record::Roster& roster, workbench::PatientIndexPtr patients)
{
    std::erase_if(
        events, [](const RecordedEvent& event) { return event.event.as<AccessLogged>() == nullptr; });
    std::ranges::reverse(events); // what one commit says, it says in order
    std::ranges::stable_sort(events,
        [](const RecordedEvent& one, const RecordedEvent& other) { return one.recorded > other.recorded; });
    m_events = std::move(events);
    m_roster = roster;
    m_patients = std::move(patients);
    refilter();
}

void AuditModel::setFilter(const AuditFilter& filter)
{
    m_filter = filter;
    refilter();
}

void AuditModel::retranslate()
{
    refilter();
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

void AuditModel::refilter()
{
    beginResetModel();
    m_shown.clear();
    for (size_t i = 0; i < m_events.size(); ++i) {
        if (passes(m_events[i]))
            m_shown.push_back(i);
    }
    endResetModel();
}

bool AuditModel::passes(const RecordedEvent& recorded) const
{
    const auto* access = recorded.event.as<AccessLogged>();
    const bool isByAuthor = access->action != AccessLogged::Action::FailedUnlock;
    if (!m_filter.user.isNull() && (recorded.author != m_filter.user || !isByAuthor))
        return false;
    if (m_filter.action && access->action != *m_filter.action)
        return false;
    const QDate day = QDateTime::fromMSecsSinceEpoch(recorded.recorded.wallMs()).date();
    if ((m_filter.from.isValid() && day < m_filter.from) || (m_filter.to.isValid() && day > m_filter.to))
        return false;
    if (m_filter.text.isEmpty())
        return true;
    for (int column = 0; column < ColumnCount; ++column) {
        if (text(recorded, column).contains(m_filter.text, Qt::CaseInsensitive))
            return true;
    }
    return false;
}

int AuditModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int AuditModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant AuditModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    return text(m_events[m_shown[static_cast<size_t>(index.row())]], index.column());
}

QString AuditModel::text(const RecordedEvent& recorded, int column) const
{
    const auto* access = recorded.event.as<AccessLogged>();
    switch (column) {
    case When:
        return workbench::formatDateTime(QDateTime::fromMSecsSinceEpoch(recorded.recorded.wallMs()));
    case Who: {
        if (access->action == AccessLogged::Action::FailedUnlock)
            return tr("Somebody"); // it is logged by the next who got in
        const record::Member* member = m_roster.find(recorded.author);
        return member != nullptr ? member->name : tr("Unknown user");
    }
    case What:
        return actionText(access->action);
    case Patient: {
        if (access->patient.isNull())
            return {};
        const record::PatientRow* row = m_patients ? m_patients->find(access->patient) : nullptr;
        return row != nullptr && !row->name.isEmpty() ? row->name : access->patient.toString();
    }
    case Detail:
        return detailText(*access);
    case Why:
        return purposeText(access->purpose);
    default:
        return {};
    }
}

QVariant AuditModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignLeft | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case When:
        return tr("When");
    case Who:
        return tr("Who");
    case What:
        return tr("What");
    case Patient:
        return tr("Patient");
    case Detail:
        return tr("Detail");
    case Why:
        return tr("Why");
    default:
        return {};
    }
}

QString AuditModel::actionText(AccessLogged::Action action)
{
    switch (action) {
    case AccessLogged::Action::ReadRecord:
        return tr("Read the record");
    case AccessLogged::Action::Search:
        return tr("Searched");
    case AccessLogged::Action::Export:
        return tr("Exported");
    case AccessLogged::Action::Unlock:
        return tr("Unlocked");
    case AccessLogged::Action::FailedUnlock:
        return tr("Failed to unlock");
    case AccessLogged::Action::Lock:
        return tr("Locked");
    case AccessLogged::Action::Print:
        return tr("Printed");
    case AccessLogged::Action::Import:
        return tr("Imported");
    }
    return {};
}

// What the ledger writes of itself is said in the reader's language; what a person searched, as it was.
QString AuditModel::detailText(const AccessLogged& access)
{
    if (access.action == AccessLogged::Action::FailedUnlock)
        return tr("Attempts: %1").arg(access.detail);
    if (access.action == AccessLogged::Action::Unlock && access.detail == QLatin1String("recovery code"))
        return tr("With the recovery code");
    if (access.action == AccessLogged::Action::Unlock && access.detail == QLatin1String("new clinic"))
        return tr("Set the clinic up");
    return access.detail;
}

// HL7 v3 PurposeOfUse, the codes this clinic uses; others are shown as they are.
QString AuditModel::purposeText(const QString& purpose)
{
    if (purpose == QLatin1String("TREAT"))
        return tr("Treatment");
    if (purpose == QLatin1String("ETREAT"))
        return tr("Emergency treatment");
    if (purpose == QLatin1String("HOPERAT"))
        return tr("Running the clinic");
    if (purpose == QLatin1String("PATADMIN"))
        return tr("Patient administration");
    if (purpose == QLatin1String("PATRQT"))
        return tr("The patient asked");
    return purpose;
}

} // namespace twinward::ledger
