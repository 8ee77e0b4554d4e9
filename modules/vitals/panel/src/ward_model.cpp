#include "ward_model_p.h"

#include "sign_text_p.h"
#include "when_p.h"
#include "workbench/theme.h"
#include "workbench/widgets.h"

#include <QPainter>

namespace twinward::vitals {

using workbench::Theme;
using workbench::Tone;

namespace {

QDateTime toDateTime(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms);
}

QColor toneColour(Tone tone)
{
    const Theme& theme = Theme::instance();
    switch (tone) {
    case Tone::Secondary:
        return theme.color(Theme::Role::Secondary);
    case Tone::Good:
        return theme.color(Theme::Role::Good);
    case Tone::Caution:
        return theme.color(Theme::Role::Caution);
    case Tone::Danger:
        return theme.color(Theme::Role::Danger);
    case Tone::Plain:
        break;
    }
    return theme.color(Theme::Role::Text);
}

Tone dueTone(WardRow::Due due)
{
    switch (due) {
    case WardRow::Due::Overdue:
        return Tone::Danger;
    case WardRow::Due::Now:
    case WardRow::Due::Incomplete:
        return Tone::Caution;
    case WardRow::Due::Unknown:
    case WardRow::Due::Later:
        break;
    }
    return Tone::Secondary;
}

} // namespace

void WardModel::setPatients(const std::vector<WardPatient>& patients)
{
    m_given = patients;
    arrange();
}

void WardModel::setOrder(Order order)
{
    m_order = order;
    arrange();
}

void WardModel::arrange()
{
    beginResetModel();
    m_patients = m_given;
    if (m_order == Order::ByUrgency) {
        std::vector<WardRow> rows;
        for (const WardPatient& patient : m_patients)
            rows.push_back(patient.row);
        sortByUrgency(rows);
        m_patients.clear();
        for (const WardRow& row : rows) {
            const auto found = std::find_if(m_given.begin(), m_given.end(),
                [&row](const WardPatient& each) { return each.row.patient == row.patient; });
            m_patients.push_back(*found);
        }
    }
    endResetModel();
}

void WardModel::setDone(record::PatientId patient)
{
    m_done.insert(patient);
    const int row = rowOf(patient);
    if (row >= 0)
        emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

void WardModel::startRound()
{
    m_done.clear();
    if (!m_patients.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

record::PatientId WardModel::patientAt(int row) const
{
    return row >= 0 && row < rowCount() ? m_patients[static_cast<size_t>(row)].row.patient
                                        : record::PatientId();
}

int WardModel::rowOf(record::PatientId patient) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (patientAt(row) == patient)
            return row;
    }
    return -1;
}

int WardModel::nextToDo(int row) const
{
    for (int step = 1; step <= rowCount(); ++step) {
        const int next = (row + step) % rowCount();
        if (!m_done.contains(patientAt(next)))
            return next;
    }
    return -1;
}

int WardModel::doneCount() const
{
    return static_cast<int>(std::count_if(m_patients.begin(), m_patients.end(),
        [this](const WardPatient& each) { return m_done.contains(each.row.patient); }));
}

int WardModel::dueCount() const
{
    return static_cast<int>(std::count_if(m_patients.begin(), m_patients.end(), [](const WardPatient& each) {
        return each.row.due == WardRow::Due::Now || each.row.due == WardRow::Due::Overdue
            || each.row.due == WardRow::Due::Incomplete;
    }));
}

int WardModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_patients.size());
}

int WardModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString WardModel::trendText(const WardRow& row)
{
    switch (row.trend) {
    case WardRow::Trend::Rising:
        return tr("▲ from %1").arg(row.previousTotal.value_or(0));
    case WardRow::Trend::Falling:
        return tr("▼ from %1").arg(row.previousTotal.value_or(0));
    case WardRow::Trend::Steady:
        return tr("steady");
    case WardRow::Trend::Unknown:
        break;
    }
    return {};
}

