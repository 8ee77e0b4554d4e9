#include "story_fixture.h"

#include <QtTest/QtTest>

using namespace twinward;
using namespace twinward::timeline;
using namespace twinward::timeline::test;

class TestStory : public QObject
{
    Q_OBJECT

private slots:
    void eachKindHasItsLane();
    void aYearIsASpanOfUncertainty();
    void aDateStaysTheSameDayInEveryZone();
    void aTimeIsAPoint();
    void aProblemRunsFromOnsetToAbatement();
    void anActiveProblemGoesOn();
    void aStoppedPrescriptionEndsWhenItWasStopped();
    void anUnauthorisedPrescriptionDoesNotRun();
    void anEndBeforeTheBeginningIsNoSpan();
    void whatHasNoDateIsKept();
    void marksSayWhatHappened();
    void aConflictIsMarked();
    void everyVersionFindsItsItem();
    void bloodPressureReadsAsOnPaper();
    void searchFindsWordsInLabelsDetailsAndNotes();
    void searchMindsNeitherCaseNorAccents();
    void searchFindsChinese();
    void lifeBeginsAtBirthAndReachesNow();
    void whoHasDiedHasNoLaterLife();
};

void TestStory::eachKindHasItsLane()
{
    StoryFixture f;
    const auto at = moment("2020-01-01T10:00:00Z");
    f.add(Encounter{}, at);
    f.add(StoryFixture::problem(QStringLiteral("Asthma")), at);
    f.add(StoryFixture::prescribed(QStringLiteral("Salbutamol")), at);
    f.add(Allergy{}, at);
    f.add(StoryFixture::measured(
              Observation::Group::Vital, QStringLiteral("Heart rate"), 72, QStringLiteral("/min")),
        at);
    f.add(StoryFixture::measured(
              Observation::Group::Laboratory, QStringLiteral("Glucose"), 5, QStringLiteral("mmol/L")),
        at);
    f.add(Procedure{}, at);
    f.add(Immunisation{}, at);
    f.add(OtherResource{QStringLiteral("ImagingStudy"), {}}, at);
    f.add(Note{QStringLiteral("Ward round"), {}}, at);
    f.add(Document{}, at);
    f.add(OtherResource{QStringLiteral("Goal"), {}}, at);

    const auto story = f.tell();

    QCOMPARE(story->items().size(), size_t(laneCount));
    for (int lane = 0; lane < laneCount; ++lane)
        QCOMPARE(story->lane(static_cast<Lane>(lane)).size(), size_t(1));
}

void TestStory::aYearIsASpanOfUncertainty()
{
    StoryFixture f;
    f.add(Procedure{StoryFixture::called(QStringLiteral("Appendectomy")), {}, {}, {}, {}}, moment("1985"));

    const auto story = f.tell();
    const Item& item = story->items().front();

    QCOMPARE(item.startMs, utcMs("1985-01-01T00:00:00Z"));
    QCOMPARE(item.endMs, utcMs("1986-01-01T00:00:00Z") - 1);
    QVERIFY(!item.hasSurePart());
    QCOMPARE(item.precision, base::Moment::Precision::Year);
}

void TestStory::aDateStaysTheSameDayInEveryZone()
{
    for (const char* const name : {"Asia/Shanghai", "America/Los_Angeles", "UTC"}) {
        StoryFixture f;
        f.zone = QTimeZone(name);
        QVERIFY(f.zone.isValid());
        f.add(Procedure{}, moment("2021-06-15"));

        const auto story = f.tell();

        const Item& item = story->items().front();
        QCOMPARE(QDateTime::fromMSecsSinceEpoch(item.startMs, f.zone).date(), QDate(2021, 6, 15));
        QCOMPARE(QDateTime::fromMSecsSinceEpoch(item.endMs, f.zone).date(), QDate(2021, 6, 15));
    }
}

void TestStory::aTimeIsAPoint()
{
    StoryFixture f;
    f.add(Note{QStringLiteral("Seen"), {}}, moment("2021-06-15T08:30:00+08:00"));

    const auto story = f.tell();

    QCOMPARE(story->items().front().startMs, utcMs("2021-06-15T00:30:00Z"));
    QCOMPARE(story->items().front().endMs, story->items().front().startMs);
}

