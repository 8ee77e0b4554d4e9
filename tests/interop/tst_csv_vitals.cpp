#include "csv_p.h"
#include "record/chart.h"
#include "vault_fixture.h"

using namespace twinward;
using namespace twinward::interop;
using test::VaultFixture;
using Meaning = CsvColumn::Meaning;

class CsvVitalsTest : public QObject
{
    Q_OBJECT

private slots:
    void tablesAreReadAsTheyAreWritten_data();
    void tablesAreReadAsTheyAreWritten();
    void anUnclosedQuoteIsNamed();
    void columnsAreRecognisedInManyWords_data();
    void columnsAreRecognisedInManyWords();
    void anAmbiguousDateOrUnitIsAsked();
    void timesAreReadInTheOrderSaid_data();
    void timesAreReadInTheOrderSaid();
    void aMappingIsReadBackAsItWasWritten();
    void roundsComeInAndTheSameFileAgainAddsNothing();
    void impossibleRowsAreRefusedWithTheirPlace();
};

void CsvVitalsTest::tablesAreReadAsTheyAreWritten_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("comma") << QByteArray("a,b\n1,\"x, y\"\n");
    QTest::newRow("semicolon, carriage returns") << QByteArray("a;b\r\n1;\"x, y\"\r\n");
    QTest::newRow("tab, no last line end") << QByteArray("a\tb\n1\tx, y");
    QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF"
                                                   "a,b\n\n1,\"x, y\"");
}

