// Recordings as PhysioNet publishes them, and files that are broken or mean harm.

#include "vitals/waveform.h"

#include <cmath>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtEndian>
#include <QtTest>

using namespace twinward;
using namespace twinward::vitals;

namespace {

QString recording(const QString& name)
{
    return QStringLiteral(TWINWARD_TEST_DATA "/ecg/") + name;
}

bool isHere()
{
    return QFile::exists(recording(QStringLiteral("100.hea")));
}

class Folder
{
public:
    QString write(const QString& name, const QByteArray& bytes)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("can't write %s", qPrintable(name));
        return file.fileName();
    }

private:
    QTemporaryDir m_folder;
};

} // namespace

class TestWaveform : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void readsFormat212();
    void readsFormat16InTwoFiles();
    void readsFormat61();
    void readsTheMatlabVariant();
    void readsSignalsOfDifferentRatesAndSkew();
    void readsEdf();
    void readsEveryRecording_data();
    void readsEveryRecording();
    void readsFormat80AndMissingSamples();
    void readsAnnotations();
    void refusesABrokenHeader_data();
    void refusesABrokenHeader();
    void refusesASignalFileThatIsTooShort();
    void refusesMoreThanTheLimits();
    void refusesBrokenEdf();
    void refusesAnnotationsCutInTheMiddle();
    void namesTheKindItCantRead();
};

void TestWaveform::initTestCase()
{
    if (!isHere())
        qWarning(
            "The ECG recordings are not at %s: most of these tests are skipped", TWINWARD_TEST_DATA "/ecg");
}

void TestWaveform::readsFormat212()
{
    if (!isHere())
        QSKIP("The ECG recordings are not here");
    const auto read = readWfdb(recording(QStringLiteral("100.hea")));
    QVERIFY2(read, read ? "" : qPrintable(read.error().message()));
    QCOMPARE(read->channels.size(), size_t{2});
    QCOMPARE(read->channels[0].name, QStringLiteral("MLII"));
    QCOMPARE(read->channels[0].unit, QStringLiteral("mV"));
    QCOMPARE(read->channels[0].samplesPerSecond, 360.0);
    QCOMPARE(read->channels[0].samples.size(), size_t{650000});
    QCOMPARE(read->durationMs(), qint64{1805556});
    // The header's initial values are 995 and 1011 at a zero of 1024 and 200 units a millivolt.
    QCOMPARE(read->channels[0].samples[0], (995 - 1024) / 200.0F);
    QCOMPARE(read->channels[1].samples[0], (1011 - 1024) / 200.0F);
    QVERIFY(read->comments.contains(QStringLiteral("Aldomet, Inderal")));
    QCOMPARE(read->ecgChannel(), 0);
}

void TestWaveform::readsFormat16InTwoFiles()
{
    if (!isHere())
        QSKIP("The ECG recordings are not here");
    const auto read = readWfdb(recording(QStringLiteral("s0010_re.hea")));
    QVERIFY2(read, read ? "" : qPrintable(read.error().message()));
    QCOMPARE(read->channels.size(), size_t{15});
    QCOMPARE(read->channels[0].samples[0], -489 / 2000.0F);
    QCOMPARE(read->channels[12].name, QStringLiteral("vx"));
    QCOMPARE(read->channels[12].samples[0], -3 / 2000.0F);
    QCOMPARE(read->channels[14].samples[0], -18 / 2000.0F);
    QCOMPARE(read->channelIndex(u"AVF"), 5);
    QCOMPARE(read->ecgChannel(), 1); // lead II
}

void TestWaveform::readsFormat61()
{
    if (!isHere())
        QSKIP("The ECG recordings are not here");
    const auto read = readWfdb(recording(QStringLiteral("p10143.hea")));
    QVERIFY2(read, read ? "" : qPrintable(read.error().message()));
    QCOMPARE(read->channels[0].samples[0], -20863 / 200.0F);
    QCOMPARE(read->channels[1].samples[0], 12175 / 200.0F);
}

void TestWaveform::readsTheMatlabVariant()
{
    if (!isHere())
        QSKIP("The ECG recordings are not here");
    const auto read = readWfdb(recording(QStringLiteral("A00001.hea")));
    QVERIFY2(read, read ? "" : qPrintable(read.error().message()));
    QCOMPARE(read->channels[0].samples.size(), size_t{9000});
    QCOMPARE(read->channels[0].samples[0], -127 / 1000.0F);
    QCOMPARE(read->start.toString(), QStringLiteral("2014-05-08T05:05:15Z"));
}

void TestWaveform::readsSignalsOfDifferentRatesAndSkew()
{
    if (!isHere())
        QSKIP("The ECG recordings are not here");
    const auto read = readWfdb(recording(QStringLiteral("03700181.hea")));
    QVERIFY2(read, read ? "" : qPrintable(read.error().message()));
    QCOMPARE(read->channels[0].samplesPerSecond, 500.0);
    QCOMPARE(read->channels[0].samples.size(), size_t{300000});
    QCOMPARE(read->channels[1].samplesPerSecond, 125.0);
    QCOMPARE(read->channels[1].unit, QStringLiteral("mmHg"));
    QCOMPARE(
        read->channels[1].samples[0], static_cast<float>((-943 + 1605) / 12.84)); // a gain and its baseline
    // Respiration was written four frames late: the last four are not known.
    const std::vector<float>& respiration = read->channels[2].samples;
    QCOMPARE(respiration.size(), size_t{75000});
    QCOMPARE(std::ranges::count_if(respiration, [](float value) { return std::isnan(value); }), 4);
}

