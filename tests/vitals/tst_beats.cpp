// The QRS detector against a cardiologist's annotations, and what it does at gaps and on a silent lead.

#include "vitals/beats.h"
#include "vitals/waveform.h"

#include <cmath>
#include <QtTest>

using namespace twinward::vitals;

namespace {

const QString ecgFolder = QStringLiteral(TWINWARD_TEST_DATA "/ecg/");

std::vector<qint64> annotatedBeats(const std::vector<Annotation>& annotations)
{
    std::vector<qint64> beats;
    for (const Annotation& annotation : annotations) {
        if (annotation.isBeat())
            beats.push_back(annotation.sample);
    }
    return beats;
}

// Beats of one shape at a steady rate: a triangle 80 ms wide on a slow wave.
std::vector<float> syntheticEcg(double samplesPerSecond, double seconds, double perMinute)
{
    std::vector<float> samples(static_cast<size_t>(samplesPerSecond * seconds));
    const double interval = 60 / perMinute;
    for (size_t i = 0; i < samples.size(); ++i) {
        const double t = static_cast<double>(i) / samplesPerSecond;
        const double inBeat = std::fmod(t + interval / 2, interval) - interval / 2;
        const double complex = std::max(0.0, 1 - std::abs(inBeat) / 0.04);
        samples[i] = static_cast<float>(complex + 0.1 * std::sin(t));
    }
    return samples;
}

} // namespace

class TestBeats : public QObject
{
    Q_OBJECT

private slots:
    void agreesWithTheAnnotationsOfMitBih100();
    void isTheSameWhateverTheSizeOfTheBlocks();
    void findsEveryBeatAtAnyRate_data();
    void findsEveryBeatAtAnyRate();
    void findsNoBeatsInSilence();
    void takesNoBeatsFromTheNoiseAfterTheHeartStops();
    void findsALeadThatLostAmplitudeAgain();
    void startsAfreshAfterAGap();
    void matchesBeatsOneToOne();
    void ratesTheMedianOfTheLastIntervals();
    void hasNoRateWhenTheLastBeatIsOld();
};

void TestBeats::agreesWithTheAnnotationsOfMitBih100()
{
    const auto recording = readWfdb(ecgFolder + QStringLiteral("100.hea"));
    if (!recording)
        QSKIP("The ECG recordings are not here");
    const auto annotations = readWfdbAnnotations(ecgFolder + QStringLiteral("100.atr"));
    QVERIFY(annotations.has_value());
    const std::vector<qint64> reference = annotatedBeats(*annotations);
    QCOMPARE(reference.size(), size_t{2273});

    const WaveformChannel& lead = recording->channels.front();
    const std::vector<qint64> beats = detectBeats(lead.samples, lead.samplesPerSecond);

    const auto tolerance = static_cast<qint64>(0.150 * lead.samplesPerSecond);
    const BeatMatch match = matchBeats(reference, beats, tolerance);
    qInfo("found %lld, missed %lld, extra %lld: sensitivity %.4f, PPV %.4f", match.found, match.missed,
        match.extra, match.sensitivity(), match.positivePredictiveValue());
    QVERIFY(match.sensitivity() >= 0.99);
    QVERIFY(match.positivePredictiveValue() >= 0.99);
    // Not only within the tolerance: the place of the complex itself is meant.
    const BeatMatch close = matchBeats(reference, beats, static_cast<qint64>(0.050 * lead.samplesPerSecond));
    QVERIFY(close.sensitivity() >= 0.99);
}

void TestBeats::isTheSameWhateverTheSizeOfTheBlocks()
{
    const std::vector<float> samples = syntheticEcg(250, 60, 71);
    const std::vector<qint64> whole = detectBeats(samples, 250);

    BeatDetector detector(250);
    std::vector<qint64> pieces;
    const std::span<const float> all(samples);
    for (size_t at = 0; at < all.size(); at += 37) {
        const std::vector<qint64> some
            = detector.feed(all.subspan(at, std::min<size_t>(37, all.size() - at)));
        pieces.insert(pieces.end(), some.begin(), some.end());
    }
    const std::vector<qint64> rest = detector.finish();
    pieces.insert(pieces.end(), rest.begin(), rest.end());

    QCOMPARE(pieces, whole);
}

