#include "clinic_fixture.h"
#include "record/chart.h"
#include "record/event_codec.h"

#include <algorithm>
#include <QTest>
#include <random>
#include <rapidcheck.h>

using namespace twinward;
using namespace twinward::record;
using test::ClinicFixture;

namespace {

// Everything a chart says, as text: equal texts mean equal charts.
QByteArray transcript(const Chart& chart)
{
    QByteArray text;
    for (const Entry& entry : chart.entries()) {
        text += entry.root.toBytes() + char('0' + static_cast<int>(entry.state))
            + (entry.authorised ? 'a' : 'n');
        for (const RecordedEvent& version : entry.versions)
            text += encodeEvent(version.event);
        for (const EventId& head : entry.heads)
            text += head.toBytes();
        for (const EventId& id : entry.notAuthorised)
            text += id.toBytes();
    }
    return text;
}

} // namespace

class ChartTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_clinic = ClinicFixture(); }
    void entriesStandInOrderOfTime();
    void anAmendmentReplacesAndIsRemembered();
    void aRetractionKeepsWhatItSaid();
    void twoAmendmentsUnawareOfEachOtherAreAConflict();
    void theSameAmendmentTwiceIsNoConflict();
    void settlingEndsTheConflict();
    void aNursesPrescriptionIsShownAsNotAuthorised();
    void aNurseCantTakeBackAPrescription();
    void aNurseCantTurnAPrescriptionIntoANote();
    void aStoppedMedicationIsNotActive();
    void theSameEventTwiceCountsOnce();
    void anAmendmentThatArrivesFirstWaits();
    void aCircleOfAmendmentsIsSurvived();
    void anEntryOutlivesItsChart();
    void everyVersionIsFound();
    void theOrderOfArrivalNeverMatters();

private:
    RecordedEvent note(const QString& text, UserId author, std::vector<EventId> replaces = {})
    {
        Event event = ClinicFixture::patientEvent(m_patient, Note{QStringLiteral("n"), text});
        event.replaces = std::move(replaces);
        return m_clinic.recorded(std::move(event), author);
    }
    RecordedEvent prescription(UserId author)
    {
        Medication medication;
        medication.code.text = QStringLiteral("Amoxicillin");
        return m_clinic.recorded(ClinicFixture::patientEvent(m_patient, medication), author);
    }
    Chart fold(std::vector<RecordedEvent> events)
    {
        return Chart::fold(m_patient, std::move(events), m_clinic.roster());
    }

    ClinicFixture m_clinic;
    PatientId m_patient = PatientId::derived("test", "patient");
};

void ChartTest::entriesStandInOrderOfTime()
{
    std::vector<RecordedEvent> events;
    for (const qint64 at : {3000, 1000, 2000})
        events.push_back(
            m_clinic.recorded(ClinicFixture::patientEvent(m_patient, Note(), at), m_clinic.nurse));
    const Chart chart = fold(events);
    QCOMPARE(chart.entries().size(), 3U);
    QVERIFY(
        std::is_sorted(chart.entries().begin(), chart.entries().end(), [](const Entry& a, const Entry& b) {
            return a.event().occurred.utcMs() < b.event().occurred.utcMs();
        }));
}

void ChartTest::anAmendmentReplacesAndIsRemembered()
{
    const auto first = note(QStringLiteral("wrong"), m_clinic.nurse);
    const auto second = note(QStringLiteral("right"), m_clinic.nurse, {first.event.id});
    const Chart chart = fold({first, second});
    QCOMPARE(chart.entries().size(), 1U);
    const Entry& entry = chart.entries().front();
    QCOMPARE(entry.as<Note>()->text, QStringLiteral("right"));
    QVERIFY(entry.isAmended());
    QCOMPARE(entry.root, first.event.id);
    QCOMPARE(chart.find(first.event.id), &entry);
    QCOMPARE(chart.find(second.event.id), &entry);
}

void ChartTest::aRetractionKeepsWhatItSaid()
{
    const auto first = note(QStringLiteral("not this patient"), m_clinic.nurse);
    const Chart before = fold({first});
    const auto taken = m_clinic.recorded(
        amend(before.entries().front(), Retraction{QStringLiteral("wrong patient")}), m_clinic.nurse);
    const Chart chart = fold({first, taken});
    QCOMPARE(chart.entries().front().state, EntryState::Retracted);
    QCOMPARE(chart.entries().front().as<Note>()->text, QStringLiteral("not this patient"));
    QVERIFY(chart.current<Note>().empty());
}

