#include "chart_writer_p.h"

#include <algorithm>

namespace twinward::demo {

using record::Event;
using record::EventId;

ChartWriter::ChartWriter(record::PatientId patient, QByteArray idMaterial)
    : m_patient(patient)
    , m_idMaterial(std::move(idMaterial))
{ }

EventId ChartWriter::nextId()
{
    return EventId::derived("twinward.demo.event", m_idMaterial + '|' + QByteArray::number(++m_serial));
}

EventId ChartWriter::add(const Hand& hand, record::Body body, Privacy privacy)
{
    return addAt(hand.at, hand, std::move(body), privacy);
}

EventId ChartWriter::addAt(const base::Moment& occurred, const Hand& hand, record::Body body, Privacy privacy)
{
    Event event;
    event.id = nextId();
    event.patient = m_patient;
    event.category
        = privacy == Privacy::Sensitive ? record::Category::Sensitive : record::defaultCategory(body);
    event.occurred = occurred;
    event.body = std::move(body);
    m_events.push_back({std::move(event), hand.author, hand.at.utcMs()});
    return m_events.back().event.id;
}

EventId ChartWriter::correct(EventId replaced, const Hand& hand, record::Body body, Privacy privacy)
{
    const auto found = std::find_if(
        m_events.begin(), m_events.end(), [&](const Authored& each) { return each.event.id == replaced; });
    if (found == m_events.end())
        return add(hand, std::move(body), privacy);
    const base::Moment occurred = found->event.occurred;
    const record::Category category = found->event.category;
    const EventId id = addAt(occurred, hand, std::move(body), privacy);
    m_events.back().event.replaces = {replaced};
    m_events.back().event.category = category;
    return id;
}

void ChartWriter::addRound(const Hand& hand, std::vector<Event> events)
{
    for (Event& event : events) {
        event.id = nextId();
        event.patient = m_patient;
        m_events.push_back({std::move(event), hand.author, hand.at.utcMs()});
    }
}

std::vector<Authored> ChartWriter::take()
{
    std::stable_sort(m_events.begin(), m_events.end(),
        [](const Authored& one, const Authored& other) { return one.recordedMs < other.recordedMs; });
    return std::move(m_events);
}

} // namespace twinward::demo