void TestStory::aProblemRunsFromOnsetToAbatement()
{
    StoryFixture f;
    Condition condition = StoryFixture::problem(QStringLiteral("Bronchitis"), QStringLiteral("resolved"));
    condition.abatement = moment("2020-02");
    f.add(condition, moment("2020-01-05"));

    const auto story = f.tell();
    const Item& item = story->items().front();

    QVERIFY(!item.active);
    QCOMPARE(item.startMs, utcMs("2020-01-05T00:00:00Z"));
    QCOMPARE(item.sureStartMs, utcMs("2020-01-06T00:00:00Z") - 1);
    QCOMPARE(item.sureEndMs, utcMs("2020-02-01T00:00:00Z"));
    QCOMPARE(item.endMs, utcMs("2020-03-01T00:00:00Z") - 1);
}

void TestStory::anActiveProblemGoesOn()
{
    StoryFixture f;
    f.add(StoryFixture::problem(QStringLiteral("Diabetes")), moment("2010-05-01T00:00:00Z"));

    QVERIFY(f.tell()->items().front().active);
    QVERIFY(f.tell()->items().front().isOpen());
}

void TestStory::aStoppedPrescriptionEndsWhenItWasStopped()
{
    StoryFixture f;
    const Event given
        = f.add(StoryFixture::prescribed(QStringLiteral("Warfarin")), moment("2020-01-01T09:00:00Z"));
    Medication stop;
    stop.action = Medication::Action::Stopped;
    stop.code = StoryFixture::called(QStringLiteral("Warfarin stop"));
    stop.prescription = given.id;
    f.add(stop, moment("2020-03-01T09:00:00Z"));

    const auto story = f.tell();
    const Item* item = itemCalled(*story, QStringLiteral("Warfarin"));

    QVERIFY(item != nullptr);
    QVERIFY(!item->active);
    QCOMPARE(item->endMs, utcMs("2020-03-01T09:00:00Z"));
}

void TestStory::anUnauthorisedPrescriptionDoesNotRun()
{
    StoryFixture f;
    f.add(
        StoryFixture::prescribed(QStringLiteral("Morphine")), moment("2020-01-01T09:00:00Z"), f.clinic.nurse);

    const auto story = f.tell();
    const Item& item = story->items().front();

    QVERIFY(item.marks.testFlag(Mark::NotAuthorised));
    QVERIFY(!item.active);
    QVERIFY(!item.isOpen());
}

void TestStory::anEndBeforeTheBeginningIsNoSpan()
{
    StoryFixture f;
    Encounter visit;
    visit.end = moment("2019-01-01T09:00:00Z");
    f.add(visit, moment("2020-01-01T09:00:00Z"));

    const auto story = f.tell();

    QCOMPARE(story->items().front().startMs, utcMs("2020-01-01T09:00:00Z"));
    QCOMPARE(story->items().front().endMs, utcMs("2020-01-01T09:00:00Z"));
}

void TestStory::whatHasNoDateIsKept()
{
    StoryFixture f;
    f.add(Allergy{StoryFixture::called(QStringLiteral("Penicillin")), {}, {}, {}, {}}, {});
    f.add(Allergy{StoryFixture::called(QStringLiteral("Peanut")), {}, {}, {}, {}}, moment("2001"));

    const auto story = f.tell();

    QCOMPARE(story->lane(Lane::Allergies).size(), size_t(2));
    QVERIFY(!story->lane(Lane::Allergies)[0].isDated());
    QVERIFY(story->lane(Lane::Allergies)[1].isDated());
}

void TestStory::marksSayWhatHappened()
{
    StoryFixture f;
    const auto at = moment("2020-01-01T09:00:00Z");
    const Event first = f.add(Note{QStringLiteral("First"), {}}, at);
    f.replace(first, Note{QStringLiteral("Amended note"), {}});
    const Event second = f.add(Note{QStringLiteral("Wrong patient"), {}}, at);
    f.replace(second, Retraction{QStringLiteral("Wrong patient")});

    const auto story = f.tell();

    QVERIFY(itemCalled(*story, QStringLiteral("Amended note")) != nullptr);
    QCOMPARE(itemCalled(*story, QStringLiteral("Amended note"))->marks, Marks(Mark::Amended));
    QVERIFY(itemCalled(*story, QStringLiteral("Wrong patient")) != nullptr);
    QCOMPARE(itemCalled(*story, QStringLiteral("Wrong patient"))->marks, Marks(Mark::Retracted));
    QCOMPARE(story->count(Mark::Retracted), 1);
}