void ChartTest::twoAmendmentsUnawareOfEachOtherAreAConflict()
{
    const auto first = note(QStringLiteral("?"), m_clinic.nurse);
    const auto mine = note(QStringLiteral("left leg"), m_clinic.nurse, {first.event.id});
    const auto yours = note(QStringLiteral("right leg"), m_clinic.physician, {first.event.id});
    const Chart chart = fold({first, mine, yours});
    QCOMPARE(chart.conflicts().size(), 1U);
    QCOMPARE(chart.conflicts().front()->heads.size(), 2U);
    QCOMPARE(chart.conflicts().front()->versions.size(), 3U);
}

void ChartTest::theSameAmendmentTwiceIsNoConflict()
{
    const auto first = note(QStringLiteral("?"), m_clinic.nurse);
    const auto mine = note(QStringLiteral("left leg"), m_clinic.nurse, {first.event.id});
    const auto yours = note(QStringLiteral("left leg"), m_clinic.physician, {first.event.id});
    QVERIFY(fold({first, mine, yours}).conflicts().empty());
}

void ChartTest::settlingEndsTheConflict()
{
    const auto first = note(QStringLiteral("?"), m_clinic.nurse);
    const auto mine = note(QStringLiteral("left leg"), m_clinic.nurse, {first.event.id});
    const auto yours = note(QStringLiteral("right leg"), m_clinic.physician, {first.event.id});
    const Chart before = fold({first, mine, yours});
    const auto settled = m_clinic.recorded(
        amend(before.entries().front(), Note{{}, QStringLiteral("right leg")}), m_clinic.physician);
    const Chart chart = fold({first, mine, yours, settled});
    QVERIFY(chart.conflicts().empty());
    QCOMPARE(chart.entries().front().as<Note>()->text, QStringLiteral("right leg"));
}

void ChartTest::aNursesPrescriptionIsShownAsNotAuthorised()
{
    const Chart chart = fold({prescription(m_clinic.nurse)});
    QCOMPARE(chart.notAuthorised().size(), 1U);
    QVERIFY(!chart.entries().front().authorised);
    QVERIFY(chart.activeMedications().empty());
}

void ChartTest::aNurseCantTakeBackAPrescription()
{
    const auto prescribed = prescription(m_clinic.physician);
    Event retraction = ClinicFixture::patientEvent(m_patient, Retraction{QStringLiteral("no")});
    retraction.replaces = {prescribed.event.id};
    const Chart chart = fold({prescribed, m_clinic.recorded(retraction, m_clinic.nurse)});
    QCOMPARE(chart.activeMedications().size(), 1U);
    QCOMPARE(chart.entries().front().state, EntryState::Current);
    QCOMPARE(chart.notAuthorised().size(), 1U);
}

void ChartTest::aNurseCantTurnAPrescriptionIntoANote()
{
    const auto prescribed = prescription(m_clinic.physician);
    const Chart chart
        = fold({prescribed, note(QStringLiteral("gone"), m_clinic.nurse, {prescribed.event.id})});
    QCOMPARE(chart.activeMedications().size(), 1U);
}

void ChartTest::aStoppedMedicationIsNotActive()
{
    const auto prescribed = prescription(m_clinic.physician);
    Medication stop;
    stop.action = Medication::Action::Stopped;
    stop.prescription = prescribed.event.id;
    const auto stopped = m_clinic.recorded(ClinicFixture::patientEvent(m_patient, stop), m_clinic.physician);
    QCOMPARE(fold({prescribed}).activeMedications().size(), 1U);
    QVERIFY(fold({prescribed, stopped}).activeMedications().empty());
}

void ChartTest::theSameEventTwiceCountsOnce()
{
    const auto first = note(QStringLiteral("once"), m_clinic.nurse);
    QCOMPARE(fold({first, first}).entries().size(), 1U);
}

void ChartTest::anAmendmentThatArrivesFirstWaits()
{
    const auto first = note(QStringLiteral("a"), m_clinic.nurse);
    const auto second = note(QStringLiteral("b"), m_clinic.nurse, {first.event.id});
    QCOMPARE(fold({second}).entries().front().as<Note>()->text, QStringLiteral("b"));
    QCOMPARE(transcript(fold({second, first})), transcript(fold({first, second})));
}

