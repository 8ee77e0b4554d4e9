#include "json_tree_p.h"

#include <QTest>
#include <rapidcheck.h>

using namespace twinward;
using interop::JsonTree;
using interop::JsonView;

class TestJsonTree : public QObject
{
    Q_OBJECT

private slots:
    void valuesKeepTheirBytes();
    void pointersNameThePlace();
    void anAbsentValueHasOnlyAbsentValues();
    void whatIsNotJsonIsRefusedWithItsPlace_data();
    void whatIsNotJsonIsRefusedWithItsPlace();
    void anObjectThatSaysAKeyTwiceIsFound();
    void deepNestingIsRefused();
    void aByteOrderMarkIsNoPartOfTheText();
    void cutAnywhereItNeverCrashesAndIsRefused();
    void anyBytesNeverCrash();
};

void TestJsonTree::valuesKeepTheirBytes()
{
    const QByteArray json = "\n{ \"a\" : { \"n\": 1.00 , \"s\" : \"x\\u0041\\n\" }  , \"list\":[ 1e-2, true "
                            ",null , {} , [ ] ] } \n";

    const auto tree = JsonTree::parse(json, 10);

    QVERIFY2(tree, qPrintable(tree ? QString() : tree.error().message()));
    const JsonView root = tree->root();
    QCOMPARE(root.source(), json.trimmed());
    QCOMPARE(root["a"].source(), QByteArray("{ \"n\": 1.00 , \"s\" : \"x\\u0041\\n\" }"));
    QCOMPARE(root["a"]["n"].source(), QByteArray("1.00"));
    QCOMPARE(root["a"]["s"].string(), QStringLiteral("xA\n"));
    QByteArrayList elements;
    for (const JsonView element : root["list"])
        elements << element.source();
    QCOMPARE(elements, (QByteArrayList{"1e-2", "true", "null", "{}", "[ ]"}));
}

void TestJsonTree::pointersNameThePlace()
{
    const auto tree = JsonTree::parse("{\"a\":[0,{\"b/c\":{\"d~\":5}}]}", 10);
    QVERIFY(tree);

    JsonView second = *++tree->root()["a"].begin();

    QCOMPARE(second["b/c"]["d~"].pointer(), QStringLiteral("/a/1/b~1c/d~0"));
    QCOMPARE(second["b/c"]["d~"].pointerFrom(second), QStringLiteral("/b~1c/d~0"));
    QCOMPARE(tree->root().pointer(), QString());
}

void TestJsonTree::anAbsentValueHasOnlyAbsentValues()
{
    const auto tree = JsonTree::parse("{\"a\":1}", 10);
    QVERIFY(tree);

    const JsonView absent = tree->root()["b"]["c"];

    QVERIFY(!absent.exists());
    QVERIFY(!absent.first());
    QCOMPARE(absent.string(), QString());
    QCOMPARE(absent.pointer(), QString());
}

void TestJsonTree::whatIsNotJsonIsRefusedWithItsPlace_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("where");
    QTest::newRow("empty") << QByteArray() << QStringLiteral("byte 0");
    QTest::newRow("a bare value") << QByteArray("5") << QStringLiteral("byte 0");
    QTest::newRow("a wrong word") << QByteArray("{\"a\":tru}") << QStringLiteral("byte 5");
    QTest::newRow("a leading zero") << QByteArray("{\"a\":01}") << QStringLiteral("byte 5");
    QTest::newRow("a trailing comma") << QByteArray("{\"a\":[1,]}") << QStringLiteral("byte 8");
    QTest::newRow("half a surrogate pair") << QByteArray("{\"a\":\"\\ud800\"}") << QString();
    QTest::newRow("not UTF-8") << QByteArray("{\n\"a\":\n\"\xff\"}") << QStringLiteral("line 3");
    QTest::newRow("cut off") << QByteArray("{\"a\":[1,2") << QStringLiteral("byte 9");
    QTest::newRow("something after the end") << QByteArray("{} {}") << QString();
    QTest::newRow("a control character") << QByteArray("{\"a\":\"\x01\"}") << QString();
}

void TestJsonTree::whatIsNotJsonIsRefusedWithItsPlace()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, where);

    const auto tree = JsonTree::parse(json, 10);

    QVERIFY(!tree);
    QCOMPARE(tree.error().code, base::ErrorCode::InvalidInput);
    QVERIFY(!tree.error().what.isEmpty());
    if (!where.isEmpty())
        QCOMPARE(tree.error().where, where);
}

void TestJsonTree::anObjectThatSaysAKeyTwiceIsFound()
{
    const auto tree
        = JsonTree::parse(R"({"a":{"b":{"k":1,"k":2}},"c":{"k":1,"\u006b":2},"d":{"k":{"k":1}}})", 10);
    QVERIFY(tree);
    const JsonView root = tree->root();

    QCOMPARE(tree->saidTwiceIn(root["a"]).pointer(), QStringLiteral("/a/b"));
    QCOMPARE(tree->saidTwiceIn(root["c"]).pointer(), QStringLiteral("/c"));
    QVERIFY(!tree->saidTwiceIn(root["d"]));
    QVERIFY(tree->saysTwice(root["c"]));
    QVERIFY(!tree->saysTwice(root));
}

void TestJsonTree::deepNestingIsRefused()
{
    const auto nested = [](int depth) { return QByteArray(depth, '[') + QByteArray(depth, ']'); };

    QVERIFY(JsonTree::parse(nested(128), 128));
    QVERIFY(!JsonTree::parse(nested(129), 128));
    QVERIFY(!JsonTree::parse(nested(2'000'000), 128));
    QVERIFY(!JsonTree::parse(QByteArray(2'000'000, '['), 128));
}

void TestJsonTree::aByteOrderMarkIsNoPartOfTheText()
{
    const auto tree = JsonTree::parse("\xEF\xBB\xBF{\"a\":1}", 10);
    QVERIFY(tree);
    QCOMPARE(tree->root().source(), QByteArray("{\"a\":1}"));
}

void TestJsonTree::cutAnywhereItNeverCrashesAndIsRefused()
{
    const QByteArray json
        = "{\"resourceType\":\"Observation\",\"value\":{\"v\":1.00,\"t\":[\"a\\u00e9\",null,true]}}";
    for (qsizetype length = 0; length < json.size(); ++length)
        QVERIFY2(!JsonTree::parse(json.left(length), 10), qPrintable(QString::number(length)));
}

void TestJsonTree::anyBytesNeverCrash()
{
    const bool held = rc::check("any bytes are parsed or refused", [] {
        const auto alphabet
            = rc::gen::elementOf(std::string("{}[]\",:\\ \n0123.e-+truefalsn\xc3\xa9\xff\x01u"));
        const auto text = *rc::gen::container<std::string>(alphabet);
        const auto tree = JsonTree::parse(QByteArray::fromStdString(text), 20);
        if (tree)
            RC_ASSERT(!tree->root().raw().empty());
    });
    QVERIFY(held);
}

QTEST_GUILESS_MAIN(TestJsonTree)
#include "tst_json_tree.moc"
