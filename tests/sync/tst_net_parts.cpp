// What the network is made of, each part by itself: tokens, beacons, certificates, codes, addresses, whom to
// call.

#include "replicas.h"

#include "beacon_p.h"
#include "device_certificate_p.h"
#include "kept_p.h"
#include "knock_p.h"
#include "ledger/device_keys.h"
#include "pairing_beacon_p.h"
#include "pairing_code_p.h"
#include "pairing_words_p.h"
#include "sealed_p.h"

#include <QTest>

using namespace twinward;
using namespace twinward::test;
using namespace twinward::sync;

namespace {

constexpr qint64 hourMs = 3'600'000;
constexpr qint64 nowMs = 1'800'000'000'000;
const QByteArray secretOfClinic(16, 's');
const QByteArray secretOfAnother(16, 't');

class TestNetParts : public QObject
{
    Q_OBJECT

private slots:
    void aKnockIsAnsweredOnce();
    void aKnockOfAnotherClinicIsNotAnswered();
    void noByteOfAKnockMayDiffer();
    void aKnockIsGoodForAboutADay();
    void knocksAndBeaconsHaveNothingInCommon();
    void aBeaconIsReadByItsClinicAlone();
    void aCertificateSaysWhichDeviceItIs();
    void aCertificateIsWorthWhatItsSignatureIs();
    void aThrowawayCertificateSaysNothing();
    void certificatesBindInTheirOrder();
    void addressesAreReadAsPeopleTypeThem_data();
    void addressesAreReadAsPeopleTypeThem();
    void whatIsNoAddressIsRefused_data();
    void whatIsNoAddressIsRefused();
    void aCodeIsReadAsItWasShown();
    void aCodeWithOneWrongLetterIsRefused();
    void theWordsAreDistinctAndOneForEachByte();
    void whatIsKeptIsRead();
};

record::DeviceId id(char digit)
{
    return *record::DeviceId::fromBytes(QByteArray(16, digit));
}

void TestNetParts::aKnockIsAnsweredOnce()
{
    const Knock knock = Knock::make(secretOfClinic, nowMs);
    KnockCheck check(secretOfClinic);

    const auto answer = check.answerTo(knock.token, nowMs + 5);

    QCOMPARE(knock.token.size(), knockBytes);
    QVERIFY(answer.has_value());
    QCOMPARE(*answer, knock.answer);
    QCOMPARE(answer->size(), knockAnswerBytes);
    QVERIFY(!check.answerTo(knock.token, nowMs + 6)); // played again
    QVERIFY(check.answerTo(Knock::make(secretOfClinic, nowMs).token, nowMs + 7));
}

void TestNetParts::aKnockOfAnotherClinicIsNotAnswered()
{
    KnockCheck check(secretOfClinic);

    QVERIFY(!check.answerTo(Knock::make(secretOfAnother, nowMs).token, nowMs));
    QVERIFY(!check.answerTo(QByteArray(knockBytes, '\0'), nowMs));
    QVERIFY(!check.answerTo({}, nowMs));
}

void TestNetParts::noByteOfAKnockMayDiffer()
{
    const QByteArray token = Knock::make(secretOfClinic, nowMs).token;
    KnockCheck check(secretOfClinic);

    for (qsizetype i = 0; i < token.size(); ++i) {
        QByteArray altered = token;
        altered[i] = static_cast<char>(altered[i] ^ 1);
        QVERIFY(!check.answerTo(altered, nowMs));
    }
    QVERIFY(!check.answerTo(token + 'x', nowMs));
    QVERIFY(check.answerTo(token, nowMs));
}

void TestNetParts::aKnockIsGoodForAboutADay()
{
    KnockCheck check(secretOfClinic);

    QVERIFY(check.answerTo(Knock::make(secretOfClinic, nowMs - 25 * hourMs).token, nowMs));
    QVERIFY(check.answerTo(Knock::make(secretOfClinic, nowMs + 25 * hourMs).token, nowMs));
    QVERIFY(!check.answerTo(Knock::make(secretOfClinic, nowMs - 27 * hourMs).token, nowMs));
    QVERIFY(!check.answerTo(Knock::make(secretOfClinic, nowMs + 27 * hourMs).token, nowMs));
}

void TestNetParts::knocksAndBeaconsHaveNothingInCommon()
{
    const QByteArray first = Knock::make(secretOfClinic, nowMs).token;
    const QByteArray second = Knock::make(secretOfClinic, nowMs).token;
    const Beacon beacon{id('a'), 4000, 7};

    QVERIFY(first != second);
    QVERIFY(first.first(8) != second.first(8));
    QVERIFY(beacon.sealed(secretOfClinic) != beacon.sealed(secretOfClinic));
    QVERIFY(!beacon.sealed(secretOfClinic).contains(id('a').toBytes().first(4)));
}

void TestNetParts::aBeaconIsReadByItsClinicAlone()
{
    const QByteArray sealed = Beacon{id('a'), 4000, 7}.sealed(secretOfClinic);

    const auto read = Beacon::open(sealed, secretOfClinic);

    QVERIFY(read.has_value());
    QCOMPARE(read->device, id('a'));
    QCOMPARE(read->port, quint16{4000});
    QCOMPARE(read->run, quint64{7});
    QVERIFY(!Beacon::open(sealed, secretOfAnother));
    for (qsizetype size = 0; size < sealed.size(); ++size)
        QVERIFY(!Beacon::open(QByteArrayView(sealed).first(size), secretOfClinic));
    QVERIFY(!Beacon::open(Beacon{id('a'), 0, 7}.sealed(secretOfClinic), secretOfClinic));
}

void TestNetParts::aCertificateSaysWhichDeviceItIs()
{
    const Replicas clinic(1);

    const auto identity = deviceIdentity(clinic[0]);

    VERIFY_RESULT(identity);
    const auto claim = claimOf(identity->certificate);
    QVERIFY(claim.has_value());
    QCOMPARE(claim->device, clinic[0].device());
    QVERIFY(claim->isSignedBy(ledger::deviceSigningKey(clinic[0])));
    QCOMPARE(clinic[0].roster().devices().at(claim->device).signingKey, ledger::deviceSigningKey(clinic[0]));
    QVERIFY(!identity->certificate.toText().contains(test::clinic));
    QVERIFY(!identity->certificate.toText().contains(test::device));
}

void TestNetParts::aCertificateIsWorthWhatItsSignatureIs()
{
    const Replicas clinic(2);
    const auto first = deviceIdentity(clinic[0]);
    const auto again = deviceIdentity(clinic[0]);
    VERIFY_RESULT(first);
    VERIFY_RESULT(again);

    auto claim = *claimOf(first->certificate);

    QVERIFY(!claim.isSignedBy(ledger::deviceSigningKey(clinic[1])));
    QVERIFY(!claim.isSignedBy({}));
    claim.device = clinic[1].device();
    QVERIFY(!claim.isSignedBy(ledger::deviceSigningKey(clinic[0])));
    claim = *claimOf(first->certificate);
    claim.tlsKey = claimOf(again->certificate)->tlsKey; // another key with this signature
    QVERIFY(!claim.isSignedBy(ledger::deviceSigningKey(clinic[0])));
}

void TestNetParts::aThrowawayCertificateSaysNothing()
{
    const auto one = throwawayIdentity();
    const auto two = throwawayIdentity();

    VERIFY_RESULT(one);
    VERIFY_RESULT(two);
    QVERIFY(!claimOf(one->certificate));
    QVERIFY(one->certificate != two->certificate);
}

void TestNetParts::certificatesBindInTheirOrder()
{
    const auto one = throwawayIdentity();
    const auto two = throwawayIdentity();
    VERIFY_RESULT(one);
    VERIFY_RESULT(two);

    const QByteArray binding = bindingOf(one->certificate, two->certificate);

    QCOMPARE(binding, bindingOf(one->certificate, two->certificate));
    QVERIFY(binding != bindingOf(two->certificate, one->certificate));
}

void TestNetParts::addressesAreReadAsPeopleTypeThem_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::newRow("IPv4") << "192.168.1.20"
                          << "192.168.1.20" << 4711;
    QTest::newRow("IPv4 and port") << " 192.168.1.20:80 "
                                   << "192.168.1.20" << 80;
    QTest::newRow("IPv6") << "fe80::1%eth0"
                          << "fe80::1%eth0" << 4711;
    QTest::newRow("IPv6 and port") << "[fe80::1%eth0]:80"
                                   << "fe80::1%eth0" << 80;
    QTest::newRow("a name") << "ward-pc.local"
                            << "ward-pc.local" << 4711;
    QTest::newRow("a name and port") << "ward-pc:4000"
                                     << "ward-pc" << 4000;
}

