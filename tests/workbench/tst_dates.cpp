#include "workbench/date_field.h"
#include "workbench/describe.h"
#include "workbench/format.h"

#include <QLocale>
#include <QTest>

using namespace twinward;
using base::PartialDate;

Q_DECLARE_METATYPE(twinward::base::PartialDate)

class TestDates : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aTypedDateIsReadOnlyOneWay_data();
    void aTypedDateIsReadOnlyOneWay();
    void aDateIsWrittenInTheLanguageOnTheScreen();
    void anAgeIsSaidAsAWardSaysIt_data();
    void anAgeIsSaidAsAWardSaysIt();
    void theFieldWritesBackWhatItUnderstood();
    void theFieldRefusesWhatIsOutOfRangeAndSaysWhy();
    void everyFailureHasWordsAndARemedy();
};

void TestDates::init()
{
    QLocale::setDefault(QLocale(QLocale::English));
}

void TestDates::aTypedDateIsReadOnlyOneWay_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("read"); // as FHIR writes it; empty: refused
    QTest::newRow("as the house writes it") << QStringLiteral("20 Nov 2026") << QStringLiteral("2026-11-20");
    QTest::newRow("full month") << QStringLiteral("20 november 2026") << QStringLiteral("2026-11-20");
    QTest::newRow("ISO") << QStringLiteral("2026-11-20") << QStringLiteral("2026-11-20");
    QTest::newRow("digits alone") << QStringLiteral("20261120") << QStringLiteral("2026-11-20");
    QTest::newRow("dots are day first") << QStringLiteral("4.5.2026") << QStringLiteral("2026-05-04");
    QTest::newRow("Chinese") << QStringLiteral("2026年11月20日") << QStringLiteral("2026-11-20");
    QTest::newRow("full-width digits")
        << QStringLiteral("２０２６-１１-２０") << QStringLiteral("2026-11-20");
    QTest::newRow("slashes, day can't be a month")
        << QStringLiteral("20/11/2026") << QStringLiteral("2026-11-20");
    QTest::newRow("slashes, month can't be first")
        << QStringLiteral("11/20/2026") << QStringLiteral("2026-11-20");
    QTest::newRow("slashes, the same either way")
        << QStringLiteral("5/5/2026") << QStringLiteral("2026-05-05");
    QTest::newRow("slashes, two meanings") << QStringLiteral("4/5/2026") << QString();
    QTest::newRow("month and year") << QStringLiteral("Nov 2026") << QStringLiteral("2026-11");
    QTest::newRow("Chinese month") << QStringLiteral("2026年11月") << QStringLiteral("2026-11");
    QTest::newRow("year") << QStringLiteral("1950") << QStringLiteral("1950");
    QTest::newRow("no such day") << QStringLiteral("31 Feb 2026") << QString();
    QTest::newRow("no month of that name") << QStringLiteral("20 Foo 2026") << QString();
    QTest::newRow("two-digit year") << QStringLiteral("20 Nov 26") << QString();
    QTest::newRow("words") << QStringLiteral("yesterday") << QString();
}

void TestDates::aTypedDateIsReadOnlyOneWay()
{
    QFETCH(QString, typed);
    QFETCH(QString, read);
    const auto date = workbench::readDate(typed);
    QCOMPARE(date ? date->toString() : QString(), read);
}

void TestDates::aDateIsWrittenInTheLanguageOnTheScreen()
{
    QCOMPARE(workbench::formatDate(QDate(2026, 11, 20)), QStringLiteral("20 Nov 2026"));
    QCOMPARE(workbench::formatDate(*PartialDate::fromString(u"1950-03")), QStringLiteral("Mar 1950"));
    QLocale::setDefault(QLocale(QLocale::Chinese, QLocale::China));
    QCOMPARE(workbench::formatDate(QDate(2026, 11, 20)), QStringLiteral("2026年11月20日"));
    QCOMPARE(workbench::formatDate(*PartialDate::fromString(u"1950-03")), QStringLiteral("1950年3月"));
    QCOMPARE(workbench::formatDate(*PartialDate::fromString(u"1950")), QStringLiteral("1950年"));
}