void TestStory::aConflictIsMarked()
{
    StoryFixture f;
    const Event first = f.add(Note{QStringLiteral("First"), {}}, moment("2020-01-01T09:00:00Z"));
    f.replace(first, Note{QStringLiteral("One way"), {}});
    f.replace(first, Note{QStringLiteral("Another way"), {}});

    const auto story = f.tell();

    QCOMPARE(story->items().size(), size_t(1));
    QVERIFY(story->items().front().marks.testFlag(Mark::Conflict));
}

void TestStory::everyVersionFindsItsItem()
{
    StoryFixture f;
    const Event first = f.add(Note{QStringLiteral("First"), {}}, moment("2020-01-01T09:00:00Z"));
    const Event second = f.replace(first, Note{QStringLiteral("Second"), {}});
    f.add(Note{QStringLiteral("Other"), {}}, moment("2021-01-01T09:00:00Z"));

    const auto story = f.tell();

    QVERIFY(story->find(first.id).has_value());
    QCOMPARE(story->find(first.id), story->find(second.id));
    QCOMPARE(story->items()[*story->find(first.id)].label, QStringLiteral("Second"));
    QVERIFY(!story->find(EventId::random()).has_value());
    QVERIFY(!story->find(f.events.front().event.id).has_value()); // demographics
}

void TestStory::bloodPressureReadsAsOnPaper()
{
    Observation pressure;
    pressure.code = Concept::loinc(loinc::bloodPressure, QStringLiteral("Blood pressure"));
    const Quantity systolic{base::Decimal(120, 0), QStringLiteral("mm[Hg]"), {}};
    const Quantity diastolic{base::Decimal(80, 0), QStringLiteral("mm[Hg]"), {}};
    pressure.components = {{Concept::loinc(loinc::systolic, {}), systolic, {}},
        {Concept::loinc(loinc::diastolic, {}), diastolic, {}}};
    Event event;
    event.body = pressure;

    QCOMPARE(labelOf(event, {}).text(), QStringLiteral("Blood pressure 120/80\u202fmmHg"));
}

void TestStory::searchFindsWordsInLabelsDetailsAndNotes()
{
    StoryFixture f;
    const auto at = moment("2020-01-01T09:00:00Z");
    f.add(Note{QStringLiteral("Ward round"), QStringLiteral("Slept badly, wheezing at night.")}, at);
    Medication drug = StoryFixture::prescribed(QStringLiteral("Amoxicillin"));
    drug.frequency = QStringLiteral("three times a day");
    f.add(drug, at);

    const auto story = f.tell();

    QCOMPARE(story->search(u"night wheez").size(), size_t(1));
    QCOMPARE(story->search(u"three times").size(), size_t(1));
    QCOMPARE(story->search(u"amoxi").size(), size_t(1));
    QVERIFY(story->search(u"night amoxi").empty());
    QVERIFY(story->search(u"  ").empty());
}

void TestStory::searchMindsNeitherCaseNorAccents()
{
    StoryFixture f;
    f.add(StoryFixture::problem(QStringLiteral("Ménière's disease")), moment("2020"));

    QCOMPARE(f.tell()->search(u"MENIERE").size(), size_t(1));
}

void TestStory::searchFindsChinese()
{
    StoryFixture f;
    f.add(StoryFixture::problem(QStringLiteral("2型糖尿病")), moment("2020"));

    QCOMPARE(f.tell()->search(u"糖尿").size(), size_t(1));
}

void TestStory::lifeBeginsAtBirthAndReachesNow()
{
    StoryFixture f(QStringLiteral("1950-03-04"));
    f.add(StoryFixture::problem(QStringLiteral("Asthma")), moment("1990"));

    QCOMPARE(f.tell()->life().firstMs, utcMs("1950-03-04T00:00:00Z"));
    QCOMPARE(f.tell()->life().lastMs, f.nowMs);
}

void TestStory::whoHasDiedHasNoLaterLife()
{
    StoryFixture f(QStringLiteral("1910-08-02"));
    PatientDetails details = *f.events.front().event.as<PatientDetails>();
    details.deceased = true;
    details.deceasedAt = moment("1979-11-12T23:20:00Z");
    f.events.front().event.body = details;
    f.add(StoryFixture::problem(QStringLiteral("Diabetes")), moment("1951-05-01T00:00:00Z"));

    const auto story = f.tell();

    QCOMPARE(story->life().lastMs, utcMs("1979-11-12T23:20:00Z"));
    QVERIFY(story->death().has_value());
    QCOMPARE(story->items().front().endMs, story->death()->lastMs); // nobody said that it ended
}

QTEST_GUILESS_MAIN(TestStory)
#include "tst_story.moc"
