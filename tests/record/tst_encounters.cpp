#include "clinic_fixture.h"
#include "record/allergy_match.h"
#include "record/encounters.h"

#include <QTest>

using namespace twinward;
using namespace twinward::record;

namespace {

const PatientId patient = PatientId::random();
constexpr qint64 hourMs = 3'600'000;
const base::Moment now(1'790'000'000'000, 0, base::Moment::Precision::Second);

base::Moment hoursAgo(int hours)
{
    return {now.utcMs() - hours * hourMs, 0, base::Moment::Precision::Second};
}

// One patient's chart, as the physician signs it.
class Story
{
public:
    void add(const Body& body, base::Moment occurred = now)
    {
        m_events.push_back(m_clinic.recorded(
            test::ClinicFixture::patientEvent(patient, body, occurred.utcMs()), m_clinic.physician));
    }
    [[nodiscard]] Chart chart() const { return Chart::fold(patient, m_events, m_clinic.roster()); }

private:
    test::ClinicFixture m_clinic;
    std::vector<RecordedEvent> m_events;
};

Encounter visit(const char* visitClass, const char* status)
{
    Encounter encounter;
    encounter.encounterClass = QString::fromLatin1(visitClass);
    encounter.status = QString::fromLatin1(status);
    return encounter;
}

Concept words(const QString& text)
{
    return {{}, text};
}

Allergy allergyTo(const QString& text)
{
    Allergy allergy;
    allergy.code = words(text);
    return allergy;
}

} // namespace

class TestEncounters : public QObject
{
    Q_OBJECT

private slots:
    void chartingOpensAVisitWhereThereIsNone()
    {
        const EncounterForCharting charting = encounterForCharting(Story().chart(), now);
        QVERIFY(charting.opening.has_value());
        QCOMPARE(charting.encounter, charting.opening->id);
        QCOMPARE(charting.opening->as<Encounter>()->status, "in-progress");
    }

    void theVisitThatIsGoingOnIsUsed()
    {
        Story story;
        story.add(visit("AMB", "in-progress"), hoursAgo(2));
        const Chart chart = story.chart();
        const EncounterForCharting charting = encounterForCharting(chart, now);
        QVERIFY(!charting.opening.has_value());
        QCOMPARE(charting.encounter, chart.entries().front().root);
    }

    void aClinicVisitNobodyClosedIsOverAfterADayAndAStayIsNot()
    {
        Story story;
        story.add(visit("IMP", "in-progress"), hoursAgo(24 * 30));
        story.add(visit("AMB", "in-progress"), hoursAgo(25));
        const Chart chart = story.chart();
        const Entry* current = currentEncounter(chart, now);
        QVERIFY(current != nullptr);
        QCOMPARE(current->as<Encounter>()->encounterClass, "IMP");
    }

    void aClosedVisitIsNotCurrent()
    {
        Story story;
        story.add(closed(visit("IMP", "in-progress"), now), hoursAgo(2));
        QVERIFY(currentEncounter(story.chart(), now) == nullptr);
    }

    void drugsMeetAllergiesByWord_data()
    {
        QTest::addColumn<QString>("allergy");
        QTest::addColumn<QString>("drug");
        QTest::addColumn<bool>("meet");
        QTest::newRow("same") << "Penicillin"
                              << "Penicillin V 250 mg tablet" << true;
        QTest::newRow("plural") << "Penicillins"
                                << "penicillin G" << true;
        QTest::newRow("accent") << QStringLiteral("Pénicilline") << "Penicillin" << true;
        QTest::newRow("as Synthea writes it") << "Allergy to aspirin"
                                              << "Aspirin 81 MG Oral Tablet" << true;
        QTest::newRow("chinese") << QStringLiteral("青霉素过敏") << QStringLiteral("注射用青霉素钠") << true;
        QTest::newRow("form only") << "Oral tablet dye"
                                   << "Metformin oral tablet" << false;
        QTest::newRow("other drug") << "Penicillin"
                                    << "Metformin" << false;
        QTest::newRow("salt only") << "Sodium benzoate"
                                   << "Heparin sodium" << false;
        QTest::newRow("other Chinese drug")
            << QStringLiteral("青霉素") << QStringLiteral("二甲双胍片") << false;
    }

    void drugsMeetAllergiesByWord()
    {
        QFETCH(QString, allergy);
        QFETCH(QString, drug);
        QFETCH(bool, meet);
        Story story;
        story.add(allergyTo(allergy));
        QCOMPARE(!matchingAllergies(story.chart(), words(drug)).empty(), meet);
    }

    void drugsMeetAllergiesByCode()
    {
        Story story;
        Allergy allergy = allergyTo("Reaction");
        allergy.code.coding = {code_system::rxnorm, "7980", "Penicillin G"};
        story.add(allergy);
        const Concept drug{{code_system::rxnorm, "7980", {}}, "Benzyl"};
        const Chart chart = story.chart();
        const auto matches = matchingAllergies(chart, drug);
        QCOMPARE(matches.size(), size_t(1));
        QVERIFY(matches.front().word.isEmpty());
    }

    void notAskedIsNotTheSameAsNone()
    {
        Story story;
        QCOMPARE(allergyKnowledge(story.chart()), AllergyKnowledge::NotRecorded);
        story.add(noKnownAllergies());
        QCOMPARE(allergyKnowledge(story.chart()), AllergyKnowledge::NoneKnown);
        story.add(allergyTo("Latex"));
        QCOMPARE(allergyKnowledge(story.chart()), AllergyKnowledge::Recorded);
        QCOMPARE(recordedAllergies(story.chart()).size(), size_t(1));
    }
};

QTEST_GUILESS_MAIN(TestEncounters)
#include "tst_encounters.moc"
