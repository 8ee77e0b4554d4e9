// Who may do what at the relay: raw SQL as the wrong clinic, wrong certificates, wrong passwords.

#include "relay_region.h"

using namespace twinward;
using namespace twinward::test;
using base::ErrorCode;

namespace {

// A line of raw SQL, as somebody would use it who has a clinic's password and not our program.
class RawLine
{
public:
    explicit RawLine(const QString& address, const QByteArray& password = relayPassword)
        : m_connection(PQconnectdb(QByteArray(address.toUtf8() + " password='" + password + "'").constData()))
    {
        if (PQstatus(m_connection) != CONNECTION_OK)
            qFatal("%s", PQerrorMessage(m_connection));
    }
    ~RawLine() { PQfinish(m_connection); }
    RawLine(const RawLine&) = delete;
    RawLine& operator=(const RawLine&) = delete;

    // Rows found or changed; -1 where it was refused, and `state` says why.
    int run(const QString& statement)
    {
        PGresult* answer = PQexec(m_connection, qPrintable(statement));
        int rows = -1;
        if (PQresultStatus(answer) == PGRES_TUPLES_OK)
            rows = PQntuples(answer);
        else if (PQresultStatus(answer) == PGRES_COMMAND_OK)
            rows = QByteArray(PQcmdTuples(answer)).toInt();
        state = PQresultErrorField(answer, PG_DIAG_SQLSTATE);
        PQclear(answer);
        return rows;
    }
    QByteArray state;

private:
    PGconn* m_connection;
};

QString inserting(const sync::Letter& letter)
{
    return QString(
        "INSERT INTO twinward_relay.letter (recipient, sender, id, content) VALUES (%1, %2, %3, 'x')")
        .arg(hex(letter.to), hex(letter.from), hex(letter.id));
}

class TestRelayWalls : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_region.reset(); }
    void rawSqlOfAnotherClinicSeesAndChangesNothing();
    void aClinicCanNotForgeItsPlaceOrItsTime();
    void aClinicCanNotReachPartitionsTablesOrRoles();
    void theRelayRefusesWhatIsTooLargeWhateverTheProgram();
    void aWrongCertificateAuthorityIsRefusedBeforeAnythingIsSaid();
    void anotherHostsCertificateIsRefused();
    void lessThanAVerifiedLineIsRefused();
    void aPasswordDoesNotStandInAnArgument();
    void aWrongPasswordIsRefused();
    void thePasswordNeverReachesTheServer();
    void preparingAgainChangesNothing();
    void aNewerRelayIsLeftAlone();
    void aClinicShutOutHasNoMorePost();

private:
    std::unique_ptr<Region> m_region;
};

void TestRelayWalls::initTestCase()
{
    if (!PostgresServer::missing().isEmpty())
        QSKIP(qPrintable(PostgresServer::missing()));
    m_region = std::make_unique<Region>();
}

void TestRelayWalls::rawSqlOfAnotherClinicSeesAndChangesNothing()
{
    const auto hill = m_region->carrier("private 1");
    const auto river = m_region->carrier("private 2");
    const auto sent = letter("private 1", "private 2", "between us");
    VERIFY_RESULT(hill->leave(sent));
    RawLine spy(m_region->server.clinic(m_region->add("spy")));
    QCOMPARE(spy.run("SELECT * FROM twinward_relay.letter"), 0);
    QCOMPARE(spy.run("SELECT * FROM twinward_relay.letter WHERE recipient = " + hex(sent.to)), 0);
    QCOMPARE(spy.run("SELECT * FROM twinward_relay.waiting"), 0);
    QCOMPARE(spy.run("UPDATE twinward_relay.letter SET content = 'x'"), -1);
    QCOMPARE(spy.state, QByteArray("42501")); // insufficient_privilege
    QCOMPARE(spy.run("DELETE FROM twinward_relay.letter"), -1);
    QCOMPARE(spy.state, QByteArray("42501"));
    QCOMPARE(spy.run("TRUNCATE twinward_relay.letter"), -1);
    QCOMPARE(spy.run(inserting(letter("private 1", "private 2", "forged"))), -1);
    QCOMPARE(spy.state, QByteArray("42501")); // the policy
    QCOMPARE(
        spy.run(QString("SELECT twinward_relay.take_back(%1, ARRAY[%2])").arg(hex(sent.to), hex(sent.id))),
        1);
    QCOMPARE(contents(*river->collect(0)), QByteArrayList{"between us"});
    // nor can who sent it, or who it is for, change it
    for (const char* name : {"private 1", "private 2"}) {
        RawLine own(m_region->server.clinic(m_region->add(name)));
        QCOMPARE(own.run("UPDATE twinward_relay.letter SET content = 'x'"), -1);
        QCOMPARE(own.run("DELETE FROM twinward_relay.letter"), -1);
    }
    // the spy's own are theirs to leave
    QCOMPARE(spy.run(inserting(letter("spy", "private 2", "x"))), 1);
    QCOMPARE(spy.run("SELECT * FROM twinward_relay.waiting"), 1);
}

