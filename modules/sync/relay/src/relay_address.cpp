#include "sync_relay/relay_address.h"

#include <algorithm>
#include <cstring>
#include <libpq-fe.h>
#include <QList>

namespace twinward::sync {

using base::ErrorCode;

namespace {

struct FreeOptions
{
    void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};

tl::unexpected<base::Error> refused(const QString& what, const QString& todo)
{
    return base::fail(ErrorCode::InvalidInput, what, QStringLiteral("address of the relay"), todo);
}

bool namesSockets(const QByteArray& hosts)
{
    const auto all = hosts.split(',');
    return std::all_of(all.begin(), all.end(),
        [](const QByteArray& host) { return host.startsWith('/') || host.startsWith('@'); });
}

// As libpq reads it (its "Connection Strings"): values in quotes where they need them.
QByteArray written(const std::map<QByteArray, QByteArray>& keywords)
{
    QByteArray text;
    for (const auto& [keyword, value] : keywords) {
        QByteArray quoted = value;
        quoted.replace('\\', "\\\\").replace('\'', "\\'");
        const bool isPlain = quoted == value && !value.contains(' ');
        text += (text.isEmpty() ? "" : " ") + keyword + '=' + (isPlain ? value : '\'' + quoted + '\'');
    }
    return text;
}

const QString example = QStringLiteral(
    "It looks like this: host=relay.example.org dbname=relay user=clinic_1 sslrootcert=/etc/relay-ca.pem");

} // namespace

base::Result<RelayAddress> RelayAddress::parse(const QByteArray& text, Source source)
{
    // libpq's own complaint is not passed on: it quotes the text, in which a password may stand.
    const std::unique_ptr<PQconninfoOption, FreeOptions> options(
        PQconninfoParse(text.trimmed().constData(), nullptr));
    if (!options)
        return refused(QStringLiteral("This is not the address of a relay"), example);
    RelayAddress address;
    for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
        if (option->val == nullptr || *option->val == '\0')
            continue;
        if (std::strcmp(option->keyword, "password") == 0) {
            address.m_password = ledger::Secret::copyOf(QByteArrayView(option->val));
            explicit_bzero(option->val, std::strlen(option->val));
        } else {
            address.m_keywords[option->keyword] = option->val;
        }
    }
    if (!address.m_password.isEmpty() && source == Source::Argument) {
        return refused(QStringLiteral("A password must not stand in an argument, where others can see it"),
            QStringLiteral("Put it in a file that only you can read, and name that file."));
    }
    for (const char* needed : {"host", "dbname", "user"}) {
        if (!address.m_keywords.contains(needed))
            return refused(QStringLiteral("It does not say %1=").arg(QLatin1String(needed)), example);
    }
    address.m_isSocket = namesSockets(address.m_keywords.at("host"));
    if (address.m_isSocket)
        return address;
    const auto mode = address.m_keywords.find("sslmode");
    if (mode != address.m_keywords.end() && mode->second != "verify-full") {
        return refused(QStringLiteral("A line that is not verified is not used for a relay"),
            QStringLiteral("Leave sslmode out: verify-full is what is used."));
    }
    if (!address.m_keywords.contains("sslrootcert")) {
        return refused(QStringLiteral("It does not say which certificate authority the relay is known by"),
            QStringLiteral("Add sslrootcert=FILE, the relay's own or the one that signed for it."));
    }
    return address;
}

QString RelayAddress::value(const char* keyword) const
{
    const auto found = m_keywords.find(keyword);
    return found == m_keywords.end() ? QString() : QString::fromUtf8(found->second);
}

QString RelayAddress::where() const
{
    return value("host") + u'/' + value("dbname");
}

QByteArray RelayAddress::text() const
{
    return written(m_keywords);
}

base::Result<RelayAddress> RelayAddress::fromKeywords(const std::map<QByteArray, QByteArray>& keywords)
{
    return parse(written(keywords), Source::Argument);
}

RelayAddress RelayAddress::clone() const
{
    RelayAddress copy;
    copy.m_keywords = m_keywords;
    copy.m_password = m_password.clone();
    copy.m_isSocket = m_isSocket;
    return copy;
}

} // namespace twinward::sync
