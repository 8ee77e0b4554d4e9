// What is under the hand in the charts: the words on a point, the selection shared with other panels, the
// correction of what is selected.

#include "charts_panel_p.h"
#include "correction_dialog_p.h"
#include "sign_text_p.h"
#include "track_plot_p.h"
#include "units_p.h"
#include "workbench/format.h"

#include <QAction>
#include <QToolTip>

namespace twinward::vitals {

void ChartsPanel::showHover(int /*track*/, quint32 source, const QPoint& where)
{
    const QString text = describe(source);
    if (text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(where, text, m_plot);
}

QString ChartsPanel::describe(quint32 source) const
{
    if (const Score* score = m_tracks.score(source))
        return tr("NEWS2 %1 · %2\n%3", "total, band, time")
            .arg(score->complete ? QString::number(score->total) : QStringLiteral("≥ %1").arg(score->total),
                SignText::band(score->band),
                workbench::formatDateTime(QDateTime::fromMSecsSinceEpoch(score->atMs)));
    const Sample* sample = m_tracks.sample(source);
    if (sample == nullptr)
        return {};
    QStringList lines;
    lines << tr("%1: %2", "sign, value")
                 .arg(SignText::label(sample->sign), SignText::value(*sample, m_units.unit(sample->sign)));
    lines << workbench::formatMoment(sample->at);
    lines << m_workspace.session.roster().nameOf(sample->author);
    if (!sample->method.isEmpty())
        lines << sample->method;
    if (sample->corrected)
        lines << tr("Corrected since it was first recorded");
    if (sample->conflict)
        lines << tr("Two versions differ: settle it in the record");
    return lines.join(u'\n');
}

void ChartsPanel::choose(quint32 source)
{
    if (const Sample* sample = m_tracks.sample(source))
        m_workspace.context.select(sample->event);
}

void ChartsPanel::followSelection()
{
    const auto selected = m_workspace.context.selected();
    const quint32 source = selected && m_shown ? m_tracks.sourceOf(*selected) : TrackPoint::noSource;
    m_plot->setSelectedSource(source);
    m_correct->setEnabled(source != TrackPoint::noSource);
}

void ChartsPanel::correct()
{
    const auto selected = m_workspace.context.selected();
    const Sample* sample = selected ? m_tracks.sample(m_tracks.sourceOf(*selected)) : nullptr;
    if (sample == nullptr)
        return;
    auto* dialog = new CorrectionDialog(m_workspace, m_tracks.vitals(), *sample, this);
    dialog->open();
}

} // namespace twinward::vitals