void TestWaveform::readsEdf()
{
    if (!isHere())
        QSKIP("The ECG recordings are not here");
    const auto edf = readWaveform(recording(QStringLiteral("sample.edf")));
    QVERIFY2(edf, edf ? "" : qPrintable(edf.error().message()));
    QCOMPARE(edf->channels.front().name, QStringLiteral("ECG"));
    QCOMPARE(edf->channels.front().samplesPerSecond, 300.0);
    // The same recording as A00001, published twice.
    const auto wfdb = readWaveform(recording(QStringLiteral("A00001.hea")));
    QVERIFY(wfdb.has_value());
    const std::vector<float>& first = edf->channels.front().samples;
    const std::vector<float>& second = wfdb->channels.front().samples;
    for (size_t i = 0; i < 9000; ++i)
        QVERIFY(std::abs(first[i] - second[i]) < 0.001F);
}

void TestWaveform::readsEveryRecording_data()
{
    QTest::addColumn<QString>("path");
    const QDir folder(recording({}));
    for (const QString& name :
        folder.entryList({QStringLiteral("*.hea"), QStringLiteral("*.edf")}, QDir::Files))
        QTest::newRow(qPrintable(name)) << folder.filePath(name);
    if (!isHere())
        QTest::newRow("none") << QString();
}

void TestWaveform::readsEveryRecording()
{
    QFETCH(QString, path);
    if (path.isEmpty())
        QSKIP("The ECG recordings are not here");
    const auto read = readWaveform(path);
    QVERIFY2(read, read ? "" : qPrintable(read.error().message()));
    QVERIFY(read->durationMs() > 0);
}

void TestWaveform::readsFormat80AndMissingSamples()
{
    Folder folder;
    folder.write(QStringLiteral("r.dat"), QByteArray::fromHex("00808101"));
    const QString header
        = folder.write(QStringLiteral("r.hea"), "r 1 2 4\r\nr.dat 80 10(0)/mmHg 8 0 0 0 0 ABP mean\r\n");

    const auto read = readWfdb(header);

    QVERIFY2(read, read ? "" : qPrintable(read.error().message()));
    const WaveformChannel& channel = read->channels.front();
    QCOMPARE(channel.name, QStringLiteral("ABP mean"));
    QVERIFY(std::isnan(channel.samples[0]));
    QCOMPARE(channel.samples[1], 0.0F);
    QCOMPARE(channel.samples[2], 0.1F);
    QCOMPARE(channel.samples[3], -12.7F);
}

void TestWaveform::readsAnnotations()
{
    if (!isHere())
        QSKIP("The ECG recordings are not here");
    const auto read = readWfdbAnnotations(recording(QStringLiteral("100.atr")));
    QVERIFY2(read, read ? "" : qPrintable(read.error().message()));
    QCOMPARE(std::ranges::count_if(*read, &Annotation::isBeat), 2273);
    QCOMPARE(read->front().code, 28); // rhythm
    QCOMPARE(read->front().note, QStringLiteral("(N"));
    QCOMPARE((*read)[1].sample, qint64{77});
    QCOMPARE(std::ranges::count(*read, 8, &Annotation::code),
        33); // atrial premature beats, as PhysioNet counts them
    QCOMPARE(std::ranges::count(*read, 5, &Annotation::code), 1); // one ventricular
}

void TestWaveform::refusesABrokenHeader_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QString>("where");
    QTest::newRow("empty") << QByteArray() << QStringLiteral("r.hea, line 1");
    QTest::newRow("no number of signals") << QByteArray("r\n") << QStringLiteral("r.hea, line 1");
    QTest::newRow("too many signals") << QByteArray("r 1000 360 10\n") << QStringLiteral("r.hea, line 1");
    QTest::newRow("negative signals") << QByteArray("r -1 360 10\n") << QStringLiteral("r.hea, line 1");
    QTest::newRow("no frequency") << QByteArray("r 1 0 10\nr.dat 16\n") << QStringLiteral("r.hea, line 1");
    QTest::newRow("frequency nan") << QByteArray("r 1 nan 10\nr.dat 16\n") << QStringLiteral("r.hea, line 1");
    QTest::newRow("fewer signals") << QByteArray("r 2 360 10\nr.dat 16\n") << QStringLiteral("r.hea, line 3");
    QTest::newRow("more signals") << QByteArray("r 1 360 10\nr.dat 16\nr.dat 16\n")
                                  << QStringLiteral("r.hea, line 3");
    QTest::newRow("another folder") << QByteArray("r 1 360 10\n../r.dat 16\n")
                                    << QStringLiteral("r.hea, line 2");
    QTest::newRow("absolute path") << QByteArray("r 1 360 10\n/etc/passwd 16\n")
                                   << QStringLiteral("r.hea, line 2");
    QTest::newRow("standard input") << QByteArray("r 1 360 10\n- 16\n") << QStringLiteral("r.hea, line 2");
    QTest::newRow("unknown format") << QByteArray("r 1 360 10\nr.dat 310\n")
                                    << QStringLiteral("r.hea, line 2");
    QTest::newRow("no samples a frame")
        << QByteArray("r 1 360 10\nr.dat 16x0\n") << QStringLiteral("r.hea, line 2");
    QTest::newRow("gain") << QByteArray("r 1 360 10\nr.dat 16 1e999\n") << QStringLiteral("r.hea, line 2");
    QTest::newRow("several segments") << QByteArray("r/3 1 360 10\nr.dat 16\n") << QStringLiteral("r.hea");
}

