#include "key_slot_p.h"

#include "key_rows_p.h"

#include <algorithm>
#include <chrono>
#include <sodium.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

namespace twinward::ledger {

using base::ErrorCode;

namespace {

constexpr SlotCost floorCost;
// What a slot may ask of us at most: a hostile file must not be able to hang or starve the machine.
constexpr quint64 maxMemoryBytes = 1ULL << 30;
constexpr quint64 maxPasses = 64;
constexpr quint64 calibratedMemoryBytes = 256ULL << 20;
// For the name alone: enough that a list of names can't be tried at once, little enough not to be felt.
constexpr quint64 nameMemoryBytes = 16ULL << 20;
constexpr quint64 namePasses = 2;

Secret stretch(const Secret& secret, QByteArrayView salt, const SlotCost& cost)
{
    Secret key(keyBytes);
    if (crypto_pwhash(key.data(), keyBytes, reinterpret_cast<const char*>(secret.data()), secret.size(),
            reinterpret_cast<const unsigned char*>(salt.data()), cost.passes, cost.memoryBytes,
            crypto_pwhash_ALG_ARGON2ID13)
        != 0) {
        throw Failure(ErrorCode::Io, QStringLiteral("There is not enough memory to check the passphrase"), {},
            QStringLiteral("Close other programs and try again."));
    }
    return key;
}

Binding slotBinding(const NameHash& name, SlotKind kind, QByteArrayView salt, const SlotCost& cost)
{
    Binding binding("twinward key slot 1");
    binding.add(name).add(static_cast<quint64>(kind)).add(salt).add(cost.passes).add(cost.memoryBytes);
    return binding;
}

[[noreturn]] void failWrong()
{
    throw Failure(ErrorCode::WrongPassphrase, QStringLiteral("The user name or the passphrase is not right"),
        {}, QStringLiteral("Check both and try again; capital letters count in the passphrase."));
}

bool isAscii(const Secret& bytes)
{
    return std::all_of(bytes.data(), bytes.data() + bytes.size(), [](unsigned char c) { return c < 0x80; });
}

} // namespace

bool SlotCost::isAcceptable() const
{
    return passes >= floorCost.passes && passes <= maxPasses && memoryBytes >= floorCost.memoryBytes
        && memoryBytes <= maxMemoryBytes;
}

SlotCost SlotCost::calibrated(int milliseconds)
{
    SlotCost cost;
    if (milliseconds <= 0)
        return cost;
    const Secret sample = Secret::random(keyBytes);
    const QByteArray salt(crypto_pwhash_SALTBYTES, 'x');
    const auto start = std::chrono::steady_clock::now();
    (void)stretch(sample, salt, cost);
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    // Time grows with memory times passes; memory first, because it is what a guessing machine lacks.
    const double factor = std::max(1.0, milliseconds / std::max(took.count(), 1.0));
    const double memory = std::min(
        factor * static_cast<double>(cost.memoryBytes), static_cast<double>(calibratedMemoryBytes));
    const double left = factor * static_cast<double>(cost.memoryBytes) / memory;
    cost.memoryBytes = static_cast<quint64>(memory) / 1024 * 1024;
    cost.passes = std::clamp(static_cast<quint64>(left * 3), floorCost.passes, maxPasses);
    return cost;
}

QByteArray normalisedUserName(const QString& name)
{
    return name.normalized(QString::NormalizationForm_C)
        .trimmed()
        .toCaseFolded()
        .normalized(QString::NormalizationForm_C)
        .toUtf8();
}

// Through ICU into guarded memory, because QString would leave copies of the passphrase about.
Secret normalisedPassphrase(const Secret& passphrase)
{
    if (isAscii(passphrase))
        return passphrase.clone();
    const auto bytes = static_cast<int32_t>(passphrase.size());
    const int32_t room = 4 * bytes + 1; // NFC grows a text by three times at most (UAX 15)
    Secret typed(static_cast<size_t>(room) * sizeof(UChar));
    Secret composed(static_cast<size_t>(room) * sizeof(UChar));
    Secret utf8(static_cast<size_t>(room) * 3);
    UErrorCode status = U_ZERO_ERROR;
    int32_t length = 0;
    auto* typedText = reinterpret_cast<UChar*>(typed.data());
    auto* composedText = reinterpret_cast<UChar*>(composed.data());
    u_strFromUTF8(typedText, room, &length, reinterpret_cast<const char*>(passphrase.data()), bytes, &status);
    const UNormalizer2* nfc = unorm2_getNFCInstance(&status);
    length = unorm2_normalize(nfc, typedText, length, composedText, room, &status);
    u_strToUTF8(reinterpret_cast<char*>(utf8.data()), room * 3, &length, composedText, length, &status);
    if (U_FAILURE(status))
        throw Failure(ErrorCode::InvalidInput, QStringLiteral("The passphrase is not text"));
    return Secret::copyOf(QByteArrayView(utf8.data(), length));
}

NameHash hashUserName(const QString& name, QByteArrayView vaultSalt)
{
    const QByteArray normalised = normalisedUserName(name);
    NameHash hash{};
    if (crypto_pwhash(hash.data(), hash.size(), normalised.constData(),
            static_cast<unsigned long long>(normalised.size()),
            reinterpret_cast<const unsigned char*>(vaultSalt.data()), namePasses, nameMemoryBytes,
            crypto_pwhash_ALG_ARGON2ID13)
        != 0)
        throw std::bad_alloc();
    return hash;
}

void writeSlot(Database& database, const NameHash& name, SlotKind kind, const Secret& secret,
    const Identity& identity, const SlotCost& cost, base::HybridTime recorded)
{
    QByteArray salt(crypto_pwhash_SALTBYTES, Qt::Uninitialized);
    randombytes_buf(salt.data(), static_cast<size_t>(salt.size()));
    const Secret key = stretch(secret, salt, cost);
    SlotRow row;
    row.nameHash = toBytes(name);
    row.kind = static_cast<quint8>(kind);
    row.salt = salt;
    row.passes = cost.passes;
    row.memoryBytes = cost.memoryBytes;
    row.sealed = seal(key.data(), viewOf(identity.toBytes()), slotBinding(name, kind, salt, cost));
    signSlot(row, identity, recorded);
    storeSlotRow(database, row);
}

void signOldSlots(
    Database& database, const NameHash& name, const Identity& identity, base::HybridTime recorded)
{
    const QByteArray own = toBytes(name);
    for (SlotRow& row : loadSlotRows(database)) {
        if (row.nameHash != own || !row.signature.isEmpty())
            continue;
        signSlot(row, identity, recorded);
        storeSlotRow(database, row);
    }
}

Identity openSlot(Database& database, const NameHash& name, SlotKind kind, const Secret& secret)
{
    Statement select = database.statement(
        "SELECT salt, passes, memory, sealed FROM key_slots WHERE name_hash=? AND kind=?");
    select.bind(name).bind(static_cast<quint64>(kind));
    if (!select.step()) {
        // As slow as a slot that is there, so that the time does not tell which names are.
        (void)stretch(secret, QByteArray(crypto_pwhash_SALTBYTES, 'x'), floorCost);
        failWrong();
    }
    const QByteArray salt = select.bytes(0);
    const SlotCost cost{select.number(1), select.number(2)};
    if (!cost.isAcceptable() || salt.size() != crypto_pwhash_SALTBYTES) {
        throw Failure(ErrorCode::IntegrityBroken,
            QStringLiteral("The protection of this user's keys was tampered with"),
            QStringLiteral("key slot"),
            QStringLiteral("Do not type the passphrase again. Restore the vault from a backup."));
    }
    const Secret key = stretch(secret, salt, cost);
    const auto bytes = openSecret(key.data(), select.view(3), slotBinding(name, kind, salt, cost));
    if (!bytes)
        failWrong();
    auto identity = Identity::fromBytes(*bytes);
    if (!identity)
        failWrong();
    return std::move(*identity);
}

void removeSlots(Database& database, const NameHash& name)
{
    database.statement("DELETE FROM key_slots WHERE name_hash=?").bind(name).run();
    database.statement("DELETE FROM slot_marks WHERE name_hash=?").bind(name).run();
}

bool hasSlot(Database& database, const NameHash& name)
{
    return database.statement("SELECT 1 FROM key_slots WHERE name_hash=?").bind(name).step();
}

} // namespace twinward::ledger
