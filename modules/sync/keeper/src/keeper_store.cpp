#include "keeper_store_p.h"

#include "ledger/device_keys.h"

#include <algorithm>
#include <numeric>
#include <QFileInfo>

namespace twinward::sync {

using base::ErrorCode;
using ledger::Cosignature;
using ledger::Failure;
using ledger::guarded;

namespace {

constexpr QByteArrayView greetingPurpose("greeting"); // as VaultStore's
constexpr qint64 dayMs = 24LL * 3600 * 1000;

QByteArray metaOf(const KeeperFile& file, const char* name)
{
    auto select = file.query("SELECT value FROM meta WHERE name = CAST(? AS TEXT)");
    return select.bind(QByteArrayView(name)).step() ? select.bytes(0) : QByteArray();
}

void setMeta(const KeeperFile& file, const char* name, const QByteArray& value)
{
    auto insert = file.query("INSERT INTO meta (name, value) VALUES (CAST(? AS TEXT), ?)");
    insert.bind(QByteArrayView(name)).bind(value).run();
}

// As the ledger decides it: of two of one millisecond the one that holds more.
bool standsAbove(const Cosignature& a, const Cosignature& b)
{
    const auto held = [](const Cosignature& said) {
        return std::accumulate(said.holds.begin(), said.holds.end(), quint64{0},
            [](quint64 sum, const ledger::ChainHead& head) { return sum + head.seq; });
    };
    return std::tuple(a.ownEpoch, a.ownSeq, a.at, held(a)) > std::tuple(b.ownEpoch, b.ownSeq, b.at, held(b));
}

// Lists only ever grow, in devices or in removals: which of one signer's says more.
quint64 weightOf(const DeviceList& list)
{
    return list.devices.size()
        + static_cast<quint64>(std::count_if(list.devices.begin(), list.devices.end(),
            [](const auto& entry) { return entry.second.isRemoved; }));
}

std::optional<Cosignature> receiptOf(const KeeperFile& file, record::DeviceId device)
{
    auto select = file.query("SELECT bytes FROM receipt WHERE device = ?");
    const QByteArray id = device.toBytes();
    return select.bind(id).step() ? Cosignature::fromBytes(select.bytes(0)) : std::nullopt;
}

} // namespace

KeeperStore::Private::Private(const QString& folder, const KeeperOptions& given)
    : options(given)
    , file(folder, KeeperFile::Mode::Open)
    , commits(file)
{
    const auto id = record::DeviceId::fromBytes(metaOf(file, "device"));
    const auto genesis = base::Hash256::fromBytes(metaOf(file, "genesis"));
    QByteArray secret = metaOf(file, "seed");
    seed = ledger::Secret::copyOf(secret);
    secret.fill('\0');
    trust.vault = metaOf(file, "vault");
    if (!id || !genesis || seed.size() != 32 || trust.vault.isEmpty()) {
        throw Failure(ErrorCode::IntegrityBroken, QStringLiteral("The keeper's file is damaged"), folder,
            QStringLiteral("Make a new keeper; it fills itself again from the clinic's computers."));
    }
    own = *id;
    trust.genesis = *genesis;
    auto select = file.query("SELECT id, key, holds_keys, removed FROM device");
    while (select.step()) {
        trust.devices[select.id<record::DeviceId>(0)]
            = {select.bytes(1), select.number(2) != 0, select.number(3) != 0};
    }
}

qint64 KeeperStore::Private::latestMs() const
{
    return static_cast<qint64>(options.wallClock()) + dayMs;
}

Cosignature KeeperStore::Private::ownReceipt() const
{
    Cosignature said;
    said.device = own;
    said.vault = trust.vault;
    said.ownEpoch = 1; // it writes no chain
    said.at = base::HybridTime(static_cast<quint64>(options.wallClock()), 0);
    said.holds = commits.heads();
    return ledger::cosignAs(seed, std::move(said));
}

bool KeeperStore::Private::isGood(const Cosignature& receipt) const
{
    const auto device = trust.devices.find(receipt.device);
    return device != trust.devices.end() && !device->second.isRemoved && receipt.vault == trust.vault
        && ledger::cosignatureHolds(device->second.signingKey, receipt);
}

bool KeeperStore::Private::keepReceipt(const Cosignature& receipt, record::DeviceId from) const
{
    const auto before = receiptOf(file, receipt.device);
    if (before) {
        const bool isNews = receipt.device == from || standsAbove(receipt, *before);
        if (!isNews || (receipt.holds == before->holds && receipt.ownEpoch == before->ownEpoch))
            return false;
    }
    auto insert = file.query("INSERT OR REPLACE INTO receipt (device, bytes) VALUES (?, ?)");
    const QByteArray id = receipt.device.toBytes();
    const QByteArray bytes = receipt.toBytes();
    insert.bind(id).bind(bytes).run();
    return true;
}

void KeeperStore::Private::keepList(const DeviceList& list)
{
    for (const auto& [device, listed] : list.devices) {
        auto& known = trust.devices.try_emplace(device, listed).first->second;
        known.isRemoved = known.isRemoved || listed.isRemoved;
        auto insert
            = file.query("INSERT OR REPLACE INTO device (id, key, holds_keys, removed) VALUES (?, ?, ?, ?)");
        const QByteArray id = device.toBytes();
        insert.bind(id)
            .bind(known.signingKey)
            .bind(quint64{known.holdsKeys})
            .bind(quint64{known.isRemoved})
            .run();
    }
    auto insert = file.query("INSERT INTO device_list (signer, weight, bytes) VALUES (?, ?, ?) "
                             "ON CONFLICT (signer) DO UPDATE SET weight = excluded.weight, "
                             "bytes = excluded.bytes WHERE excluded.weight > weight");
    const QByteArray signer = list.signer.toBytes();
    const QByteArray bytes = list.toBytes();
    insert.bind(signer).bind(weightOf(list)).bind(bytes).run();
}

bool KeeperStore::Private::isBelieved(const DeviceList& list) const
{
    const auto signer = trust.devices.find(list.signer);
    return list.vault == trust.vault && signer != trust.devices.end() && signer->second.holdsKeys
        && !signer->second.isRemoved && list.isSignedWith(signer->second.signingKey);
}

KeeperStore::KeeperStore(std::unique_ptr<Private> given)
    : d(std::move(given))
{ }

KeeperStore::~KeeperStore() = default;

bool KeeperStore::exists(const QString& folder)
{
    return QFileInfo::exists(KeeperFile::pathIn(folder));
}

base::Result<std::unique_ptr<KeeperStore>> KeeperStore::create(const QString& folder, const KeeperPack& pack,
    const ledger::NewDevice& device, const KeeperOptions& options)
{
    const auto signer = pack.list.devices.find(pack.list.signer);
    const auto own = pack.list.devices.find(pack.device);
    const bool isWhole = pack.device == device.request.device && pack.list.vault == pack.vault
        && signer != pack.list.devices.end() && pack.list.isSignedWith(signer->second.signingKey)
        && own != pack.list.devices.end() && own->second.signingKey == device.request.signingKey
        && !own->second.holdsKeys;
    if (!isWhole || exists(folder)) {
        return base::fail(ErrorCode::InvalidInput,
            isWhole ? QStringLiteral("There is a keeper here already")
                    : QStringLiteral("What the clinic gave is not for this computer"),
            folder,
            isWhole ? QStringLiteral("Choose another folder.") : QStringLiteral("Ask to be admitted again."));
    }
    const auto made = guarded([&] {
        const KeeperFile file(folder, KeeperFile::Mode::Create);
        file.together([&] {
            setMeta(file, "vault", pack.vault);
            setMeta(file, "genesis", pack.genesis);
            setMeta(file, "device", pack.device.toBytes());
            setMeta(file, "seed",
                {reinterpret_cast<const char*>(device.signingSeed.data()),
                    static_cast<qsizetype>(device.signingSeed.size())});
        });
    });
    if (!made)
        return base::fail(made.error());
    auto opened = open(folder, options);
    if (!opened)
        return opened;
    const auto listed
        = guarded([&] { (*opened)->d->file.together([&] { (*opened)->d->keepList(pack.list); }); });
    if (!listed)
        return base::fail(listed.error());
    return opened;
}

base::Result<std::unique_ptr<KeeperStore>> KeeperStore::open(
    const QString& folder, const KeeperOptions& options)
{
    if (!exists(folder)) {
        return base::fail(ErrorCode::NotFound, QStringLiteral("There is no keeper here"), folder,
            QStringLiteral("Check the path."));
    }
    return guarded([&] {
        return std::unique_ptr<KeeperStore>(new KeeperStore(std::make_unique<Private>(folder, options)));
    });
}

base::Result<KeeperSummary> KeeperStore::summary() const
{
    return guarded([&] {
        KeeperSummary summary;
        auto commits = d->file.query("SELECT count(*), coalesce(sum(length(bytes)), 0) FROM chain_commit");
        auto blobs = d->file.query("SELECT count(*), coalesce(sum(length(content)), 0) FROM blob");
        if (commits.step() && blobs.step()) {
            summary.commits = commits.number(0);
            summary.blobs = blobs.number(0);
            summary.bytes = commits.number(1) + blobs.number(1);
        }
        summary.isRemoved = standingOf(d->own) == Standing::Removed;
        summary.devices = devices().size() + (summary.isRemoved ? 0 : 1);
        return summary;
    });
}

std::map<record::DeviceId, ListedDevice> KeeperStore::devices() const
{
    auto all = d->trust.devices;
    std::erase_if(all, [&](const auto& entry) { return entry.second.isRemoved || entry.first == d->own; });
    return all;
}

const ledger::Secret& KeeperStore::signingSeed() const
{
    return d->seed;
}

// ---- who
// ----------------------------------------------------------------------------------------------------

record::DeviceId KeeperStore::device() const
{
    return d->own;
}

QByteArray KeeperStore::clinicSecret() const
{
    return d->trust.vault;
}

Store::Standing KeeperStore::standingOf(record::DeviceId device) const
{
    const auto known = d->trust.devices.find(device);
    if (known == d->trust.devices.end())
        return Standing::Unknown;
    return known->second.isRemoved ? Standing::Removed : Standing::Enrolled;
}

base::Result<QByteArray> KeeperStore::sign(const QByteArray& message) const
{
    return ledger::signAsKeyless(d->seed, greetingPurpose, message);
}

bool KeeperStore::signedBy(
    record::DeviceId device, const QByteArray& message, const QByteArray& signature) const
{
    const auto known = d->trust.devices.find(device);
    return known != d->trust.devices.end()
        && ledger::deviceSigned(known->second.signingKey, greetingPurpose, message, signature);
}

base::Result<std::vector<QByteArray>> KeeperStore::deviceLists(record::DeviceId to) const
{
    return guarded([&] {
        std::vector<QByteArray> all;
        const auto device = d->trust.devices.find(to);
        if (device == d->trust.devices.end() || device->second.holdsKeys)
            return all; // it reads it in the record
        auto select = d->file.query("SELECT bytes FROM device_list ORDER BY signer");
        while (select.step())
            all.push_back(select.bytes(0));
        return all;
    });
}

base::Status KeeperStore::takeDeviceLists(const std::vector<QByteArray>& lists)
{
    return guarded([&] {
        std::vector<DeviceList> waiting;
        for (const QByteArray& bytes : lists) {
            if (auto list = DeviceList::fromBytes(bytes))
                waiting.push_back(std::move(*list));
        }
        // One may say who the signer of another is.
        for (bool isNews = true; std::exchange(isNews, false);) {
            for (auto list = waiting.begin(); list != waiting.end();) {
                if (!d->isBelieved(*list)) {
                    ++list;
                    continue;
                }
                d->file.together([&] { d->keepList(*list); });
                list = waiting.erase(list);
                isNews = true;
            }
        }
    });
}

} // namespace twinward::sync
