// Amending, and what becomes of an entry that is kept as sensitive from now on.

#include "clinic_fixture.h"
#include "record/chart.h"

#include <QTest>

using namespace twinward::record;
using namespace twinward::record::test;

namespace {

// What somebody of that role gets to see of these events.
std::vector<RecordedEvent> seenBy(Role role, const std::vector<RecordedEvent>& events)
{
    std::vector<RecordedEvent> seen;
    for (const RecordedEvent& recorded : events) {
        if (mayRead(role, recorded.event.category))
            seen.push_back(recorded);
    }
    return seen;
}

struct Story
{
    ClinicFixture clinic;
    PatientId patient = PatientId::random();
    std::vector<RecordedEvent> events;

    Story()
    {
        events.push_back(
            clinic.recorded(noteEvent(Category::Clinical, "HIV test asked for"), clinic.physician));
    }

    [[nodiscard]] Event noteEvent(Category category, const char* text) const
    {
        Event event;
        event.patient = patient;
        event.category = category;
        event.body = Note{{}, QString::fromLatin1(text)};
        return event;
    }
    [[nodiscard]] Chart chartFor(Role role) const
    {
        return Chart::fold(patient, seenBy(role, events), clinic.roster());
    }
    void commit(const std::vector<Event>& more)
    {
        for (const Event& event : more)
            events.push_back(clinic.recorded(event, clinic.physician));
    }
    void move(Category to)
    {
        const Chart chart = chartFor(Role::Physician);
        const Entry& entry = chart.entries().front();
        Event event = amend(entry, entry.event().body);
        event.category = to;
        commit(withChangeOfCategory(entry, event));
    }
};

} // namespace

class TestAmend : public QObject
{
    Q_OBJECT

private slots:
    void anAmendmentInTheSameCategoryIsOneEvent()
    {
        Story story;
        const Chart chart = story.chartFor(Role::Physician);
        const Entry& entry = chart.entries().front();
        QCOMPARE(withChangeOfCategory(entry, amend(entry, Note{{}, "again"})).size(), size_t(1));
    }

    void whatBecomesSensitiveStandsForPhysiciansAndIsTakenBackForNurses()
    {
        Story story;
        story.move(Category::Sensitive);
        const Chart physician = story.chartFor(Role::Physician);
        QCOMPARE(physician.entries().size(), size_t(1));
        QCOMPARE(physician.entries().front().state, EntryState::Current);
        QCOMPARE(physician.entries().front().event().category, Category::Sensitive);
        const Chart nurse = story.chartFor(Role::Nurse);
        QCOMPARE(nurse.entries().size(), size_t(1));
        QVERIFY(isMovedToSensitive(nurse.entries().front()));
        QVERIFY(!isMovedToSensitive(physician.entries().front()));
    }

    void whatIsAmendedAfterwardsStaysSensitive()
    {
        Story story;
        story.move(Category::Sensitive);
        const Chart chart = story.chartFor(Role::Physician);
        const Event next = amend(chart.entries().front(), Note{{}, "positive"});
        QCOMPARE(next.category, Category::Sensitive);
        story.commit({next});
        QVERIFY(isMovedToSensitive(story.chartFor(Role::Nurse).entries().front()));
    }

    void whatIsNoLongerSensitiveIsReadByAllAgain()
    {
        Story story;
        story.move(Category::Sensitive);
        story.move(Category::Clinical);
        QCOMPARE(story.chartFor(Role::Physician).entries().size(), size_t(1));
        const Chart nurse = story.chartFor(Role::Nurse);
        QCOMPARE(nurse.current<Note>().size(), size_t(1));
    }

    void settlingAConflictNeverMakesTheSensitiveVersionPublic()
    {
        // given: one amendment kept it as sensitive, another did not know of that
        Story story;
        const Chart before = story.chartFor(Role::Physician);
        const Event other = amend(before.entries().front(), Note{{}, "asked for twice"});
        story.move(Category::Sensitive);
        story.commit({other});
        const Chart chart = story.chartFor(Role::Physician);
        QCOMPARE(chart.entries().front().state, EntryState::Conflict);
        // when
        const Entry& entry = chart.entries().front();
        const Event settled = amend(entry, Note{{}, "asked for"});
        story.commit(withChangeOfCategory(entry, settled));
        // then
        QCOMPARE(settled.category, Category::Sensitive);
        QCOMPARE(story.chartFor(Role::Physician).entries().front().state, EntryState::Current);
        QVERIFY(story.chartFor(Role::Nurse).current<Note>().empty());
    }
};

QTEST_GUILESS_MAIN(TestAmend)
#include "tst_amend.moc"