void TestBeats::findsEveryBeatAtAnyRate_data()
{
    QTest::addColumn<double>("samplesPerSecond");
    QTest::addColumn<double>("perMinute");
    for (const double rate : {100.0, 250.0, 360.0, 1000.0}) {
        for (const double perMinute : {30.0, 45.0, 72.0, 120.0, 200.0}) {
            QTest::addRow("%g Hz, %g /min", rate, perMinute) << rate << perMinute;
        }
    }
}

void TestBeats::findsEveryBeatAtAnyRate()
{
    QFETCH(double, samplesPerSecond);
    QFETCH(double, perMinute);
    const std::vector<float> samples = syntheticEcg(samplesPerSecond, 60, perMinute);

    const std::vector<qint64> beats = detectBeats(samples, samplesPerSecond);

    std::vector<qint64> reference;
    for (double t = 60 / perMinute; t < 59.5; t += 60 / perMinute)
        reference.push_back(std::llround(t * samplesPerSecond));
    const BeatMatch match = matchBeats(reference, beats, std::llround(0.05 * samplesPerSecond));
    QVERIFY2(match.missed == 0, qPrintable(QStringLiteral("missed %1").arg(match.missed)));
    QVERIFY2(match.extra <= 2,
        qPrintable(QStringLiteral("extra %1").arg(match.extra))); // the ends of the recording
}

void TestBeats::findsNoBeatsInSilence()
{
    QVERIFY(detectBeats(std::vector<float>(5000, 0.3F), 250).empty());
    QVERIFY(detectBeats({}, 250).empty());
}

void TestBeats::takesNoBeatsFromTheNoiseAfterTheHeartStops()
{
    // given: half a minute of beats, then nothing but a little noise
    std::vector<float> samples = syntheticEcg(250, 30, 75);
    for (int i = 0; i < 30 * 250; ++i)
        samples.push_back(0.02F * static_cast<float>((i * 7919) % 13 - 6) / 6);

    const std::vector<qint64> beats = detectBeats(samples, 250);

    QVERIFY(!beats.empty());
    QVERIFY(beats.back() < 30 * 250 + 125);
}

void TestBeats::findsALeadThatLostAmplitudeAgain()
{
    std::vector<float> samples = syntheticEcg(250, 60, 75);
    for (size_t i = 30 * 250; i < samples.size(); ++i)
        samples[i] *= 0.35F;

    const std::vector<qint64> beats = detectBeats(samples, 250);

    const auto late = std::ranges::count_if(beats, [](qint64 beat) { return beat > 40 * 250; });
    QVERIFY2(late >= 23, qPrintable(QString::number(late)));
}

void TestBeats::startsAfreshAfterAGap()
{
    std::vector<float> samples = syntheticEcg(250, 20, 75);
    const std::vector<float> after = syntheticEcg(250, 20, 75);
    samples.insert(samples.end(), 1000, std::numeric_limits<float>::quiet_NaN());
    samples.insert(samples.end(), after.begin(), after.end());

    const std::vector<qint64> beats = detectBeats(samples, 250);

    const auto inGap = std::ranges::count_if(beats, [](qint64 beat) { return beat > 5000 && beat < 6000; });
    const auto behind = std::ranges::count_if(beats, [](qint64 beat) { return beat >= 6000; });
    QCOMPARE(inGap, 0);
    QVERIFY2(behind >= 24, qPrintable(QString::number(behind)));
}

void TestBeats::matchesBeatsOneToOne()
{
    const std::vector<qint64> reference{100, 200, 300};
    const std::vector<qint64> detected{98, 103, 205, 400};

    const BeatMatch match = matchBeats(reference, detected, 10);

    QCOMPARE(match.found, 2);
    QCOMPARE(match.missed, 1);
    QCOMPARE(match.extra, 2);
}

void TestBeats::ratesTheMedianOfTheLastIntervals()
{
    HeartRateMeter meter;
    QVERIFY(!meter.perMinute(0));
    for (const double beat : {0.0, 1.0, 2.0, 3.0, 3.4, 5.0}) // one extra beat and the pause after it
        meter.beat(beat);
    QCOMPARE(meter.perMinute(5.1).value_or(0), 60.0);
}

void TestBeats::hasNoRateWhenTheLastBeatIsOld()
{
    HeartRateMeter meter;
    for (const double beat : {0.0, 1.0, 2.0})
        meter.beat(beat);
    QVERIFY(meter.perMinute(4.9));
    QVERIFY(!meter.perMinute(5.1));
    meter.gap();
    QVERIFY(!meter.perMinute(2.1));
}

QTEST_APPLESS_MAIN(TestBeats)
#include "tst_beats.moc"