void TestRelayWalls::aClinicCanNotForgeItsPlaceOrItsTime()
{
    RawLine own(m_region->server.clinic(m_region->add("timely")));
    for (const char* column : {"place", "arrived"}) {
        QCOMPARE(own.run(QString("INSERT INTO twinward_relay.letter (recipient, sender, id, content, %1) "
                                 "VALUES (%2, %2, %2, 'x', DEFAULT)")
                             .arg(QLatin1String(column), hex(clinicNamed("timely")))),
            -1);
        QCOMPARE(own.state, QByteArray("42501"));
    }
}

void TestRelayWalls::aClinicCanNotReachPartitionsTablesOrRoles()
{
    const auto hill = m_region->carrier("walls");
    VERIFY_RESULT(hill->leave(letter("walls", "walls", "inside")));
    RawLine spy(m_region->server.clinic(m_region->add("climber")));
    for (int part = 0; part < 16; ++part) {
        QCOMPARE(spy.run(QString("SELECT * FROM twinward_relay.letter_%1").arg(part)), -1);
        QCOMPARE(spy.state, QByteArray("42501"));
    }
    for (const char* statement : {"SELECT * FROM twinward_relay.clinic", "SELECT * FROM twinward_relay.post",
             "UPDATE twinward_relay.version SET version = 99", "CREATE TABLE twinward_relay.mine (a int)",
             "ALTER TABLE twinward_relay.letter DISABLE ROW LEVEL SECURITY", "SET ROLE relay_owner",
             "SET SESSION AUTHORIZATION postgres", "CREATE ROLE friend LOGIN",
             "SELECT twinward_relay.place_letter()"}) {
        QCOMPARE(spy.run(statement), -1);
        QVERIFY2(spy.state == "42501" || spy.state == "0A000", statement); // a trigger can't be called at all
    }
    // a function of the same name in a schema of one's own is never the one that is called
    (void)spy.run("CREATE TEMP TABLE clinic AS SELECT 1 AS id");
    QCOMPARE(spy.run("SET row_security = off; SELECT * FROM twinward_relay.letter"), -1);
}

void TestRelayWalls::theRelayRefusesWhatIsTooLargeWhateverTheProgram()
{
    RawLine raw(m_region->server.clinic(m_region->add("bounds")));
    QCOMPARE(raw.run(QString("INSERT INTO twinward_relay.letter (recipient, sender, id, content) "
                             "VALUES (%1, %1, %2, decode(repeat('00', 67108865), 'hex'))")
                         .arg(hex(clinicNamed("bounds")), hex(clinicNamed("any")))),
        -1);
    QCOMPARE(raw.state, QByteArray("23514")); // check_violation
}

