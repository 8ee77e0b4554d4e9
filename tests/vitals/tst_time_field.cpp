// What a person may write for the time of a measurement, and what must never be guessed.

#include "time_field_p.h"

#include <QtTest/QtTest>

using namespace twinward::vitals;

class TestTimeField : public QObject
{
    Q_OBJECT

private slots:
    void readsWhatIsWritten_data();
    void readsWhatIsWritten();
    void emptyIsNow();
    void futureIsRefusedAndSaysSo();
    void nonsenseIsRefused_data();
    void nonsenseIsRefused();

private:
    const QDateTime m_now{QDate(2026, 11, 20), QTime(14, 30)};
};

void TestTimeField::readsWhatIsWritten_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QDateTime>("meant");
    const QDate today(2026, 11, 20);
    QTest::newRow("a time of today") << "14:05" << QDateTime(today, QTime(14, 5));
    QTest::newRow("without a colon") << "1405" << QDateTime(today, QTime(14, 5));
    QTest::newRow("one digit of the hour") << "9:05" << QDateTime(today, QTime(9, 5));
    QTest::newRow("full-width colon") << QString::fromUtf8("14：05") << QDateTime(today, QTime(14, 5));
    QTest::newRow("minutes ago") << "-20" << QDateTime(today, QTime(14, 10));
    QTest::newRow("with a date") << "19 Nov 2026 23:50" << QDateTime(QDate(2026, 11, 19), QTime(23, 50));
    QTest::newRow("with this year's date") << "19 Nov 23:50" << QDateTime(QDate(2026, 11, 19), QTime(23, 50));
    QTest::newRow("ISO") << "2026-11-19 23:50" << QDateTime(QDate(2026, 11, 19), QTime(23, 50));
}

void TestTimeField::readsWhatIsWritten()
{
    QFETCH(QString, text);
    QFETCH(QDateTime, meant);
    TimeField field;
    field.setText(text);
    QCOMPARE(field.time(m_now), std::optional(meant));
    QVERIFY(field.problem(m_now).isEmpty());
}

void TestTimeField::emptyIsNow()
{
    TimeField field;
    QCOMPARE(field.time(m_now), std::optional(m_now));
}

void TestTimeField::futureIsRefusedAndSaysSo()
{
    TimeField field;
    field.setText(QStringLiteral("18:00"));
    QVERIFY(!field.time(m_now));
    QVERIFY(field.problem(m_now).contains(QStringLiteral("future")));
}

void TestTimeField::nonsenseIsRefused_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text : {"soon", "25:10", "14:61", "4/5/2026 10:00", "31 Feb 2026 10:00", "12345"})
        QTest::newRow(text) << text;
}

void TestTimeField::nonsenseIsRefused()
{
    QFETCH(QString, text);
    TimeField field;
    field.setText(text);
    QVERIFY(!field.time(m_now));
    QVERIFY(!field.problem(m_now).isEmpty());
}

QTEST_MAIN(TestTimeField)
#include "tst_time_field.moc"