void TestNetParts::addressesAreReadAsPeopleTypeThem()
{
    QFETCH(QString, text);
    QFETCH(QString, host);
    QFETCH(int, port);

    const auto address = PeerAddress::fromText(text, 4711);

    QVERIFY(address.has_value());
    QCOMPARE(address->host, host);
    QCOMPARE(int{address->port}, port);
    QVERIFY(PeerAddress::fromText(address->toText(), 0) == address);
}

void TestNetParts::whatIsNoAddressIsRefused_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text : {"", " ", "a b", "192.168.1", "1.2.3.4:", "1.2.3.4:0", "1.2.3.4:70000", "[::1",
             "[1.2.3.4]:80", "http://here", "-x", "a..b", "1.2.3.4/24", "a:b:c", "300.1.1.1"})
        QTest::newRow(text) << text;
    QTest::newRow("NUL") << QString::fromLatin1("::A\0]", 5);
    QTest::newRow("scope") << QStringLiteral("fe80::1%a b");
}

void TestNetParts::whatIsNoAddressIsRefused()
{
    QFETCH(QString, text);

    QVERIFY(!PeerAddress::fromText(text, 4711));
}

PairingCode someCode()
{
    PairingCode code;
    code.addresses = {QHostAddress(QStringLiteral("192.168.1.20")), QHostAddress(QStringLiteral("fd00::7"))};
    code.port = 40'001;
    code.fingerprint = randomBytes(fingerprintBytes);
    code.secret = randomBytes(codeSecretBytes);
    return code;
}

