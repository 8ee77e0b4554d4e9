#include "ledger/clinic_card.h"

#include "base/cbor.h"
#include "clinic_keys_p.h"

#include <algorithm>
#include <sodium.h>

namespace twinward::ledger {

using base::ErrorCode;
using record::ClinicKnown;
using record::RecordedEvent;

namespace {

constexpr qint64 cardFormat = 1;
constexpr quint64 maxEarlier = 2'000;
constexpr int fingerprintGroups = 8;
constexpr qsizetype maxNameChars = 200;

Binding cardSigns()
{
    return Binding("twinward clinic card 1");
}

record::ClinicId idOf(QByteArrayView firstSigningKey)
{
    return record::ClinicId::of(QByteArrayLiteral("twinward clinic 1") + firstSigningKey.toByteArray());
}

// What each of the clinic's keys signs of the newest.
QByteArray statementOf(const ClinicCard& card)
{
    base::CborWriter writer;
    writer.array(6)
        .integer(cardFormat)
        .bytes(card.id.toBytes())
        .text(card.name)
        .integer(card.epoch)
        .bytes(card.signingKey)
        .bytes(card.boxKey);
    return writer.data();
}

bool holdsTogether(const ClinicCard& card)
{
    if (card.signingKey.size() != crypto_sign_PUBLICKEYBYTES
        || card.boxKey.size() != crypto_box_PUBLICKEYBYTES || card.name.size() > maxNameChars)
        return false;
    if (card.id != idOf(card.earlier.empty() ? card.signingKey : card.earlier.front().signingKey))
        return false;
    const QByteArray statement = statementOf(card);
    quint32 before = 0;
    for (const ClinicCard::Earlier& each : card.earlier) {
        if (each.epoch <= before || each.epoch == card.epoch
            || !signatureHolds(each.signingKey, cardSigns(), statement, each.signature))
            return false;
        before = each.epoch;
    }
    return card.epoch > before && signatureHolds(card.signingKey, cardSigns(), statement, card.signature);
}

quint32 readEpoch(base::CborReader& reader)
{
    const qint64 epoch = reader.integer();
    if (epoch < 1 || epoch > std::numeric_limits<quint32>::max())
        reader.markFailed();
    return static_cast<quint32>(epoch);
}

bool inOrder(const RecordedEvent* a, const RecordedEvent* b)
{
    return std::tie(a->recorded, a->commit, a->event.id) < std::tie(b->recorded, b->commit, b->event.id);
}

} // namespace

QByteArray ClinicCard::toBytes() const
{
    base::CborWriter writer;
    writer.array(3).bytes(statementOf(*this)).bytes(signature).array(earlier.size());
    for (const Earlier& each : earlier)
        writer.array(3).integer(each.epoch).bytes(each.signingKey).bytes(each.signature);
    return writer.data();
}

std::optional<ClinicCard> ClinicCard::fromBytes(const QByteArray& bytes)
{
    if (bytes.size() > maxCardBytes)
        return std::nullopt;
    ClinicCard card;
    base::CborReader reader(bytes);
    reader.enterArray(3);
    const QByteArray statement = reader.bytes();
    card.signature = reader.bytes();
    const quint64 count = reader.enterArray(maxEarlier);
    for (quint64 i = 0; i < count && !reader.failed(); ++i) {
        reader.enterArray(3);
        Earlier& each = card.earlier.emplace_back();
        each.epoch = readEpoch(reader);
        each.signingKey = reader.bytes();
        each.signature = reader.bytes();
        reader.leaveArray();
    }
    reader.leaveArray();
    reader.leaveArray();
    base::CborReader stated(statement);
    stated.enterArray(6);
    const bool isKnown = stated.integer() == cardFormat;
    card.id = record::ClinicId::fromBytes(stated.bytes()).value_or(record::ClinicId());
    card.name = stated.text();
    card.epoch = readEpoch(stated);
    card.signingKey = stated.bytes();
    card.boxKey = stated.bytes();
    stated.leaveArray();
    if (!reader.atEnd() || !stated.atEnd() || !isKnown || card.toBytes() != bytes || !holdsTogether(card))
        return std::nullopt;
    return card;
}

QString ClinicCard::fingerprint() const
{
    const QByteArray material
        = QByteArrayLiteral("twinward clinic fingerprint 1") + id.toBytes() + signingKey + boxKey;
    const QByteArray hash = base::Hash256::of(material).toBytes();
    QStringList groups;
    for (qsizetype i = 0; i < fingerprintGroups; ++i) {
        quint32 number = 0;
        for (const char byte : hash.sliced(i * 4, 4))
            number = number << 8 | static_cast<quint8>(byte);
        groups << QStringLiteral("%1").arg(number % 100'000, 5, 10, QLatin1Char('0'));
    }
    return groups.join(u' ');
}

bool ClinicCard::succeeds(const ClinicCard& other) const
{
    return id == other.id && std::any_of(earlier.begin(), earlier.end(), [&](const Earlier& each) {
        return each.epoch == other.epoch && each.signingKey == other.signingKey;
    });
}

record::ClinicId clinicIdOf(const Keyring& keyring)
{
    return idOf(publicKeyOfSeed(clinicSigningSeed(keyring, firstKeyEpoch)));
}

ClinicCard cardOf(const Keyring& keyring, const QString& name)
{
    ClinicCard card;
    card.name = name.left(maxNameChars);
    card.epoch = keyring.epoch();
    card.signingKey = publicKeyOfSeed(clinicSigningSeed(keyring, card.epoch));
    card.boxKey.resize(crypto_box_PUBLICKEYBYTES);
    Secret boxSecret(crypto_box_SECRETKEYBYTES);
    crypto_box_seed_keypair(reinterpret_cast<unsigned char*>(card.boxKey.data()), boxSecret.data(),
        clinicBoxSeed(keyring, card.epoch).data());
    card.id = clinicIdOf(keyring);
    const QByteArray statement = statementOf(card);
    card.signature = signWithSeed(clinicSigningSeed(keyring, card.epoch), cardSigns(), statement);
    for (const quint32 epoch : keyring.epochs()) {
        if (epoch >= card.epoch || keyring.isRetired(epoch))
            continue;
        const Secret seed = clinicSigningSeed(keyring, epoch);
        card.earlier.push_back({epoch, publicKeyOfSeed(seed), signWithSeed(seed, cardSigns(), statement)});
    }
    // A word of the first key, for the id, and of the latest, for who knew one of them.
    if (card.earlier.size() > maxEarlier)
        card.earlier.erase(
            card.earlier.begin() + 1, card.earlier.end() - static_cast<std::ptrdiff_t>(maxEarlier - 1));
    return card;
}

std::map<record::ClinicId, KnownClinic> clinicsAmong(
    const std::vector<RecordedEvent>& clinicEvents, const record::Roster& roster)
{
    std::vector<const RecordedEvent*> cards;
    for (const RecordedEvent& recorded : clinicEvents) {
        if (recorded.event.as<ClinicKnown>() != nullptr && roster.authorises(recorded))
            cards.push_back(&recorded);
    }
    std::sort(cards.begin(), cards.end(), inOrder);
    std::map<record::ClinicId, KnownClinic> known;
    for (const RecordedEvent* recorded : cards) {
        const auto* taken = recorded->event.as<ClinicKnown>();
        auto card = ClinicCard::fromBytes(taken->card);
        if (!card || card->id != taken->clinic)
            continue;
        const bool byPerson = taken->how == ClinicKnown::How::ByPerson;
        const auto found = known.find(card->id);
        if (found == known.end()) {
            if (byPerson)
                known.emplace(
                    taken->clinic, KnownClinic{std::move(*card), recorded->recorded, recorded->author, true});
            continue;
        }
        KnownClinic& clinic = found->second;
        const bool isNewer = byPerson ? !clinic.card.succeeds(*card) : card->succeeds(clinic.card);
        if (isNewer) {
            clinic.card = std::move(*card);
            clinic.comparedByPerson = byPerson;
        }
    }
    return known;
}

base::Result<ClinicCard> ownCard(const Vault& vault)
{
    return guarded([&] {
        const Vault::Private& inside = Vault::Private::of(vault);
        return cardOf(inside.keyring, inside.roster().clinicName());
    });
}

base::Result<std::vector<KnownClinic>> knownClinics(const Vault& vault)
{
    return guarded([&] {
        const Vault::Private& inside = Vault::Private::of(vault);
        std::vector<KnownClinic> clinics;
        for (auto& [id, clinic] : clinicsAmong(inside.readClinic(record::Category::Clinic), inside.roster()))
            clinics.push_back(std::move(clinic));
        std::sort(clinics.begin(), clinics.end(), [](const KnownClinic& a, const KnownClinic& b) {
            return std::tie(a.card.name, a.card.id) < std::tie(b.card.name, b.card.id);
        });
        return clinics;
    });
}

base::Result<std::optional<KnownClinic>> knownClinic(const Vault& vault, const record::ClinicId& id)
{
    auto clinics = knownClinics(vault);
    if (!clinics)
        return base::fail(clinics.error());
    const auto found = std::find_if(
        clinics->begin(), clinics->end(), [&id](const KnownClinic& clinic) { return clinic.card.id == id; });
    return found == clinics->end() ? std::nullopt : std::optional(std::move(*found));
}

base::Status knowClinic(Vault& vault, const ClinicCard& card)
{
    return guarded([&] {
        Vault::Private& inside = Vault::Private::of(vault);
        const QByteArray bytes = card.toBytes();
        if (!ClinicCard::fromBytes(bytes))
            throw Failure(ErrorCode::InvalidInput, QStringLiteral("This is not a clinic's card"));
        if (card.id == clinicIdOf(inside.keyring))
            throw Failure(ErrorCode::InvalidInput, QStringLiteral("This is your own clinic's card"), {},
                QStringLiteral("Ask the other clinic for theirs."));
        (void)inside.commit({clinicEvent(
            ClinicKnown{card.id, card.name, bytes, ClinicKnown::How::ByPerson}, inside.options.wallClock())});
    });
}

} // namespace twinward::ledger
