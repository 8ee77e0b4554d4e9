#include "database_line_p.h"

#include <cstring>
#include <QtEndian>
#include <sys/socket.h>
#include <unistd.h>

namespace twinward::sync {

using base::ErrorCode;

namespace {

// Of pg_type.dat: never change in PostgreSQL.
constexpr Oid byteaType = 17;
constexpr Oid bigintType = 20;
constexpr Oid textType = 25;

// How every line is, whatever the address or the environment says. Times in seconds, tcp_user_timeout in ms.
constexpr std::pair<const char*, const char*> always[] = {
    {"application_name", "twinward"}, {"client_encoding", "UTF8"}, {"gssencmode", "disable"},
    {"keepalives_idle", "30"}, {"keepalives_interval", "10"}, {"keepalives_count", "3"},
    {"tcp_user_timeout", "30000"},
    {"target_session_attrs", "read-write"}, // of several hosts, the one that takes letters
};
constexpr std::pair<const char*, const char*> overNetwork[] = {
    {"sslmode", "verify-full"}, {"ssl_min_protocol_version", "TLSv1.3"},
    {"channel_binding", "require"}, // who asks for the password can't be another than who has the key
};
// A letter counts as left once it is on the relay's disk, whatever the database is set to.
constexpr const char* beginning = "SET synchronous_commit = on; SET search_path = pg_catalog; "
                                  "SET statement_timeout = '10min'; SET lock_timeout = '60s'";

bool startsWith(const char* state, const char* what)
{
    return state != nullptr && std::strncmp(state, what, std::strlen(what)) == 0;
}

void keepQuiet(void*, const PGresult*) { } // notices are for a terminal

} // namespace

QByteArray LineAnswer::bytes(int row, int column) const
{
    return {PQgetvalue(m_answer.get(), row, column), PQgetlength(m_answer.get(), row, column)};
}

qint64 LineAnswer::number(int row, int column) const
{
    return PQgetlength(m_answer.get(), row, column) == 8
        ? qFromBigEndian<qint64>(PQgetvalue(m_answer.get(), row, column))
        : 0;
}

QString LineAnswer::text(int row, int column) const
{
    return QString::fromUtf8(bytes(row, column));
}

std::optional<base::Hash256> LineAnswer::hash(int row, int column) const
{
    return base::Hash256::fromBytes(bytes(row, column));
}

quint64 LineAnswer::changed() const
{
    return QByteArray(PQcmdTuples(m_answer.get())).toULongLong();
}

Parameters& Parameters::bytes(const QByteArray& value)
{
    m_all.push_back({byteaType, value});
    return *this;
}

Parameters& Parameters::number(qint64 value)
{
    QByteArray bytes(8, '\0');
    qToBigEndian(value, bytes.data());
    m_all.push_back({bigintType, bytes});
    return *this;
}

Parameters& Parameters::text(const QString& value)
{
    m_all.push_back({textType, value.toUtf8()});
    return *this;
}

bool DatabaseLine::isOpen() const
{
    return m_connection && PQstatus(m_connection.get()) == CONNECTION_OK;
}

void DatabaseLine::stop()
{
    const std::lock_guard guard(m_mutex);
    m_isStopped = true;
    if (m_opening)
        m_opening->cancel();
    if (m_socket >= 0)
        ::shutdown(m_socket, SHUT_RDWR);
}

void DatabaseLine::close()
{
    {
        const std::lock_guard guard(m_mutex);
        if (m_socket >= 0)
            ::close(m_socket);
        m_socket = -1;
    }
    m_connection.reset();
}

base::Status DatabaseLine::connectLine()
{
    close();
    LineOpening::Keywords keywords = m_address.keywords();
    keywords.try_emplace("connect_timeout", "10");
    for (const auto& [keyword, value] : always)
        keywords[keyword] = value;
    if (!m_address.isSocket()) {
        for (const auto& [keyword, value] : overNetwork)
            keywords[keyword] = value;
    }
    std::shared_ptr<LineOpening> opening;
    {
        const std::lock_guard guard(m_mutex);
        if (!m_isStopped)
            opening = LineOpening::begin(std::move(keywords), m_address.password().clone());
        m_opening = opening;
    }
    if (opening)
        m_connection = opening->wait();
    const bool isGood = isOpen();
    {
        const std::lock_guard guard(m_mutex);
        m_opening.reset();
        if (isGood && !m_isStopped) {
            m_socket = ::dup(PQsocket(m_connection.get()));
            return {};
        }
    }
    return base::fail(broken());
}

base::Status DatabaseLine::open()
{
    if (isOpen())
        return {};
    if (auto connected = connectLine(); !connected)
        return connected;
    PQsetNoticeReceiver(m_connection.get(), keepQuiet, nullptr);
    if (!m_address.isSocket() && PQsslInUse(m_connection.get()) == 0) {
        close();
        return base::fail(noted(RelayTroubleKind::NotVerified,
            {ErrorCode::NotAuthorised, QStringLiteral("The line to the relay is not encrypted"),
                m_address.where(), {}}));
    }
    return run(beginning);
}

base::Error DatabaseLine::noted(RelayTroubleKind kind, base::Error error)
{
    m_kind = kind;
    return error;
}

base::Error DatabaseLine::broken()
{
    const bool isStopped = [this] {
        const std::lock_guard guard(m_mutex);
        return m_isStopped;
    }();
    base::Error error = isStopped
        ? noted(RelayTroubleKind::None,
            {ErrorCode::Cancelled, QStringLiteral("The line to the relay was given up"), {}, {}})
        : lineError();
    close();
    return error;
}

base::Error DatabaseLine::lineError()
{
    const QString why
        = m_connection ? QString::fromUtf8(PQerrorMessage(m_connection.get())).simplified() : QString();
    const QString where = m_address.where() + QStringLiteral(": ") + why;
    if (m_connection && PQconnectionNeedsPassword(m_connection.get()) != 0) {
        return noted(RelayTroubleKind::NotLetIn,
            {ErrorCode::NotAuthorised, QStringLiteral("The relay asks for a password"), where,
                QStringLiteral("Put it in a file that only you can read, and name that file.")});
    }
    if (why.contains(QLatin1String("certificate")) || why.contains(QLatin1String("SSL error"))
        || why.contains(QLatin1String("does not support SSL"))) {
        return noted(RelayTroubleKind::NotVerified,
            {ErrorCode::NotAuthorised, QStringLiteral("The relay can't show that it is the one it should be"),
                where,
                QStringLiteral(
                    "Ask who runs it for the file of its certificate authority; nothing was sent.")});
    }
    if (why.contains(QLatin1String("authentication failed"))
        || why.contains(QLatin1String("does not exist"))) {
        return noted(RelayTroubleKind::NotLetIn,
            {ErrorCode::NotAuthorised, QStringLiteral("The relay does not let this clinic in"), where,
                QStringLiteral("Check the name and the password with who runs it.")});
    }
    return noted(RelayTroubleKind::Unreachable,
        {ErrorCode::Io, QStringLiteral("The relay can't be reached"), where,
            QStringLiteral("It is tried again; what is entered stays safe on this computer.")});
}

base::Error DatabaseLine::statementError(const PGresult* answer)
{
    const char* state = PQresultErrorField(answer, PG_DIAG_SQLSTATE);
    const QString where = m_address.where() + QStringLiteral(": ")
        + QString::fromUtf8(PQresultErrorField(answer, PG_DIAG_MESSAGE_PRIMARY)).simplified();
    if (startsWith(state, stateNoSuchClinic))
        return noted(RelayTroubleKind::UnknownThere,
            {ErrorCode::NotFound, QStringLiteral("The relay knows no such clinic"), where,
                QStringLiteral("Who runs the relay can let it in: twinctl relay add-clinic.")});
    if (startsWith(state, stateQuota))
        return noted(RelayTroubleKind::Full,
            {ErrorCode::DiskFull, QStringLiteral("Too much from this clinic waits at the relay"), where,
                QStringLiteral("It goes on when the other side has fetched some of it.")});
    if (startsWith(state, stateNoClinic) || startsWith(state, "42501") || startsWith(state, "28"))
        return noted(RelayTroubleKind::UnknownThere,
            {ErrorCode::NotAuthorised, QStringLiteral("The relay does not allow this"), where,
                QStringLiteral("Who runs it can say which clinic this name belongs to.")});
    if (startsWith(state, "3F") || startsWith(state, "42P01") || startsWith(state, "42883"))
        return noted(RelayTroubleKind::NotARelay,
            {ErrorCode::Unsupported, QStringLiteral("This database is not a relay, or an older one"), where,
                QStringLiteral("Who runs it makes it one with: twinctl relay init.")});
    if (startsWith(state, "53100"))
        return noted(RelayTroubleKind::Full,
            {ErrorCode::DiskFull, QStringLiteral("The relay's disk is full"), where,
                QStringLiteral("Tell who runs it.")});
    return noted(RelayTroubleKind::Other,
        {ErrorCode::Io, QStringLiteral("The relay could not do it"), where,
            QStringLiteral("It is tried again; tell who runs it if that does not help.")});
}

base::Result<LineAnswer> DatabaseLine::ask(const char* statement, const Parameters& parameters)
{
    m_kind = RelayTroubleKind::None;
    if (const auto opened = open(); !opened)
        return base::fail(opened.error());
    std::vector<Oid> types;
    std::vector<const char*> values;
    std::vector<int> lengths;
    const std::vector<int> formats(parameters.all().size(), 1); // binary
    for (const Parameters::One& one : parameters.all()) {
        types.push_back(one.type);
        values.push_back(one.value.constData());
        lengths.push_back(static_cast<int>(one.value.size()));
    }
    PGresult* answer = PQexecParams(m_connection.get(), statement, static_cast<int>(types.size()),
        types.data(), values.data(), lengths.data(), formats.data(), 1);
    LineAnswer owned(answer);
    const auto status = PQresultStatus(answer);
    if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK)
        return owned;
    if (!isOpen())
        return base::fail(broken());
    return base::fail(statementError(answer));
}

base::Result<LineAnswer> DatabaseLine::askAgain(const char* statement, const Parameters& parameters)
{
    const bool wasOpen = isOpen();
    auto answer = ask(statement, parameters);
    if (answer || isOpen() || !wasOpen) // it was asked over a new line, or the line is well
        return answer;
    return ask(statement, parameters);
}

base::Status DatabaseLine::run(const QByteArray& script)
{
    if (!isOpen()) {
        if (auto opened = open(); !opened)
            return opened;
    }
    const std::unique_ptr<PGresult, FreeAnswer> answer(PQexec(m_connection.get(), script.constData()));
    const auto status = PQresultStatus(answer.get());
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
        return {};
    if (isOpen())
        return base::fail(statementError(answer.get()));
    return base::fail(broken());
}

} // namespace twinward::sync
