// The clinical tables are part of the program, name their source, and a slip in one is refused with its
// place.

#include "vitals/cleaning.h"
#include "vitals/limits.h"
#include "vitals/news2.h"
#include "vitals/paediatric.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace twinward::vitals;

namespace {

QByteArray table(const QString& name)
{
    (void)Limits::builtIn();
    QFile file(QStringLiteral(":/twinward/vitals/%1.json").arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool isReadable(const QString& name, const QByteArray& json)
{
    if (name == u"limits")
        return Limits::fromJson(json).has_value();
    if (name == u"cleaning")
        return CleaningTable::fromJson(json).has_value();
    if (name == u"news2")
        return News2::fromJson(json).has_value();
    return PaediatricRanges::fromJson(json).has_value();
}

} // namespace

class TestTables : public QObject
{
    Q_OBJECT

private slots:
    void everyTableNamesItsSourceAndVersion();
    void refusesASlip_data();
    void refusesASlip();
    void neverCrashesOnADamagedTable();
};

void TestTables::everyTableNamesItsSourceAndVersion()
{
    (void)Limits::builtIn();
    const QStringList files = QDir(QStringLiteral(":/twinward/vitals")).entryList();
    QCOMPARE(files.size(), 6);
    for (const QString& file : files) {
        const QJsonObject top = QJsonDocument::fromJson(table(file.chopped(5))).object();
        QCOMPARE(top.value(QLatin1String("table")).toString(), file.chopped(5));
        QVERIFY2(top.value(QLatin1String("source")).toString().size() > 40, qPrintable(file));
        QVERIFY2(!top.value(QLatin1String("version")).toString().isEmpty(), qPrintable(file));
    }
}

void TestTables::refusesASlip_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    const auto row = [](const char* what, const char* name, const char* from, const char* to) {
        QTest::newRow(what) << QString::fromLatin1(name) << QByteArray(from) << QByteArray(to);
    };
    row("a hole between ages", "limits", "\"toMonths\": 3,", "\"toMonths\": 2,");
    row("a range upside down", "limits", "[25, 66]", "[66, 25]");
    row("a usual range that is not possible", "limits", "[25, 66]", "[25, 166]");
    row("an age in half months", "limits", "\"fromMonths\": 3,", "\"fromMonths\": 3.5,");
    row("no open end", "limits", "{ \"fromMonths\": 192, \"range\"",
        "{ \"fromMonths\": 192, \"toMonths\": 999, \"range\"");
    row("another unit", "limits", "\"unit\": \"/min\"", "\"unit\": \"Hz\"");
    row("an unknown sign", "limits", "\"sign\": \"weight\"", "\"sign\": \"wait\"");
    row("a hole between bands", "paediatric_ranges", "\"fromMonths\": 3,", "\"fromMonths\": 4,");
    row("a median above the range", "paediatric_ranges", "\"median\": 43", "\"median\": 66");
    row("no range", "paediatric_ranges", "\"low\": 60", "\"lou\": 60");
    row("a negative floor", "cleaning", "\"hampelFloor\": 20", "\"hampelFloor\": -20");
    row("half a neighbour", "cleaning", "\"hampelHalfWidth\": 5", "\"hampelHalfWidth\": 5.5");
}

void TestTables::refusesASlip()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QByteArray json = table(name);
    QVERIFY(isReadable(name, json));
    const qsizetype at = json.indexOf(from);
    QVERIFY2(at >= 0, from.constData());
    json.replace(at, from.size(), to);
    QVERIFY(!isReadable(name, json));
}

void TestTables::neverCrashesOnADamagedTable()
{
    for (const QString& name : {QStringLiteral("limits"), QStringLiteral("cleaning"), QStringLiteral("news2"),
             QStringLiteral("paediatric_ranges")}) {
        const QByteArray whole = table(name);
        for (qsizetype length = 0; length < whole.size(); length += 97)
            QVERIFY(!isReadable(name, whole.left(length)));
        for (const char* other : {"[]", "{}", "null", "{\"table\":\"limits\",\"signs\":7}"})
            QVERIFY(!isReadable(name, other));
    }
}

QTEST_APPLESS_MAIN(TestTables)
#include "tst_tables.moc"
