// What a recorded sign should have said, read out of the entry and written back into it.

#include "vitals/correction.h"
#include "vitals_chart.h"

#include <QTest>

using namespace twinward;
using namespace twinward::vitals;
using namespace twinward::vitals::test;

namespace {

struct Bed
{
    Ward ward;

    record::Chart chart() const { return ward.chart(); }
    static const Sample& only(const VitalRecord& vitals, Sign sign)
    {
        if (vitals.samples(sign).size() != 1)
            qFatal("not one sample");
        return vitals.samples(sign).front();
    }
    // Reads the one sample, lets `change` correct it, and gives the entry as it stands afterwards.
    template <class Change> base::Result<record::Event> correct(Sign sign, Change change)
    {
        const record::Chart before = chart();
        const VitalRecord vitals = VitalRecord::read(before);
        const Sample& sample = only(vitals, sign);
        const record::Entry* entry = before.find(sample.event);
        Correction correction = correctionOf(entry->event(), sample);
        change(correction);
        auto event = corrected(*entry, sign, correction, QStringLiteral("a slip"));
        if (event)
            ward.add(*event);
        return event;
    }
};

base::Decimal decimal(const char* text)
{
    return *base::Decimal::fromString(QString::fromLatin1(text));
}

} // namespace

class TestCorrection : public QObject
{
    Q_OBJECT

private slots:
    void aTemperatureIsCorrectedInTheUnitItWasTypedIn()
    {
        Bed bed;
        ChartedRound round = bed.ward.round(morning);
        round.values.emplace(Sign::Temperature, Entered{decimal("108.6"), "[degF]"});
        bed.ward.chart(round);
        QVERIFY(bed.correct(Sign::Temperature, [](Correction& correction) {
            QCOMPARE(correction.values.at(Sign::Temperature).unit, "[degF]");
            correction.values.at(Sign::Temperature).value = decimal("98.60");
        }));
        const VitalRecord vitals = VitalRecord::read(bed.chart());
        const Sample& sample = Bed::only(vitals, Sign::Temperature);
        QCOMPARE(sample.written.value.toString(), "98.60");
        QVERIFY(sample.corrected);
    }

    void oneOfTwoPressuresIsCorrectedAndTheOtherStays()
    {
        Bed bed;
        ChartedRound round = bed.ward.round(morning);
        round.values.emplace(Sign::SystolicPressure, Entered{decimal("210"), "mm[Hg]"});
        round.values.emplace(Sign::DiastolicPressure, Entered{decimal("80"), "mm[Hg]"});
        bed.ward.chart(round);
        const auto refused = bed.correct(Sign::SystolicPressure, [](Correction& correction) {
            correction.values.at(Sign::SystolicPressure).value = decimal("70");
        });
        QVERIFY2(!refused, "a diastolic is below its systolic");
        QVERIFY(bed.correct(Sign::SystolicPressure, [](Correction& correction) {
            correction.values.at(Sign::SystolicPressure).value = decimal("120");
        }));
        const VitalRecord vitals = VitalRecord::read(bed.chart());
        QCOMPARE(Bed::only(vitals, Sign::SystolicPressure).value, 120.0);
        QCOMPARE(Bed::only(vitals, Sign::DiastolicPressure).value, 80.0);
    }

    void oxygenIsCorrectedWithItsFlowAndDevice()
    {
        Bed bed;
        ChartedRound round = bed.ward.round(morning);
        round.oxygen = OxygenDelivery{OxygenDelivery::Source::Oxygen, decimal("40"), {}, "N"};
        bed.ward.chart(round);
        QVERIFY(bed.correct(Sign::SupplementalOxygen, [](Correction& correction) {
            QCOMPARE(correction.oxygen->device, "N");
            correction.oxygen->flowLPerMin = decimal("4");
        }));
        VitalRecord vitals = VitalRecord::read(bed.chart());
        QCOMPARE(Bed::only(vitals, Sign::OxygenFlow).value, 4.0);
        QCOMPARE(Bed::only(vitals, Sign::SupplementalOxygen).oxygen->device, "N");
        // and it was air after all
        QVERIFY(bed.correct(
            Sign::SupplementalOxygen, [](Correction& correction) { correction.oxygen = OxygenDelivery{}; }));
        vitals = VitalRecord::read(bed.chart());
        QVERIFY(vitals.samples(Sign::OxygenFlow).empty());
        QCOMPARE(Bed::only(vitals, Sign::SupplementalOxygen).value, 0.0);
    }

    void consciousnessTimeAndNoteAreCorrected()
    {
        Bed bed;
        ChartedRound round = bed.ward.round(morning);
        round.consciousness = Consciousness::Unresponsive;
        round.note = "asleep";
        bed.ward.chart(round);
        QVERIFY(bed.correct(Sign::Consciousness, [](Correction& correction) {
            QCOMPARE(*correction.consciousness, Consciousness::Unresponsive);
            QCOMPARE(correction.note, "asleep");
            correction.consciousness = Consciousness::Alert;
            correction.at = at(morning - hour);
        }));
        const VitalRecord vitals = VitalRecord::read(bed.chart());
        const Sample& sample = Bed::only(vitals, Sign::Consciousness);
        QCOMPARE(sample.consciousness(), Consciousness::Alert);
        QCOMPARE(sample.atMs, morning - hour);
    }

    void whatIsNotPossibleOrMissingIsRefused()
    {
        Bed bed;
        ChartedRound round = bed.ward.round(morning);
        round.values.emplace(Sign::HeartRate, Entered{decimal("72"), "/min"});
        bed.ward.chart(round);
        QVERIFY(!bed.correct(Sign::HeartRate,
            [](Correction& correction) { correction.values.at(Sign::HeartRate).value = decimal("900"); }));
        QVERIFY(!bed.correct(Sign::HeartRate, [](Correction& correction) { correction.values.clear(); }));
        QVERIFY(!bed.correct(Sign::HeartRate, [](Correction& correction) { correction.at = {}; }));
    }
};

QTEST_GUILESS_MAIN(TestCorrection)
#include "tst_correction.moc"
