#include "sync_relay/postgres_carrier.h"

#include "database_line_p.h"

#include <mutex>

namespace twinward::sync {

using base::ErrorCode;

namespace {

constexpr qint64 lettersAtOnce = 64;
constexpr qint64 bytesAtOnce = maxLetterBytes;
constexpr qsizetype worthAsking = 16 << 10; // a letter larger than this is not sent where it lies already

// The next letters by their place, as many as the bytes allow, but one at least; and whether more follow.
constexpr const char* collecting
    = "WITH next AS (SELECT place, sender, id, content FROM twinward_relay.letter "
      "WHERE recipient = $1 AND place > $2 AND ($5 = 0 OR ($5 = 1) = (sender = $1)) "
      "ORDER BY place LIMIT $3 + 1), "
      "sized AS (SELECT *, row_number() OVER (ORDER BY place) AS number, "
      "sum(octet_length(content)) OVER (ORDER BY place) AS bytes, count(*) OVER () AS found FROM next) "
      "SELECT place, sender, id, content, found FROM sized "
      "WHERE number = 1 OR (number <= $3 AND bytes <= $4) ORDER BY place";

base::Status checked(const Letter& letter)
{
    const auto refused = [](const QString& what) { return base::fail(ErrorCode::InvalidInput, what); };
    if (letter.content.isEmpty() || letter.content.size() > maxLetterBytes)
        return refused(QStringLiteral("A letter is empty or larger than 64 MiB"));
    if (letter.id != base::Hash256::of(letter.content))
        return refused(QStringLiteral("A letter is not named by its content"));
    return {};
}

} // namespace

class PostgresCarrier::Private
{
public:
    explicit Private(const RelayAddress& address)
        : line(address)
    { }

    [[nodiscard]] base::Result<base::Hash256> clinic()
    {
        isUnknown = false;
        if (!own.isNull())
            return own;
        const auto answer = line.askAgain("SELECT twinward_relay.own_clinic()");
        if (!answer)
            return base::fail(answer.error());
        const auto found = answer->hash(0, 0);
        if (!found) {
            isUnknown = true;
            return base::fail(ErrorCode::NotAuthorised,
                QStringLiteral("The relay knows no clinic by this name"), line.address().user(),
                QStringLiteral("Who runs it can let it in: twinctl relay add-clinic."));
        }
        own = *found;
        return own;
    }

    std::mutex mutex; // guards all of it
    DatabaseLine line;
    base::Hash256 own;
    bool isUnknown = false; // the relay has no clinic of this name
};

PostgresCarrier::PostgresCarrier(const RelayAddress& address)
    : d(std::make_unique<Private>(address))
{ }

PostgresCarrier::~PostgresCarrier() = default;

base::Result<base::Hash256> PostgresCarrier::clinic()
{
    const std::lock_guard guard(d->mutex);
    return d->clinic();
}

base::Status PostgresCarrier::leave(const Letter& letter)
{
    if (auto good = checked(letter); !good)
        return good;
    const std::lock_guard guard(d->mutex);
    if (letter.content.size() > worthAsking) {
        const auto isThere = d->line.askAgain("SELECT twinward_relay.is_carried($1, $2)::int::bigint",
            Parameters().bytes(letter.to.toBytes()).bytes(letter.id.toBytes()));
        if (!isThere)
            return base::fail(isThere.error());
        if (isThere->number(0, 0) != 0)
            return {};
    }
    const auto left = d->line.askAgain("INSERT INTO twinward_relay.letter (recipient, sender, id, content) "
                                       "VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        Parameters()
            .bytes(letter.to.toBytes())
            .bytes(letter.from.toBytes())
            .bytes(letter.id.toBytes())
            .bytes(letter.content));
    return left ? base::Status() : base::fail(left.error());
}

base::Result<Collected> PostgresCarrier::collectFrom(Senders senders, quint64 after)
{
    const std::lock_guard guard(d->mutex);
    const auto own = d->clinic();
    if (!own)
        return base::fail(own.error());
    const auto rows = d->line.askAgain(collecting,
        Parameters()
            .bytes(own->toBytes())
            .number(static_cast<qint64>(after))
            .number(lettersAtOnce)
            .number(bytesAtOnce)
            .number(static_cast<qint64>(senders)));
    if (!rows)
        return base::fail(rows.error());
    Collected collected;
    collected.mark = after;
    for (int row = 0; row < rows->rows(); ++row) {
        const auto sender = rows->hash(row, 1);
        const auto id = rows->hash(row, 2);
        QByteArray content = rows->bytes(row, 3);
        collected.mark = static_cast<quint64>(rows->number(row, 0));
        if (sender && id && base::Hash256::of(content) == *id)
            collected.letters.push_back({*sender, *own, *id, std::move(content)});
        collected.isAll = rows->number(row, 4) == rows->rows();
    }
    return collected;
}

base::Status PostgresCarrier::takeBack(const base::Hash256& to, const std::vector<base::Hash256>& letters)
{
    if (letters.empty())
        return {};
    QByteArray list = "{"; // an array's text form, of bytea's hexadecimal form
    for (const base::Hash256& letter : letters)
        list += (list.size() > 1 ? ",\"\\\\x" : "\"\\\\x") + letter.toString().toLatin1() + '"';
    list += '}';
    const std::lock_guard guard(d->mutex);
    const auto gone = d->line.askAgain("SELECT twinward_relay.take_back($1, $2::text::bytea[])",
        Parameters().bytes(to.toBytes()).text(QString::fromLatin1(list)));
    return gone ? base::Status() : base::fail(gone.error());
}

base::Result<RelayStanding> PostgresCarrier::standing()
{
    const std::lock_guard guard(d->mutex);
    const auto own = d->clinic();
    if (!own)
        return base::fail(own.error());
    const auto row = d->line.askAgain(
        "SELECT coalesce(sum(letters) FILTER (WHERE recipient = $1), 0)::bigint, "
        "coalesce(sum(bytes) FILTER (WHERE recipient = $1), 0)::bigint, "
        "coalesce(sum(letters) FILTER (WHERE sender = $1), 0)::bigint, "
        "coalesce(sum(bytes) FILTER (WHERE sender = $1), 0)::bigint FROM twinward_relay.waiting",
        Parameters().bytes(own->toBytes()));
    if (!row)
        return base::fail(row.error());
    const auto number = [&](int column) { return static_cast<quint64>(row->number(0, column)); };
    return RelayStanding{number(0), number(1), number(2), number(3)};
}

RelayTroubleKind PostgresCarrier::troubleKind() const
{
    const std::lock_guard guard(d->mutex);
    return d->isUnknown ? RelayTroubleKind::UnknownThere : d->line.troubleKind();
}

void PostgresCarrier::stop()
{
    d->line.stop();
}

} // namespace twinward::sync
