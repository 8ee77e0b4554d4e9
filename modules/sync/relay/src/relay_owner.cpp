#include "sync_relay/relay_owner.h"

#include "database_line_p.h"
#include "relay_schema_p.h"

#include <cstring>

namespace twinward::sync {

using base::ErrorCode;

namespace {

constexpr size_t shortestPassword = 16;
// Two owners who prepare at once wait for each other: any number that nobody else uses will do.
constexpr const char* lock = "SELECT pg_advisory_xact_lock(7216530511830029)";

QString roleOf(const base::Hash256& clinic)
{
    return QStringLiteral("twinward_") + clinic.toString().left(32);
}

struct FreeText
{
    void operator()(char* text) const { PQfreemem(text); }
};
using PqText = std::unique_ptr<char, FreeText>;

} // namespace

class RelayOwner::Private
{
public:
    explicit Private(const RelayAddress& address)
        : line(address)
    { }

    [[nodiscard]] base::Result<int> version()
    {
        const auto there
            = line.askAgain("SELECT count(*) FROM pg_namespace WHERE nspname = 'twinward_relay'");
        if (!there)
            return base::fail(there.error());
        if (there->number(0, 0) == 0)
            return 0;
        const auto known = line.ask("SELECT version::bigint FROM twinward_relay.version");
        if (!known)
            return base::fail(known.error());
        return static_cast<int>(known->number(0, 0));
    }

    // All of it or nothing.
    template <class Work> base::Status together(Work work)
    {
        const bool wasOpen = line.isOpen();
        auto begun = line.run("BEGIN");
        if (!begun && wasOpen && !line.isOpen()) // the server was started anew since
            begun = line.run("BEGIN");
        if (!begun)
            return begun;
        auto done = work();
        const auto ended = line.run(done ? "COMMIT" : "ROLLBACK");
        return done ? ended : done;
    }

    [[nodiscard]] base::Result<QByteArray> verifierOf(const QString& role, const ledger::Secret& password)
    {
        if (auto opened = line.open(); !opened)
            return base::fail(opened.error());
        ledger::Secret text(password.size() + 1);
        std::memcpy(text.data(), password.data(), password.size());
        const PqText verifier(PQencryptPasswordConn(line.connection(),
            reinterpret_cast<const char*>(text.data()), role.toUtf8().constData(), "scram-sha-256"));
        if (!verifier)
            return base::fail(ErrorCode::Io, QStringLiteral("The password can't be prepared"));
        const PqText literal(PQescapeLiteral(line.connection(), verifier.get(), std::strlen(verifier.get())));
        return literal ? base::Result<QByteArray>(QByteArray(literal.get()))
                       : base::fail(ErrorCode::Io, QStringLiteral("The password can't be prepared"));
    }

    base::Status setRole(const QString& role, const QByteArray& passwordLiteral)
    {
        const auto there
            = line.ask("SELECT count(*) FROM pg_roles WHERE rolname = $1", Parameters().text(role));
        if (!there)
            return base::fail(there.error());
        const QByteArray name = role.toLatin1(); // letters, digits and underscores alone
        const QByteArray verb = there->number(0, 0) == 0 ? "CREATE" : "ALTER";
        return line.run(verb + " ROLE " + name + " LOGIN PASSWORD " + passwordLiteral
            + "; GRANT twinward_relay_clinics TO " + name);
    }

