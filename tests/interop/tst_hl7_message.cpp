#include "hl7_map_p.h"

#include <QDirIterator>
#include <QFile>
#include <QRandomGenerator>
#include <QTest>

using namespace twinward;
using namespace twinward::interop;

class Hl7MessageTest : public QObject
{
    Q_OBJECT

private slots:
    void fieldsAreNumberedAsTheStandardNumbersThem();
    void escapesAreUndone();
    void characterSetsAreRead();
    void timesKeepTheirExactness_data();
    void timesKeepTheirExactness();
    void acknowledgementsNameTheMessage();
    void everyRealMessageParses();
    void resultsAreMappedWithTheirUnits();
    void monitorCodesBecomeLoinc();
    void valuesOfEveryTypeAreMapped_data();
    void valuesOfEveryTypeAreMapped();
    void damagedMessagesNeverCrash();

private:
    static QByteArray message(const QByteArray& segments)
    {
        return "MSH|^~\\&|LAB|HILL|||20261120031500+0545||ORU^R01|42|P|2.5\rPID|1||A-100^^^HILL^MR||Garcia^"
               "Maria||19800517|F\r"
            + segments;
    }
};

void Hl7MessageTest::fieldsAreNumberedAsTheStandardNumbersThem()
{
    const auto parsed = Hl7Message::parse(
        "MSH|^~\\&|A^1|B||||x|ORU^R01^ORU_R01|ID1|P|2.5\nPID|1||1^^^X&1.2.3&ISO^MR~2^^^Y||Name");
    QVERIFY(parsed.has_value());
    QCOMPARE(parsed->header().text(1), QStringLiteral("|"));
    QCOMPARE(parsed->header().text(3, 2), QStringLiteral("1"));
    QCOMPARE(parsed->type(), QStringLiteral("ORU^R01"));
    QCOMPARE(parsed->controlId(), QStringLiteral("ID1"));
    const Hl7Segment* pid = parsed->first(u"PID");
    QCOMPARE(pid->repetitions(3), 2);
    QCOMPARE(pid->text(3, 4, 2), QStringLiteral("1.2.3"));
    QCOMPARE(pid->text(3, 1, 1, 1), QStringLiteral("2"));
    QCOMPARE(pid->text(99), QString());
}

void Hl7MessageTest::escapesAreUndone()
{
    const auto parsed = Hl7Message::parse("MSH|^~\\&|A|B||||x|ORU^R01|1|P|2.5\rOBX|1|TX|c||"
                                          "a\\F\\b\\S\\c\\T\\d\\R\\e\\E\\f\\.br\\g\\X48C3A9\\h\\unclosed");
    QCOMPARE(parsed->first(u"OBX")->text(5), QStringLiteral("a|b^c&d~e\\f\ngHéh\\unclosed"));
}

void Hl7MessageTest::characterSetsAreRead()
{
    const auto utf8
        = Hl7Message::parse("MSH|^~\\&|A|B||||x|ORU^R01|1|P|2.5\rPID|1||1||\xE5\xBC\xA0^\xE4\xBC\x9F");
    QCOMPARE(utf8->first(u"PID")->text(5), QStringLiteral("张"));
    const auto latin = Hl7Message::parse("MSH|^~\\&|A|B||||x|ORU^R01|1|P|2.5||||||8859/1\rPID|1||1||Garc\xED"
                                         "a");
    QCOMPARE(latin->first(u"PID")->text(5), QStringLiteral("García"));
    const auto unsaid = Hl7Message::parse("MSH|^~\\&|A|B||||x|ORU^R01|1|P|2.5\rPID|1||1||Garc\xED"
                                          "a");
    QCOMPARE(unsaid->first(u"PID")->text(5), QStringLiteral("García"));
    const auto unknown = Hl7Message::parse("MSH|^~\\&|A|B||||x|ORU^R01|1|P|2.5||||||KLINGON\rPID|1");
    QCOMPARE(unknown.error().code, base::ErrorCode::Unsupported);
}

void Hl7MessageTest::timesKeepTheirExactness_data()
{
    QTest::addColumn<QString>("ts");
    QTest::addColumn<QString>("fhir");
    QTest::newRow("second, own offset") << "20261120031507+0100"
                                        << "2026-11-20T03:15:07+01:00";
    QTest::newRow("minute, the message's offset") << "202611200315"
                                                  << "2026-11-20T03:15:00+05:45";
    QTest::newRow("fraction") << "20261120031507.25-0500"
                              << "2026-11-20T03:15:07.250-05:00";
    QTest::newRow("day") << "20261120"
                         << "2026-11-20";
    QTest::newRow("month") << "202611"
                           << "2026-11";
    QTest::newRow("year") << "2026"
                          << "2026";
    for (const char* nonsense : {"", "20261320", "2026112", "abcd", "20261120256000", "202611200360"})
        QTest::newRow(nonsense) << nonsense << "";
}

void Hl7MessageTest::timesKeepTheirExactness()
{
    QFETCH(QString, ts);
    QFETCH(QString, fhir);
    QCOMPARE(Hl7Message::parse(message({}))->time(ts, 0).toString(), fhir);
}

void Hl7MessageTest::acknowledgementsNameTheMessage()
{
    const auto parsed = Hl7Message::parse(message({}));
    const auto accepted = Hl7Message::parse(acknowledge(*parsed, AckCode::Accepted, {}));
    QCOMPARE(accepted->first(u"MSA")->text(1), QStringLiteral("AA"));
    QCOMPARE(accepted->first(u"MSA")->text(2), QStringLiteral("42"));
    QCOMPARE(accepted->header().text(5), QStringLiteral("LAB"));
    const auto refused = Hl7Message::parse(acknowledge(*parsed, AckCode::Error, QStringLiteral("a|b")));
    QCOMPARE(refused->first(u"MSA")->text(1), QStringLiteral("AE"));
    QCOMPARE(refused->first(u"ERR")->text(8), QStringLiteral("a|b"));
}

