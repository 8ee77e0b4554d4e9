#include "base/cbor_fields.h"

#include <QRandomGenerator>
#include <QTest>

using namespace twinward::base;

namespace sample {

enum class Colour { Red, Green, Blue };

struct Point
{
    double x = 0;
    double y = 0;
    friend bool operator==(const Point&, const Point&) = default;
};

struct Shape
{
    QString name;
    std::vector<Point> points;
    std::optional<Point> middle;
    std::array<int, 2> size{};
    Colour colour = Colour::Red;
    Moment drawn;
    Decimal length;
    unsigned fill = 7;
    friend bool operator==(const Shape&, const Shape&) = default;
};

template <class T> auto fieldsOf(T& s)
{
    using S = std::remove_const_t<T>;
    if constexpr (std::is_same_v<S, Point>)
        return std::tie(s.x, s.y);
    else if constexpr (std::is_same_v<S, Shape>)
        return std::tie(s.name, s.points, s.middle, s.size, s.colour, s.drawn, s.length, s.fill);
}

class Encoder : public CborEncoder<Encoder>
{
public:
    using CborEncoder::CborEncoder;
};

class Decoder : public CborDecoder<Decoder>
{
public:
    using CborDecoder::CborDecoder;
    static constexpr quint64 listLimit = 3;
    template <class E> static constexpr E firstOf() { return Colour::Red; }
    template <class E> static constexpr E lastOf() { return Colour::Blue; }
};

QByteArray written(const Shape& shape)
{
    CborWriter writer;
    Encoder(writer).put(shape);
    return writer.data();
}

std::optional<Shape> readFrom(const QByteArray& bytes)
{
    CborReader reader(bytes);
    Shape shape;
    Decoder(reader).get(shape);
    return reader.atEnd() ? std::optional(shape) : std::nullopt;
}

} // namespace sample

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
    void aWholeValueIsReadAsItWasWritten();
    void fieldsAnOlderWriterDidNotKnowKeepTheirDefaults();
    void whatIsOutOfBoundsIsRefused();

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

void CborTest::aWholeValueIsReadAsItWasWritten()
{
    const sample::Shape shape{QStringLiteral("腎"), {{1, 2.5}, {-3, 0}}, sample::Point{4, 5}, {640, -480},
        sample::Colour::Blue, *Moment::fromString(u"2026-02-03T04:05:06+02:00"), Decimal(4.1, 2), 0xff00ff00};
    QCOMPARE(sample::readFrom(sample::written(shape)), std::optional(shape));
    QCOMPARE(sample::readFrom(sample::written({})), std::optional(sample::Shape()));
}

void CborTest::fieldsAnOlderWriterDidNotKnowKeepTheirDefaults()
{
    CborWriter older;
    older.array(1).text(QStringLiteral("liver"));
    const auto read = sample::readFrom(older.data());
    QVERIFY(read);
    QCOMPARE(read->name, QStringLiteral("liver"));
    QCOMPARE(read->fill, 7U);
}

void CborTest::whatIsOutOfBoundsIsRefused()
{
    sample::Shape shape;
    shape.points.resize(4); // one more than the decoder lets in
    QVERIFY(!sample::readFrom(sample::written(shape)));
    shape.points = {{std::nan(""), 0}};
    QVERIFY(!sample::readFrom(sample::written(shape)));
    shape.points.clear();
    shape.colour = static_cast<sample::Colour>(3);
    QVERIFY(!sample::readFrom(sample::written(shape)));
    CborWriter large;
    large.array(4).text({}).array(0).null().array(2).integer(INT_MAX + 1LL).integer(0);
    QVERIFY(!sample::readFrom(large.data()));
}

QTEST_GUILESS_MAIN(CborTest)
#include "tst_cbor.moc"
