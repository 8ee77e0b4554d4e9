// What a stranger may send: to a port before TLS, as a beacon, as a code that is pasted, and while two
// computers pair. Nothing is given away before both persons are sure, and what can be read is written the
// same again.

#include "beacon_p.h"
#include "knock_p.h"
#include "pairing_beacon_p.h"
#include "pairing_code_p.h"
#include "pairing_talk_p.h"
#include "sync_net/address.h"

#include <cstdlib>

using namespace twinward;
using namespace twinward::sync;

namespace {

void require(bool holds) // NOLINT
{
    if (!holds)
        std::abort();
}

void talk(PairingTalk::Role role, QByteArrayView bytes)
{
    PairingTalk::Setting setting;
    setting.role = role;
    setting.binding = "binding";
    setting.offer = "offer";
    QByteArray said;
    setting.send = [&said](const QByteArray& more) { said += more; };
    PairingTalk talk(std::move(setting));
    talk.start();
    for (qsizetype at = 0; at < bytes.size(); at += 11)
        talk.received(bytes.sliced(at, std::min<qsizetype>(11, bytes.size() - at)));
    require(talk.state() != PairingState::Done && talk.state() != PairingState::Deciding);
    require(talk.payload().isEmpty() && !said.contains("offer"));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const QByteArray secret(16, 's');
    require(!KnockCheck(secret).answerTo(bytes, 0));
    require(!Beacon::open(bytes, secret));
    if (const auto beacon = PairingBeacon::fromBytes(bytes))
        require(beacon->toBytes() == bytes);
    const QString text = QString::fromUtf8(bytes);
    if (const auto code = PairingCode::fromText(text))
        require(PairingCode::fromText(code->toText()).has_value());
    if (const auto address = PeerAddress::fromText(text, 1))
        require(PeerAddress::fromText(address->toText(), 2) == address);
    talk(PairingTalk::Role::Host, bytes);
    talk(PairingTalk::Role::Guest, bytes);
    return 0;
}
