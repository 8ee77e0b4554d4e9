#pragma once

// One line to PostgreSQL: verified, or refused; and its answers as values that free themselves.

#include "sync_relay/relay_address.h"

#include "base/id.h"

#include <libpq-fe.h>
#include <memory>
#include <vector>

namespace twinward::sync {

struct FreeAnswer
{
    void operator()(PGresult* answer) const { PQclear(answer); }
};

// One answer's rows.
class Answer
{
public:
    explicit Answer(PGresult* answer)
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

    // What goes wrong within one statement is the statement's; what is wrong with the line closes it.
    [[nodiscard]] bool isOpen() const;
    [[nodiscard]] base::Status open();
    void close() { m_connection.reset(); }

    // Opens the line first where it is closed. Answers are binary.
    [[nodiscard]] base::Result<Answer> ask(const char* statement, const Parameters& parameters = {});
    // Several statements at once, without parameters or answers.
    base::Status run(const QByteArray& script);
    // For who can safely say it again: a line that broke is opened anew, once.
    [[nodiscard]] base::Result<Answer> askAgain(const char* statement, const Parameters& parameters = {});

    [[nodiscard]] PGconn* connection() const { return m_connection.get(); }
    [[nodiscard]] const RelayAddress& address() const { return m_address; }

private:
    struct Finish
    {
        void operator()(PGconn* connection) const { PQfinish(connection); }
    };
    [[nodiscard]] base::Error lineError() const;
    [[nodiscard]] base::Error statementError(const PGresult* answer) const;

    RelayAddress m_address;
    std::unique_ptr<PGconn, Finish> m_connection;
};

// What the tables' own refusals are known by (SQLSTATE); see schema.cpp.
inline constexpr const char* stateNoSuchClinic = "TW001";
inline constexpr const char* stateQuota = "TW002";
inline constexpr const char* stateNoClinic = "TW003"; // who asks is no clinic

} // namespace twinward::sync