    DatabaseLine line;
};

RelayOwner::RelayOwner(const RelayAddress& address)
    : d(std::make_unique<Private>(address))
{ }

RelayOwner::~RelayOwner() = default;

base::Result<int> RelayOwner::prepare()
{
    const auto& steps = relaySchemaSteps();
    const auto newest = static_cast<int>(steps.size());
    auto done = d->together([&]() -> base::Status {
        if (auto locked = d->line.run(lock); !locked)
            return locked;
        const auto version = d->version();
        if (!version)
            return base::fail(version.error());
        if (*version > newest) {
            return base::fail(ErrorCode::Unsupported,
                QStringLiteral("This relay was made by a newer version of the program"),
                QStringLiteral("version %1").arg(*version), QStringLiteral("Use that version."));
        }
        for (int step = *version; step < newest; ++step) {
            if (auto made = d->line.run(steps[static_cast<size_t>(step)]); !made)
                return made;
        }
        const auto noted
            = d->line.ask("UPDATE twinward_relay.version SET version = $1", Parameters().number(newest));
        return noted ? base::Status() : base::fail(noted.error());
    });
    if (!done)
        return base::fail(done.error());
    return newest;
}

base::Result<QString> RelayOwner::addClinic(const NewRelayClinic& clinic)
{
    if (clinic.id.isNull() || clinic.name.trimmed().isEmpty())
        return base::fail(ErrorCode::InvalidInput, QStringLiteral("A clinic needs an id and a name"));
    if (clinic.password.size() < shortestPassword) {
        return base::fail(ErrorCode::InvalidInput,
            QStringLiteral("The password is shorter than %1 characters").arg(shortestPassword), {},
            QStringLiteral("Nobody has to remember it: make one with openssl rand -base64 24."));
    }
    const QString role = roleOf(clinic.id);
    const auto verifier = d->verifierOf(role, clinic.password);
    if (!verifier)
        return base::fail(verifier.error());
    auto done = d->together([&]() -> base::Status {
        if (auto locked = d->line.run(lock); !locked)
            return locked;
        if (auto set = d->setRole(role, *verifier); !set)
            return set;
        const auto noted
            = d->line.ask("INSERT INTO twinward_relay.clinic (id, role, name, quota_bytes) "
                          "VALUES ($1, $2::text::name, $3, $4) ON CONFLICT (id) DO UPDATE SET "
                          "name = excluded.name, quota_bytes = excluded.quota_bytes, is_open = true",
                Parameters()
                    .bytes(clinic.id.toBytes())
                    .text(role)
                    .text(clinic.name.trimmed())
                    .number(static_cast<qint64>(clinic.quotaBytes)));
        if (!noted)
            return base::fail(noted.error());
        const auto post = d->line.ask("INSERT INTO twinward_relay.post VALUES ($1) ON CONFLICT DO NOTHING",
            Parameters().bytes(clinic.id.toBytes()));
        return post ? base::Status() : base::fail(post.error());
    });
    if (!done)
        return base::fail(done.error());
    return role;
}

base::Status RelayOwner::shutOut(const base::Hash256& clinic)
{
    return d->together([&]() -> base::Status {
        const Parameters id = Parameters().bytes(clinic.toBytes());
        const auto shut = d->line.ask("UPDATE twinward_relay.clinic SET is_open = false WHERE id = $1", id);
        if (!shut)
            return base::fail(shut.error());
        if (shut->changed() == 0) {
            return base::fail(ErrorCode::NotFound, QStringLiteral("The relay knows no such clinic"),
                clinic.toString(), QStringLiteral("twinctl relay clinics lists them."));
        }
        for (const char* statement : {"DELETE FROM twinward_relay.letter WHERE recipient = $1 OR sender = $1",
                 "DELETE FROM twinward_relay.post WHERE recipient = $1"}) {
            if (const auto deleted = d->line.ask(statement, id); !deleted)
                return base::fail(deleted.error());
        }
        return d->line.run("ALTER ROLE " + roleOf(clinic).toLatin1() + " NOLOGIN");
    });
}

base::Result<std::vector<RelayClinic>> RelayOwner::clinics()
{
    const auto rows = d->line.askAgain(
        "SELECT c.id, c.name, c.role::text, c.is_open::int::bigint, coalesce(sum(w.letters), 0)::bigint, "
        "coalesce(sum(w.bytes), 0)::bigint FROM twinward_relay.clinic c "
        "LEFT JOIN twinward_relay.waiting w ON w.recipient = c.id "
        "GROUP BY c.id, c.name, c.role, c.is_open ORDER BY c.name, c.id");
    if (!rows)
        return base::fail(rows.error());
    std::vector<RelayClinic> all;
    all.reserve(static_cast<size_t>(rows->rows()));
    for (int row = 0; row < rows->rows(); ++row) {
        all.push_back({rows->hash(row, 0).value_or(base::Hash256()), rows->text(row, 1), rows->text(row, 2),
            rows->number(row, 3) != 0, static_cast<quint64>(rows->number(row, 4)),
            static_cast<quint64>(rows->number(row, 5))});
    }
    return all;
}

base::Result<quint64> RelayOwner::prune(std::chrono::hours olderThan)
{
    const auto gone
        = d->line.askAgain("DELETE FROM twinward_relay.letter WHERE arrived < now() - $1 * interval '1 hour'",
            Parameters().number(olderThan.count()));
    if (!gone)
        return base::fail(gone.error());
    return gone->changed();
}

} // namespace twinward::sync
