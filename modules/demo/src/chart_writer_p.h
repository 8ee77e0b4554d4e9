#pragma once

// Collects one invented patient's events, with ids that follow from the seed.

#include "demo/clinic.h"
#include "person_p.h"

namespace twinward::demo {

class ChartWriter
{
public:
    ChartWriter(record::PatientId patient, QByteArray idMaterial);

    // When and by whom something was written down; it happened at `occurred` where that is another time.
    struct Hand
    {
        base::Moment at;
        record::Role author = record::Role::Physician;
    };
    enum class Privacy { Usual, Sensitive };

    record::EventId add(const Hand& hand, record::Body body, Privacy privacy = Privacy::Usual);
    record::EventId addAt(
        const base::Moment& occurred, const Hand& hand, record::Body body, Privacy privacy = Privacy::Usual);
    // A later word on an earlier event: an amendment or a retraction.
    record::EventId correct(
        record::EventId replaced, const Hand& hand, record::Body body, Privacy privacy = Privacy::Usual);
    void addRound(const Hand& hand, std::vector<record::Event> events);

    [[nodiscard]] const std::vector<Authored>& events() const { return m_events; }
    [[nodiscard]] std::vector<Authored> take(); // in the order they were written down

private:
    record::EventId nextId();

    record::PatientId m_patient;
    QByteArray m_idMaterial;
    int m_serial = 0;
    std::vector<Authored> m_events;
};

} // namespace twinward::demo
