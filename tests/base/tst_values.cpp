#include "base/decimal.h"
#include "base/hybrid_time.h"
#include "base/id.h"
#include "base/moment.h"
#include "base/partial_date.h"
#include "base/unit.h"

#include <QTest>
#include <sodium.h>

using namespace twinward::base;

class ValuesTest : public QObject
{
    Q_OBJECT

private slots:
    void decimalKeepsTheDigitsAsWritten_data();
    void decimalKeepsTheDigitsAsWritten();
    void decimalRefusesWhatIsNoNumber_data();
    void decimalRefusesWhatIsNoNumber();
    void decimalReadsWhatPeopleType();
    void partialDateKnowsWhatItDoesNotKnow();
    void partialDateRefusesImpossibleDays_data();
    void partialDateRefusesImpossibleDays();
    void ageTurnsOnTheBirthday();
    void monthEndsAreWholeMonths();
    void momentGoesOutAsItCameIn_data();
    void momentGoesOutAsItCameIn();
    void momentRefusesNonsense_data();
    void momentRefusesNonsense();
    void idsReadBackAsTheyAreWritten();
    void longMessagesAreHashedAsShortOnes();
    void derivedIdsDependOnDomainAndMaterial();
    void hybridClockNeverRunsBackwards();
    void unitsConvertBothWays_data();
    void unitsConvertBothWays();
    void unitsOfOtherDimensionsDoNotConvert();
};

void ValuesTest::decimalKeepsTheDigitsAsWritten_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text : {"1.00", "0", "-12.50", "36.6", "0.001", "120", "99.0"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void ValuesTest::decimalKeepsTheDigitsAsWritten()
{
    QFETCH(QString, text);
    const auto decimal = Decimal::fromString(text);
    QVERIFY(decimal);
    QCOMPARE(decimal->toString(), text);
}

void ValuesTest::decimalRefusesWhatIsNoNumber_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text :
        {"", " 1", "1 ", "1,5", ".5", "5.", "1.2.3", "--1", "1e", "inf", "nan", "0x10", "1e999", "+1"})
        QTest::newRow(text) << QString::fromLatin1(text);
    QTest::newRow("too long") << QString(50, u'1');
}

void ValuesTest::decimalRefusesWhatIsNoNumber()
{
    QFETCH(QString, text);
    QVERIFY(!Decimal::fromString(text));
}

void ValuesTest::decimalReadsWhatPeopleType()
{
    QCOMPARE(Decimal::fromUserInput(u" 36,6 ")->toString(), QStringLiteral("36.6"));
    QCOMPARE(Decimal::fromUserInput(u"１２０")->toString(), QStringLiteral("120"));
    QCOMPARE(Decimal::fromUserInput(u".5")->toString(), QStringLiteral("0.5"));
    QVERIFY(!Decimal::fromUserInput(u"1e3"));
    QVERIFY(!Decimal::fromUserInput(u"1,000.5"));
}

void ValuesTest::partialDateKnowsWhatItDoesNotKnow()
{
    const auto year = PartialDate::fromString(u"1980");
    QVERIFY(year && !year->isComplete());
    QCOMPARE(year->toString(), QStringLiteral("1980"));
    QCOMPARE(year->earliest(), QDate(1980, 1, 1));
    QCOMPARE(year->latest(), QDate(1980, 12, 31));
    const auto month = PartialDate::fromString(u"1980-02");
    QCOMPARE(month->latest(), QDate(1980, 2, 29));
    QVERIFY(year->isCompatibleWith(*month));
    QVERIFY(!month->isCompatibleWith(*PartialDate::fromString(u"1980-03-01")));
    QVERIFY(!PartialDate().isCompatibleWith(*year));
}