void ChartTest::aCircleOfAmendmentsIsSurvived()
{
    auto first = note(QStringLiteral("a"), m_clinic.nurse);
    const auto second = note(QStringLiteral("b"), m_clinic.nurse, {first.event.id});
    first.event.replaces = {second.event.id};
    QCOMPARE(fold({first, second}).entries().front().state, EntryState::Conflict);
}

void ChartTest::anEntryOutlivesItsChart()
{
    const auto first = note(QStringLiteral("a"), m_clinic.nurse);
    const auto second = note(QStringLiteral("b"), m_clinic.nurse, {first.event.id});
    const auto other = note(QStringLiteral("c"), m_clinic.nurse);
    std::vector<Entry> copies;
    {
        const Chart chart = fold({first, second, other});
        copies = chart.entries();
    }
    for (const Entry& entry : copies) {
        const bool isAmended = entry.root == first.event.id;
        QCOMPARE(entry.as<Note>()->text, isAmended ? QStringLiteral("b") : QStringLiteral("c"));
        QCOMPARE(entry.heads.front(), isAmended ? second.event.id : other.event.id);
    }
    QCOMPARE(copies.size(), 2U);
}

void ChartTest::everyVersionIsFound()
{
    // given: pieces as they are read, with one event in two of them
    EventPieces pieces(3);
    std::vector<RecordedEvent> all;
    for (int i = 0; i < 300; ++i) {
        const auto first = note(QString::number(i), m_clinic.nurse);
        const auto second = note(QString::number(-i), m_clinic.nurse, {first.event.id});
        pieces[0].push_back(first);
        pieces[i % 2 == 0 ? 0 : 1].push_back(second);
        pieces[2].push_back(first);
        all.insert(all.end(), {first, second});
    }
    pieces[1].push_back(
        ClinicFixture().recorded(ClinicFixture::patientEvent(m_patient, PatientDetails()), m_clinic.nurse));
    all.push_back(pieces[1].back());
    // when
    const Chart chart = Chart::fold(m_patient, std::move(pieces), m_clinic.roster());
    // then
    QCOMPARE(chart.entries().size(), 300U);
    for (const RecordedEvent& recorded : all) {
        const Entry* entry = chart.find(recorded.event.id);
        QVERIFY(entry != nullptr);
        QVERIFY(std::any_of(entry->versions.begin(), entry->versions.end(),
            [&](const RecordedEvent& version) { return version.event.id == recorded.event.id; }));
    }
    QVERIFY(chart.find(EventId::random()) == nullptr);
    QVERIFY(Chart().find(EventId::random()) == nullptr);
}

void ChartTest::theOrderOfArrivalNeverMatters()
{
    const bool holds = rc::check("charts do not depend on the order of arrival", [this] {
        m_clinic = ClinicFixture();
        std::vector<RecordedEvent> events;
        const auto count = *rc::gen::inRange<size_t>(1, 14);
        for (size_t i = 0; i < count; ++i) {
            std::vector<EventId> replaces;
            for (const size_t target :
                *rc::gen::container<std::vector<size_t>>(2, rc::gen::inRange<size_t>(0, 20))) {
                if (target < events.size())
                    replaces.push_back(events[target].event.id);
            }
            const UserId author = *rc::gen::element(m_clinic.nurse, m_clinic.physician, m_clinic.auditor);
            events.push_back(*rc::gen::arbitrary<bool>() ? note(QString::number(i % 3), author, replaces)
                                                         : prescription(author));
        }
        const QByteArray expected = transcript(fold(events));
        auto shuffled = events;
        std::shuffle(shuffled.begin(), shuffled.end(), std::mt19937(*rc::gen::arbitrary<unsigned>()));
        shuffled.push_back(events.front());
        RC_ASSERT(transcript(fold(shuffled)) == expected);
        size_t kept = 0;
        const Chart chart = fold(shuffled);
        for (const Entry& entry : chart.entries())
            kept += entry.versions.size();
        RC_ASSERT(kept == events.size()); // nothing is ever lost
    });
    QVERIFY(holds);
}

QTEST_GUILESS_MAIN(ChartTest)
#include "tst_chart.moc"
