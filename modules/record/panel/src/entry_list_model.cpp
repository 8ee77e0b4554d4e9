#include "entry_list_model_p.h"

#include "sensitive_mark_p.h"
#include "text_p.h"
#include "workbench/came_from.h"
#include "workbench/format.h"
#include "workbench/theme.h"

namespace twinward::record {

using workbench::Theme;

EntryListModel::EntryListModel(const EntryKind& kind, const workbench::Session& session, QObject* parent)
    : QAbstractTableModel(parent)
    , m_kind(kind)
    , m_session(session)
    , m_columns(kind.columns())
{ }

// Conflicts always stand: nobody has said yet which version is past.
bool EntryListModel::stands(const Entry& entry) const
{
    if (entry.state == EntryState::Conflict)
        return true;
    return entry.state == EntryState::Current && entry.authorised && m_kind.isCurrent(entry, *m_chart);
}

// It became sensitive: for who may not read that, it is not there.
bool EntryListModel::isHidden(const Entry& entry) const
{
    return isMovedToSensitive(entry) && !mayRead(m_session.user().role, Category::Sensitive);
}

void EntryListModel::show(workbench::ChartPtr chart, Listed listed)
{
    beginResetModel();
    m_chart = std::move(chart);
    m_rows.clear();
    m_hidden = 0;
    std::vector<const Entry*> others;
    if (m_chart) {
        const std::vector<Entry>& entries = m_chart->entries();
        for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
            if (m_kind.lists(entry->event()) && !isHidden(*entry))
                (stands(*entry) ? m_rows : others).push_back(&*entry);
        }
    }
    // An entry nobody was allowed to sign is never hidden: somebody has to look at it.
    for (const Entry* entry : others) {
        if (listed == Listed::All || m_kind.pastText().isEmpty() || !entry->authorised)
            m_rows.push_back(entry);
        else
            ++m_hidden;
    }
    endResetModel();
}

const Entry* EntryListModel::at(int row) const
{
    return row >= 0 && static_cast<size_t>(row) < m_rows.size() ? m_rows[static_cast<size_t>(row)] : nullptr;
}

int EntryListModel::rowOf(EventId anyVersion) const
{
    const Entry* wanted = m_chart ? m_chart->find(anyVersion) : nullptr;
    const auto found = std::find(m_rows.begin(), m_rows.end(), wanted);
    return wanted == nullptr || found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

void EntryListModel::retranslate()
{
    m_columns = m_kind.columns();
    emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    if (!m_rows.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int EntryListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int EntryListModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size()) + 1;
}

QString EntryListModel::stateText(const Entry& entry) const
{
    const RecordedEvent& last = entry.current();
    const QString author = m_session.roster().nameOf(last.author);
    const auto& cameFrom = entry.event().origin;
    if (!entry.authorised && cameFrom && cameFrom->inLetter == Origin::Letter::Missing)
        return tr("Not counted: in no letter from %1, entered here by %2").arg(cameFrom->clinicName, author);
    if (!entry.authorised)
        return tr("Not authorised: signed by %1").arg(author);
    if (entry.state == EntryState::Conflict)
        return tr("Two versions to settle");
    if (entry.state == EntryState::Retracted) {
        const auto* retraction = last.event.as<Retraction>();
        return tr("Taken back: %1", "reason").arg(retraction != nullptr ? retraction->reason : QString());
    }
    QStringList words;
    if (entry.event().category == Category::Sensitive)
        words << tr("Sensitive");
    if (cameFrom)
        words << tr("from %1", "another clinic").arg(cameFrom->clinicName)
              << workbench::cameFromShort(*cameFrom);
    words << m_kind.state(entry, *m_chart);
    if (entry.versions.size() > entry.notAuthorised.size() + 1)
        words << tr("amended");
    if (!entry.notAuthorised.empty())
        words << tr("a change not authorised");
    words.removeAll(QString());
    return words.join(tr(", ", "between the items of a list"));
}

QVariant EntryListModel::colour(const Entry& entry, int column) const
{
    const bool stateColumn = column == m_columns.size();
    const Theme& theme = Theme::instance();
    if (stateColumn && (!entry.authorised || !entry.notAuthorised.empty()))
        return theme.color(Theme::Role::Danger);
    if (stateColumn && entry.state == EntryState::Conflict)
        return theme.color(Theme::Role::Caution);
    return theme.color(stands(entry) ? Theme::Role::Text : Theme::Role::Secondary);
}

QVariant EntryListModel::data(const QModelIndex& index, int role) const
{
    const Entry* entry = index.isValid() ? at(index.row()) : nullptr;
    if (entry == nullptr)
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return index.column() == m_columns.size() ? stateText(*entry)
                                                  : m_kind.cell(*entry, *m_chart, index.column());
    case Qt::DecorationRole:
        return entry->event().category == Category::Sensitive && index.column() == m_kind.mainColumn()
            ? QVariant(sensitiveMark())
            : QVariant();
    case Qt::ForegroundRole:
        return colour(*entry, index.column());
    case Qt::FontRole: {
        QFont font = Theme::instance().font(Theme::Type::Body);
        font.setStrikeOut((entry->state == EntryState::Retracted || !entry->authorised)
            && index.column() < m_columns.size());
        if (index.column() == 0 && stands(*entry))
            font.setWeight(QFont::DemiBold);
        return font;
    }
    default:
        return {};
    }
}

QVariant EntryListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignLeft | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    return section < m_columns.size() ? m_columns[section] : tr("State");
}

} // namespace twinward::record