void TestRelayWalls::aWrongCertificateAuthorityIsRefusedBeforeAnythingIsSaid()
{
    const QString role = m_region->add("careful");
    auto address = addressOf(m_region->server.clinic(role, m_region->server.otherAuthority()));
    address.setPassword(ledger::Secret::copyOf(relayPassword));
    const QByteArray before = m_region->server.log();
    sync::PostgresCarrier carrier(address);
    const auto refused = carrier.collect(0);
    QCOMPARE(refused.error().code, ErrorCode::NotAuthorised);
    QVERIFY2(refused.error().what.contains("can't show"), qPrintable(refused.error().message()));
    QVERIFY(!m_region->server.log().mid(before.size()).contains(role.toUtf8()));
}

void TestRelayWalls::anotherHostsCertificateIsRefused()
{
    const QString role = m_region->add("careful");
    QString text = m_region->server.clinic(role);
    auto address = addressOf(text.replace("host=localhost", "host=relay.example.org"));
    address.setPassword(ledger::Secret::copyOf(relayPassword));
    const auto refused = sync::PostgresCarrier(address).collect(0);
    QCOMPARE(refused.error().code, ErrorCode::NotAuthorised);
}

void TestRelayWalls::lessThanAVerifiedLineIsRefused()
{
    using sync::RelayAddress;
    const auto parsed
        = [](const QByteArray& text) { return RelayAddress::parse(text, RelayAddress::Source::Argument); };
    const QByteArray good = "host=relay.example.org dbname=relay user=clinic sslrootcert=/ca.pem";
    VERIFY_RESULT(parsed(good));
    VERIFY_RESULT(
        parsed("postgresql://clinic@relay.example.org/relay?sslrootcert=/ca.pem&sslmode=verify-full"));
    VERIFY_RESULT(parsed("host=/run/postgresql dbname=relay user=owner"));
    for (const char* mode : {"disable", "allow", "prefer", "require", "verify-ca"}) {
        const auto refused = parsed(good + " sslmode=" + mode);
        QCOMPARE(refused.error().code, ErrorCode::InvalidInput);
        QVERIFY(!refused.error().todo.isEmpty());
    }
    for (const QByteArray& text :
        {QByteArray(), QByteArray("nonsense"), QByteArray("dbname=relay user=clinic sslrootcert=/ca.pem"),
            QByteArray("host=relay.example.org dbname=relay user=clinic"),
            QByteArray("host=/run/postgresql,relay.example.org dbname=relay user=clinic"),
            QByteArray("host=relay.example.org user=clinic sslrootcert=/ca.pem")})
        QCOMPARE(parsed(text).error().code, ErrorCode::InvalidInput);
    // a server without TLS is refused too, whatever the environment wishes
    const QString role = m_region->add("careful");
    qputenv("PGSSLMODE", "disable");
    qputenv("PGCHANNELBINDING", "disable");
    VERIFY_RESULT(sync::PostgresCarrier(m_region->clinic(role)).collect(0));
    qunsetenv("PGSSLMODE");
    qunsetenv("PGCHANNELBINDING");
    QCOMPARE(m_region->server.query("SELECT count(*) FROM pg_stat_ssl s JOIN pg_stat_activity a USING (pid) "
                                    "WHERE a.usename LIKE 'twinward%' AND NOT s.ssl"),
        QByteArray("0"));
}

void TestRelayWalls::aPasswordDoesNotStandInAnArgument()
{
    using sync::RelayAddress;
    const QByteArray text
        = "host=relay.example.org dbname=relay user=clinic sslrootcert=/ca.pem password=hush1234";
    const auto refused = RelayAddress::parse(text, RelayAddress::Source::Argument);
    QCOMPARE(refused.error().code, ErrorCode::InvalidInput);
    QVERIFY(!refused.error().message().contains("hush1234"));
    const auto read = RelayAddress::parse(text, RelayAddress::Source::File);
    VERIFY_RESULT(read);
    QCOMPARE(read->password().size(), size_t{8});
    QVERIFY(!read->keywords().contains("password"));
    const auto broken = RelayAddress::parse("host=x password='hush1234", RelayAddress::Source::File);
    QVERIFY(!broken.error().message().contains("hush1234"));
}