void Hl7MessageTest::everyRealMessageParses()
{
    const QString folder = QStringLiteral(TWINWARD_TEST_DATA "/hl7v2");
    if (!QFile::exists(folder))
        QSKIP("no real HL7 messages here: put the test data beside the project");
    int messages = 0;
    int mapped = 0;
    QDirIterator files(folder, {QStringLiteral("*.hl7")}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        for (const QByteArray& bytes : splitHl7(file.readAll())) {
            const auto parsed = Hl7Message::parse(bytes);
            QVERIFY2(parsed.has_value(), qPrintable(file.fileName()));
            ++messages;
            const auto said = mapHl7(*parsed, 0);
            if (said)
                ++mapped;
            else
                QVERIFY2(!said.error().what.isEmpty(), qPrintable(file.fileName()));
        }
    }
    QVERIFY(messages >= 139);
    QVERIFY2(
        mapped >= 60, qPrintable(QString::number(mapped))); // the ADT and ORU among them that name a patient
}

void Hl7MessageTest::resultsAreMappedWithTheirUnits()
{
    const auto said
        = mapHl7(*Hl7Message::parse(message("OBR|1||F-1|24317-0^CBC^LN|||20261120\r"
                                            "OBX|1|NM|718-7^Hemoglobin^LN||13.40|g/dL|12.0-16.0|N|||F\r"
                                            "OBX|2|NM|718-7^Hemoglobin^LN||lots|g/dL||N|||F")),
            0);
    QVERIFY(said.has_value());
    QCOMPARE(said->statements.size(), 1U);
    const auto& observation = std::get<record::Observation>(said->statements.front().body);
    QCOMPARE(std::get<record::Quantity>(observation.value).value.toString(), QStringLiteral("13.40"));
    QCOMPARE(observation.group, record::Observation::Group::Laboratory);
    QCOMPARE(observation.reference.high->value(), 16.0);
    QCOMPARE(said->statements.front().occurred.toString(), QStringLiteral("2026-11-20"));
    QCOMPARE(said->refused.size(), 1U);
    QCOMPARE(said->refused.front().place, QStringLiteral("OBR 1, OBX 2"));
}

void Hl7MessageTest::monitorCodesBecomeLoinc()
{
    const auto said = mapHl7(
        *Hl7Message::parse(
            message("OBR|1||F-1|182777000^monitoring^SCT|||20261120031500\r"
                    "OBX|1|NM|147842^MDC_ECG_HEART_RATE^MDC|1.7.4|88|264864^MDC_DIM_BEAT_PER_MIN^MDC|||||R")),
        0);
    const auto& observation = std::get<record::Observation>(said->statements.front().body);
    QCOMPARE(observation.code.coding.code, record::loinc::heartRate);
    QCOMPARE(observation.group, record::Observation::Group::Vital);
    QCOMPARE(std::get<record::Quantity>(observation.value).unit, QStringLiteral("/min"));
}

void Hl7MessageTest::valuesOfEveryTypeAreMapped_data()
{
    QTest::addColumn<QByteArray>("obx");
    QTest::addColumn<QString>("expected");
    QTest::newRow("comparator") << QByteArray("SN|c^n^LN||<^5|mg/L") << "q:<5 mg/L";
    QTest::newRow("titre") << QByteArray("SN|c^n^LN||^1^:^128") << "t:1:128";
    QTest::newRow("coded") << QByteArray("CE|c^n^LN||A^Alpha^L") << "c:Alpha";
    QTest::newRow("text of two lines") << QByteArray("TX|c^n^LN||one~two") << "t:one\ntwo";
}

void Hl7MessageTest::valuesOfEveryTypeAreMapped()
{
    QFETCH(QByteArray, obx);
    QFETCH(QString, expected);
    const auto said = mapHl7(*Hl7Message::parse(message("OBX|1|" + obx + "||||||F")), 0);
    QCOMPARE(said->statements.size(), 1U);
    const record::Value& value = std::get<record::Observation>(said->statements.front().body).value;
    QString found;
    if (const auto* quantity = std::get_if<record::Quantity>(&value))
        found = QStringLiteral("q:%1%2 %3")
                    .arg(quantity->comparator, quantity->value.toString(), quantity->unit);
    else if (const auto* text = std::get_if<QString>(&value))
        found = QStringLiteral("t:") + *text;
    else if (const auto* coded = std::get_if<record::Concept>(&value))
        found = QStringLiteral("c:") + coded->label();
    QCOMPARE(found, expected);
}

void Hl7MessageTest::damagedMessagesNeverCrash()
{
    const QByteArray whole
        = message("OBR|1||F-1|x^y^LN|||20261120\rOBX|1|ED|p^PDF^LN||^application^pdf^Base64^SGVsbG8=||||||F");
    QRandomGenerator random(3);
    int refused = 0;
    for (int round = 0; round < 20'000; ++round) {
        QByteArray bytes = whole.left(random.bounded(1, static_cast<int>(whole.size())));
        for (int i = 0; i < 3; ++i)
            bytes[random.bounded(static_cast<int>(bytes.size()))] = static_cast<char>(random.generate());
        const auto parsed = Hl7Message::parse(bytes);
        if (!parsed || !mapHl7(*parsed, 0))
            ++refused;
    }
    QVERIFY(refused > 0);
}

QTEST_GUILESS_MAIN(Hl7MessageTest)
#include "tst_hl7_message.moc"
