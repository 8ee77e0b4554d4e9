#include "device_certificate_p.h"

#include "base/cbor.h"
#include "ledger/device_keys.h"

#include <botan/auto_rng.h>
#include <botan/ecdsa.h>
#include <botan/pkcs8.h>
#include <botan/x509_ext.h>
#include <botan/x509cert.h>
#include <botan/x509self.h>

#include <QNetworkProxy>
#include <QSslConfiguration>

namespace Botan {
class Data_Store;
}

namespace twinward::sync {

namespace {

constexpr QByteArrayView purpose("tls certificate");
constexpr qint64 claimFormat = 1;
constexpr quint32 validSeconds = 100 * 365 * 24 * 3600U; // nobody looks

// Under 2.25 (ITU-T X.667: OIDs made of random UUIDs, which nobody has to assign).
Botan::OID claimOid()
{
    return Botan::OID("2.25.3017.1862.40417.5521.1");
}

class ClaimExtension final : public Botan::Certificate_Extension
{
public:
    explicit ClaimExtension(std::vector<std::uint8_t> content)
        : m_content(std::move(content))
    { }
    [[nodiscard]] ClaimExtension* copy() const override { return new ClaimExtension(m_content); }
    [[nodiscard]] Botan::OID oid_of() const override { return claimOid(); }
    void contents_to(Botan::Data_Store& /*subject*/, Botan::Data_Store& /*issuer*/) const override { }

private:
    [[nodiscard]] std::string oid_name() const override { return "Twinward.Device"; }
    [[nodiscard]] std::vector<std::uint8_t> encode_inner() const override { return m_content; }
    void decode_inner(const std::vector<std::uint8_t>& content) override { m_content = content; }

    std::vector<std::uint8_t> m_content;
};

QByteArray bytesOf(const std::vector<std::uint8_t>& bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

TlsIdentity identity(
    const Botan::Private_Key& key, Botan::RandomNumberGenerator& random, const QByteArray& claim)
{
    Botan::X509_Cert_Options options("", validSeconds);
    options.common_name = "-"; // Botan wants one
    options.start = Botan::X509_Time("20200101000000Z", Botan::ASN1_Tag::GENERALIZED_TIME);
    options.end = Botan::X509_Time("21200101000000Z", Botan::ASN1_Tag::GENERALIZED_TIME);
    if (!claim.isEmpty()) {
        options.extensions.add(
            new ClaimExtension(std::vector<std::uint8_t>(claim.begin(), claim.end()))); // takes it over
    }
    const auto made = Botan::X509::create_self_signed_cert(options, key, "SHA-256", random);
    const std::vector<std::uint8_t> encoded = made.BER_encode();
    const auto secret = Botan::PKCS8::PEM_encode(key);
    return {QSslCertificate(bytesOf(encoded), QSsl::Der),
        QSslKey(QByteArray::fromStdString(secret), QSsl::Ec, QSsl::Pem)};
}

template <class Work> base::Result<TlsIdentity> made(Work work)
{
    try {
        Botan::AutoSeeded_RNG random;
        const Botan::ECDSA_PrivateKey key(random, Botan::EC_Group("secp256r1"));
        auto done = work(key, random);
        if (done && (done->certificate.isNull() || done->key.isNull()))
            throw Botan::Exception("not usable by Qt");
        return done;
    } catch (const std::exception& error) {
        return base::fail(base::ErrorCode::Unsupported,
            QStringLiteral("This computer can't make a certificate for the connection"),
            QString::fromUtf8(error.what()));
    }
}

} // namespace

base::Result<TlsIdentity> deviceIdentity(const ledger::Vault& vault)
{
    return deviceIdentity(vault.device(), [&](QByteArrayView about, QByteArrayView message) {
        return ledger::signAsDevice(vault, about, message);
    });
}

base::Result<TlsIdentity> deviceIdentity(record::DeviceId owner, const DeviceSignsFn& signs)
{
    return made([&](const Botan::ECDSA_PrivateKey& key,
                    Botan::RandomNumberGenerator& random) -> base::Result<TlsIdentity> {
        const QByteArray device = owner.toBytes();
        const auto signature = signs(purpose, device + bytesOf(key.subject_public_key()));
        if (!signature)
            return base::fail(signature.error());
        base::CborWriter claim;
        claim.array(3).integer(claimFormat).bytes(device).bytes(*signature);
        return identity(key, random, claim.data());
    });
}

base::Result<TlsIdentity> throwawayIdentity()
{
    return made([](const Botan::ECDSA_PrivateKey& key,
                    Botan::RandomNumberGenerator& random) -> base::Result<TlsIdentity> {
        return identity(key, random, {});
    });
}

bool CertificateClaim::isSignedBy(QByteArrayView signingKey) const
{
    return ledger::deviceSigned(signingKey, purpose, device.toBytes() + tlsKey, signature);
}

std::optional<CertificateClaim> claimOf(const QSslCertificate& certificate)
{
    constexpr qsizetype maxCertificateBytes = 4096;
    const QByteArray der = certificate.toDer();
    if (certificate.isNull() || der.size() > maxCertificateBytes)
        return std::nullopt;
    try {
        const Botan::X509_Certificate parsed(
            reinterpret_cast<const std::uint8_t*>(der.constData()), static_cast<size_t>(der.size()));
        if (!parsed.v3_extensions().extension_set(claimOid()))
            return std::nullopt;
        const QByteArray content = bytesOf(parsed.v3_extensions().get_extension_bits(claimOid()));
        base::CborReader reader(content);
        if (reader.enterArray() < 3 || reader.integer() != claimFormat)
            return std::nullopt;
        const auto device = record::DeviceId::fromBytes(reader.bytesView());
        CertificateClaim claim;
        claim.signature = reader.bytes();
        reader.leaveArray();
        if (!reader.atEnd() || !device || device->isNull())
            return std::nullopt;
        claim.device = *device;
        claim.tlsKey = certificate.publicKey().toDer(); // as the TLS library, which relies on it, reads it
        return claim;
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

void prepareTls(QSslSocket& socket, const TlsIdentity& own)
{
    QSslConfiguration configuration;
    configuration.setProtocol(QSsl::TlsV1_3OrLater);
    configuration.setLocalCertificate(own.certificate);
    configuration.setPrivateKey(own.key);
    configuration.setCaCertificates({});
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    configuration.setSslOption(QSsl::SslOptionDisableSessionTickets, true);
    configuration.setSslOption(QSsl::SslOptionDisableSessionSharing, true);
    configuration.setSslOption(QSsl::SslOptionDisableSessionPersistence, true);
    configuration.setSslOption(QSsl::SslOptionDisableServerNameIndication, true);
    socket.setSslConfiguration(configuration);
    socket.setProxy(QNetworkProxy::NoProxy); // what a browser uses is not the way to the next room
    QObject::connect(&socket, &QSslSocket::sslErrors, &socket, [&socket] { socket.ignoreSslErrors(); });
}

QByteArray bindingOf(const QSslCertificate& caller, const QSslCertificate& answerer)
{
    const QByteArray both
        = base::Hash256::of(caller.toDer()).toBytes() + base::Hash256::of(answerer.toDer()).toBytes();
    return base::Hash256::of("twinward link 1" + both).toBytes();
}

} // namespace twinward::sync