QString WardModel::dueText(const WardRow& row)
{
    const QDateTime now = QDateTime::currentDateTime();
    const auto at
        = [&now](std::optional<qint64> ms) { return ms ? When::compact(toDateTime(*ms), now) : QString(); };
    switch (row.due) {
    case WardRow::Due::Unknown:
        return {};
    case WardRow::Due::Later:
        return tr("by %1").arg(at(row.dueMs));
    case WardRow::Due::Now:
        return row.continuous ? tr("monitor continuously") : tr("due since %1").arg(at(row.dueMs));
    case WardRow::Due::Overdue:
        return tr("overdue since %1").arg(at(row.overdueMs));
    case WardRow::Due::Incomplete:
        return tr("incomplete");
    }
    return {};
}

QString WardModel::text(const WardPatient& patient, int column) const
{
    const WardRow& row = patient.row;
    switch (column) {
    case Bed:
        return patient.bed.isEmpty() ? QStringLiteral("–") : patient.bed;
    case Name:
        return m_done.contains(row.patient) ? tr("✓ %1", "done, name").arg(patient.name) : patient.name;
    case News2Total:
        if (!row.score || row.score->band == Band::None)
            return QStringLiteral("–");
        return row.score->complete ? QString::number(row.score->total)
                                   : QStringLiteral("≥%1").arg(row.score->total);
    case Trend:
        return trendText(row);
    case LastSet:
        return row.lastSetMs ? When::age(QDateTime::currentMSecsSinceEpoch() - *row.lastSetMs) : tr("never");
    case Due:
        return dueText(row);
    default:
        return {};
    }
}

QVariant WardModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const WardPatient& patient = m_patients[static_cast<size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text(patient, index.column());
    case Qt::ToolTipRole:
        return index.column() == News2Total && patient.row.score ? SignText::band(patient.row.score->band)
                                                                 : text(patient, index.column());
    case bandRole:
        return static_cast<int>(patient.row.score ? patient.row.score->band : Band::None);
    case toneRole:
        if (index.column() == Due)
            return static_cast<int>(dueTone(patient.row.due));
        if (m_done.contains(patient.row.patient) && index.column() == Name)
            return static_cast<int>(Tone::Good);
        return static_cast<int>(
            index.column() == Name || index.column() == Bed ? Tone::Plain : Tone::Secondary);
    default:
        return {};
    }
}

QVariant WardModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Bed:
        return tr("Bed");
    case Name:
        return tr("Name");
    case News2Total:
        return QStringLiteral("NEWS2");
    case Trend:
        return tr("Trend");
    case LastSet:
        return tr("Last set");
    case Due:
        return tr("Next");
    default:
        return {};
    }
}

void WardDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Theme& theme = Theme::instance();
    painter->save();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, theme.color(Theme::Role::Selection));
    const QString text = index.data(Qt::DisplayRole).toString();
    if (index.column() == WardModel::News2Total) {
        const auto band = static_cast<Band>(index.data(WardModel::bandRole).toInt());
        const BandColours colours = bandColours(band);
        const QRect chip(option.rect.left() + theme.px(8), option.rect.center().y() - theme.px(10),
            theme.px(44), theme.px(20));
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(colours.ground);
        painter->drawRoundedRect(chip, 3, 3);
        painter->setPen(colours.figure.isValid() ? colours.figure : theme.color(Theme::Role::Text));
        painter->setFont(theme.font(Theme::Type::Body, QFont::DemiBold));
        painter->drawText(chip, Qt::AlignCenter, text);
    } else {
        painter->setPen(toneColour(static_cast<Tone>(index.data(WardModel::toneRole).toInt())));
        painter->setFont(theme.font(
            Theme::Type::Body, index.column() == WardModel::Name ? QFont::DemiBold : QFont::Normal));
        const QRect words = option.rect.adjusted(theme.px(8), 0, -theme.px(4), 0);
        painter->drawText(words, static_cast<int>(Qt::AlignVCenter) | Qt::AlignLeft,
            painter->fontMetrics().elidedText(text, Qt::ElideRight, words.width()));
    }
    painter->restore();
}

QSize WardDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Theme& theme = Theme::instance();
    const QFontMetrics metrics(theme.font(Theme::Type::Body, QFont::DemiBold));
    const int width = index.column() == WardModel::News2Total
        ? theme.px(60)
        : metrics.horizontalAdvance(index.data(Qt::DisplayRole).toString()) + theme.px(20);
    return {width, std::max(theme.rowHeight(), QStyledItemDelegate::sizeHint(option, index).height())};
}

} // namespace twinward::vitals
