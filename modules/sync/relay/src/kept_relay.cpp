#include "kept_relay_p.h"

#include <cstring>

namespace twinward::sync {

namespace {

const QString key = QStringLiteral("sync/relay-address");

// The form: a letter for whether it is used, the address, a zero, the password.
constexpr char used = '1';
constexpr char paused = '0';

} // namespace

base::Result<KeptRelay> KeptRelay::load(const ledger::Vault& vault)
{
    auto bytes = vault.getPrivate(key);
    if (!bytes)
        return base::fail(bytes.error());
    KeptRelay kept;
    const qsizetype zero = bytes->indexOf('\0');
    if (zero > 0) {
        auto address = RelayAddress::parse(bytes->mid(1, zero - 1), RelayAddress::Source::File);
        if (address) {
            address->setPassword(ledger::Secret::copyOf(QByteArrayView(*bytes).sliced(zero + 1)));
            kept.address = std::move(*address);
            kept.isPaused = bytes->front() == paused;
        }
    }
    explicit_bzero(bytes->data(), static_cast<size_t>(bytes->size()));
    return kept;
}

base::Status KeptRelay::save(ledger::Vault& vault) const
{
    if (!address)
        return vault.putPrivate(key, {});
    const QByteArray text = address->text();
    const ledger::Secret& password = address->password();
    QByteArray bytes;
    bytes.reserve(text.size() + static_cast<qsizetype>(password.size()) + 2); // never moved: wiped below
    bytes.append(isPaused ? paused : used).append(text).append('\0');
    if (!password.isEmpty())
        bytes.append(reinterpret_cast<const char*>(password.data()), static_cast<qsizetype>(password.size()));
    auto done = vault.putPrivate(key, bytes);
    explicit_bzero(bytes.data(), static_cast<size_t>(bytes.size()));
    return done;
}

} // namespace twinward::sync
