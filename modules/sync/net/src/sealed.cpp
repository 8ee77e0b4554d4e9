#include "sealed_p.h"

#include "ledger/device_keys.h"

#include <sodium.h>

namespace twinward::sync {

namespace {

constexpr auto nonceBytes = static_cast<qsizetype>(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
constexpr auto tagBytes = static_cast<qsizetype>(crypto_aead_xchacha20poly1305_ietf_ABYTES);
static_assert(sealedExtraBytes == nonceBytes + tagBytes);

const unsigned char* raw(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

unsigned char* raw(QByteArray& bytes)
{
    return reinterpret_cast<unsigned char*>(bytes.data());
}

} // namespace

QByteArray randomBytes(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    randombytes_buf(bytes.data(), static_cast<size_t>(size));
    return bytes;
}

QByteArray keyFor(QByteArrayView secret, QByteArrayView purpose)
{
    return ledger::keyedHash(secret, purpose);
}

QByteArray sealSmall(QByteArrayView key, QByteArrayView plain)
{
    QByteArray sealed = randomBytes(nonceBytes);
    sealed.resize(nonceBytes + plain.size() + tagBytes);
    crypto_aead_xchacha20poly1305_ietf_encrypt(raw(sealed) + nonceBytes, nullptr, raw(plain),
        static_cast<unsigned long long>(plain.size()), nullptr, 0, nullptr, raw(sealed), raw(key));
    return sealed;
}

std::optional<QByteArray> openSmall(QByteArrayView key, QByteArrayView sealed)
{
    if (sealed.size() < sealedExtraBytes)
        return std::nullopt;
    QByteArray plain(sealed.size() - sealedExtraBytes, Qt::Uninitialized);
    const int opened
        = crypto_aead_xchacha20poly1305_ietf_decrypt(raw(plain), nullptr, nullptr, raw(sealed) + nonceBytes,
            static_cast<unsigned long long>(sealed.size() - nonceBytes), nullptr, 0, raw(sealed), raw(key));
    return opened == 0 ? std::optional(plain) : std::nullopt;
}

} // namespace twinward::sync
