#include "evidence_p.h"

#include <array>

namespace twinward::ledger {

namespace {

constexpr quint64 maxRows = 2000;
constexpr qsizetype maxContentBytes = 64 * 1024; // of one refused commit

constexpr std::array findingNames{"malformed", "other vault", "bad signature", "not what was signed",
    "role forbids", "out of order", "future clock", "too many forks", "too much set aside",
    "set aside: author removed", "set aside: device removed", "fork", "older copy", "went back",
    "another head"};
static_assert(findingNames.size() == static_cast<size_t>(Finding::AnotherHead));

} // namespace

QString findingName(Finding finding)
{
    return QString::fromLatin1(findingNames.at(static_cast<size_t>(finding) - 1));
}

void storeEvidence(Database& database, const Noted& noted, const WireCommit& content)
{
    const QByteArray whole = encodeCommit(content);
    storeEvidence(database, noted,
        whole.size() <= maxContentBytes
            ? whole
            : encodeCommit({content.header, content.deviceSignature, content.authorSignature, {}}));
}

void storeEvidence(Database& database, const Noted& noted, const QByteArray& content)
{
    {
        Statement count = database.statement("SELECT count(*) FROM evidence");
        if (count.step() && count.number(0) >= maxRows)
            return;
    }
    const QByteArray kept = content.size() <= maxContentBytes ? content : QByteArray();
    const QByteArray device = noted.chain.device.toBytes();
    const QByteArray commit = noted.commit.toBytes();
    const QByteArray other = noted.other.toBytes();
    const QByteArray from = noted.from.toBytes();
    database
        .statement(
            "INSERT OR IGNORE INTO evidence(reason, device, epoch, seq, commit_id, other_id, brought_by,"
            " noticed, content) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(static_cast<quint64>(noted.finding))
        .bind(device)
        .bind(quint64{noted.chain.epoch})
        .bind(noted.seq)
        .bind(commit)
        .bind(other)
        .bind(from)
        .bind(noted.noticed.packed())
        .bind(kept)
        .run();
}

std::vector<Noted> loadEvidence(Database& database)
{
    std::vector<Noted> all;
    Statement select = database.statement("SELECT reason, device, epoch, seq, commit_id, other_id, "
                                          "brought_by, noticed FROM evidence ORDER BY id");
    while (select.step()) {
        Noted noted;
        const quint64 finding = select.number(0);
        const auto device = record::DeviceId::fromBytes(select.view(1));
        const auto commit = base::Hash256::fromBytes(select.view(4));
        const auto other = base::Hash256::fromBytes(select.view(5));
        const auto from = record::DeviceId::fromBytes(select.view(6));
        if (finding == 0 || finding > findingNames.size() || !device || !commit || !other || !from) {
            throw Failure(base::ErrorCode::IntegrityBroken,
                QStringLiteral("A note of what was found wrong is not as it was written"),
                QStringLiteral("evidence"));
        }
        noted.finding = static_cast<Finding>(finding);
        noted.chain = {*device, static_cast<quint32>(select.number(2))};
        noted.seq = select.number(3);
        noted.commit = *commit;
        noted.other = *other;
        noted.from = *from;
        noted.noticed = base::HybridTime(select.number(7));
        all.push_back(std::move(noted));
    }
    return all;
}

} // namespace twinward::ledger