void TestWaveform::refusesABrokenHeader()
{
    QFETCH(QByteArray, header);
    QFETCH(QString, where);
    Folder folder;
    folder.write(QStringLiteral("r.dat"), QByteArray(20, '\1'));

    const auto read = readWfdb(folder.write(QStringLiteral("r.hea"), header));

    QVERIFY(!read);
    QCOMPARE(read.error().where, where);
}

void TestWaveform::refusesASignalFileThatIsTooShort()
{
    Folder folder;
    folder.write(QStringLiteral("r.dat"), QByteArray(19, '\1'));
    for (const char* header : {"r 1 360 10\nr.dat 16\n", "r 1 360 9223372036854775807\nr.dat 16\n",
             "r 1 360 1\nr.dat 16+999999999\n", "r 1 360 10\nr.dat 16x9999\n", "r 1 360\nr.dat 16+19\n"}) {
        const auto read = readWfdb(folder.write(QStringLiteral("r.hea"), header));
        QVERIFY2(!read, header);
        QVERIFY(read.error().where.startsWith(QStringLiteral("r.dat")));
    }
    const auto gone = readWfdb(folder.write(QStringLiteral("s.hea"), "s 1 360 10\ns.dat 16\n"));
    QCOMPARE(gone.error().code, base::ErrorCode::NotFound);
}

void TestWaveform::refusesMoreThanTheLimits()
{
    Folder folder;
    folder.write(QStringLiteral("r.dat"), QByteArray(2000, '\1'));
    const QString header = folder.write(QStringLiteral("r.hea"), "r 1 360 1000\nr.dat 16\n");
    QVERIFY(readWfdb(header).has_value());
    WaveformLimits limits;
    limits.samples = 999;
    QCOMPARE(readWfdb(header, limits).error().code, base::ErrorCode::Unsupported);
    limits = {};
    limits.fileBytes = 1999;
    QCOMPARE(readWfdb(header, limits).error().code, base::ErrorCode::Unsupported);
}

void TestWaveform::refusesBrokenEdf()
{
    if (!isHere())
        QSKIP("The ECG recordings are not here");
    QFile file(recording(QStringLiteral("sample.edf")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray whole = file.readAll();
    Folder folder;
    for (const qsizetype length :
        {qsizetype{0}, qsizetype{255}, qsizetype{256}, qsizetype{511}, qsizetype{512}, qsizetype{6000}}) {
        const auto read = readEdf(folder.write(QStringLiteral("cut.edf"), whole.left(length)));
        QVERIFY(!read);
    }
    for (const auto& [at, text] : {std::pair{184, "9999999 "}, std::pair{236, "1e99    "},
             std::pair{236, "-2      "}, std::pair{244, "0       "}, std::pair{252, "0   "},
             std::pair{252, "99  "}, std::pair{252, "nan "}}) {
        QByteArray broken = whole;
        broken.replace(at, static_cast<qsizetype>(strlen(text)), text);
        QVERIFY2(!readEdf(folder.write(QStringLiteral("broken.edf"), broken)), text);
    }
}

void TestWaveform::refusesAnnotationsCutInTheMiddle()
{
    Folder folder;
    // A normal beat at 5, then a skip without its interval; an auxiliary text longer than the file; no end.
    for (const char* hex : {"050400ec00", "0504ffff41", "0504", ""}) {
        const auto read
            = readWfdbAnnotations(folder.write(QStringLiteral("a.atr"), QByteArray::fromHex(hex)));
        QVERIFY2(!read, hex);
    }
    const auto read
        = readWfdbAnnotations(folder.write(QStringLiteral("a.atr"), QByteArray::fromHex("05040000")));
    QVERIFY(read.has_value());
    QCOMPARE(read->front().sample, qint64{5});
}

void TestWaveform::namesTheKindItCantRead()
{
    const auto read = readWaveform(QStringLiteral("/nowhere/scan.dcm"));
    QCOMPARE(read.error().code, base::ErrorCode::Unsupported);
    QCOMPARE(read.error().where, QStringLiteral("scan.dcm"));
}

QTEST_APPLESS_MAIN(TestWaveform)
#include "tst_waveform.moc"
