#include "tracks_menu_p.h"

#include <QKeyEvent>
#include <QMouseEvent>

namespace twinward::vitals {

TracksMenu::TracksMenu(workbench::Session& session, QWidget* parent)
    : QMenu(parent)
    , m_hidden(session, QStringLiteral("vitals/hiddenTracks"))
    , m_all(new QAction(this))
{
    setObjectName(QStringLiteral("tracks"));
    connect(m_all, &QAction::triggered, this, [this] { m_hidden.set({}); });
    connect(&m_hidden, &workbench::HiddenNames::changed, this, &TracksMenu::changed);
    retranslate();
}

std::vector<Track> TracksMenu::choose(std::vector<Track> tracks)
{
    const bool same = tracks.size() == m_tracks.size()
        && std::equal(tracks.begin(), tracks.end(), m_tracks.begin(),
            [](const Track& track, const QAction* action) { return action->data().toString() == track.id; });
    if (!same) {
        // Not clear(): it deletes what is the menu's own, m_all with it.
        for (QAction* action : actions()) {
            removeAction(action);
            if (action != m_all)
                action->deleteLater();
        }
        m_tracks.clear();
        for (const Track& track : tracks) {
            auto* action = addAction(track.title);
            action->setCheckable(true);
            action->setData(track.id);
            connect(action, &QAction::toggled, this, &TracksMenu::take);
            m_tracks.push_back(action);
        }
        addSeparator();
        addAction(m_all);
    }
    m_hiddenCount = 0;
    for (size_t i = 0; i < tracks.size(); ++i) {
        const QSignalBlocker quiet(m_tracks[i]);
        m_tracks[i]->setText(tracks[i].title);
        m_tracks[i]->setChecked(!m_hidden.contains(tracks[i].id));
        m_hiddenCount += m_hidden.contains(tracks[i].id) ? 1 : 0;
    }
    m_all->setEnabled(m_hiddenCount > 0);
    std::erase_if(tracks, [this](const Track& track) { return m_hidden.contains(track.id); });
    return tracks;
}

// Tracks this patient has nothing for stay as they were chosen.
void TracksMenu::take()
{
    QSet<QString> hidden = m_hidden.names();
    for (const QAction* action : m_tracks) {
        if (action->isChecked())
            hidden.remove(action->data().toString());
        else
            hidden.insert(action->data().toString());
    }
    m_hidden.set(hidden);
}

void TracksMenu::retranslate()
{
    m_all->setText(tr("Show &all"));
    setAccessibleName(tr("Tracks that are drawn"));
}

void TracksMenu::keyPressEvent(QKeyEvent* event)
{
    QAction* action = activeAction();
    if (event->key() == Qt::Key_Space && action != nullptr && action->isCheckable())
        return action->toggle();
    QMenu::keyPressEvent(event);
}

void TracksMenu::mouseReleaseEvent(QMouseEvent* event)
{
    QAction* action = actionAt(event->position().toPoint());
    if (action != nullptr && action->isCheckable())
        return action->toggle();
    QMenu::mouseReleaseEvent(event);
}

} // namespace twinward::vitals
