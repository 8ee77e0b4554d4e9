#pragma once

// Where a relay is and how it is reached: the keywords of a PostgreSQL connection string (libpq, "Connection
// Strings"), of which nothing less than a verified line is accepted.

#include "base/error.h"
#include "ledger/secret.h"

#include <map>
#include <QByteArray>

namespace twinward::sync {

class RelayAddress
{
public:
    // May a password stand in the text? In a file that only its owner reads it may; in an argument, which
    // every user of the machine can see, it may not.
    enum class Source : quint8 { Argument, File };

    // "host=relay.example.org dbname=relay user=clinic_… sslrootcert=/etc/twinward/relay-ca.pem", or the same
    // as a URI. InvalidInput where a host, a database, a user or (but on a Unix socket) the file of the
    // certificate authority is missing, where it asks for less than sslmode=verify-full, and for a password
    // in an argument.
    [[nodiscard]] static base::Result<RelayAddress> parse(const QByteArray& text, Source source);

    // The same, word by word; without a password.
    [[nodiscard]] static base::Result<RelayAddress> fromKeywords(
        const std::map<QByteArray, QByteArray>& keywords);

    // Without one, libpq looks in PGPASSFILE or ~/.pgpass.
    void setPassword(ledger::Secret password) { m_password = std::move(password); }

    [[nodiscard]] QString user() const { return value("user"); }
    [[nodiscard]] QString where() const; // "relay.example.org/relay", for a message
    // The same without the password: parse() takes it again.
    [[nodiscard]] QByteArray text() const;
    [[nodiscard]] bool isSocket() const { return m_isSocket; }
    [[nodiscard]] const std::map<QByteArray, QByteArray>& keywords() const { return m_keywords; }
    [[nodiscard]] const ledger::Secret& password() const { return m_password; }
    [[nodiscard]] RelayAddress clone() const;

private:
    [[nodiscard]] QString value(const char* keyword) const;

    std::map<QByteArray, QByteArray> m_keywords;
    ledger::Secret m_password;
    bool m_isSocket = false;
};

} // namespace twinward::sync