void CsvVitalsTest::tablesAreReadAsTheyAreWritten()
{
    QFETCH(QByteArray, bytes);
    const auto table = readCsv(bytes);
    QVERIFY(table.has_value());
    QCOMPARE(table->header, (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
    QCOMPARE(table->rows.size(), 1U);
    QCOMPARE(table->rows.front().cells, (QStringList{QStringLiteral("1"), QStringLiteral("x, y")}));
    QVERIFY(!readCsv("").has_value());
}

void CsvVitalsTest::anUnclosedQuoteIsNamed()
{
    const auto table = readCsv("a,b\n1,2\n3,\"4\n5,6\n");
    QVERIFY(!table);
    QCOMPARE(table.error().where, QStringLiteral("line 3"));
}

void CsvVitalsTest::columnsAreRecognisedInManyWords_data()
{
    QTest::addColumn<QString>("header");
    QTest::addColumn<QString>("sign");
    QTest::addColumn<QString>("unit");
    QTest::newRow("abbreviated") << "HR"
                                 << "heartRate"
                                 << "/min";
    QTest::newRow("unit in brackets") << "Temp (°F)"
                                      << "temperature"
                                      << "[degF]";
    QTest::newRow("Chinese") << "收缩压"
                             << "systolicPressure"
                             << "mm[Hg]";
    QTest::newRow("underscores") << "heart_rate"
                                 << "heartRate"
                                 << "/min";
    QTest::newRow("French") << "FC"
                            << "heartRate"
                            << "/min";
    QTest::newRow("unit not said") << "temperature"
                                   << "temperature"
                                   << "";
}

void CsvVitalsTest::columnsAreRecognisedInManyWords()
{
    QFETCH(QString, header);
    QFETCH(QString, sign);
    QFETCH(QString, unit);
    const CsvMapping mapping = proposeCsvMapping({{header, QStringLiteral("unheard of")}, {}});
    QCOMPARE(mapping.columns[0].meaning, Meaning::Sign);
    QCOMPARE(vitals::definition(mapping.columns[0].sign).key, sign);
    QCOMPARE(mapping.columns[0].unit, unit);
    QCOMPARE(mapping.columns[1].meaning, Meaning::Ignored);
}

void CsvVitalsTest::anAmbiguousDateOrUnitIsAsked()
{
    CsvMapping mapping = proposeCsvMapping(*readCsv("patient,time,temp\n1,03/04/2026 08:00,37\n"));
    QCOMPARE(mapping.gaps().size(), 2);
    mapping.columns[2].unit = QStringLiteral("Cel");
    mapping.dateOrderIsCertain = true;
    QVERIFY(mapping.gaps().isEmpty());
    QVERIFY(proposeCsvMapping(*readCsv("patient,time,hr\n1,23/04/2026 08:00,80\n")).gaps().isEmpty());
    QCOMPARE(proposeCsvMapping(*readCsv("patient,time,hr\n1,04/23/2026 08:00,80\n")).dateOrder,
        CsvMapping::DateOrder::MonthDayYear);
}

void CsvVitalsTest::timesAreReadInTheOrderSaid_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("order");
    QTest::addColumn<QDateTime>("expected");
    const QDateTime evening(QDate(2026, 4, 3), QTime(20, 5));
    QTest::newRow("ISO") << "2026-04-03 20:05" << 0 << evening;
    QTest::newRow("day first") << "3/4/2026 20:05" << 1 << evening;
    QTest::newRow("month first, half days") << "4/3/2026 8:05 pm" << 2 << evening;
    QTest::newRow("Chinese") << "2026年4月3日 20:05" << 0 << evening;
    QTest::newRow("with an offset") << "2026-04-03T20:05:00+08:00" << 1
                                    << QDateTime(QDate(2026, 4, 3), QTime(12, 5), Qt::UTC);
    for (const char* nonsense :
        {"2026-04-03", "20:05", "2026-13-03 20:05", "2026-04-03 25:05", "3/4/26 20:05", "13:05 pm"})
        QTest::newRow(nonsense) << nonsense << 0 << QDateTime();
}

void CsvVitalsTest::timesAreReadInTheOrderSaid()
{
    QFETCH(QString, text);
    QFETCH(int, order);
    QFETCH(QDateTime, expected);
    const base::Moment moment = csvTime(text, static_cast<CsvMapping::DateOrder>(order));
    QCOMPARE(moment.isNull(), !expected.isValid());
    if (expected.isValid())
        QCOMPARE(moment.utcMs(), expected.toMSecsSinceEpoch());
}

void CsvVitalsTest::aMappingIsReadBackAsItWasWritten()
{
    const CsvMapping mapping
        = proposeCsvMapping(*readCsv("patient,time,BP,temp (C),note,x\n1,23/04/2026 08:00,120/80,37,n,y\n"));
    const auto again = CsvMapping::fromJson(mapping.toJson());
    QVERIFY(again.has_value());
    QCOMPARE(again->toJson(), mapping.toJson());
    QVERIFY(!CsvMapping::fromJson("[]").has_value());
    QVERIFY(!CsvMapping::fromJson(R"({"columns":[{"header":"a","meaning":"magic"}]})").has_value());
    QVERIFY(
        !CsvMapping::fromJson(R"({"columns":[{"header":"a","meaning":"sign","sign":"aura"}]})").has_value());
}

void CsvVitalsTest::roundsComeInAndTheSameFileAgainAddsNothing()
{
    VaultFixture fixture;
    record::PatientDetails details;
    details.names.push_back({QStringLiteral("Garcia"), {QStringLiteral("Maria")}, {}, {}, {}});
    details.identifiers.push_back({QStringLiteral("urn:mrn"), QStringLiteral("A-100"), {}});
    record::Event registration;
    registration.patient = record::PatientId::random();
    registration.category = record::Category::Demographics;
    registration.body = details;
    QVERIFY(fixture.vault->commit({registration}).has_value());
    const QString file = fixture.write(QStringLiteral("vitals.csv"),
        "MRN,Date Time,BP,HR,Temp (F)\nA-100,2026-04-23 08:00,120/80,88,98.6\nA-100,2026-04-23 12:00,,92,\n");
    ImportRequest request;
    request.paths = {file};
    const CsvMapping mapping = proposeCsvMapping(*readCsv("MRN,Date Time,BP,HR,Temp (F)\n"));
    const auto report = importCsvVitals(*fixture.vault, request, mapping);
    QVERIFY2(report.has_value(), report ? "" : qPrintable(report.error().message()));
    QCOMPARE(report->refusedCount, 0U);
    QCOMPARE(report->byType.at(QStringLiteral("Observation")).added, 4U);
    const record::Chart chart = record::Chart::fold(
        registration.patient, fixture.vault->read(registration.patient).value(), fixture.vault->roster());
    QCOMPARE(chart.current<record::Observation>().size(), 4U);
    const auto again = importCsvVitals(*fixture.vault, request, mapping);
    QCOMPARE(again->byType.at(QStringLiteral("Observation")).added, 0U);
    QCOMPARE(again->byType.at(QStringLiteral("Observation")).alreadyHere, 4U);
}

void CsvVitalsTest::impossibleRowsAreRefusedWithTheirPlace()
{
    VaultFixture fixture;
    record::Event registration;
    registration.patient = record::PatientId::random();
    registration.category = record::Category::Demographics;
    registration.body
        = record::PatientDetails{{{QStringLiteral("X"), {}, {}, {}, {}}}, {}, {}, {}, {}, {}, {}, {}, {}};
    QVERIFY(fixture.vault->commit({registration}).has_value());
    const QByteArray id = registration.patient.toString().toLatin1();
    const QByteArray csv = "patient,time,hr,sbp,dbp\n" + id + ",2026-04-23 08:00,880,,\n" + id
        + ",soon,80,,\n" + id + ",2026-04-23 09:00,,80,120\nnobody,2026-04-23 08:00,80,,\n" + id
        + ",2026-04-23 10:00,eighty,,\n" + id + ",2126-04-23 10:00,80,,\n" + id + ",2026-04-23 11:00,81,,\n";
    ImportRequest request;
    request.paths = {fixture.write(QStringLiteral("v.csv"), csv)};
    const auto report = importCsvVitals(*fixture.vault, request, proposeCsvMapping(*readCsv(csv)));
    QCOMPARE(report->refusedCount, 6U);
    QVERIFY(report->refused.front().place.startsWith(QStringLiteral("line 2")));
    QCOMPARE(report->byType.at(QStringLiteral("Observation")).added, 1U);
    request.policy = ImportPolicy::AllOrNothing;
    QCOMPARE(importCsvVitals(*fixture.vault, request, proposeCsvMapping(*readCsv(csv)))->outcome,
        ImportReport::Outcome::NothingKept);
}

QTEST_GUILESS_MAIN(CsvVitalsTest)
#include "tst_csv_vitals.moc"
