#include "patient_list_model_p.h"

#include "last_seen_list_p.h"
#include "text_p.h"
#include "workbench/format.h"
#include "workbench/theme.h"

namespace twinward::record {

using workbench::Theme;

namespace {

// The day is enough in a list; the time of day stands in the chart.
QString day(const base::Moment& seen)
{
    if (seen.isNull() || seen.precision() < base::Moment::Precision::Day)
        return workbench::formatMoment(seen);
    return workbench::formatDate(QDateTime::fromMSecsSinceEpoch(seen.utcMs()).date());
}

bool isRight(int column)
{
    return column == PatientListModel::Age || column == PatientListModel::BirthDate
        || column == PatientListModel::LastSeen;
}

} // namespace

PatientListModel::PatientListModel(const LastSeenList* lastSeen, QObject* parent)
    : QAbstractTableModel(parent)
    , m_lastSeen(lastSeen)
{ }

void PatientListModel::showLastSeen()
{
    if (!m_rows.empty())
        emit dataChanged(index(0, LastSeen), index(rowCount() - 1, LastSeen));
}

void PatientListModel::show(workbench::PatientIndexPtr index, std::vector<const PatientRow*> rows)
{
    beginResetModel();
    m_index = std::move(index);
    m_rows = std::move(rows);
    endResetModel();
}

PatientId PatientListModel::patientAt(int row) const
{
    return row >= 0 && static_cast<size_t>(row) < m_rows.size() ? m_rows[static_cast<size_t>(row)]->id
                                                                : PatientId();
}

int PatientListModel::rowOf(PatientId patient) const
{
    const auto found = std::find_if(
        m_rows.begin(), m_rows.end(), [&](const PatientRow* row) { return row->id == patient; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

void PatientListModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_rows.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int PatientListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int PatientListModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString PatientListModel::text(const PatientRow& row, int column) const
{
    switch (column) {
    case Name: {
        const QString others = text::otherNames(row.details);
        const QString name = others.isEmpty() ? workbench::formatName(row.details)
                                              : tr("%1 (%2)", "name, the name as otherwise written")
                                                    .arg(workbench::formatName(row.details), others);
        return row.conflict ? tr("%1 — two versions to settle").arg(name) : name;
    }
    case SexColumn:
        return row.details.sex == Sex::Unknown ? QString() : workbench::formatSex(row.details.sex);
    case Age:
        return row.details.deceased ? tr("Died") : workbench::formatAge(row.details);
    case BirthDate:
        return workbench::formatDate(row.details.birthDate);
    case LastSeen:
        return m_lastSeen != nullptr ? day(m_lastSeen->of(row.id)) : QString();
    case IdentifierColumn:
        return text::mainIdentifier(row.details);
    case Phone:
        return row.details.phone;
    default:
        return {};
    }
}

// What a screen reader says of a row: nothing that could be taken for another patient's.
QString PatientListModel::spoken(const PatientRow& row) const
{
    QStringList parts;
    for (int column = 0; column < ColumnCount; ++column)
        parts << text(row, column);
    parts.removeAll(QString());
    return parts.join(tr(", ", "between the items of a list"));
}

QVariant PatientListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || static_cast<size_t>(index.row()) >= m_rows.size())
        return {};
    const PatientRow& row = *m_rows[static_cast<size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return index.column() == Name ? spoken(row) : text(row, index.column());
    case Qt::ForegroundRole:
        if (index.column() == Name && row.conflict)
            return Theme::instance().color(Theme::Role::Caution);
        return Theme::instance().color(index.column() == IdentifierColumn || index.column() == Phone
                ? Theme::Role::Secondary
                : Theme::Role::Text);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            Qt::Alignment((isRight(index.column()) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    default:
        return {};
    }
}

QVariant PatientListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(
            Qt::Alignment((isRight(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Name");
    case SexColumn:
        return tr("Sex");
    case Age:
        return tr("Age");
    case BirthDate:
        return tr("Born");
    case LastSeen:
        return tr("Last seen");
    case IdentifierColumn:
        return tr("Identifier");
    case Phone:
        return tr("Phone");
    default:
        return {};
    }
}

} // namespace twinward::record
