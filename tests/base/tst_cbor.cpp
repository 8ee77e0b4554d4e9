#include "base/cbor.h"

#include <QRandomGenerator>
#include <QTest>

using namespace twinward::base;

class CborTest : public QObject
{
    Q_OBJECT

private slots:
    void whatWasWrittenIsRead();
    void moreFieldsThanKnownArePassedOver();
    void afterAFailureEverythingIsEmpty();
    void leftoverBytesAreNoEnd();
    void truncationIsNoticedEverywhere();
    void anyBytesAreSurvived();

private:
    static QByteArray sample()
    {
        CborWriter writer;
        writer.array(4).integer(-7).text(QStringLiteral("张伟")).array(2).real(1.5).array(0).bytes("ab");
        return writer.data();
    }
};

void CborTest::whatWasWrittenIsRead()
{
    const QByteArray bytes = sample();
    CborReader reader(bytes);
    QCOMPARE(reader.enterArray(), 4U);
    QCOMPARE(reader.integer(), -7);
    QCOMPARE(reader.text(), QStringLiteral("张伟"));
    QCOMPARE(reader.enterArray(), 2U);
    QCOMPARE(reader.real(), 1.5);
    QCOMPARE(reader.enterArray(), 0U);
    QVERIFY(!reader.hasNext());
    reader.leaveArray();
    reader.leaveArray();
    QCOMPARE(reader.bytes(), QByteArray("ab"));
    reader.leaveArray();
    QVERIFY(reader.atEnd());
    QVERIFY(!reader.failed());
}

void CborTest::moreFieldsThanKnownArePassedOver()
{
    const QByteArray bytes = sample();
    CborReader reader(bytes);
    reader.enterArray();
    QCOMPARE(reader.integer(), -7);
    reader.leaveArray();
    QVERIFY(reader.atEnd());
}

void CborTest::afterAFailureEverythingIsEmpty()
{
    const QByteArray bytes = sample();
    CborReader reader(bytes);
    reader.enterArray();
    QCOMPARE(reader.text(), QString());
    QVERIFY(reader.failed());
    QCOMPARE(reader.integer(), 0);
    QVERIFY(!reader.atEnd());
}

void CborTest::leftoverBytesAreNoEnd()
{
    const QByteArray bytes = sample() + sample();
    CborReader reader(bytes);
    reader.enterArray();
    reader.leaveArray();
    QVERIFY(!reader.atEnd());
}

void CborTest::truncationIsNoticedEverywhere()
{
    const QByteArray whole = sample();
    for (qsizetype size = 0; size < whole.size(); ++size) {
        const QByteArray part = whole.left(size);
        CborReader reader(part);
        reader.enterArray();
        reader.leaveArray();
        QVERIFY2(!reader.atEnd(), qPrintable(QString::number(size)));
    }
}

void CborTest::anyBytesAreSurvived()
{
    QRandomGenerator random(1);
    for (int round = 0; round < 20'000; ++round) {
        QByteArray bytes = round % 2 == 0 ? sample() : QByteArray(random.bounded(1, 40), 0);
        for (int i = 0; i < (round % 2 == 0 ? 2 : bytes.size()); ++i)
            bytes[random.bounded(static_cast<int>(bytes.size()))] = static_cast<char>(random.generate());
        CborReader reader(bytes);
        const quint64 size = reader.enterArray(100);
        QVERIFY(size <= 100);
        reader.text();
        reader.integer();
        reader.bytes();
        reader.leaveArray();
        QVERIFY(!(reader.failed() && reader.atEnd()));
    }
}

QTEST_GUILESS_MAIN(CborTest)
#include "tst_cbor.moc"