void ValuesTest::partialDateRefusesImpossibleDays_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text : {"1980-13", "1980-02-30", "1981-02-29", "0000", "80", "1980-1-1", "1980-00",
             "1980-01-00", "1980/01/01", "abcd"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void ValuesTest::partialDateRefusesImpossibleDays()
{
    QFETCH(QString, text);
    QVERIFY(!PartialDate::fromString(text));
}

void ValuesTest::ageTurnsOnTheBirthday()
{
    const auto born = *PartialDate::fromString(u"1980-05-17");
    QCOMPARE(*born.yearsOn(QDate(2020, 5, 16)), 39);
    QCOMPARE(*born.yearsOn(QDate(2020, 5, 17)), 40);
    QVERIFY(!born.yearsOn(QDate(1980, 5, 16)));
}

void ValuesTest::monthEndsAreWholeMonths()
{
    const auto born = *PartialDate::fromString(u"2020-01-31");
    QCOMPARE(*born.monthsOn(QDate(2020, 2, 28)), 0);
    QCOMPARE(*born.monthsOn(QDate(2020, 2, 29)), 1);
    QCOMPARE(*born.monthsOn(QDate(2021, 2, 28)), 13);
}

void ValuesTest::momentGoesOutAsItCameIn_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text : {"2015", "2015-02", "2015-02-07", "2015-02-07T13:28:17Z",
             "2015-02-07T13:28:17-05:00", "2015-02-07T13:28:17.239+02:00", "1905-08-23T00:00:00+05:30"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void ValuesTest::momentGoesOutAsItCameIn()
{
    QFETCH(QString, text);
    const auto moment = Moment::fromString(text);
    QVERIFY(moment);
    QCOMPARE(moment->toString(), text);
}

void ValuesTest::momentRefusesNonsense_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text :
        {"", "2015-02-07T", "2015-02-07T25:00:00Z", "2015-02-07T13:60:00Z", "2015-02-07 13:28:17",
            "2015-02-07T13:28:17+5", "2015-02-30T00:00:00Z", "T13:28", "2015-02-07T13:28:17.Z"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void ValuesTest::momentRefusesNonsense()
{
    QFETCH(QString, text);
    QVERIFY(!Moment::fromString(text));
}

void ValuesTest::idsReadBackAsTheyAreWritten()
{
    using AnId = Id<struct AnyTag>;
    const AnId id = AnId::random();
    QCOMPARE(*AnId::fromString(id.toString()), id);
    QCOMPARE(*AnId::fromString(id.toString().toUpper()), id);
    QCOMPARE(*AnId::fromBytes(id.toBytes()), id);
    QVERIFY(!AnId::fromString(id.toString().chopped(1)));
    QVERIFY(!AnId::fromString(QStringLiteral("g") + id.toString().mid(1)));
    QVERIFY(AnId().isNull() && !id.isNull());
    const Hash256 hash = Hash256::of("abc");
    QCOMPARE(*Hash256::fromString(hash.toString()), hash);
    QVERIFY(!Hash256::fromString(u"xyz"));
    // BLAKE2b-256 of "abc".
    QCOMPARE(
        hash.toString(), QStringLiteral("bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319"));
}

// Which library hashes depends on the length.
void ValuesTest::longMessagesAreHashedAsShortOnes()
{
    for (const qsizetype size : {0, 1, 127, 128, 129, 4095, 4096, 4097, 8191, 8192, 65'536, 1'000'003}) {
        QByteArray message(size, Qt::Uninitialized);
        for (qsizetype i = 0; i < size; ++i)
            message[i] = static_cast<char>(i * 31 + size);
        QByteArray expected(32, '\0');
        crypto_generichash(reinterpret_cast<unsigned char*>(expected.data()), 32,
            reinterpret_cast<const unsigned char*>(message.constData()),
            static_cast<unsigned long long>(size), nullptr, 0);
        QCOMPARE(Hash256::of(message).toBytes(), expected);
    }
}

void ValuesTest::derivedIdsDependOnDomainAndMaterial()
{
    using AnId = Id<struct AnyTag>;
    QCOMPARE(AnId::derived("a", "bc"), AnId::derived("a", "bc"));
    QVERIFY(AnId::derived("a", "bc") != AnId::derived("ab", "c"));
}

void ValuesTest::hybridClockNeverRunsBackwards()
{
    std::int64_t wall = 1000;
    HybridClock clock([&] { return wall; });
    const HybridTime first = clock.next();
    QCOMPARE(first.wallMs(), 1000);
    wall = 500; // set back
    const HybridTime second = clock.next();
    QVERIFY(second > first);
    clock.observe(HybridTime(9000, 7));
    QVERIFY(clock.next() > HybridTime(9000, 7));
    wall = 10'000;
    QCOMPARE(clock.next(), HybridTime(10'000, 0));
}

void ValuesTest::unitsConvertBothWays_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("from");
    QTest::addColumn<double>("converted");
    QTest::addColumn<QString>("to");
    QTest::newRow("body temperature") << 98.6 << "[degF]" << 37.0 << "Cel";
    QTest::newRow("pressure") << 120.0 << "mm[Hg]" << 15.99868649 << "kPa";
    QTest::newRow("mass") << 154.0 << "[lb_av]" << 69.85322497 << "kg";
    QTest::newRow("length") << 70.0 << "[in_i]" << 177.8 << "cm";
    QTest::newRow("same") << 5.0 << "{score}" << 5.0 << "{score}";
}

void ValuesTest::unitsConvertBothWays()
{
    QFETCH(double, value);
    QFETCH(QString, from);
    QFETCH(double, converted);
    QFETCH(QString, to);
    QVERIFY(std::abs(*convertUnit(value, from, to) - converted) < 1e-6);
    QVERIFY(std::abs(*convertUnit(converted, to, from) - value) < 1e-6);
}

void ValuesTest::unitsOfOtherDimensionsDoNotConvert()
{
    QVERIFY(!convertUnit(1, u"kg", u"cm"));
    QVERIFY(!convertUnit(1, u"furlong", u"cm"));
    QVERIFY(!convertUnit(1, u"CEL", u"[degF]"));
}

QTEST_GUILESS_MAIN(ValuesTest)
#include "tst_values.moc"
