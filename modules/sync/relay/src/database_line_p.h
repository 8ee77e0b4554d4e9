#pragma once

// One line to PostgreSQL: verified, or refused; and its answers as values that free themselves.

#include "line_opening_p.h"
#include "sync_relay/relay_address.h"
#include "sync_relay/relay_trouble.h"

#include "base/id.h"

#include <vector>

namespace twinward::sync {

struct FreeAnswer
{
    void operator()(PGresult* answer) const { PQclear(answer); }
};

// One answer's rows.
class LineAnswer
{
public:
    explicit LineAnswer(PGresult* answer)
        : m_answer(answer)
    { }
    [[nodiscard]] int rows() const { return PQntuples(m_answer.get()); }
    [[nodiscard]] QByteArray bytes(int row, int column) const; // binary, as it stands
    [[nodiscard]] qint64 number(int row, int column) const; // bigint; 0 for null
    [[nodiscard]] QString text(int row, int column) const;
    [[nodiscard]] std::optional<base::Hash256> hash(int row, int column) const;
    [[nodiscard]] quint64 changed() const; // rows, by an INSERT or DELETE

private:
    std::unique_ptr<PGresult, FreeAnswer> m_answer;
};

// A parameter of a statement: bytes as bytea, numbers as bigint, text.
class Parameters
{
public:
    Parameters& bytes(const QByteArray& value);
    Parameters& number(qint64 value);
    Parameters& text(const QString& value);

    struct One
    {
        Oid type = 0;
        QByteArray value;
    };
    [[nodiscard]] const std::vector<One>& all() const { return m_all; }

private:
    std::vector<One> m_all;
};

class DatabaseLine
{
public:
    explicit DatabaseLine(const RelayAddress& address)
        : m_address(address.clone())
    { }
    ~DatabaseLine() { close(); }
    DatabaseLine(const DatabaseLine&) = delete;
    DatabaseLine& operator=(const DatabaseLine&) = delete;

    // What goes wrong within one statement is the statement's; what is wrong with the line closes it.
    [[nodiscard]] bool isOpen() const;
    [[nodiscard]] base::Status open();
    void close();
    // From any thread, and for good: whoever waits for the network is told Cancelled.
    void stop();

    // Opens the line first where it is closed. Answers are binary.
    [[nodiscard]] base::Result<LineAnswer> ask(const char* statement, const Parameters& parameters = {});
    // Several statements at once, without parameters or answers.
    base::Status run(const QByteArray& script);
    // For who can safely say it again: a line that broke is opened anew, once.
    [[nodiscard]] base::Result<LineAnswer> askAgain(const char* statement, const Parameters& parameters = {});

    [[nodiscard]] PGconn* connection() const { return m_connection.get(); }
    [[nodiscard]] const RelayAddress& address() const { return m_address; }
    [[nodiscard]] RelayTroubleKind troubleKind() const { return m_kind; } // of the last error

private:
    [[nodiscard]] base::Status connectLine();
    [[nodiscard]] base::Error broken(); // closes it; why
    [[nodiscard]] base::Error lineError();
    [[nodiscard]] base::Error statementError(const PGresult* answer);
    [[nodiscard]] base::Error noted(RelayTroubleKind kind, base::Error error);

    RelayAddress m_address;
    LineHandle m_connection;
    RelayTroubleKind m_kind = RelayTroubleKind::None;
    std::mutex m_mutex; // guards the rest
    bool m_isStopped = false;
    std::shared_ptr<LineOpening> m_opening;
    // A second descriptor of the line's socket, by which it is shut while libpq waits at its own: that one's
    // number may be another file's by then.
    int m_socket = -1;
};

// What the tables' own refusals are known by (SQLSTATE); see schema.cpp.
inline constexpr const char* stateNoSuchClinic = "TW001";
inline constexpr const char* stateQuota = "TW002";
inline constexpr const char* stateNoClinic = "TW003"; // who asks is no clinic

} // namespace twinward::sync