void TestDates::anAgeIsSaidAsAWardSaysIt_data()
{
    QTest::addColumn<QString>("born");
    QTest::addColumn<QString>("age"); // on 20 Nov 2026
    QTest::newRow("today") << QStringLiteral("2026-11-20") << QStringLiteral("0 d");
    QTest::newRow("days") << QStringLiteral("2026-11-01") << QStringLiteral("19 d");
    QTest::newRow("a month") << QStringLiteral("2026-10-20") << QStringLiteral("1 mo");
    QTest::newRow("months under two years") << QStringLiteral("2024-11-21") << QStringLiteral("23 mo");
    QTest::newRow("two years") << QStringLiteral("2024-11-20") << QStringLiteral("2 y");
    QTest::newRow("day before a birthday") << QStringLiteral("1983-11-21") << QStringLiteral("42 y");
    QTest::newRow("year only") << QStringLiteral("1983") << QStringLiteral("about 43 y");
    QTest::newRow("not born yet") << QStringLiteral("2026-11-21") << QString();
    QTest::newRow("not known") << QString() << QString();
}

void TestDates::anAgeIsSaidAsAWardSaysIt()
{
    QFETCH(QString, born);
    QFETCH(QString, age);
    const PartialDate date = born.isEmpty() ? PartialDate() : *PartialDate::fromString(born);
    QCOMPARE(workbench::formatAge(date, QDate(2026, 11, 20)), age);
}

void TestDates::theFieldWritesBackWhatItUnderstood()
{
    QWidget window;
    auto* field = new workbench::DateField(workbench::DateField::Accept::PartOfDate, &window);
    auto* other = new QLineEdit(&window);
    other->move(0, 60);
    window.show();
    field->setFocus();
    QVERIFY(QTest::qWaitForWindowActive(&window));

    QTest::keyClicks(field, QStringLiteral("1950-03-07"));
    other->setFocus();

    QCOMPARE(field->text(), QStringLiteral("7 Mar 1950"));
    QCOMPARE(field->date()->toString(), QStringLiteral("1950-03-07"));
}

void TestDates::theFieldRefusesWhatIsOutOfRangeAndSaysWhy()
{
    workbench::DateField field(workbench::DateField::Accept::WholeDate);
    field.setRange(QDate(), QDate(2026, 11, 20));
    field.setText(QStringLiteral("21 Nov 2026"));
    QVERIFY(!field.date());
    QVERIFY(field.problem().contains(QStringLiteral("20 Nov 2026")));
    field.setText(QStringLiteral("Nov 2026"));
    QVERIFY(!field.date());
    field.setText(QStringLiteral("4/5/2026"));
    QVERIFY(!field.date());
    field.setText(QString());
    QVERIFY(field.date() && field.date()->isNull());
    QVERIFY(field.problem().isEmpty());
}

void TestDates::everyFailureHasWordsAndARemedy()
{
    using base::ErrorCode;
    for (int code = 0; code <= static_cast<int>(ErrorCode::Cancelled); ++code) {
        const auto text = workbench::describe(
            {static_cast<ErrorCode>(code), QStringLiteral("What."), QStringLiteral("where"), {}});
        QVERIFY(!text.what.isEmpty());
        if (static_cast<ErrorCode>(code) != ErrorCode::Cancelled)
            QVERIFY(!text.todo.isEmpty());
    }
    const auto text = workbench::describe(
        {ErrorCode::DiskFull, QStringLiteral("No space left."), QStringLiteral("vault.db"), {}});
    QVERIFY(text.particulars.contains(QStringLiteral("vault.db")));
}

QTEST_MAIN(TestDates)
#include "tst_dates.moc"