void TestRelayWalls::aWrongPasswordIsRefused()
{
    const QString role = m_region->add("careful");
    for (const QByteArray& password : {QByteArray("not the password at all"), QByteArray()}) {
        const auto refused = sync::PostgresCarrier(m_region->clinic(role, password)).collect(0);
        QCOMPARE(refused.error().code, ErrorCode::NotAuthorised);
        QVERIFY(!refused.error().todo.isEmpty());
    }
}

void TestRelayWalls::thePasswordNeverReachesTheServer()
{
    (void)m_region->carrier("silent")->collect(0);
    const QByteArray log = m_region->server.log();
    QVERIFY(log.contains("CREATE ROLE twinward_")); // statements are logged
    QVERIFY(!log.contains(relayPassword));
    QVERIFY(
        m_region->server
            .query(
                "SELECT rolpassword FROM pg_authid WHERE rolname LIKE 'twinward\\_%' AND rolcanlogin LIMIT 1")
            .startsWith("SCRAM-SHA-256"));
}

void TestRelayWalls::preparingAgainChangesNothing()
{
    const auto hill = m_region->carrier("steady");
    VERIFY_RESULT(hill->leave(letter("steady", "steady", "here")));
    for (int i = 0; i < 2; ++i)
        QCOMPARE(*m_region->owner.prepare(), 1);
    QCOMPARE(contents(*hill->collect(0)), QByteArrayList{"here"});
    QCOMPARE(m_region->server.query("SELECT version FROM twinward_relay.version", "relay"), QByteArray("1"));
}

void TestRelayWalls::aNewerRelayIsLeftAlone()
{
    m_region->server.query("UPDATE twinward_relay.version SET version = 99", "relay");
    QCOMPARE(m_region->owner.prepare().error().code, ErrorCode::Unsupported);
    m_region->server.query("UPDATE twinward_relay.version SET version = 1", "relay");
    // and a database that is none says so
    auto address = m_region->clinic(m_region->add("careful"));
    QString text = m_region->server.clinic(m_region->add("careful"));
    auto elsewhere = addressOf(text.replace("dbname=relay", "dbname=postgres"));
    elsewhere.setPassword(ledger::Secret::copyOf(relayPassword));
    QCOMPARE(sync::PostgresCarrier(elsewhere).collect(0).error().code, ErrorCode::Unsupported);
}

void TestRelayWalls::aClinicShutOutHasNoMorePost()
{
    const auto hill = m_region->carrier("stays");
    const auto river = m_region->carrier("goes");
    VERIFY_RESULT(river->leave(letter("goes", "stays", "from it")));
    VERIFY_RESULT(hill->leave(letter("stays", "goes", "to it")));
    VERIFY_RESULT(m_region->owner.shutOut(clinicNamed("goes")));
    QCOMPARE(river->collect(0).error().code, ErrorCode::NotAuthorised); // its open line too
    QVERIFY(contents(*hill->collect(0)).isEmpty());
    QCOMPARE(hill->leave(letter("stays", "goes", "more")).error().code, ErrorCode::NotFound);
    QCOMPARE(m_region->owner.shutOut(clinicNamed("never was")).error().code, ErrorCode::NotFound);
    const auto again = m_region->carrier("goes");
    VERIFY_RESULT(hill->leave(letter("stays", "goes", "more")));
    QCOMPARE(contents(*again->collect(0)), QByteArrayList{"more"});
    const auto clinics = m_region->owner.clinics();
    VERIFY_RESULT(clinics);
    const auto listed = std::find_if(
        clinics->begin(), clinics->end(), [](const sync::RelayClinic& each) { return each.name == "goes"; });
    QVERIFY(listed != clinics->end());
    QVERIFY(listed->isOpen);
    QCOMPARE(listed->lettersWaiting, quint64{1});
    QCOMPARE(listed->bytesWaiting, quint64{4});
}

} // namespace

QTEST_GUILESS_MAIN(TestRelayWalls)
#include "tst_relay_walls.moc"
