#pragma once

// The certificates that TLS carries. A P-256 key made anew at each start, because Qt's TLS knows no Ed25519;
// in a certificate that it signs itself, whose subject says which device this is (CN) and holds that device's
// Ed25519 signature over the TLS key (O and OU, half each). Who checks it needs the device's signing key from
// the roster (or from the pairing) and nothing else: no authority, no name, no time, as a laptop's clock may
// be years off. In TLS 1.3 certificates travel encrypted.

#include "base/error.h"
#include "ledger/vault.h"

#include <functional>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>

namespace twinward::sync {

struct TlsIdentity
{
    QSslCertificate certificate;
    QSslKey key;
};

[[nodiscard]] base::Result<TlsIdentity> deviceIdentity(const ledger::Vault& vault);
// Of a device that has no vault.
using DeviceSignsFn = std::function<base::Result<QByteArray>(QByteArrayView purpose, QByteArrayView message)>;
[[nodiscard]] base::Result<TlsIdentity> deviceIdentity(record::DeviceId device, const DeviceSignsFn& signs);
[[nodiscard]] base::Result<TlsIdentity> throwawayIdentity(); // says nothing about anybody

struct CertificateClaim
{
    record::DeviceId device;
    QByteArray tlsKey; // as the certificate has it
    QByteArray signature;

    // By the device whose Ed25519 key this is.
    [[nodiscard]] bool isSignedBy(QByteArrayView signingKey) const;
};
// None for any other certificate. Hostile until isSignedBy().
[[nodiscard]] std::optional<CertificateClaim> claimOf(const QSslCertificate& certificate);

// TLS 1.3 alone, both ends show a certificate, no name of a host in the clear, nothing resumed. What the far
// end's certificate is worth the library does not judge: whoever gets encrypted() has to, before the first
// byte.
void prepareTls(QSslSocket& socket, const TlsIdentity& own);

// The same at both ends, another for every pair of certificates.
[[nodiscard]] QByteArray bindingOf(const QSslCertificate& caller, const QSslCertificate& answerer);

} // namespace twinward::sync
