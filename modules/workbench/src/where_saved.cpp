#include "workbench/where_saved.h"

#include "workbench/when_done.h"

#include <QCoreApplication>
#include <QEvent>
#include <QTimer>

namespace twinward::workbench {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(WhereSaved)
};

} // namespace

QString whereText(const Whereabouts& where)
{
    switch (where.reached) {
    case Reached::ThisComputer:
        return where.isOnlyComputer ? Words::tr("○ Saved on this computer")
                                    : Words::tr("○ Saved on this computer only, so far");
    case Reached::AnotherComputer:
        return Words::tr("◐ Saved here and on %n other computer(s)", nullptr, where.others);
    case Reached::Destination:
        return Words::tr("● Arrived at %1", "the computer where the record is meant to arrive")
            .arg(where.destination);
    }
    return {};
}

Tone whereTone(const Whereabouts& where)
{
    return where.reached == Reached::ThisComputer ? Tone::Secondary : Tone::Good;
}

WhereSaved& WhereSaved::of(Session& session)
{
    if (auto* const existing = session.findChild<WhereSaved*>(QString(), Qt::FindDirectChildrenOnly))
        return *existing;
    return *new WhereSaved(session);
}

WhereSaved::WhereSaved(Session& session)
    : QObject(&session)
    , m_session(session)
{ }

void WhereSaved::publish(Known known)
{
    m_known = std::move(known);
    emit changed();
}

std::optional<Whereabouts> WhereSaved::find(record::EventId event)
{
    if (const auto place = m_places.constFind(event); place != m_places.cend())
        return whereIs(*place);
    m_wanted.insert(event);
    if (!std::exchange(m_lookingUp, true))
        QTimer::singleShot(0, this, &WhereSaved::lookUp); // all that one redraw asks for in one go
    return std::nullopt;
}

QString WhereSaved::textFor(record::EventId event)
{
    const auto where = find(event);
    return where ? whereText(*where) : QString();
}

void WhereSaved::lookUp()
{
    std::vector<record::EventId> wanted(m_wanted.cbegin(), m_wanted.cend());
    m_wanted.clear();
    const auto looked
        = m_session.run([wanted](ledger::Vault& vault) { return ledger::placesOf(vault, wanted); });
    whenDone(looked, this,
        [this, wanted](const base::Result<std::vector<std::optional<ledger::EventPlace>>>& places) {
            m_lookingUp = false;
            bool isAny = false;
            for (size_t i = 0; places && i < wanted.size(); ++i) {
                if ((*places)[i])
                    m_places.insert(wanted[i], *(*places)[i]);
                isAny = isAny || (*places)[i];
            }
            if (!m_wanted.isEmpty()) {
                m_lookingUp = true;
                lookUp();
            }
            if (isAny) // else whoever asks at changed() would ask for ever for what is not here
                emit changed();
        });
}

Whereabouts WhereSaved::whereIs(const ledger::EventPlace& place) const
{
    Whereabouts where;
    where.isOnlyComputer = m_known.isOnlyComputer;
    const auto holders = m_known.holders.find(place.chain);
    if (holders == m_known.holders.end())
        return where;
    for (const auto& [device, upTo] : holders->second) {
        if (upTo < place.seq)
            continue;
        ++where.others;
        where.reached = std::max(where.reached, Reached::AnotherComputer);
        if (const auto found = m_known.destinations.find(device); found != m_known.destinations.end()) {
            where.reached = Reached::Destination;
            where.destination = found->second;
        }
    }
    return where;
}

WhereLine::WhereLine(Session& session, OnOnlyComputer alone, QWidget* parent)
    : QLabel(parent)
    , m_saved(WhereSaved::of(session))
    , m_alone(alone)
{
    setObjectName(QStringLiteral("whereSaved"));
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    connect(&m_saved, &WhereSaved::changed, this, &WhereLine::redraw);
    redraw();
}

void WhereLine::setEvent(std::optional<record::EventId> event)
{
    m_event = event;
    redraw();
}

void WhereLine::redraw()
{
    const auto where = m_event ? m_saved.find(*m_event) : std::nullopt;
    setVisible(where && (m_alone == OnOnlyComputer::Said || !where->isOnlyComputer));
    if (!where)
        return;
    setText(whereText(*where));
    setTone(this, whereTone(*where));
}

void WhereLine::changeEvent(QEvent* event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        redraw();
}

} // namespace twinward::workbench
