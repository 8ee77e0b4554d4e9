#include "keyring_p.h"

#include "failure_p.h"

#include <algorithm>
#include <cstring>
#include <mutex>
#include <QtEndian>
#include <sodium.h>

namespace twinward::ledger {

using record::Category;

namespace {

constexpr size_t idBytes = 16;
constexpr size_t hashBytes = 32;
constexpr size_t identityBytes = 2 * idBytes + hashBytes + 3 * keyBytes + allCategories.size() * hashBytes;
constexpr quint32 concurrentBits = 20;
constexpr size_t rootMessageBytes = keyBytes + idBytes + 1 + 4;

const unsigned char* raw(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

QByteArray signedMessage(const Binding& domain, QByteArrayView message)
{
    QByteArray whole;
    whole.reserve(domain.view().size() + message.size());
    whole.append(domain.view());
    whole.append(message);
    return whole;
}

Secret takeFrom(const unsigned char*& at, size_t size)
{
    Secret part = Secret::copyOf(QByteArrayView(at, static_cast<qsizetype>(size)));
    at += size;
    return part;
}

void put(unsigned char*& at, QByteArrayView bytes)
{
    std::memcpy(at, bytes.data(), static_cast<size_t>(bytes.size()));
    at += bytes.size();
}

} // namespace

Identity Identity::make(VaultId vault)
{
    Identity identity;
    identity.user = record::UserId::random();
    identity.vault = vault;
    identity.signingSeed = Secret::random(crypto_sign_SEEDBYTES);
    identity.boxSeed = Secret::random(crypto_box_SEEDBYTES);
    identity.privateKey = Secret::random(keyBytes);
    return identity;
}

Secret Identity::toBytes() const
{
    Secret bytes(identityBytes);
    unsigned char* at = bytes.data();
    put(at, user.toBytes());
    put(at, vault.toBytes());
    put(at, genesis.toBytes());
    put(at, viewOf(signingSeed));
    put(at, viewOf(boxSeed));
    put(at, viewOf(privateKey));
    for (const Category category : allCategories) {
        const auto print = rootPrints.find(category);
        put(at, (print == rootPrints.end() ? base::Hash256() : print->second).toBytes());
    }
    return bytes;
}

std::optional<Identity> Identity::fromBytes(const Secret& bytes)
{
    if (bytes.size() != identityBytes)
        return std::nullopt;
    const unsigned char* at = bytes.data();
    const auto take = [&at](size_t size) {
        const QByteArrayView part(at, static_cast<qsizetype>(size));
        at += size;
        return part;
    };
    Identity identity;
    identity.user = *record::UserId::fromBytes(take(idBytes));
    identity.vault = *VaultId::fromBytes(take(idBytes));
    identity.genesis = *base::Hash256::fromBytes(take(hashBytes));
    identity.signingSeed = takeFrom(at, keyBytes);
    identity.boxSeed = takeFrom(at, keyBytes);
    identity.privateKey = takeFrom(at, keyBytes);
    for (const Category category : allCategories)
        identity.rootPrints[category] = *base::Hash256::fromBytes(take(hashBytes));
    return identity;
}

Identity Identity::clone() const
{
    return *fromBytes(toBytes());
}

QByteArray Identity::signingKey() const
{
    return publicKeyOfSeed(signingSeed);
}

QByteArray Identity::boxKey() const
{
    QByteArray publicKey(crypto_box_PUBLICKEYBYTES, Qt::Uninitialized);
    Secret secretKey(crypto_box_SECRETKEYBYTES);
    crypto_box_seed_keypair(
        reinterpret_cast<unsigned char*>(publicKey.data()), secretKey.data(), boxSeed.data());
    return publicKey;
}

QByteArray Identity::sign(const Binding& domain, QByteArrayView message) const
{
    return signWithSeed(signingSeed, domain, message);
}

Keyring Keyring::makeRoots()
{
    Keyring keyring;
    for (const Category category : allCategories)
        keyring.add(category, firstKeyEpoch, Secret::random(keyBytes));
    return keyring;
}

bool Keyring::holds(Category category) const
{
    const std::shared_lock guard(*m_mutex);
    return m_roots.contains(category);
}

bool Keyring::holds(Category category, quint32 epoch) const
{
    const std::shared_lock guard(*m_mutex);
    const auto roots = m_roots.find(category);
    return roots != m_roots.end() && roots->second.contains(epoch);
}

Keyring Keyring::clone() const
{
    const std::shared_lock guard(*m_mutex);
    Keyring copy;
    copy.m_retired = m_retired;
    for (const auto& [category, roots] : m_roots) {
        for (const auto& [epoch, root] : roots)
            copy.add(category, epoch, root.clone());
    }
    return copy;
}

Keyring Keyring::turned(size_t devices) const
{
    Keyring next = clone();
    const quint32 newest = epochs().back();
    // 12 bits count the turns; 20 keep apart those that did not know of each other.
    const quint32 turns = newest >> concurrentBits;
    if (turns + 1 >= 1U << (32 - concurrentBits))
        throw Failure(
            base::ErrorCode::Unsupported, QStringLiteral("The clinic's keys can't be changed again"));
    const quint32 alone = (turns + 1) << concurrentBits;
    const quint32 after = devices > 1 ? alone | randombytes_uniform(1U << concurrentBits) : newest + 1;
    for (const Category category : allCategories) {
        if (!holds(category)) {
            throw Failure(base::ErrorCode::NotAuthorised,
                QStringLiteral("You do not hold the keys that have to be changed for this"), {},
                QStringLiteral("Ask an administrator."));
        }
        next.add(category, after, Secret::random(keyBytes));
    }
    return next;
}

void Keyring::adopt(const Keyring& turned)
{
    const quint32 newest = turned.epoch();
    const std::shared_lock theirs(*turned.m_mutex);
    for (const auto& [category, roots] : turned.m_roots)
        add(category, newest, roots.at(newest).clone());
}

quint32 Keyring::epoch() const
{
    const std::shared_lock guard(*m_mutex);
    const auto clinic = m_roots.find(Category::Clinic);
    if (clinic == m_roots.end())
        return 0;
    const auto newest = std::find_if(clinic->second.rbegin(), clinic->second.rend(),
        [this](const auto& root) { return !m_retired.contains(root.first); });
    return newest == clinic->second.rend() ? 0 : newest->first;
}

std::vector<quint32> Keyring::epochs() const
{
    const std::shared_lock guard(*m_mutex);
    std::vector<quint32> held;
    for (const auto& [number, root] : m_roots.at(Category::Clinic))
        held.push_back(number);
    return held;
}

void Keyring::setRetired(std::set<quint32> epochs)
{
    const std::unique_lock guard(*m_mutex);
    m_retired = std::move(epochs);
}

std::set<quint32> Keyring::retired() const
{
    const std::shared_lock guard(*m_mutex);
    return m_retired;
}

bool Keyring::isRetired(quint32 epoch) const
{
    const std::shared_lock guard(*m_mutex);
    return m_retired.contains(epoch);
}

base::Hash256 Keyring::printOf(Category category, const Secret& root)
{
    Binding material("twinward root print 1");
    material.add(static_cast<quint64>(category));
    return *base::Hash256::fromBytes(toBytes(keyedHash256(root.data(), material.view())));
}

base::Hash256 Keyring::rootPrint(Category category, quint32 epoch) const
{
    const std::shared_lock guard(*m_mutex);
    return printOf(category, m_roots.at(category).at(epoch));
}

QByteArray Keyring::sealRootTo(QByteArrayView boxKey, Category category, quint32 epoch, VaultId vault) const
{
    Secret message(rootMessageBytes);
    unsigned char* at = message.data();
    {
        const std::shared_lock guard(*m_mutex);
        put(at, viewOf(m_roots.at(category).at(epoch)));
    }
    put(at, vault.toBytes());
    *at++ = static_cast<unsigned char>(category);
    qToBigEndian(epoch, at);
    QByteArray sealed(static_cast<qsizetype>(rootMessageBytes) + crypto_box_SEALBYTES, Qt::Uninitialized);
    if (boxKey.size() != crypto_box_PUBLICKEYBYTES
        || crypto_box_seal(
               reinterpret_cast<unsigned char*>(sealed.data()), message.data(), message.size(), raw(boxKey))
            != 0)
        return {};
    return sealed;
}

std::optional<Secret> Keyring::openRoot(
    const Identity& identity, Category category, quint32 epoch, QByteArrayView sealed)
{
    if (static_cast<size_t>(sealed.size()) != rootMessageBytes + crypto_box_SEALBYTES)
        return std::nullopt;
    std::array<unsigned char, crypto_box_PUBLICKEYBYTES> publicKey{};
    Secret secretKey(crypto_box_SECRETKEYBYTES);
    crypto_box_seed_keypair(publicKey.data(), secretKey.data(), identity.boxSeed.data());
    Secret message(rootMessageBytes);
    if (crypto_box_seal_open(message.data(), raw(sealed), static_cast<unsigned long long>(sealed.size()),
            publicKey.data(), secretKey.data())
        != 0)
        return std::nullopt;
    const unsigned char* at = message.data();
    Secret root = takeFrom(at, keyBytes);
    const bool meant = equalBytes(QByteArrayView(at, idBytes), identity.vault.toBytes())
        && at[idBytes] == static_cast<unsigned char>(category)
        && qFromBigEndian<quint32>(at + idBytes + 1) == epoch;
    if (!meant)
        return std::nullopt;
    return root;
}

void Keyring::add(Category category, quint32 epoch, Secret root)
{
    {
        const std::unique_lock guard(*m_mutex);
        m_roots[category].insert_or_assign(epoch, std::move(root));
    }
    if (category == Category::Clinic && epoch == firstKeyEpoch)
        m_indexKey = clinicKey("index", firstKeyEpoch);
}

const Secret& Keyring::rootOf(Category category, quint32 epoch) const
{
    const auto& roots = m_roots.at(category);
    const auto after = roots.upper_bound(epoch);
    if (after == roots.begin())
        throw Failure(base::ErrorCode::IntegrityBroken, QStringLiteral("An entry names keys that never were"),
            QStringLiteral("key epoch %1").arg(epoch));
    return std::prev(after)->second;
}

SubjectTag Keyring::subjectTag(record::PatientId patient, Category category) const
{
    Binding material("twinward subject 1");
    material.add(patient.bytes()).add(static_cast<quint64>(category));
    return keyedHash128(m_indexKey.data(), material);
}

EventTag Keyring::eventTag(record::EventId event) const
{
    Binding material("twinward event 1");
    material.add(event.bytes());
    return keyedHash128(m_indexKey.data(), material);
}

PassingKey Keyring::patientKey(Category category, const SubjectTag& tag, quint32 keyEpoch) const
{
    Binding purpose("twinward patient key 1");
    purpose.add(tag).add(static_cast<quint64>(category)).add(quint64{keyEpoch});
    const std::shared_lock guard(*m_mutex);
    return deriveKey(rootOf(category, keyEpoch).data(), purpose);
}

PassingKey Keyring::clinicKey(QByteArrayView name, quint32 keyEpoch) const
{
    Binding purpose("twinward clinic key 1");
    purpose.add(name);
    const std::shared_lock guard(*m_mutex);
    return deriveKey(rootOf(Category::Clinic, keyEpoch).data(), purpose);
}

QByteArray signWithSeed(const Secret& seed, const Binding& domain, QByteArrayView message)
{
    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> publicKey{};
    std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secretKey{}; // wiped below, as a PassingKey is
    crypto_sign_seed_keypair(publicKey.data(), secretKey.data(), seed.data());
    const QByteArray whole = signedMessage(domain, message);
    QByteArray signature(crypto_sign_BYTES, Qt::Uninitialized);
    crypto_sign_detached(reinterpret_cast<unsigned char*>(signature.data()), nullptr, raw(whole),
        static_cast<unsigned long long>(whole.size()), secretKey.data());
    sodium_memzero(secretKey.data(), secretKey.size());
    return signature;
}

QByteArray publicKeyOfSeed(const Secret& seed)
{
    QByteArray publicKey(crypto_sign_PUBLICKEYBYTES, Qt::Uninitialized);
    Secret secretKey(crypto_sign_SECRETKEYBYTES);
    crypto_sign_seed_keypair(
        reinterpret_cast<unsigned char*>(publicKey.data()), secretKey.data(), seed.data());
    return publicKey;
}

bool signatureHolds(
    QByteArrayView publicKey, const Binding& domain, QByteArrayView message, QByteArrayView signature)
{
    if (publicKey.size() != crypto_sign_PUBLICKEYBYTES || signature.size() != crypto_sign_BYTES)
        return false;
    const QByteArray whole = signedMessage(domain, message);
    return crypto_sign_verify_detached(
               raw(signature), raw(whole), static_cast<unsigned long long>(whole.size()), raw(publicKey))
        == 0;
}

} // namespace twinward::ledger
