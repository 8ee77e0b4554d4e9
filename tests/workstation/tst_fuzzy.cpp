#include "fuzzy_p.h"

#include <algorithm>
#include <QTest>

using twinward::workstation::fuzzyScore;

class TestFuzzy : public QObject
{
    Q_OBJECT

private slots:
    void theLettersOfTheWordsFindTheCommand_data();
    void theLettersOfTheWordsFindTheCommand();
    void aMissingLetterFindsNothing();
    void nothingTypedFitsEverything();
};

void TestFuzzy::theLettersOfTheWordsFindTheCommand_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("meant");
    QTest::newRow("initials") << QStringLiteral("vr") << QStringLiteral("Vitals round");
    QTest::newRow("a beginning") << QStringLiteral("med") << QStringLiteral("Medications");
    QTest::newRow("the second word") << QStringLiteral("record") << QStringLiteral("Check the record");
    QTest::newRow("letters here and there") << QStringLiteral("impex") << QStringLiteral("Import and export");
    QTest::newRow("capitals do not matter") << QStringLiteral("LOCK") << QStringLiteral("Lock");
    QTest::newRow("the shorter of two alike") << QStringLiteral("lock") << QStringLiteral("Lock");
    QTest::newRow("Chinese") << QStringLiteral("生命") << QStringLiteral("生命体征记录");
}

void TestFuzzy::theLettersOfTheWordsFindTheCommand()
{
    QFETCH(QString, typed);
    QFETCH(QString, meant);
    QStringList all
        = {QStringLiteral("Vitals round"), QStringLiteral("Vitals charts"), QStringLiteral("Medications"),
            QStringLiteral("Check the record"), QStringLiteral("Import and export"),
            QStringLiteral("Lock and quit"), QStringLiteral("Lock"), QStringLiteral("Early warning"),
            QStringLiteral("Register a patient"), QStringLiteral("生命体征记录")};
    std::ranges::stable_sort(all, [&](const QString& one, const QString& other) {
        return fuzzyScore(typed, one).value_or(-1) > fuzzyScore(typed, other).value_or(-1);
    });
    QCOMPARE(all.first(), meant);
}

void TestFuzzy::aMissingLetterFindsNothing()
{
    QVERIFY(!fuzzyScore(u"xyz", u"Vitals round"));
    QVERIFY(!fuzzyScore(u"rv", u"Vitals"));
}

void TestFuzzy::nothingTypedFitsEverything()
{
    QCOMPARE(fuzzyScore(u"", u"Vitals round"), std::optional<int>(0));
}

QTEST_APPLESS_MAIN(TestFuzzy)
#include "tst_fuzzy.moc"
