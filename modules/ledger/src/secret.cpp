#include "ledger/secret.h"

#include <algorithm>
#include <new>
#include <sodium.h>

namespace twinward::ledger {

Secret::Secret(size_t size)
    : m_bytes(
        sodium_init() < 0 ? nullptr : static_cast<unsigned char*>(sodium_malloc(std::max<size_t>(size, 1))))
    , m_size(size)
{
    if (m_bytes == nullptr)
        throw std::bad_alloc();
    std::fill_n(m_bytes.get(), size, static_cast<unsigned char>(0));
}

Secret Secret::copyOf(QByteArrayView bytes)
{
    Secret secret(static_cast<size_t>(bytes.size()));
    std::copy_n(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), secret.data());
    return secret;
}

Secret Secret::random(size_t size)
{
    Secret secret(size);
    randombytes_buf(secret.data(), size);
    return secret;
}

Secret Secret::clone() const
{
    if (m_bytes == nullptr)
        return {};
    return copyOf(QByteArrayView(m_bytes.get(), static_cast<qsizetype>(m_size)));
}

void Secret::Free::operator()(unsigned char* bytes) const
{
    sodium_free(bytes); // wipes
}

} // namespace twinward::ledger
