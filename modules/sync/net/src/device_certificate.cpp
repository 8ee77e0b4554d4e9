#include "device_certificate_p.h"

#include "ledger/device_keys.h"

#include <botan/auto_rng.h>
#include <botan/ecdsa.h>
#include <botan/pkcs8.h>
#include <botan/x509cert.h>
#include <botan/x509self.h>

#include <QNetworkProxy>
#include <QSslConfiguration>

namespace twinward::sync {

namespace {

constexpr QByteArrayView purpose("tls certificate");
constexpr quint32 validSeconds = 50 * 365 * 24 * 3600U; // nobody looks
constexpr qsizetype halfChars = 43; // of a signature in base 64: X.520 has room for 64 in each field
constexpr qsizetype maxCertificateBytes = 4096;
constexpr auto base64 = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

QByteArray bytesOf(const std::vector<std::uint8_t>& bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

struct Subject
{
    QByteArray name = "-"; // Botan wants one
    QByteArray signature; // in base 64
};

TlsIdentity identity(
    const Botan::Private_Key& key, Botan::RandomNumberGenerator& random, const Subject& subject)
{
    Botan::X509_Cert_Options options("", validSeconds);
    options.common_name = subject.name.toStdString();
    options.organization
        = subject.signature.first(std::min(halfChars, subject.signature.size())).toStdString();
    options.org_unit = subject.signature.mid(halfChars).toStdString();
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
        const auto signature = signs(purpose, owner.toBytes() + bytesOf(key.subject_public_key()));
        if (!signature)
            return base::fail(signature.error());
        return identity(key, random, {owner.toString().toLatin1(), signature->toBase64(base64)});
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
    if (certificate.isNull() || certificate.toDer().size() > maxCertificateBytes)
        return std::nullopt;
    const auto only = [&](QSslCertificate::SubjectInfo field) {
        const QStringList all = certificate.subjectInfo(field);
        return all.size() == 1 ? all.front() : QString();
    };
    const auto device = record::DeviceId::fromString(only(QSslCertificate::CommonName));
    const QString signature
        = only(QSslCertificate::Organization) + only(QSslCertificate::OrganizationalUnitName);
    if (!device || device->isNull() || signature.size() != 2 * halfChars)
        return std::nullopt;
    // The key as the TLS library, which relies on it, reads it.
    return CertificateClaim{
        *device, certificate.publicKey().toDer(), QByteArray::fromBase64(signature.toLatin1(), base64)};
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
