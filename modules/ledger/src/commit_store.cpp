#include "commit_store_p.h"

#include <QtEndian>

namespace twinward::ledger {

using record::Category;

namespace {

constexpr qsizetype idBytes = 16;
constexpr qsizetype hashBytes = 32;
constexpr qsizetype headBytes = hashBytes + 2 * 8;
constexpr QByteArrayView ownChainName = "own_chain";

using Groups = std::vector<std::pair<SegmentEntry, std::vector<const record::Event*>>>;

// In the order in which each patient and category first appears: an import reads back as it was written.
Groups group(const std::vector<record::Event>& events, const Keyring& keyring)
{
    Groups groups;
    std::map<std::pair<record::PatientId, Category>, size_t> places;
    for (const record::Event& event : events) {
        const auto [place, isNew] = places.try_emplace({event.patient, event.category}, groups.size());
        if (isNew) {
            SegmentEntry entry;
            entry.category = event.category;
            entry.keyEpoch = keyring.epoch();
            entry.tag = keyring.subjectTag(event.patient, event.category);
            groups.emplace_back(entry, std::vector<const record::Event*>{});
        }
        groups[place->second].second.push_back(&event);
    }
    return groups;
}

Binding deviceBinding(VaultId vault, record::DeviceId device)
{
    Binding binding("twinward device key 1");
    binding.add(vault.bytes()).add(device.bytes());
    return binding;
}

Binding headBinding(VaultId vault, const DeviceState& device)
{
    Binding binding("twinward head 1");
    binding.add(vault.bytes()).add(device.device.bytes()).add(quint64{device.epoch});
    return binding;
}

Binding chainHeadBinding(VaultId vault, quint64 chain)
{
    Binding binding("twinward chain head 1");
    binding.add(vault.bytes()).add(chain);
    return binding;
}

QByteArray bytesOf(const Head& head)
{
    QByteArray plain = head.commit.toBytes();
    plain.resize(headBytes);
    qToBigEndian(head.seq, plain.data() + hashBytes);
    qToBigEndian(head.events, plain.data() + hashBytes + 8);
    return plain;
}

std::optional<Head> headOf(const std::optional<Secret>& plain)
{
    if (!plain || static_cast<qsizetype>(plain->size()) != headBytes)
        return std::nullopt;
    const unsigned char* at = plain->data();
    return Head{qFromBigEndian<quint64>(at + hashBytes),
        *base::Hash256::fromBytes(viewOf(*plain).first(hashBytes)),
        qFromBigEndian<quint64>(at + hashBytes + 8)};
}

// Under the newest keys; where other devices turn keys too, also under those that were the newest when the
// program was cut short.
std::optional<Secret> openOwn(Database& database, const Keyring& keyring, QByteArrayView purpose,
    QByteArrayView sealed, const Binding& binding)
{
    const PassingKey newest = keyring.clinicKey(purpose, keyring.epoch());
    auto opened = openSecret(newest.data(), sealed, binding);
    if (opened)
        return opened;
    Statement devices = database.statement("SELECT count(DISTINCT device) FROM chains");
    if (!devices.step() || devices.number(0) < 2)
        return std::nullopt;
    for (const quint32 epoch : keyring.epochs()) {
        const PassingKey key = keyring.clinicKey(purpose, epoch);
        opened = openSecret(key.data(), sealed, binding);
        if (opened)
            return opened;
    }
    return std::nullopt;
}

[[noreturn]] void failBroken(const QString& where)
{
    throw Failure(base::ErrorCode::IntegrityBroken,
        QStringLiteral("The vault's own keys are not what was stored"), where,
        QStringLiteral("Restore the vault from a backup."));
}

} // namespace

SealedCommit sealCommit(const std::vector<record::Event>& events, const Identity& author,
    const Keyring& keyring, const DeviceState& device, base::HybridTime recorded)
{
    SealedCommit commit;
    CommitHeader& header = commit.header;
    header.vault = author.vault;
    header.device = device.device;
    header.epoch = device.epoch;
    header.seq = device.head.seq + 1;
    header.previous = device.head.commit;
    header.recorded = recorded;
    header.author = author.user;
    commit.events = events.size();
    for (auto& [entry, members] : group(events, keyring)) {
        entry.events = static_cast<quint32>(members.size());
        header.segments.push_back(entry);
        const auto place = SegmentPlace::of(header, static_cast<quint32>(header.segments.size() - 1));
        const PassingKey key = keyring.patientKey(entry.category, entry.tag, entry.keyEpoch);
        SealedSegment segment;
        segment.body = sealEvents(key, place, members);
        segment.sources = sealSources(key, place, members);
        for (const record::Event* event : members)
            segment.eventTags.push_back(keyring.eventTag(event->id));
        header.segments.back().body = base::Hash256::of(segment.body);
        if (!segment.sources.isEmpty())
            header.segments.back().source = base::Hash256::of(segment.sources);
        commit.segments.push_back(std::move(segment));
    }
    commit.headerBytes = encodeHeader(header);
    commit.id = base::Hash256::of(commit.headerBytes);
    commit.deviceSignature = signWithSeed(device.signingSeed, deviceSigns(), commit.headerBytes);
    commit.authorSignature = author.sign(authorSigns(), commit.headerBytes);
    return commit;
}

void storeCommit(Database& database, const SealedCommit& commit, quint64 chain)
{
    const CommitHeader& header = commit.header;
    const QByteArray author = header.author.toBytes();
    const QByteArray id = commit.id.toBytes();
    database
        .statement("INSERT INTO commits(chain, seq, header, device_signature, author_signature) VALUES(?, ?, "
                   "?, ?, ?)")
        .bind(chain)
        .bind(header.seq)
        .bind(commit.headerBytes)
        .bind(commit.deviceSignature)
        .bind(commit.authorSignature)
        .run();
    for (size_t i = 0; i < commit.segments.size(); ++i) {
        const SegmentEntry& entry = header.segments[i];
        const SealedSegment& segment = commit.segments[i];
        database
            .statement("INSERT INTO segments(category, tag, chain, seq, position, key_epoch, events, author, "
                       "recorded,"
                       " commit_id, body) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .bind(static_cast<quint64>(entry.category))
            .bind(entry.tag)
            .bind(chain)
            .bind(header.seq)
            .bind(quint64{i})
            .bind(quint64{entry.keyEpoch})
            .bind(quint64{entry.events})
            .bind(author)
            .bind(header.recorded.packed())
            .bind(id)
            .bind(segment.body)
            .run();
        if (!segment.sources.isEmpty()) {
            database.statement("INSERT INTO sources(chain, seq, position, body) VALUES(?, ?, ?, ?)")
                .bind(chain)
                .bind(header.seq)
                .bind(quint64{i})
                .bind(segment.sources)
                .run();
        }
        for (const EventTag& tag : segment.eventTags) {
            // Where an event comes a second time, the first place stands.
            database
                .statement("INSERT OR IGNORE INTO event_tags(tag, chain, seq, position) VALUES(?, ?, ?, ?)")
                .bind(tag)
                .bind(chain)
                .bind(header.seq)
                .bind(quint64{i})
                .run();
        }
    }
}

void storeDeviceKey(Database& database, const DeviceState& device, const Keyring& keyring, VaultId vault)
{
    const PassingKey key = keyring.clinicKey("device", keyring.epoch());
    const QByteArray sealed
        = seal(key.data(), viewOf(device.signingSeed), deviceBinding(vault, device.device));
    setMetaValue(database, "device", device.device.toBytes() + sealed);
}

void storeDevice(Database& database, const DeviceState& device, const Keyring& keyring, VaultId vault)
{
    storeDeviceKey(database, device, keyring, vault);
    database.statement("INSERT INTO chains(chain, device, epoch) VALUES(?, ?, ?)")
        .bind(device.chain)
        .bind(device.device.toBytes())
        .bind(quint64{device.epoch})
        .run();
}

void storeHead(
    Database& database, const DeviceState& device, const Head& head, const Keyring& keyring, VaultId vault)
{
    const PassingKey key = keyring.clinicKey("head", keyring.epoch());
    setMetaValue(database, "head", seal(key.data(), bytesOf(head), headBinding(vault, device)));
}

void storeOwnChain(Database& database, quint64 chain)
{
    QByteArray number(8, Qt::Uninitialized);
    qToBigEndian(chain, number.data());
    setMetaValue(database, ownChainName, number);
}

void storeChainHead(
    Database& database, quint64 chain, const Head& head, const Keyring& keyring, VaultId vault)
{
    const PassingKey key = keyring.clinicKey("head", keyring.epoch());
    const QByteArray sealed = seal(key.data(), bytesOf(head), chainHeadBinding(vault, chain));
    database.statement("INSERT OR REPLACE INTO chain_heads(chain, sealed) VALUES(?, ?)")
        .bind(chain)
        .bind(sealed)
        .run();
}

Head loadChainHead(Database& database, quint64 chain, const Keyring& keyring, VaultId vault)
{
    Statement select = database.statement("SELECT sealed FROM chain_heads WHERE chain=?");
    select.bind(chain);
    const QByteArray sealed = select.step() ? select.bytes(0) : QByteArray();
    const auto head = headOf(openOwn(database, keyring, "head", sealed, chainHeadBinding(vault, chain)));
    if (!head)
        failBroken(QStringLiteral("head of chain %1").arg(chain));
    return *head;
}

std::optional<record::CommitId> storedCommit(Database& database, quint64 chain, quint64 seq)
{
    Statement select = database.statement("SELECT header FROM commits WHERE chain=? AND seq=?");
    select.bind(chain).bind(seq);
    if (!select.step())
        return std::nullopt;
    return base::Hash256::of(select.view(0));
}

DeviceState loadDevice(Database& database, const Keyring& keyring, VaultId vault)
{
    DeviceState device;
    const QByteArray stored = metaValue(database, "device");
    const auto id = record::DeviceId::fromBytes(stored.first(std::min(stored.size(), idBytes)));
    if (!id)
        failBroken(QStringLiteral("device key"));
    device.device = *id;
    auto seed = openOwn(
        database, keyring, "device", QByteArrayView(stored).sliced(idBytes), deviceBinding(vault, *id));
    if (!seed || seed->size() != keyBytes)
        failBroken(QStringLiteral("device key"));
    device.signingSeed = std::move(*seed);
    const QByteArray ownChain = metaValue(database, ownChainName); // none in a vault of version 2
    {
        Statement select
            = database.statement("SELECT chain, epoch FROM chains WHERE device=? ORDER BY epoch DESC");
        const QByteArray deviceBytes = id->toBytes();
        select.bind(deviceBytes);
        const auto isIt = [&] {
            return ownChain.size() != 8 || select.number(0) == qFromBigEndian<quint64>(ownChain.constData());
        };
        bool found = false;
        while (!found && select.step())
            found = isIt();
        if (!found)
            failBroken(QStringLiteral("chain"));
        device.chain = select.number(0);
        device.epoch = static_cast<quint32>(select.number(1));
    }
    const auto head
        = headOf(openOwn(database, keyring, "head", metaValue(database, "head"), headBinding(vault, device)));
    if (!head)
        failBroken(QStringLiteral("head of the chain"));
    device.head = *head;
    return device;
}

} // namespace twinward::ledger