void TestNetParts::aCodeIsReadAsItWasShown()
{
    const PairingCode code = someCode();
    QString scribbled = code.toText().toLower().replace(u'-', u' ').replace(u'0', u'o').replace(u'1', u'l');
    scribbled.replace(0, 3, QStringLiteral("tw1"));

    for (const QString& text : {code.toText(), scribbled, QStringLiteral(" ") + code.toText() + u'\n'}) {
        const auto read = PairingCode::fromText(text);

        QVERIFY2(read.has_value(), qPrintable(text));
        QCOMPARE(read->addresses, code.addresses);
        QCOMPARE(read->port, code.port);
        QCOMPARE(read->fingerprint, code.fingerprint);
        QCOMPARE(read->secret, code.secret);
        QCOMPARE(read->purpose, code.purpose);
    }
    static const QRegularExpression plain(QStringLiteral("^[A-Z0-9-]+$")); // what QR codes hold in few dots
    QVERIFY(plain.match(code.toText()).hasMatch());
}

void TestNetParts::aCodeWithOneWrongLetterIsRefused()
{
    const QString text = someCode().toText();

    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == u'-')
            continue;
        QString wrong = text;
        wrong[i] = text[i] == u'7' ? u'9' : u'7';
        QVERIFY2(!PairingCode::fromText(wrong), qPrintable(wrong));
        QVERIFY(!PairingCode::fromText(text.first(i)));
    }
}

void TestNetParts::theWordsAreDistinctAndOneForEachByte()
{
    QSet<QString> words;
    for (int byte = 0; byte < 256; ++byte)
        words.insert(wordsFor(QByteArray(pairingWords, static_cast<char>(byte))).front());

    QCOMPARE(words.size(), 256);
    QVERIFY(!words.contains(QString()));
    QCOMPARE(wordsFor(QByteArray::fromHex("0001020300ff")).size(), pairingWords);
}

void TestNetParts::whatIsKeptIsRead()
{
    const Replicas clinic(1);
    Kept kept;
    kept.addresses = {{QStringLiteral("fe80::1%eth0"), 4000}, {QStringLiteral("ward-pc"), 80}};
    kept.destinations = {id('a'), id('b')};
    kept.images = BlobPolicy::Everything;
    kept.pinned = {{id('c'), QByteArray(32, 'k')}};

    VERIFY_RESULT(kept.write(clinic[0]));

    const Kept read = Kept::read(clinic[0]);
    QVERIFY(read.addresses == kept.addresses);
    QVERIFY(read.destinations == kept.destinations);
    QVERIFY(read.images == kept.images);
    QVERIFY(read.pinned == kept.pinned);
}

} // namespace

QTEST_GUILESS_MAIN(TestNetParts)
#include "tst_net_parts.moc"
