#pragma once

// A region's relay and the clinics that use it.

#include "../ledger/clinic.h"
#include "postgres_server.h"

#include "sync_relay/postgres_carrier.h"
#include "sync_relay/relay_owner.h"

namespace twinward::test {

inline const QByteArray relayPassword = "nobody has to remember this";

inline base::Hash256 clinicNamed(const char* name)
{
    return base::Hash256::of(name);
}

inline sync::RelayAddress addressOf(const QString& text)
{
    auto address = sync::RelayAddress::parse(text.toUtf8(), sync::RelayAddress::Source::Argument);
    if (!address)
        qFatal("%s", qPrintable(address.error().message()));
    return std::move(*address);
}

struct Region
{
    PostgresServer server;
    sync::RelayOwner owner{addressOf(server.owner())};

    Region()
    {
        [&] { VERIFY_RESULT(owner.prepare()); }();
    }
    // The role's name.
    QString add(const char* name, quint64 quotaBytes = 1 << 30)
    {
        const auto role = owner.addClinic({clinicNamed(name), QString::fromLatin1(name),
            ledger::Secret::copyOf(relayPassword), quotaBytes});
        if (!role)
            qFatal("%s", qPrintable(role.error().message()));
        return *role;
    }
    [[nodiscard]] sync::RelayAddress clinic(
        const QString& role, const QByteArray& password = relayPassword) const
    {
        auto address = addressOf(server.clinic(role));
        address.setPassword(ledger::Secret::copyOf(password));
        return address;
    }
    [[nodiscard]] std::unique_ptr<sync::PostgresCarrier> carrier(const char* name)
    {
        return std::make_unique<sync::PostgresCarrier>(clinic(add(name)));
    }
};

inline sync::Letter letter(const char* from, const char* to, const QByteArray& content)
{
    return {clinicNamed(from), clinicNamed(to), base::Hash256::of(content), content};
}

inline QString hex(const base::Hash256& hash)
{
    return QString("'\\x%1'::bytea").arg(hash.toString());
}

inline QByteArrayList contents(const sync::Collected& collected)
{
    QByteArrayList all;
    for (const sync::Letter& letter : collected.letters)
        all << letter.content;
    return all;
}

} // namespace twinward::test
